//! Every rule against its own examples, and the catalogue page against the table.

use alinea::bitext::Bitext;
use alinea::flag::{Example, FlagOptions, RULES, catalogue, flag, segments};
use alinea::lexicon::{self, Lexicon, LexiconOptions};
use alinea::tag::{TagOptions, tag};
use alinea::{Flag, Lang};

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

fn bitext(example: &Example) -> Bitext {
    let targets: Vec<&str> = example.target.1.split('\n').collect();
    let sources: Vec<&str> = example.source.map_or(Vec::new(), |source| source.1.split('\n').collect());
    if example.source.is_some() {
        assert_eq!(sources.len(), targets.len(), "as many lines on both sides: {example:?}");
    }
    let pairs: Vec<_> = targets
        .iter()
        .enumerate()
        .map(|(line, &target)| (sources.get(line).copied().unwrap_or(""), target))
        .collect();
    let made = segments::bitext(example.source.map(|source| lang(source.0)), lang(example.target.0), &pairs);
    let (alone, beads) = (made.is_alone(), made.beads().to_vec());
    let (source, target) = made.into_texts();
    let target = tag(target, &TagOptions::default());
    if alone {
        Bitext::alone(target)
    } else {
        Bitext::new(tag(source, &TagOptions::default()), target, beads)
    }
}

fn found(rule: &str, example: &Example) -> (Bitext, Vec<Flag>) {
    let bitext = bitext(example);
    let options = FlagOptions { select: vec![rule.to_owned()], ..FlagOptions::default() };
    let lexicon = match example.source {
        Some(source) => {
            lexicon::open(lang(source.0), lang(example.target.0), &LexiconOptions::default()).unwrap()
        }
        None => Lexicon::default(),
    };
    let flags = flag(&bitext, &lexicon, &options).flags;
    (bitext, flags)
}

#[test]
fn rules_flag_what_they_must() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in rule.flags {
            let (bitext, flags) = found(rule.id, example);
            let marked: Vec<&str> =
                flags.iter().map(|flag| bitext.side(flag.side).document.slice(flag.span)).collect();
            let right = match example.marked {
                "" => !marked.is_empty(),
                passage => marked.contains(&passage),
            };
            if !right {
                wrong.push(format!(
                    "{}: marks {marked:?} in {:?}, not {:?}",
                    rule.id, example.target.1, example.marked
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_pass_what_they_must_not_flag() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in rule.passes {
            let flags = found(rule.id, example).1;
            if !flags.is_empty() {
                wrong.push(format!("{}: {} in {:?}", rule.id, flags[0].message, example.target.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_sorted_and_every_rule_says_all() {
    assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id));
    for rule in RULES {
        let id = rule.id;
        assert!(!rule.passes.is_empty(), "{id} shows a near miss");
        assert!(
            !rule.flags.is_empty() || ["boilerplate-line", "weak-bead"].contains(&id),
            "{id} shows what it flags"
        );
        for text in [rule.summary, rule.what, rule.why, rule.false_alarms] {
            assert!(!text.is_empty(), "{id}");
        }
        for limit in rule.limits {
            assert!(!limit.unit.is_empty() && !limit.from.is_empty(), "{id}.{}", limit.name);
        }
    }
}

/// `UPDATE=1 cargo test` writes the page anew.
#[test]
fn the_catalogue_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let made = catalogue::markdown();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "docs/rules.md is out of date; run `UPDATE=1 cargo test the_catalogue`");
}
