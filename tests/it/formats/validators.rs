//! Validity as other programs see it: those of the OASIS schemas, xmllint, jing, translate-toolkit.
//!
//! They run where `ALINEA_SCHEMAS` names the folder of the schemas, and say so where they are skipped.

use std::path::{Path, PathBuf};
use std::process::Command;

use alinea::write::{self, Export, FORMATS};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{fixture, write_as};

/// The folder of the schemas, or a message that the test is skipped.
pub(super) fn schemas() -> Option<PathBuf> {
    let found = std::env::var_os("ALINEA_SCHEMAS").map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: ALINEA_SCHEMAS does not name the folder of the schemas");
    }
    found
}

/// Runs a program and panics with what it says if it does not end with 0.
pub(super) fn passes(command: &mut Command) {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?}: {cause}; is it installed?"));
    assert!(
        output.status.success(),
        "{command:?}:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn fails(command: &mut Command) {
    assert!(!command.output().unwrap().status.success(), "{command:?} sees the fault");
}

/// Every fixture and some random entries, each as one file of the format.
fn files(dir: &Path, name: &str) -> Vec<PathBuf> {
    let mut runner = TestRunner::deterministic();
    let random = (0..40).map(|_| fixture::any_entry().new_tree(&mut runner).unwrap().current());
    let format = write::format(name).unwrap();
    let entries = fixture::all().into_iter().chain(random).filter(|entry| !entry.bitext.is_alone());
    let mut paths = Vec::new();
    for (index, entry) in entries.enumerate() {
        for keep_nulls in [false, true] {
            let path = dir.join(format!("{index}{keep_nulls}.{}", format.extension));
            std::fs::write(&path, write_as(&entry, format, &Export { keep_nulls, ..Export::default() }))
                .unwrap();
            paths.push(path);
        }
    }
    paths
}

#[test]
fn tmx_is_valid_for_xmllint() {
    let Some(schemas) = schemas() else { return };
    let dir = tempfile::tempdir().unwrap();
    let xmllint = || {
        let mut command = Command::new("xmllint");
        command.args(["--noout", "--nonet", "--dtdvalid"]).arg(schemas.join("tmx14.dtd"));
        command
    };
    passes(xmllint().args(files(dir.path(), "tmx")));
    let broken = dir.path().join("broken.tmx");
    std::fs::write(&broken, "<tmx version=\"1.4\"><body/></tmx>").unwrap();
    fails(xmllint().arg(&broken));
}

#[test]
fn xliff_is_valid_for_xmllint_and_jing() {
    let Some(schemas) = schemas() else { return };
    let dir = tempfile::tempdir().unwrap();
    let paths = files(dir.path(), "xliff");
    passes(
        Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schemas.join("xliff-2.1-all.xsd"))
            .args(&paths),
    );
    let jing = || {
        let mut command = Command::new("jing");
        command.arg(schemas.join("xliff-2.1/xliff_2_advanced_validation.nvdl"));
        command
    };
    passes(jing().args(&paths));
    // What the XSD alone does not see: no `trgLang` beside a target.
    let broken = dir.path().join("broken.xlf");
    let text = std::fs::read_to_string(&paths[0]).unwrap().replace(" trgLang=\"ar\"", "");
    std::fs::write(&broken, text).unwrap();
    fails(jing().arg(&broken));
}

/// A Python that has a module, or a message that the test is skipped.
pub(super) fn python(module: &str) -> Option<PathBuf> {
    let named = std::env::var_os("ALINEA_PYTHON").map(PathBuf::from);
    let python = named.clone().unwrap_or_else(|| "python3".into());
    let has = Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if has.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    assert!(named.is_none(), "the Python that ALINEA_PYTHON names has no module `{module}`");
    eprintln!("skipped: no Python with the module `{module}`; ALINEA_PYTHON may name one");
    None
}

#[test]
fn translate_toolkit_reads_what_is_written() {
    let Some(python) = python("translate.storage") else { return };
    let dir = tempfile::tempdir().unwrap();
    let script = r#"
import sys
from translate.storage import tmx, xliff2
for path, kind in zip(sys.argv[1::2], (tmx.tmxfile, xliff2.Xliff2File)):
    for unit in kind.parsefile(path).units:
        if unit.source or unit.target:
            sys.stdout.buffer.write(("%s\t%s\n" % (unit.source or "", unit.target or "")).encode())
    sys.stdout.buffer.write(b"--\n")
"#;
    for entry in [fixture::news(), fixture::east()] {
        let mut command = Command::new(&python);
        command.args(["-c", script]);
        let mut wanted = String::new();
        for name in ["tmx", "xliff"] {
            let format = write::format(name).unwrap();
            let path = dir.path().join(format!("a.{}", format.extension));
            let export = Export { keep_nulls: true, ..Export::default() };
            std::fs::write(&path, write_as(&entry, format, &export)).unwrap();
            command.arg(&path).arg("-");
            let table = write_as(&entry, write::format("tsv").unwrap(), &export);
            for row in String::from_utf8(table).unwrap().lines().skip(1) {
                let cells: Vec<_> = row.split('\t').collect();
                wanted += &format!("{}\t{}\n", cells[3], cells[4]);
            }
            wanted += "--\n";
        }
        // The arguments are path, dash, path, dash: the script takes every second.
        let output = command.output().unwrap();
        let found = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(found, wanted, "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_format_is_tried_here_or_there() {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names, ["jsonl", "tsv", "tmx", "xliff", "moses", "beads"], "a new format needs its proofs");
}
