//! A flag as one line of text that a person reads and a program reads back:
//! `error repeated-phrase, target 12-18: the phrase stands twice`.

use super::unit::Mark;
use crate::bitext::{Severity, Side};

/// As one line.
pub(crate) fn write(mark: &Mark) -> String {
    let Mark { rule, severity, side, start, end, message } = mark;
    format!("{} {rule}, {} {start}-{end}: {message}", severity.name(), name(*side))
}

/// As it is named in notes.
pub(crate) fn name(side: Side) -> &'static str {
    match side {
        Side::Source => "source",
        Side::Target => "target",
    }
}

/// The side of a name.
pub(crate) fn side(name: &str) -> Option<Side> {
    [Side::Source, Side::Target].into_iter().find(|&side| self::name(side) == name)
}

/// The severity of a name.
pub(crate) fn severity(name: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.name() == name)
}

/// From a line that [`write`] made; `None` from anything else.
pub(crate) fn read(line: &str) -> Option<Mark> {
    let (head, message) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let (what, place) = head.split_once(", ")?;
    let (severity_name, rule) = what.split_once(' ')?;
    let (side_name, range) = place.split_once(' ')?;
    let (start, end) = range.split_once('-')?;
    Some(Mark {
        rule: rule.to_owned(),
        severity: severity(severity_name)?,
        side: side(side_name)?,
        start: start.parse().ok()?,
        end: end.parse().ok()?,
        message: message.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for message in ["", "stands twice: `a, b: c`", " "] {
            let mark = Mark {
                rule: "repeated-phrase".into(),
                severity: Severity::Hint,
                side: Side::Source,
                start: 3,
                end: 14,
                message: message.into(),
            };
            assert_eq!(read(&write(&mark)), Some(mark));
        }
        for other in ["", "a translator's note: check", "error x, target 1: y"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
