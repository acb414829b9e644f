//! One integration binary; the modules below.
// Tests say what they measured, and that they are skipped.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod accepting;
mod align;
mod bitext;
mod clean;
mod company;
mod corpus;
mod embed;
mod faults;
mod flag;
mod folders;
mod gold;
mod inputs;
mod layers;
mod lexicon;
mod living;
mod manners;
mod pairing;
mod read;
mod readme;
mod rules;
mod sound;
mod split;
mod tag;
mod torn;

mod formats;
