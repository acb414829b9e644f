//! Opening a composed pair, matching two vocabularies, covering segments: `cargo bench --bench lexicon`.

use std::hint::black_box;

use alinea::lexicon::{self, LexiconOptions, Matcher, Vocabulary};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const PAIRS: [(&str, &str); 4] = [
    (
        "Der Präsident von Nordkorea besuchte am 3. Mai eine Schule.",
        "Le président nord-coréen a visité une école le 3 mai.",
    ),
    (
        "Die Preise für Milch sind im Herbst zum zweiten Mal gefallen.",
        "Les prix du lait ont baissé pour la deuxième fois cet automne.",
    ),
    ("Wer früh aufsteht, sieht die Sonne über dem See.", "Qui se lève tôt voit le soleil au-dessus du lac."),
    (
        "Das Gericht hat 1.234 Klagen abgewiesen, ohne sie zu prüfen.",
        "Le tribunal a rejeté 1 234 plaintes sans les examiner.",
    ),
];

fn lexicon(criterion: &mut Criterion) {
    let (de, fr) = ("de".parse().unwrap(), "fr".parse().unwrap());
    let options = LexiconOptions::default();
    criterion.bench_function("lexicon/open de-fr", |bencher| {
        bencher.iter(|| lexicon::open(de, fr, &options).unwrap());
    });
    let lexicon = lexicon::open(de, fr, &options).unwrap();
    let mut group = criterion.benchmark_group("lexicon");
    group.throughput(Throughput::Elements(PAIRS.len() as u64));
    // Each segment pair on its own: tokens, matches and cover.
    group.bench_function("lone segment pairs", |bencher| {
        bencher.iter(|| {
            for (source, target) in PAIRS {
                let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
                let (x, y) = (s.add(source), t.add(target));
                black_box(Matcher::new(&lexicon, &s, &t).cover(&x, &y));
            }
        });
    });
    // The cover alone, with the matches of the document at hand.
    let (mut s, mut t) = (Vocabulary::new(), Vocabulary::new());
    let runs: Vec<_> = PAIRS.iter().map(|(source, target)| (s.add(source), t.add(target))).collect();
    let matcher = Matcher::new(&lexicon, &s, &t);
    group.bench_function("cover", |bencher| {
        bencher.iter_batched(
            || &runs,
            |runs| runs.iter().map(|(x, y)| matcher.cover(x, y).share).sum::<f32>(),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, lexicon);
criterion_main!(benches);
