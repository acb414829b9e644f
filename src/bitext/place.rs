//! Where something stands in a file.

/// A place in the file that was read, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// 1-based.
    pub line: usize,
    /// 1-based, in Unicode scalar values; `None` where only the line is known.
    pub column: Option<usize>,
}
