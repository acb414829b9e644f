//! Words and parts of words of languages: what the records do not hold.

/// Frequent words of languages that have no record, and more of two that differ in little else.
pub(super) const MORE: &[(&str, &[&str])] = &[
    (
        "af",
        &[
            "die", "en", "van", "het", "in", "is", "nie", "vir", "dat", "wat", "op", "met", "om", "sy", "hy",
            "te", "by", "aan", "as", "was", "deur", "ook", "hulle", "ons", "ek", "jy", "jou", "julle",
            "haar", "hom", "hierdie", "daardie", "maar", "of", "uit", "na", "oor", "tot", "sal", "kan",
            "moet", "wees", "word", "geword", "gewees", "nog", "meer", "baie", "al", "eerste", "twee",
            "drie", "jaar", "so", "dan", "toe", "nou", "net", "onder", "tussen", "teen", "sonder", "omdat",
            "terwyl", "wanneer", "waar", "hoe", "wie", "geen", "niks", "nooit", "altyd", "self", "dit",
            "daar", "hier", "gaan", "kon", "wou", "moes", "sou", "mag", "my", "se", "ná", "nadat", "voor",
            "saam", "weer", "byvoorbeeld",
        ],
    ),
    (
        "az",
        &[
            "və", "bu", "bir", "ilə", "üçün", "da", "də", "o", "olan", "ki", "onun", "daha", "çox", "isə",
            "sonra", "əsas", "kimi", "var", "görə", "ən", "hər", "həm", "olduğu", "olub", "edir", "edən",
            "etmək", "olaraq", "onlar", "onların", "biz", "siz", "mən", "sən", "amma", "lakin", "ancaq",
            "və", "yox", "deyil", "nə", "kim", "necə", "niyə", "harada", "indi", "artıq", "hələ", "yalnız",
            "qədər", "əgər", "çünki", "bütün", "öz", "özü", "həmin", "belə", "həmçinin", "qarşı", "arasında",
            "tərəfindən", "bəzi", "heç", "iki", "üç", "ildə", "il", "olmuşdur", "edilmişdir", "bilər",
            "lazımdır", "idi", "olmaq",
        ],
    ),
    (
        "jv",
        &[
            "ing", "lan", "kang", "sing", "karo", "iku", "iki", "kuwi", "saka", "marang", "minangka", "dadi",
            "uga", "ora", "wis", "durung", "bakal", "amarga", "nanging", "utawa", "yèn", "yen", "kanthi",
            "kanggo", "dening", "antarane", "dheweke", "aku", "kowe", "ana", "akèh", "akeh", "luwih", "taun",
            "siji", "loro", "telu", "wong", "nalika", "banjur", "déné", "dene", "mung", "isih", "kaya",
            "punika", "inggih",
        ],
    ),
    (
        "mk",
        &[
            "и", "на", "во", "да", "се", "од", "за", "не", "со", "е", "што", "го", "ги", "ја", "му", "ќе",
            "беше", "како", "тоа", "таа", "тој", "тие", "ние", "вие", "јас", "ти", "овој", "оваа", "ова",
            "овие", "оној", "но", "или", "ако", "кога", "каде", "кој", "која", "кое", "кои", "дека", "по",
            "при", "до", "под", "над", "пред", "меѓу", "според", "поради", "затоа", "бидејќи", "исто",
            "така", "исто", "уште", "само", "многу", "повеќе", "сите", "секој", "нема", "има", "може",
            "мора", "треба", "биде", "биле", "бил", "била", "било", "сум", "си", "сме", "сте", "се",
            "нивните", "неговата", "неговиот", "нејзиниот", "нивниот", "својот", "својата", "денес", "сега",
            "потоа", "откако", "додека", "иако", "ниту", "кон", "преку", "околу", "против", "без", "години",
            "година", "им", "ѝ", "нè", "ве", "нив", "него", "неа",
        ],
    ),
    (
        "ne",
        &[
            "र", "को", "का", "की", "मा", "ले", "लाई", "हो", "छ", "छन्", "थियो", "थिए", "भएको", "भएका", "गरेको",
            "गरेका", "गर्न", "गर्ने", "पनि", "यो", "त्यो", "यस", "त्यस", "एक", "एउटा", "लागि", "बाट", "सँग", "तर",
            "वा", "भने", "भनेर", "हुन्छ", "हुने", "हुन", "हुँदा", "भन्ने", "उनी", "उनले", "उनको", "म", "हामी", "तिमी",
            "तपाईं", "उनीहरू", "मेरो", "हाम्रो", "आफ्नो", "के", "किन", "कसरी", "कहाँ", "जो", "जब", "यदि", "किनभने",
            "अनि", "अब", "अझै", "धेरै", "सबै", "केही", "कुनै", "छैन", "थिएन", "होइन", "गर्छ", "गर्छन्", "गरे", "भयो",
            "भए", "पछि", "अघि", "द्वारा", "तथा", "अनुसार", "जस्तै", "मात्र", "दुई", "तीन", "वर्ष", "रूपमा", "हरू",
            "गरी", "सक्छ", "पर्छ", "थप", "भन्छन्", "गरिएको",
        ],
    ),
    (
        "tl",
        &[
            "ang", "ng", "sa", "na", "at", "ay", "mga", "ni", "si", "para", "hindi", "ito", "niya", "siya",
            "kanyang", "kanilang", "sila", "nila", "kami", "tayo", "ako", "ikaw", "ko", "mo", "natin",
            "namin", "may", "mayroon", "wala", "walang", "isang", "isa", "dalawang", "dalawa", "kung",
            "kapag", "dahil", "ngunit", "pero", "o", "din", "rin", "lamang", "lang", "pa", "nang", "noong",
            "ngayon", "bilang", "mula", "hanggang", "upang", "habang", "pagkatapos", "bago", "kay", "kina",
            "nito", "iyon", "iyan", "doon", "dito", "ano", "sino", "saan", "paano", "bakit", "lahat",
            "bawat", "ilang", "maraming", "maaaring", "dapat", "naman", "kaya", "nasa", "ayon", "taon",
            "kanya", "itong", "sinabi", "pang",
        ],
    ),
    (
        "hr",
        &[
            "također", "tisuća", "tisuće", "vrijeme", "mjesto", "mjesta", "svijet", "svijetu", "svijeta",
            "čovjek", "čovjeka", "riječ", "riječi", "cijeli", "dio", "dijelu", "dijela", "dvije", "obje",
            "obitelj", "tjedan", "tjedna", "vijeće", "izvješće", "izvijestio", "izvijestila", "djeca",
            "djece", "djelo", "djelovanje", "primjer", "mjera", "mjere", "mjeseca", "mjeseci", "ondje",
            "ovdje", "netko", "nešto", "čimbenik", "sljedeći", "sljedeće", "posljednji", "posljednje",
            "vjerojatno", "potrebno", "umjesto", "unatoč", "povijest", "tvrtka", "tvrtke", "zrakoplov",
            "točno", "točka", "općina", "suradnja", "siječnja", "veljače", "ožujka", "travnja", "svibnja",
            "lipnja", "srpnja", "kolovoza", "rujna", "listopada", "studenoga", "studenog", "prosinca",
            "htio", "vidjeti", "živjeti", "željeti", "promijeniti", "uslijed", "tek", "naime", "temeljem",
            "glede", "smjer", "dijete", "lijep", "bijela", "bijeli",
        ],
    ),
    (
        "sr",
        &[
            "takođe", "hiljada", "hiljade", "vreme", "mesto", "mesta", "svet", "svetu", "sveta", "čovek",
            "čoveka", "reč", "reči", "ceo", "celi", "cela", "deo", "delu", "dela", "dve", "obe", "porodica",
            "nedelja", "nedelje", "veće", "izveštaj", "izvestio", "deca", "dece", "delovanje", "primer",
            "mera", "mere", "meseca", "meseci", "ovde", "onde", "neko", "faktor", "sledeći", "sledeće",
            "poslednji", "poslednje", "verovatno", "umesto", "uprkos", "istorija", "kompanija", "kompanije",
            "avion", "tačno", "tačka", "opština", "saradnja", "januara", "februara", "marta", "aprila",
            "maja", "juna", "jula", "avgusta", "septembra", "oktobra", "novembra", "decembra", "hteo",
            "videti", "živeti", "želeti", "promeniti", "usled", "smer", "dete", "lep", "bela", "beli",
            "evropa", "evropske", "hoće", "ova",
        ],
    ),
    (
        "ak",
        &[
            "na", "no", "wɔ", "a", "ne", "sɛ", "ɛ", "yɛ", "ɔ", "me", "wo", "ho", "mu", "so", "ma", "nso",
            "anaa", "nanso", "efisɛ", "ɛno", "saa", "yi", "nyinaa", "bi", "kɔ", "ba", "hwɛ", "yɛn", "mo",
            "wɔn", "ɛyɛ",
        ],
    ),
    (
        "cy",
        &[
            "y", "yr", "a", "ac", "yn", "i", "o", "ar", "am", "at", "gan", "wrth", "gyda", "gydag", "heb",
            "dan", "dros", "drwy", "trwy", "rhwng", "cyn", "ar", "ôl", "mae", "maen", "oedd", "roedd",
            "bydd", "fydd", "bod", "fod", "wedi", "sydd", "nid", "na", "nad", "ddim", "ei", "eu", "ein",
            "eich", "fy", "dy", "hi", "ef", "fe", "nhw", "ni", "chi", "mi", "hwn", "hon", "hyn", "hynny",
            "dyna", "dyma", "ond", "neu", "os", "pan", "fel", "mwy", "iawn", "hefyd", "un", "dau", "dwy",
            "tri", "pob", "holl", "beth", "pwy", "ble", "sut", "pam", "mewn", "ers", "oherwydd", "felly",
            "byddai", "gallu", "cael", "cafodd", "dweud", "dywedodd", "gwneud", "rhaid", "wneud", "gael",
            "oes", "yw", "ydy", "ydym", "i'r", "o'r", "a'r", "yna",
        ],
    ),
    (
        "eo",
        &[
            "la", "kaj", "de", "en", "estas", "al", "kiu", "kiuj", "ne", "por", "kun", "sed", "estis", "li",
            "ŝi", "ĝi", "ili", "ni", "vi", "mi", "oni", "tiu", "tio", "ĉi", "ke", "se", "kiam", "kiel",
            "pli", "plej", "ankaŭ", "nur", "jam", "ankoraŭ", "ĉar", "aŭ", "el", "per", "pri", "post",
            "antaŭ", "inter", "ĝis", "ĉiu", "ĉiuj", "multaj", "povas", "devas", "havas", "sia", "siaj",
            "unu", "du", "tri", "tre",
        ],
    ),
    (
        "la",
        &[
            "et", "in", "est", "non", "ad", "ut", "cum", "quod", "qui", "quae", "sed", "si", "ex", "ab",
            "aut", "etiam", "esse", "sunt", "erat", "fuit", "quam", "atque", "ac", "nec", "neque", "per",
            "pro", "hoc", "haec", "hic", "ille", "illa", "ipse", "eius", "eorum", "nunc", "enim", "autem",
            "igitur", "tamen", "quoque", "post", "inter", "ante", "apud", "sine", "de", "sic", "ita",
            "omnes", "omnia", "nihil",
        ],
    ),
    (
        "sn",
        &[
            "uye", "kuti", "ne", "nekuti", "asi", "kana", "ndi", "iye", "ivo", "isu", "imi", "ini", "iwe",
            "ichi", "izvi", "izvo", "icho", "uyu", "uyo", "ava", "avo", "zvino", "zvakare", "kunyange",
            "pamusoro", "pasi", "mukati", "panze", "pashure", "mberi", "vanhu", "munhu", "nguva", "gore",
            "makore", "chete", "zvose", "vose", "wose", "yose", "aive", "anga", "vakanga", "ari", "vari",
            "kubva", "kusvika", "sezvo",
        ],
    ),
    (
        "tk",
        &[
            "we", "bu", "bir", "bilen", "üçin", "hem", "ýa", "ýada", "emma", "ýöne", "sebäbi", "eger",
            "haçan", "ol", "olar", "olaryň", "onuň", "biz", "siz", "men", "sen", "şu", "şol", "diýip",
            "diýdi", "bolan", "bolup", "boldy", "bolar", "eden", "edip", "etdi", "edýär", "bolýar", "däl",
            "ýok", "bar", "has", "iň", "örän", "köp", "soň", "soňra", "öň", "entek", "diňe", "ýaly",
            "boýunça", "garşy", "arasynda", "çenli", "ýylda", "ýyl", "iki", "üç", "hemme", "ähli", "her",
            "näme", "kim", "nire", "nädip", "indi",
        ],
    ),
    (
        "uz",
        &[
            "va", "bu", "bir", "bilan", "uchun", "ham", "yoki", "ammo", "lekin", "chunki", "agar", "qachon",
            "u", "ular", "ularning", "uning", "biz", "siz", "men", "sen", "shu", "o'sha", "deb", "dedi",
            "bo'lgan", "bo'lib", "bo'ldi", "bo'ladi", "edi", "ekan", "emas", "yo'q", "bor", "eng", "juda",
            "ko'p", "keyin", "so'ng", "oldin", "hali", "faqat", "kabi", "bo'yicha", "qarshi", "orasida",
            "qadar", "yilda", "yil", "ikki", "uch", "barcha", "har", "nima", "kim", "qayerda", "qanday",
            "endi", "haqida", "tomonidan", "qilgan", "qilish", "mumkin", "kerak", "esa", "o'z", "boshqa",
            "yana", "deya", "boʻlgan", "oʻz",
        ],
    ),
    (
        "zu",
        &[
            "ukuthi", "futhi", "noma", "kodwa", "ngoba", "uma", "lapho", "nje", "yena", "bona", "thina",
            "nina", "mina", "wena", "lokhu", "lokho", "lesi", "leso", "lo", "lowo", "laba", "labo", "le",
            "leyo", "ukuba", "kanye", "phezu", "phansi", "phakathi", "ngaphandle", "emva", "phambi",
            "abantu", "umuntu", "isikhathi", "unyaka", "iminyaka", "kuphela", "konke", "bonke", "yonke",
            "kakhulu", "kusukela", "kuze", "kusho", "wathi", "uthe", "bathi", "ngesikhathi", "manje", "kuyo",
            "njengoba", "okwamanje", "kungenzeka",
        ],
    ),
];

/// Parts of words that one of two close languages has where the other has something else, like `vreme` and
/// `vrijeme`; a hit weighs [`super::words::CUE`].
pub(super) const CUES: &[(&str, &[&str])] = &[
    (
        "da",
        &["tion", "ighed", "heds", "æt", "øg", "hvad", "ej ", "gør", "uge", "nogl", "bliv", "lov ", "meget"],
    ),
    (
        "nb",
        &["sjon", "ighet", "hets", "øy", "kje", "gje", "hva ", "ei ", "gjør", "uke", "noe", "bli ", "mye"],
    ),
    (
        "hr",
        &[
            "promjen", "primjen", "namjen", "mjesec", "mjest", "povjer", "vjerova", "vrijedn", "sljede",
            "posljed", "svjedo", "djelj", "odjel", "tjelesn", "bilješ", "rješ", "smješt", "ocjen", "procjen",
            "sjever", "zvijezd", "čovjek", "uvijek", "vrijem", "ovdje", "gdje", "djelova", "zamjen",
            "izmjen", "razmjen", "također", "tisuć", "uspje", "primijeć", "primjer", "liječ", "europ",
            "sudion", "priopć", "opći", "opće", "posjet", "susjed", "tjed", "sigurno", "cijel", "dijel",
            "djec", "riječ", "lijep", "mlijek",
        ],
    ),
    (
        "sr",
        &[
            "promen", "primen", "namen", "mesec", "mesto", "mesta", "povere", "povera", "verova", "vredn",
            "slede", "posled", "svedo", "nedelj", "odelj", "telesn", "beleš", "rešen", "reši", "smešt",
            "ocen", "procen", "sever", "zvezd", "čovek", "uvek", "vreme ", "ovde", "gde", "delova", "zamen",
            "izmen", "razmen", "takođ", "hiljad", "uspe", "primeć", "primer", "leče", "evrop", "učesni",
            "saopšt", "opšt", "poset", "sused", "bezbed", "odsto", "treba da ", "mogu da ", "može da ",
            "želim da ", "mora da ", "da se ",
        ],
    ),
    ("es", &["ción", "miento", "iones", "ñ", "uest", "uede", "ien "]),
    ("pt", &["ção", "ções", "mento", "ões", "nh", "lh", "ão"]),
    ("ca", &["ció ", "ment ", "l·l", "ny", "aig", "eix"]),
    ("it", &["zione", "zioni", "mento ", "gli", "cch", "tt"]),
    ("nl", &["ij", "atie", "isch", "heid", "cht"]),
    ("af", &["asie", "isie", "hy ", "sy ", "ê", "uie", "lik "]),
];
