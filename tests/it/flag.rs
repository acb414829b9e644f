//! Flags: offsets on any text, and the floors of quality on the kit (where `ALINEA_EVAL` names the kits).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use alinea::bitext::Side;
use alinea::flag::{FlagOptions, flag, flag_all, segments};
use alinea::learn::{LearnOptions, learn_paired};
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

/// What the rules and the score say of a segment of a kit, with its original and without.
struct Judged {
    bad: bool,
    kind: String,
    both: f32,
    alone: f32,
    /// Rules with a flag there, with the original.
    rules: std::collections::BTreeSet<&'static str>,
}

/// Flags a set of the kit as `flag --segments` does: the texts of a pair of languages keep company.
fn judged(set: &str, kit: &Path) -> Vec<Judged> {
    let gold = std::fs::read_to_string(kit.join(set)).unwrap();
    let rows: Vec<serde_json::Value> = gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
    let key = |row: &serde_json::Value| (text(row, "src_lang"), text(row, "tgt_lang"), text(row, "doc"));
    let mut pairs: BTreeMap<(Lang, Lang), Vec<&[serde_json::Value]>> = BTreeMap::new();
    for document in rows.chunk_by(|left, right| key(left) == key(right)) {
        let (from, to, _) = key(&document[0]);
        pairs.entry((lang(&from), lang(&to))).or_default().push(document);
    }
    let mut judged = Vec::new();
    for ((from, to), documents) in pairs {
        let bitexts: Vec<alinea::Bitext> = documents
            .iter()
            .map(|rows| {
                let pairs: Vec<(String, String)> =
                    rows.iter().map(|row| (text(row, "src"), text(row, "tgt"))).collect();
                let pairs: Vec<(&str, &str)> =
                    pairs.iter().map(|pair| (pair.0.as_str(), pair.1.as_str())).collect();
                let made = segments::bitext(Some(from), to, &pairs);
                let beads = made.beads().to_vec();
                let (source, target) = made.into_texts();
                alinea::Bitext::new(source, tag::tag(target, &tag::TagOptions::default()), beads)
            })
            .collect();
        let bitexts: Vec<&alinea::Bitext> = bitexts.iter().collect();
        let lexicon = lexicon::open(from, to, &LexiconOptions::default()).unwrap();
        let lexicon = learn_paired(&bitexts, lexicon, &LearnOptions::default());
        let targets: Vec<alinea::Bitext> =
            bitexts.iter().map(|bitext| alinea::Bitext::alone(bitext.target().clone())).collect();
        let targets: Vec<&alinea::Bitext> = targets.iter().collect();
        let lone = flag_all(&targets, &lexicon::Lexicon::default(), &FlagOptions::default());
        let both = flag_all(&bitexts, &lexicon, &FlagOptions::default());
        for ((rows, findings), lone) in documents.iter().zip(both).zip(lone) {
            for (index, row) in rows.iter().enumerate() {
                let here = findings.flags.iter().filter(|flag| flag.bead == Some(index));
                judged.push(Judged {
                    bad: row["label"] == 1,
                    kind: row["kind"].as_str().unwrap_or("").to_owned(),
                    both: findings.scores[index].value,
                    alone: lone.scores[index].value,
                    rules: here.map(|flag| flag.rule).collect(),
                });
            }
        }
    }
    judged
}

/// Average precision on sets that people judged, damaged or had machines make up is not below what was reached on
/// 2026-11-27.
#[test]
fn ranks_what_was_judged() {
    let Some(kit) = kit() else { return };
    for (set, floor) in [("hall.jsonl", 0.85), ("mlqe.jsonl", 0.50), ("ced.jsonl", 0.44), ("mqm.jsonl", 0.31)]
    {
        let judged = judged(set, &kit);
        let (average, _) = ranked(judged.into_iter().map(|one| (one.both, one.bad, one.kind)).collect());
        assert!(average >= floor, "average precision on {set} is {average:.3}");
    }
}

/// Rules of severity error hit at most one sound human translation in a thousand, the score finds what was
/// damaged, and the catalogue tells the rates as they are.
#[test]
fn holds_the_floors_on_damaged_human_translations() {
    let Some(kit) = kit() else { return };
    let judged = judged("synth.jsonl", &kit);
    let mut counts = [0usize; 2];
    let mut hits: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for one in &judged {
        let bad = usize::from(one.bad);
        counts[bad] += 1;
        one.rules.iter().for_each(|rule| hits.entry(rule).or_default()[bad] += 1);
    }
    let [sound, damaged] = counts;
    let mut table = format!(
        "# measured on {sound} sound and {damaged} damaged segments of NTREX-128 in eight pairs of languages\n"
    );
    for (rule, [here, there]) in &hits {
        let share = |count: usize, of: usize| 100.0 * count as f64 / of as f64;
        table.push_str(&format!("{rule}\t{:.2}\t{:.1}\n", share(*here, sound), share(*there, damaged)));
        let error = alinea::flag::rule(rule).is_some_and(|rule| rule.severity == alinea::Severity::Error);
        assert!(!error || here * 1000 <= sound, "{rule} hits {here} of {sound} sound segments");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/flag/rates.tsv");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        table,
        "run it with UPDATE=1, then the tests of rules"
    );
    // What `Score::HIGH` says of itself: one sound segment in twenty is that high.
    let high = judged.iter().filter(|one| !one.bad && one.both >= alinea::bitext::Score::HIGH).count();
    let share = high as f64 / sound as f64;
    assert!((0.04..0.06).contains(&share), "{share:.3} of the sound segments have a high score");
    let ranking = |score: fn(&Judged) -> f32| {
        ranked(judged.iter().map(|one| (score(one), one.bad, one.kind.clone())).collect())
    };
    let hold = |recalls: &BTreeMap<String, f64>, floors: &[(&str, f64)]| {
        for (kind, floor) in floors {
            assert!(
                recalls[*kind] >= *floor,
                "recall of {kind} at 5 % false alarms is {:.3}",
                recalls[*kind]
            );
        }
    };
    // A segment less than what was reached on 2026-11-27.
    let (average, recalls) = ranking(|one| one.both);
    assert!(average >= 0.808, "average precision is {average:.3}");
    hold(
        &recalls,
        &[
            ("", 0.80),
            ("cut_restart", 0.83),
            ("dropped_clause", 0.82),
            ("dropped_negation", 0.59),
            ("entity", 0.45),
            ("number", 0.95),
            ("word_salad", 0.30),
        ],
    );
    let (average, recalls) = ranking(|one| one.alone);
    assert!(average >= 0.615, "average precision without an original is {average:.3}");
    hold(&recalls, &[("", 0.54), ("cut_restart", 0.85), ("word_salad", 0.39)]);
}

/// Average precision of scores with what is bad and its kind; and the share of the bad found at 5 % false alarms, by
/// kind, of all under the empty name.
fn ranked(mut scored: Vec<(f32, bool, String)>) -> (f64, BTreeMap<String, f64>) {
    scored.sort_by(|left, right| right.0.total_cmp(&left.0));
    let sound = scored.iter().filter(|one| !one.1).count();
    let (mut wrong, mut found, mut precision) = (0usize, 0usize, 0.0);
    let mut kinds: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (seen, (_, bad, kind)) in scored.iter().enumerate() {
        if *bad {
            found += 1;
            precision += found as f64 / (seen + 1) as f64;
            for name in ["", kind] {
                let counts = kinds.entry(name.to_owned()).or_default();
                counts[0] += usize::from(wrong <= sound / 20);
                counts[1] += 1;
            }
        } else {
            wrong += 1;
        }
    }
    let recalls = kinds.into_iter().map(|(kind, [found, all])| (kind, found as f64 / all as f64)).collect();
    (precision / found as f64, recalls)
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

/// What `flag --segments` says of a segment each.
fn said(segments: &[serde_json::Value]) -> Vec<serde_json::Value> {
    use std::io::Write;
    let mut program = Command::new(env!("CARGO_BIN_EXE_alinea"))
        .args(["flag", "--segments", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = segments.iter().map(|segment| format!("{segment}\n")).collect();
    program.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let out = program.wait_with_output().unwrap();
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What `alinea flag` with some arguments writes of a page on its standard input.
fn of_page(page: &str, arguments: &[&str]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_alinea"))
        .args(["flag", "--lang", "de"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn pages_without_an_original_have_scores_where_they_are_asked_for() {
    let page = "Der Rat hat gestern den neuen Haushalt beschlossen.\n\n\
                Die Stadt will im Herbst drei Schulen bauen.. Das kostet viel Geld.\n\n\
                Wann der Bau beginnt, ist noch offen.\n";
    let values = |arguments: &[&str]| -> Vec<serde_json::Value> {
        of_page(page, arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let flags = values(&["--format", "jsonl"]);
    assert!(!flags.is_empty() && flags.iter().all(|line| line["rule"].is_string()));
    let lines = values(&["--format", "jsonl", "--scores"]);
    let (with, without): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line["rule"].is_string());
    assert_eq!(with, flags);
    let (whole, sentences) = without.split_last().unwrap();
    assert!(whole["score"].is_number() && whole["text"].is_null());
    let characters: Vec<char> = page.chars().collect();
    for line in sentences {
        let place = |name: &str| line[name].as_u64().unwrap() as usize;
        let text: String = characters[place("start")..place("end")].iter().collect();
        assert_eq!(line["text"], text);
        assert!(line["why"].is_array());
    }
    let order = |line: &&serde_json::Value| (line["score"].as_f64().unwrap() * 1e6) as u64;
    let worst = sentences.iter().max_by_key(order).unwrap();
    assert_eq!(worst["text"], "Die Stadt will im Herbst drei Schulen bauen..");
    assert_eq!(worst["score"], whole["score"]);
    // For people, only the page: its odd sentence has a flag already.
    let shown = of_page(page, &["--scores"]);
    assert_eq!(shown.matches(": score ").count(), 1, "{shown}");
    assert!(!of_page(page, &[]).contains(": score "));
}

/// The JSON lines that `align` writes have the scores of units; those of flags do not.
#[test]
fn scores_of_translation_files_are_told_to_people_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pairs.tmx");
    let memory = "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>It has been raining.</seg>\
                  </tuv><tuv xml:lang=\"de\"><seg>Es hat geregnet..</seg></tuv></tu></body></tmx>";
    std::fs::write(&file, memory).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alinea"));
        command.args(["flag", "--scores"]).args(arguments).arg(&file).output().unwrap()
    };
    let told = run(&[]);
    assert!(told.status.success() && String::from_utf8(told.stdout).unwrap().contains(": score "));
    let refused = run(&["--format", "jsonl"]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
}

/// Numbers in a row, each with a unit of its own, are as many numbers: joined, their readings would multiply.
#[test]
fn numbers_in_a_row_are_told_apart() {
    let row: String = (1..=60).map(|number| format!("{number}万 ")).collect();
    let said = said(&[serde_json::json!({
        "id": "1", "src_lang": "en", "tgt_lang": "zh", "src": "There were 5 people.", "tgt": row,
    })]);
    assert_eq!(said.len(), 1);
}

/// The reasons of a score: a title that stands as it does in the original, and words that repeat although the original, in
/// characters, does not repeat any.
#[test]
fn the_score_says_what_was_left_and_what_repeats() {
    let segment = |id: &str, langs: (&str, &str), source: &str, target: &str| serde_json::json!({"id": id, "doc": id, "src_lang": langs.0, "tgt_lang": langs.1, "src": source, "tgt": target});
    let title = "The Mummy, A Handbook of Egyptian Funerary Archaeology.";
    let again = "Tax questions, tax hotline, tax measures and tax methods: questions, hotline, questions.";
    let said = said(&[
        segment("left", ("en", "de"), title, title),
        segment("both", ("zh", "en"), "查询税务问题；查询税务热线；查询税务措施；查询税务办法。", again),
        segment("once", ("zh", "en"), "查询问题。", again),
    ]);
    let says = |at: usize, reason: &str| said[at]["why"].to_string().contains(reason);
    assert!(says(0, "stands as it does in the original"), "{}", said[0]);
    assert!(!says(1, "words repeat that do not in the original"), "{}", said[1]);
    assert!(says(2, "words repeat that do not in the original"), "{}", said[2]);
}
