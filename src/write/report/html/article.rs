//! The page of an article: a row a bead, source beside target, flags on the exact characters.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;

use super::draw::{self, Histogram};
use super::escape::{attribute, content, message};
use super::page;
use crate::bitext::{Entry, Flag, Place, Role, Score, Severity, Side, Span, Text, fingerprints};
use crate::lang::language;
use crate::write::record::slashed;
use crate::write::report::tally::Tally;
use crate::write::report::tally::count;

/// Flags by rule with the worst severity of each, the most frequent first.
pub(super) fn by_rule(entry: &Entry) -> Vec<(&'static str, usize, Severity)> {
    let mut rules: BTreeMap<&'static str, (usize, Severity)> = BTreeMap::new();
    for flag in entry.told() {
        let found = rules.entry(flag.rule).or_insert((0, flag.severity));
        found.0 += 1;
        found.1 = found.1.max(flag.severity);
    }
    sorted(rules)
}

/// As [`by_rule`], from counts.
pub(super) fn sorted(
    rules: BTreeMap<&'static str, (usize, Severity)>,
) -> Vec<(&'static str, usize, Severity)> {
    let mut rules: Vec<_> = rules.into_iter().map(|(rule, (count, worst))| (rule, count, worst)).collect();
    rules.sort_by_key(|&(rule, count, worst)| (std::cmp::Reverse((worst, count)), rule));
    rules
}

/// Writes the page; `back` leads to the index. `all`: suppressed flags are shown too, not only counted.
pub(super) fn write(entry: &Entry, back: &str, all: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let title = format!("{} ({})", entry.name, entry.pair());
    out.write_all(page::begin(&title).as_bytes())?;
    out.write_all(head(entry, back).as_bytes())?;
    let rules = by_rule(entry);
    let counts = Severity::ALL.map(|severity| entry.count(severity));
    out.write_all(page::filters(&rules, counts, Some(!entry.scores.is_empty())).as_bytes())?;
    let alone = if entry.bitext.is_alone() { " alone" } else { "" };
    writeln!(out, "<main class=\"beads{alone}\">")?;
    let mut by_bead: Vec<Vec<usize>> = vec![Vec::new(); entry.bitext.beads().len() + 1];
    for (index, flag) in entry.flags.iter().enumerate() {
        if flag.suppressed.is_some() && !flag.is_shown(all) {
            continue;
        }
        let bead = flag.bead.unwrap_or(usize::MAX).min(entry.bitext.beads().len());
        by_bead[bead].push(index);
    }
    if !alone.is_empty() {
        writeln!(
            out,
            "<div class=\"columns\"><span></span><span>{}</span></div>",
            names(entry, Side::Target)
        )?;
    } else {
        writeln!(
            out,
            "<div class=\"columns\"><span></span><span>{}</span><span>{}</span></div>",
            names(entry, Side::Source),
            names(entry, Side::Target)
        )?;
    }
    let loose = by_bead.pop().unwrap_or_default();
    let (moved, fingerprints) = (moved(entry), fingerprints(entry));
    for (number, flags) in by_bead.iter().enumerate() {
        out.write_all(row(entry, number, flags, (&moved, &fingerprints)).as_bytes())?;
    }
    out.write_all(b"<p class=\"none\" id=\"none\" hidden>Nothing here has such a flag.</p>\n</main>\n")?;
    out.write_all(dropped(entry, &loose, &fingerprints).as_bytes())?;
    out.write_all(page::end().as_bytes())
}

fn names(entry: &Entry, side: Side) -> String {
    let text = entry.bitext.side(side);
    format!("<b>{}</b> <code>{}</code>", content(name_of(text)), content(&slashed(&text.document.path)))
}

/// The English name of the language of a text, or its tag.
fn name_of(text: &Text) -> &str {
    let record = language(text.lang);
    if record.tag == text.lang.primary() && !text.lang.is_und() { record.name } else { text.lang.as_str() }
}

fn head(entry: &Entry, back: &str) -> String {
    let tally = Tally::of(entry);
    let bitext = &entry.bitext;
    let mut head = format!(
        "<header class=\"top\">\n<a class=\"back\" href=\"{}\">← all articles</a>\n<h1 dir=\"auto\">{}</h1>\n",
        attribute(back),
        content(&entry.name)
    );
    let mut facts = Vec::new();
    if bitext.is_alone() {
        facts.push(format!("{}, the original is not at hand", content(name_of(bitext.target()))));
        facts.push(count(tally.target_sentences, "sentence"));
    } else {
        facts.push(format!("{} → {}", content(name_of(bitext.source())), content(name_of(bitext.target()))));
        facts.push(count(tally.beads, "bead"));
        if tally.null_beads > 0 {
            facts.push(format!("{} without counterpart", tally.null_beads));
        }
        if tally.moves > 0 {
            facts.push(format!("{} moved", count(tally.moves, "passage")));
        }
    }
    if let Some(mean) = tally.mean_confidence() {
        facts.push(format!("mean confidence {mean:.2}"));
    }
    if !entry.scores.is_empty() {
        let high = entry.scores.iter().filter(|score| score.is_high()).count();
        facts.push(format!("score {:.2}, {high} worth a look", entry.score.value));
    }
    if let (Some(ratings), Some(mean)) = (&entry.ratings, tally.mean_rating()) {
        facts.push(format!("{} {mean:.2}", content(&ratings.scorer)));
    }
    if tally.known + tally.new > 0 {
        facts.push(format!("{} known to the baseline, {} new", count(tally.known, "flag"), tally.new));
    }
    if tally.suppressed > 0 {
        facts.push(format!("{} suppressed", count(tally.suppressed, "flag")));
    }
    let _ = writeln!(head, "<p class=\"facts\">{}</p>", facts.join("<span> · </span>"));
    for notice in &entry.notices {
        let _ = writeln!(
            head,
            "<p class=\"notice\"><code>{}</code> {}</p>",
            content(&slashed(&notice.path)),
            content(&notice.message)
        );
    }
    head.push_str("</header>\n");
    let mut histogram = Histogram::default();
    histogram.add(bitext);
    let rules = by_rule(entry);
    if histogram.is_empty() && rules.iter().all(|&(_, _, worst)| worst == Severity::Info) {
        return head;
    }
    head.push_str("<details class=\"drawings\" open><summary>At a glance</summary><div>\n");
    if !bitext.is_alone() && !bitext.beads().is_empty() {
        let _ = writeln!(
            head,
            "<figure><figcaption>Alignment <small>{} across, {} down</small></figcaption>{}</figure>",
            content(name_of(bitext.source())),
            content(name_of(bitext.target())),
            draw::path(bitext)
        );
    }
    if !histogram.is_empty() {
        let _ = writeln!(
            head,
            "<figure><figcaption>Confidence <small>beads by how likely they are right</small></figcaption>{}</figure>",
            histogram.draw()
        );
    }
    if rules.iter().any(|&(_, _, worst)| worst > Severity::Info) {
        let _ = writeln!(
            head,
            "<figure><figcaption>Flags <small>by rule</small></figcaption>{}</figure>",
            draw::rules(&rules)
        );
    }
    head + "</div></details>\n"
}

/// Whether each sentence lies in a passage that moved, source and target.
fn moved(entry: &Entry) -> [Vec<bool>; 2] {
    [Side::Source, Side::Target].map(|side| {
        let mut moved = vec![false; entry.bitext.side(side).len()];
        for found in &entry.bitext.moves {
            let range = if side == Side::Source { &found.source } else { &found.target };
            moved.get_mut(range.clone()).unwrap_or_default().fill(true);
        }
        moved
    })
}

fn row(
    entry: &Entry,
    number: usize,
    flags: &[usize],
    (moved, fingerprints): (&[Vec<bool>; 2], &[String]),
) -> String {
    let bitext = &entry.bitext;
    let bead = &bitext.beads()[number];
    let mut sorted: Vec<usize> = flags.to_vec();
    sorted.sort_by_key(|&index| std::cmp::Reverse(entry.flags[index].severity));
    let worst = sorted.first().map(|&index| entry.flags[index].severity);
    let mut row = format!("<section class=\"row\" id=\"b{number}\"{}", data(entry, &sorted));
    if let Some(worst) = worst {
        let _ = write!(row, " data-worst=\"{}\" tabindex=\"-1\"", worst.name());
    }
    let score = entry.scores.get(number);
    if let Some(score) = score {
        let _ = write!(row, " data-score=\"{:.2}\"", score.value);
    }
    let _ = write!(row, ">\n<div class=\"gutter\"><a href=\"#b{number}\">{}</a>", number + 1);
    if !bitext.is_alone() {
        let shape = format!("{}–{}", bead.source.len(), bead.target.len());
        if shape != "1–1" {
            let _ = write!(row, "<span class=\"shape\">{shape}</span>");
        }
        let percent = (bead.confidence.clamp(0.0, 1.0) * 100.0).round();
        let class = if bead.confidence < 0.5 { " low" } else { "" };
        let _ = write!(
            row,
            "<span class=\"sure{class}\" title=\"confidence {:.2}\">{percent}<small>%</small></span>",
            bead.confidence
        );
    }
    if let Some(ratings) = &entry.ratings
        && let Some(quality) = ratings.of(number)
    {
        let _ = write!(
            row,
            "<span class=\"sure\" title=\"{} {quality:.2}, 1 is best\">★{:.0}</span>",
            attribute(&ratings.scorer),
            quality * 100.0
        );
    }
    // Low scores say that all is as usual.
    if let Some(score) = score.filter(|score| score.value >= 0.2) {
        let class = if score.is_high() { " high" } else { "" };
        let _ = write!(
            row,
            "<span class=\"score{class}\" title=\"score {:.2}, the higher the more worth a look\">⚑{:.0}</span>",
            score.value,
            score.value * 100.0
        );
    }
    row.push_str("</div>\n");
    for (side, range) in [(Side::Source, &bead.source), (Side::Target, &bead.target)] {
        if side == Side::Source && bitext.is_alone() {
            continue;
        }
        let moved = moved[side as usize].get(range.clone()).is_some_and(|moved| moved.contains(&true));
        row.push_str(&cell(entry, side, range, flags, moved));
    }
    let reasons = score.filter(|score| score.is_high() && !score.why.is_empty());
    if !sorted.is_empty() || reasons.is_some() {
        row.push_str(&list(entry, &sorted, fingerprints, reasons));
    }
    row.push_str("</section>\n");
    row
}

/// What the script filters by.
fn data(entry: &Entry, flags: &[usize]) -> String {
    if flags.is_empty() {
        return String::new();
    }
    let of = |index: &usize| &entry.flags[*index];
    let pairs: Vec<_> =
        flags.iter().map(|index| format!("{}:{}", of(index).severity.name(), of(index).rule)).collect();
    format!(" data-flags=\"{}\"", attribute(&pairs.join(" ")))
}

/// The flags of a row, and what its score is made of where that is high.
fn list(entry: &Entry, flags: &[usize], fingerprints: &[String], score: Option<&Score>) -> String {
    let mut list = String::from("<ul class=\"flags\">\n");
    if let Some(score) = score {
        let _ = writeln!(
            list,
            "<li class=\"score\"><span class=\"rule\">score <b>{:.2}</b></span> <span class=\"why\" dir=\"auto\">{}</span></li>",
            score.value,
            message(&score.reasons())
        );
    }
    for &index in flags {
        let flag = &entry.flags[index];
        let name = flag.severity.name();
        let document = &entry.bitext.side(flag.side).document;
        let _ = write!(
            list,
            "<li class=\"{name}\" data-flag=\"{index}\"><span class=\"rule\">{name} <b>{}</b></span> \
             <span class=\"why\" dir=\"auto\">{}</span>",
            content(flag.rule),
            message(&flag.message)
        );
        if let Some(suggestion) = &flag.suggestion {
            let _ = write!(
                list,
                " <span class=\"fix\">write <ins dir=\"auto\">{}</ins></span>",
                content(suggestion)
            );
        }
        if let Some(found) = &flag.suppressed {
            let _ = write!(
                list,
                " <span class=\"fix\">suppressed: {} <code>{}{}</code></span>",
                message(&found.reason),
                content(&slashed(&found.path)),
                found.at_line()
            );
        } else if flag.known == Some(true) {
            list.push_str(" <span class=\"fix\">known to the baseline</span>");
        }
        let _ = writeln!(
            list,
            " <span class=\"place\">{1}</span> <code class=\"name\" title=\"fingerprint: accept with --accept={0}\">{0}</code></li>",
            fingerprints[index],
            place(document.place(flag.span.start)),
        );
    }
    list + "</ul>\n"
}

fn place(place: Place) -> String {
    match place.column {
        Some(column) => format!("{}:{column}", place.line),
        None => format!("line {}", place.line),
    }
}

fn cell(entry: &Entry, side: Side, range: &Range<usize>, flags: &[usize], moved: bool) -> String {
    let text = entry.bitext.side(side);
    let class = if side == Side::Source { "source" } else { "target" };
    if range.is_empty() {
        return format!("<div class=\"cell {class} empty\"><span>no counterpart</span></div>\n");
    }
    let note = if moved { " moved" } else { "" };
    let mut cell = format!("<div class=\"cell {class}{note}\" lang=\"{}\">", text.lang);
    for index in range.clone() {
        let sentence = &text.sentences[index];
        // A sentence in another language says so, to the reader and to his machine.
        let other = sentence.guess.filter(|guess| {
            !guess.lang.is_und() && guess.confidence >= 0.5 && !guess.lang.same_language(&text.lang)
        });
        let lang = other.map(|guess| format!(" lang=\"{}\"", guess.lang)).unwrap_or_default();
        let heading = match text.document.blocks.get(sentence.block).map(|block| block.kind) {
            Some(crate::bitext::Kind::Heading) => " class=\"heading\"",
            _ => "",
        };
        let marks: Vec<(usize, &Flag)> = flags
            .iter()
            .map(|&flag| (flag, &entry.flags[flag]))
            .filter(|(_, flag)| flag.side == side && flag.span.overlaps(sentence.span))
            .collect();
        let _ = write!(
            cell,
            "<p dir=\"auto\"{lang}{heading} title=\"{}\">{}</p>",
            place(text.document.place(sentence.span.start)),
            marked(text, sentence.span, &marks)
        );
    }
    cell + "</div>\n"
}

/// A passage with its flags marked. Where flags overlap, each piece is marked by the worst of its own.
fn marked(text: &Text, span: Span, flags: &[(usize, &Flag)]) -> String {
    let document = &text.document;
    let mut cuts: Vec<usize> = vec![span.start, span.end];
    for (_, flag) in flags {
        cuts.extend([flag.span.start, flag.span.end].map(|at| at.clamp(span.start, span.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        let shown = content(document.slice(piece));
        let over: Vec<_> = flags.iter().filter(|(_, flag)| flag.span.overlaps(piece)).collect();
        let Some(worst) = over.iter().map(|(_, flag)| flag.severity).max() else {
            out.push_str(&shown);
            continue;
        };
        let numbers: Vec<_> = over.iter().map(|(number, _)| number.to_string()).collect();
        let why: Vec<_> = over.iter().map(|(_, flag)| format!("{}: {}", flag.rule, flag.message)).collect();
        let _ = write!(
            out,
            "<mark class=\"{}\" data-flag=\"{}\" title=\"{}\">{shown}</mark>",
            worst.name(),
            numbers.join(" "),
            attribute(&why.join("; "))
        );
    }
    out
}

/// The page around the article, on demand, and flags that lie in no bead.
fn dropped(entry: &Entry, loose: &[usize], fingerprints: &[String]) -> String {
    let mut shown = String::new();
    let inside = |flag: &Flag| {
        let blocks = &entry.bitext.side(flag.side).document.blocks;
        let first = blocks.partition_point(|block| block.span.end < flag.span.start);
        let mut near = blocks.iter().skip(first).take_while(|block| block.span.start <= flag.span.end);
        near.any(|block| block.role != Role::Body && block.span.overlaps(flag.span))
    };
    let outside: Vec<usize> = loose.iter().copied().filter(|&index| !inside(&entry.flags[index])).collect();
    if !outside.is_empty() {
        let _ = writeln!(
            shown,
            "<section class=\"row whole\" {}><h2>The document as a whole</h2>{}</section>",
            data(entry, &outside),
            list(entry, &outside, fingerprints, None)
        );
    }
    for (side, what) in [(Side::Source, "original"), (Side::Target, "translation")] {
        let text = entry.bitext.side(side);
        let lines: Vec<_> = text
            .document
            .blocks
            .iter()
            .filter_map(|block| match block.role {
                Role::Boilerplate(reason) if !block.span.is_empty() => Some((block, reason)),
                _ => None,
            })
            .collect();
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(
            shown,
            "<details class=\"dropped\"><summary>{} left out of the {what}</summary>\n<table>",
            count(lines.len(), "line of the page").replace("line of the pages", "lines of the page")
        );
        for (block, reason) in lines {
            let reason = serde_json::to_value(reason).ok();
            let reason = reason.as_ref().and_then(|value| value.as_str()).unwrap_or_default();
            let _ = writeln!(
                shown,
                "<tr><td class=\"place\">{}</td><td class=\"reason\">{reason}</td><td dir=\"auto\" lang=\"{}\">{}</td></tr>",
                place(text.document.place(block.span.start)),
                text.lang,
                content(text.document.slice(block.span))
            );
        }
        shown.push_str("</table></details>\n");
    }
    if shown.is_empty() { shown } else { format!("<footer class=\"rest\">\n{shown}</footer>\n") }
}
