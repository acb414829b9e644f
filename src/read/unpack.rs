//! Packed bytes -> bytes: gzip and zstandard, known by their first bytes, whatever the file is called.
//!
//! Several packed members after one another are read as one; what stands after the last and is not packed
//! is left out with a notice. Time and memory are bounded by [`ReadOptions`].

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use super::options::ReadOptions;
use crate::error::{Error, Kind, Result};

/// Largest window that a zstandard file may ask for, as a power of two: 128 MiB, what `zstd -d` accepts.
const WINDOW: u32 = 27;

/// What was in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// The bytes as they were before packing.
    pub(super) bytes: Vec<u8>,
    /// What was left out.
    pub(super) notices: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    const ALL: [Packing; 2] = [Packing::Gzip, Packing::Zstd];

    fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstandard",
        }
    }

    /// RFC 1952, section 2.3.1, and RFC 8878, section 3.1.1.
    fn magic(self) -> &'static [u8] {
        match self {
            Packing::Gzip => &[0x1F, 0x8B],
            Packing::Zstd => &[0x28, 0xB5, 0x2F, 0xFD],
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Packing::Gzip => "gz",
            Packing::Zstd => "zst",
        }
    }

    fn of(first: &[u8]) -> Option<Packing> {
        Packing::ALL.into_iter().find(|packing| first.starts_with(packing.magic()))
    }
}

/// The file name without the extension of its packing.
pub(super) fn bare(name: &str) -> &str {
    let packed = |(bare, extension): &(&str, &str)| {
        !bare.is_empty()
            && Packing::ALL.iter().any(|packing| extension.eq_ignore_ascii_case(packing.extension()))
    };
    name.rsplit_once('.').filter(packed).map_or(name, |(bare, _)| bare)
}

/// Whether the name says that the file is packed.
pub(super) fn is_packed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    bare(&name).len() < name.len()
}

/// Whether the first bytes of a file are those of packed data.
pub(super) fn starts_packed(first: &[u8]) -> bool {
    Packing::of(first).is_some()
}

/// Whether the first bytes are those of gzip data.
pub(super) fn starts_gzip(first: &[u8]) -> bool {
    Packing::of(first) == Some(Packing::Gzip)
}

/// Reads and unpacks a file.
///
/// # Errors
/// If it cannot be read, is larger than the limits allow, is packed and broken, or called packed and is not.
pub(super) fn file(path: &Path, options: &ReadOptions) -> Result<Unpacked> {
    let most = options.most();
    let read = || {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(most)).unwrap_or(0));
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|cause: io::Error| unreadable(path, cause))?;
    if is_packed(path) && !bytes.is_empty() && Packing::of(&bytes).is_none() {
        return Err(not_packed().at(path));
    }
    self::bytes(bytes, options).map_err(|error| error.at(path))
}

/// Says why a file cannot be opened or read.
pub(super) fn unreadable(path: &Path, cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::IsADirectory => Error::input(path, "expected a file, but this is a folder"),
        _ => Error::input(path, "cannot read the file").because(cause),
    }
}

/// Unpacks bytes, if they are packed.
///
/// # Errors
/// If there are more than the limits allow, or they are packed and broken.
pub(super) fn bytes(bytes: Vec<u8>, options: &ReadOptions) -> Result<Unpacked> {
    if Packing::of(&bytes).is_none() {
        return match bytes.len() as u64 > options.most() {
            true => Err(too_large(options)),
            false => Ok(Unpacked { bytes, notices: Vec::new() }),
        };
    }
    let mut unpacked = Vec::new();
    let mut sink = Capped::new(&mut unpacked, bytes.len() as u64, options);
    sink.most = sink.most.min(options.most());
    let notice = stream(&bytes[..], &mut sink)?;
    Ok(Unpacked { bytes: unpacked, notices: notice.into_iter().collect() })
}

/// Unpacks a file of records into `sink`, a block at a time; returns what to tell the user. The whole may be
/// larger than an article.
///
/// # Errors
/// As [`file`], and if `sink` cannot be written.
pub(super) fn into(path: &Path, sink: &mut dyn Write, options: &ReadOptions) -> Result<Option<String>> {
    let file = File::open(path).map_err(|cause| unreadable(path, cause))?;
    let length = file.metadata().map_err(|cause| unreadable(path, cause))?.len();
    stream(BufReader::new(file), &mut Capped::new(sink, length, options)).map_err(|error| error.at(path))
}

/// Unpacks one member of gzip data.
///
/// # Errors
/// If it is broken, cut off or too large; what is written by then stays.
pub(super) fn member(packed: impl BufRead, sink: &mut Capped<'_>) -> Result<()> {
    let before = sink.written;
    match io::copy(&mut flate2::bufread::GzDecoder::new(packed), sink) {
        Ok(_) => Ok(()),
        Err(cause) => Err(sink.explain(Packing::Gzip, cause, sink.written - before)),
    }
}

/// Unpacks what is packed, and copies what is not.
///
/// # Errors
/// If it cannot be read, is broken or too large; what is written by then stays.
pub(super) fn through(mut from: impl BufRead, sink: &mut Capped<'_>) -> Result<()> {
    let packed = starts_packed(from.fill_buf().map_err(|cause| cannot("read the file", cause))?);
    if packed {
        return stream(from, sink).map(drop);
    }
    match io::copy(&mut from, sink) {
        Ok(_) => Ok(()),
        Err(cause) => Err(sink.explain(Packing::Gzip, cause, sink.written)),
    }
}

/// Unpacks member after member.
fn stream(mut packed: impl BufRead, sink: &mut Capped<'_>) -> Result<Option<String>> {
    let mut first = None;
    loop {
        let rest = packed.fill_buf().map_err(|cause| cannot("read the file", cause))?;
        // A member that starts at the very end of the buffer is told apart by its first byte.
        let packing = Packing::of(rest).or_else(|| {
            first.filter(|&packing: &Packing| packing.magic().starts_with(rest) && !rest.is_empty())
        });
        let Some(packing) = packing else {
            return rubbish(packed, first);
        };
        first = first.or(Some(packing));
        let member = match packing {
            Packing::Gzip => {
                let mut member = flate2::bufread::GzDecoder::new(packed);
                let copied = io::copy(&mut member, sink);
                packed = member.into_inner();
                copied
            }
            Packing::Zstd => {
                let opened = zstd::stream::read::Decoder::with_buffer(packed);
                let mut member = opened.map_err(|cause| cannot("unpack zstandard", cause))?.single_frame();
                member.window_log_max(WINDOW).map_err(|cause| cannot("unpack zstandard", cause))?;
                let copied = io::copy(&mut member, sink);
                packed = member.finish();
                copied
            }
        };
        if let Err(cause) = member {
            return Err(sink.explain(packing, cause, sink.written));
        }
    }
}

/// What stands after the last member. Zero bytes are padding, as tapes and some servers write it.
fn rubbish(mut rest: impl BufRead, packing: Option<Packing>) -> Result<Option<String>> {
    let (mut count, mut padding) = (0_u64, true);
    loop {
        let block = rest.fill_buf().map_err(|cause| cannot("read the file", cause))?;
        if block.is_empty() {
            break;
        }
        padding &= block.iter().all(|&byte| byte == 0);
        let length = block.len();
        count += length as u64;
        rest.consume(length);
    }
    match packing {
        None if count > 0 => Err(not_packed()),
        Some(packing) if !padding => {
            Ok(Some(format!("left out {count} bytes of rubbish after the {} data", packing.name())))
        }
        _ => Ok(None),
    }
}

/// A writer that ends at a limit.
pub(super) struct Capped<'a> {
    sink: &'a mut dyn Write,
    written: u64,
    most: u64,
    options: ReadOptions,
}

impl<'a> Capped<'a> {
    /// Lets through what `packed` bytes may unpack to.
    pub(super) fn new(sink: &'a mut dyn Write, packed: u64, options: &ReadOptions) -> Self {
        Self { sink, written: 0, most: options.most_of(packed), options: *options }
    }

    /// The same for a part of the packed bytes, after `written` came out of the parts before.
    pub(super) fn member(sink: &'a mut dyn Write, packed: u64, written: u64, options: &ReadOptions) -> Self {
        Self { written, ..Self::new(sink, packed, options) }
    }

    /// Bytes that came out, those of the parts before too.
    pub(super) fn written(&self) -> u64 {
        self.written
    }
}

impl Write for Capped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.written + bytes.len() as u64 > self.most {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let written = self.sink.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl Capped<'_> {
    fn explain(&self, packing: Packing, cause: io::Error, read: u64) -> Error {
        let name = packing.name();
        match cause.kind() {
            io::ErrorKind::FileTooLarge if self.most != self.options.most() => Error::new(
                Kind::Input,
                format!(
                    "the {name} data unpacks to more than {} times its size: a bomb, or not an article",
                    self.options.max_ratio
                ),
            )
            .hint("unpack it first, if you trust it, or set `max-ratio` under `[read]`"),
            io::ErrorKind::FileTooLarge => too_large(&self.options),
            io::ErrorKind::UnexpectedEof => Error::new(
                Kind::Input,
                format!("the {name} data is cut off; {read} bytes of text were readable"),
            )
            .hint("fetch or pack it again"),
            _ => Error::new(Kind::Input, format!("the {name} data is broken after {read} bytes of text"))
                .because(cause)
                .hint("fetch or pack it again"),
        }
    }
}

fn not_packed() -> Error {
    Error::new(Kind::Input, "the file is called packed, but is not")
        .hint("take `.gz` or `.zst` from its name")
}

pub(super) fn too_large(options: &ReadOptions) -> Error {
    Error::new(Kind::Input, format!("the article is larger than {} MiB", options.max_mib))
        .hint("cut it up, write it as JSONL with one article a line, or set `max-mib` under `[read]`")
}

fn cannot(what: &str, cause: io::Error) -> Error {
    Error::new(Kind::Input, format!("cannot {what}")).because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(packed: Vec<u8>) -> Result<Unpacked> {
        super::bytes(packed, &ReadOptions::default())
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        zstd::stream::encode_all(text, 3).unwrap()
    }

    fn message(packed: Vec<u8>) -> String {
        bytes(packed).unwrap_err().to_string()
    }

    #[test]
    fn reads_all_members() {
        for pack in [gzip, zstd] {
            let packed = [pack(b"one "), pack(b""), pack(b"two")].concat();
            assert_eq!(bytes(packed).unwrap(), Unpacked { bytes: b"one two".to_vec(), notices: vec![] });
        }
        assert_eq!(bytes(b"plain".to_vec()).unwrap().bytes, b"plain");
    }

    #[test]
    fn leaves_out_rubbish_and_says_so() {
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstandard")] {
            let unpacked = bytes([pack(b"text"), b"junk!".to_vec()].concat()).unwrap();
            assert_eq!(unpacked.bytes, b"text");
            assert_eq!(unpacked.notices, [format!("left out 5 bytes of rubbish after the {name} data")]);
            assert_eq!(bytes([pack(b"text"), vec![0; 9]].concat()).unwrap().notices, [""; 0]);
        }
    }

    #[test]
    fn says_how_much_was_readable_before_a_cut() {
        let text: Vec<u8> =
            (0..200_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstandard")] {
            let mut packed = pack(&text);
            packed.truncate(packed.len() / 2);
            let message = message(packed);
            let start = format!("the {name} data is cut off; ");
            let read: usize =
                message.strip_prefix(&start).unwrap().split(' ').next().unwrap().parse().unwrap();
            assert!((100_000..text.len()).contains(&read), "{message}");
            assert!(message.ends_with("bytes of text were readable; fetch or pack it again"));
        }
    }

    #[test]
    fn names_broken_data() {
        let mut packed = gzip(b"some text that is packed");
        let middle = packed.len() - 6;
        packed[middle] ^= 0xFF;
        let message = message(packed);
        assert!(message.starts_with("the gzip data is broken after 24 bytes of text: "), "{message}");
    }

    #[test]
    fn refuses_a_bomb() {
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstandard")] {
            assert_eq!(
                message(pack(&vec![b' '; 64 << 20])),
                format!(
                    "the {name} data unpacks to more than 250 times its size: a bomb, or not an article; \
                     unpack it first, if you trust it, or set `max-ratio` under `[read]`"
                )
            );
        }
    }

    #[test]
    fn takes_the_extension_of_packing_off() {
        assert_eq!(bare("a.html.gz"), "a.html");
        assert_eq!(bare("a.txt.ZST"), "a.txt");
        assert_eq!((bare(".gz"), bare("a.html"), bare("gz")), (".gz", "a.html", "gz"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_do_no_harm(noise: Vec<u8>, packing in 0..3_usize) {
            let magic = [&[][..], Packing::Gzip.magic(), Packing::Zstd.magic()][packing];
            let _ = bytes([magic, &noise[..]].concat());
        }

        #[test]
        fn packed_bytes_come_back(text: Vec<u8>) {
            proptest::prop_assert_eq!(bytes(gzip(&text)).unwrap().bytes, text.clone());
            proptest::prop_assert_eq!(bytes(zstd(&text)).unwrap().bytes, text);
        }
    }
}
