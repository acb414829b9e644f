//! Markup -> markup that is safe to parse: no bottomless nesting, no tag with a million attributes.
//!
//! html5ever looks through the open elements for many a tag, and through the attributes of a tag for each
//! attribute, so that nesting and attributes without bound cost quadratic time. Line breaks stay where they
//! are; markup within the limits is handed back as it is.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

/// Elements open at once, beyond which further ones are left out. Browsers stop at 512 (Blink).
pub(super) const MOST_OPEN: usize = 512;
/// Formatting elements open at once: each is opened anew in each paragraph until it is closed.
const MOST_FORMATTING: usize = 48;
/// Attributes of one tag.
pub(super) const MOST_ATTRIBUTES: usize = 128;

const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont",
];
/// End tags are often left out, and the parser closes them by itself.
const CLOSED_BY_THEMSELVES: [&str; 15] = [
    "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body",
    "colgroup",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose own end tag alone reaches past them: what is open around them stays open.
const WALLS: [&str; 3] = ["table", "template", "select"];
/// Inside of these a tag that ends in `/>` is closed; HTML itself takes no note of the slash.
const FOREIGN: [&str; 2] = ["svg", "math"];
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Leaves out what is nested or attributed beyond the limits, and bare carriage returns.
pub(super) fn guard(markup: &str) -> Cow<'_, str> {
    match without_bare_returns(markup) {
        Cow::Borrowed(markup) => within_limits(markup),
        Cow::Owned(markup) => Cow::Owned(within_limits(&markup).into_owned()),
    }
}

/// The parser counts a carriage return as a line, and nobody else does.
fn without_bare_returns(markup: &str) -> Cow<'_, str> {
    let bytes = markup.as_bytes();
    let bare = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(bare) {
        return Cow::Borrowed(markup);
    }
    let mut out = String::with_capacity(markup.len());
    let mut copied = 0;
    for at in memchr::memchr_iter(b'\r', bytes).filter(|&at| bare(at)) {
        out.push_str(&markup[copied..at]);
        out.push(' ');
        copied = at + 1;
    }
    out.push_str(&markup[copied..]);
    Cow::Owned(out)
}

fn within_limits(markup: &str) -> Cow<'_, str> {
    let mut scan = Scan {
        markup,
        copied: 0,
        out: String::new(),
        open: Vec::new(),
        formatting: Vec::new(),
        over: FxHashMap::default(),
    };
    let bytes = markup.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found;
        at = match bytes.get(at + 1) {
            Some(b'!') if markup[at..].starts_with("<!--") => after(bytes, at + 4, b"-->"),
            Some(b'!' | b'?') => after(bytes, at + 2, b">"),
            Some(b'/') if bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic) => scan.end_tag(at),
            Some(letter) if letter.is_ascii_alphabetic() => scan.start_tag(at),
            _ => at + 1,
        };
    }
    match scan.copied {
        0 => Cow::Borrowed(markup),
        _ => {
            scan.out.push_str(&markup[scan.copied..]);
            Cow::Owned(scan.out)
        }
    }
}

struct Scan<'a> {
    markup: &'a str,
    /// How much of the markup is in `out`.
    copied: usize,
    out: String,
    /// Names of the elements that are open, formatting elements apart: at most [`MOST_OPEN`].
    open: Vec<&'a [u8]>,
    /// The formatting elements that are open: at most [`MOST_FORMATTING`].
    formatting: Vec<&'a [u8]>,
    /// How many start tags of a name, in lower case, were left out and wait for their end tag.
    over: FxHashMap<Vec<u8>, usize>,
}

impl<'a> Scan<'a> {
    fn replace(&mut self, start: usize, end: usize, with: &str) {
        self.out.push_str(&self.markup[self.copied..start]);
        self.out.push_str(with);
        // Lines are counted by the parser: none may get lost.
        self.out.extend(self.markup[start..end].chars().filter(|&c| c == '\n'));
        self.copied = end;
    }

    /// Returns where to go on.
    fn end_tag(&mut self, start: usize) -> usize {
        let bytes = self.markup.as_bytes();
        let name = name(&bytes[start + 2..]);
        let (end, _) = attributes(bytes, start + 2 + name.len());
        if is(&VOID, name) || is(&CLOSED_BY_THEMSELVES, name) {
            return end;
        }
        if let Some(over) = self.over.get_mut(&name.to_ascii_lowercase()).filter(|over| **over > 0) {
            *over -= 1;
            self.replace(start, end, "");
        } else if is(&FORMATTING, name) {
            if let Some(found) = self.formatting.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                self.formatting.remove(found);
            }
        } else {
            self.close(name);
        }
        end
    }

    /// Closes the last element of that name, and what is open inside of it. An end tag without such an
    /// element closes nothing, as in the parser.
    fn close(&mut self, name: &[u8]) {
        let wall = is(&WALLS, name);
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.eq_ignore_ascii_case(name) {
                self.open.truncate(at);
                return;
            }
            if !wall && is(&WALLS, open) {
                return;
            }
        }
    }

    /// Returns where to go on.
    fn start_tag(&mut self, start: usize) -> usize {
        let markup: &'a str = self.markup;
        let bytes = markup.as_bytes();
        let name = name(&bytes[start + 1..]);
        let (end, cut) = attributes(bytes, start + 1 + name.len());
        let closed =
            bytes.get(end.wrapping_sub(2)) == Some(&b'/') && self.open.iter().any(|open| is(&FOREIGN, open));
        let raw = is(&RAW, name);
        if !is(&VOID, name) && !is(&CLOSED_BY_THEMSELVES, name) && !raw && !closed {
            let formatting = is(&FORMATTING, name);
            let (open, most) = match formatting {
                true => (&mut self.formatting, MOST_FORMATTING),
                false => (&mut self.open, MOST_OPEN),
            };
            if open.len() >= most {
                *self.over.entry(name.to_ascii_lowercase()).or_default() += 1;
                self.replace(start, end, if formatting { "" } else { "<br>" });
                return end;
            }
            open.push(name);
        }
        if let Some(cut) = cut {
            self.replace(cut, end, ">");
        }
        if raw && !closed { self.raw(name, end) } else { end }
    }

    /// Past the end tag of an element whose content is not markup.
    fn raw(&self, name: &[u8], from: usize) -> usize {
        let bytes = self.markup.as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
            at += found + 2;
            if bytes[at..].len() >= name.len() && bytes[at..at + name.len()].eq_ignore_ascii_case(name) {
                return at;
            }
        }
        // Never closed: the parser will take the rest as text too.
        bytes.len()
    }
}

/// The name that a tag starts with.
fn name(bytes: &[u8]) -> &[u8] {
    let len = bytes
        .iter()
        .position(|&byte| byte.is_ascii_whitespace() || byte == b'>' || byte == b'/')
        .unwrap_or(bytes.len());
    &bytes[..len]
}

fn is(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

/// Where the tag ends, and where its attributes are to be cut if they are too many.
fn attributes(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    let (mut at, mut count, mut cut) = (from, 0, None);
    // Inside of a name; after a name that may get a value.
    let (mut within, mut named) = (false, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, cut),
            // A value in quotes may hold anything.
            b'=' if named => {
                named = false;
                let value = bytes[at + 1..].iter().position(|byte| !byte.is_ascii_whitespace());
                match value.map(|skip| (at + 1 + skip, bytes[at + 1 + skip])) {
                    Some((open, quote @ (b'"' | b'\''))) => {
                        at = match memchr::memchr(quote, &bytes[open + 1..]) {
                            Some(found) => open + 1 + found,
                            None => bytes.len(),
                        };
                        within = false;
                    }
                    Some((value, _)) => at = value - 1,
                    None => at = bytes.len(),
                }
            }
            b'/' => (within, named) = (false, false),
            _ if byte.is_ascii_whitespace() => within = false,
            _ if !within => {
                (within, named) = (true, true);
                count += 1;
                if count == MOST_ATTRIBUTES + 1 {
                    cut = Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), cut)
}

/// One past the next `needle`, or the end.
fn after(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    // `<!-->` is a whole comment: the dashes of its start may be those of its end.
    let from = from.saturating_sub(2);
    memchr::memmem::find(&bytes[from..], needle).map_or(bytes.len(), |found| from + found + needle.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_ordinary_markup_alone() {
        let markup =
            "<!DOCTYPE html><p class=a title='x > y'>a<br/>b <!-- <div> --> <script>if (a<b) '</p>'</script>";
        assert!(matches!(guard(markup), Cow::Borrowed(_)));
    }

    #[test]
    fn flattens_what_is_nested_too_deeply_and_keeps_its_lines() {
        let markup = format!("{}text{}\nafter", "<div>\n".repeat(2000), "</div>".repeat(2000));
        let guarded = guard(&markup);
        assert_eq!(guarded.matches("<div>").count(), MOST_OPEN);
        assert_eq!(guarded.matches("</div>").count(), MOST_OPEN);
        assert_eq!(guarded.matches('\n').count(), 2001);
    }

    #[test]
    fn end_tags_without_their_element_and_slashes_close_nothing() {
        for unit in ["<div></x>", "<div/>", "<optgroup>", "<div><!</div>", "<div></x a='></div>'>"] {
            let markup = unit.repeat(2000);
            let name = &unit[..unit.len().min(4)];
            assert_eq!(guard(&markup).matches(name).count(), MOST_OPEN, "{unit}");
        }
        assert_eq!(guard(&"<b/>".repeat(2000)).matches("<b/>").count(), MOST_FORMATTING);
    }

    #[test]
    fn what_is_closed_does_not_count() {
        for unit in ["<br/><hr />", "<div><span></div>", "<select><optgroup><option>a</select>"] {
            assert!(matches!(guard(&unit.repeat(2000)), Cow::Borrowed(_)), "{unit}");
        }
        let drawing = format!("<svg>{}</svg>", "<path d='M 0 0'/>".repeat(2000));
        assert!(matches!(guard(&drawing), Cow::Borrowed(_)));
    }

    #[test]
    fn paragraphs_and_items_without_end_tag_do_not_count() {
        assert!(matches!(guard(&"<p>a<li>b<td>c".repeat(5000)), Cow::Borrowed(_)));
    }

    #[test]
    fn cuts_attributes_and_keeps_the_tag() {
        let markup = format!("<a {}>text</a>", "x=1 y='>' ".repeat(1000));
        let guarded = guard(&markup);
        assert_eq!(guarded.matches('=').count(), MOST_ATTRIBUTES);
        assert!(guarded.ends_with(">text</a>"));
    }

    #[test]
    fn a_bare_carriage_return_is_no_line() {
        assert_eq!(guard("a\rb\r\nc"), "a b\r\nc");
    }

    proptest::proptest! {
        #[test]
        fn any_text_goes_through(text in "(<[a-z/!-]{0,4}[ ='\"a]{0,3}>?|[\\r\\nä]){0,60}") {
            guard(&text);
        }
    }
}
