//! How each side of a bead denies, and which denials find no answer on the other side.
//!
//! Words that deny are read off the lists of the language record. In languages of negative concord all those of a
//! clause are one denial (`никто ничего не знал`). A denial is answered by one of the other side that stands where
//! its neighbours' counterparts do.

use super::cover::coverage::Coverage;
use super::sides::Sides;
use super::words::{Kind, Token, Words};
use crate::bitext::Span;

/// The denials of both sides of a bead.
#[derive(Debug)]
pub(super) struct Answers {
    /// A word of the translation that wants a denial beside it and has none.
    pub(super) broken: Option<usize>,
    /// Those of the original without an answer.
    pub(super) lost: Vec<Lost>,
    /// Those of the translation without one.
    pub(super) won: Vec<Lost>,
}

/// The denials of every bead; `None` where a side is empty, and an empty list where a language has no words for them.
pub(super) fn of(sides: &Sides<'_>, covers: &[Option<Coverage>]) -> Vec<Option<Answers>> {
    let known = |words: &Words<'_>| !words.language.words.negators.is_empty();
    if sides.bitext.is_alone() || !known(&sides.source) || !known(&sides.target) {
        return Vec::new();
    }
    let mut all: Vec<Option<Answers>> = sides.bitext.beads().iter().map(|_| None).collect();
    for pair in sides.pairs().filter(|pair| pair.source.len().max(pair.target.len()) <= LONGEST) {
        let mut had = Denial::of(&sides.source, pair.source);
        let mut has = Denial::of(&sides.target, pair.target);
        let (mut lost, mut won) = (Vec::new(), Vec::new());
        if !had.groups.is_empty() || !has.groups.is_empty() {
            had.soften(&sides.source, pair.source);
            has.soften(&sides.target, pair.target);
            let place = |tokens: &[Token], span: Span| {
                tokens
                    .partition_point(|token| token.span.end <= span.start)
                    .min(tokens.len().saturating_sub(1))
            };
            let joined = covers.get(pair.number).and_then(Option::as_ref);
            let joined = joined.map_or(&[][..], |cover| &cover.links);
            let mut links: Vec<(usize, usize)> =
                joined.iter().map(|link| (place(pair.source, link.0), place(pair.target, link.1))).collect();
            let waits = |words: &Words<'_>, tokens: &[Token], at: usize| {
                tokens.get(at).is_some_and(|token| UNTIL.contains(&words.lower(token)))
            };
            had.settle(&mut has, &links, |at| waits(&sides.source, pair.source, at));
            lost = had.unanswered(&has, &links);
            links.iter_mut().for_each(|link| *link = (link.1, link.0));
            won = has.unanswered(&had, &links);
        }
        if let Some(slot) = all.get_mut(pair.number) {
            *slot = Some(Answers { broken: has.broken, lost, won });
        }
    }
    all
}

/// Words that say a denial together with one: `not until` is `erst`.
const UNTIL: &[&str] = &[
    "until", "till", "before", "erst", "jusqu", "hasta", "até", "finché", "fino", "до", "пока", "лишь",
    "dopiero", "teprve", "až", "才", "tot",
];

/// Tokens of a side beyond which it is a page, and no sentence: every denial is looked for among all others.
const LONGEST: usize = 400;

/// How one side of a bead denies.
#[derive(Debug, Default)]
pub(super) struct Denial {
    /// Places of the words that deny, a list a denial.
    groups: Vec<Vec<usize>>,
    /// Places of words that may say the same: `without`, `unable`.
    soft: Vec<usize>,
    /// Whether a word of them says the same as one of the other side.
    settled: bool,
    /// Tokens of the side.
    length: usize,
    /// Whether the verb stands last in its language.
    last: bool,
    /// A word that wants a denial beside it stands without one: `никто знал`.
    broken: Option<usize>,
}

/// A denial without an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lost {
    /// Place of its first word.
    pub(super) at: usize,
    /// Whether nothing near could say it but denials that answer others.
    pub(super) taken: bool,
    /// Whether nothing near could say it at all.
    pub(super) bare: bool,
    /// Whether nothing else of the other side denies.
    pub(super) alone: bool,
}

/// Languages in which several words of a clause deny once.
const CONCORD: &[&str] = &[
    "fr", "es", "it", "pt", "ca", "ro", "pl", "cs", "sk", "ru", "uk", "be", "bg", "hr", "sr", "sl", "el",
    "hu",
];
/// Languages whose verb stands at the end of the clause, and says there whether it is denied.
const VERB_LAST: &[&str] = &["ja", "ko", "tr", "hi"];
/// Tokens between the words of one denial, at most, where it is of one clause.
const CLAUSE: usize = 9;
/// Tokens between a denial and the words by which its answer is looked for.
const NEAR: usize = 6;
/// How far around these an answer may stand, and around the same share of the way where no word tells: tokens at
/// least, and share of the other side. Set by hand, as those above, and measured in `docs/rules.md`.
const REACH: (f32, f32) = (6.0, 0.2);
const BLIND: (f32, f32) = (8.0, 0.4);

impl Denial {
    /// Reads a run of tokens.
    pub(super) fn of(words: &Words<'_>, tokens: &[Token]) -> Self {
        let lists = &words.language.words;
        let last = VERB_LAST.contains(&words.language.tag);
        let mut denial = Denial { length: tokens.len(), last, ..Denial::default() };
        let mut found: Vec<usize> = (0..tokens.len()).filter(|&at| denies(words, tokens, at)).collect();
        let idles = |&at: &usize| lists.idle.iter().any(|phrase| idle(words, tokens, at, phrase));
        // `no doubt` denies nothing, but may answer `ohne Zweifel`.
        denial.soft.extend(found.extract_if(.., |at| idles(at)));
        if words.language.tag == "fr" {
            french(words, tokens, &mut found);
        }
        let concord = CONCORD.contains(&words.language.tag);
        for &at in &found {
            let joins = denial.groups.last().and_then(|group| group.last()).is_some_and(|&last| {
                let between = &tokens[last + 1..at];
                let clause = between.len() <= CLAUSE && !between.iter().any(|token| parts(words, token));
                let pair = matches!(words.lower(&tokens[at]), "nor" | "ni" | "ani" | "né" | "nem" | "ні");
                concord && clause || pair && at < last + 12 || at == last + 1
            });
            match denial.groups.last_mut() {
                Some(group) if joins => group.push(at),
                _ => denial.groups.push(vec![at]),
            }
        }
        denial.broken = broken(words, tokens);
        denial
    }

    /// Looks for words that may say a denial in another way.
    fn soften(&mut self, words: &Words<'_>, tokens: &[Token]) {
        let lists = &words.language.words;
        let soft = |at: usize| match tokens[at].kind {
            Kind::Word => {
                let word = words.lower(&tokens[at]);
                let first = word.as_bytes().first();
                // `неделя` is a week.
                let mut other = lists.denials.iter().filter_map(|form| form.strip_prefix('!'));
                if other.any(|form| stands(word, form)) {
                    return false;
                }
                // Of two hundred forms few start like the word: the others are not taken apart.
                let mut near = lists
                    .denials
                    .iter()
                    .filter(|form| form.starts_with('-') || form.as_bytes().first() == first);
                near.any(|form| {
                    form.split(' ').enumerate().all(|(offset, part)| {
                        tokens.get(at + offset).is_some_and(|token| says(words.lower(token), part))
                    })
                })
            }
            Kind::Glyph => lists.denials.iter().any(|form| {
                let text = words.document().get(tokens[at].span.start..);
                text.is_some_and(|text| reach(text, form).is_some())
            }),
            _ => false,
        };
        let groups = &self.groups;
        let denies = |at: &usize| groups.iter().any(|group| group.contains(at));
        self.soft.extend((0..tokens.len()).filter(|at| soft(*at) && !denies(at)));
    }

    /// Takes off what says the same on both sides in other words (`bestritten` and `denied`): it answers nothing else.
    /// Not where the word of this side `waits` for a denial.
    fn settle(&mut self, other: &mut Self, links: &[(usize, usize)], waits: impl Fn(usize) -> bool) {
        for (here, there) in links.iter().filter(|link| !waits(link.0)) {
            let own = self.soft.iter().position(|place| place == here);
            let its = other.soft.iter().position(|place| place == there);
            if let (Some(own), Some(its)) = (own, its) {
                self.soft.swap_remove(own);
                other.soft.swap_remove(its);
                (self.settled, other.settled) = (true, true);
            }
        }
    }

    /// The denials of this side that the other does not answer. `links` joins places of this side with those of
    /// the other.
    pub(super) fn unanswered(&self, other: &Self, links: &[(usize, usize)]) -> Vec<Lost> {
        let mut used = vec![false; other.groups.len()];
        let mut lost = Vec::new();
        for group in &self.groups {
            let (Some(&at), Some(&last)) = (group.first(), group.last()) else { continue };
            // Where the verb stands last, its denial does.
            let (from, mut to) = window(at, last, self.length, other.length, links);
            if self.last || other.last {
                to = to.max(from + other.length * 2 / 3);
            }
            let within = |place: usize| (from..=to).contains(&place);
            let centre = (from + to) / 2;
            let answer = other
                .groups
                .iter()
                .enumerate()
                .filter(|(number, group)| !used[*number] && group.iter().any(|&place| within(place)))
                .min_by_key(|(_, group)| group.iter().map(|place| place.abs_diff(centre)).min());
            match answer {
                Some((number, _)) => used[number] = true,
                None => lost.push(Lost {
                    at,
                    taken: !other.soft.iter().any(|&place| within(place)),
                    bare: !other.soft.iter().any(|&place| within(place))
                        && !other.groups.iter().flatten().any(|&place| within(place)),
                    alone: other.groups.is_empty() && other.soft.is_empty() && !other.settled,
                }),
            }
        }
        // As many on both sides: one stands elsewhere.
        let spare = used.iter().filter(|used| !**used).count();
        lost.truncate(lost.len().saturating_sub(spare));
        lost
    }
}

/// Where the other side answers what stands at `at` to `last`: around the counterparts of its neighbours, or else
/// at about the same share of the way.
fn window(at: usize, last: usize, length: usize, other: usize, links: &[(usize, usize)]) -> (usize, usize) {
    let near: Vec<usize> =
        links.iter().filter(|link| link.0 + NEAR >= at && link.0 <= last + NEAR).map(|link| link.1).collect();
    let reach = breadth(REACH, other) as usize;
    if near.len() >= 2 {
        let mut order = near.clone();
        order.sort_unstable();
        let (low, high) = (order[order.len() / 4], order[(3 * order.len()) / 4]);
        return (low.saturating_sub(reach), high + reach);
    }
    let centre = (at + last) as f32 / 2.0 / length.max(1) as f32 * other as f32;
    let reach = breadth(BLIND, other);
    ((centre - reach).max(0.0) as usize, (centre + reach) as usize)
}

/// Tokens on either side: the least, or a share of the other side's length.
fn breadth((least, share): (f32, f32), length: usize) -> f32 {
    least.max(share * length as f32)
}

/// Whether a token parts two clauses.
fn parts(words: &Words<'_>, token: &Token) -> bool {
    token.kind == Kind::Mark
        && matches!(words.of(token), "," | ";" | ":" | "." | "–" | "—" | "(" | ")" | "!" | "?")
}

/// `ne ... pas`: of a pair one counts; `ne ... que` denies nothing, and a `pas` by itself is a step.
fn french(words: &Words<'_>, tokens: &[Token], found: &mut Vec<usize>) {
    let small = |at: &usize| matches!(words.lower(&tokens[*at]), "ne" | "n");
    let ends = |from: usize| {
        let rest = &tokens[from + 1..];
        rest.iter().position(|token| parts(words, token)).map_or(tokens.len(), |length| from + 1 + length)
    };
    let all = found.clone();
    found.retain(|at| {
        if small(at) {
            // `ne ... que` is only, `plus qu'il ne faut` a wish; a full word behind it counts instead. By itself it
            // denies beside a few verbs.
            let end = ends(*at);
            let full = all.iter().any(|other| other > at && *other < end && !small(other));
            let verb = tokens.get(*at + 1).is_some_and(|verb| {
                ["peu", "pou", "sai", "sau", "sav", "os", "cess"]
                    .iter()
                    .any(|stem| words.lower(verb).starts_with(stem))
            });
            let more = |token: &Token| matches!(words.lower(token), "que" | "qu");
            return !full && verb && !tokens[*at + 1..end].iter().any(more)
                || !full && tokens[*at + 1..end].iter().any(|token| words.lower(token) == "plus");
        }
        // `pas` after an article is a step.
        let article = at.checked_sub(1).is_some_and(|left| {
            matches!(
                words.lower(&tokens[left]),
                "un" | "le" | "ce" | "premier" | "ces" | "les" | "des" | "chaque"
            )
        });
        words.lower(&tokens[*at]) != "pas" || !article
    });
}

/// A pronoun of negative concord in a clause whose verb is not denied; Russian, Ukrainian, Polish and Czech.
fn broken(words: &Words<'_>, tokens: &[Token]) -> Option<usize> {
    let (pronouns, particle): (&[&str], &[&str]) = match words.language.tag {
        "ru" => (
            &["никто", "никогда", "ничто", "никого", "никому", "нигде", "никуда"],
            &["не", "нет", "нельзя", "ни"],
        ),
        "uk" => (
            &["ніхто", "ніколи", "ніщо", "нікого", "нікому", "ніде", "нікуди"],
            &["не", "нема", "немає", "ні"],
        ),
        "pl" => (&["nikt", "nigdy", "nikogo", "nikomu", "nigdzie"], &["nie", "bez", "ani", "brak"]),
        "cs" => (&["nikdo", "nikdy", "nikoho", "nikomu", "nikde"], &["ne", "bez", "ani"]),
        _ => return None,
    };
    let at = tokens.iter().position(|token| words.is_in(token, pronouns))?;
    let denied = tokens.iter().enumerate().any(|(other, token)| {
        let lower = words.lower(token);
        other != at && (particle.contains(&lower) || token.is_word() && lower.starts_with(particle[0]))
    });
    // A sentence without a verb says it alone: `как никогда`, `никто`.
    let verb = tokens.len() >= 5
        && !tokens[at.saturating_sub(1)..at].iter().any(|token| {
            matches!(words.lower(token), "как" | "чем" | "як" | "ніж" | "jak" | "niż" | "jako" | "než")
        });
    (verb && !denied).then_some(at)
}

/// Whether a word is one of the list, where `un-` is a stem and `-los` an ending; of short ones something has to follow.
fn says(word: &str, form: &str) -> bool {
    let letters = |text: &str| text.chars().count();
    let long = |part: &str| letters(word) >= letters(part) + if letters(part) <= 3 { 3 } else { 0 };
    match (form.strip_suffix('-'), form.strip_prefix('-')) {
        (Some(stem), _) => word.starts_with(stem) && long(stem),
        (_, Some(end)) => word.ends_with(end) && long(end),
        _ => word == form,
    }
}

/// Whether the token at `at` is part of a phrase.
fn idle(words: &Words<'_>, tokens: &[Token], at: usize, phrase: &str) -> bool {
    if tokens[at].kind == Kind::Glyph {
        let mut starts = (0..phrase.chars().count()).filter_map(|before| tokens.get(at.checked_sub(before)?));
        return starts.any(|first| {
            words.document().get(first.span.start..).is_some_and(|text| {
                reach(text, phrase).is_some_and(|reach| first.span.start + reach > tokens[at].span.start)
            })
        });
    }
    let word = words.lower(&tokens[at]);
    phrase.split(' ').enumerate().filter(|(_, part)| *part != "*" && stands(word, part)).any(|(before, _)| {
        at.checked_sub(before).is_some_and(|first| {
            phrase.split(' ').enumerate().all(|(offset, part)| {
                tokens.get(first + offset).is_some_and(|token| stands(words.lower(token), part))
            })
        })
    })
}

/// How many bytes of a text spell a form at its start; a text of single spaces between its characters, as tokenised
/// ones are, spells it too.
fn reach(text: &str, form: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    let mut end = 0;
    for (number, wanted) in form.chars().enumerate() {
        let (at, c) = rest.next().filter(|next| number == 0 || next.1 != ' ').or_else(|| rest.next())?;
        if c != wanted {
            return None;
        }
        end = at + c.len_utf8();
    }
    Some(end)
}

/// Whether a word is a part of a phrase: `не переста-` holds a stem, `бы * ни` any word.
fn stands(word: &str, part: &str) -> bool {
    let stem = part.strip_suffix('-').filter(|stem| !stem.is_empty());
    part == "*" || stem.map_or(word == part, |stem| word.starts_with(stem))
}

/// Whether a word counts what follows: `No 25`, `No. 25`.
fn is_number_sign(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let of = |at: usize| tokens.get(at).map_or("", |token| words.of(token));
    let number = |at: usize| of(at).starts_with(|c: char| c.is_ascii_digit());
    of(at) == "No" && (number(at + 1) || matches!(of(at + 1), "." | "º" | "°") && number(at + 2))
}

/// Whether a token denies.
fn denies(words: &Words<'_>, tokens: &[Token], at: usize) -> bool {
    let list = words.language.words.negators;
    let token = &tokens[at];
    match token.kind {
        Kind::Word => {
            let lower = words.lower(token);
            // `e. n.` is an abbreviation.
            let short = lower == "n" && tokens.get(at + 1).is_some_and(|next| words.of(next) == ".");
            !is_number_sign(words, tokens, at) && !short && list.iter().any(|form| stands(lower, form))
                || words.language.tag == "en" && lower.ends_with("n't")
        }
        Kind::Glyph => {
            let text = words.document().get(token.span.start..).unwrap_or("");
            let before = at.checked_sub(1).map_or("", |left| words.of(&tokens[left]));
            let starts = |list: &[&str]| list.iter().any(|form| reach(text, form).is_some());
            match words.language.tag {
                "ja" => {
                    // `一つずつ`, `必ず`, `まず`, `はず`, `わずか`; and `しかない` says `only` (`気づかない` denies).
                    let counts = text.starts_with('ず')
                        && (reach(text, "ずつ").is_some()
                            || matches!(before, "必" | "ま" | "は" | "わ" | "ず"));
                    // `なく` in `なければ` starts one denial, not two.
                    let only = words.document()[..token.span.start].ends_with("しか");
                    !counts
                        && !only
                        && (starts(list) || starts(&["なかっ", "なく", "ず", "ません", "なけ", "ぬ"]))
                }
                _ => starts(list) && !list.iter().any(|form| form.chars().count() == 1 && *form == before),
            }
        }
        _ => false,
    }
}
