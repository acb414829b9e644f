//! What the head of a page says of it: title, language and address.

use dom_query::NodeRef;

/// What was found, by where it stands.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `lang` of the root element.
    pub(super) lang: Option<String>,
    /// The language that the metadata name.
    pub(super) meta_lang: Option<String>,
    /// What `title` says.
    pub(super) title: Option<String>,
    /// The canonical address.
    pub(super) canonical: Option<String>,
    /// The address that the metadata name.
    pub(super) meta_url: Option<String>,
}

impl Head {
    /// Reads the element, if it is one; of several the first title counts.
    pub(super) fn read(&mut self, node: NodeRef<'_>) {
        if !node.has_name("head") {
            return;
        }
        for child in node.children_it(false) {
            let Some(element) = child.element_ref() else { continue };
            let attribute = |name: &str| element.attr(name).map(|value| value.trim().to_owned());
            match &*element.name.local {
                "title" if self.title.is_none() => {
                    let title = child.text().split_whitespace().collect::<Vec<_>>().join(" ");
                    self.title = Some(title).filter(|title| !title.is_empty());
                }
                "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    self.canonical = attribute("href").filter(|href| href.starts_with("http"));
                }
                "meta" => {
                    let key = attribute("property")
                        .or_else(|| attribute("http-equiv"))
                        .or_else(|| attribute("name"));
                    match key.unwrap_or_default().to_ascii_lowercase().as_str() {
                        "og:locale" | "content-language" => self.meta_lang = attribute("content"),
                        "og:url" => {
                            self.meta_url = attribute("content").filter(|url| url.starts_with("http"))
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}
