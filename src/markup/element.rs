//! What elements are, wherever they stand: parts of a line or of the page, seen or hidden.

use dom_query::Element;

/// How an element takes part.
pub(super) enum Part {
    /// It and all below is left out.
    Hidden,
    /// It starts and ends a block.
    Block,
    /// It is part of a line; a word may go on across its border.
    Inline,
    /// Part of a line, but its text never grows together with its neighbour's.
    Apart,
    /// `br`.
    Break,
}

/// How the element of this name takes part.
pub(super) fn part(name: &str) -> Part {
    match name {
        "script" | "style" | "template" | "noscript" | "head" | "select" | "textarea" | "iframe"
        | "object" | "svg" | "math" | "audio" | "video" | "canvas" | "datalist" | "noframes" | "noembed"
        | "applet" => Part::Hidden,
        "br" => Part::Break,
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn"
        | "em" | "font" | "i" | "ins" | "kbd" | "mark" | "nobr" | "q" | "ruby" | "rb" | "rp" | "rt" | "s"
        | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var"
        | "wbr" => Part::Inline,
        "img" | "input" | "label" | "map" | "area" | "embed" | "picture" | "source" | "meter"
        | "progress" | "output" | "param" | "link" | "meta" => Part::Apart,
        _ => Part::Block,
    }
}

/// FNV-1a over the name of an element and the letters of its classes: the same on every machine.
pub(super) fn like(element: &Element) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().take(80).filter(|byte| !byte.is_ascii_digit()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(&element.name.local);
    for attribute in element.attrs.iter().filter(|attribute| &*attribute.name.local == "class") {
        add(&attribute.value);
    }
    hash
}

/// The element that a role stands for; empty for none.
pub(super) fn role(value: &str) -> &'static str {
    match value {
        "navigation" | "menu" | "menubar" => "nav",
        "banner" => "header",
        "contentinfo" => "footer",
        "complementary" => "aside",
        "search" | "dialog" | "alertdialog" => "form",
        "main" | "article" => "article",
        _ => "",
    }
}

/// Whether a style hides what it is put on.
pub(super) fn hides(style: &str) -> bool {
    let mut style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.make_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether the class of preformatted text says that it is code: letters and poems are preformatted, too.
pub(super) fn is_code(element: &Element) -> bool {
    /// Starts of classes that tools give to code.
    const CLASSES: [&str; 9] = [
        "code", "source", "highlight", "language-", "lang-", "prettyprint", "brush", "hljs", "literal-block",
    ];
    let classes = element.attr("class").unwrap_or_default();
    classes.split_ascii_whitespace().any(|class| CLASSES.iter().any(|start| class.starts_with(start)))
}

/// Whether a link leads to a place of its own page, as that of a footnote does.
pub(super) fn leads_down(element: &Element) -> bool {
    element.attr("href").is_some_and(|to| to.starts_with('#'))
}
