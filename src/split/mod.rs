//! Splits: the body of a document into sentences, by UAX #29 and what the language record knows.
//!
//! Promises: sentences are in order, do not overlap, cover every character of the body that is not blank,
//! and never reach over a block; none ends inside of code. Time is linear in the text, whatever it holds.
//! Text that was run together without any mark stays together, but for headings, lists and emoticons.

mod boundary;
mod gap;
mod items;
mod limit;
mod marks;
mod rules;
mod run_on;
mod scan;
mod uax;
mod word;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::bitext::{Document, Kind, Role, Sentence, Span, Text};
use crate::lang::Lang;

use boundary::{Begin, Paragraph};
use gap::{Gap, is_blank, skip_blank};
use rules::Rules;
use scan::Spot;

/// What the user may change about splitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SplitOptions {
    /// Each block is one sentence already (`read` made a block of every line).
    #[serde(skip)]
    pub presplit: bool,
    /// Most characters of a sentence; a longer one is cut at its last comma, else at its last space, else
    /// in mid-word. 0: no limit.
    pub max_length: usize,
    /// Whether sentences end inside a quotation: `“It rains. We stay.”` is two.
    pub inside_quotes: bool,
    /// Whether a line break inside a block ends a sentence, as in verse and addresses.
    pub line_breaks: bool,
}

impl Default for SplitOptions {
    fn default() -> Self {
        Self { presplit: false, max_length: 5000, inside_quotes: true, line_breaks: false }
    }
}

/// Cuts the body blocks into sentences. Total; loses nothing.
///
/// With `presplit` every body block is one sentence, and a blank one is an empty sentence.
pub fn split(document: Document, lang: Lang, options: &SplitOptions) -> Text {
    let rules = Rules::of(lang);
    let mut sentences = Vec::new();
    let mut cuts = Vec::new();
    for (block, found) in document.blocks.iter().enumerate() {
        if found.role != Role::Body {
            continue;
        }
        let text = document.slice(found.span);
        let at = found.span.start;
        let mut push = |range: Range<usize>| {
            let span = Span::new(at + range.start, at + range.end);
            sentences.push(Sentence { span, block, guess: None });
        };
        if options.presplit {
            push(trim(text, 0..text.len()));
            continue;
        }
        for line in lines(text, options.line_breaks) {
            cuts.clear();
            let running = found.kind == Kind::Paragraph;
            ends(&text[line.clone()], rules, options, running, &mut cuts);
            cuts.retain(|cut| !document.splits_code(at + line.start + cut));
            let mut start = line.start;
            for end in cuts.iter().map(|cut| line.start + cut).chain([line.end]) {
                let sentence = trim(text, start..end);
                start = end;
                if !sentence.is_empty() {
                    limit::pieces(text, sentence, options.max_length, &mut push);
                }
            }
        }
    }
    Text { document, lang, sentences }
}

/// The byte offsets at which sentences end inside `text`, ascending; the end of the text is not among them.
/// `running`: it is a paragraph, which a heading may have been run into.
fn ends(text: &str, rules: &Rules, options: &SplitOptions, running: bool, out: &mut Vec<usize>) {
    let paragraph = Paragraph::new(text, rules, options);
    let items = items::starts(text);
    let mut items = items.iter().copied().peekable();
    // Where a sentence begins, past the heading that was run into it.
    let body = |start: usize, out: &mut Vec<usize>| {
        let heading = if running { run_on::paragraph(&text[start..], rules) } else { None };
        out.extend(heading.map(|length| start + length));
        Begin { start: start + heading.unwrap_or(0), first: None }
    };
    let mut begin = body(skip_blank(text, 0), out);
    let mut at = 0;
    // Every character is looked at once for the first letter of its sentence.
    let mut looked = 0;
    while let Some(spot) = scan::next(text, at, rules.finals) {
        let mark = spot.at();
        while let Some(item) = items.next_if(|&item| item <= mark) {
            out.push(item);
            begin = Begin { start: item, first: None };
            looked = item;
        }
        if begin.first.is_none() {
            let from = looked.max(begin.start).min(mark);
            begin.first = text[from..mark].find(char::is_alphanumeric).map(|found| from + found);
            looked = mark;
        }
        if let Spot::Eyes(eyes) = spot {
            at = eyes + 1;
            if let Some(cut) = paragraph.cut_after_emoticon(eyes, begin) {
                out.push(cut);
                begin = body(skip_blank(text, cut), out);
                at = cut;
            }
            continue;
        }
        let gap = Gap::read(text, mark, rules);
        at = gap.run_end;
        if gap.next == text.len() {
            break;
        }
        if let Some(cut) = paragraph.cut(&gap, begin) {
            out.push(cut);
            begin = body(gap.next, out);
            at = cut;
        }
    }
    out.extend(items);
    out.sort_unstable();
    out.dedup();
}

/// The lines of a block, or the whole of it.
fn lines(text: &str, each: bool) -> impl Iterator<Item = Range<usize>> {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let newline = if each { memchr::memchr(b'\n', &text.as_bytes()[from..]) } else { None };
        start = newline.map(|length| from + length + 1);
        Some(from..start.unwrap_or(text.len()))
    })
}

/// A range without the blank characters at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let end = range.start + part.trim_end_matches(is_blank).len();
    let start = (range.end - part.trim_start_matches(is_blank).len()).min(end);
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::Block;
    use crate::lang::LANGUAGES;

    fn document(text: &str) -> Document {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        let mut start = 0;
        for line in text.split_inclusive("\n\n") {
            let span = Span::new(start, start + line.len());
            document.blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
            start += line.len();
        }
        document
    }

    fn sentences(lang: &str, text: &str, options: &SplitOptions) -> Vec<String> {
        let text = split(document(text), Lang::literal(lang), options);
        text.iter().map(str::to_owned).collect()
    }

    /// `|` marks where a sentence is to end.
    fn check(lang: &str, marked: &str) {
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found = sentences(lang, &marked.replace('|', ""), &SplitOptions::default());
        assert_eq!(found, wanted, "{lang}");
    }

    #[test]
    fn ends_at_final_marks_of_every_script() {
        check("de", "Es regnet. |Wir bleiben!");
        check("ru", "Идёт дождь. |Мы остались.");
        check("hy", "Անձրևում է։ |Մնում ենք։");
        check("ar", "هل وصل؟ |نعم وصل.");
        check("he", "יורד גשם. |נשארנו.");
        check("zh", "“今天下雨。”她轻声说。|我们留下。");
        check("zh", "“今天下雨。”|雨停了，她说。|“没办法。”|总的来说，我们留下。|“好。”|他不知道。");
        check(
            "ja",
            "「これは何ですか？」と彼は聞いた。|「猫だ。」|とても小さい。|「モーニング娘。」は有名だ。",
        );
        check("hi", "बारिश हो रही है। |हम रुक गए।");
        check("am", "ዝናብ ነው። |ቆየን።");
        check("am", "እሱ፣ እሷ፤ እኔም፦ ሁላችንም ቆየን። |ማን ነው፧ |ቆየን።");
        check("my", "မိုးရွာသည်။ |နေခဲ့သည်။");
        check("zh", "下雨了。|我们留下。");
        check("ja", "雨です。|「行こう。」|外へ出た。");
        check("ko", "비가 온다. |우리는 남았다.");
    }

    #[test]
    fn goes_on_in_small_letters() {
        check("de", "„Kommst du?“ fragte sie. |Ja.");
        check("en", "She works at Yahoo! in town. |He does not.");
        check("fr", "Attendez… je viens. |Bien.");
    }

    #[test]
    fn ends_before_figures_dashes_and_after_the_ellipsis() {
        check("en", "It sold out. |20 people went home.");
        check("ru", "Он молчал… |Потом ушёл.");
        check("ru", "Ты идёшь? |— Иду.");
    }

    #[test]
    fn keeps_initials_chains_and_figures() {
        check("de", "J. S. Bach schrieb es. |Er war 5.5 Fuß groß.");
        check("en", "He lives in the U.S. Navy yard at example.com now. |Fine.");
        check(
            "en",
            "It began at 7 a.m. |Nobody came at 8 a.m. Monday or 9 p.m. Paris time. |At 6 P.M. EST it ended.",
        );
    }

    #[test]
    fn a_number_may_be_all_there_is_of_a_sentence() {
        for row in LANGUAGES {
            let found = sentences(row.tag, "Am 344\t44\t4444. 444. \tM", &SplitOptions::default());
            assert_eq!(found.concat().matches('4').count(), 11, "{}", row.tag);
        }
    }

    #[test]
    fn keeps_a_bracket_together() {
        check("en", "He teaches (He was an engineer. He left.) at school. |She too.");
    }

    #[test]
    fn cuts_a_list_that_was_run_into_a_paragraph() {
        check("en", "1. The first item |2. The second item |3. The third");
        check("de", "1. Dies ist ein Punkt.");
    }

    #[test]
    fn ends_after_an_emoticon() {
        check("fi", "Meillä on aika kesäistä :) |Jos tapahtumat ovat olleet");
        check("en", "Note :( that");
    }

    #[test]
    fn ends_where_the_space_was_forgotten() {
        check("en", "It is of high quality.|You will find java.util.List at System.Out too.");
    }

    #[test]
    fn a_heading_in_a_paragraph_is_a_sentence() {
        check("nl", "De stad telt 19.500 inwoners. |Sport |De gemeente telt vier clubs.");
        check("el", "Πού είναι; |Εδώ.");
    }

    #[test]
    fn a_quotation_keeps_its_author() {
        check("it", "\"Ei fu. |Siccome immobile.\" (Manzoni). |Poi altro.");
    }

    #[test]
    fn small_paragraphs_still_have_sentences() {
        check("en", "i came home. |it was late.");
    }

    #[test]
    fn quotations_stay_whole_where_the_user_wants() {
        let options = SplitOptions { inside_quotes: false, ..SplitOptions::default() };
        assert_eq!(sentences("en", "“It rains. We stay.” Good.", &options).len(), 2);
        assert_eq!(sentences("en", "“It rains. We stay.” Good.", &SplitOptions::default()).len(), 3);
    }

    #[test]
    fn line_breaks_end_sentences_where_the_user_wants() {
        let options = SplitOptions { line_breaks: true, ..SplitOptions::default() };
        assert_eq!(sentences("de", "Über allen Gipfeln\nist Ruh", &options).len(), 2);
        assert_eq!(sentences("de", "Über allen Gipfeln\nist Ruh", &SplitOptions::default()).len(), 1);
    }

    #[test]
    fn endless_text_is_cut_at_spaces_and_in_time() {
        let options = SplitOptions { max_length: 40, ..SplitOptions::default() };
        let pieces = sentences("de", &"wort ".repeat(100), &options);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= 40 && piece.ends_with("wort")));
        let line = "((((. a. -- \"1.) ".repeat(300_000);
        assert!(!sentences("de", &line, &SplitOptions::default()).is_empty());
    }

    #[test]
    fn presplit_blocks_are_sentences_blank_ones_too() {
        let options = SplitOptions { presplit: true, ..SplitOptions::default() };
        assert_eq!(sentences("de", "Ja. Nein.\n\n \n\nGut.", &options), ["Ja. Nein.", "", "Gut."]);
    }

    proptest! {
        #[test]
        fn loses_nothing(
            text in "([.!?…。\"“”»«()\\[\\]1-3 a-cA-Cßжい।;:\\-—\n]|\\PC){0,80}",
            lang in prop::sample::select(vec!["de", "en", "el", "ja", "und"]),
            most in prop::sample::select(vec![0usize, 1, 7]),
            switch in any::<bool>(),
        ) {
            let options = SplitOptions {
                max_length: most, inside_quotes: switch, line_breaks: switch, presplit: false,
            };
            let split = split(document(&text), Lang::literal(lang), &options);
            let mut end = 0;
            for sentence in &split.sentences {
                prop_assert!(sentence.span.start >= end && !sentence.span.is_empty());
                prop_assert!(text[end..sentence.span.start].chars().all(is_blank));
                let block = split.document.blocks[sentence.block].span;
                prop_assert!(block.start <= sentence.span.start && sentence.span.end <= block.end);
                end = sentence.span.end;
            }
            prop_assert!(text[end..].chars().all(is_blank));
        }
    }

    #[test]
    fn no_sentence_ends_inside_of_code() {
        let mut document = document("Call a. B for it. Done.");
        document.code.push(Span::new(5, 9));
        let text = split(document, Lang::literal("en"), &SplitOptions::default());
        assert_eq!(text.iter().collect::<Vec<_>>(), ["Call a. B for it.", "Done."]);
    }
}
