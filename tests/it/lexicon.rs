//! The shipped lexicon as a user meets it: pairs opened, words looked up, tables trained.

use std::time::Instant;

use alinea::lang::Lang;
use alinea::lexicon::{self, LexiconOptions, Matcher, Vocabulary};
use assert_cmd::Command;

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

fn open(source: &str, target: &str) -> lexicon::Lexicon {
    lexicon::open(lang(source), lang(target), &LexiconOptions::default()).unwrap()
}

/// The share of the source that the target covers.
fn share(source: (&str, &str), target: (&str, &str)) -> f32 {
    let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
    let (x, y) = (s.add(source.1), t.add(target.1));
    Matcher::new(&open(source.0, target.0), &s, &t).cover(&x, &y).source_share
}

#[test]
fn everyday_words_are_known_in_fifteen_languages() {
    for (tag, word) in [
        ("de", "haus"),
        ("fr", "maison"),
        ("es", "casa"),
        ("it", "casa"),
        ("pt", "casa"),
        ("nl", "huis"),
        ("pl", "domu"),
        ("cs", "domu"),
        ("ru", "дом"),
        ("uk", "дому"),
        ("ja", "家"),
        ("zh", "房子"),
        ("ko", "집"),
        ("ar", "منزل"),
        ("tr", "ev"),
    ] {
        let lexicon = open(tag, "en");
        let found = lexicon.translations(word);
        assert!(found.iter().any(|(word, _)| ["house", "home"].contains(word)), "{tag} {word}: {found:?}");
    }
}

#[test]
fn names_are_known_in_fifty_languages() {
    for row in lexicon::rows() {
        let (a, b) = row.langs;
        assert!(!open(a.as_str(), b.as_str()).is_empty() && row.pairs > 2000, "{a}-{b}");
    }
    assert!(lexicon::rows().len() >= 45);
    assert!(open("sv", "fi").weight("tyskland", "saksa") > 0.5);
}

#[test]
fn any_pair_is_composed_through_english_and_alike_both_ways() {
    for (a, b, word, other) in
        [("de", "fr", "haus", "maison"), ("ru", "es", "вода", "agua"), ("pl", "pt", "woda", "água")]
    {
        let (forth, back) = (open(a, b), open(b, a));
        assert!(forth.weight(word, other) > 0.4, "{a}-{b} {:?}", forth.translations(word));
        assert_eq!(forth.weight(word, other), back.weight(other, word));
        assert_eq!(forth.size().2, back.size().2);
    }
}

#[test]
fn opening_a_composed_pair_is_quick() {
    open("de", "fr");
    let best = (0..5).map(|_| {
        let start = Instant::now();
        open("de", "fr");
        start.elapsed()
    });
    // 20 ms on one core of the machine it was written on; debug builds and loaded machines need more room.
    assert!(best.min().unwrap().as_millis() < 1000);
}

#[test]
fn a_translation_covers_its_original_and_another_sentence_does_not() {
    let de = ("de", "Der Präsident von Nordkorea besuchte am 3. Mai 1.234 Kinder in Moskau.");
    let right = share(
        de,
        ("fr", "Le président de la Corée du Nord a rendu visite à 1 234 enfants à Moscou le 3 mai."),
    );
    let wrong = share(de, ("fr", "Les prix du lait ont baissé pour la deuxième fois depuis l'automne."));
    assert!(right > 0.45 && right > 2.0 * wrong, "{right} {wrong}");
    let ru = ("ru", "Владимир Путин прилетел в Москву.");
    assert!(share(ru, ("en", "Vladimir Putin flew to Moscow.")) > 0.45);
}

#[test]
fn the_command_line_trains_looks_up_and_explains() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.is"), "hestur\nhundur\nhestur og hundur\n").unwrap();
    std::fs::write(folder.path().join("a.en"), "horse\ndog\nhorse and dog\n").unwrap();
    let alinea = || {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("alinea"));
        command.current_dir(folder.path()).arg("lexicon");
        command
    };
    alinea().args(["train", "a.is", "a.en", "--out", "is.lexicon"]).assert().success();
    let found = alinea()
        .args(["lookup", "Hestur", "--from", "is", "--to", "en", "--no-shipped", "--source", "is.lexicon"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(found.stdout).unwrap(), "hestur\n  1.00 horse\n");
    let info = alinea().arg("info").output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains("BLAKE3") && info.contains("de-en") && info.contains("FreeDict"), "{info}");
    let missing = alinea().args(["train", "none.tsv", "--out", "x.lexicon"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("none.tsv"));
}
