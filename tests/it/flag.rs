//! Flags: offsets on any text, and the floors of quality on the kit (where `ALINEA_EVAL` names the kits).

use std::path::{Path, PathBuf};
use std::process::Command;

use alinea::bitext::Side;
use alinea::flag::{FlagOptions, flag, segments};
use alinea::lexicon::{self, LexiconOptions};
use alinea::{Lang, tag};
use proptest::prelude::*;

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

/// Text with what breaks offsets: combining marks, emoji, right-to-left letters, marks in heaps, mojibake.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäöüßA-ZÄÖÜ]{1,8}",
        "[\u{300}-\u{304}e\u{301}]{1,3}",
        "[😀🏳️‍🌈👩‍👩‍👧]{1,2}",
        "[א-ת]{1,5}",
        "[ء-ي]{1,5}",
        "[一-十あ-おア-オ]{1,4}",
        "[0-9]{1,4}[.,:]?[0-9]{0,3}",
        "[.,;:!?…“”„«»()\\[\\]{}<>&%$-]{1,3}",
        "(Ã¼|Ð¿Ñ€|\u{fffd}|&nbsp;|<b>|\\.\\.|hervor Brücke|, was ist)",
        "\\PC{0,4}",
        "[ \n\t\u{a0}\u{200b}\u{202e}]",
    ];
    proptest::collection::vec((piece, prop_oneof![Just(" "), Just(" "), Just("")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| piece + space).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_lie_in_the_text_on_character_boundaries(
        source in odd_text(), target in odd_text(), second in odd_text(),
        pair in prop_oneof![Just(("en", "de")), Just(("de", "fr")), Just(("ja", "ru")), Just(("ar", "zh")), Just(("en", "qu"))],
    ) {
        let lexicon = lexicon::Lexicon::new([("haus", "house", 0.9)]);
        let pairs = [(source.as_str(), target.as_str()), (target.as_str(), second.as_str()), (second.as_str(), "")];
        for from in [None, Some(lang(pair.0))] {
            let bitext = segments::bitext(from, lang(pair.1), &pairs);
            let findings = flag(&bitext, &lexicon, &FlagOptions::default());
            prop_assert_eq!(findings.scores.len(), bitext.beads().len());
            for score in &findings.scores {
                prop_assert!((0.0..=1.0).contains(&score.value));
            }
            for flag in findings.flags {
                let text = &bitext.side(flag.side).document.text;
                prop_assert!(text.get(flag.span.range()).is_some_and(|marked| !marked.is_empty()), "{:?}", flag);
                prop_assert!(!flag.message.is_empty() && !flag.message.ends_with('.'), "{}", flag.message);
                if let Some(span) = flag.counterpart {
                    let other = if flag.side == Side::Target { Side::Source } else { Side::Target };
                    prop_assert!(bitext.side(other).document.text.get(span.range()).is_some());
                }
            }
        }
    }
}

#[test]
fn the_same_text_gives_the_same_flags() {
    let pairs = [("In 2018 he came.", "2019 kam er nach Hause nach Hause nach Hause.."); 30];
    let lexicon = lexicon::open(lang("en"), lang("de"), &LexiconOptions::default()).unwrap();
    let bitext = segments::bitext(Some(lang("en")), lang("de"), &pairs);
    let first = flag(&bitext, &lexicon, &FlagOptions::default());
    assert!(!first.flags.is_empty());
    assert_eq!(first, flag(&bitext, &lexicon, &FlagOptions::default()));
}

fn kit() -> Option<PathBuf> {
    match std::env::var_os("ALINEA_EVAL") {
        Some(folder) => Some(Path::new(&folder).join("flag")),
        None => {
            eprintln!("skipped: ALINEA_EVAL does not name the folder of the kits");
            None
        }
    }
}

/// Rules of severity error hit at most one sound human translation in a thousand, and the score finds
/// what was damaged.
#[test]
fn holds_the_floors_on_damaged_human_translations() {
    let Some(kit) = kit() else { return };
    let gold = std::fs::read_to_string(kit.join("synth.jsonl")).unwrap();
    let rows: Vec<serde_json::Value> = gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut scored, mut sound) = (Vec::new(), 0usize);
    let mut hits: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut lexicons = std::collections::BTreeMap::new();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
    let mut start = 0;
    while start < rows.len() {
        let key = |row: &serde_json::Value| (text(row, "doc"), text(row, "src_lang"), text(row, "tgt_lang"));
        let wanted = key(&rows[start]);
        let same = rows[start..].iter().take_while(|row| key(row) == wanted).count();
        let pairs: Vec<(String, String)> =
            rows[start..start + same].iter().map(|row| (text(row, "src"), text(row, "tgt"))).collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|pair| (pair.0.as_str(), pair.1.as_str())).collect();
        let (from, to) = (lang(&wanted.1), lang(&wanted.2));
        let made = segments::bitext(Some(from), to, &pairs);
        let beads = made.beads().to_vec();
        let (source, target) = made.into_texts();
        let target = tag::tag(target, &tag::TagOptions::default());
        let bitext = alinea::Bitext::new(source, target, beads);
        let lexicon = lexicons
            .entry((from, to))
            .or_insert_with(|| lexicon::open(from, to, &LexiconOptions::default()).unwrap());
        let findings = flag(&bitext, lexicon, &FlagOptions::default());
        for (index, row) in rows[start..start + same].iter().enumerate() {
            let bad = row["label"] == 1;
            scored.push((findings.scores[index].value, bad));
            sound += usize::from(!bad);
            let mut rules: Vec<&str> = findings
                .flags
                .iter()
                .filter(|flag| flag.bead == Some(index) && flag.severity == alinea::Severity::Error)
                .map(|flag| flag.rule)
                .collect();
            rules.sort_unstable();
            rules.dedup();
            if !bad {
                rules.into_iter().for_each(|rule| *hits.entry(rule).or_default() += 1);
            }
        }
        start += same;
    }
    for (rule, count) in hits {
        assert!(count * 1000 <= sound, "{rule} hits {count} of {sound} sound segments");
    }
    scored.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (mut wrong, mut found) = (0usize, 0usize);
    for (_, bad) in &scored {
        if *bad {
            found += 1;
        } else if wrong + 1 > sound / 20 {
            break;
        } else {
            wrong += 1;
        }
    }
    let recall = found as f64 / (scored.len() - sound) as f64;
    assert!(recall >= 0.62, "recall at 5 % false alarms is {recall:.3}");
}

/// On the sample page every surface damage is marked at its characters.
#[test]
fn marks_the_surface_damage_of_the_sample_page() {
    let Some(kit) = kit() else { return };
    let path = kit.join("seed/seed.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_alinea"))
        .args(["flag", "--lang", "de", "--format", "jsonl"])
        .arg(&path)
        .output()
        .unwrap();
    let chars: Vec<char> = text.chars().collect();
    let mut marked: Vec<(String, usize)> = Vec::new();
    for line in String::from_utf8(out.stdout).unwrap().lines() {
        let flag: serde_json::Value = serde_json::from_str(line).unwrap();
        let (start, end) = (flag["start"].as_u64().unwrap() as usize, flag["end"].as_u64().unwrap() as usize);
        let passage: String = chars[start..end].iter().collect();
        assert_eq!(passage, flag["text"].as_str().unwrap(), "offsets count characters of the file");
        marked.push((flag["rule"].as_str().unwrap().to_owned(), start));
    }
    let count = |rule: &str| marked.iter().filter(|found| found.0 == rule).count();
    assert_eq!(count("boilerplate-line"), 7);
    assert_eq!(count("double-punct"), text.matches("..").count());
    assert_eq!(count("space-before-punct"), text.matches(" .").count() + text.matches(" ,").count());
    assert!(count("lowercase-restart") >= 1);
}
