//! Parallel text as users have it -> segments in several languages: TSV with a header of language tags,
//! TMX, and plain files with one segment a line (`corpus.de`, `corpus.fr`), each also `.gz` and `.zst`.
//!
//! What it promises: segments come in the order of the files, one at a time, so memory is that of one
//! segment, but of files that are not UTF-8, which are decoded as a whole. What it does not do: no quoting in TSV (a
//! cell is what stands between two tabs), no markup inside TMX segments (what it holds is text, the codes of other
//! formats are left out).

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::Event;

use crate::error::{Error, Result};
use crate::lang::Lang;

/// What becomes of a segment: `(language, text)` of every cell that is not empty, in the order of the file.
type Take<'a> = &'a mut dyn FnMut(&[(Lang, &str)]);

/// A parallel corpus in one or several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corpus {
    /// The files: one, or one a language for plain text.
    paths: Vec<PathBuf>,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Tsv,
    Tmx,
    /// One file a language, named for it.
    Plain,
}

impl Corpus {
    /// Sorts files into corpora by their names: `.tsv` and `.tmx` stand alone; files that differ only in a
    /// language tag as their extension belong together. Order of first appearance.
    ///
    /// # Errors
    /// If a name says nothing, or a plain file has no counterpart.
    pub fn from_paths(paths: &[PathBuf]) -> Result<Vec<Self>> {
        let mut corpora: Vec<(PathBuf, Self)> = Vec::new();
        for path in paths {
            if !path.is_file() {
                return Err(Error::usage("no such file").at(path).hint("give files, not folders"));
            }
            let bare = bare(path);
            let extension =
                bare.extension().and_then(|name| name.to_str()).unwrap_or("").to_ascii_lowercase();
            let form = match extension.as_str() {
                "tsv" | "tab" | "txt" => Form::Tsv,
                "tmx" => Form::Tmx,
                _ if language_of(path).is_some() => Form::Plain,
                _ => {
                    return Err(Error::usage("cannot tell what kind of parallel text this is").at(path).hint(
                        "name it `.tsv` (header of language tags), `.tmx`, or one file a language as `corpus.de`, `corpus.fr`",
                    ));
                }
            };
            let stem = if form == Form::Plain { bare.with_extension("") } else { path.clone() };
            match corpora
                .iter_mut()
                .find(|(other, corpus)| form == Form::Plain && corpus.form == form && *other == stem)
            {
                Some((_, corpus)) => corpus.paths.push(path.clone()),
                None => corpora.push((stem, Self { paths: vec![path.clone()], form })),
            }
        }
        if let Some((_, lonely)) =
            corpora.iter().find(|(_, corpus)| corpus.form == Form::Plain && corpus.paths.len() < 2)
        {
            return Err(Error::usage(
                "expected a second file that differs only in its language, but found none",
            )
            .at(&lonely.paths[0])
            .hint("give `corpus.de` and `corpus.fr` together"));
        }
        Ok(corpora.into_iter().map(|(_, corpus)| corpus).collect())
    }

    /// The first of its files, to name it by.
    pub fn path(&self) -> &Path {
        self.paths.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// Sizes of its files on disk, in bytes.
    pub fn bytes(&self) -> u64 {
        self.paths.iter().filter_map(|path| path.metadata().ok()).map(|data| data.len()).sum()
    }

    /// Hands over every segment.
    ///
    /// # Errors
    /// If a file cannot be read or is not of its form.
    pub fn read(&self, take: Take<'_>) -> Result<()> {
        match self.form {
            Form::Tsv => tsv(self.path(), take),
            Form::Tmx => tmx(self.path(), take),
            Form::Plain => plain(&self.paths, take),
        }
    }
}

/// The path without `.gz` or `.zst`.
fn bare(path: &Path) -> PathBuf {
    match path.extension().and_then(|name| name.to_str()) {
        Some("gz" | "zst") => path.with_extension(""),
        _ => path.to_owned(),
    }
}

fn language_of(path: &Path) -> Option<Lang> {
    bare(path).extension()?.to_str()?.parse().ok()
}

fn cannot_read(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::input(path, "cannot read it").because(cause)
}

/// Opens a file, unpacking by its name, as UTF-8.
fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let mut reader = unpacked(path)?;
    let read = |cause| cannot_read(path, cause);
    let Some(encoding) = other_encoding(reader.fill_buf().map_err(read)?) else { return Ok(reader) };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(read)?;
    let text = encoding.decode(&bytes).0.into_owned();
    Ok(Box::new(Cursor::new(text.into_bytes())))
}

/// What a file is encoded in, where a byte order mark or an XML declaration says that it is not UTF-8.
fn other_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let declared = || {
        let head = String::from_utf8_lossy(&head[..head.len().min(200)]);
        let declaration = head.strip_prefix("<?xml")?.split("?>").next()?.to_owned();
        let value = declaration.split_once("encoding")?.1.split_once('=')?.1.trim_start();
        let label = value.get(1..)?.split(['"', '\'']).next()?;
        Encoding::for_label(label.as_bytes())
    };
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    // What says `UTF-16` in bytes of ASCII is not.
    let declared = || declared().filter(|encoding| encoding.is_ascii_compatible());
    marked.or_else(declared).filter(|&encoding| encoding != UTF_8)
}

fn unpacked(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = BufReader::new(File::open(path).map_err(|cause| cannot_read(path, cause))?);
    let inner: Box<dyn Read> = match path.extension().and_then(|name| name.to_str()) {
        Some("gz") => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
        Some("zst") => Box::new(zstd::Decoder::with_buffer(file).map_err(|cause| cannot_read(path, cause))?),
        _ => return Ok(Box::new(file)),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, inner)))
}

/// Longest line that is taken, in bytes; the rest of a longer one is read past. A segment is a sentence or
/// a paragraph: a longer line is a file of another kind.
const LONGEST: u64 = 1 << 20;

/// The next line without its end, invalid UTF-8 replaced; `false` at the end.
fn line(reader: &mut dyn BufRead, bytes: &mut Vec<u8>, text: &mut String) -> std::io::Result<bool> {
    bytes.clear();
    text.clear();
    if reader.take(LONGEST).read_until(b'\n', bytes)? == 0 {
        return Ok(false);
    }
    if bytes.len() as u64 == LONGEST && bytes.last() != Some(&b'\n') {
        skip_line(reader)?;
        bytes.clear();
    }
    text.push_str(&String::from_utf8_lossy(bytes));
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(true)
}

fn skip_line(reader: &mut dyn BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', buffer);
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn tsv(path: &Path, take: Take<'_>) -> Result<()> {
    let mut reader = open(path)?;
    let (mut bytes, mut text) = (Vec::new(), String::new());
    let read = |cause| cannot_read(path, cause);
    if !line(&mut *reader, &mut bytes, &mut text).map_err(read)? {
        return Ok(());
    }
    let header: Vec<Lang> = text
        .trim_start_matches('\u{feff}')
        .split('\t')
        .map(|name| name.trim().parse())
        .collect::<Result<_>>()
        .map_err(|error| {
            Error::input(path, error.message())
                .line(1)
                .hint("the first line names the language of each column: `de<TAB>fr`")
        })?;
    while line(&mut *reader, &mut bytes, &mut text).map_err(read)? {
        let cells: Vec<(Lang, &str)> = header
            .iter()
            .copied()
            .zip(text.split('\t'))
            .map(|(lang, cell)| (lang, cell.trim()))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        take(&cells);
    }
    Ok(())
}

fn plain(paths: &[PathBuf], take: Take<'_>) -> Result<()> {
    let mut sides = Vec::new();
    for path in paths {
        let Some(lang) = language_of(path) else { continue };
        sides.push((lang, path, open(path)?, String::new()));
    }
    let mut bytes = Vec::new();
    for number in 1u64.. {
        let mut ended = 0;
        for (_, path, reader, text) in &mut sides {
            ended += usize::from(
                !line(&mut **reader, &mut bytes, text).map_err(|cause| cannot_read(path, cause))?,
            );
        }
        if ended == sides.len() {
            break;
        }
        if ended > 0 {
            return Err(Error::input(&paths[0], "its counterparts do not have as many lines")
                .line(number)
                .hint("line n of each file is the translation of line n of the others"));
        }
        let cells: Vec<(Lang, &str)> = sides
            .iter()
            .map(|(lang, _, _, text)| (*lang, text.trim()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        take(&cells);
    }
    Ok(())
}

/// Elements of TMX whose content is the code of another format, not text.
const CODES: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

/// Units of a TMX file. Inside `seg` text counts, also that inside of `hi`; what is code is left out, and all inside of
/// it.
fn tmx(path: &Path, take: Take<'_>) -> Result<()> {
    let mut reader = quick_xml::Reader::from_reader(open(path)?);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut unit: Vec<(Lang, String)> = Vec::new();
    let mut inside = false;
    let mut depth = 0usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|cause| {
            Error::input(path, "expected TMX, but found broken XML")
                .because(cause)
                .hint("check the file with an XML validator")
        })?;
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "tu" => unit.clear(),
                "tuv" => {
                    let lang = tag
                        .attributes()
                        .flatten()
                        .find(|attribute| attribute.key.local_name().as_ref() == "lang");
                    let lang = lang.and_then(|attribute| attribute.value.parse().ok());
                    unit.push((lang.unwrap_or(Lang::UND), String::new()));
                }
                "seg" => (inside, depth) = (true, 0),
                name if inside && (depth > 0 || CODES.contains(&name)) => depth += 1,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "tu" => {
                    let cells: Vec<(Lang, &str)> = unit
                        .iter()
                        .map(|(lang, text)| (*lang, text.trim()))
                        .filter(|(lang, text)| !text.is_empty() && !lang.is_und())
                        .collect();
                    take(&cells);
                    unit.clear();
                }
                "seg" => inside = false,
                // What holds text was not counted.
                _ if inside && depth > 0 => depth -= 1,
                _ => {}
            },
            Event::Text(text) if inside && depth == 0 => push(&mut unit, &text),
            Event::CData(text) if inside && depth == 0 => push(&mut unit, &text),
            Event::GeneralRef(name) if inside && depth == 0 => {
                let known = match name.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(c) = known {
                    push(&mut unit, c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn push(unit: &mut [(Lang, String)], text: &str) {
    if let Some((_, segment)) = unit.last_mut().filter(|(_, segment)| (segment.len() as u64) < LONGEST) {
        segment.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    type Segments = Vec<Vec<(String, String)>>;

    fn read(files: &[(&str, &[u8])]) -> Result<Segments> {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
        for (path, (_, bytes)) in paths.iter().zip(files) {
            std::fs::write(path, bytes).unwrap();
        }
        let mut all = Vec::new();
        for corpus in Corpus::from_paths(&paths)? {
            corpus.read(&mut |cells| {
                all.push(cells.iter().map(|(lang, text)| (lang.to_string(), (*text).to_owned())).collect());
            })?;
        }
        Ok(all)
    }

    fn pair(a: (&str, &str), b: (&str, &str)) -> Vec<(String, String)> {
        [a, b].map(|(lang, text)| (lang.to_owned(), text.to_owned())).to_vec()
    }

    #[test]
    fn reads_tsv_with_empty_cells_and_gzip() {
        let text = "de\ten\tfr\nHaus\thouse\t\n\thome\tmaison\r\n";
        let expected = [pair(("de", "Haus"), ("en", "house")), pair(("en", "home"), ("fr", "maison"))];
        assert_eq!(read(&[("a.tsv", text.as_bytes())]).unwrap(), expected);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        assert_eq!(read(&[("a.tsv.gz", &packed.finish().unwrap())]).unwrap(), expected);
    }

    #[test]
    fn reads_tmx_without_its_markup() {
        let text = r#"<tmx version="1.4"><header/><body><tu><tuv xml:lang="de-CH"><seg>Haus &amp; <bpt i="1">&lt;b></bpt>Hof</seg></tuv>
            <tuv lang="fr"><seg>maison &#233;tage</seg></tuv></tu></body></tmx>"#;
        assert_eq!(
            read(&[("a.tmx", text.as_bytes())]).unwrap(),
            [pair(("de-CH", "Haus & Hof"), ("fr", "maison étage"))]
        );
        let text = r#"<tmx><tu><tuv lang="de"><seg>Das <hi>rote <bpt i="1">&lt;<sub>b</sub>></bpt>Haus</hi></seg></tuv>
            <tuv lang="fr"><seg>La <hi type="x">maison</hi> rouge</seg></tuv></tu></tmx>"#;
        let wanted = [pair(("de", "Das rote Haus"), ("fr", "La maison rouge"))];
        assert_eq!(read(&[("a.tmx", text.as_bytes())]).unwrap(), wanted);
    }

    #[test]
    fn reads_files_that_are_not_utf_8() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx><tu><tuv lang=\"de\"><seg>Höhe</seg></tuv>\
                    <tuv lang=\"fr\"><seg>élévation</seg></tuv></tu></tmx>";
        let wanted = [pair(("de", "Höhe"), ("fr", "élévation"))];
        let utf16: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&[("a.tmx", &utf16)]).unwrap(), wanted);
        let latin = text.replace("UTF-16", "iso-8859-1");
        let latin = encoding_rs::WINDOWS_1252.encode(&latin).0;
        assert_eq!(read(&[("a.tmx", &latin)]).unwrap(), wanted);
        assert_eq!(read(&[("a.tmx", text.as_bytes())]).unwrap(), wanted);
    }

    #[test]
    fn joins_plain_files_that_differ_in_language() {
        let files: [(&str, &[u8]); 2] = [("a.de", b"Haus\nMaus\n"), ("a.fr", b"maison\nsouris\n")];
        assert_eq!(read(&files).unwrap()[1], pair(("de", "Maus"), ("fr", "souris")));
    }

    #[test]
    fn says_what_is_wrong_and_what_to_do() {
        for (files, expected) in [
            (&[("a.tsv", &b"Haus\thouse\n"[..])][..], "a.tsv:1: expected a language tag"),
            (&[("a.de", b"Haus\n")], "expected a second file"),
            (&[("a.de", b"Haus\nMaus\n"), ("a.fr", b"maison\n")], "do not have as many lines"),
            (&[("a.docx", b"")], "cannot tell what kind"),
            (&[("a.tmx", b"<tmx><body><!-- never closed")], "broken XML"),
        ] {
            let error =
                read(files).map(|segments| format!("{segments:?}")).map_err(|error| error.to_string());
            assert!(error.as_ref().is_err_and(|error| error.contains(expected)), "{expected}: {error:?}");
        }
    }

    #[test]
    fn reads_past_a_line_that_is_no_segment() {
        let long = format!("de\ten\n{}\thouse\nHaus\thouse\n", "x".repeat(LONGEST as usize + 5));
        let segments = read(&[("a.tsv", long.as_bytes())]).unwrap();
        assert_eq!(segments.last(), Some(&pair(("de", "Haus"), ("en", "house"))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for name in ["a.tsv", "a.tsv.gz", "a.tmx", "a.tsv.zst"] {
                let _ = read(&[(name, &bytes)]);
            }
            let _ = read(&[("a.tsv", &[b"de\ten\n", &bytes[..]].concat())]);
            let _ = read(&[("a.tmx", &[b"<tmx><tu><tuv lang=\"de\"><seg>", &bytes[..]].concat())]);
            let _ = read(&[("a.de", &bytes), ("a.fr", b"x\n")]);
        }
    }
}
