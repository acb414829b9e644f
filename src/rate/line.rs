//! A bead as a line, and lines as scores.

use std::io::BufRead;

use serde::{Deserialize, Serialize};

use crate::bitext::{Entry, Side};
use crate::command::{Wrong, next_line};

#[derive(Serialize)]
struct Ask<'a> {
    id: &'a str,
    source: &'a str,
    target: &'a str,
    source_lang: &'a str,
    target_lang: &'a str,
}

#[derive(Deserialize)]
struct Said {
    id: String,
    score: f64,
}

/// Appends the line of a bead. Its id is its number in this run of the command.
pub(super) fn ask(entry: &Entry, bead: usize, number: usize, input: &mut String) {
    let bitext = &entry.bitext;
    let bead = &bitext.beads()[bead];
    let [source, target] = [Side::Source, Side::Target].map(|side| bitext.joined(bead, side));
    let ask = Ask {
        id: &number.to_string(),
        source: &source,
        target: &target,
        source_lang: bitext.source().lang.as_str(),
        target_lang: bitext.target().lang.as_str(),
    };
    // Strings are JSON: writing them to memory cannot fail.
    input.push_str(&serde_json::to_string(&ask).unwrap_or_default());
    input.push('\n');
}

/// The scores of `count` beads, by id.
pub(super) fn read(mut lines: impl BufRead, count: usize) -> Result<Vec<f32>, Wrong> {
    let mut scores: Vec<Option<f32>> = vec![None; count];
    let mut bytes = Vec::new();
    let mut number = 1;
    while next_line(&mut lines, number, &mut bytes)? {
        let wrong = |message: String| Wrong {
            message: format!("gave, in line {number}, {message}"),
            at_the_end: false,
        };
        let said: Said = serde_json::from_slice(&bytes).map_err(|cause| {
            let line = String::from_utf8_lossy(&bytes);
            let shown: String = line.trim().chars().take(60).filter(|c| !c.is_control()).collect();
            let why = cause.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            wrong(format!("`{shown}`, which is not what was asked for: {why}"))
        })?;
        if !(0.0..=1.0).contains(&said.score) {
            return Err(wrong(format!("the score {}, which is no number from 0 to 1", said.score)));
        }
        let place = said.id.parse().ok().and_then(|id: usize| scores.get_mut(id));
        match place {
            None => return Err(wrong(format!("a score for `{}`, which it was not asked for", said.id))),
            Some(Some(_)) => return Err(wrong(format!("a second score for `{}`", said.id))),
            Some(score) => *score = Some(said.score as f32),
        }
        number += 1;
    }
    let given = number - 1;
    let all: Option<Vec<f32>> = scores.iter().copied().collect();
    all.ok_or_else(|| {
        let missing = scores.iter().position(Option::is_none).unwrap_or_default();
        let message =
            format!("gave {given} scores for {count} lines; the first that it left out is `{missing}`");
        Wrong { message, at_the_end: true }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_come_in_any_order() {
        let lines = "{\"id\": \"1\", \"score\": 1}\r\n{\"score\": 0.25, \"id\": \"0\", \"more\": []}";
        assert_eq!(read(lines.as_bytes(), 2).ok(), Some(vec![0.25, 1.0]));
    }

    #[test]
    fn what_is_no_score_is_said_with_its_line() {
        for (lines, says) in [
            ("", "gave 0 scores for 2 lines; the first that it left out is `0`"),
            ("{\"id\":\"0\",\"score\":0}\n", "gave 1 scores for 2 lines; the first that it left out is `1`"),
            ("{\"id\":\"0\",\"score\":0}\n{\"id\":\"0\",\"score\":0}\n", "in line 2, a second score for `0`"),
            ("{\"id\":\"7\",\"score\":0}\n", "a score for `7`"),
            ("{\"id\":\"x\",\"score\":0}\n", "a score for `x`"),
            ("{\"id\":\"0\",\"score\":1.5}\n", "in line 1, the score 1.5"),
            ("{\"id\":\"0\",\"score\":-0.1}\n", "the score -0.1"),
            ("{\"id\":\"0\",\"score\":NaN}\n", "in line 1, `{\"id\":\"0\",\"score\":NaN}`"),
            ("{\"id\":\"0\",\"score\":null}\n", "in line 1"),
            ("{\"id\":\"0\",\"score\":1e999}\n", "in line 1"),
            ("{\"id\":\"0\"}\n", "missing field `score`"),
            ("loading the model\n", "`loading the model`"),
            ("\n", "in line 1"),
        ] {
            let Err(wrong) = read(lines.as_bytes(), 2) else { panic!("{lines}") };
            assert!(wrong.message.contains(says), "{lines}: {}", wrong.message);
        }
    }
}
