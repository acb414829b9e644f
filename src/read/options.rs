//! How much of a file is read.

use serde::{Deserialize, Serialize};

/// `[read]`: bounds that keep bombs from filling the memory. What is over one of them is refused by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReadOptions {
    /// Size that an article may have, packed or not, in MiB. Nobody writes an article of 1024 MiB; texts of
    /// that size are dumps, and belong into JSONL or WARC, a record an article.
    pub max_mib: u64,
    /// How many times its packed size a file may unpack to. Web pages pack 4- to 30-fold, lists of numbers
    /// some 100-fold; gzip ends at 1032-fold, which only bombs come near. Up to 16 MiB any ratio is let
    /// through: small repetitive files are no danger.
    pub max_ratio: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { max_mib: 1024, max_ratio: 250 }
    }
}

impl ReadOptions {
    /// Up to this size any ratio is let through, in bytes.
    pub(super) const SMALL: u64 = 16 << 20;

    /// Bytes that an article may have.
    pub(super) fn most(&self) -> u64 {
        self.max_mib.saturating_mul(1 << 20)
    }

    /// Bytes that so many packed ones may unpack to, whatever they hold.
    pub(super) fn most_of(&self, packed: u64) -> u64 {
        packed.saturating_mul(self.max_ratio).max(Self::SMALL)
    }
}
