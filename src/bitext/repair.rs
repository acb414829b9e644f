//! What was repaired in a text, so that it can be told and undone.

use super::place::Place;

/// What was wrong with a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Damage {
    /// Letters that were decoded with the wrong character set.
    Mojibake,
    /// Letters and their accents apart, where Unicode has one character for both.
    Decomposed,
    /// Soft hyphens, which show only at the end of a line.
    SoftHyphen,
    /// Characters without width that mean nothing where they stand.
    ZeroWidth,
    /// A word that a hyphen and a line break part.
    BrokenWord,
}

impl Damage {
    /// All, in the order in which they are repaired: each may uncover the next.
    pub const ALL: [Damage; 5] =
        [Damage::Mojibake, Damage::SoftHyphen, Damage::ZeroWidth, Damage::Decomposed, Damage::BrokenWord];

    /// As written on the command line: `soft-hyphens`.
    pub fn name(self) -> &'static str {
        match self {
            Damage::Mojibake => "mojibake",
            Damage::Decomposed => "nfc",
            Damage::SoftHyphen => "soft-hyphens",
            Damage::ZeroWidth => "zero-width",
            Damage::BrokenWord => "broken-words",
        }
    }
}

/// One passage that was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was wrong.
    pub damage: Damage,
    /// Where the passage stands in the file that was read.
    pub place: Place,
    /// Number of the pass over the text in which it was repaired; one pass is one kind.
    pub pass: usize,
    /// First byte of the passage, in the text as it was after the pass.
    pub at: usize,
    /// The passage as it was.
    pub before: String,
    /// The passage as it is.
    pub after: String,
}
