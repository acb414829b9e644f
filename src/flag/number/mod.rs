//! Numbers: what is said in digits and words, in whatever locale, and what the other side does not say.

pub(crate) mod calendar;
pub(crate) mod century;
pub(crate) mod clock;
mod digits;
mod figure;
mod fraction;
mod halves;
mod han;
mod inches;
mod korean;
mod multiplier;
mod numeral;
pub(crate) mod odd_numbers;
mod portion;
pub(crate) mod quantity;
mod reading;
mod said;
mod storey;
mod time;
pub(crate) mod unit;
