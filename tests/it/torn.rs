//! Words torn out of German clauses, made of text that no model has read (`data/unread`): how many are found, and how many
//! sound sentences are hit.

use std::path::Path;

use alinea::flag::{FlagOptions, flag, segments};

/// Rules that find such words by the grammar of the clause.
const RULES: &[&str] = &["torn-phrase", "verb-final-intruder"];

/// Lines of which one is read: the test stays short.
const EVERY: usize = 2;

/// Sound German sentences; the published package leaves them out.
fn sound() -> Option<Vec<String>> {
    let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/unread")).ok()?;
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut sentences = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let mut lines = text.lines();
        let column = lines.next().unwrap().split('\t').position(|tag| tag == "de").unwrap();
        sentences
            .extend(lines.step_by(EVERY).filter_map(|line| line.split('\t').nth(column)).map(str::to_owned));
    }
    Some(sentences)
}

/// The sentence with the noun before the verb that closes its last clause put behind that verb, its article left where it
/// was: `weil der Bote den Brief verlor.` -> `weil der Bote den verlor Brief.`
fn torn(sentence: &str) -> Option<String> {
    let mut words: Vec<&str> = sentence.strip_suffix('.')?.split(' ').collect();
    let small = |word: &str| word.len() > 4 && word.chars().all(char::is_lowercase);
    let [.., noun, verb] = words[..] else { return None };
    let capital = noun.chars().next()?.is_uppercase() && noun.chars().skip(1).all(char::is_lowercase);
    let verbal = small(verb) && ["t", "en", "te"].iter().any(|end| verb.ends_with(end));
    if !capital || noun.len() < 4 || !verbal || words.len() < 9 {
        return None;
    }
    let last = words.len() - 1;
    words.swap(last - 1, last);
    Some(words.join(" ") + ".")
}

/// How many of some sentences, each alone, have a flag of the rules.
fn hit(sentences: &[String]) -> usize {
    let found = |sentence: &&String| {
        let bitext = segments::bitext(None, "de".parse().unwrap(), &[("", sentence)]);
        let findings = flag(&bitext, &Default::default(), &FlagOptions::default());
        findings.flags.iter().any(|flag| RULES.contains(&flag.rule))
    };
    sentences.iter().filter(found).count()
}

#[test]
fn nouns_torn_from_their_phrase_are_found_and_sound_sentences_are_left_alone() {
    let Some(sound) = sound() else { return println!("skipped: there is no data/unread") };
    let torn: Vec<String> = sound.iter().filter_map(|sentence| torn(sentence)).collect();
    let (found, wrong) = (hit(&torn), hit(&sound));
    println!("{found} of {} torn sentences found, {wrong} of {} sound ones hit", torn.len(), sound.len());
    assert!(torn.len() >= 100, "{}", torn.len());
    assert!(found * 10 >= torn.len() * 5, "{found} of {}", torn.len());
    assert_eq!(wrong, 0);
}
