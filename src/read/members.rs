//! Where the members of gzip data lie in a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Counts the bytes that are read.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.inner.consume(amount);
    }
}

/// Where the next gzip member starts, from `at` on; `end` where there is none.
pub(super) fn next_member(file: &mut File, at: u64, end: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(at))?;
    let mut rest = BufReader::new((&*file).take(end.saturating_sub(at)));
    let mut place = at;
    let mut last = [0_u8; 3];
    loop {
        let block = rest.fill_buf()?;
        if block.is_empty() {
            return Ok(end);
        }
        for (index, &byte) in block.iter().enumerate() {
            last = [last[1], last[2], byte];
            // RFC 1952, section 2.3.1: two magic bytes and the only method there is.
            if last == [0x1F, 0x8B, 8] && place + index as u64 >= at + 2 {
                return Ok(place + index as u64 - 2);
            }
        }
        place += block.len() as u64;
        let length = block.len();
        rest.consume(length);
    }
}

/// Whether a range of a file holds zero bytes alone.
pub(super) fn is_padding(file: &mut File, from: u64, to: u64) -> io::Result<bool> {
    file.seek(SeekFrom::Start(from))?;
    for byte in BufReader::new((&*file).take(to - from)).bytes() {
        if byte? != 0 {
            return Ok(false);
        }
    }
    Ok(true)
}
