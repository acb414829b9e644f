//! One integration binary; the modules below.

mod layers;
mod rules;
