//! Repairs what was damaged on the way from the author to us: the same [`Document`] with other letters.
//!
//! Only what the user asks for ([`RepairOptions`]). Nothing but the text changes: blocks keep their number,
//! kind and role, and every place leads home to the file as it is, which is not touched. Each repair is kept in
//! [`Document::repairs`] with its place, before and after, so that all can be told, and [`undo`]ne.
//!
//! Promises: total, linear time; repaired twice is repaired once.

mod broken_words;
mod edit;
mod mojibake;
mod nfc;
mod soft_hyphens;
mod zero_width;

use serde::{Deserialize, Serialize};

use crate::bitext::{Damage, Document};
use edit::Edit;

/// `[repair]`: what is repaired; nothing unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RepairOptions {
    /// `gagnÃ©` -> `gagné`: UTF-8 that was read as Windows-1252 or Windows-1251.
    pub mojibake: bool,
    /// Letters and accents that stand apart are joined, as in Unicode's form NFC.
    pub nfc: bool,
    /// Soft hyphens go, and the line break after one.
    pub soft_hyphens: bool,
    /// Characters without width go, but where they part words (Thai, Khmer) or shape letters (Persian, Hindi,
    /// emoji).
    pub zero_width: bool,
    /// `Brü-` at the end of a line and `cke` on the next become `Brücke`, within a paragraph.
    pub broken_words: bool,
}

impl RepairOptions {
    /// Asks for a repair.
    pub fn add(&mut self, damage: Damage) {
        match damage {
            Damage::Mojibake => self.mojibake = true,
            Damage::Decomposed => self.nfc = true,
            Damage::SoftHyphen => self.soft_hyphens = true,
            Damage::ZeroWidth => self.zero_width = true,
            Damage::BrokenWord => self.broken_words = true,
        }
    }

    /// Whether a repair is asked for.
    pub fn has(&self, damage: Damage) -> bool {
        match damage {
            Damage::Mojibake => self.mojibake,
            Damage::Decomposed => self.nfc,
            Damage::SoftHyphen => self.soft_hyphens,
            Damage::ZeroWidth => self.zero_width,
            Damage::BrokenWord => self.broken_words,
        }
    }
}

/// Finds what is to be changed, in order, without overlap.
fn find(damage: Damage, document: &Document) -> Vec<Edit> {
    match damage {
        Damage::Mojibake => mojibake::find(document),
        Damage::Decomposed => nfc::find(document),
        Damage::SoftHyphen => soft_hyphens::find(document),
        Damage::ZeroWidth => zero_width::find(document),
        Damage::BrokenWord => broken_words::find(document),
    }
}

/// Times that all repairs are tried: one may uncover what another finds, and letters may have been decoded
/// wrongly more than once.
const MOST_ROUNDS: usize = 8;

/// Repairs a document, best after it was cleaned: cleaning looks at markup, which is not repaired.
///
/// ```
/// use alinea::repair::{RepairOptions, repair, undo};
///
/// let text = "Il a gagn\u{c3}\u{a9} la cou\u{ad}pe.";
/// let document = alinea::read::read_bytes("a.txt".as_ref(), None, text.into(), false)?;
/// let options = RepairOptions { mojibake: true, soft_hyphens: true, ..RepairOptions::default() };
/// let repaired = repair(document, &options);
/// assert_eq!(repaired.text, "Il a gagné la coupe.");
/// assert_eq!((repaired.place(17).column, repaired.repairs.len()), (Some(18), 2));
/// assert_eq!(undo(&repaired), text);
/// # Ok::<(), alinea::Error>(())
/// ```
pub fn repair(mut document: Document, options: &RepairOptions) -> Document {
    let before = document.repairs.len();
    for _ in 0..MOST_ROUNDS {
        let length = document.repairs.len();
        for damage in Damage::ALL.into_iter().filter(|&damage| options.has(damage)) {
            let edits = find(damage, &document);
            edit::apply(&mut document, damage, edits);
        }
        if document.repairs.len() == length {
            break;
        }
    }
    let new = &document.repairs[before..];
    if !new.is_empty() {
        let count = |damage: Damage| new.iter().filter(|repair| repair.damage == damage).count();
        let kinds: Vec<_> = Damage::ALL
            .into_iter()
            .map(|damage| (count(damage), damage.name()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        document.notices.push(format!("repaired, as places in the text: {}", kinds.join(", ")));
    }
    document
}

/// The text as it was before all repairs.
pub fn undo(document: &Document) -> String {
    let mut text = document.text.clone();
    let mut rest = document.repairs.as_slice();
    while let Some(last) = rest.last() {
        // Those of one pass were made at once; they are undone at once, in linear time.
        let start = rest.iter().rposition(|repair| repair.pass != last.pass).map_or(0, |at| at + 1);
        let mut before = String::with_capacity(text.len());
        let mut copied = 0;
        for repair in &rest[start..] {
            before.push_str(&text[copied..repair.at]);
            before.push_str(&repair.before);
            copied = repair.at + repair.after.len();
        }
        before.push_str(&text[copied..]);
        text = before;
        rest = &rest[..start];
    }
    text
}

/// Where places of the text stood before it was repaired: byte offsets into [`undo`]'s text, in the order given. A place
/// within a repaired passage leads to the start of the passage.
pub fn origins(document: &Document, offsets: &[usize]) -> Vec<usize> {
    let mut found = offsets.to_vec();
    let mut rest = document.repairs.as_slice();
    while let Some(last) = rest.last() {
        let start = rest.iter().rposition(|repair| repair.pass != last.pass).map_or(0, |at| at + 1);
        let pass = &rest[start..];
        // Bytes that the text was longer by, up to each repair.
        let mut longer = vec![0_isize];
        for repair in pass {
            longer
                .push(longer[longer.len() - 1] + repair.before.len() as isize - repair.after.len() as isize);
        }
        for offset in &mut found {
            let before = pass.partition_point(|repair| repair.at + repair.after.len() <= *offset);
            let inside = pass.get(before).filter(|repair| repair.at < *offset).map(|repair| repair.at);
            *offset = inside.unwrap_or(*offset).saturating_add_signed(longer[before]);
        }
        rest = &rest[..start];
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::Place;

    fn all() -> RepairOptions {
        let mut options = RepairOptions::default();
        Damage::ALL.into_iter().for_each(|damage| options.add(damage));
        options
    }

    fn document(text: &str) -> Document {
        crate::read::read_bytes("a.txt".as_ref(), None, text.into(), false).unwrap()
    }

    fn check(damage: Damage, text: &str, wanted: &str) {
        let mut options = RepairOptions::default();
        options.add(damage);
        assert_eq!(repair(document(text), &options).text, wanted, "{}", damage.name());
    }

    /// A paragraph that an editor wrapped.
    fn wrapped(words: &str) -> String {
        format!(
            "The council of the town decided on a Monday in the spring to close the\n\
             bridge for the whole of the year, and those who live on the other bank\n\
             were told of it by a letter that came a week after the gates had been\n\
             locked by a man from the works, and all agreed that it was an {words} step\n\
             for a town of this size, and not one that they would have taken before.\n"
        )
    }

    #[test]
    fn each_kind_is_repaired_by_itself() {
        check(Damage::Mojibake, "Das Ã¼bliche MaÃŸ. Ö\u{ad}l", "Das übliche Maß. Ö\u{ad}l");
        check(Damage::Decomposed, "u\u{308}ber e\u{301}te\u{301} 각", "über été 각");
        check(Damage::SoftHyphen, "Wör\u{ad}ter\u{ad}buch", "Wörterbuch");
        check(Damage::ZeroWidth, "\u{feff}a\u{200b}b\u{2060}c", "abc");
    }

    #[test]
    fn what_means_something_stays() {
        let zero = ["می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}🚀", "ไทย\u{200b}ภาษา"];
        zero.iter().for_each(|text| check(Damage::ZeroWidth, text, text));
        check(Damage::Decomposed, "é 中 ﷺ", "é 中 ﷺ");
        check(Damage::Mojibake, "CAFÉ\u{a0}: fermé.", "CAFÉ\u{a0}: fermé.");
    }

    #[test]
    fn broken_words_are_joined_and_compounds_left() {
        let text = wrapped("extra-\nordinary");
        check(Damage::BrokenWord, &text, &text.replace("extra-\n", "extra"));
        for compound in ["well-\nknown, well-known", "Haupt-\nund Nebenstraße"] {
            let text = wrapped(compound);
            check(Damage::BrokenWord, &text, &text);
        }
        check(Damage::BrokenWord, "One line-\nanother line", "One line-\nanother line");
    }

    #[test]
    fn places_lead_home() {
        let repaired = repair(document("Wör\u{ad}ter\u{ad}buch und\nu\u{308}ber A\n"), &all());
        assert_eq!(repaired.text, "Wörterbuch und\nüber A\n");
        let place = |needle: &str| repaired.place(repaired.text.find(needle).unwrap());
        assert_eq!(place("buch"), Place { line: 1, column: Some(9) });
        assert_eq!(place("über"), Place { line: 2, column: Some(1) });
        assert_eq!(place("ber A"), Place { line: 2, column: Some(3) });
        let told: Vec<_> = repaired.repairs.iter().map(|one| (one.damage.name(), one.place.line)).collect();
        assert_eq!(told, [("soft-hyphens", 1), ("soft-hyphens", 1), ("nfc", 2)]);
        assert_eq!(repaired.notices, ["repaired, as places in the text: 2 soft-hyphens, 1 nfc"]);
    }

    proptest! {
        #[test]
        fn any_text_is_repaired_once_and_undone(
            text in "([a-zß]{0,8}[-Ã¼â€™\u{ad}\u{200b}\u{200d}\u{301}\u{308}\u{feff}각ᄀ\u{1161}ไ中ÐŸ \n]{0,3}){0,60}",
        ) {
            let document = document(&text);
            let blocks = document.blocks.len();
            let before = document.text.clone();
            let repaired = repair(document, &all());
            prop_assert_eq!(undo(&repaired), before);
            prop_assert_eq!(repaired.blocks.len(), blocks);
            let mut end = 0;
            for block in &repaired.blocks {
                prop_assert!(end <= block.span.start && repaired.text.get(block.span.range()).is_some());
                end = block.span.end;
            }
            prop_assert!(repaired.anchors.windows(2).all(|pair| pair[0].offset <= pair[1].offset));
            let kept = repaired.repairs.len();
            let again = repair(repaired.clone(), &all());
            prop_assert_eq!((&again.text, again.repairs.len()), (&repaired.text, kept));
        }
    }
}
