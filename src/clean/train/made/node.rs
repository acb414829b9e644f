//! A page as a tree of boxes and lines, and what becomes of it: markup, or lines alone.

use std::fmt::Write as _;

/// What a line is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Title,
    Heading,
    Small,
    Paragraph,
    Item,
    Quote,
    Cell,
    Caption,
    Code,
    Button,
}

/// A stretch of a line.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) link: bool,
    /// Keep, drop, of no account.
    pub(super) keep: Option<bool>,
}

/// A page, or a part of one.
#[derive(Clone)]
pub(super) enum Node {
    Box(&'static str, String, Vec<Node>),
    Line(Form, Vec<Part>),
}

/// How the paragraphs of a site are set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Setting {
    Paragraphs,
    Breaks,
    Divs,
}

pub(super) fn boxed(tag: &'static str, class: String, nodes: Vec<Node>) -> Node {
    Node::Box(tag, class, nodes)
}

pub(super) fn line(form: Form, text: impl Into<String>, keep: Option<bool>) -> Node {
    Node::Line(form, vec![Part { text: text.into(), link: false, keep }])
}

pub(super) fn link(form: Form, text: impl Into<String>, keep: Option<bool>) -> Node {
    Node::Line(form, vec![Part { text: text.into(), link: true, keep }])
}

/// Takes the names off all boxes.
pub(super) fn mute(nodes: &mut [Node]) {
    for node in nodes {
        if let Node::Box(_, class, inside) = node {
            class.clear();
            mute(inside);
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The markup of nodes, one after the other.
pub(super) fn html(nodes: &[Node], setting: Setting, title: &str, out: &mut String) {
    for node in nodes {
        match node {
            Node::Box(tag, class, inside) => {
                let _ = match class.is_empty() {
                    true => write!(out, "<{tag}>"),
                    false => write!(out, "<{tag} class=\"{class}\">"),
                };
                html(inside, setting, title, out);
                let _ = writeln!(out, "</{tag}>");
            }
            Node::Line(form, parts) => {
                let (open, close) = match (form, setting) {
                    (Form::Title, _) => (title, title),
                    (Form::Heading, _) => ("h3", "h3"),
                    (Form::Paragraph, Setting::Breaks) => ("", "br><br"),
                    (Form::Paragraph, Setting::Divs) | (Form::Small, _) => ("div", "/div"),
                    (Form::Paragraph | Form::Quote, _) => ("p", "/p"),
                    (Form::Item, _) => ("li", "/li"),
                    (Form::Cell, _) => ("td", "/td"),
                    (Form::Caption, _) => ("figcaption", "/figcaption"),
                    (Form::Code, _) => ("pre", "/pre"),
                    (Form::Button, _) => ("button", "/button"),
                };
                let heading = matches!(form, Form::Title | Form::Heading);
                if !open.is_empty() {
                    let _ = write!(out, "<{open}>");
                }
                for part in parts {
                    let text = escape(&part.text);
                    let _ = match part.link {
                        true => write!(out, "<a href=\"/x\">{text}</a>"),
                        false => write!(out, "{text}"),
                    };
                }
                let _ = match heading {
                    true => writeln!(out, "</{close}>"),
                    false => writeln!(out, "<{close}>"),
                };
            }
        }
    }
}

/// The letters of nodes, in order: how many that are no white space, and whether they are kept.
pub(super) fn letters(nodes: &[Node], out: &mut Vec<(usize, Option<bool>)>) {
    for node in nodes {
        match node {
            Node::Box(_, _, inside) => letters(inside, out),
            Node::Line(_, parts) => out.extend(
                parts
                    .iter()
                    .map(|part| (part.text.chars().filter(|c| !c.is_whitespace()).count(), part.keep)),
            ),
        }
    }
}

/// The text of nodes, in order.
pub(super) fn text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Box(_, _, inside) => text(inside, out),
            Node::Line(_, parts) => parts.iter().for_each(|part| out.push_str(&part.text)),
        }
    }
}

/// The lines of nodes, as they are left when the markup is thrown away.
pub(super) fn flat(nodes: &[Node], out: &mut Vec<(String, Option<bool>)>) {
    for node in nodes {
        match node {
            Node::Box(_, _, inside) => flat(inside, out),
            Node::Line(_, parts) => push(parts, out),
        }
    }
}

fn push(parts: &[Part], out: &mut Vec<(String, Option<bool>)>) {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let size = |keep: Option<bool>| -> usize {
        parts.iter().filter(|part| part.keep == keep).map(|part| part.text.chars().count()).sum()
    };
    let all = size(Some(true)) + size(Some(false)) + size(None);
    let keep = match (size(Some(true)), size(Some(false))) {
        (kept, _) if kept * 10 >= all * 9 => Some(true),
        (_, dropped) if dropped * 10 >= all * 9 => Some(false),
        _ => None,
    };
    if !text.is_empty() {
        out.push((text, keep));
    }
}
