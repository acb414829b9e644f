//! Indonesian.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "id",
    iso639_3: "ind",
    name: "Indonesian",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "dr", "drs", "dra", "prof", "ir", "h", "hj", "k.h", "tn", "ny", "nn", "sdr", "yth", "bpk", "st",
            "jl", "jln", "gg", "kol", "letjen", "brigjen", "mayjen", "kapt", "sersan", "mr", "mrs", "ms",
            "s.h", "s.e", "s.pd", "m.si", "m.a", "a.n", "d.a", "lih", "mis", "spt", "tsb", "yg", "dgn",
            "r.a", "r.m", "kep", "prov", "kec", "m.pd", "s.t", "s.sos",
        ],
        before_number: &[
            "no", "hal", "hlm", "ps", "gbr", "tab", "jil", "vol", "rt", "rw", "tlp", "telp", "ay",
        ],
        may_end: &[
            "dll", "dsb", "dst", "tbk", "pt", "cv", "rp", "jr", "sm", "m", "s.m", "a.s", "ltd", "inc", "co",
            "kab",
        ],
        starters: &[
            "yang", "di", "ke", "dari", "dan", "tetapi", "namun", "atau", "ini", "itu", "dia", "ia",
            "mereka", "kami", "kita", "saya", "anda", "para", "pada", "untuk", "dengan", "dalam", "oleh",
            "karena", "jika", "bila", "ketika", "saat", "setelah", "sebelum", "menurut", "selain", "meski",
            "meskipun", "walaupun", "sementara", "sedangkan", "bahkan", "juga", "sebuah", "seorang",
            "beberapa", "banyak", "semua", "tidak", "apa", "siapa", "bagaimana", "mengapa",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("“", "”"), ("‘", "’"), ("\"", "\""), ("'", "'")], space_before: ""
    },
    numbers: Numbers {
        words: &[
            ("nol", 0),
            ("dua", 2),
            ("tiga", 3),
            ("empat", 4),
            ("lima", 5),
            ("enam", 6),
            ("tujuh", 7),
            ("delapan", 8),
            ("sembilan", 9),
            ("sepuluh", 10),
            ("sebelas", 11),
            ("seratus", 100),
            ("seribu", 1_000),
            ("ribu", 1_000),
            ("juta", 1_000_000),
            ("sejuta", 1_000_000),
            ("miliar", 1_000_000_000),
            ("milyar", 1_000_000_000),
            ("triliun", 1_000_000_000_000),
        ],
        ..Numbers::COMMA
    },
    words: Words {
        denials: &[],
        idle: &[],
        letters: "é",
        function: &[
            "yang", "dan", "di", "itu", "dengan", "untuk", "tidak", "ini", "dari", "dalam", "akan", "pada",
            "juga", "saya", "ke", "karena", "tersebut", "bisa", "ada", "mereka", "lebih", "sudah", "atau",
            "saat", "oleh", "menjadi", "ia", "telah", "adalah", "seperti", "sebagai", "bahwa", "dapat",
            "para", "harus", "namun", "kita", "masih", "hanya", "kepada", "kami", "setelah", "lalu", "belum",
            "lain", "dia", "kalau", "banyak", "menurut", "anda", "hingga", "tak", "beberapa", "ketika",
            "saja", "sekitar", "secara", "sementara", "tapi", "sangat", "sehingga", "seorang", "bagi",
            "lagi", "selama", "antara", "sebuah", "jika", "sampai", "jadi", "terhadap", "serta", "pun",
            "merupakan", "atas", "sejak", "selain", "tetapi", "pernah", "apa", "sama", "tentang", "bukan",
            "agar", "semua", "sedang", "kemudian", "sendiri", "demikian", "mungkin", "setiap", "bila",
            "lainnya", "cukup", "termasuk", "sebelumnya", "bahkan", "perlu", "sedangkan", "apakah",
            "melalui", "diri", "aku", "kamu", "engkau", "beliau", "dialah", "sini", "situ", "sana", "siapa",
            "bagaimana", "mengapa", "kenapa", "tanpa", "tiada", "supaya", "maka", "yakni", "yaitu", "ialah",
            "walaupun", "meskipun", "meski", "sebelum", "sesudah", "selagi", "hanyalah",
        ],
        open: &[
            "yang", "dan", "di", "untuk", "dengan", "dari", "pada", "ke", "atau", "oleh", "bahwa", "karena",
            "tetapi", "namun", "sebagai", "para", "sebuah", "seorang", "terhadap", "agar", "sehingga",
        ],
        negators: &[
            "tidak", "bukan", "tak", "belum", "jangan", "tanpa", "tiada", "tidaklah", "bukanlah", "tidakkah",
        ],
        doubled: &[],
        months: &[
            "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
            "oktober", "november", "desember",
        ],
    },
};
