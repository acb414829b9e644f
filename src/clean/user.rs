//! What the user says of lines, over what we think of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sites::{Across, Learner, Sites, host};

/// What the user may change about cleaning. A pattern is part of a line, upper and lower case alike.
///
/// ```
/// use alinea::bitext::{Reason, Role};
/// use alinea::clean::{CleanOptions, clean};
///
/// let text = "Our podcast tells you more about this.\nThe river rose again in the night, and nobody slept.\n";
/// let document = alinea::read::read_bytes("page.txt".as_ref(), None, text.into(), false)?;
/// let options = CleanOptions { drop: vec!["our podcast".into()], ..CleanOptions::default() };
/// let cleaned = clean(document, &options);
/// assert_eq!(cleaned.blocks[0].role, Role::Boilerplate(Reason::User));
/// assert_eq!(cleaned.blocks[1].role, Role::Body);
/// # Ok::<(), alinea::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CleanOptions {
    /// Lines with one of these stay, whatever else is said of them.
    pub keep: Vec<String>,
    /// Lines with one of these go.
    pub drop: Vec<String>,
    /// More patterns for the pages of a host, as in `[clean.sites."example.org"]`; hosts below it count too.
    /// The address must be known: from the page itself, or from the record that holds it.
    pub sites: BTreeMap<String, Patterns>,
    /// Which pages are of one site: what recurs over them is no article. Every page is read once more for
    /// that.
    pub across: Across,
    /// What recurs over the pages of each site, once it is learned ([`CleanOptions::learner`]).
    #[serde(skip)]
    pub known: Sites,
}

impl CleanOptions {
    /// Learns what recurs over the sites, for [`CleanOptions::known`].
    ///
    /// ```
    /// use alinea::clean::{Across, CleanOptions, clean};
    ///
    /// let page = |number: usize| {
    ///     let text = format!("Our shop has new mugs.\nThe river rose by {number} feet, and nobody slept.\n");
    ///     let path = format!("site/{number}.txt");
    ///     alinea::read::read_bytes(path.as_ref(), None, text.into(), false)
    /// };
    /// let mut options = CleanOptions { across: Across::Folder, ..CleanOptions::default() };
    /// let mut learner = options.learner();
    /// for number in 1..9 {
    ///     learner.add(&page(number)?);
    /// }
    /// options.known = learner.finish();
    /// let cleaned = clean(page(4)?, &options);
    /// assert_eq!(cleaned.body().count(), 1);
    /// # Ok::<(), alinea::Error>(())
    /// ```
    pub fn learner(&self) -> Learner<'_> {
        Learner::new(self.across, self.hosts().collect())
    }

    /// The pattern, in lower case, that decides about a line of a page with this address, and whether it keeps
    /// the line.
    pub fn pattern(&self, text: &str, url: Option<&str>) -> Option<(bool, String)> {
        Wishes::new(self, url).verdict(text).map(|(keep, pattern)| (keep, pattern.to_owned()))
    }

    /// The hosts that have patterns of their own.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.sites.keys().map(String::as_str)
    }
}

/// Patterns for the pages of a host.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Patterns {
    /// Lines with one of these stay.
    pub keep: Vec<String>,
    /// Lines with one of these go.
    pub drop: Vec<String>,
}

/// The patterns that hold for one page, in lower case.
pub(super) struct Wishes {
    keep: Vec<String>,
    drop: Vec<String>,
}

impl Wishes {
    /// Those of a page with this address.
    pub(super) fn new(options: &CleanOptions, url: Option<&str>) -> Wishes {
        let host = url.and_then(host).unwrap_or_default();
        let of_host = |site: &&String| {
            let site = site.to_lowercase();
            host == site || host.strip_suffix(&site).is_some_and(|rest| rest.ends_with('.'))
        };
        let sites = || options.sites.iter().filter(|(site, _)| of_host(site)).map(|(_, patterns)| patterns);
        let lower = |pattern: &String| pattern.to_lowercase();
        // An empty pattern would stand in every line.
        let real = |pattern: &String| !pattern.is_empty();
        Wishes {
            keep: options
                .keep
                .iter()
                .chain(sites().flat_map(|site| &site.keep))
                .map(lower)
                .filter(real)
                .collect(),
            drop: options
                .drop
                .iter()
                .chain(sites().flat_map(|site| &site.drop))
                .map(lower)
                .filter(real)
                .collect(),
        }
    }

    /// Whether the user wants a line kept or dropped, and the pattern that says so; `None` where he says nothing
    /// of it.
    pub(super) fn verdict(&self, text: &str) -> Option<(bool, &str)> {
        if self.keep.is_empty() && self.drop.is_empty() {
            return None;
        }
        let lower = text.to_lowercase();
        let found = |patterns: &'_ [String]| patterns.iter().position(|pattern| lower.contains(pattern));
        match found(&self.keep) {
            Some(at) => Some((true, &self.keep[at])),
            None => found(&self.drop).map(|at| (false, self.drop[at].as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_a_host_hold_for_its_pages_alone() {
        let site = Patterns { drop: vec!["Zum Thema".into()], ..Patterns::default() };
        let options = CleanOptions {
            keep: vec!["Zum Thema Wasser".into(), String::new()],
            sites: [("Example.org".to_owned(), site)].into(),
            ..CleanOptions::default()
        };
        let here = Wishes::new(&options, Some("https://www.example.org:80/a"));
        assert_eq!(here.verdict("ZUM THEMA: Bahn"), Some((false, "zum thema")));
        assert_eq!(here.verdict("Zum Thema Wasser"), Some((true, "zum thema wasser")));
        assert_eq!(here.verdict("Anderes"), None);
        let there = Wishes::new(&options, Some("https://anexample.org/a"));
        assert_eq!(there.verdict("Zum Thema: Bahn"), None);
    }
}
