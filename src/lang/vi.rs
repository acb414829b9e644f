//! Vietnamese. Syllables are set apart by spaces; an entry of several syllables is one word.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "vi",
    iso639_3: "vie",
    name: "Vietnamese",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "ts", "pgs", "gs", "ths", "ks", "bs", "tp", "ls", "tx", "tt", "th.s", "pgs.ts", "gs.ts",
            "ths.bs", "st",
        ],
        before_number: &["tr", "đ", "q", "p"],
        may_end: &["v.v", "tcn", "scn", "ltd", "co", "inc", "tnhh"],
        starters: &[
            "và", "nhưng", "tuy", "trong", "khi", "nếu", "vì", "do", "theo", "sau", "trước", "đây", "đó",
            "này", "các", "những", "một", "ông", "bà", "anh", "chị", "chúng", "họ", "tôi", "ngoài", "cũng",
            "hiện", "từ", "tại", "với",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("“", "”"), ("‘", "’"), ("«", "»"), ("\"", "\"")], space_before: ""
    },
    numbers: Numbers {
        words: &[
            ("hai", 2),
            ("bốn", 4),
            ("sáu", 6),
            ("bảy", 7),
            ("tám", 8),
            ("mười", 10),
            ("mười một", 11),
            ("mười hai", 12),
            ("hai mươi", 20),
            ("ba mươi", 30),
            ("bốn mươi", 40),
            ("năm mươi", 50),
            ("triệu", 1_000_000),
            ("tỷ", 1_000_000_000),
            ("tỉ", 1_000_000_000),
            ("nghìn", 1_000),
            ("ngàn", 1_000),
        ],
        ..Numbers::COMMA
    },
    words: Words {
        denials: &[],
        idle: &[],
        letters: "",
        function: &[
            "và", "của", "là", "có", "được", "trong", "các", "một", "cho", "với", "những", "không", "này",
            "đã", "người", "đến", "khi", "từ", "để", "ở", "ra", "cũng", "vào", "về", "như", "tại", "đó",
            "sẽ", "theo", "nhiều", "trên", "bị", "làm", "sau", "đang", "lại", "nhưng", "hay", "hoặc", "phải",
            "còn", "nếu", "thì", "mà", "vì", "do", "bởi", "nên", "rất", "hơn", "nhất", "chỉ", "đều", "cả",
            "mọi", "mỗi", "từng", "vẫn", "chưa", "chẳng", "đừng", "tôi", "anh", "chị", "ông", "bà", "em",
            "chúng", "ta", "họ", "nó", "mình", "ai", "gì", "nào", "đâu", "sao", "thế", "vậy", "bao", "nhiêu",
            "trước", "giữa", "ngoài", "dưới", "qua", "bằng", "cùng", "rằng", "tuy", "dù", "mặc", "song",
            "nhiên", "cần", "thể", "đây", "ấy", "kia", "thêm", "quá", "lắm", "nữa", "rồi", "đi", "lên",
            "xuống", "lúc", "việc", "sự", "cái", "con", "chiếc", "cuộc", "bản", "hiện", "mới",
        ],
        open: &["và", "của", "các", "với", "những", "hoặc", "nhưng", "vì", "bởi", "rằng", "mỗi", "mọi"],
        negators: &[
            "không", "chưa", "chẳng", "chả", "đừng", "chớ", "không phải", "không có", "chưa từng",
            "không thể", "không bao giờ",
        ],
        doubled: &[
            "dần", "luôn", "xa", "ngày", "người", "từ", "mãi", "rất", "hay", "nhà", "lâu", "đều", "thường",
        ],
        months: &[],
    },
};
