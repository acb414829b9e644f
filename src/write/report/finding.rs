//! A flag with all that a report shows of it: the file, the place, the text and a name.

use crate::bitext::{Entry, Flag, Place, Side, fingerprints};
use crate::write::record::slashed;
use crate::write::unit::one_line;

/// A flag, ready to be shown.
pub(crate) struct Finding<'a> {
    /// The flag itself.
    pub(crate) flag: &'a Flag,
    /// File, with `/`.
    pub(crate) path: String,
    /// Where it begins.
    pub(crate) start: Place,
    /// One past its end.
    pub(crate) end: Place,
    /// Why, on one line.
    pub(crate) message: String,
    /// Survives edits elsewhere.
    pub(crate) fingerprint: String,
}

impl Finding<'_> {
    /// `path:line:column`, as editors and terminals know it.
    pub(crate) fn place(&self) -> String {
        match self.start.column {
            Some(column) => format!("{}:{}:{column}", self.path, self.start.line),
            None => format!("{}:{}", self.path, self.start.line),
        }
    }

    /// Why it does not count, for people; `None` where it does.
    pub(crate) fn standing(&self) -> Option<String> {
        match &self.flag.suppressed {
            Some(found) => {
                let (reason, path) = (one_line(&found.reason), slashed(&found.path));
                Some(format!("suppressed: {reason} ({path}{})", found.at_line()))
            }
            None => (self.flag.known == Some(true)).then(|| "known to the baseline".to_owned()),
        }
    }
}

/// The flags of an entry, in its order.
pub(crate) fn findings(entry: &Entry) -> impl Iterator<Item = Finding<'_>> {
    let paths = [Side::Source, Side::Target].map(|side| slashed(&entry.bitext.side(side).document.path));
    entry.flags.iter().zip(fingerprints(entry)).map(move |(flag, fingerprint)| {
        let document = &entry.bitext.side(flag.side).document;
        Finding {
            flag,
            path: paths[flag.side as usize].clone(),
            start: document.place(flag.span.start),
            end: document.place(flag.span.end),
            message: one_line(&flag.message),
            fingerprint,
        }
    })
}
