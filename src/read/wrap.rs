//! Hard-wrapped text: which line breaks were set by an editor at a column, not by the writer.
//!
//! A break was set by an editor if the first word of the next line would not have fitted any more. That
//! alone would also join lines that happen to be long; so the text as a whole must look wrapped first:
//! paragraphs between blank lines, lines broken within sentences, paragraphs that end with one.

use crate::bitext::Span;

/// Widths that editors wrap at, in columns: from the 40 of narrow mail to the 100 of wide screens.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// Longest line worth measuring, in bytes: 100 columns of four bytes.
const LONGEST: usize = 400;

/// Breaks that must look set by an editor before any is joined.
const EVIDENCE: usize = 3;

/// Columns that a line may be short of the width of the text: first-line indents and long words of others.
const SLACK: usize = 4;

/// The column at which the text is wrapped, or `None` where it is not. Linear time.
///
/// `lines`: every line without the white space around it, blank ones empty.
pub(super) fn columns(text: &str, lines: &[Span]) -> Option<usize> {
    let mut wrapped = 0;
    let mut widths = Vec::new();
    // Two lines say too little.
    for paragraph in lines.split(|line| line.is_empty()).filter(|paragraph| paragraph.len() > 2) {
        if let Some(width) = wrapped_at(text, paragraph) {
            wrapped += paragraph.len() - 1;
            widths.push(width);
        }
    }
    widths.sort_unstable();
    let columns = *widths.get(widths.len() * 9 / 10)?;
    let breaks = || lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let joined = breaks().filter(|pair| joins(text, pair[0], pair[1], columns)).count();
    (wrapped >= EVIDENCE && joined * 2 > breaks().count()).then_some(columns)
}

/// The width of a paragraph of three lines and more, if it is wrapped.
fn wrapped_at(text: &str, paragraph: &[Span]) -> Option<usize> {
    if paragraph.iter().any(|line| line.len() > LONGEST) {
        return None;
    }
    let widest = paragraph.iter().map(|line| width(slice(text, *line))).max()?;
    let breaks = paragraph.len() - 1;
    let (mut full, mut within, mut on) = (0, 0, 0);
    for pair in paragraph.windows(2) {
        let (line, next) = (slice(text, pair[0]), slice(text, pair[1]));
        full += usize::from(width(line) + first(next) > widest);
        within += usize::from(!ends_sentence(line));
        on += usize::from(goes_on(next));
    }
    let last = paragraph.last().is_some_and(|line| ends_sentence(slice(text, *line)));
    // Sentences are longer than lines, so that fewer than half of the lines end one; and of the lines that
    // start within a sentence a good part starts with a small letter.
    let holds = WIDTHS.contains(&widest) && last && full * 5 >= breaks * 4;
    (holds && within * 2 > breaks && on * 3 >= breaks).then_some(widest)
}

/// The blocks of a text that is wrapped at `columns`: paragraphs, and lines that end early.
pub(super) fn join(text: &str, lines: &[Span], columns: usize) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut before = Span::default();
    for &line in lines {
        match blocks.last_mut() {
            Some(block) if !before.is_empty() && !line.is_empty() && joins(text, before, line, columns) => {
                *block = block.cover(line);
            }
            _ if line.is_empty() => {}
            _ => blocks.push(line),
        }
        before = line;
    }
    blocks
}

fn joins(text: &str, line: Span, next: Span, columns: usize) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let (line, next) = (slice(text, line), slice(text, next));
    let full = width(line) + first(next) + SLACK > columns;
    // Editors that weigh a whole paragraph leave some lines short.
    let ragged = width(line) * 5 > columns * 3 && !ends_sentence(line) && goes_on(next);
    let item = next.starts_with(['*', '•']) || (ends_sentence(line) && starts_item(next));
    (full || ragged) && !item
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.range()]
}

/// Columns that a line takes in an editor: East Asian wide characters take two (UAX #11, classes W and F,
/// by block).
fn width(line: &str) -> usize {
    match line.is_ascii() {
        true => line.len(),
        false => line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum(),
    }
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x1F900..=0x1F9FF | 0x20000..=0x3FFFD)
}

/// Columns that the line before would have needed for the first word of this one. Without spaces between
/// words that is a character, or two where a line may not start with the first.
fn first(next: &str) -> usize {
    match next.chars().next() {
        Some(c) if is_wide(c) => 4,
        _ => 1 + width(next.split(char::is_whitespace).next().unwrap_or_default()),
    }
}

/// Whether the line ends with a final mark, closing marks after it aside.
fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| "\"'”’»›)]」』）】〉》“".contains(c) || c.is_whitespace();
    line.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：', '।', '؟', '۔'])
}

/// Whether the line may start within a sentence: not with a capital.
fn goes_on(line: &str) -> bool {
    line.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_uppercase())
}

/// Whether the line starts as an item of a list does, or a turn in a dialogue.
fn starts_item(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let (number, rest) = (bare.len() < line.len(), bare);
    let mark = if number {
        rest.strip_prefix(['.', ')'])
    } else {
        rest.strip_prefix(['*', '-', '•', '–', '—'])
    };
    mark.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            lines.push(Span::new(start, start + line.trim_end().len()));
            start += line.len();
        }
        match columns(text, &lines) {
            Some(columns) => join(text, &lines, columns),
            None => lines.into_iter().filter(|line| !line.is_empty()).collect(),
        }
        .into_iter()
        .map(|span| slice(text, span).replace('\n', "/"))
        .collect()
    }

    const RUSSIAN: &str = "\
В понедельник городской совет решил закрыть старый мост через реку на
весь будущий год. Пешеходы по-прежнему смогут им пользоваться, говорят
в мэрии.

Строительство продлится два года. Тем, кто едет на машине, придётся
делать крюк в десять с лишним километров; больше всего этим недовольны
жители деревень на другом берегу.";

    #[test]
    fn joins_what_an_editor_broke() {
        assert_eq!(blocks(RUSSIAN).len(), 2);
        let text = format!("{RUSSIAN}\n\nМост закрыт\n{RUSSIAN}\n- первый\n- второй\n");
        let blocks = blocks(&text);
        assert_eq!((blocks[2].as_str(), blocks.len()), ("Мост закрыт", 7));
        assert_eq!(&blocks[5..], ["- первый", "- второй"]);
    }

    #[test]
    fn joins_lines_that_an_editor_left_short() {
        let short = "Мэр города обещал открыть временную переправу,\nкоторой смогут пользоваться жители \
                     окрестных деревень\nи все остальные.\n\nКороткая строка\nи ещё одна\n";
        let blocks = blocks(&format!("{RUSSIAN}\n\n{short}"));
        assert_eq!(&blocks[3..], ["Короткая строка", "и ещё одна"]);
        assert!(blocks[2].starts_with("Мэр") && blocks[2].ends_with("/и все остальные."), "{blocks:?}");
    }

    #[test]
    fn joins_text_without_spaces() {
        let text = "\
月曜日に市議会は、川に架かる古い橋を来年いっぱい閉鎖する
ことを決めた。歩行者は引き続き渡ることができると市は説明
している。工事は二年間続く見込みで、車で来る人は十キロ以
上も遠回りをしなければならない。
";
        assert_eq!(blocks(text).len(), 1);
    }

    #[test]
    fn keeps_a_sentence_a_line() {
        let text = "\
The council decided on Monday to close the old bridge next year.
People on foot may still use it, the mayor said in the evening.
Those who come by car will have to go ten miles the other way.
The people of the villages on the other bank do not like that.
";
        assert_eq!(blocks(text).len(), 4);
    }

    #[test]
    fn keeps_headlines_of_like_length() {
        let text = "市议会决定明年全年关闭河上的老桥\n行人仍然可以照常通行老桥市长表示\n工程预计两年之内全部完成对外开放\n村民抱怨绕行十公里以上十分不方便\n";
        assert_eq!(blocks(text).len(), 4);
    }

    #[test]
    fn keeps_verse_and_menus() {
        let verse = "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;\n\
                     er hat den Knaben wohl in dem Arm,\ner faßt ihn sicher, er hält ihn warm.\n";
        assert_eq!(blocks(verse).len(), 4);
        assert_eq!(blocks("Home\nNews\nSport\nabout\n").len(), 4);
    }
}
