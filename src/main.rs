//! The binary: parse, dispatch, exit code. Sees only the public library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
