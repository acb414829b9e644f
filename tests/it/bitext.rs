//! The words and sentences of our own that lexicon and tagger learn from.

use std::collections::BTreeSet;
use std::path::Path;

use alinea::Lang;

#[test]
fn every_line_has_a_cell_for_each_language_of_its_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/bitext");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: the package holds no bitext");
        return;
    };
    let mut languages = BTreeSet::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let header: Vec<&str> = text.lines().next().unwrap().split('\t').collect();
        assert_eq!(header[0], "en", "{}", path.display());
        assert!(header.iter().all(|tag| tag.parse::<Lang>().is_ok()), "{}: {header:?}", path.display());
        languages.extend(header[1..].iter().map(|&tag| tag.to_owned()));
        for (number, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let whole = cells.len() == header.len() && cells.iter().all(|cell| cell.trim() == *cell);
            assert!(whole && !cells[0].is_empty(), "{}:{}: {line}", path.display(), number + 1);
        }
    }
    assert!(languages.len() >= 50, "{languages:?}");
}
