//! How fast text is split: MB/s by script.

use std::hint::black_box;

use alinea::bitext::{Block, Document, Kind, Role, Span};
use alinea::split::{SplitOptions, split};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

/// Paragraphs of our own, with what splitters stumble over.
const TEXTS: &[(&str, &str)] = &[
    (
        "de",
        "Am 23. Oktober legte die Regierung ein Gesetz über den Schutz der Flüsse vor. Dr. K. Meier, der z. B. \
         die Elbe seit 1998 untersucht, sagte: „Wir warten seit dreißig Jahren.“ Das Parlament stimmt im \
         Herbst ab, wie ein Sprecher mitteilte (die Sitzung ist öffentlich). Was danach kommt, ist offen … \
         Die Kosten liegen bei 4,5 Mio. Euro. 20 Orte sollen beginnen!\n",
    ),
    (
        "en",
        "The government presented a law on the protection of rivers on Tuesday. Dr. K. Mayer, who has studied \
         the Elbe since 1998, said: “We have been waiting for thirty years.” Parliament will vote in the \
         autumn, a spokesman for the U.S. Senate said (the session is open to the public). What comes \
         next is anybody's guess... The cost is put at 4.5 million euros, e.g. for weirs. 20 towns are to start!\n",
    ),
    (
        "ru",
        "Во вторник правительство внесло закон об охране рек. А. И. Семёнов, который с 1998 г. изучает Эльбу, \
         сказал: «Мы ждём тридцать лет!» — и ушёл. Парламент проголосует осенью (заседание открытое). \
         Что будет дальше, неизвестно… Расходы составят 4,5 млн. евро. 20 городов начнут первыми.\n",
    ),
    (
        "ja",
        "政府は火曜日、河川の保護に関する法案を提出した。「三十年待っていた」と、一九九八年からエルベ川を研究している\
         博士は語った。議会は秋に採決する予定だ（会議は公開される）。その先はまだ分からない……。費用は四百五十万ユーロと\
         見積もられている！\n",
    ),
];

fn document(paragraph: &str, bytes: usize) -> Document {
    let mut document = Document::default();
    while document.text.len() < bytes {
        let start = document.text.len();
        document.text.push_str(paragraph);
        let span = Span::new(start, document.text.len());
        document.blocks.push(Block { span, kind: Kind::Paragraph, role: Role::Body });
    }
    document
}

fn splitting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("split");
    for &(lang, paragraph) in TEXTS {
        let document = document(paragraph, 1_000_000);
        let options = SplitOptions::default();
        let tag = lang.parse().expect("a language tag");
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(lang, |bencher| {
            bencher.iter_batched(
                || document.clone(),
                |document| black_box(split(document, tag, &options)),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, splitting);
criterion_main!(benches);
