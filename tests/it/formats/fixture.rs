//! Entries made by hand, and random ones: what every writer is tried on.

use std::ops::Range;

use alinea::bitext::{
    Anchor, Bead, Bitext, Block, Document, Entry, Flag, Guess, Kind, Layout, Move, Notice, Reason, Role,
    Score, Sentence, Severity, Share, Side, Span, Text,
};
use proptest::prelude::*;

/// A block: its sentences, or one line of boilerplate.
pub(super) type Lines<'a> = (Role, Kind, &'a [&'a str]);

pub(super) const BODY: Role = Role::Body;
pub(super) const MENU: Role = Role::Boilerplate(Reason::Navigation);

/// A text as if read from a plain file: blocks with a blank line between, sentences with a space.
pub(super) fn text(lang: &str, path: &str, blocks: &[Lines<'_>]) -> Text {
    let mut document = Document { path: path.into(), encoding: "UTF-8", ..Document::default() };
    let mut sentences = Vec::new();
    for &(role, kind, lines) in blocks {
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let block_start = document.text.len();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                document.text.push(' ');
            }
            let start = document.text.len();
            document.text.push_str(line);
            if role == Role::Body {
                let guess = Some(Guess { lang: lang.parse().unwrap(), confidence: 0.98765 });
                let span = Span::new(start, document.text.len());
                sentences.push(Sentence { span, block: document.blocks.len(), guess });
            }
        }
        let span = Span::new(block_start, document.text.len());
        document.blocks.push(Block { span, kind, role });
    }
    Text { document, lang: lang.parse().unwrap(), sentences }
}

pub(super) fn bead(source: Range<usize>, target: Range<usize>, confidence: f32) -> Bead {
    Bead { source, target, confidence }
}

/// A flag on the first place of `passage` in the text of a side.
pub(super) fn flag(
    bitext: &Bitext,
    rule: &'static str,
    severity: Severity,
    side: Side,
    passage: &str,
) -> Flag {
    let text = bitext.side(side);
    let start = text.document.text.find(passage).unwrap_or_else(|| panic!("`{passage}` is in the text"));
    let span = Span::new(start, start + passage.len());
    let sentence = text.sentences.iter().position(|sentence| sentence.span.overlaps(span));
    Flag {
        rule,
        severity,
        side,
        span,
        counterpart: None,
        bead: sentence.map(|sentence| bitext.bead_of(side, sentence)),
        message: format!("`{passage}` is odd: 100 % <sure> & \"quoted\""),
        suggestion: None,
        suppressed: None,
        known: None,
    }
}

pub(super) fn entry(name: &str, bitext: Bitext) -> Entry {
    let scores = (0..bitext.beads().len())
        .map(|number| Score {
            value: number as f32 % 8.0 / 7.0,
            why: vec![Share { what: "34 % uncovered words".into(), weight: 0.8 }],
        })
        .collect();
    Entry {
        name: name.into(),
        layout: Layout::Folder,
        bitext,
        flags: Vec::new(),
        scores,
        score: Score { value: 0.25, why: Vec::new() },
        ratings: None,
        notices: vec![Notice { path: "news/de.txt".into(), message: "the charset was guessed".into() }],
    }
}

/// German and Arabic, a heading, boilerplate on both sides, n-m and null beads, a move, every severity.
pub(super) fn news() -> Entry {
    let source = text(
        "de",
        "news/de.txt",
        &[
            (MENU, Kind::Paragraph, &["Start :: Politik :: Asien"]),
            (BODY, Kind::Heading, &["Das Abkommen & seine <Folgen>"]),
            (
                BODY,
                Kind::Paragraph,
                &["Am Montag tagte der Rat.", "Er beriet\nüber 12 Punkte.", "Danach war Pause. 😀"],
            ),
            (BODY, Kind::Item, &["Nur im Original.", "Noch ein Satz, der wanderte."]),
            (MENU, Kind::Paragraph, &["=HYPERLINK(\"x\") <script>alert(1)</script>"]),
        ],
    );
    let target = text(
        "ar",
        "news/ar.html",
        &[
            (BODY, Kind::Heading, &["الاتفاق ونتائجه"]),
            (
                BODY,
                Kind::Paragraph,
                &[
                    "جملة أخرى انتقلت.",
                    "اجتمع المجلس يوم الاثنين وناقش 21 نقطة.",
                    "ثم كانت استراحة استراحة. 😀",
                ],
            ),
            (MENU, Kind::Paragraph, &["شارك | اطبع"]),
        ],
    );
    let beads = vec![
        bead(0..1, 0..1, 0.995),
        bead(1..1, 1..2, 0.4),
        bead(1..3, 2..3, 0.8125),
        bead(3..4, 3..4, 0.71),
        bead(4..5, 4..4, 0.6),
        bead(5..6, 4..4, 0.55),
    ];
    let mut bitext = Bitext::new(source, target, beads);
    bitext.moves = vec![Move { source: 5..6, target: 1..2, confidence: 0.66 }];
    let mut flags = vec![
        flag(&bitext, "number-mismatch", Severity::Error, Side::Target, "21"),
        flag(&bitext, "repeated-phrase", Severity::Warning, Side::Target, "استراحة استراحة"),
        flag(&bitext, "lost-sentence", Severity::Hint, Side::Source, "Nur im Original."),
        flag(&bitext, "boilerplate-line", Severity::Info, Side::Target, "شارك | اطبع"),
    ];
    flags[0].counterpart = Some(flag(&bitext, "x", Severity::Error, Side::Source, "12").span);
    flags[1].suggestion = Some("استراحة".into());
    Entry { flags, ..entry("news", bitext) }
}

/// Chinese and Thai, without spaces; a flat name; places of which only the line is known.
pub(super) fn east() -> Entry {
    let mut source =
        text("zh-Hant", "東.zh-Hant.html", &[(BODY, Kind::Paragraph, &["今天下雨。", "明天\n天晴。"])]);
    source.document.anchors =
        vec![Anchor { offset: 0, line: 7, column: 0 }, Anchor { offset: 19, line: 12, column: 0 }];
    source.document.url = Some("https://example.org/東?a=1&b=<2>".into());
    source.document.title = Some("天氣".into());
    let target = text("th", "東.th.txt", &[(BODY, Kind::Paragraph, &["วันนี้ฝนตก", "พรุ่งนี้แดดออก"])]);
    let bitext = Bitext::new(source, target, vec![bead(0..2, 0..2, 1.0)]);
    let flags = vec![
        flag(&bitext, "untranslated", Severity::Error, Side::Source, "天晴"),
        flag(&bitext, "word-salad", Severity::Warning, Side::Target, "ฝนตก พรุ่งนี้"),
    ];
    Entry { layout: Layout::Flat, flags, ..entry("東", bitext) }
}

/// A text without original, with combining marks.
pub(super) fn alone() -> Entry {
    let target = text(
        "vi",
        "a/b/vi.txt",
        &[
            (MENU, Kind::Paragraph, &["-"]),
            (BODY, Kind::Paragraph, &["Tie\u{302}\u{301}ng Vie\u{323}\u{302}t..", "Hết ."]),
        ],
    );
    let bitext = Bitext::alone(target);
    let flags = vec![
        flag(&bitext, "double-stop", Severity::Warning, Side::Target, ".."),
        flag(&bitext, "boilerplate-line", Severity::Info, Side::Target, "-"),
    ];
    Entry { flags, ..entry("a/b", bitext) }
}

/// Nothing kept on either side.
pub(super) fn nothing() -> Entry {
    let empty = |lang: &str| text(lang, &format!("void/{lang}.txt"), &[(MENU, Kind::Paragraph, &["-"])]);
    entry("void", Bitext::new(empty("en"), empty("fr"), vec![]))
}

pub(super) fn all() -> Vec<Entry> {
    vec![news(), east(), alone(), nothing()]
}

/// Pieces of text that have broken one writer or another.
const NAUGHTY: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7}",
    "\u{8}",
    "\t",
    "\n",
    "\u{B}",
    "\u{C}",
    "\r",
    "\r\n",
    "\u{1B}[31m",
    "\u{1B}]0;x\u{7}",
    "\u{1C}",
    "\u{7F}",
    "\u{85}",
    "\u{9F}",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{200F}",
    "\u{2028}",
    "\u{2029}",
    "\u{202E}",
    "\u{2066}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{1FFFE}",
    "\u{10FFFF}",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&lol;",
    "\\ud800",
    "\\u0000",
    "\"",
    "'",
    "\\",
    "`",
    "=1+1",
    "+",
    "-",
    "@",
    "::set-output name=a::b",
    "%0A",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title>",
    "[",
    "|",
    " | ",
    ": ",
    ", ",
    "a",
    "b ",
    " ",
    "ß",
    "é",
    "e\u{301}",
    "日本",
    "。",
    "ไทย",
    "שלום",
    "مرحبا",
    "😀",
    "👩‍👩‍👧‍👦",
    "𝔘",
];

fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(NAUGHTY), 1..8).prop_map(|parts| parts.concat()),
        1 => "\\PC{1,20}",
        1 => any::<String>(),
    ]
    .prop_map(|text| {
        // The splitter promises sentences without white space around them.
        let text = text.trim();
        if text.is_empty() { "x".into() } else { text.to_owned() }
    })
}

fn side() -> impl Strategy<Value = Vec<(bool, Vec<String>)>> {
    let block = (prop::bool::weighted(0.8), prop::collection::vec(sentence(), 1..4));
    prop::collection::vec(block, 0..4)
}

fn built(lang: &str, blocks: &[(bool, Vec<String>)]) -> Text {
    let blocks: Vec<(bool, Vec<&str>)> =
        blocks.iter().map(|(body, lines)| (*body, lines.iter().map(String::as_str).collect())).collect();
    let lines: Vec<Lines<'_>> = blocks
        .iter()
        .map(|(body, lines)| (if *body { BODY } else { MENU }, Kind::Paragraph, lines.as_slice()))
        .collect();
    text(lang, &format!("r/{lang}.txt"), &lines)
}

/// Any entry: random texts, beads and flags.
pub(super) fn any_entry() -> impl Strategy<Value = Entry> {
    let flags =
        prop::collection::vec((any::<bool>(), any::<u16>(), 1..9_usize, 0..4_usize, sentence()), 0..5);
    let langs = prop::sample::select(&[("en", "de"), ("ja", "en"), ("ar", "zh")][..]);
    (
        langs,
        side(),
        side(),
        prop::collection::vec((0..3_usize, 0..3_usize, 0..=10_000_u32), 40),
        flags,
        any::<bool>(),
    )
        .prop_map(|((from, to), source, target, steps, flags, is_alone)| {
            let (source, target) = (built(from, &source), built(to, &target));
            let bitext = if is_alone {
                Bitext::alone(target)
            } else {
                let (mut beads, mut s, mut t) = (Vec::new(), 0, 0);
                for (n, m, confidence) in steps.into_iter().chain(std::iter::repeat((1, 1, 5000))) {
                    if s == source.len() && t == target.len() {
                        break;
                    }
                    let (n, m) = (n.min(source.len() - s), m.min(target.len() - t));
                    if n + m > 0 {
                        beads.push(bead(s..s + n, t..t + m, confidence as f32 / 10_000.0));
                        (s, t) = (s + n, t + m);
                    }
                }
                Bitext::new(source, target, beads)
            };
            let flags = flags.into_iter().filter_map(|(on_source, at, length, severity, message)| {
                let side = if on_source && !is_alone { Side::Source } else { Side::Target };
                let document = &bitext.side(side).document;
                let starts: Vec<usize> =
                    document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
                if starts.len() < 2 {
                    return None;
                }
                let first = usize::from(at) % (starts.len() - 1);
                let span = Span::new(starts[first], starts[(first + length).min(starts.len() - 1)]);
                let sentence =
                    bitext.side(side).sentences.iter().position(|sentence| sentence.span.overlaps(span));
                Some(Flag {
                    rule: "random-rule",
                    severity: Severity::ALL[severity],
                    side,
                    span,
                    counterpart: None,
                    bead: sentence.map(|sentence| bitext.bead_of(side, sentence)),
                    message,
                    suggestion: None,
                    suppressed: None,
                    known: None,
                })
            });
            let flags = flags.collect();
            Entry { flags, ..entry("r", bitext) }
        })
}
