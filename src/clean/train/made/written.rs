//! Pages that were written by hand for this, `data/pages/*.page`, in a notation that says of each line what it is.
//!
//! ```text
//! title Window title | Site
//! <div class>                     opens a box: tag and class or id
//! </>                             closes the innermost one
//! p+ Text with a [[link]] in it   a line: form, `+` keep, `-` drop or `?` of no account, then the text
//! ```

use std::path::Path;

use super::kinds::Draft;
use super::node::{Form, Node, Part, boxed};

const FORMS: &[(&str, Form)] = &[
    ("h1", Form::Title),
    ("h2", Form::Heading),
    ("h3", Form::Heading),
    ("h4", Form::Heading),
    ("p", Form::Paragraph),
    ("li", Form::Item),
    ("q", Form::Quote),
    ("td", Form::Cell),
    ("cap", Form::Caption),
    ("code", Form::Code),
    ("div", Form::Small),
    ("small", Form::Small),
    ("btn", Form::Button),
];
const TAGS: &[&str] = &[
    "div", "header", "nav", "main", "article", "section", "aside", "footer", "ul", "ol", "table", "td",
    "figure", "form",
];

/// The pages of a folder, in the order of their names.
///
/// # Panics
/// If a page cannot be read or is not in the notation.
pub(super) fn pages(folder: &Path) -> Vec<Draft> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "page"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        parse(&std::fs::read_to_string(path).unwrap())
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    };
    paths.iter().map(read).collect()
}

fn parse(text: &str) -> Result<Draft, String> {
    let mut title = String::new();
    // Boxes that are open, the page itself first.
    let mut open: Vec<(&'static str, String, Vec<Node>)> = vec![("div", String::new(), Vec::new())];
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let fault = |what: &str| format!("line {}: {what}", number + 1);
        if let Some(told) = line.strip_prefix("title ") {
            told.trim().clone_into(&mut title);
        } else if line.starts_with("</") {
            let closed = open.pop().filter(|_| !open.is_empty()).ok_or(fault("no box is open"))?;
            open.last_mut().ok_or(fault("no box is open"))?.2.push(closed_box(closed));
        } else if let Some(inside) = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            let (tag, class) = inside.split_once(' ').unwrap_or((inside, ""));
            let class = class.trim_start_matches("id=");
            let tag = TAGS.iter().find(|known| **known == tag).ok_or(fault("no such tag"))?;
            open.push((tag, class.replace('"', ""), Vec::new()));
        } else if !line.is_empty() {
            let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
            let keep = match mark.chars().last() {
                Some('+') => Some(true),
                Some('-') => Some(false),
                Some('?') => None,
                _ => return Err(fault("no `+`, `-` or `?`")),
            };
            let form = mark.trim_end_matches(['+', '-', '?']);
            let form = FORMS.iter().find(|known| known.0 == form).ok_or(fault("no such form"))?.1;
            open.last_mut().ok_or(fault("no box is open"))?.2.push(Node::Line(form, parts(text, keep)));
        }
    }
    while open.len() > 1 {
        let closed = open.pop().unwrap_or_default();
        if let Some(outer) = open.last_mut() {
            outer.2.push(closed_box(closed));
        }
    }
    let Node::Box(_, _, nodes) = closed_box(open.pop().unwrap_or_default()) else {
        return Err("nothing is in it".into());
    };
    Ok(Draft { title, nodes })
}

/// A box as a parser of HTML would read it: cells stand in a table, and a table holds nothing else.
fn closed_box((tag, class, mut nodes): (&'static str, String, Vec<Node>)) -> Node {
    if tag == "table" && nodes.iter().all(|node| matches!(node, Node::Line(Form::Cell, _))) {
        return boxed(tag, class, nodes);
    }
    for node in &mut nodes {
        if let Node::Line(form @ Form::Cell, _) = node {
            *form = Form::Small;
        }
    }
    boxed(if matches!(tag, "table" | "td") { "div" } else { tag }, class, nodes)
}

/// The stretches of a line: links stand in `[[...]]`.
fn parts(text: &str, keep: Option<bool>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut push = |text: &str, link| {
        if !text.is_empty() {
            parts.push(Part { text: text.to_owned(), link, keep });
        }
    };
    for piece in text.split("]]") {
        let (plain, link) = piece.split_once("[[").unwrap_or((piece, ""));
        push(plain, false);
        push(link, true);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_pages_are_in_the_notation_and_keep_something() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/pages");
        if !folder.is_dir() {
            eprintln!("skipped: the package holds no pages");
            return;
        }
        for draft in pages(&folder) {
            let mut lines = Vec::new();
            super::super::node::flat(&draft.nodes, &mut lines);
            let count = |label| lines.iter().filter(|(_, keep)| *keep == Some(label)).count();
            assert!(!draft.title.is_empty() && count(true) >= 3 && count(false) >= 3, "{}", draft.title);
        }
    }

    #[test]
    fn a_table_holds_cells_and_nothing_else() {
        let shape = |text: &str| {
            let mut html = String::new();
            super::super::node::html(
                &parse(text).unwrap().nodes,
                super::super::node::Setting::Divs,
                "h1",
                &mut html,
            );
            html.split_whitespace().collect::<String>()
        };
        assert_eq!(shape("<table>\ntd+ x\n</>"), "<table><td>x</td></table>");
        assert_eq!(shape("<table>\ntd+ x\np+ y\n</>"), "<div><div>x</div><div>y</div></div>");
    }

    #[test]
    fn boxes_lines_and_links_are_read() {
        let draft = parse("title T | S\n<ul menu>\nli- [[Home]]\n</>\np+ He [[said]] so.\nsmall? x").unwrap();
        assert_eq!(draft.title, "T | S");
        let mut lines = Vec::new();
        super::super::node::flat(&draft.nodes, &mut lines);
        let told: Vec<_> = lines.iter().map(|(text, keep)| (text.as_str(), *keep)).collect();
        assert_eq!(told, [("Home", Some(false)), ("He said so.", Some(true)), ("x", None)]);
        assert!(parse("p Text").is_err() && parse("</>").is_err() && parse("<blink>").is_err());
    }
}
