//! `unit-mismatch`: the same number in another unit or currency.

use super::rule::{Example, Limits, Rule};
use crate::bitext::{Flag, Severity};
use crate::flag::number::quantity::{Quantities, Quantity, converted};
use crate::flag::number::unit::Relation;
use crate::flag::page::Page;

/// The row.
pub(super) const RULE: Rule = Rule {
    id: "unit-mismatch",
    severity: Severity::Error,
    on: true,
    needs_original: true,
    summary: "a number has another unit or currency than in the original",
    what: "An amount whose number is the original's, but whose unit measures the same thing in other steps (`5 km` for \
           `5 miles`, `20 °C` for `20 °F`, `3 days` for `3 weeks`, `2 %` for `2 percentage points`), or whose \
           currency is another one. Names, abbreviations and signs are known in sixteen languages. An amount that was \
           converted has another number and is none of its business; `number-mismatch` does the sum.",
    why: "The number looks right, and the fact is wrong.",
    false_alarms: "Words that name a unit in one language and something else in another.",
    limits: &[],
    flags: &[
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 5 Kilometer entfernt."), "5 Kilometer"),
        Example::pair(
            ("en", "The deal is worth $ 3 million."),
            ("fr", "L’accord vaut 3 millions d’euros."),
            "3 millions d’euros",
        ),
        Example::pair(("de", "Es waren 20 °C im Schatten."), ("en", "It was 20 °F in the shade."), "20 °F"),
        Example::pair(
            ("en", "He lost 12 pounds in a month."),
            ("ru", "За месяц он похудел на 12 кг."),
            "12 кг",
        ),
        Example::pair(("en", "They stayed for 3 weeks."), ("es", "Se quedaron 3 días."), "3 días"),
        Example::pair(
            ("de", "Die Quote stieg um 2 Prozentpunkte."),
            ("en", "The rate rose by 2 percent."),
            "2 percent",
        ),
        Example::pair(("en", "It cost 500 dollars."), ("ja", "それは500円だった。"), "500円"),
        Example::pair(("fr", "Ajoutez 20 cl de crème."), ("de", "20 ml Sahne dazugeben."), "20 ml"),
        Example::pair(("fr", "Ajoutez 20 l d'eau."), ("de", "20 ml Wasser dazugeben."), "20 ml"),
        Example::pair(("de", "Die Platte misst 20 cm²."), ("ru", "Площадь пластины 20 мм²."), "20 мм²"),
        Example::pair(("pl", "Weź 20 dag masła."), ("it", "Prendete 20 kg di burro."), "20 kg"),
    ],
    passes: &[
        Example::pair(
            ("en", "It ended after 32 kilometres."),
            ("ru", "Он закончился на 32-м километре."),
            "",
        ),
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 8 Kilometer entfernt."), ""),
        Example::pair(("en", "It is 5 miles away."), ("de", "Es ist 5 Meilen entfernt."), ""),
        Example::pair(("en", "It cost £5m."), ("pl", "Kosztowało to 5 mln funtów."), ""),
        Example::pair(("en", "It was 20 degrees."), ("fr", "Il faisait 20 °C."), ""),
        Example::pair(
            ("en", "In 5 days he walked 5 miles."),
            ("de", "In 5 Tagen ging er 5 Meilen zu Fuß."),
            "",
        ),
        Example::pair(("fr", "Il est né en 2018 à l'étranger."), ("it", "È nato nel 2018 all'estero."), ""),
        Example::pair(("fr", "Ajoutez 20 cl de crème."), ("de", "200 ml Sahne dazugeben."), ""),
        Example::pair(("en", "It holds 20 cc."), ("de", "Es fasst 20 ml."), ""),
        Example::pair(("en", "He is 30 years old."), ("ja", "彼は30歳だ。"), ""),
    ],
    check,
};

fn check(page: &Page<'_>, _: &Limits<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (bead, source, target) in page.amounts() {
        for amount in target.amounts().filter(|amount| !amount.units.is_empty()) {
            let Some(meant) = alone(amount, target, source) else { continue };
            let relation = meant.units.relation(&amount.units);
            // The same number of degrees is never the same warmth.
            let sum = !amount.units.is_temperature() && converted(meant, amount);
            if !matches!(relation, Relation::Convertible | Relation::Other) || sum {
                continue;
            }
            let message = format!(
                "`{}` where the original says `{}`: {}, not {}",
                page.target.slice(amount.whole),
                page.source.slice(meant.whole),
                amount.units.name(),
                meant.units.name(),
            );
            flags.push(RULE.compared(*bead, amount.whole, Some(meant.whole), message));
        }
    }
    flags
}

/// The amount of `there` with the same number, where both sides have that number once.
fn alone<'q>(amount: &Quantity, here: &Quantities, there: &'q Quantities) -> Option<&'q Quantity> {
    let first = |other: &Quantity| other.readings.first().copied();
    let same = |other: &&Quantity| first(other) == first(amount);
    if here.amounts().filter(same).count() != 1 {
        return None;
    }
    let mut all = there.amounts().filter(same);
    all.next().filter(|_| all.next().is_none())
}
