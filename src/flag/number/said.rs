//! What words say in numbers.

/// A number in words.
#[derive(Debug)]
pub(crate) struct Said {
    /// All that it may mean, the parts of several words included.
    pub(crate) values: Vec<f64>,
    /// What it says, where it says a number and nothing else.
    pub(crate) sure: Option<f64>,
    /// The token after it.
    pub(crate) end: usize,
}
