//! `number-mismatch`: another number than the original says.

use super::rule::{Example, Limit, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::number::clock::is_half_a_day_off;
use crate::flag::number::quantity::Quantity;
use crate::flag::number::unit::{Relation, close_degrees};
use crate::flag::page::Page;
use crate::flag::words::Words;

const MOST: Limit = Limit {
    name: "most",
    default: 2.0,
    unit: "numbers of the bead that find no counterpart on either side",
    from: "more of them are tables, dates in words and sums that were converted (TICO-19, Tatoeba)",
};

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "number-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "a number is another one than in the original",
    what: "A number in digits that the original does not have, while a number of the original is missing, or \
           stands there more often than in the translation; and a number in digits against one in words (`7度目` for \
           `second`) or, where hardly any digits stand beside them, two in words. \
           Decimal and grouping marks, number words and ordinals, Roman and Han numerals, `million` and `万`, months, \
           hours of both clocks, years of two digits and centuries are read as what they mean. Measures are converted, \
           and as close as they are rounded they are right; where neither side is English they may both have been \
           converted from an English text, and 7 % count as rounding.",
    why: "A wrong number is a wrong fact, and no reader sees it.",
    false_alarms: "Emergency numbers, school classes and floors that were replaced by those of the country; \
                   numbers in words of languages without a list.",
    limits: &[&MOST],
    flags: &[
        Example::pair(
            ("de", "Der 30-jährige Mann kam 2018."),
            ("en", "The 40-year-old man came in 2018."),
            "40",
        ),
        Example::pair(("en", "It cost 1,500 dollars."), ("de", "Es kostete 1.700 Dollar."), "1.700"),
        Example::pair(
            ("de", "Es gab 35 Stimmen dafür und 35 dagegen."),
            ("en", "There were 35 votes for it and 53 against."),
            "53",
        ),
        Example::pair(("en", "Some 62 voters came."), ("de", "Etwa 620 Wähler kamen."), "620"),
        Example::pair(("en", "She paid $412,000."), ("es", "Pagó 412 060 $."), "412 060"),
        Example::pair(("en", "It covers 83,000 hectares."), ("de", "Es umfasst 81.000 Hektar."), "81.000"),
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 12 Kilometer entfernt."), "12"),
        Example::pair(("en", "She won 3 and 2 against Keller."), ("es", "Ganó 2 y 2 contra Keller."), "2"),
        Example::pair(("en", "It was her second attempt."), ("ja", "これは彼女の7度目の試みだった。"), "7"),
        Example::pair(("en", "Dozens came in 2020."), ("fr", "Des dizaines sont venus en 020."), "020"),
        Example::pair(
            ("en", "It cost 41 million euros."),
            ("ru", "Это стоило 41 миллиард евро."),
            "41 миллиард",
        ),
        Example::pair(("en", "She has three children."), ("de", "Sie hat fünf Kinder."), "fünf"),
        Example::pair(("en", "It grew by 7.5 percent."), ("de", "Es wuchs um 19,5 Prozent."), "19,5"),
        Example::pair(("en", "He has 3 cats."), ("de", "Er hat 2 Katzen."), "2"),
        Example::pair(("en", "The house has 20 floors."), ("de", "Das Haus hat 21 Stockwerke."), "21"),
        Example::pair(("en", "It took 9.87 seconds."), ("de", "Es dauerte 9,78 Sekunden."), "9,78"),
        Example::pair(
            ("fr", "Au XIXe siècle, c'était une ville."),
            ("en", "In the eighteenth century it was a town."),
            "eighteenth",
        ),
        Example::pair(
            ("en", "They sold 41 million cars and 3 million bikes."),
            ("de", "Sie verkauften 41 Milliarden Autos und 3 Millionen Räder."),
            "41 Milliarden",
        ),
        Example::pair(
            ("en", "5,000 people were killed and 20,000 wounded."),
            ("ru", "Погибли 5 человек, 20 тыс. ранены."),
            "5",
        ),
        Example::pair(("en", "It took 9.80 seconds."), ("de", "Es dauerte 9,78 Sekunden."), "9,78"),
        Example::pair(
            ("en", "It has 400 employees in 5 cities."),
            ("ru", "В ней 500 сотрудников в 5 городах."),
            "500",
        ),
        Example::pair(("en", "It fell by 20 percent."), ("de", "Es sank um fünf Prozent."), "fünf"),
        Example::pair(("en", "He came in 1908."), ("ja", "1901年でなく09年に来た。"), "09"),
        Example::pair(
            ("ru", "Продано полтора миллиарда."),
            ("en", "Some 1.5 million were sold."),
            "1.5 million",
        ),
        Example::pair(("en", "It opens on 3 May."), ("de", "Es öffnet am 5. März."), "5"),
        Example::pair(("en", "It opens on 3 May."), ("ja", "5月5日に開く。"), "5"),
        Example::pair(
            ("de", "Es kamen zweieinhalb Millionen."),
            ("en", "Some 3.5 million came."),
            "3.5 million",
        ),
        Example::pair(("fr", "Il part à 9 h 45."), ("de", "Er fährt um 9.40 Uhr."), "9.40 Uhr"),
        Example::pair(("fr", "Il part à 9h40."), ("en", "It leaves at 7:40 p.m."), "7:40"),
        Example::pair(("de", "Er fährt um 20 Uhr."), ("en", "It leaves at 8 a.m."), "8"),
        Example::pair(("de", "Er kam um halb acht."), ("en", "He came at 8:30."), "8:30"),
        Example::pair(("en", "Prices rose by a third."), ("ru", "Цены выросли на четверть."), "четверть"),
        Example::pair(
            ("en", "A third of them came."),
            ("de", "Zwei Drittel von ihnen kamen."),
            "Zwei Drittel",
        ),
        Example::pair(("pl", "Wziął jedną trzecią."), ("de", "Er nahm ein Viertel."), "ein Viertel"),
        Example::pair(("en", "It opens on 14 November."), ("ru", "Он открывается 11 ноября."), "11"),
        Example::pair(("en", "She is five foot seven."), ("es", "Mide 1,70 pies."), "1,70"),
    ],
    passes: &[
        Example::pair(("en", "She is five foot seven."), ("es", "Mide 1,70 metros."), ""),
        Example::pair(("en", "It is 5 feet 7 inches high."), ("de", "Es ist 170 Zentimeter hoch."), ""),
        Example::pair(("fr", "Il part à 9 h 40."), ("de", "Er fährt um 9.40 Uhr."), ""),
        Example::pair(("fr", "Il part à 9h40."), ("en", "It leaves at 9:40 a.m."), ""),
        Example::pair(("de", "Er fährt um 20 Uhr."), ("en", "It leaves at 8 p.m."), ""),
        Example::pair(("de", "Er kam um halb 8."), ("en", "He came at 7:30."), ""),
        Example::pair(("de", "Er kam um halb acht."), ("fr", "Il est venu à sept heures et demie."), ""),
        Example::pair(
            ("en", "As an exercise, shorten the letter by a third."),
            ("ja", "練習として、手紙を3分の2の長さに縮めなさい。"),
            "",
        ),
        Example::pair(("en", "She gets up at ten to four."), ("ja", "彼女は4時10分前に起きる。"), ""),
        Example::pair(("en", "Prices fell by a third."), ("de", "Die Preise sanken um ein Drittel."), ""),
        Example::pair(
            ("en", "A third of them waited for a quarter of an hour."),
            ("de", "Ein Drittel von ihnen wartete eine Viertelstunde."),
            "",
        ),
        Example::pair(("en", "It opens on 3 May 2020."), ("de", "Es öffnet am 3.5.2020."), ""),
        Example::pair(("en", "It is open from June to August."), ("ja", "6～8月に開いている。"), ""),
        Example::pair(("en", "It opens on 3 May 2020."), ("zh", "它于2020年5月3日开放。"), ""),
        Example::pair(
            ("en", "It cost 1,500.50 dollars at 9:30 p.m."),
            ("de", "Es kostete 1.500,50 Dollar um 21:30 Uhr."),
            "",
        ),
        Example::pair(("en", "He won 3 medals in 2018."), ("de", "Er gewann 2018 drei Medaillen."), ""),
        Example::pair(
            ("de", "35 Leute kamen 2018, und 35 gingen."),
            ("en", "35 people came in 2018, and as many left in 2019 and 2020."),
            "",
        ),
        Example::pair(("en", "There were 1.5 million."), ("ja", "150万人いた。"), ""),
        Example::pair(("en", "On 10/1 he came."), ("de", "Am 1. Oktober kam er."), ""),
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 8 Kilometer entfernt."), ""),
        Example::pair(
            ("en", "Locally, 1 to 4 inches of rain will fall."),
            ("de", "Örtlich fallen 2,5 bis 10 Zentimeter Regen."),
            "",
        ),
        Example::pair(
            ("de", "Er hatte eine Dreiviertelstunde Verspätung."),
            ("en", "It was 45 minutes late."),
            "",
        ),
        Example::pair(
            ("en", "She won by 0.3 seconds."),
            ("de", "Sie gewann mit drei Zehntelsekunden Vorsprung."),
            "",
        ),
        Example::pair(("en", "He took 10.2 seconds."), ("ja", "彼は10秒2で走った。"), ""),
        Example::pair(("en", "He lives on the third floor."), ("ru", "Он живёт на четвёртом этаже."), ""),
        Example::pair(("en", "It is three centuries old."), ("ru", "Ему триста лет."), ""),
        Example::pair(("en", "The rate was cut by 25 basis points."), ("zh", "利率下调0.25个百分点。"), ""),
        Example::pair(
            ("en", "Some 12,500 people live here."),
            ("de", "Hier leben rund 12’500 Menschen."),
            "",
        ),
        Example::pair(("en", "In the sixteenth century it grew."), ("it", "Nel Cinquecento crebbe."), ""),
        Example::pair(("en", "He lent him 250,000 rupees."), ("hi", "उसने उसे ढाई लाख रुपये दिए।"), ""),
        Example::pair(("en", "It lost 350 billion won."), ("ko", "3천5백억 원의 손실을 냈다."), ""),
        Example::pair(("en", "Some 120,000 people came."), ("ko", "12만여 명이 왔다."), ""),
        Example::pair(("en", "It was held in 1964."), ("ja", "昭和39年に開かれた。"), ""),
        Example::pair(("en", "There were 10,000 and 20,000."), ("zh", "有1万 2万。"), ""),
        Example::pair(("en", "It began in the 80s of the 20th century."), ("zh", "它始于20世纪80年代。"), ""),
        Example::pair(("ru", "Продано полтора миллиона."), ("en", "Some 1.5 million were sold."), ""),
        Example::pair(("es", "Era una villa del siglo XIX."), ("en", "It was a town in the 1800s."), ""),
        Example::pair(
            ("en", "He puts the wells at between two and three hundred."),
            ("es", "Cifra los pozos entre doscientos y trescientos."),
            "",
        ),
        Example::pair(
            ("en", "An invoice for 1,134.55 euros came."),
            ("ru", "Пришёл счёт на 1134 евро 55 центов."),
            "",
        ),
        Example::pair(
            ("en", "The hundred-and-twelfth letter was answered in person."),
            ("de", "Der hundertzwölfte Brief wurde persönlich beantwortet."),
            "",
        ),
        Example::pair(
            ("en", "It fell from nine million pounds to just under two."),
            ("de", "Es sank von neun auf knapp zwei Millionen Pfund."),
            "",
        ),
        Example::pair(("en", "It released 28 billion tenge."), ("pl", "Uruchomił 28 mld tenge."), ""),
        Example::pair(("en", "She scored in the 88th minute."), ("ja", "彼女は後半43分に決めた。"), ""),
        Example::pair(("en", "A duty of two-and-a-half per cent."), ("ja", "2.5％の関税だ。"), ""),
        Example::pair(("en", "He runs it in 10.4 seconds."), ("fr", "Il le court en 10 s 4."), ""),
        Example::pair(("en", "Twenty percent stayed away."), ("de", "Jeder Fünfte blieb weg."), ""),
        Example::pair(("en", "They met from 1901 to 1908."), ("ja", "1901年から08年まで会った。"), ""),
        Example::pair(("en", "It starts at 12:30."), ("fr", "Cela commence à 1230 GMT."), ""),
        Example::pair(("en", "It starts at 1200 GMT."), ("es", "Empieza a las 12.00 GMT."), ""),
        Example::pair(("en", "It weighs 79.38 kilograms."), ("fr", "Il pèse 79,378 kilos."), ""),
        Example::pair(("en", "They react within 85 thousandths."), ("ja", "0.085秒以内に反応する。"), ""),
        Example::pair(("en", "It costs half a million euros."), ("pl", "To kosztuje 500 tysięcy euro."), ""),
        Example::pair(("en", "It costs 16 pounds 99."), ("de", "Es kostet 16,99 Pfund."), ""),
        Example::pair(("en", "She died at the age of 91."), ("ru", "Она умерла на 92-м году жизни."), ""),
        Example::pair(("en", "It was a tenth of the rent."), ("ja", "家賃の10分の1だった。"), ""),
        Example::pair(("en", "She lives on the second floor."), ("ja", "彼女は3階に住んでいる。"), ""),
        Example::pair(("en", "He lives on the second floor."), ("ru", "Он живёт на третьем этаже."), ""),
        Example::pair(("en", "It took a millionth of a second."), ("ja", "それは100万分の1秒かかった。"), ""),
        Example::pair(("en", "From 120 minutes a quarter is paid."), ("ja", "4分の1、120分以上で払う。"), ""),
        Example::pair(("en", "Call 0800 555 017 now."), ("de", "Rufen Sie 0800 555 017 an."), ""),
        Example::pair(("en", "Five times as many came."), ("ru", "Их пришло впятеро больше, 70 тысяч."), ""),
        Example::pair(
            ("de", "Er stieg hundertzwölf Stufen hinauf."),
            ("ru", "Он поднялся по ста двенадцати ступеням."),
            "",
        ),
        Example::pair(("en", "It is two and a half times as long."), ("ja", "それは2.5倍の長さだ。"), ""),
        Example::pair(("en", "Two trucks will come."), ("ja", "トラックが1台ずつ来る。"), ""),
        Example::pair(("en", "The 7.03 train was late."), ("es", "El tren de las 19.03 llegó tarde."), ""),
        Example::pair(("en", "He came shortly after two."), ("ru", "Он пришёл в третьем часу."), ""),
        Example::pair(("en", "It was 80 degrees outside."), ("fr", "Il faisait 27 degrés dehors."), ""),
        Example::pair(("en", "The meeting is at 2:30."), ("fr", "La réunion est à 14 h 30."), ""),
        Example::pair(("en", "Come at half past four."), ("de", "Komm um halb fünf."), ""),
        Example::pair(
            ("en", "The game lasted 90 minutes, and two dozen fans stayed."),
            ("de", "Das Spiel dauerte anderthalb Stunden, und 24 Fans blieben."),
            "",
        ),
        Example::pair(("en", "Dozens of experts spoke."), ("ru", "Выступили десятки экспертов."), ""),
        Example::pair(
            ("en", "Five billion people came."),
            ("es", "Vinieron cinco mil millones de personas."),
            "",
        ),
        Example::pair(
            ("en", "About 2.5 million live there."),
            ("es", "Allí viven dos millones y medio."),
            "",
        ),
        Example::pair(("en", "Sales rose 20 percent in 2019."), ("ja", "売り上げは2019年に2割伸びた。"), ""),
        Example::pair(("en", "It grew in the 1980s."), ("zh", "它在20世纪80年代发展很快。"), ""),
        Example::pair(
            ("en", "It rose by 0.3 million to 1.2 billion."),
            ("de", "Es stieg um 0,3 Millionen auf 1,2 Milliarden."),
            "",
        ),
        Example::pair(("es", "Comeremos a las seis."), ("fr", "Nous mangerons à dix-huit heures."), ""),
        Example::pair(
            ("en", "The baker, 36, came."),
            ("pl", "Przyszedł trzydziestosześcioletni piekarz."),
            "",
        ),
        Example::pair(("en", "It cost 3,000 yen."), ("ja", "それは３，０００円かかった。"), ""),
        Example::pair(("en", "It ranges from .08% to 4%."), ("de", "Es reicht von 0,08 % bis 4 %."), ""),
        Example::pair(
            ("en", "They came at ten past six, on the night of 30 August."),
            ("ru", "Они пришли в десять минут седьмого, в ночь на 31 августа."),
            "",
        ),
        Example::pair(
            ("en", "She died aged ninety-seven."),
            ("ru", "Она умерла на девяносто восьмом году жизни."),
            "",
        ),
        Example::pair(
            ("en", "A city of 90,000 was evacuated."),
            ("pl", "Ewakuowano dziewięćdziesięciotysięczne miasto."),
            "",
        ),
        Example::pair(("en", "In the 1860s they met."), ("pl", "Spotkali się w latach 60. XIX wieku."), ""),
        Example::pair(("en", "Four in five agreed."), ("de", "80 Prozent stimmten zu."), ""),
        Example::pair(
            ("en", "It sank on the night of 31 August."),
            ("de", "Es sank in der Nacht zum 1. September."),
            "",
        ),
        Example::pair(
            ("en", "Open 24/7 but on Boxing Day."),
            ("de", "Stets offen, nur am 26. Dezember nicht."),
            "",
        ),
        Example::pair(
            ("de", "Die Achtundsechziger sind alt."),
            ("fr", "Les soixante-huitards sont vieux."),
            "",
        ),
        Example::pair(
            ("en", "The euro was worth 1.1834 dollars."),
            ("de", "Der Euro war 1,1834 Dollar wert."),
            "",
        ),
        Example::pair(("en", "Reviewed on December 23, 2012"), ("de", "Bewertet am 23. Dezember 2012"), ""),
        Example::pair(("de", "Bewertet am 23. Dezember 2012"), ("en", "Reviewed on December 23,2012"), ""),
        Example::pair(("en", "Some 2,000 people came."), ("zh", "约 2, 000 人来了。"), ""),
        Example::pair(("en", "Some 1,000,000 people came."), ("zh", "约 1, 000, 000 人来了。"), ""),
        Example::pair(("en", "Rooms 1, 200 and 300 are free."), ("zh", "1, 200和300号房间空着。"), ""),
        Example::pair(("en", "It began in the 1980s."), ("zh", "它始于 20 世纪 80 年代。"), ""),
        Example::pair(("de", "Es ist kalt."), ("en", "It\\u0027s cold, isn&#39;t it."), ""),
        Example::pair(("en", "It waited for four decades."), ("ja", "それは40年待った。"), ""),
        Example::pair(("en", "It fell by a fifth."), ("ja", "それは2割減った。"), ""),
        Example::pair(("en", "Two and a half million came."), ("ja", "250万人が来た。"), ""),
        Example::pair(("en", "It costs 300 billion dollars."), ("zh", "它花费3,000多亿美元。"), ""),
        Example::pair(
            ("en", "He came after 35 years."),
            ("de", "Er kam nach fünfunddreißigjähriger Zeit."),
            "",
        ),
        Example::pair(
            ("fr", "Il y avait 30 000 personnes au XXIe siècle."),
            ("en", "There were 30,000 people in the 21st century."),
            "",
        ),
    ],
    check,
};

fn check(page: &Page<'_>, limits: &Limits<'_>) -> Vec<Flag> {
    let most = limits.get(&MOST) as usize;
    let english = [&page.source, &page.target].iter().any(|words| words.language.tag == "en");
    let mut flags = Vec::new();
    for (bead, odd) in page.odd_numbers() {
        if odd.source.is_empty()
            || odd.target.is_empty()
            || odd.source.len() > most
            || odd.target.len() > most
        {
            continue;
        }
        for (index, number) in odd.target.iter().enumerate() {
            let meant = odd.source.get(index).or(odd.source.last());
            let share = |meant: &Quantity| {
                is_share(number, meant, &page.source) || is_share(meant, number, &page.target)
            };
            let Some(meant) = meant.filter(|meant| comparable(number, meant, english) && !share(meant))
            else {
                continue;
            };
            let message = format!(
                "`{}` where the original says `{}`",
                page.target.slice(number.span),
                page.source.slice(meant.span)
            );
            flags.push(RULE.compared(*bead, number.span, Some(meant.span), message));
        }
    }
    flags
}

/// Whether two numbers that differ tell of a mistake: no sum that was converted, and no hour against a word.
fn comparable(left: &Quantity, right: &Quantity, english: bool) -> bool {
    // `quarter to eight` is `7:45`.
    if left.digits == 0 && right.hour || right.digits == 0 && left.hour {
        return false;
    }
    // Two times have been compared as such.
    let bare = |number: &Quantity| number.units.is_empty() && number.factor == 1.0 && number.digits >= 3;
    if bare(left)
        && bare(right)
        && !(left.hour && right.hour)
        && is_half_a_day_off(&left.readings, &right.readings)
    {
        return false;
    }
    match left.units.relation(&right.units) {
        Relation::Other => false,
        // An English original spoke of miles, and each translation has converted and rounded them by itself.
        Relation::Same if left.units.is_measure() && !english => !near(left, right),
        Relation::Same | Relation::Convertible => true,
        Relation::Unknown => {
            // `80s` for `27 °C`.
            let measures = left.units.is_measure() || right.units.is_measure();
            let degrees = left.units.is_temperature() || right.units.is_temperature();
            let pairs = left.readings.iter().flat_map(|x| right.readings.iter().map(move |y| (x, y)));
            !measures || degrees && !pairs.into_iter().any(|(&x, &y)| close_degrees(x, y))
        }
    }
}

/// Whether a share is said in percent on one side, and as a part in words on the other: 20 % and `every fifth`.
fn is_share(percent: &Quantity, part: &Quantity, words: &Words<'_>) -> bool {
    let close = |x: f64, y: f64| (2.0..=10.0).contains(&y) && (x - 100.0 / y).abs() <= 0.5;
    let said = words.slice(part.span).to_lowercase();
    percent.units.is_percent()
        && part.digits == 0
        && part.units.is_empty()
        // `five` is no fifth.
        && words.language.numbers.words.iter().all(|word| word.0 != said)
        && percent.readings.iter().any(|&x| part.readings.iter().any(|&y| close(x, y)))
}

/// Whether two amounts are within 7 %: as far as translators round miles and kilometres.
fn near(left: &Quantity, right: &Quantity) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() <= 0.07 * x.abs().max(y.abs());
    left.readings.iter().any(|&x| right.readings.iter().any(|&y| close(x, y)))
}
