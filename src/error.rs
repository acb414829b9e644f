//! The one error type: what failed, where, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// What a fallible function of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Who has to act on an error; the command line turns it into an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command was called wrongly, or a path does not exist.
    Usage,
    /// A configuration file holds something that we do not understand.
    Config,
    /// An input could not be read; other inputs are not affected.
    Input,
    /// A result could not be written.
    Output,
    /// The user stopped the run.
    Interrupted,
}

/// What failed, at which path and line, and what to try.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    path: Option<PathBuf>,
    line: Option<u64>,
    message: String,
    hint: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of `kind`; `message` is lower case, without a full stop, and names things in backquotes.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, path: None, line: None, message: message.into(), hint: None, source: None }
    }

    /// The command was called wrongly.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The input at `path` could not be read.
    pub fn input(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self::new(Kind::Input, message).at(path)
    }

    /// Refuses a named pipe: nobody may ever write into it, and what was written can be read but once. A pipe
    /// that the shell makes, as of `<(command)`, has a writer and no place of its own, and passes.
    pub(crate) fn unless_pipe(path: &Path) -> Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            let pipe = path.metadata().is_ok_and(|at| at.file_type().is_fifo());
            let place = pipe.then(|| path.canonicalize().ok()).flatten();
            if place.is_some_and(|place| !place.starts_with("/dev") && !place.starts_with("/proc")) {
                return Err(Self::input(path, "named pipes are not read")
                    .hint("write to a file, or redirect the pipe to standard input: `- < PIPE`"));
            }
        }
        Ok(())
    }

    /// The result at `path` could not be written.
    pub fn output(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self::new(Kind::Output, message).at(path)
    }

    /// The same, where the run as a whole depends on the file: nothing is done without it.
    #[must_use]
    pub(crate) fn of_setting(self) -> Self {
        Self { kind: Kind::Config, ..self }
    }

    /// Names the file.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_owned());
        self
    }

    /// Names the line of the file, 1-based.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Keeps the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Who has to act.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The file that it is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The 1-based line that it is about.
    pub fn line_number(&self) -> Option<u64> {
        self.line
    }

    /// What failed and why, without place and hint.
    pub fn message(&self) -> String {
        match &self.source {
            Some(source) => format!("{}: {source}", self.message),
            None => self.message.clone(),
        }
    }

    /// What to do, if there is something to say.
    pub fn advice(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// `path:line: message; hint` on one line.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}:", path.display())?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            write!(f, " ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_and_what_to_do() {
        let error = Error::input("a/b.html", "expected gzip").line(3).hint("unpack it first");
        assert_eq!(error.to_string(), "a/b.html:3: expected gzip; unpack it first");
    }
}
