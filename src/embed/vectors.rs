//! What the command writes -> vectors.

use std::io::BufRead;

use super::line;
use crate::command::{Wrong, next_line};

/// The vectors of `count` lines, row-major, each of the same size.
pub(super) fn read(mut lines: impl BufRead, count: usize) -> Result<Vec<f32>, Wrong> {
    let wrong = |message: String| Wrong { message, at_the_end: false };
    let mut values = Vec::new();
    let mut size = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        match (next_line(&mut lines, number, &mut bytes)?, number > count) {
            (false, true) => break,
            (false, false) => {
                let message = format!("gave {} vectors for {count} lines", number - 1);
                return Err(Wrong { message, at_the_end: true });
            }
            (true, true) => return Err(wrong(format!("gave more than {count} vectors for {count} lines"))),
            (true, false) => {}
        }
        let found = line::numbers(&String::from_utf8_lossy(&bytes), &mut values)
            .map_err(|message| wrong(format!("gave, in line {number}, {message}")))?;
        if number == 1 {
            size = found;
        } else if found != size {
            return Err(wrong(format!("gave {size} numbers in line 1, but {found} in line {number}")));
        }
    }
    Ok(values)
}
