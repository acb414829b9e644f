//! HTML -> [`Document`]: the blocks that a reader of the page would see.
//!
//! Every block leads home to the line of the markup on which its text starts; columns are not known. The
//! markup stays in [`Document::markup`] for the cleaner. Nothing is left out but what nobody sees: scripts,
//! styles, templates, hidden elements.

use super::charset;
use super::format::{Decoded, Format, Holds};
use crate::bitext::{Anchor, Block, Document, Role};
use crate::error::Result;
use crate::markup;

pub(super) const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    about: "web pages as they were fetched",
    declares_charset: true,
    holds: Holds::Article(read),
};

/// How far into a file its first tag is looked for, in bytes.
const HEAD: usize = 1 << 14;

/// Whether bytes begin as a web page does: `<!doctype html` or `<html`, in any case and charset, behind a byte order
/// mark, white space, comments and processing instructions such as `<?xml ...?>`.
pub(super) fn begins(bytes: &[u8]) -> bool {
    // In UTF-16 a letter is two bytes.
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    charset::decode(head, false).is_ok_and(|decoded| is_page(after_prologue(&decoded.text)))
}

/// What stands behind the comments and processing instructions at the head of a page.
fn after_prologue(text: &str) -> &str {
    let mut rest = text.trim_start();
    let passed = |text: &'_ str, open: &str, close: &str| {
        text.strip_prefix(open).and_then(|inside| inside.find(close)).map(|at| open.len() + at + close.len())
    };
    while let Some(end) = passed(rest, "<?", "?>").or_else(|| passed(rest, "<!--", "-->")) {
        rest = rest[end..].trim_start();
    }
    rest
}

fn is_page(text: &str) -> bool {
    ["<!doctype html", "<html"].iter().any(|head| {
        let named = text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
        // `<htmlish>` is none.
        named
            && text[head.len()..].chars().next().is_none_or(|next| next.is_ascii_whitespace() || next == '>')
    })
}

/// Also called for the `html` of JSONL records.
pub(super) fn read(decoded: Decoded) -> Result<Document> {
    let mut page = markup::page(&decoded.text);
    let block =
        |outline: &markup::Outline| Block { span: outline.span, kind: outline.kind, role: Role::Body };
    let anchor =
        |outline: &markup::Outline| Anchor { offset: outline.span.start, line: outline.line, column: 0 };
    let document = Document {
        url: page.url.take(),
        declared: page.lang.take().and_then(|lang| lang.trim().parse().ok()),
        title: page.title.take(),
        blocks: page.blocks.iter().map(block).collect(),
        anchors: page.blocks.iter().map(anchor).collect(),
        directives: std::mem::take(&mut page.directives),
        code: std::mem::take(&mut page.code),
        text: std::mem::take(&mut page.text),
        markup: decoded.text,
        ..Document::default()
    };
    markup::remember(&document.markup, page);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Kind, Place};

    #[test]
    fn a_page_is_known_by_its_head() {
        for (bytes, wanted) in [
            (&b"<!DOCTYPE html>\n<p>"[..], true),
            (b"\xEF\xBB\xBF \r\n<!doctype HTML PUBLIC \"x\">", true),
            (b"<html lang=\"de\">", true),
            (b"<HTML>", true),
            (b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n<!DOCTYPE html PUBLIC \"x\">", true),
            (b"<!-- saved --><html>", true),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", true),
            (b"\0<\0!\0d\0o\0c\0t\0y\0p\0e\0 \0h\0t\0m\0l\0>", true),
            (b"<?xml version=\"1.0\"?><rss>", false),
            (b"<!-- never closed <html>", false),
            (b"<htmlish>", false),
            (b"<p>Ein Absatz.</p>", false),
            (b"So beginnt <html> nicht.", false),
            (b"", false),
        ] {
            assert_eq!(begins(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn blocks_lead_home_to_the_line_of_the_markup() {
        let text = "<html lang='de_DE'>\n<h1\n class=x>Titel</h1>\n<p>\n  Erster &amp; zweiter\n Satz.</p>"
            .to_owned();
        let document = read(Decoded { text: text.clone(), ..Decoded::default() }).unwrap();
        assert_eq!(document.text, "Titel\nErster & zweiter Satz.\n");
        let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Heading, Kind::Paragraph]);
        assert_eq!(document.place(0), Place { line: 3, column: None });
        assert_eq!(document.place(document.blocks[1].span.start + 9), Place { line: 5, column: None });
        assert_eq!(document.declared, Some("de-DE".parse().unwrap()));
        assert_eq!(document.markup, text);
    }

    #[test]
    fn a_page_with_nothing_to_see_has_no_blocks() {
        for text in ["", "<html></html>", "<script>x</script>", "\0"] {
            let document = read(Decoded { text: text.into(), ..Decoded::default() }).unwrap();
            assert_eq!(document.blocks, [], "{text:?}");
        }
    }

    #[test]
    fn numbers_of_footnotes_are_no_text() {
        let text = "<p>As expected.<sup><a href=\"#n1\">1</a></sup> The 2<sup>nd</sup> of m<sup>2</sup>.</p>";
        let document = read(Decoded { text: text.into(), ..Decoded::default() }).unwrap();
        assert_eq!(document.text.trim(), "As expected. The 2nd of m2.");
    }
}
