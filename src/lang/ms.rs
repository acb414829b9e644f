//! Malay.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "ms",
    iso639_3: "zsm",
    name: "Malay",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "dr", "prof", "en", "pn", "sdr", "tn", "hj", "hjh", "dato", "jln", "jl", "lrg", "kpt", "kol",
            "lt", "sgt", "brig", "mej", "jen", "mr", "mrs", "ms", "ir", "st", "m.a", "tsb", "spt", "cth",
            "lih",
        ],
        before_number: &["no", "hlm", "bil", "gbr", "jil", "tel"],
        may_end: &["dll", "dsb", "dst", "bhd", "rm", "s.m", "m", "jr", "ltd", "inc", "co", "sdn"],
        starters: &[
            "yang", "di", "ke", "dari", "daripada", "dan", "tetapi", "namun", "atau", "ini", "itu", "dia",
            "ia", "beliau", "mereka", "kami", "kita", "saya", "anda", "para", "pada", "untuk", "dengan",
            "dalam", "oleh", "kerana", "jika", "apabila", "ketika", "semasa", "selepas", "sebelum",
            "menurut", "selain", "walaupun", "sementara", "manakala", "bahkan", "juga", "sebuah", "seorang",
            "beberapa", "banyak", "semua", "tidak", "apa", "siapa", "bagaimana", "mengapa",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("“", "”"), ("‘", "’"), ("\"", "\""), ("'", "'")], space_before: ""
    },
    numbers: Numbers {
        words: &[
            ("sifar", 0),
            ("dua", 2),
            ("tiga", 3),
            ("empat", 4),
            ("lima", 5),
            ("enam", 6),
            ("tujuh", 7),
            ("lapan", 8),
            ("sembilan", 9),
            ("sepuluh", 10),
            ("sebelas", 11),
            ("seratus", 100),
            ("seribu", 1_000),
            ("ribu", 1_000),
            ("juta", 1_000_000),
            ("sejuta", 1_000_000),
            ("bilion", 1_000_000_000),
            ("trilion", 1_000_000_000_000),
        ],
        ..Numbers::POINT
    },
    words: Words {
        denials: &[],
        idle: &[],
        letters: "é",
        function: &[
            "yang", "dan", "di", "itu", "dengan", "untuk", "tidak", "ini", "dari", "daripada", "dalam",
            "akan", "pada", "juga", "saya", "ke", "kerana", "tersebut", "boleh", "ada", "mereka", "lebih",
            "sudah", "telah", "atau", "oleh", "menjadi", "ia", "ialah", "adalah", "seperti", "sebagai",
            "bahawa", "dapat", "para", "harus", "namun", "kita", "masih", "hanya", "kepada", "kami",
            "selepas", "lalu", "belum", "lain", "dia", "beliau", "kalau", "banyak", "menurut", "anda",
            "hingga", "tak", "beberapa", "ketika", "sahaja", "sekitar", "secara", "sementara", "tapi",
            "tetapi", "sangat", "sehingga", "seorang", "bagi", "lagi", "selama", "antara", "sebuah", "jika",
            "apabila", "sampai", "jadi", "terhadap", "serta", "pun", "atas", "sejak", "selain", "pernah",
            "apa", "sama", "tentang", "mengenai", "bukan", "agar", "supaya", "semua", "sedang", "kemudian",
            "sendiri", "demikian", "mungkin", "setiap", "bila", "lainnya", "cukup", "termasuk", "bahkan",
            "perlu", "apakah", "melalui", "diri", "aku", "kamu", "engkau", "manakala", "walaupun", "semasa",
            "iaitu", "yakni", "tanpa", "tiada", "mana", "siapa", "bagaimana", "mengapa", "kenapa", "nya",
            "sini", "situ", "sana",
        ],
        open: &[
            "yang", "dan", "di", "untuk", "dengan", "dari", "daripada", "pada", "ke", "atau", "oleh",
            "bahawa", "kerana", "tetapi", "sebagai", "para", "sebuah", "seorang", "terhadap", "agar",
            "supaya",
        ],
        negators: &["tidak", "bukan", "tak", "belum", "jangan", "tanpa", "tiada", "tidaklah", "bukanlah"],
        doubled: &[],
        months: &[
            "januari", "februari", "mac", "april", "mei", "jun", "julai", "ogos", "september", "oktober",
            "november", "disember",
        ],
    },
};
