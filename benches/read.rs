//! How fast articles are read: MB/s of the file as it lies on disk.

use std::hint::black_box;
use std::path::Path;

use alinea::read::read_bytes;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

/// Bytes of an article: large enough that the time of one call does not matter.
const BYTES: usize = 4 << 20;

const GERMAN: &str =
    "Am Dienstag legte die Regierung ein Gesetz über den Schutz der Flüsse vor, das viele überraschte.\n\n";
const RUSSIAN: &str = "Во вторник правительство внесло закон об охране рек, который удивил многих.\n\n";
const WRAPPED: &str = "\
Am Dienstag legte die Regierung ein Gesetz vor, das die Flüsse schützen
soll. Dreißig Jahre lang war davon geredet worden, ohne dass etwas
geschah.

";

fn read(c: &mut Criterion) {
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
    let markdown = GERMAN.replace("Regierung", "**Regierung**").replace("Flüsse", "[Flüsse](x)");
    let mut group = c.benchmark_group("read");
    for (name, file, article) in [
        ("plain", "x.txt", GERMAN.as_bytes()),
        ("wrapped", "x.txt", WRAPPED.as_bytes()),
        ("one-line", "x.txt", GERMAN.trim_end().as_bytes()),
        ("windows-1251", "x.txt", &cyrillic[..]),
        ("markdown", "x.md", markdown.as_bytes()),
    ] {
        let bytes = article.repeat(BYTES / article.len());
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || bytes.clone(),
                |bytes| black_box(read_bytes(Path::new(file), None, bytes, false)),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
