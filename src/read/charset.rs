//! Bytes -> text, in whatever charset they are.
//!
//! In this order: byte order mark; UTF-16 that its zero bytes give away; ISO-2022-JP by its escapes; valid
//! UTF-8, whatever is declared; the charset that the page declares, unless it fits badly; UTF-8 with a few broken bytes; the
//! guess of `chardetng`, the detector of Firefox. Never fails but for UTF-32, which no browser reads either.
//! NUL and control characters are data and stay.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::format::Decoded;
use crate::error::{Error, Kind, Result};

/// How far into a page its charset may be declared, in bytes. WHATWG HTML, "prescan a byte stream to
/// determine its encoding", asks for 1024; pages in the wild put scripts before it.
const DECLARED_WITHIN: usize = 4096;

/// How many bytes the detector is shown, from the first that is not ASCII on: more than it needs, and a bound
/// on its time, which is a hundred times that of decoding.
const DETECTED_FROM: usize = 1 << 16;

/// Decodes a file. `declares`: whether it may be a page that names its charset.
///
/// # Errors
/// If it starts with the byte order mark of UTF-32.
pub(super) fn decode(bytes: Vec<u8>, declares: bool) -> Result<Decoded> {
    decode_named(bytes, None, declares)
}

/// As [`decode`], of a file whose charset is named beside it, as HTTP does; the name goes before what the page
/// declares, and is believed no more than that. A name that nobody knows says nothing.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_named(bytes: Vec<u8>, name: Option<&str>, declares: bool) -> Result<Decoded> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Error::new(Kind::Input, "the file is UTF-32, which is not read")
            .hint("convert it: iconv -f UTF-32 -t UTF-8"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(match encoding == UTF_8 {
            true => utf8(bytes, mark),
            false => decoded(encoding, &bytes[mark..]),
        });
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return Ok(decoded(encoding, &bytes));
    }
    let named = name.and_then(|name| Encoding::for_label(name.as_bytes()));
    let declared = named.or_else(|| declares.then(|| declared(&bytes)).flatten());
    if std::str::from_utf8(&bytes).is_ok() {
        return Ok(escaped_japanese(&bytes).unwrap_or_else(|| utf8(bytes, 0)));
    }
    let declared = declared.filter(|&encoding| encoding != UTF_8);
    // A charset of single bytes has a letter for every byte: that a page declares it and all letters are there says
    // little against UTF-8.
    if mostly_utf8(&bytes, declared.map_or(2, |_| 8)) {
        return Ok(utf8(bytes, 0));
    }
    match declared.map(|encoding| decoded(encoding, &bytes)) {
        Some(text) if text.replaced == 0 => Ok(text),
        declared => {
            let guessed = decoded(guess(&bytes), &bytes);
            Ok(match declared {
                Some(text) if text.replaced <= guessed.replaced => text,
                _ => guessed,
            })
        }
    }
}

/// What is told of a text of which so many sequences of bytes made no sense.
pub(super) fn made_no_sense(encoding: &str, replaced: usize) -> Option<String> {
    let sequences = if replaced == 1 { "sequence" } else { "sequences" };
    (replaced > 0)
        .then(|| format!("{replaced} {sequences} of bytes made no sense as {encoding} and became U+FFFD"))
}

/// UTF-8, broken sequences replaced; valid text is not copied unless there is a mark before it.
fn utf8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8.name(), replaced: 0 },
        Err(error) => {
            let broken = |chunk: std::str::Utf8Chunk<'_>| usize::from(!chunk.invalid().is_empty());
            let replaced = error.as_bytes().utf8_chunks().map(broken).sum();
            Decoded { replaced, ..decoded(UTF_8, error.as_bytes()) }
        }
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let replaced = if broken { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), replaced }
}

/// ISO-2022-JP hides Japanese in ASCII bytes, behind an escape character that no other text has.
fn escaped_japanese(bytes: &[u8]) -> Option<Decoded> {
    let escaped = |kind: &[u8]| memchr::memmem::find(bytes, kind).is_some();
    (escaped(b"\x1B$B") || escaped(b"\x1B$@"))
        .then(|| decoded(ISO_2022_JP, bytes))
        .filter(|text| text.replaced == 0)
}

/// The charset that a page declares near its start: `<meta charset=...>`, `<meta http-equiv content="...;
/// charset=...">` or `<?xml encoding="..."?>`. What claims UTF-16 in ASCII letters means UTF-8, and
/// `x-user-defined` means windows-1252, both as in WHATWG HTML; gb2312 means its superset there, too.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let from_xml = head.starts_with(b"<?xml").then(|| {
        let end = memchr::memchr(b'>', &head).unwrap_or(head.len());
        label(&head[..end], b"encoding")
    });
    let encoding = from_xml.flatten().or_else(|| in_meta(&head))?;
    Some(match encoding {
        _ if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        _ if encoding == X_USER_DEFINED => WINDOWS_1252,
        _ => encoding,
    })
}

/// The first `<meta` outside of comments that names a charset; `head` is lower case.
fn in_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &head[at..]) {
        let tag = &head[at + found..];
        if tag.starts_with(b"<!--") {
            at += found + 4 + memchr::memmem::find(&tag[4..], b"-->")?;
            continue;
        }
        if tag.starts_with(b"<meta") {
            let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
            if let Some(encoding) = label(&tag[..end], b"charset") {
                return Some(encoding);
            }
        }
        at += found + 1;
    }
    None
}

/// The encoding whose label follows `key` and `=`, quoted or not.
fn label(tag: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    memchr::memmem::find_iter(tag, key).find_map(|at| {
        let value = tag[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || b"\"';/>?".contains(byte))
            .unwrap_or(value.len());
        Encoding::for_label(&value[..end])
    })
}

/// UTF-16 without its mark: in Latin text every second byte is zero, and none of the others.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Eight units are enough to tell; a line with a few NUL bytes in it is not UTF-16.
    let most = |count: usize| count >= 8 && count * 2 > head.len() / 2;
    match (even, odd) {
        (0, odd) if most(odd) => Some(UTF_16LE),
        (even, 0) if most(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with a few broken bytes, as when texts of several charsets were joined or a text was cut: at least `times` as
/// many whole sequences as broken ones. In a legacy charset whole sequences are rare: .4 for each broken one in EUC-JP,
/// .3 in GB 18030 and Shift JIS, .01 and less in those of single bytes (own articles in nine languages, 2026-11).
fn mostly_utf8(bytes: &[u8], times: usize) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= times * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // A little of what stands before it tells whether a letter starts a word.
    let from = first.saturating_sub(16);
    let to = bytes.len().min(from + DETECTED_FROM);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..to], to == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declares: bool, encoding: &str, text: &str) {
        let decoded = decode(bytes.to_vec(), declares).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
    }

    fn in_charset(label: &str, text: &str) -> Vec<u8> {
        let (bytes, _, unmappable) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!unmappable, "{label} has all letters of {text}");
        bytes.into_owned()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_no_text() {
        check("\u{FEFF}Füße".as_bytes(), false, "UTF-8", "Füße");
        check(&utf16("\u{FEFF}日本 a", u16::to_le_bytes), false, "UTF-16LE", "日本 a");
        check(&utf16("\u{FEFF}日本 a", u16::to_be_bytes), false, "UTF-16BE", "日本 a");
    }

    #[test]
    fn utf_32_is_refused_by_name() {
        for bytes in [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]] {
            let error = decode(bytes.to_vec(), false).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the file is UTF-32, which is not read; convert it: iconv -f UTF-32 -t UTF-8"
            );
        }
    }

    #[test]
    fn zero_bytes_give_utf_16_away() {
        check(&utf16("Il était une fois", u16::to_le_bytes), false, "UTF-16LE", "Il était une fois");
        check(&utf16("Il était une fois", u16::to_be_bytes), false, "UTF-16BE", "Il était une fois");
        check(b"a\0b\0c", false, "UTF-8", "a\0b\0c");
    }

    #[test]
    fn a_page_declares_its_charset() {
        let russian = "<meta charset='windows-1251'><p>Съешь ещё";
        check(&in_charset("windows-1251", russian), true, "windows-1251", russian);
        let greek = "<?xml version=\"1.0\" encoding=\"iso-8859-7\"?><p>Καλημέρα";
        check(&in_charset("iso-8859-7", greek), true, "ISO-8859-7", greek);
        let japanese = "<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">日本語の文章";
        check(&in_charset("shift_jis", japanese), true, "Shift_JIS", japanese);
        let escaped = "<meta charset=iso-2022-jp>日本語の文章";
        check(&in_charset("iso-2022-jp", escaped), true, "ISO-2022-JP", escaped);
    }

    #[test]
    fn gb2312_means_its_superset() {
        // U+9555 is in GBK, not in GB 2312.
        let chinese = "<meta charset=gb2312>朱镕基";
        check(&in_charset("gb18030", chinese), true, "GBK", chinese);
    }

    #[test]
    fn a_declaration_that_lies_is_not_believed() {
        let page = "<meta charset=windows-1252>Съешь же ещё этих мягких французских булок";
        check(page.as_bytes(), true, "UTF-8", page);
        let page = "<meta charset=utf-16>Füße";
        check(page.as_bytes(), true, "UTF-8", page);
        let page = "<meta charset=utf-8>Съешь же ещё этих мягких французских булок, да выпей чаю";
        check(&in_charset("windows-1251", page), true, "windows-1251", page);
        let page = "<!-- <meta charset=windows-1251> --><meta charset=windows-1252>Être à l’œuvre";
        check(&in_charset("windows-1252", page), true, "windows-1252", page);
    }

    #[test]
    fn guesses_where_nothing_is_declared() {
        let russian = "Съешь же ещё этих мягких французских булок, да выпей чаю.";
        check(&in_charset("windows-1251", russian), false, "windows-1251", russian);
        check(&in_charset("koi8-r", russian), false, "KOI8-U", russian);
        let japanese = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。";
        check(&in_charset("shift_jis", japanese), false, "Shift_JIS", japanese);
        check(&in_charset("euc-jp", japanese), false, "EUC-JP", japanese);
        let french = "L’été, le garçon était là où naît la forêt.";
        check(&in_charset("windows-1252", french), false, "windows-1252", french);
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_charset() {
        let mut bytes = "Съешь же ещё этих мягких".as_bytes().to_vec();
        bytes.insert(10, 0xE9);
        bytes.pop();
        let decoded = decode(bytes, false).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 2));
        let mut bytes = "Ein schöner Morgen über grünen Höhen; früh hört es auf.".as_bytes().to_vec();
        bytes.extend([0xFF, 0xFE, 0, 0x80]);
        let decoded = decode(bytes, false).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 3));
        let mut page =
            "<meta charset=iso-8859-1><p>Ein schöner Morgen über grünen Höhen; früh hört es auf, später, müde."
                .as_bytes()
                .to_vec();
        page.push(0x80);
        let decoded = decode(page, true).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
    }

    #[test]
    fn a_legacy_charset_is_not_taken_for_broken_utf_8() {
        for (label, text) in [
            ("windows-1252", "Les élèves ont reçu « le cahier » à l’école, où l’été fut très chaud."),
            ("windows-1251", "Матч ЦСКА» и «СССР» её моё"),
            ("koi8-r", "Её и моё, всё ещё твоё"),
            ("euc-jp", "吾輩は猫である。名前はまだ無い。"),
            ("gb18030", "我们在北京的时候，天气一直很好。"),
        ] {
            let decoded = decode(in_charset(label, text), false).unwrap();
            assert_ne!(decoded.encoding, "UTF-8", "{label}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes: Vec<u8>, declares: bool) {
            let utf32 = bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]);
            proptest::prop_assert_eq!(decode(bytes, declares).is_err(), utf32);
        }

        #[test]
        fn utf_8_stays_as_it_is(text in "[^\u{0}\u{1B}\u{FEFF}]*", declares: bool) {
            let decoded = decode(text.clone().into_bytes(), declares).unwrap();
            proptest::prop_assert_eq!(decoded, Decoded { text, encoding: "UTF-8", replaced: 0 });
        }
    }
}
