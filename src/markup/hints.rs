//! What the elements around a block say of it: names, classes and ids.

/// Votes of the elements around a block, one bit each. None of them is proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hints(u32);

impl Hints {
    pub(crate) const NONE: Hints = Hints(0);
    /// Menus, breadcrumbs, pagination.
    pub(crate) const NAVIGATION: Hints = Hints(1);
    /// Site header.
    pub(crate) const HEADER: Hints = Hints(1 << 1);
    /// Site footer.
    pub(crate) const FOOTER: Hints = Hints(1 << 2);
    /// Side columns.
    pub(crate) const ASIDE: Hints = Hints(1 << 3);
    /// Forms, log-in, search.
    pub(crate) const FORM: Hints = Hints(1 << 4);
    /// Comments of readers.
    pub(crate) const COMMENT: Hints = Hints(1 << 5);
    /// Share and follow bars, newsletters.
    pub(crate) const SHARE: Hints = Hints(1 << 6);
    /// Links to other articles.
    pub(crate) const RELATED: Hints = Hints(1 << 7);
    /// Cookie and consent notices.
    pub(crate) const COOKIE: Hints = Hints(1 << 8);
    /// Advertisements and promotions.
    pub(crate) const ADVERT: Hints = Hints(1 << 9);
    /// Author, date, tags.
    pub(crate) const BYLINE: Hints = Hints(1 << 10);
    /// `article`, `main`, or a class that says the like.
    pub(crate) const ARTICLE: Hints = Hints(1 << 11);
    /// A paragraph element.
    pub(crate) const PARAGRAPH: Hints = Hints(1 << 12);
    /// A list.
    pub(crate) const LIST: Hints = Hints(1 << 13);
    /// A table.
    pub(crate) const TABLE: Hints = Hints(1 << 14);
    /// A figure or its caption.
    pub(crate) const FIGURE: Hints = Hints(1 << 15);
    /// Inside of `article`, `main` by element name.
    pub(crate) const MAIN: Hints = Hints(1 << 16);
    /// Number of bits in use.
    pub(crate) const COUNT: usize = 17;

    /// Whether any bit of `other` is set.
    pub(crate) fn any(self, other: Hints) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the bit of this number is set.
    pub(crate) fn bit(self, number: usize) -> bool {
        self.0 >> number & 1 == 1
    }

    /// Both.
    #[must_use]
    pub(crate) const fn with(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
}

/// What the name of an element says.
pub(super) fn of_name(name: &str) -> Hints {
    match name {
        "nav" | "menu" => Hints::NAVIGATION,
        "header" => Hints::HEADER,
        "footer" => Hints::FOOTER,
        "aside" => Hints::ASIDE,
        "form" | "button" | "label" | "fieldset" => Hints::FORM,
        "article" | "main" => Hints::ARTICLE.with(Hints::MAIN),
        "p" => Hints::PARAGRAPH,
        "ul" | "ol" | "dl" => Hints::LIST,
        "table" => Hints::TABLE,
        "figure" | "figcaption" => Hints::FIGURE,
        "address" | "time" => Hints::BYLINE,
        _ => Hints::NONE,
    }
}

/// Starts of words as they stand in classes and ids, lower case, with what they say.
const STARTS: &[(&str, Hints)] = &[
    ("menu", Hints::NAVIGATION),
    ("navi", Hints::NAVIGATION),
    ("navbar", Hints::NAVIGATION),
    ("breadcrumb", Hints::NAVIGATION),
    ("crumb", Hints::NAVIGATION),
    ("pagination", Hints::NAVIGATION),
    ("pager", Hints::NAVIGATION),
    ("toolbar", Hints::NAVIGATION),
    ("skip", Hints::NAVIGATION),
    ("header", Hints::HEADER),
    ("masthead", Hints::HEADER),
    ("topbar", Hints::HEADER),
    ("logo", Hints::HEADER),
    ("footer", Hints::FOOTER),
    ("copyright", Hints::FOOTER),
    ("colophon", Hints::FOOTER),
    ("legal", Hints::FOOTER),
    ("sidebar", Hints::ASIDE),
    ("aside", Hints::ASIDE),
    ("rail", Hints::ASIDE),
    ("widget", Hints::ASIDE),
    ("login", Hints::FORM),
    ("signup", Hints::FORM),
    ("search", Hints::FORM),
    ("popup", Hints::FORM),
    ("modal", Hints::FORM),
    ("overlay", Hints::FORM),
    ("comment", Hints::COMMENT),
    ("disqus", Hints::COMMENT),
    ("replies", Hints::COMMENT),
    ("respond", Hints::COMMENT),
    ("share", Hints::SHARE),
    ("sharing", Hints::SHARE),
    ("social", Hints::SHARE),
    ("follow", Hints::SHARE),
    ("facebook", Hints::SHARE),
    ("twitter", Hints::SHARE),
    ("newsletter", Hints::SHARE),
    ("subscri", Hints::SHARE),
    ("print", Hints::SHARE),
    ("related", Hints::RELATED),
    ("recommend", Hints::RELATED),
    ("similar", Hints::RELATED),
    ("teaser", Hints::RELATED),
    ("trending", Hints::RELATED),
    ("popular", Hints::RELATED),
    ("more", Hints::RELATED),
    ("outbrain", Hints::RELATED),
    ("taboola", Hints::RELATED),
    ("readmore", Hints::RELATED),
    ("latest", Hints::RELATED),
    ("cookie", Hints::COOKIE),
    ("consent", Hints::COOKIE),
    ("gdpr", Hints::COOKIE),
    ("advert", Hints::ADVERT),
    ("adsense", Hints::ADVERT),
    ("banner", Hints::ADVERT),
    ("promo", Hints::ADVERT),
    ("sponsor", Hints::ADVERT),
    ("byline", Hints::BYLINE),
    ("author", Hints::BYLINE),
    ("meta", Hints::BYLINE),
    ("dateline", Hints::BYLINE),
    ("timestamp", Hints::BYLINE),
    ("published", Hints::BYLINE),
    ("tags", Hints::BYLINE),
    ("article", Hints::ARTICLE),
    ("story", Hints::ARTICLE),
    ("entry", Hints::ARTICLE),
    ("content", Hints::ARTICLE),
    ("body", Hints::ARTICLE),
    ("post", Hints::ARTICLE),
    ("caption", Hints::FIGURE),
    ("gallery", Hints::FIGURE),
];

/// Short words that count only when they stand alone.
const WHOLE: &[(&str, Hints)] = &[
    ("nav", Hints::NAVIGATION),
    ("foot", Hints::FOOTER),
    ("side", Hints::ASIDE),
    ("ad", Hints::ADVERT),
    ("ads", Hints::ADVERT),
    ("date", Hints::BYLINE),
    ("time", Hints::BYLINE),
    ("tag", Hints::BYLINE),
    ("text", Hints::ARTICLE),
];

/// What a class or id says. Words are parted at anything that is no letter, and before a capital.
pub(super) fn of_class(value: &str) -> Hints {
    let mut hints = Hints::NONE;
    let mut word = String::new();
    let mut small = false;
    // Longer lists of classes are made by programs and say little.
    for c in value.chars().take(200).chain([' ']) {
        if !c.is_ascii_alphabetic() || (small && c.is_ascii_uppercase()) {
            hints = hints.with(of_word(&word));
            word.clear();
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
    hints
}

fn of_word(word: &str) -> Hints {
    if word.len() < 2 {
        return Hints::NONE;
    }
    let starts = STARTS.iter().filter(|(start, _)| word.starts_with(start));
    let whole = WHOLE.iter().filter(|(whole, _)| word == *whole);
    starts.chain(whole).fold(Hints::NONE, |hints, (_, more)| hints.with(*more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_out_of_classes() {
        for (class, hint) in [
            ("main-Menu2", Hints::NAVIGATION),
            ("siteFooter", Hints::FOOTER),
            ("js_related-links", Hints::RELATED),
            ("ad", Hints::ADVERT),
        ] {
            assert!(of_class(class).any(hint), "{class}");
        }
        for class in ["shadow", "grade", "candidates", "", "ä"] {
            assert_eq!(of_class(class), Hints::NONE, "{class}");
        }
    }
}
