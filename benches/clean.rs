//! Cleaning on one core: pages of markup a second beside the engine and the parser alone, and bytes of
//! flattened text a second.

use std::hint::black_box;
use std::path::Path;

use alinea::bitext::Document;
use alinea::clean::{CleanOptions, clean};
use alinea::read::read_bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// A page of our own with the frame that pages have, about 40 KB.
fn page() -> String {
    let links: String = (0..120)
        .map(|n| format!("<li class=\"menu-item i{n}\"><a href=\"/section/{n}\">Section {n}</a></li>\n"))
        .collect();
    let teasers: String = (0..40)
        .map(|n| format!("<div class=\"teaser t{n}\"><a href=\"/story/{n}\"><h4>Why story number {n} matters to all of us</h4></a><span>{n} comments</span></div>\n"))
        .collect();
    let body: String = (0..30)
        .map(|n| format!("<p>On day {n}, the ferry left at six, and <a href=\"/p\">the pilot</a> said that the river had risen again. Nobody in the village had slept, because the water stood in the lanes.</p>\n"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>The ferry</title><script>{}</script></head><body><header><ul>{links}</ul></header>\
         <main><article><h1>The ferry</h1>{body}</article></main><aside>{teasers}</aside><footer><ul>{links}</ul>© 2024</footer>",
        "var a = 1; if (a < 2) { a += 1 }\n".repeat(300)
    )
}

fn document(name: &str, text: &str) -> Document {
    read_bytes(Path::new(name), None, text.as_bytes().to_vec(), false).expect("a page of our own can be read")
}

fn cleaning(criterion: &mut Criterion) {
    let options = CleanOptions::default();
    let markup = page();
    let mut group = criterion.benchmark_group("clean");
    group.throughput(Throughput::Elements(1));
    group.bench_function("parse alone", |bench| {
        bench.iter(|| dom_query::Document::from(black_box(markup.as_str())))
    });
    group.bench_function("engine alone", |bench| {
        bench.iter(|| dom_smoothie::Readability::from(black_box(markup.as_str())).parse().is_ok());
    });
    group.bench_function("read html", |bench| bench.iter(|| document("page.html", black_box(&markup))));
    group.bench_function("read and clean html", |bench| {
        bench.iter(|| clean(document("page.html", black_box(&markup)), &options));
    });
    let read = document("page.html", &markup);
    let lines: Vec<_> = read.blocks.iter().map(|block| read.slice(block.span)).collect();
    let text = lines.join("\n");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read and clean text", |bench| {
        bench.iter(|| clean(document("page.txt", black_box(&text)), &options));
    });
    group.finish();
}

criterion_group!(benches, cleaning);
criterion_main!(benches);
