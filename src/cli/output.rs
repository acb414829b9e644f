//! Standard output and standard error: the only file that prints.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{self, Write};

use alinea::error::{Error, Kind, Result};

/// Prints an error, with its hint on a line of its own.
pub(crate) fn error(error: &Error) {
    eprintln!("alinea: {error}");
}

/// Prints a line of advice or notice on standard error.
pub(crate) fn notice(message: &str) {
    eprintln!("alinea: {message}");
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
