//! English.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "en",
    iso639_3: "eng",
    name: "English",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "drs", "p.s", "mr", "mrs", "ms", "mx", "dr", "prof", "st", "messrs", "mme", "mlle", "rev", "hon",
            "gen", "col", "maj", "capt", "lt", "sgt", "cpl", "cmdr", "adm", "gov", "sen", "rep", "pres",
            "supt", "det", "insp", "fr", "br", "v", "cf", "ca", "esp", "incl", "excl", "univ", "mt", "ph",
            "lt.col", "maj.gen", "brig", "sr.lt", "vs", "e.g", "i.e", "viz",
        ],
        before_number: &[
            "no", "nos", "fig", "figs", "vol", "vols", "p", "pp", "arts", "sec", "secs", "ch", "chap",
            "chaps", "eq", "eqs", "para", "paras", "ed", "eds", "tab", "ref", "refs", "§", "c", "cap", "cl",
            "op", "pt", "sect", "app", "ver", "tel", "ext", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
            "sep", "sept", "oct", "nov", "dec", "art",
        ],
        may_end: &[
            "etc", "inc", "ltd", "co", "corp", "llc", "plc", "jr", "sr", "esq", "bros", "u.s", "u.s.a",
            "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "b.c", "a.d", "b.c.e", "c.e", "ph.d", "m.d", "b.a",
            "m.a", "al", "ibid", "ave", "blvd", "ft", "hwy", "dept", "approx", "est", "min", "max", "hr",
            "hrs", "oz", "lb", "lbs", "yr", "yrs", "assn", "mfg", "rd",
        ],
        starters: &[
            "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "you", "i",
            "his", "her", "its", "their", "our", "your", "my", "but", "and", "or", "so", "yet", "in", "on",
            "at", "by", "for", "from", "with", "to", "of", "as", "if", "when", "while", "although", "though",
            "because", "since", "after", "before", "until", "once", "there", "here", "what", "who", "where",
            "why", "how", "no", "not", "all", "some", "many", "most", "both", "each", "every", "several",
            "one", "two", "another", "other", "others", "more", "however", "moreover", "meanwhile", "then",
            "now", "still", "also", "only", "even", "such",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("“", "”"), ("‘", "’"), ("\"", "\""), ("'", "'")], space_before: ""
    },
    numbers: Numbers {
        words: &[
            ("zero", 0),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
            ("eleven", 11),
            ("twelve", 12),
            ("thirteen", 13),
            ("fourteen", 14),
            ("fifteen", 15),
            ("sixteen", 16),
            ("seventeen", 17),
            ("eighteen", 18),
            ("nineteen", 19),
            ("twenty", 20),
            ("thirty", 30),
            ("forty", 40),
            ("fifty", 50),
            ("sixty", 60),
            ("seventy", 70),
            ("eighty", 80),
            ("ninety", 90),
            ("hundred", 100),
            ("thousand", 1_000),
            ("million", 1_000_000),
            ("billion", 1_000_000_000),
            ("trillion", 1_000_000_000_000),
        ],
        ..Numbers::POINT
    },
    words: Words {
        denials: &[
            "fewer", "less", "under", "below", "short", "nearly", "almost", "without", "lack-", "fail-",
            "refus-", "den-", "hardly", "barely", "scarcely", "rarely", "seldom", "unless", "instead",
            "prevent-", "avoid-", "except", "reject-", "unable", "unlikely", "un-", "im-", "ir-", "il-",
            "dis-", "non-", "-less", "far", "few", "little", "absen-", "only", "but", "ignor-", "oblivious",
            "miss-", "stop-", "free", "empty", "out", "rule-", "ban-", "forbid-", "forbad-", "neglect-",
            "oppos-", "over", "against", "still",
        ],
        idle: &[
            "not only", "not just", "not merely", "not least", "not to mention", "not so much", "no doubt",
            "no matter", "no sooner", "no wonder", "no later", "no less", "no more than", "nothing but",
            "nothing less", "nothing more", "why not", "or not", "if not", "not until", "not long",
            "cannot wait", "can't wait", "no other", "none other", "but no", "whether or not",
            "no longer than",
        ],
        letters: "éèêëïîâàáäöüôóñçæœí",
        function: &[
            "the", "of", "and", "to", "a", "in", "is", "that", "for", "it", "was", "on", "with", "as", "he",
            "be", "at", "by", "i", "this", "are", "his", "from", "had", "have", "not", "but", "or", "which",
            "an", "they", "you", "were", "her", "she", "there", "been", "one", "we", "their", "has", "will",
            "would", "who", "if", "no", "more", "when", "can", "its", "than", "them", "so", "what", "could",
            "into", "some", "him", "my", "about", "then", "do", "your", "may", "me", "our", "these", "any",
            "only", "now", "such", "like", "other", "very", "after", "also", "did", "over", "up", "out",
            "must", "should", "because", "those", "under", "before", "through", "between", "where", "while",
            "since", "until", "against", "during", "without", "within", "although", "though", "however",
            "upon", "among", "both", "each", "every", "all", "most", "many", "few", "much", "nor", "whether",
            "how", "why", "here", "yet", "still", "too", "just", "even", "ever", "never", "us", "am",
            "being", "does", "having", "might", "shall", "it's", "don't", "that's", "he's", "i'm", "can't",
            "didn't", "doesn't", "isn't", "wasn't", "won't", "itself", "himself", "herself", "themselves",
            "myself", "yourself", "whose", "whom", "toward", "towards", "per", "via", "you're", "i'll",
            "we're", "they're", "i've",
        ],
        open: &[
            "the", "a", "an", "and", "or", "my", "your", "our", "their", "its", "than", "nor", "whose",
            "every", "per", "via", "although", "because", "unless", "whether", "if",
        ],
        negators: &[
            "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot",
            "without", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't",
            "wouldn't", "can't", "couldn't", "shouldn't", "mustn't", "haven't", "hasn't", "hadn't",
            "needn't", "ain't", "mightn't", "shan't", "n't", "hardly",
        ],
        doubled: &[
            "that", "had", "very", "is", "so", "no", "in", "her", "really", "do", "long", "much", "ha", "bye",
        ],
        months: &[
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ],
    },
};
