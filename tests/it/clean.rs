//! Cleaning, from the command line: pages of our own, and the quality on the kits.

use std::fs;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

/// Runs `alinea clean` on a file with that text; returns exit code, standard output, standard error.
fn clean(name: &str, text: &[u8], args: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let output = Command::new(cargo_bin("alinea")).arg("clean").args(args).arg(&path).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A page as it is left when the markup is thrown away.
const PAGE: &str = "\
Küstenblatt :: Inselleben :: Reportage\r
\r
Küstenblatt :: Inselleben :: Reportage\r
Küstenblatt :: Inselleben :: Reportage\r
-\r
Der Leuchtturm von Ammeroog wurde im Herbst abgeschaltet, und seither sitzt Hinnerk Bolte abends am Fenster.\r
\r
Was vom Licht bleibt…\r
\r
Vierzig Jahre lang hat er die Lampe gewartet. „Ich kenne jede Schraube“, sagt er, und man glaubt es ihm sofort.\r
…und was die Insel verliert\r
Für die Fischer ändert sich wenig, denn sie steuern längst nach Satelliten. Für die Insel ist es ein Abschied.\r
-\r
\r
PREV Warum die Fähre im Winter „nur bei Flut“ fährt.\r
NEXT Neue Bänke für die Strandpromenade\r
";

#[test]
fn a_letter_for_every_line_blank_ones_too() {
    let (code, out, _) = clean("page.txt", PAGE.as_bytes(), &["--labels"]);
    assert_eq!(out, "dkdddkkkkkkkdkdd\n");
    assert_eq!(code, Some(0));
}

#[test]
fn every_dropped_line_has_its_reason_and_place() {
    let (_, out, _) = clean("page.txt", PAGE.as_bytes(), &["--explain"]);
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 12);
    assert_eq!(lines[0][..3], ["drop", "site title or header", "1"]);
    assert_eq!(lines[3][..3], ["drop", "marks only", "5"]);
    assert_eq!(lines[4][..3], ["keep", "", "6"]);
    assert_eq!(lines[10][..3], ["drop", "teaser or headline of another article", "15"]);
}

#[test]
fn an_article_with_no_page_around_it_comes_out_whole() {
    for article in [
        "Ein einziger Satz.\n",
        "Title of it\nThe rain had stopped, and the road was dry again.\nShe left.\n",
        "他们昨天走了。\n没有人知道为什么。\n",
        "Он ушёл.\n– Куда?\n– Домой.\n",
        "ذهب إلى البيت.\nلم يقل شيئا لأحد.\n",
        "彼は何も言わずに帰った。\n「どうして」と彼女は聞いた。\n",
        "ท้องฟ้าเปลี่ยนเป็นสีแดงก่อนพระอาทิตย์ตก\nทุกคนเงียบ\n",
        "वह घर चला गया।\nकिसी ने कुछ नहीं कहा।\n",
        "Next year, the bridge will be built.\nThe site uses cookies, she said, and laughed.\nNobody did.\n",
        "« Ainsi », dit-il, « la mer recule ».\nPersonne ne répondit.\n",
    ] {
        let (code, out, err) = clean("article.txt", article.as_bytes(), &[]);
        assert_eq!((out.as_str(), code), (article, Some(0)), "{err}");
    }
}

#[test]
fn a_page_of_markup_gives_its_article() {
    let sentence = "The harbour was quiet that morning, and the boats had not gone out because of the fog. ";
    let page = format!(
        "<html lang=en><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Fog</h1>\n\
         <p>{0}{0}</p>\n<p>{0}{0}{0}</p><ul><li>{0}</li></ul><p>{0}{0}</p></article>\n\
         <aside><h3>Related</h3><a href=/b>Ten knots to know</a></aside>\
         <footer>© 2024 The Quay. All rights reserved.</footer>",
        sentence
    );
    let (code, out, _) = clean("page.html", page.as_bytes(), &[]);
    assert_eq!(code, Some(0));
    assert!(out.lines().count() >= 4 && out.matches("harbour").count() == 8, "{out}");
    assert!(!out.contains("News") && !out.contains("knots") && !out.contains("reserved"), "{out}");
}

#[test]
fn a_page_with_nothing_to_keep_is_done_with_a_notice() {
    for (name, text) in [("a.txt", ""), ("b.txt", "-\n***\n"), ("c.html", "<nav><a href=/>Home</a></nav>")] {
        let (code, out, err) = clean(name, text.as_bytes(), &[]);
        assert_eq!((code, out.as_str()), (Some(0), ""), "{name}: {err}");
        assert!(err.contains("nothing to keep"), "{name}: {err}");
    }
}

#[test]
fn bottomless_pages_do_not_overflow() {
    let deep = format!("<body>{}<p>The end of it all, a sentence.</p>", "<div>".repeat(100_000));
    let (code, out, err) = clean("deep.html", deep.as_bytes(), &[]);
    assert_eq!((code, out.as_str()), (Some(0), "The end of it all, a sentence.\n"), "{err}");
}

#[test]
fn what_recurs_over_a_site_goes_and_an_article_stored_twice_stays() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    let banner = "Our readers travel with us: book the autumn cruise along the coast now, and save.";
    for (name, number) in [("a", 1), ("b", 2), ("b2", 2), ("c", 3), ("d", 4)] {
        let body: String = (0..6)
            .map(|line| {
                format!(
                    "Sentence {line} of story {number} tells of the {}, which nobody had seen before.\n",
                    number * 100 + line
                )
            })
            .collect();
        fs::write(site.join(format!("{name}.txt")), format!("{banner}\n{body}{banner}\n")).unwrap();
    }
    let out = folder.path().join("out");
    let run = Command::new(cargo_bin("alinea"))
        .args(["clean", "--sites", "folder", "--out"])
        .args([&out, folder.path().join("site").as_path()])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for (name, number) in [("a", 1), ("b", 2), ("b2", 2)] {
        let text = fs::read_to_string(out.join(format!("{name}.txt"))).unwrap();
        assert_eq!(text.matches(&format!("of story {number} ")).count(), 6, "{name}: {text}");
        assert!(!text.contains("cruise"), "{name}: {text}");
    }
}

#[test]
fn patterns_of_the_user_decide_and_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\"id\":\"a\",\"url\":\"https://www.example.org/a\",\"text\":\"Our podcast tells you more about this matter.\\nThe river rose again, and nobody slept.\\nMore Sea News\\n\"}\n";
    fs::write(folder.path().join("a.jsonl"), text).unwrap();
    let config = "[clean]\ndrop = [\"Our Podcast\"]\n[clean.sites.\"example.org\"]\nkeep = [\"sea news\"]\n";
    fs::write(folder.path().join("alinea.toml"), config).unwrap();
    let run = Command::new(cargo_bin("alinea"))
        .args(["clean", "--explain"])
        .arg(folder.path().join("a.jsonl"))
        .output()
        .unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    let verdicts: Vec<_> =
        out.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(
        verdicts,
        ["drop: dropped by your pattern `our podcast`", "keep: ", "keep: kept by your pattern `sea news`"]
    );
}

/// A site of several pages: a banner, and a story that no other page has.
fn site(pages: impl Iterator<Item = (String, usize)>, folder: &std::path::Path) {
    let banner = "Our readers travel with us: book the autumn cruise along the coast now, and save.";
    for (name, number) in pages {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let body: String = (0..6)
            .map(|line| {
                format!(
                    "Sentence {line} of story {number} tells of the ship, which nobody had seen before.\n"
                )
            })
            .collect();
        fs::write(path, format!("{banner}\n{body}{banner}\n")).unwrap();
    }
}

#[test]
fn what_recurs_over_a_site_is_not_aligned() {
    let folder = tempfile::tempdir().unwrap();
    site((1..6).map(|number| (format!("in/{number}/en.txt"), number)), folder.path());
    for (sites, cruise) in [("folder", false), ("", true)] {
        let out = folder.path().join(format!("out{sites}"));
        let mut run = Command::new(cargo_bin("alinea"));
        run.args(["align", "--quiet", "--formats", "tsv", "--out"]).args([&out, &folder.path().join("in")]);
        if !sites.is_empty() {
            run.args(["--sites", sites]);
        }
        let run = run.output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let text = fs::read_to_string(out.join("3/en.tsv")).unwrap();
        assert_eq!(text.matches("of story 3 ").count(), 6, "{text}");
        assert_eq!(text.contains("cruise"), cruise, "{text}");
    }
}

#[test]
fn what_recurs_over_a_site_is_not_flagged() {
    let folder = tempfile::tempdir().unwrap();
    site((1..6).map(|number| (format!("in/{number}.txt"), number)), folder.path());
    for number in 1..6 {
        let path = folder.path().join(format!("in/{number}.txt"));
        let text = fs::read_to_string(&path).unwrap().replace("book the", "book the the");
        fs::write(&path, text).unwrap();
    }
    for (sites, found) in [("folder", 0), ("", 10)] {
        let mut run = Command::new(cargo_bin("alinea"));
        run.args(["flag", "--lang", "en", "--format", "jsonl"]).arg(folder.path().join("in"));
        if !sites.is_empty() {
            run.args(["--sites", sites]);
        }
        let out = String::from_utf8(run.output().unwrap().stdout).unwrap();
        assert_eq!(out.matches("\"doubled-word\"").count(), found, "{out}");
        assert_eq!(out.matches("\"boilerplate-line\"").count() > 0, found == 0, "{out}");
    }
}

/// The floors and ceilings stand beside what was reached on 2026-11-26, by less than a page or two can turn.
#[test]
fn quality_on_the_kits() {
    let Some(kits) = std::env::var_os("ALINEA_EVAL").map(std::path::PathBuf::from) else {
        println!("skipped: ALINEA_EVAL names no folder of kits");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("scores.json");
    let run = Command::new("python3")
        .arg(kits.join("run.py"))
        .args(["--kits", "clean", "--bin"])
        .arg(cargo_bin("alinea"))
        .arg("--out")
        .arg(folder.path())
        .arg("--json")
        .arg(&json)
        .output();
    let run = match run {
        Ok(run) => run,
        Err(cause) => {
            println!("skipped: cannot run python3: {cause}");
            return;
        }
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    let of = |part: &str, measure: &str| {
        let row = rows.iter().find(|row| row["name"] == part).unwrap();
        let reached = row[measure].as_f64().unwrap();
        println!("{part} {measure} {reached:.4}");
        reached
    };
    for (part, measure, floor) in [
        ("html", "shingle_f1", 0.92),
        ("html", "word_f1", 0.922),
        ("segs", "seg_f1", 0.922),
        ("text", "text_f1", 0.905),
        ("sites", "text_f1", 0.955),
    ] {
        let reached = of(part, measure);
        assert!(reached >= floor, "{part}: {measure} {reached:.4}, expected at least {floor}");
    }
    for (part, ceiling) in [("text", 0.046), ("sites", 0.023)] {
        let reached = of(part, "kept_lost");
        assert!(reached <= ceiling, "{part}: kept_lost {reached:.4}, expected at most {ceiling}");
    }
    let seed = kits.join("flag/seed/seed.txt");
    let run = Command::new(cargo_bin("alinea")).args(["clean", "--labels"]).arg(seed).output().unwrap();
    assert_eq!(run.stdout.iter().filter(|&&letter| letter == b'd').count(), 7);
}
