//! Turkish.

use super::language::{Language, Numbers, Splitting, Typography, Words};
use super::script::Script;

pub(super) const LANGUAGE: Language = Language {
    tag: "tr",
    iso639_3: "tur",
    name: "Turkish",
    script: Script::Latin,
    splitting: Splitting {
        never: &[
            "dr", "prof", "doç", "yrd", "av", "sn", "hz", "st", "müh", "öğr", "uzm", "op", "alb", "yzb",
            "yb", "org", "korg", "bkz", "krş", "örn", "yak", "mr", "mrs", "fr", "ing", "alm", "lat", "çev",
            "haz", "ed", "blv", "apt", "ar",
        ],
        before_number: &[
            "no", "nr", "s", "sf", "md", "bl", "b", "cilt", "c", "fık", "tel", "§", "şek", "böl", "sy",
        ],
        may_end: &[
            "vb", "vs", "vd", "v.b", "v.s", "a.ş", "ltd", "şti", "t.c", "a.b.d", "m.ö", "m.s", "i.ö", "i.s",
            "mah", "cad", "sok", "ort", "dk", "sa", "tl", "km", "min", "maks",
        ],
        ordinal_stop: true,
        after_ordinal: &[
            "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim",
            "kasım", "aralık", "yüzyıl", "yüzyılın", "yüzyılda", "yüzyıla", "yy", "yıl", "yılı", "yılında",
            "yıldönümü", "kat", "katta", "katında", "sınıf", "sınıfta", "madde", "maddesi", "maddesinin",
            "maddede", "bölüm", "bölümü", "baskı", "sıra", "sırada", "sıraya", "hafta", "haftada", "haftası",
            "gün", "günü", "günde", "dönem", "dönemi", "dönemde", "dakika", "dakikada", "tur", "turda",
            "kez", "dünya", "ordu", "kolordu", "tümen", "alay", "cumhurbaşkanı", "başkan", "başkanı",
            "murat", "mehmet", "selim", "abdülhamid", "mahmut", "ahmed",
        ],
        starters: &[
            "bu", "şu", "o", "bunlar", "onlar", "biz", "ben", "sen", "siz", "ve", "ama", "ancak", "fakat",
            "ya", "çünkü", "eğer", "bir", "her", "bütün", "tüm", "bazı", "birçok", "ayrıca", "daha", "sonra",
            "önce", "şimdi", "burada", "orada", "nasıl", "neden", "kim", "ne", "nerede",
        ],
        ..Splitting::NONE
    },
    typography: Typography {
        quotes: &[("“", "”"), ("‘", "’"), ("«", "»"), ("\"", "\""), ("„", "“")],
        space_before: "",
    },
    numbers: Numbers {
        words: &[
            ("sıfır", 0),
            ("iki", 2),
            ("üç", 3),
            ("dört", 4),
            ("beş", 5),
            ("yedi", 7),
            ("sekiz", 8),
            ("dokuz", 9),
            ("on bir", 11),
            ("on iki", 12),
            ("on beş", 15),
            ("yirmi", 20),
            ("otuz", 30),
            ("kırk", 40),
            ("elli", 50),
            ("altmış", 60),
            ("yetmiş", 70),
            ("seksen", 80),
            ("doksan", 90),
            ("iki yüz", 200),
            ("beş yüz", 500),
            ("bin", 1_000),
            ("milyon", 1_000_000),
            ("milyar", 1_000_000_000),
            ("trilyon", 1_000_000_000_000),
        ],
        ..Numbers::COMMA
    },
    words: Words {
        denials: &[
            "-madı", "-medi", "-madılar", "-mediler", "-maz", "-mez", "-mazlar", "-mezler", "-mıyor",
            "-miyor", "-muyor", "-müyor", "-mayan", "-meyen", "-madan", "-meden", "-mamış", "-memiş",
            "-mayacak", "-meyecek", "-mamak", "-memek", "-maması", "-memesi", "-madığı", "-mediği",
            "-madığını", "-mediğini", "-sız", "-siz", "-suz", "-süz", "reddet-", "dışında", "sadece",
            "yalnızca", "ancak", "eksik-", "nadiren", "imkans-", "engel-",
        ],
        idle: &[],
        letters: "âçğıîöşüûiñé",
        function: &[
            "ve", "bir", "bu", "da", "de", "için", "ile", "çok", "olarak", "daha", "olan", "en", "gibi",
            "kadar", "ise", "ama", "var", "yok", "ne", "o", "ki", "her", "sonra", "değil", "diye", "mi",
            "mı", "mu", "mü", "ya", "veya", "hem", "ancak", "fakat", "çünkü", "eğer", "göre", "önce", "şey",
            "şu", "onun", "bunun", "onlar", "bunlar", "biz", "ben", "sen", "siz", "bana", "sana", "ona",
            "bize", "size", "onlara", "beni", "seni", "onu", "bizi", "sizi", "onları", "benim", "senin",
            "bizim", "sizin", "onların", "kendi", "kendisi", "bunu", "buna", "bundan", "bunda", "ondan",
            "şimdi", "hiç", "hiçbir", "bazı", "birçok", "tüm", "bütün", "başka", "diğer", "aynı", "böyle",
            "öyle", "şöyle", "nasıl", "neden", "niçin", "niye", "kim", "kimse", "nerede", "nereye", "hangi",
            "kaç", "oldu", "olduğu", "olduğunu", "olması", "olmak", "olur", "olacak", "oldukça", "idi",
            "iken", "bile", "sadece", "yalnız", "hala", "hâlâ", "artık", "zaten", "belki", "tarafından",
            "karşı", "doğru", "rağmen", "beri", "dolayı", "üzerine", "üzerinde", "arasında", "içinde",
            "dışında", "altında", "üstünde", "yine", "ayrıca", "ayrı", "özellikle", "yani", "fazla",
            "hakkında", "olabilir", "ilgili", "yalnızca", "örneğin", "ilk",
        ],
        open: &["ve", "veya", "fakat", "çünkü", "eğer", "her", "hem", "tüm", "hiçbir"],
        negators: &[
            "değil", "değildir", "değildi", "yok", "yoktur", "yoktu", "hiç", "hiçbir", "hayır", "olmayan",
            "olmadı", "olmadığı", "olmaz", "olmadan", "asla", "kimse",
        ],
        doubled: &["çok", "yavaş", "ayrı", "tek", "sık", "zaman", "bir", "birer", "ikide", "de", "da", "kat"],
        months: &[
            "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim",
            "kasım", "aralık",
        ],
    },
};
