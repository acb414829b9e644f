//! What of a bead has a counterpart on the other side, by the lexicon and by the other texts of the run.

mod characters;
pub(crate) mod coverage;
pub(crate) mod echo;
mod exchange;
pub(crate) mod left_out;
pub(crate) mod likelihood;
pub(crate) mod names;
pub(crate) mod piece;
pub(crate) mod sound;
pub(crate) mod terms;
