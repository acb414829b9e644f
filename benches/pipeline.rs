//! The whole pipeline on one core: read, clean, split, tag, learn, align, flag, as `alinea align` does it,
//! writing left out. `cargo bench --bench pipeline`.
//!
//! The corpus is laid out many times over, since one pass is too short to measure: `html` counts pages,
//! `flattened` bytes of flattened text.

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use alinea::Config;
use alinea::pipeline::run;
use alinea::read::{PairOptions, pairs};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Copies of the corpus.
const COPIES: usize = 8;

/// Articles with files of one extension only, `COPIES` times over. Returns the number of files and bytes.
fn lay_out(folder: &Path, extension: &str) -> (u64, u64) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (mut files, mut bytes) = (0, 0);
    for article in fs::read_dir(corpus).expect("corpus/ is part of the repository").flatten() {
        let found: Vec<PathBuf> = fs::read_dir(article.path())
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .collect();
        for copy in 0..COPIES {
            for path in &found {
                let name = article.file_name().to_string_lossy().into_owned();
                let to = folder.join(format!("{name}-{copy}"));
                fs::create_dir_all(&to).expect("a temporary folder can be written");
                let to = to.join(path.file_name().expect("a file has a name"));
                bytes += fs::copy(path, to).expect("a temporary folder can be written");
                files += 1;
            }
        }
    }
    (files, bytes)
}

fn pipeline(c: &mut Criterion) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("built once");
    let mut group = c.benchmark_group("pipeline");
    group.sample_size(10);
    for (name, extension) in [("html", "html"), ("flattened", "txt")] {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (files, bytes) = lay_out(folder.path(), extension);
        let paths = [folder.path().to_owned()];
        group.throughput(match extension {
            "html" => Throughput::Elements(files),
            _ => Throughput::Bytes(bytes),
        });
        group.bench_function(name, |b| {
            b.iter(|| {
                let found = pairs(&paths, &PairOptions::default()).expect("the corpus is readable");
                let mut take = |outcome| {
                    black_box(outcome);
                    Ok(())
                };
                run(found, &Config::default(), &mut take, &|_| ControlFlow::Continue(()))
                    .expect("runs through")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
