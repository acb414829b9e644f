//! Standard output and standard error: the only file that prints.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{self, Write};

use alinea::error::{Error, Kind, Result};
use alinea::write::visible;

/// Prints an error, with its hint on a line of its own.
pub(crate) fn error(error: &Error) {
    notice(&error.to_string());
}

/// Prints a line of advice or notice on standard error.
pub(crate) fn notice(message: &str) {
    // What is quoted in it may come from anywhere.
    let parts = message.split_inclusive(['\n', '\t']).map(|part| {
        let text = part.trim_end_matches(['\n', '\t']);
        visible(text) + &part[text.len()..]
    });
    eprintln!("alinea: {}", parts.collect::<String>());
}

/// `1 flag`, `2 flags`.
pub(crate) fn counted(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}

/// Writes bytes to standard output. A reader that went away (`alinea ... | head`) is no error.
///
/// # Errors
/// If standard output cannot be written for another reason.
pub(crate) fn write(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(Kind::Output, "cannot write to standard output").because(cause))
        }
        _ => Ok(()),
    }
}

/// Standard output, for what comes piece by piece. A reader that went away is no error.
pub(crate) fn stream() -> Box<dyn Write> {
    Box::new(Patient(anstream::stdout()))
}

/// Whether standard output takes colours.
pub(crate) fn colour() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Columns of the terminal, as the shell tells; 100 where it does not.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.unwrap_or(100).clamp(40, 200)
}

/// A writer whose reader may go away.
struct Patient<W>(W);

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}
