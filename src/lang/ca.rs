//! Catalan.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "ca",
    iso639_3: "cat",
    name: "Catalan",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "sr", "sra", "srta", "srs", "dr", "dra", "prof", "profa", "mn", "excm", "excma", "il·lm", "hble",
            "av", "avda", "c", "pl", "pg", "ctra", "p.ex", "ex", "aprox", "cf", "st", "sta", "gral", "ca",
            "d", "na", "ing", "arq", "mons",
        ],
        before_number: &[
            "núm", "núms", "art", "arts", "pàg", "pàgs", "p", "pp", "vol", "cap", "fig", "tel", "ap", "apt",
            "inc", "par",
        ],
        may_end: &[
            "etc", "s.a", "s.l", "a.c", "d.c", "ee.uu", "cia", "jr", "a.m", "p.m", "dept", "s.n", "ltda",
        ],
        starters: &[
            "el", "la", "els", "les", "un", "una", "uns", "unes", "ell", "ella", "ells", "elles", "jo",
            "nosaltres", "es", "en", "de", "amb", "per", "a", "sense", "sobre", "segons", "des", "fins",
            "entre", "però", "i", "o", "si", "no", "que", "com", "quan", "on", "mentre", "encara", "perquè",
            "aquest", "aquesta", "aquests", "aquestes", "aquell", "aquella", "això", "també", "més", "així",
            "llavors", "després", "ja", "tot", "tots", "totes", "molts", "altres", "al", "als",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("«", "»"), ("“", "”"), ("‘", "’"), ("\"", "\"")], space_before: ""
    },
    numbers: Numbers {
        words: &[
            ("zero", 0),
            ("dos", 2),
            ("dues", 2),
            ("tres", 3),
            ("quatre", 4),
            ("cinc", 5),
            ("sis", 6),
            ("set", 7),
            ("vuit", 8),
            ("huit", 8),
            ("deu", 10),
            ("onze", 11),
            ("dotze", 12),
            ("tretze", 13),
            ("catorze", 14),
            ("quinze", 15),
            ("setze", 16),
            ("disset", 17),
            ("divuit", 18),
            ("dinou", 19),
            ("vint", 20),
            ("trenta", 30),
            ("quaranta", 40),
            ("cinquanta", 50),
            ("seixanta", 60),
            ("setanta", 70),
            ("vuitanta", 80),
            ("noranta", 90),
            ("dos-cents", 200),
            ("dues-centes", 200),
            ("tres-cents", 300),
            ("quatre-cents", 400),
            ("cinc-cents", 500),
            ("mil", 1_000),
            ("milió", 1_000_000),
            ("milions", 1_000_000),
            ("bilió", 1_000_000_000_000),
            ("bilions", 1_000_000_000_000),
        ],
        ..Numbers::COMMA
    },
    words: Words {
        denials: &[],
        idle: &[],
        letters: "àèéíïòóúüç·",
        function: &[
            "de", "la", "i", "el", "que", "a", "en", "les", "els", "del", "un", "una", "per", "amb", "no",
            "es", "al", "és", "als", "se", "han", "més", "com", "dels", "ha", "ser", "aquest", "aquesta",
            "aquests", "aquestes", "però", "també", "o", "va", "són", "entre", "seu", "seva", "seus",
            "seves", "sense", "sobre", "tot", "tots", "totes", "tota", "molt", "molts", "molta", "moltes",
            "hi", "ho", "li", "ens", "us", "em", "et", "jo", "tu", "ell", "ella", "nosaltres", "vosaltres",
            "ells", "elles", "vostè", "quan", "on", "qui", "què", "perquè", "si", "ja", "des", "fins", "cap",
            "contra", "durant", "segons", "després", "abans", "mentre", "encara", "només", "així", "altre",
            "altra", "altres", "cada", "algun", "alguna", "alguns", "algunes", "això", "allò", "aquell",
            "aquella", "aquells", "aquelles", "mateix", "mateixa", "seria", "sigui", "era", "eren", "havia",
            "havien", "estat", "està", "estan", "fer", "pot", "poden", "hem", "heu", "he", "tan", "tant",
            "doncs", "ni", "res", "mai", "ningú", "sota", "davant", "darrere", "dins", "fora", "meu", "meva",
            "teu", "teva", "nostre", "nostra", "l", "d", "s", "n", "m", "t",
        ],
        open: &[
            "de", "i", "el", "del", "en", "al", "als", "dels", "els", "per", "amb", "a", "o", "però",
            "sense", "entre", "des", "durant", "segons", "que", "perquè", "cada", "ni", "d", "l",
        ],
        negators: &["no", "ni", "mai", "res", "ningú", "cap", "gens", "tampoc", "sense"],
        doubled: &["no", "molt", "nos", "vos", "ja", "gairebé", "poc"],
        months: &[
            "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
            "novembre", "desembre",
        ],
    },
};
