//! Aligning and learning on one core, on made-up texts: how time grows with the length, and short articles
//! with a frozen lexicon. `cargo bench --bench align`.

use std::hint::black_box;

use alinea::Text;
use alinea::align::{AlignOptions, align};
use alinea::bitext::{Sentence, Span};
use alinea::learn::{LearnOptions, learn};
use alinea::lexicon::Lexicon;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A linear congruential generator (Knuth, MMIX): the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit
    }

    /// A word number, frequent ones more often: about Zipf's law over 20,000 words.
    fn word(&mut self) -> usize {
        let u = (self.below(1 << 20) + 1) as f64 / f64::from(1 << 20);
        (20_000f64.powf(1.0 - u)) as usize
    }
}

/// A word of three syllables for each number below 27,000, so that words do not share their stems.
fn spell(number: usize, consonants: &[u8; 6]) -> String {
    let mut rest = number * 7919 % 27_000;
    let mut word = String::new();
    for _ in 0..3 {
        word.push(char::from(consonants[rest % 6]));
        word.push(char::from(b"aeiou"[rest / 6 % 5]));
        rest /= 30;
    }
    word
}

fn text(lines: &[String]) -> Text {
    let mut text = Text::default();
    for line in lines {
        let start = text.document.text.len();
        text.document.text.push_str(line);
        text.sentences.push(Sentence { span: Span::new(start, start + line.len()), block: 0, guess: None });
        text.document.text.push('\n');
    }
    text
}

/// Sentences of about 15 words in two made-up languages; some joined, some left out on one side.
fn pair(sentences: usize, seed: u64) -> (Text, Text) {
    // No sound of one is like a sound of the other, or all words would seem related.
    const SOURCE: &[u8; 6] = b"mnkgdt";
    const TARGET: &[u8; 6] = b"szrlvf";
    let mut random = Random(seed);
    let (mut source, mut target): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    while source.len() < sentences {
        let words: Vec<usize> = (0..8 + random.below(14)).map(|_| random.word()).collect();
        let spoken = |consonants| {
            let each = words.iter().map(|&word| spell(word, consonants));
            each.collect::<Vec<String>>().join(" ") + "."
        };
        let (s, t) = (spoken(SOURCE), spoken(TARGET));
        match random.below(20) {
            0 => source.push(s),
            1 => target.push(t),
            2 | 3 if !target.is_empty() => {
                source.push(s);
                let last = target.len() - 1;
                target[last] = format!("{} {t}", target[last]);
            }
            _ => {
                source.push(s);
                target.push(t);
            }
        }
    }
    (text(&source), text(&target))
}

fn aligning(criterion: &mut Criterion) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("the pool is set once");
    let mut group = criterion.benchmark_group("align");
    group.sample_size(10);
    for sentences in [500, 1_000, 2_000, 10_000, 20_000] {
        let (source, target) = pair(sentences, 1);
        group.throughput(Throughput::Elements(sentences as u64));
        group.bench_with_input(BenchmarkId::new("learn and align", sentences), &sentences, |bench, _| {
            bench.iter_batched(
                || (source.clone(), target.clone()),
                |(source, target)| {
                    let lexicon = learn(&[(&source, &target)], Lexicon::default(), &LearnOptions::default());
                    align(source, target, &lexicon, &AlignOptions::default())
                },
                BatchSize::LargeInput,
            );
        });
    }
    let articles: Vec<_> = (0..64).map(|seed| pair(20, seed)).collect();
    let texts: Vec<_> = articles.iter().map(|(source, target)| (source, target)).collect();
    let lexicon = learn(&texts, Lexicon::default(), &LearnOptions::default());
    group.throughput(Throughput::Elements(1));
    let mut next = 0;
    group.bench_function("short article, frozen lexicon", |bench| {
        bench.iter_batched(
            || {
                next += 1;
                articles[next % articles.len()].clone()
            },
            |(source, target)| align(source, target, black_box(&lexicon), &AlignOptions::default()),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, aligning);
criterion_main!(benches);
