//! The house keeps its shape: imports go down, every file is in its table, pages name paths that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Floors from the bottom; an import goes to a lower floor or stays inside its own folder.
const FLOORS: &[(&str, usize)] = &[
    ("error", 0),
    ("command", 1),
    ("lang", 1),
    ("bitext", 2),
    ("lexicon", 2),
    ("markup", 3),
    ("read", 4),
    ("clean", 4),
    ("split", 4),
    ("tag", 4),
    ("embed", 4),
    ("rate", 4),
    ("align", 4),
    ("flag", 4),
    ("write", 4),
    ("score", 4),
    ("learn", 5),
    ("repair", 5),
    ("config", 6),
    ("pipeline", 7),
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ext| ext == "rs") => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

/// The modules that a file imports by `crate::<module>`, comments and tests aside.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let after = code.split("crate::").skip(1);
    after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

#[test]
fn imports_go_down() {
    let src = Path::new(ROOT).join("src");
    let mut wrong = Vec::new();
    for path in sources(&src) {
        let relative = path.strip_prefix(&src).unwrap();
        // The trainer of the cleaner is test code: it reads pages as a user of the library would.
        if relative.starts_with("clean/train") || relative.ends_with("clean/train.rs") {
            continue;
        }
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let Some(from) = floor(&module) else { continue };
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            let Some(to) = floor(&import) else { continue };
            if import != module && to >= from {
                wrong.push(format!("{}: `{module}` imports `{import}`", relative.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "an import goes to a lower floor, or stays inside its folder:\n{}",
        wrong.join("\n")
    );
}

/// The paths of a `use` declaration, groups spelled out: `super::{a, b::c}` is two.
fn spelled(tree: &str) -> Vec<Vec<String>> {
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        return vec![path.split("::").map(|part| part.trim().to_owned()).collect()];
    };
    let mut depth = 0;
    let branches = group.trim_end().trim_end_matches('}').split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let branches = branches.filter(|branch| !branch.trim().is_empty());
    branches.flat_map(|branch| spelled(&format!("{head}{}", branch.trim()))).collect()
}

/// All that a file names by a path from the root or from above.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for statement in code.split(';') {
        let declared = statement.rsplit("\nuse ").next().filter(|rest| rest.len() < statement.len());
        found.extend(declared.into_iter().flat_map(spelled));
        let starts = statement.match_indices("crate::").chain(statement.match_indices("super::"));
        for (at, _) in starts {
            let path = statement[at..].split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next();
            found.push(path.unwrap_or("").split("::").map(str::to_owned).collect());
        }
    }
    found
}

/// The file of a module path, or of the longest part of it that is one; `None` for the `mod.rs` of a folder, which names
/// its files and is named by them.
fn file_of(src: &Path, module: &[String]) -> Option<PathBuf> {
    (1..=module.len()).rev().map(|count| src.join(module[..count].join("/"))).find_map(|path| {
        let file = path.with_extension("rs");
        (file.is_file() && !path.is_dir()).then_some(file)
    })
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let src = Path::new(ROOT).join("src");
    let files = sources(&src);
    let mut below: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    for path in &files {
        if path.ends_with("mod.rs") || path.with_extension("").is_dir() {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap().lines();
        let code: Vec<&str> = code.filter(|line| !line.trim_start().starts_with("//")).collect();
        let parts = path.strip_prefix(&src).unwrap().with_extension("");
        let own: Vec<String> = parts.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        for import in paths(&code.join("\n")) {
            let ups = import.iter().take_while(|part| *part == "super").count();
            let from = match import.first().map(String::as_str) {
                Some("crate") => import[1..].to_vec(),
                Some("super") if ups <= own.len() => [&own[..own.len() - ups], &import[ups..]].concat(),
                _ => continue,
            };
            below.entry(path.clone()).or_default().extend(file_of(&src, &from).filter(|file| file != path));
        }
    }
    assert!(below.values().map(BTreeSet::len).sum::<usize>() > files.len(), "imports are read");
    // Files that import none of the rest are taken away, until none is left, or a circle.
    loop {
        let free: Vec<PathBuf> = below
            .iter()
            .filter(|(_, imports)| imports.iter().all(|file| !below.contains_key(file)))
            .map(|(file, _)| file.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        free.iter().for_each(|file| drop(below.remove(file)));
    }
    assert!(below.is_empty(), "a circle of imports, and what leads to it: {:#?}", below.keys());
}

#[test]
fn every_module_has_a_floor() {
    for entry in fs::read_dir(Path::new(ROOT).join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(
            ["lib", "main", "cli"].contains(&module) || floor(module).is_some(),
            "`{module}` has no floor"
        );
    }
}

#[test]
fn only_one_file_prints() {
    for path in sources(&Path::new(ROOT).join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let allows = text.contains("allow(clippy::print_stdout");
        assert!(!allows || path.ends_with("cli/output.rs"), "{} prints", path.display());
    }
}

#[test]
fn pages_name_paths_that_exist() {
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/experiments.md"] {
        let Ok(text) = fs::read_to_string(Path::new(ROOT).join(page)) else { continue };
        for word in text.split('`').skip(1).step_by(2) {
            let ours = ["src/", "tests/", "benches/", "docs/", "data/", "corpus/", "examples/"];
            let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
            if plain && ours.iter().any(|folder| word.starts_with(folder)) {
                assert!(Path::new(ROOT).join(word).exists(), "{page} names `{word}`, which is not there");
            }
        }
    }
}
