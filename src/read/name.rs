//! What a file name says: article, language, format; and names that are safe to write to.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path};

use super::format::Format;
use super::unpack;
use crate::lang::{self, LANGUAGES, Lang};

/// Bytes that a part of a name may have, so that extensions still fit into the 255 of file systems.
const LONGEST: usize = 180;

/// A file name taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// The whole name, text; bytes that are none are written `%FF`.
    pub(super) whole: String,
    /// Without the extensions of packing and format.
    pub(super) stem: String,
    /// What the extension says.
    pub(super) format: Option<&'static Format>,
}

/// Which article the text in a file belongs to, as far as the name tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Belongs {
    /// `<lang>.<ext>`: to the article of its folder.
    Folder(Lang),
    /// `<name>.<lang>.<ext>` or `<name>.<lang>`: to the article of that name.
    Flat(String, Lang),
}

impl Belongs {
    /// The language that the name tells.
    pub(super) fn lang(&self) -> Lang {
        match self {
            Belongs::Folder(lang) | Belongs::Flat(_, lang) => *lang,
        }
    }
}

impl Name {
    /// Takes the name of `path` apart. `formats`: those whose extensions are known.
    pub(super) fn of(path: &Path, formats: &[&'static Format]) -> Name {
        let whole = text(path.file_name().unwrap_or_default());
        let bare = unpack::bare(&whole);
        let known = bare.rsplit_once('.').and_then(|(stem, extension)| {
            let is_its =
                |format: &&&Format| format.extensions.iter().any(|one| extension.eq_ignore_ascii_case(one));
            Some((stem, *formats.iter().find(is_its)?))
        });
        let (stem, format) = known.map_or((bare, None), |(stem, format)| (stem, Some(format)));
        Name { stem: stem.to_owned(), format, whole }
    }

    /// The article and language that the name tells. `wanted`: languages that the user named.
    pub(super) fn belongs(&self, wanted: &[Lang]) -> Option<Belongs> {
        if self.format.is_some()
            && let Some(lang) = language(&self.stem, wanted)
        {
            return Some(Belongs::Folder(lang));
        }
        let (name, lang) = self.stem.rsplit_once('.').filter(|(name, _)| !name.is_empty())?;
        Some(Belongs::Flat(name.to_owned(), language(lang, wanted)?))
    }
}

/// The language that a part of a file name stands for: a tag whose first part is a code of ISO 639-1, the
/// three letters of a language that we have a record of, or what the user named. Other words of three letters
/// have the form of a tag, too, but few of them are meant as one.
fn language(part: &str, wanted: &[Lang]) -> Option<Lang> {
    let lang: Lang = part.parse().ok()?;
    let primary = lang.primary();
    let known = lang::is_assigned(primary)
        || LANGUAGES.iter().any(|row| row.iso639_3 == primary && !lang.is_und())
        || wanted.iter().any(|one| one.same_language(&lang));
    known.then_some(lang)
}

/// A path as a name for results, with `/` between folders. It never leaves the folder that it is put into,
/// and can be written on every file system: no `..`, no drive, no control characters, no reserved names.
pub(super) fn safe(path: &Path) -> String {
    let parts = path.components().filter_map(|component| match component {
        Component::Normal(part) => Some(safe_part(&text(part))),
        Component::ParentDir | Component::Prefix(_) => Some("_".to_owned()),
        Component::CurDir | Component::RootDir => None,
    });
    let name = parts.collect::<Vec<_>>().join("/");
    if name.is_empty() { "_".to_owned() } else { name }
}

/// One part of a path.
fn safe_part(part: &str) -> String {
    let mut name: String = part
        .chars()
        .map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) || is_invisible(c) { '_' } else { c })
        .collect();
    // A name that starts with a dot is hidden; one that ends in a dot or a space loses it on Windows.
    if name.starts_with('.') {
        name.replace_range(..1, "_");
    }
    if name.ends_with(['.', ' ']) {
        name.pop();
        name.push('_');
    }
    if is_reserved(&name) {
        name.insert(0, '_');
    }
    if name.len() > LONGEST {
        // Long names that differ only in their ends must not become one.
        let hash = blake3::hash(part.as_bytes()).to_hex();
        name.truncate(name.floor_char_boundary(LONGEST - 9));
        name.push('~');
        name.push_str(&hash[..8]);
    }
    name
}

/// Marks that turn the direction of text, and line separators: a name with them does not read as it is.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Device names of Windows, with or without extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |device| {
        stem.strip_prefix(device).is_some_and(|number| number.len() == 1 && ("1"..="9").contains(&number))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// A file name as text; bytes that are no UTF-8 are written `%FF`, so that different names stay different.
fn text(name: &OsStr) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::FORMATS;

    #[track_caller]
    fn check(path: &str, stem: &str, format: Option<&str>, belongs: Option<Belongs>) {
        let name = Name::of(Path::new(path), FORMATS);
        assert_eq!(
            (name.stem.as_str(), name.format.map(|format| format.name), name.belongs(&[])),
            (stem, format, belongs)
        );
    }

    fn flat(name: &str, lang: &str) -> Option<Belongs> {
        Some(Belongs::Flat(name.into(), lang.parse().unwrap()))
    }

    fn folder(lang: &str) -> Option<Belongs> {
        Some(Belongs::Folder(lang.parse().unwrap()))
    }

    #[test]
    fn takes_names_apart() {
        check("a/fr.html", "fr", Some("html"), folder("fr"));
        check("zh_hant.TXT.gz", "zh_hant", Some("plain"), folder("zh-Hant"));
        check("a.b.fr.md.zst", "a.b.fr", Some("markdown"), flat("a.b", "fr"));
        check("d15.ja", "d15.ja", None, flat("d15", "ja"));
        check("n_1.is.gz", "n_1.is", None, flat("n_1", "is"));
        check("d15.de-en.gold", "d15.de-en.gold", None, None);
        check("readme.txt", "readme", Some("plain"), None);
        check("fr", "fr", None, None);
        check("notes.log", "notes.log", None, None);
        check("deu.txt", "deu", Some("plain"), folder("deu"));
    }

    #[test]
    fn a_language_that_the_user_names_is_one() {
        let name = Name::of(Path::new("n_1.ast"), FORMATS);
        assert_eq!(name.belongs(&[]), None);
        assert_eq!(name.belongs(&["ast".parse().unwrap()]), flat("n_1", "ast"));
    }

    #[test]
    fn names_stay_inside_of_the_output_folder() {
        for (path, name) in [
            ("a/b", "a/b"),
            ("../../etc/passwd", "_/_/etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("a/./b//c", "a/b/c"),
            ("C:\\x", "C__x"),
            ("", "_"),
            ("..", "_"),
            ("con/nul.txt/com1/com", "_con/_nul.txt/_com1/com"),
            ("a\u{0}\u{1B}[2J\u{202E}b", "a__[2J_b"),
            (".hidden/ends. ", "_hidden/ends._"),
            ("日本/Füße", "日本/Füße"),
        ] {
            assert_eq!(safe(Path::new(path)), name, "{path}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_different() {
        let (one, two) = (format!("{}1", "é".repeat(300)), format!("{}2", "é".repeat(300)));
        let (one, two) = (safe(Path::new(&one)), safe(Path::new(&two)));
        assert!(one.len() < 200 && one != two);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes| safe(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!((name(b"a\xFFb"), name(b"a\xFEb")), ("a%FFb".into(), "a%FEb".into()));
    }

    proptest::proptest! {
        #[test]
        fn safe_names_are_safe(path in "(\\PC|[./\\\\:\u{0}-\u{1F}]){0,40}") {
            let name = safe(Path::new(&path));
            proptest::prop_assert!(!name.is_empty() && !name.contains(char::is_control));
            for part in name.split('/') {
                proptest::prop_assert!(!part.is_empty() && !part.starts_with('.'), "{:?}", name);
            }
            proptest::prop_assert_eq!(safe(Path::new(&name)), name.clone());
        }
    }
}
