//! Inputs of many articles and inputs that are packed: web archives, Word, EPUB, translation files; and what
//! hostile ones get.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::Value;
use zip::write::SimpleFileOptions;

/// A folder of made files, and runs of the program in it.
struct Folder(tempfile::TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = folder.at(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|_| panic!("{name}: {:?}", self.all()))
    }

    /// The files below the folder, without those that were made for the test.
    fn all(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => {
                        let relative = path.strip_prefix(self.0.path()).unwrap();
                        found.push(relative.to_string_lossy().replace('\\', "/"));
                    }
                }
            }
        }
        found.sort();
        found
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::cargo_bin("alinea").unwrap();
        let done = command
            .current_dir(self.0.path())
            .env("COLUMNS", "200")
            .env_remove("GITHUB_STEP_SUMMARY")
            .timeout(Duration::from_secs(300))
            .args(args)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: done.status.code().unwrap(), out: String::from_utf8(done.stdout).unwrap(), err }
    }

    /// A run that fails for one input with a message.
    fn refuses(&self, args: &[&str], message: &str) {
        let ran = self.run(args);
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert!(ran.err.contains(message), "expected `{message}` in: {}", ran.err);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zipped(files: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    zipped(files, zip::CompressionMethod::Deflated)
}

fn record(kind: &str, address: &str, media: &str, content: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {media}\r\n\
         Content-Length: {}\r\n\r\n{content}\r\n\r\n",
        content.len()
    )
    .into_bytes()
}

/// A fetched page with an article in it.
fn page(address: &str, number: usize) -> Vec<u8> {
    let sentence = format!(
        "The harbour was quiet on morning {number}, and the boats had not gone out because of the fog."
    );
    let html = format!(
        "<html lang=en><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Fog {number}</h1>\
         <p>{sentence} {sentence}</p><p>{sentence} Nobody minded. {sentence}</p></article>"
    );
    record(
        "response",
        address,
        "application/http; msgtype=response",
        &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}"),
    )
}

const DOCUMENT: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

/// A Word document with a heading, a changed sentence, a list, a table and a footnote.
fn docx() -> Vec<u8> {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "{DOCUMENT}<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr>{}</w:p><w:p/>\
         <w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{}<w:del><w:r><w:delText>gestern </w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
         <w:p><w:pPr><w:numPr/></w:pPr>{}</w:p><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
        text("Nebel &amp; Hafen"),
        text("Der Hafen war still. "),
        text("Die Boote blieben da."),
        text("Ein Punkt"),
        text("Zelle"),
    );
    let notes = DOCUMENT.replace("w:document", "w:footnotes").replace("<w:body>", "")
        + "<w:footnote w:type=\"separator\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
           <w:footnote w:id=\"2\"><w:p><w:r><w:t>Eine Fußnote.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let styles = "<w:styles xmlns:w=\"x\"><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let about = "<p xmlns:dc=\"x\"><dc:title>Der Nebel</dc:title><dc:language>de-AT</dc:language></p>";
    packed(&[
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("docProps/core.xml", about.as_bytes()),
    ])
}

const CONTAINER: &[u8] =
    b"<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";

fn epub(reference: &str, chapter: &str) -> Vec<u8> {
    let package = format!(
        "<package xmlns:dc=\"x\"><metadata><dc:title>Fog</dc:title><dc:language>en</dc:language></metadata><manifest>\
         <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"a\" href=\"{reference}\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
         <spine><itemref idref=\"nav\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>"
    );
    packed(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", package.as_bytes()),
        ("OPS/nav.xhtml", b"<html><body><ol><li>Contents</li></ol></body></html>"),
        ("OPS/text/a one.xhtml", chapter.as_bytes()),
        ("OPS/b.xhtml", b"<html><head><title/></head><body><h1><a id='x'/>One</h1><p>The harbour was quiet.</p></body></html>"),
    ])
}

fn input(path: PathBuf) -> alinea::read::Input {
    alinea::read::Input { path, record: None, lang: None }
}

#[test]
fn a_word_document_is_paragraphs_with_their_kind_and_place() {
    use alinea::bitext::{Kind, Place};
    let folder = Folder::with(&[("a.docx", &docx())]);
    let document = alinea::read::read(&input(folder.at("a.docx")), false).unwrap();
    let blocks: Vec<_> =
        document.blocks.iter().map(|block| (block.kind, document.slice(block.span))).collect();
    assert_eq!(
        blocks,
        [
            (Kind::Heading, "Nebel & Hafen"),
            (Kind::Paragraph, "Der Hafen war still. Die Boote blieben da."),
            (Kind::Item, "Ein Punkt"),
            (Kind::Cell, "Zelle"),
            (Kind::Paragraph, "Eine Fußnote."),
        ]
    );
    let boats = document.text.find("Boote").unwrap();
    assert_eq!(document.place(boats), Place { line: 3, column: Some(26) });
    assert_eq!(document.title.as_deref(), Some("Der Nebel"));
    assert_eq!(document.declared, Some("de-AT".parse().unwrap()));
}

#[test]
fn a_book_is_its_chapters_in_the_order_of_reading() {
    let chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Nobody minded.</p></body></html>";
    let folder = Folder::with(&[("a.epub", &epub("text/a%20one.xhtml", chapter))]);
    let document = alinea::read::read(&input(folder.at("a.epub")), false).unwrap();
    assert_eq!(document.text, "One\nThe harbour was quiet.\nNobody minded.");
    assert_eq!(document.place(document.text.find("minded").unwrap()).line, 3);
    assert_eq!(document.declared, Some("en".parse().unwrap()));
}

#[test]
fn books_documents_and_markdown_are_aligned() {
    let folder = Folder::with(&[
        ("fog/de.docx", &docx()),
        ("fog/en.epub", &epub("text/a%20one.xhtml", "<p>The boats stayed.</p>")),
        ("fog/fr.md", b"# Brouillard\n\nLe port \xc3\xa9tait calme. Les bateaux sont rest\xc3\xa9s.\n"),
    ]);
    let ran = folder.run(&["align", "fog", "--out", "out", "--formats", "tsv", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.read("out/fog/en-de.tsv").contains("The harbour was quiet."));
    assert!(folder.read("out/fog/en-fr.tsv").contains("Le port était calme."));
}

#[test]
fn every_page_of_an_archive_is_an_article_and_what_is_broken_is_told() {
    let mut wrong = page("https://example.org/wrong", 2);
    let at = wrong.windows(16).position(|window| window == b"Content-Length: ").unwrap();
    wrong[at + 16] = b'9';
    let mut torn = gzip(&page("https://example.org/torn", 3));
    let middle = torn.len() / 2;
    torn[middle..middle + 20].fill(0xAA);
    let archive = [
        gzip(&record("warcinfo", "", "application/warc-fields", "software: x")),
        gzip(&page("https://example.org/one/", 1)),
        torn,
        gzip(&wrong),
        gzip(&page("https://example.org/one/", 4)),
        gzip(&page("http://example.com/b?c=../../x", 5)),
    ];
    let cut = gzip(&page("https://example.org/cut", 6));
    let bytes = [archive.concat(), cut[..cut.len() / 2].to_vec()].concat();
    let folder = Folder::with(&[("crawl.warc.gz", &bytes)]);
    let ran = folder.run(&["clean", "--out", "out", "crawl.warc.gz"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    let found: Vec<_> = folder.all().into_iter().filter(|name| name.starts_with("out/")).collect();
    assert_eq!(
        found,
        [
            "out/crawl/example.com/b_c=._/_/x.txt",
            "out/crawl/example.org/one.txt",
            "out/crawl/example.org/one~2.txt",
        ]
    );
    assert!(folder.read("out/crawl/example.org/one~2.txt").contains("on morning 4"));
    let torn_at = archive[0].len() + archive[1].len();
    for told in [
        &format!("record 3 at byte {torn_at} is left out: the gzip data is broken"),
        &format!("record 4 at byte {} is left out: it is cut off, or its", torn_at + archive[2].len()),
        &format!("record 7 at byte {} is left out: the gzip data is cut off", archive.concat().len()),
        "left out 1 record that holds no page: 1 warcinfo",
    ] {
        assert!(ran.err.contains(told), "expected `{told}` in: {}", ran.err);
    }
}

#[test]
fn archives_are_read_alike_however_they_are_packed() {
    let records: Vec<_> =
        (0..5).map(|number| page(&format!("https://example.org/{number}"), number)).collect();
    let plain = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let wacz = |name: &str, method| {
        zipped(
            &[
                ("archive/data.warc.gz", if name.is_empty() { &members } else { &plain }),
                ("pages/pages.jsonl", b"{}"),
            ],
            method,
        )
    };
    let folder = Folder::with(&[
        ("a/plain.warc", &plain),
        ("a/members.warc.gz", &members),
        ("a/whole.warc.gz", &gzip(&plain)),
        ("a/zstd.warc.zst", &zstd::stream::encode_all(plain.as_slice(), 3).unwrap()),
        ("a/stored.wacz", &wacz("", zip::CompressionMethod::Stored)),
        ("a/deflated.wacz", &wacz("", zip::CompressionMethod::Deflated)),
        ("a/unpacked.wacz", &wacz("plain", zip::CompressionMethod::Deflated)),
    ]);
    let ran = folder.run(&["clean", "--quiet", "--out", "out", "a"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in ["plain", "members", "whole", "zstd", "stored", "deflated", "unpacked"] {
        for number in 0..5 {
            let text = folder.read(&format!("out/{name}/example.org/{number}.txt"));
            assert_eq!(text.matches(&format!("on morning {number},")).count(), 4, "{name}: {text}");
            assert!(!text.contains("News"), "{name}: {text}");
        }
    }
}

#[test]
fn each_stage_goes_through_an_archive() {
    let wet = record(
        "conversion",
        "https://example.org/a",
        "text/plain",
        "The ferry left at six. Nobody was on the the board.\n",
    );
    let archive = [gzip(&wet), gzip(&page("https://example.org/b", 1))].concat();
    let folder = Folder::with(&[("crawl.warc.wet.gz", &archive)]);
    let ran = folder.run(&["split", "crawl.warc.wet.gz"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("The ferry left at six.\nNobody was on the the board.\n\n"), "{}", ran.out);
    let ran = folder.run(&["tag", "crawl.warc.wet.gz"]);
    assert_eq!((ran.code, ran.out.lines().next()), (0, Some("en")), "{}", ran.err);
    let ran = folder.run(&["flag", "--format", "jsonl", "crawl.warc.wet.gz"]);
    let flags: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(flags.iter().any(|flag| flag["rule"] == "doubled-word" && flag["line"] == 1), "{}", ran.out);
    let ran = folder.run(&["align", "crawl.warc.wet.gz", "--out", "out", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.at("out/example.org/a.en.jsonl").exists(), "{:?}", folder.all());
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_pages_of_an_archive() {
    let peak = |pages: usize| {
        let bytes: Vec<u8> = (0..pages)
            .flat_map(|number| gzip(&page(&format!("https://example.org/{number}"), number)))
            .collect();
        let folder = Folder::with(&[("crawl.warc.gz", &bytes)]);
        let bin = assert_cmd::cargo::cargo_bin("alinea");
        let mut child = std::process::Command::new(&bin)
            .current_dir(folder.0.path())
            .args(["clean", "--quiet", "--jobs", "1", "--out", "out", "crawl.warc.gz"])
            .spawn()
            .unwrap();
        let mut most = 0;
        loop {
            let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|kib| kib.trim().trim_end_matches(" kB").parse::<u64>().ok());
            most = most.max(peak.unwrap_or(0));
            if child.try_wait().unwrap().is_some() {
                return most;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    let (few, many) = (peak(200), peak(3000));
    println!("peak memory: {few} KiB for 200 pages, {many} KiB for 3000");
    // Where each page lies is kept, some 600 bytes with its name; no page is.
    assert!(many < few + 2800 * 2 + 8 * 1024, "{few} KiB for 200 pages, {many} KiB for 3000");
}

const TMX: &str = "<?xml version='1.0'?><tmx version='1.4'><header creationtool='x' creationtoolversion='1' segtype='sentence' \
    o-tmf='x' adminlang='en' srclang='en' datatype='plaintext'/><body>\n\
    <tu tuid='greeting'><tuv xml:lang='en'><seg>The ferry left at 6.</seg></tuv><tuv xml:lang='de'><seg>Die Fähre legte um 6 ab..</seg></tuv></tu>\n\
    <tu><tuv xml:lang='en'><seg>It has 12 cars on board.</seg></tuv><tuv xml:lang='de'><seg>Sie hat 21 Autos an Bord.</seg></tuv></tu></body></tmx>";

const XLIFF: &str = "<xliff version='1.2'><file original='a' source-language='en' target-language='de' datatype='plaintext'><body>\n\
    <trans-unit id='u7'><source>It has 12 cars.</source><target>Sie hat 12 Autos..</target></trans-unit></body></file></xliff>";

#[test]
fn translation_files_are_flagged_unit_by_unit() {
    let folder = Folder::with(&[("memory.tmx", TMX.as_bytes()), ("a.xlf", XLIFF.as_bytes())]);
    let ran = folder.run(&["flag", "--format", "jsonl", "--fail-on", "error", "memory.tmx", "a.xlf"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let flags: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found = |unit: &str, rule: &str| {
        let fits = |flag: &&Value| flag["unit"] == unit && flag["rule"] == rule;
        flags.iter().find(fits).unwrap_or_else(|| panic!("{unit} {rule}: {}", ran.out)).clone()
    };
    let flag = found("greeting", "double-punct");
    assert_eq!((&flag["start"], &flag["end"], &flag["line"]), (&23.into(), &25.into(), &2.into()));
    assert_eq!(found("2", "number-mismatch")["text"], "21");
    assert_eq!(found("u7", "double-punct")["path"], "a.xlf");
    let ran = folder.run(&["flag", "memory.tmx"]);
    assert!(ran.out.contains("  = unit greeting\n"), "{}", ran.out);
    // What `align` and `convert` write is read as what it is, not as articles.
    let ran = folder.run(&["convert", "memory.tmx", "--to", "jsonl", "--out", "memory.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = folder.run(&["flag", "memory.jsonl"]);
    assert!(ran.out.contains("number-mismatch") && ran.out.contains("  = unit 2\n"), "{}", ran.out);
    let ran = folder.run(&["check", "a.xlf", "--fail-on", "warning"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

const BOMB: &str = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
const THIEF: &str = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>";

#[test]
fn entities_are_refused_wherever_xml_is_read() {
    for (doctype, entity) in [(BOMB, "&c;"), (THIEF, "&a;"), ("", "&a;")] {
        let document = format!(
            "{doctype}{}<w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>",
            &DOCUMENT[21..]
        );
        let tmx = TMX.replace("<tmx", &format!("{doctype}<tmx")).replace("The ferry", entity);
        let xliff = XLIFF.replace("<xliff", &format!("{doctype}<xliff")).replace("12 cars", entity);
        let package = format!("{doctype}<package><metadata><title>{entity}</title></metadata></package>");
        let folder = Folder::with(&[
            ("a.docx", &packed(&[("word/document.xml", document.as_bytes())])),
            (
                "a.epub",
                &packed(&[("META-INF/container.xml", CONTAINER), ("OPS/book.opf", package.as_bytes())]),
            ),
            ("a.tmx", tmx.as_bytes()),
            ("a.xlf", xliff.as_bytes()),
        ]);
        for name in ["a.docx", "a.epub"] {
            folder.refuses(&["clean", name], "entities are not expanded");
        }
        for name in ["a.tmx", "a.xlf"] {
            folder.refuses(&["flag", name], "entities are not expanded");
            folder.refuses(&["check", name, "--report", "terminal"], "");
        }
    }
    let chapter = format!("{BOMB}<html><body><p>&c;</p></body></html>");
    let folder = Folder::with(&[("a.epub", &epub("text/a%20one.xhtml", &chapter))]);
    folder.refuses(&["clean", "a.epub"], "entities are not expanded");
}

#[test]
fn bombs_are_refused_and_the_limits_can_be_set() {
    let many = vec![b' '; 20 << 20];
    let member =
        [page("https://example.org/a", 1), record("metadata", "", "x", &"x".repeat(20 << 20))].concat();
    let mut wide = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    wide.window_log(28).unwrap();
    wide.write_all(b"Ein Satz. ").unwrap();
    wide.write_all(&vec![b'x'; 1 << 20]).unwrap();
    let folder = Folder::with(&[
        ("a.docx", &packed(&[("word/document.xml", &many)])),
        ("a.epub", &packed(&[("META-INF/container.xml", &many)])),
        ("a.txt.gz", &gzip(&many)),
        ("a.txt.zst", &zstd::stream::encode_all(many.as_slice(), 3).unwrap()),
        ("window.txt.zst", &wide.finish().unwrap()),
        ("a.warc.gz", &gzip(&member)),
        ("a.wacz", &packed(&[("archive/a.warc", &member)])),
        ("nested.docx", &packed(&[("word/document.xml", &packed(&[("word/document.xml", &many)]))])),
        ("set/alinea.toml", b"[read]\nmax-ratio = 2000\n"),
        ("set/a.txt.gz", &gzip(&many)),
        ("small/alinea.toml", b"[read]\nmax-mib = 1\n"),
        ("small/a.txt", &many[..2 << 20]),
    ]);
    for name in ["a.docx", "a.epub", "a.txt.gz", "a.txt.zst", "a.warc.gz", "a.wacz"] {
        folder.refuses(&["clean", "--out", "out", name], "to more than 250 times its size: a bomb");
    }
    folder.refuses(&["clean", "window.txt.zst"], "zstandard data is broken");
    folder.refuses(&["clean", "nested.docx"], "`word/document.xml`");
    assert_eq!(folder.run(&["clean", "set/a.txt.gz"]).code, 0);
    folder.refuses(&["clean", "small/a.txt"], "the article is larger than 1 MiB");
}

#[test]
fn entries_that_share_their_bytes_are_counted_each() {
    // Every entry is the same 2 MiB: what comes out of all is what is bounded.
    let one = record("resource", "https://example.org/a", "text/plain", &"x".repeat(2 << 20));
    let names: Vec<_> = (0..12).map(|number| format!("archive/{number}.warc")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), one.as_slice())).collect();
    let folder = Folder::with(&[("a.wacz", &packed(&files))]);
    folder.refuses(&["clean", "--out", "out", "a.wacz"], "to more than 250 times its size: a bomb");
}

#[test]
fn nothing_leads_out_of_a_book_or_of_the_output_folder() {
    for reference in ["../../../etc/passwd", "file:///etc/passwd", "C:\\x", "..%2f..%2fx"] {
        let folder = Folder::with(&[("a.epub", &epub(reference, ""))]);
        folder.refuses(&["clean", "a.epub"], "leads out of the zip file");
    }
    let long = "x".repeat(300);
    let ids = [
        "../../up",
        "/abs",
        "C:\\drive",
        "nul\u{0}byte",
        "CON",
        long.as_str(),
        "a/../../b",
        "..",
        "\u{202e}txt",
    ];
    let records: String = ids
        .iter()
        .map(|id| {
            serde_json::json!({ "id": id, "lang": "en", "text": "The ferry left at six." }).to_string() + "\n"
        })
        .collect();
    let archive: Vec<u8> = ids
        .iter()
        .flat_map(|id| {
            record(
                "resource",
                &format!("http://{}", id.replace('\0', "%00")),
                "text/plain",
                "The ferry left at six.",
            )
        })
        .collect();
    let evil = packed(&[
        ("../archive/up.warc", &archive),
        ("archive/../../up.warc", &archive),
        ("archive/a.warc", &archive),
    ]);
    let folder =
        Folder::with(&[("in/a.jsonl", records.as_bytes()), ("in/b.warc", &archive), ("in/c.wacz", &evil)]);
    let before = folder.all();
    for command in ["clean", "align"] {
        let ran = folder.run(&[command, "--out", "deep/er/out", "in", "--quiet"]);
        assert!([0, 3].contains(&ran.code), "{}", ran.err);
        for name in folder.all().iter().filter(|name| !before.contains(name)) {
            assert!(name.starts_with("deep/er/out/"), "{command}: {name}");
            let plain = |part: &str| {
                let stem = part.split('.').next().unwrap_or_default();
                part.len() <= 255 && stem != "CON" && !part.contains(['\\', ':', '\0', '\u{202e}'])
            };
            assert!(name.split('/').all(plain), "{name}");
        }
    }
}

#[test]
fn naughty_strings_leave_every_output_valid() {
    let marks = format!("Z{}algo.", "\u{300}\u{316}".repeat(5_000));
    let naughty = [
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{7f} control.",
        "\u{fffe}\u{ffff}\u{1fffe} none.",
        "\u{202e}right\u{2066} to left.",
        "<script>alert('x')</script> &amp; ]]> --> <!-- .",
        "\"'`${x} %s %n {{7*7}} ../../etc/passwd.",
        "=1+1 @SUM(A1).",
        marks.as_str(),
        "👩\u{200d}👩\u{200d}👧 ﷽ ｔｅｘｔ Ω≈ç√.",
        "\u{feff}\u{200b} thin.",
        "المتحدة هو الملابس. שלום עולם.",
    ];
    let record = |lang: &str| {
        let text = naughty.join("\\n\n");
        let json = serde_json::json!({ "id": naughty[3], "lang": lang, "text": text, "title": naughty[3] })
            .to_string();
        json.replacen("control.", "control \\ud800.", 1) + "\n"
    };
    let folder = Folder::with(&[("a.jsonl", (record("en") + &record("de")).as_bytes())]);
    let formats = "jsonl,tsv,tmx,xliff,moses,beads";
    let reports = "terminal,html,sarif,junit,json";
    let ran = folder.run(&["align", "a.jsonl", "--out", "out", "--formats", formats, "--report", reports]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in folder.all().iter().filter(|name| name.starts_with("out/")) {
        let text = folder.read(name);
        if name.ends_with(".tmx") || name.ends_with(".xlf") || name.ends_with(".xml") {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(
                reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")),
                quick_xml::events::Event::Eof
            ) {}
            let holds = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
            assert!(text.chars().all(holds), "{name}");
        } else if name.ends_with(".jsonl") {
            text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap()));
        } else if name.ends_with(".json") || name.ends_with(".sarif") {
            serde_json::from_str::<Value>(&text).unwrap();
        } else if name.ends_with(".html") {
            assert!(!text.contains("<script>alert"), "{name}");
        }
    }
    let ran = folder.run(&["check", "out"]);
    assert_ne!(ran.code, 3, "{}", ran.err);
}

#[test]
fn unclosed_tags_and_a_million_attributes_are_survived() {
    let attributes = format!("<p {}>A sentence.</p>", "a=1 ".repeat(1_000_000));
    let unclosed = format!("{}A sentence.", "<b><i><p>".repeat(50_000));
    let folder = Folder::with(&[("a.html", attributes.as_bytes()), ("b.html", unclosed.as_bytes())]);
    let start = Instant::now();
    for name in ["a.html", "b.html"] {
        let ran = folder.run(&["clean", name]);
        assert_eq!((ran.code, ran.out.as_str()), (0, "A sentence.\n"), "{name}: {}", ran.err);
    }
    assert!(start.elapsed() < Duration::from_secs(120));
}

#[test]
fn a_side_that_is_empty_and_one_of_ten_thousand_are_survived() {
    let many = "A short sentence here.\n".repeat(10_000);
    let folder = Folder::with(&[("a/en.txt", many.as_bytes()), ("a/de.txt", b"")]);
    let ran = folder.run(&["align", "a", "--out", "out", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_files_without_leave_to_read_cost_the_others_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder =
        Folder::with(&[("in/a.txt", b"A sentence."), ("in/closed.txt", b"x"), ("in/gone.docx", b"")]);
    std::os::unix::fs::symlink(folder.at("in"), folder.at("in/loop")).unwrap();
    std::os::unix::fs::symlink(folder.at("nowhere"), folder.at("in/dangling.txt")).unwrap();
    fs::set_permissions(folder.at("in/closed.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let ran = folder.run(&["clean", "--out", "out", "in"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert_eq!(folder.read("out/a.txt"), "A sentence.\n");
    for told in ["leads back to", "leads nowhere", "gone.docx: expected DOCX"] {
        assert!(ran.err.contains(told), "expected `{told}` in: {}", ran.err);
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_named() {
    let folder = Folder::with(&[(
        "a.warc",
        &[page("https://example.org/a", 1), page("https://example.org/b", 2)].concat(),
    )]);
    let found = alinea::read::files(&[folder.at("a.warc")]).unwrap();
    fs::write(folder.at("a.warc"), b"short").unwrap();
    let error = alinea::read::read(&found.articles[1].input, false).unwrap_err();
    assert!(error.to_string().contains("changed while it was read"), "{error}");
    fs::remove_file(folder.at("a.warc")).unwrap();
    let error = alinea::read::read(&found.articles[0].input, false).unwrap_err();
    assert_eq!((error.path(), error.line_number()), (Some(Path::new(&folder.at("a.warc"))), Some(1)));
}

#[test]
fn repairs_are_made_on_request_listed_and_lead_home() {
    let text = "Il a gagn\u{c3}\u{a9} la cou\u{ad}pe hier soir, et per\u{200b}sonne n\u{2019}a bien dormi cette nuit.. Fin.\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes()), ("b/fr.txt", text.as_bytes())]);
    assert!(folder.run(&["clean", "a.txt"]).out.contains("gagn\u{c3}\u{a9}"));
    let ran = folder.run(&["clean", "--repair", "a.txt"]);
    assert!(ran.out.contains("gagné la coupe hier soir, et personne"), "{}", ran.out);
    assert!(
        ran.err.contains("repaired, as places in the text: 1 mojibake, 1 soft-hyphens, 1 zero-width"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["clean", "--repair=soft-hyphens,zero-width", "--explain", "a.txt"]);
    let told: Vec<_> = ran.out.lines().filter(|line| line.starts_with("repair\t")).collect();
    assert_eq!(
        told,
        ["repair\tsoft-hyphens\t1:19\t`\\u{ad}` -> ``", "repair\tzero-width\t1:40\t`\\u{200b}` -> ``"]
    );
    assert_eq!(folder.read("a.txt"), text, "the file stays as it is");
    let ran =
        folder.run(&["align", "b", "--out", "out", "--repair", "--formats", "jsonl", "--report", "terminal"]);
    assert!(ran.out.contains("repaired"), "{}", ran.out);
    let dots = text.chars().take_while(|&c| c != '.').count() + 1;
    assert!(ran.out.contains(&format!("fr.txt:1:{dots}")), "{}", ran.out);
    fs::write(folder.at("alinea.toml"), "[repair]\nmojibake = true\n").unwrap();
    assert!(folder.run(&["clean", "a.txt"]).out.contains("gagné la cou\u{ad}pe"));
    assert_eq!(folder.run(&["clean", "--repair=everything", "a.txt"]).code, 2);
}
