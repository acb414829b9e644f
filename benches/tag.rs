//! How fast sentences are tagged: sentences/s, alone and with the document pass.

use std::hint::black_box;

use alinea::bitext::{Block, Kind, Role, Sentence, Span, Text};
use alinea::tag::{TagOptions, guess, tag};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const SENTENCES: &[&str] = &[
    "Die Regierung hat am Dienstag ein neues Gesetz über den Schutz der Flüsse vorgelegt.",
    "Kritik kam sofort.",
    "„Wir warten seit dreißig Jahren“, sagte ein Biologe, der die Elbe seit 1998 untersucht.",
    "The minister said on Tuesday that the rivers had been neglected for thirty years.",
    "Das Parlament wird im Herbst darüber abstimmen, wie ein Sprecher mitteilte.",
    "Was danach kommt, ist offen, denn die Länder müssen dem Entwurf noch zustimmen.",
];

fn text(sentences: usize) -> Text {
    let mut text = Text::default();
    for (block, sentence) in SENTENCES.iter().cycle().take(sentences).enumerate() {
        let start = text.document.text.len();
        text.document.text.push_str(sentence);
        let span = Span::new(start, start + sentence.len());
        text.document.text.push('\n');
        text.document.blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
        text.sentences.push(Sentence { span, block, guess: None });
    }
    text
}

fn tagging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tag");
    let text = text(300);
    group.throughput(Throughput::Elements(text.len() as u64));
    group.bench_function("lines", |bencher| {
        bencher.iter(|| {
            text.iter().map(|line| guess(black_box(line))).filter(|guess| guess.confidence > 0.5).count()
        });
    });
    group.bench_function("document", |bencher| {
        bencher.iter_batched(
            || text.clone(),
            |text| black_box(tag(text, &TagOptions::default())),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, tagging);
criterion_main!(benches);
