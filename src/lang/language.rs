//! The record of a language: what a language file fills in.

use super::script::Script;

/// All that the stages know of one language. Lists are lower case unless said; empty means "nothing known".
#[derive(Debug)]
pub struct Language {
    /// Primary subtag of BCP 47: `de`.
    pub tag: &'static str,
    /// ISO 639-3, as `whatlang` writes it: `deu`, `cmn`, `pes`.
    pub iso639_3: &'static str,
    /// English name: `German`.
    pub name: &'static str,
    /// Main script.
    pub script: Script,
    /// Where sentences end.
    pub splitting: Splitting,
    /// How marks are set.
    pub typography: Typography,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Words of the closed classes, and other word lists.
    pub words: Words,
}

/// What decides where a sentence ends. Abbreviations are written without their last full stop.
#[derive(Debug)]
pub struct Splitting {
    /// Abbreviations that never end a sentence: `dr`, `z.b`.
    pub never: &'static [&'static str],
    /// Abbreviations only before a number: `nr`, `s`, `art`.
    pub before_number: &'static [&'static str],
    /// Abbreviations that may end a sentence: `usw`, `etc`, `inc`; joined only if what follows does not start one.
    pub may_end: &'static [&'static str],
    /// Whether a full stop after a number may make it an ordinal: `23. Oktober`.
    pub ordinal_stop: bool,
    /// Words after an ordinal, months first: `oktober`, `jahrhundert`.
    pub after_ordinal: &'static [&'static str],
    /// Words before an ordinal: `am`, `im`, `der`.
    pub before_ordinal: &'static [&'static str],
    /// Words that start a sentence when capitalised after `U.S.` and the like: `the`, `der`.
    pub starters: &'static [&'static str],
    /// Sentence-final marks beyond those of all languages: `;` in Greek.
    pub more_final: &'static [char],
}

/// How marks are set.
#[derive(Debug)]
pub struct Typography {
    /// Pairs of quotation marks in use, the usual one first: `„` `“`.
    pub quotes: &'static [(&'static str, &'static str)],
    /// Marks that take a (no-break) space before them: `;:!?»` in French.
    pub space_before: &'static str,
}

/// How numbers are written.
#[derive(Debug)]
pub struct Numbers {
    /// Decimal mark.
    pub decimal: char,
    /// Marks between groups of three digits.
    pub group: &'static [char],
    /// Cardinal number words in lower case, with their value; as many as are unambiguous.
    pub words: &'static [(&'static str, u64)],
}

/// Word lists, lower case; several words with a space between them may stand as one entry. An apostrophe is written
/// `'`, and what is elided before a vowel stands without it: `l`, `qu`, `dell`.
#[derive(Debug)]
pub struct Words {
    /// The most frequent words of the closed classes: articles, pronouns, prepositions, conjunctions,
    /// auxiliaries, particles; about 80 to 150.
    pub function: &'static [&'static str],
    /// Words beside these that say little by themselves: auxiliaries and light verbs in their forms, pronouns and
    /// adverbs. Nobody misses a counterpart of theirs.
    pub light: &'static [&'static str],
    /// Those after which a clause cannot end: articles, prepositions that take a noun, coordinating
    /// conjunctions. A sentence whose last word is one of them is cut off, provided that it stands in lower
    /// case (`plan A` does not) and after a space (`dites-le` does not).
    pub open: &'static [&'static str],
    /// Letters of its words in lower case, foreign words that are at home in it included: those beyond a to z in
    /// Latin script, all of them in others; written down by hand; empty where nothing is known.
    pub letters: &'static str,
    /// Words that deny: `nicht`, `kein`, `keine`, `nie`.
    pub negators: &'static [&'static str],
    /// What may say the same in another way: words, stems (`fehl-`), endings (`-los`) and phrases of them
    /// (`far from`); in scripts without spaces characters. `!недел-` is none of them, whatever it starts like.
    pub denials: &'static [&'static str],
    /// Phrases in which a word that denies denies nothing: `nicht nur`; `*` is any word.
    pub idle: &'static [&'static str],
    /// Words that may stand twice in a row: `die`, `der` in German, `vous` in French.
    pub doubled: &'static [&'static str],
    /// Names of the months, January first; empty or twelve.
    pub months: &'static [&'static str],
}

impl Splitting {
    /// Nothing known: to fill the rest of a record with `..Splitting::NONE`.
    pub const NONE: Splitting = Splitting {
        never: &[],
        before_number: &[],
        may_end: &[],
        ordinal_stop: false,
        after_ordinal: &[],
        before_ordinal: &[],
        starters: &[],
        more_final: &[],
    };
}

impl Typography {
    /// Nothing known.
    pub const NONE: Typography = Typography { quotes: &[], space_before: "" };
}

impl Numbers {
    /// Point for decimals, comma for groups.
    pub const POINT: Numbers = Numbers { decimal: '.', group: &[','], words: &[] };
    /// Comma for decimals; point, space or no-break space for groups.
    pub const COMMA: Numbers = Numbers { decimal: ',', group: &['.', ' ', '\u{a0}', '\u{202f}'], words: &[] };
}

impl Words {
    /// Nothing known.
    pub const NONE: Words = Words {
        function: &[],
        light: &[],
        open: &[],
        letters: "",
        negators: &[],
        denials: &[],
        idle: &[],
        doubled: &[],
        months: &[],
    };
}
