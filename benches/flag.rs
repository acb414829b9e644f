//! All rules and the score, on one core: segments a second without and with an original.

use std::hint::black_box;

use alinea::Bitext;
use alinea::flag::{FlagOptions, Words, flag, flag_all, junction, segments};
use alinea::learn::{LearnOptions, learn_paired};
use alinea::lexicon::{self, Lexicon, LexiconOptions};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PAIRS: &[(&str, &str)] = &[
    (
        "The committee decided on Monday, after long talks, to put off the vote until 12 October 2024.",
        "Der Ausschuss beschloss am Montag nach langen Gesprächen, die Abstimmung bis zum 12. Oktober 2024 zu vertagen.",
    ),
    (
        "Many people had come to the river to see the new bridge, which is 1,250 metres long.",
        "Viele Menschen waren an den Fluss gekommen, um die neue Brücke zu sehen, die 1.250 Meter lang ist.",
    ),
    (
        "“We did not expect that,” said the mayor.",
        "„Das haben wir nicht erwartet“, sagte die Bürgermeisterin.",
    ),
    ("What will happen next?", "Was geschieht als Nächstes?"),
];

fn rules(criterion: &mut Criterion) {
    let pairs: Vec<(&str, &str)> = PAIRS.iter().copied().cycle().take(400).collect();
    let (en, de) = ("en".parse().expect("a tag"), "de".parse().expect("a tag"));
    let mut group = criterion.benchmark_group("flag");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    let alone = segments::bitext(None, de, &pairs);
    group.bench_function("without an original", |bencher| {
        bencher.iter(|| flag(black_box(&alone), &Lexicon::default(), &FlagOptions::default()));
    });
    let words = Words::new(alone.target());
    group.bench_function("the junction model alone", |bencher| {
        bencher.iter(|| {
            let odds = words.iter().filter_map(|(.., tokens)| junction::logits(&words, tokens));
            black_box(odds.flatten().fold(f32::MIN, f32::max))
        });
    });
    let both = segments::bitext(Some(en), de, &pairs);
    let lexicon = lexicon::open(en, de, &LexiconOptions::default()).expect("the shipped table opens");
    group.bench_function("with the original and the lexicon", |bencher| {
        bencher.iter(|| flag(black_box(&both), &lexicon, &FlagOptions::default()));
    });
    // As lines of a file come: each by itself, and all have taught the lexicon.
    let apart: Vec<Bitext> = pairs.iter().map(|pair| segments::bitext(Some(en), de, &[*pair])).collect();
    let apart: Vec<&Bitext> = apart.iter().collect();
    let learned = learn_paired(&apart, lexicon, &LearnOptions::default());
    group.bench_function("as segments that taught each other", |bencher| {
        bencher.iter(|| flag_all(black_box(&apart), &learned, &FlagOptions::default()));
    });
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
