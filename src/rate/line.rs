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

/// What is wrong with a line, in the words of whoever writes the scorer.
fn fault(line: &[u8], cause: &serde_json::Error) -> String {
    use serde_json::Value;
    let Ok(value) = serde_json::from_slice::<Value>(line) else {
        let text = String::from_utf8_lossy(line);
        let no_number = ["NaN", "Infinity", "nan", "inf"].iter().any(|word| text.contains(word));
        return match (
            no_number && text.trim_start().starts_with('{'),
            cause.to_string().contains("out of range"),
        ) {
            (true, _) => "whose score is no number that JSON knows".into(),
            (_, true) => "whose score is beyond all numbers".into(),
            _ => "which is no JSON object".into(),
        };
    };
    let Value::Object(fields) = value else {
        return match value {
            Value::Number(_) => "a bare number, which does not say whose score it is".into(),
            _ => "which is no JSON object".into(),
        };
    };
    match (fields.get("id"), fields.get("score")) {
        (None, _) => "which has no `id`".into(),
        (_, None) => "which has no `score`".into(),
        (Some(id), _) if !id.is_string() => {
            "whose `id` is no string, as it was in the line that was read".into()
        }
        (_, Some(score)) if !score.is_number() => "whose `score` is no number".into(),
        _ => "which says something twice".into(),
    }
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
            wrong(format!("`{shown}`, {}", fault(&bytes, &cause)))
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
            ("{\"id\":\"0\",\"score\":NaN}\n", "whose score is no number that JSON knows"),
            ("{\"id\":\"0\",\"score\":null}\n", "whose `score` is no number"),
            ("{\"id\":\"0\",\"score\":1e999}\n", "whose score is beyond all numbers"),
            ("{\"id\":\"0\"}\n", "which has no `score`"),
            ("{\"score\":0}\n", "which has no `id`"),
            ("{\"id\":0,\"score\":0}\n", "whose `id` is no string"),
            ("{\"id\":\"0\",\"id\":\"0\",\"score\":0}\n", "which says something twice"),
            ("0.83\n", "`0.83`, a bare number, which does not say whose score it is"),
            ("NaN\n", "`NaN`, which is no JSON object"),
            ("[0.83]\n", "which is no JSON object"),
            ("loading the model\n", "`loading the model`, which is no JSON object"),
            ("\n", "in line 1"),
        ] {
            let Err(wrong) = read(lines.as_bytes(), 2) else { panic!("{lines}") };
            assert!(wrong.message.contains(says), "{lines}: {}", wrong.message);
        }
    }
}
