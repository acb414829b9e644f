//! Pages of many sites -> what recurs over the pages of each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::site::Site;
use crate::bitext::Document;
use crate::lang::Lang;

/// Most different lines that are remembered over all sites, 16 bytes each. When there are more, those seen on
/// one page only are forgotten; when that leaves too many, no new ones are taken up.
const MOST_LINES: usize = 2_000_000;

/// Which pages are of one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Across {
    /// Every page is looked at by itself.
    #[default]
    Nothing,
    /// Those in one folder; in one language, where the names tell languages. Where a folder is an article,
    /// `elections/fr.html`, the folder above it.
    Folder,
    /// Those whose address names one host, or a host below one that the configuration declares; by folder
    /// where there is no address.
    Host,
}

/// What recurs over the pages of each site of a run. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Sites(Arc<BTreeMap<String, Site>>);

/// What was learned is no setting: options are the same with it and without.
impl PartialEq for Sites {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Learns what recurs, a page at a time, in one pass with bounded memory.
#[derive(Debug)]
pub struct Learner<'a> {
    across: Across,
    /// Hosts that the configuration declares.
    declared: Vec<&'a str>,
    sites: BTreeMap<String, Site>,
    /// Lines of all sites.
    lines: usize,
}

impl<'a> Learner<'a> {
    pub(super) fn new(across: Across, declared: Vec<&'a str>) -> Self {
        Self { across, declared, sites: BTreeMap::new(), lines: 0 }
    }

    /// Adds a page.
    pub fn add(&mut self, page: &Document) {
        let Some(key) = key(page, self.across, self.declared.iter().copied()) else { return };
        let site = self.sites.entry(key).or_default();
        let before = site.lines();
        site.add(page);
        self.lines += site.lines() - before;
        if self.lines > MOST_LINES {
            self.sites.values_mut().for_each(Site::forget);
            self.lines = self.sites.values().map(Site::lines).sum();
            // Half of the room at least, so that it is not looked through for every page.
            if self.lines > MOST_LINES / 2 {
                self.sites.values_mut().for_each(Site::close);
            }
        }
    }

    /// What was learned.
    pub fn finish(self) -> Sites {
        Sites(Arc::new(self.sites))
    }
}

impl Sites {
    /// What is known of the site that a page is from.
    pub(super) fn of<'a>(
        &self,
        page: &Document,
        across: Across,
        declared: impl Iterator<Item = &'a str>,
    ) -> Option<&Site> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&key(page, across, declared)?)
    }
}

/// What the site of a page is called.
fn key<'a>(page: &Document, across: Across, mut declared: impl Iterator<Item = &'a str>) -> Option<String> {
    if across == Across::Nothing {
        return None;
    }
    if let Some(host) = page.url.as_deref().and_then(host).filter(|_| across == Across::Host) {
        let below = |site: &str| {
            let site = site.to_lowercase();
            (host == site || host.strip_suffix(&site).is_some_and(|rest| rest.ends_with('.'))).then_some(site)
        };
        let bare = host.strip_prefix("www.").unwrap_or(&host);
        return Some(declared.find_map(below).unwrap_or_else(|| bare.to_owned()));
    }
    let name = page.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_lang = |part: &str| {
        page.declared.is_some_and(|lang| part.parse::<Lang>().is_ok_and(|named| named.same_language(&lang)))
    };
    let folder = page.path.parent().unwrap_or(Path::new(""));
    let mut parts = name.split('.');
    let (folder, lang) = match parts.next().is_some_and(is_lang) {
        true => (folder.parent().unwrap_or(folder), true),
        false => (folder, parts.any(is_lang)),
    };
    let lang = page.declared.filter(|_| lang);
    Some(format!("{}\n{}", folder.display(), lang.as_ref().map_or("", Lang::primary)))
}

/// The host of an address, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    Some(host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, url: Option<&str>, lang: Option<&str>) -> Document {
        Document {
            path: path.into(),
            url: url.map(str::to_owned),
            declared: lang.map(|lang| lang.parse().unwrap()),
            ..Document::default()
        }
    }

    #[test]
    fn pages_of_one_site_have_one_key() {
        let of = |page: &Document, across| key(page, across, ["News.example.org"].into_iter()).unwrap();
        let host = |url| of(&page("a/b.html", Some(url), None), Across::Host);
        assert_eq!(host("https://www.example.com/a"), host("http://example.com:80/b"));
        assert_eq!(host("https://de.news.example.org/a"), "news.example.org");
        assert_ne!(host("https://de.example.com/a"), host("https://example.com/a"));
        let folder = |path, lang| of(&page(path, None, lang), Across::Folder);
        assert_eq!(folder("x/one.html", Some("fr")), folder("x/two.html", None));
        assert_eq!(folder("x/one/fr.html", Some("fr")), folder("x/two/fr.html", Some("fr")));
        assert_ne!(folder("x/one/fr.html", Some("fr")), folder("x/one/de.html", Some("de")));
        assert_ne!(folder("x/one.fr.html", Some("fr")), folder("x/one.de.html", Some("de")));
        assert_eq!(key(&page("x/a.html", None, None), Across::Nothing, [].into_iter()), None);
    }
}
