//! Writes: entries -> alignment files (and back, where a format can be read), and reports.
