//! What can be told without weights: lines that are boilerplate wherever they stand, and pages that are none.

use rustc_hash::FxHashMap;

use super::features::{Seen, main_stretch};
use super::keywords;
use super::line::{End, Line};
use crate::bitext::{Kind, Reason};
use crate::markup::Hints;

/// Lines at the foot of a page among which links to the neighbouring articles are looked for.
const FOOT: usize = 12;

/// Letters of a line that may be a label of the page and nothing else.
const MOST_LABEL: usize = 40;

/// For each line before or after the article that is a label of the page and nothing else: why it must go.
/// For pages that are known to have something around the article: a plain text may have such a heading.
pub(super) fn labels(seen: &[Seen], texts: &[&str]) -> Vec<Option<Reason>> {
    let prose = |one: &Seen| one.line.is_sentence() && one.line.separators == 0 && one.line.phrase.is_none();
    let first = seen.iter().position(prose).unwrap_or(seen.len());
    let last = seen.iter().rposition(prose).unwrap_or(0);
    let label = |at: usize| {
        let line = &seen[at].line;
        let alone = line.end == End::Open && line.stops == 0 && line.length < MOST_LABEL;
        (alone && (at < first || at > last)).then(|| keywords::label(texts[at])).flatten()
    };
    (0..seen.len()).map(label).collect()
}

/// How often each line stands on the page, by its hash.
fn repeats(seen: &[Seen]) -> FxHashMap<u64, usize> {
    let mut repeats = FxHashMap::default();
    for one in seen {
        *repeats.entry(one.line.hash).or_insert(0) += 1;
    }
    repeats
}

/// For each line why it must go, as far as this can be told by looking at it and around it.
pub(super) fn certain(seen: &[Seen], texts: &[&str]) -> Vec<Option<Reason>> {
    let mut reasons = vec![None; seen.len()];
    let repeats = repeats(seen);
    let prose = |at: usize| {
        let line = &seen[at].line;
        line.is_sentence() && line.separators == 0 && line.phrase.is_none()
    };
    let first = (0..seen.len()).find(|&at| prose(at));
    let last = (0..seen.len()).rev().find(|&at| prose(at));
    for (at, one) in seen.iter().enumerate() {
        let line = &one.line;
        let outside = first.is_some_and(|first| at < first) || last.is_some_and(|last| at > last);
        let label = line.end == End::Open && line.length < 150 && line.stops == 0;
        let trail = line.separators >= 2 || texts[at].contains("::");
        // A list of other articles may name this one, too: its own headline stays.
        let own = one.below == Some(0) && one.markup.is_some_and(|marks| marks.kind == Kind::Heading);
        let again = !own && repeats.get(&line.hash).is_some_and(|&count| count > 1);
        reasons[at] = if line.is_marks() {
            Some(Reason::Separator)
        } else if one.site.is_some_and(|share| share >= if line.is_sentence() { 0.6 } else { 0.5 }) {
            Some(Reason::Site)
        } else if label && again && (outside && !prose(at)) && first.is_some_and(|first| at < first) {
            Some(Reason::Header)
        } else if outside && line.phrase.is_some() {
            line.phrase
        } else if points_on(one, texts[at]) {
            Some(Reason::Related)
        } else if advertises(texts[at]) {
            Some(Reason::Widget)
        } else if !own && signs(line, texts[at]) {
            Some(Reason::Byline)
        } else if label && trail && outside {
            Some(
                line.votes
                    .reason()
                    .filter(|reason| *reason != Reason::Navigation)
                    .unwrap_or(Reason::Breadcrumb),
            )
        } else if label
            && one.markup.is_some_and(|marks| marks.hints.any(Hints::BYLINE))
            && line.date
            && line.length < 80
        {
            Some(Reason::Byline)
        } else {
            None
        };
    }
    neighbours(seen, texts, &mut reasons);
    if let Some(from) = comments(seen, texts, &reasons) {
        reasons[from..].iter_mut().for_each(|reason| *reason = reason.or(Some(Reason::Widget)));
    }
    reasons
}

/// Letters and digits of a line that says how many comments follow.
const MOST_COUNT: usize = 24;
/// Sentences and letters that an article has at least before its comments: a cookie notice and a deck have fewer.
const LEAST_BEFORE: (usize, usize) = (3, 250);

/// The line that says how many comments follow, `Comments (3)`, where it stands once, below an article: no text of the
/// page comes after it. Beside the byline it stands above the article.
fn comments(seen: &[Seen], texts: &[&str], reasons: &[Option<Reason>]) -> Option<usize> {
    let counts = |at: &usize| {
        let line = &seen[*at].line;
        line.length <= MOST_COUNT
            && (1..=4).contains(&line.digits)
            && !line.date
            && keywords::counts(texts[*at])
    };
    let mut found = (0..seen.len()).filter(counts);
    let (Some(at), None) = (found.next(), found.next()) else { return None };
    let prose = |one: &Seen| {
        let line = &one.line;
        line.is_sentence()
            && line.separators == 0
            && line.phrase.is_none()
            && one.below.is_none_or(|below| below > 0)
            && one.markup.is_none_or(|marks| marks.linked < 0.5)
    };
    let before = seen[..at].iter().zip(reasons).filter(|(one, reason)| reason.is_none() && prose(one));
    let (count, letters) =
        before.fold((0, 0), |(count, letters), (one, _)| (count + 1, letters + one.line.length));
    (count >= LEAST_BEFORE.0 && letters >= LEAST_BEFORE.1).then_some(at)
}

/// Letters of the label before a pointer to another article.
const MOST_POINTER: usize = 30;

/// Whether a line points to another article: `Read also: <headline>`, a link or without an end.
fn points_on(one: &Seen, text: &str) -> bool {
    let Some((label, headline)) = text.split_once([':', '：']) else { return false };
    let linked = one.markup.is_some_and(|marks| marks.linked > 0.5);
    let open = one.line.end == End::Open && one.line.stops == 0;
    label.len() <= 2 * MOST_POINTER
        && label.chars().count() <= MOST_POINTER
        && !headline.trim().is_empty()
        && (linked || open)
        && keywords::points(label)
}

/// Whether a line is an advertisement by its own word: `ADVERTISEMENT: ...`.
fn advertises(text: &str) -> bool {
    let Some((label, _)) = text.split_once([':', '：']) else { return false };
    label.len() <= 2 * MOST_POINTER && keywords::advertises(label.trim())
}

/// Words of the name of an author.
const NAMED: std::ops::RangeInclusive<usize> = 2..=4;
/// Words of a date.
const DATED: usize = 3;

/// Whether a line names an author and a date and says nothing else: `By Anna Berger, 3 April 2024`; no headline such as
/// `By 2030, China ...` or `Von Kabul nach Köln 2015`.
fn signs(line: &Line, text: &str) -> bool {
    if !line.date || line.end != End::Open || line.stops > 1 {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let by = words.next().unwrap_or("").to_lowercase();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = words.collect();
    let name = words.iter().position(number).unwrap_or(0);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let date = words[name..].iter().filter(|word| !number(word)).count();
    keywords::signs(&by) && NAMED.contains(&name) && words[..name].iter().all(capital) && date <= DATED
}

/// `PREV <headline>` and `NEXT <headline>` at the foot. A sentence may start with "Next": they count only as
/// a pair, or in capitals.
fn neighbours(seen: &[Seen], texts: &[&str], reasons: &mut [Option<Reason>]) {
    let foot = seen.len().saturating_sub(FOOT)..seen.len();
    let side = |at: usize| direction(texts[at]);
    for at in foot.clone() {
        let Some((forward, loud)) = side(at) else { continue };
        let paired = foot.clone().any(|other| {
            other != at && other.abs_diff(at) <= 3 && side(other).is_some_and(|(way, _)| way != forward)
        });
        if (paired || loud) && seen[at].line.length < 300 && seen[at].line.stops == 0 {
            reasons[at] = Some(Reason::Related);
        }
    }
}

const BACKWARD: &[&str] = &[
    "prev", "previous", "précédent", "vorheriger", "zurück", "anterior", "precedente", "vorige", "poprzedni",
    "předchozí", "предыдущая", "предыдущий", "попередня", "προηγούμενο", "önceki", "السابق", "הקודם", "قبلی",
    "前の記事", "上一篇", "이전", "föregående", "forrige", "edellinen", "‹", "«", "←", "<<", "older",
];
const FORWARD: &[&str] = &[
    "next", "suivant", "nächster", "weiter", "siguiente", "seguinte", "próximo", "successivo", "volgende",
    "następny", "další", "следующая", "следующий", "наступна", "επόμενο", "sonraki", "التالي", "הבא", "بعدی",
    "次の記事", "下一篇", "다음", "nästa", "neste", "næste", "seuraava", "›", "»", "→", ">>", "newer",
];

/// Whether a line starts as a link to a neighbouring article: forward or not, and whether in capitals.
fn direction(text: &str) -> Option<(bool, bool)> {
    let word = text.split([' ', ':', '：', '\u{a0}']).next()?;
    let lower = word.to_lowercase();
    let loud = word.chars().count() >= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    let starts = |words: &[&str]| words.contains(&lower.as_str());
    match (starts(BACKWARD), starts(FORWARD)) {
        (true, _) => Some((false, loud)),
        (_, true) => Some((true, loud)),
        _ => None,
    }
}

/// Letters and digits that a title must share with a line for it to be the headline.
const LEAST_TITLE: usize = 10;

/// The line that is the headline, as far as the title of the page tells: the one that holds the most of it.
/// A page of which only lines are left has its title on the first line.
pub(super) fn titled(texts: &[&str], title: Option<&str>) -> Option<usize> {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(300).collect()
    };
    let from = usize::from(title.is_none());
    let title = letters(title.or(texts.first().copied())?);
    let mut best = None;
    for (at, text) in texts.iter().enumerate().skip(from).filter(|(_, text)| text.len() <= 3 * title.len()) {
        let line = letters(text);
        if line.len() >= LEAST_TITLE
            && line.len() * 3 >= title.len()
            && title.contains(&line)
            && best.is_none_or(|(_, most)| line.len() > most)
        {
            best = Some((at, line.len()));
        }
    }
    best.map(|(at, _)| at)
}

/// Blocks that may stand between a headline and the article: its author, its date, what shares it.
const MOST_BETWEEN: usize = 4;

/// The headline of a page of markup: the heading before the first sentence that is kept, where no sentence
/// and no other heading stands between them. It belongs to the article, however it is set.
pub(super) fn headline(seen: &[Seen], certain: &[Option<Reason>], kept: &[bool]) -> Option<usize> {
    let first =
        (0..seen.len()).find(|&at| kept[at] && certain[at].is_none() && seen[at].line.is_sentence())?;
    let heading = |at: &usize| seen[*at].markup.is_some_and(|marks| marks.kind == Kind::Heading);
    let at = (first.saturating_sub(MOST_BETWEEN + 1)..first)
        .rev()
        .take_while(|&at| heading(&at) || !seen[at].line.is_sentence())
        .find(heading)?;
    let marks = seen[at].markup?;
    let own = certain[at].is_none() && seen[at].line.votes.none() && marks.linked < 0.5;
    (own && !marks.hints.any(OUTSIDE)).then_some(at)
}

/// Whether this is an article with next to nothing around it, so that no sentence may go: most of its text
/// is in sentences, and short lines stand alone, as headings do, or few together.
pub(super) fn is_plain(seen: &[Seen], certain: &[Option<Reason>]) -> bool {
    let (mut told, mut all, mut run, mut longest, mut voted) = (0, 0, 0, 0, 0);
    for (one, _) in seen.iter().zip(certain).filter(|(_, reason)| reason.is_none()) {
        let line = &one.line;
        if one.site.is_some_and(|share| share >= 0.2) {
            return false;
        }
        if one.markup.is_some_and(|marks| marks.linked > 0.5 || marks.hints.any(OUTSIDE)) {
            return false;
        }
        let ended = line.end != End::Open || line.is_sentence();
        all += line.length;
        told += if ended { line.length } else { 0 };
        run = if ended { 0 } else { run + 1 };
        longest = longest.max(run);
        voted += usize::from(!ended && !line.votes.none());
    }
    all > 0
        && (told * 10 >= all * 8 && longest <= 2 && voted * 8 <= seen.len() || seen.len() <= 2 && voted == 0)
}

/// Elements that no article stands in.
const OUTSIDE: Hints = Hints::NAVIGATION
    .with(Hints::FOOTER)
    .with(Hints::COMMENT)
    .with(Hints::RELATED)
    .with(Hints::COOKIE)
    .with(Hints::SHARE);

/// For each line the best reason that can be given if the net leaves it out.
pub(super) fn reasons(seen: &[Seen]) -> impl Fn(usize) -> Reason {
    let (main, repeats) = (main_stretch(seen).0, repeats(seen));
    move |at| reason(&seen[at], at < main, repeats.get(&seen[at].line.hash).is_some_and(|&count| count > 1))
}

/// `early`: before the text of the page; `again`: not the only such line.
fn reason(one: &Seen, early: bool, again: bool) -> Reason {
    let line: &Line = &one.line;
    if one.site.is_some_and(|share| share >= 0.2) {
        return Reason::Site;
    }
    let votes = line.votes.reason();
    if let Some(marks) = one.markup {
        for (hint, reason) in [
            (Hints::COOKIE, Reason::Cookie),
            (Hints::NAVIGATION, Reason::Navigation),
            (Hints::COMMENT.with(Hints::FORM).with(Hints::ADVERT), Reason::Widget),
            (Hints::SHARE, Reason::Share),
            (Hints::RELATED, Reason::Related),
            (Hints::BYLINE, Reason::Byline),
            (Hints::FOOTER, votes.unwrap_or(Reason::Legal)),
            (Hints::HEADER, votes.unwrap_or(Reason::Header)),
            (Hints::ASIDE, votes.unwrap_or(Reason::Related)),
        ] {
            if marks.hints.any(hint) {
                return reason;
            }
        }
        if marks.kind == Kind::Heading && votes.is_none() && early {
            return Reason::Header;
        }
        if votes.is_none() && marks.linked > 0.6 {
            return if line.length > 30 { Reason::Related } else { Reason::Navigation };
        }
    }
    if let Some(reason) = votes {
        return reason;
    }
    if line.date && line.length < 60 {
        return Reason::Byline;
    }
    if line.separators > 0 && line.length < 120 {
        return Reason::Breadcrumb;
    }
    if again {
        return Reason::Repeated;
    }
    Reason::Outside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(texts: &[&str]) -> (Vec<Option<Reason>>, bool) {
        let seen: Vec<_> =
            texts.iter().map(|text| Seen { line: Line::new(text), ..Seen::default() }).collect();
        let certain = certain(&seen, texts);
        let plain = is_plain(&seen, &certain);
        (certain, plain)
    }

    const PROSE: &str = "The river rose again in the night, and nobody in the village had slept by morning.";

    #[test]
    fn header_thrice_lone_marks_and_neighbouring_articles_go() {
        let (reasons, plain) = look(&[
            "Example Post :: World",
            "Example Post :: World",
            "-",
            PROSE,
            "A heading of the article",
            PROSE,
            "-",
            "PREV Mayor forbids floods by decree.",
            "NEXT Why bread costs more",
        ]);
        let (header, marks, related) = (Some(Reason::Header), Some(Reason::Separator), Some(Reason::Related));
        assert_eq!(reasons, [header, header, marks, None, None, None, marks, related, related]);
        assert!(plain);
    }

    /// The reason for the last of some lines of an article.
    fn last(text: &str) -> Option<Reason> {
        *look(&[PROSE, PROSE, text]).0.last().unwrap()
    }

    #[test]
    fn no_text_of_the_page_comes_after_the_count_of_comments() {
        let widget = Some(Reason::Widget);
        let (below, _) = look(&[PROSE, PROSE, PROSE, PROSE, "Comments (3)", PROSE, "Reply"]);
        assert_eq!(below, [None, None, None, None, widget, widget, widget]);
        // Beside the byline, and twice: an index.
        let (above, _) = look(&["Comments (3)", PROSE, PROSE, PROSE, PROSE]);
        assert_eq!(above[1..], [None; 4]);
        let (twice, _) = look(&[PROSE, PROSE, PROSE, PROSE, "3 comments", PROSE, "5 comments", PROSE]);
        assert_eq!(twice[5], None);
    }

    #[test]
    fn pointers_advertisements_and_signatures_go_and_what_looks_like_them_stays() {
        for (text, reason) in [
            ("Read also: Why bread costs more", Reason::Related),
            ("VEA TAMBIÉN: Sube el precio del pan", Reason::Related),
            ("ANZEIGE: Jetzt Strom sparen und Angebot sichern.", Reason::Widget),
            ("By Anna Berger, 3 April 2024", Reason::Byline),
            ("Von Anna Berger | 03.04.2024", Reason::Byline),
        ] {
            assert_eq!(last(text), Some(reason), "{text}");
        }
        for text in [
            "Recommended: 16 GB of memory",
            "Next: Croatia",
            "Anzeige: Nachbar soll Hund vergiftet haben",
            "By 2030, China Will Overtake the Rest",
            "Von Kabul nach Köln: Flucht 2015",
            "Von der Leyen kündigt Klimaplan 2040 an",
        ] {
            assert_eq!(last(text), None, "{text}");
        }
    }

    #[test]
    fn the_heading_before_the_article_is_its_headline() {
        use super::super::features::Marks;
        let find = |texts: &[(&str, Kind)]| {
            let one = |(text, kind): &(&str, Kind)| Seen {
                line: Line::new(text),
                markup: Some(Marks { kind: *kind, ..Marks::default() }),
                ..Seen::default()
            };
            let seen: Vec<_> = texts.iter().map(one).collect();
            let kept: Vec<_> = texts.iter().map(|(text, _)| *text == PROSE).collect();
            headline(&seen, &vec![None; seen.len()], &kept)
        };
        let (title, body) = (("The river rose", Kind::Heading), (PROSE, Kind::Paragraph));
        assert_eq!(find(&[("Logo", Kind::Heading), title, ("3 May", Kind::Paragraph), body]), Some(1));
        let teaser =
            ("Nobody in the town knows, he says, what it is that they did there, and why.", Kind::Paragraph);
        assert_eq!(find(&[title, teaser, body]), None);
        assert_eq!(find(&[title]), None);
    }

    #[test]
    fn notices_around_the_article_go_and_talk_of_them_stays() {
        let notice = "Ми використовуємо файли cookie, щоб покращити роботу сайту";
        let (reasons, _) =
            look(&[notice, PROSE, "The site uses cookies, she said.", PROSE, "版权所有 © 2026 港口技术"]);
        assert_eq!(reasons, [Some(Reason::Cookie), None, None, None, Some(Reason::Legal)]);
    }

    #[test]
    fn a_sentence_that_starts_with_next_stays() {
        let (reasons, plain) = look(&[PROSE, "Next year, the bridge will be built."]);
        assert_eq!(reasons, [None, None]);
        assert!(plain);
    }

    #[test]
    fn a_page_with_a_menu_is_not_plain() {
        assert!(!look(&["Home", "News", "Sport", "Contact", PROSE, PROSE]).1);
        assert!(look(&["Kurz.", "Sehr kurz."]).1);
        assert!(look(&["一句话。"]).1);
    }
}
