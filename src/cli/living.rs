//! What every command that flags takes: which rules, what is known or accepted, and a scorer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use alinea::bitext::fingerprints;
use alinea::error::{Error, Result};
use alinea::flag::{ACCEPTED, Accepted, FlagOptions, advice, baseline, is_fingerprint};
use alinea::write::place;
use alinea::{Config, Entry, Flag, Severity};

use super::idle::Idle;
use super::output::{self, counted};

/// `--select`, `--ignore`, `--severity`.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Rules {
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Flags")]
    select: Vec<String>,
    /// Not these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Flags")]
    ignore: Vec<String>,
    /// Another severity for a rule.
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',', help_heading = "Flags")]
    severity: Vec<String>,
}

impl Living {
    /// Whether the run only writes down what is there, and fails for no flag.
    pub(crate) fn takes_stock(&self) -> bool {
        self.write_baseline.is_some()
    }
}

impl Rules {
    /// Lays the command line over the configuration.
    pub(crate) fn add_to(&self, options: &mut FlagOptions) -> Result<()> {
        if !self.select.is_empty() {
            options.select.clone_from(&self.select);
        }
        options.ignore.extend(self.ignore.iter().cloned());
        for setting in &self.severity {
            let wrong = || {
                Error::usage(format!("expected `RULE=LEVEL`, but found `{setting}`"))
                    .hint("levels are `error`, `warning`, `hint` and `info`")
            };
            let (rule, level) = setting.split_once('=').ok_or_else(wrong)?;
            let level = Severity::ALL.into_iter().find(|known| known.name() == level).ok_or_else(wrong)?;
            options.severity.insert(rule.to_owned(), level);
        }
        match options.unknown().first() {
            None => Ok(()),
            Some((name, meant)) => {
                Err(Error::usage(format!("there is no rule `{name}`")).hint(advice(*meant)))
            }
        }
    }
}

/// All of it but the scorer.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Living {
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// Only flags that are not in this file fail the run: one that `--write-baseline` wrote, or `report.sarif`,
    /// `report.json` or JSON lines of an earlier run. An edited sentence makes its flags new.
    #[arg(long, value_name = "FILE", help_heading = "Flags")]
    baseline: Option<PathBuf>,
    /// Write the flags of this run as a baseline; suppressed ones are left out.
    #[arg(long, value_name = "FILE", help_heading = "Flags")]
    write_baseline: Option<PathBuf>,
    /// Accept the flags of this run, or those named by fingerprint: they are added to `alinea.ignore` beside
    /// the configuration, and suppressed from now on. Infos are left out, unless named.
    #[arg(long, value_name = "FINGERPRINT", num_args = 0.., require_equals = true, value_delimiter = ',',
          help_heading = "Flags")]
    accept: Option<Vec<String>>,
    /// With `--accept`: also take out of the file what this run did not find; run it over all that the file
    /// speaks of, since what lies elsewhere is not found either.
    #[arg(long, requires = "accept", help_heading = "Flags")]
    prune: bool,
    /// Show suppressed flags, and those that the baseline knows, with the reason.
    #[arg(long, help_heading = "Flags")]
    pub(crate) show_suppressed: bool,
}

/// `--scorer` and its time.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Scoring {
    /// A command that reads beads, a JSON object a line with `id`, `source`, `target`, `source_lang` and
    /// `target_lang`, and writes `{"id": ..., "score": 0.83}` for each; 1 is best. It ranks what to look at
    /// first; no rule knows of it.
    #[arg(long, value_name = "CMD", help_heading = "Evidence")]
    scorer: Option<String>,
    /// Seconds that one run of the scorer may take [default: 600]
    #[arg(long, value_name = "SECONDS", help_heading = "Evidence", value_parser = clap::value_parser!(u64).range(1..))]
    scorer_timeout: Option<u64>,
}

impl Scoring {
    /// Lays the command line over the configuration.
    pub(crate) fn add_to(&self, config: &mut Config) {
        if let Some(command) = &self.scorer {
            config.rate.command.clone_from(command);
        }
        if let Some(seconds) = self.scorer_timeout {
            config.rate.timeout = seconds;
        }
    }
}

impl Living {
    /// Lays the command line over the configuration; reads the baseline. `paths` are those that the user named.
    pub(crate) fn add_to(&self, config: &mut Config, paths: &[PathBuf]) -> Result<()> {
        self.rules.add_to(&mut config.flag)?;
        self.none_apart(paths)?;
        if let Some(path) = &self.baseline {
            config.suppressions.baseline = Some(known(path)?);
        }
        match &self.write_baseline {
            // A slip of the hand must not cost an article.
            Some(path) if path.exists() && !is_baseline(path) => {
                Err(Error::usage("not a baseline; it would be overwritten")
                    .at(path)
                    .hint("name a new file, or an earlier baseline, with `--write-baseline`"))
            }
            _ => Ok(()),
        }
    }

    /// A fingerprint behind `--accept` and a blank would be taken for a path.
    fn none_apart(&self, paths: &[PathBuf]) -> Result<()> {
        let is_name = |path: &&PathBuf| {
            path.to_str().is_some_and(|name| is_fingerprint(&name.to_ascii_lowercase())) && !path.exists()
        };
        match paths.iter().find(is_name).filter(|_| self.accept.is_some()) {
            None => Ok(()),
            Some(name) => {
                let name = name.display();
                Err(Error::usage(format!("there is no file or folder `{name}`"))
                    .hint(format!("to accept the flag of this fingerprint, write `--accept={name}`")))
            }
        }
    }

    /// Whether there is a baseline to compare with.
    pub(crate) fn has_baseline(&self) -> bool {
        self.baseline.is_some()
    }

    /// Begins to keep what is to be written at the end of the run. `input` is the first path of the user's.
    /// `covered` are the files and folders whose articles are flagged, and not what was made of them.
    pub(crate) fn ledger(&self, config: &Config, input: Option<&Path>, covered: &[PathBuf]) -> Ledger<'_> {
        let path = &config.suppressions.accepted_path;
        let path = if path.as_os_str().is_empty() { beside(input) } else { path.clone() };
        Ledger {
            args: self,
            path,
            accepted: config.suppressions.accepted.clone(),
            added: 0,
            seen: BTreeSet::new(),
            baseline: Accepted::default(),
            idle: Idle::new(config, covered),
        }
    }
}

/// The fingerprints in the baseline at a path.
fn known(path: &Path) -> Result<BTreeSet<String>> {
    let bytes = std::fs::read(path).map_err(|cause| {
        let error = Error::usage("cannot read the baseline").at(path).because(cause);
        error.hint("write one with `--write-baseline FILE`")
    })?;
    if PACKED.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(Error::usage("the baseline is packed").at(path).hint("unpack it first"));
    }
    let text = String::from_utf8(bytes).map_err(|cause| {
        let error = Error::usage("the baseline is not in UTF-8").at(path).because(cause.utf8_error());
        error.hint("save it as UTF-8, or write one with `--write-baseline FILE`")
    })?;
    // `flag --format jsonl` of sound text writes no line.
    if text.is_empty() && path.extension().is_some_and(|end| end == "jsonl") {
        return Ok(BTreeSet::new());
    }
    baseline(&text).map_err(|error| error.at(path))
}

/// What packed files begin with: gzip, zstandard, zip.
const PACKED: [&[u8]; 3] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"];

/// Whether a file is one that `--write-baseline` wrote.
fn is_baseline(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| Accepted::parse(&text).is_ok())
}

/// Where a new file of accepted flags goes: here, if it will be found from the input; else beside that.
fn beside(input: Option<&Path>) -> PathBuf {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let (here, there) = (absolute(Path::new(".")), input.and_then(absolute));
    match (here, there) {
        (Some(here), Some(there)) if !there.starts_with(&here) => {
            let folder = if there.is_dir() { Some(there.as_path()) } else { there.parent() };
            folder.unwrap_or(&here).join(ACCEPTED)
        }
        _ => PathBuf::from(ACCEPTED),
    }
}

/// The files of fingerprints of one run in the making.
pub(crate) struct Ledger<'a> {
    args: &'a Living,
    path: PathBuf,
    accepted: Accepted,
    added: usize,
    /// Everything that was found, where something is to be taken out.
    seen: BTreeSet<String>,
    baseline: Accepted,
    idle: Idle,
}

impl Ledger<'_> {
    /// Takes the flags of an article, and marks those that are accepted: they count no more.
    pub(crate) fn take(&mut self, entry: &mut Entry) {
        let args = self.args;
        self.idle.take(entry);
        let open = |flag: &Flag| flag.suppressed.is_none() && flag.severity > Severity::Info;
        if let Some(named) = &args.accept {
            let wanted = |flag: &Flag, fingerprint: &str| match named.is_empty() {
                true => open(flag),
                false => named.iter().any(|name| name.eq_ignore_ascii_case(fingerprint)),
            };
            self.added += self.accepted.add(entry, &wanted);
            let names = fingerprints(entry);
            for (flag, name) in entry.flags.iter_mut().zip(&names) {
                if wanted(flag, name) {
                    flag.suppressed.get_or_insert_with(|| Accepted::suppression(&self.path, 0));
                }
            }
            if args.prune || !named.is_empty() {
                self.seen.extend(names);
            }
        }
        if args.write_baseline.is_some() {
            self.baseline.add(entry, &|flag, _| flag.suppressed.is_none());
        }
    }

    /// Writes the files that were asked for, and says so unless `quiet`. `whole`: nothing failed, so that what was
    /// not found is not there.
    ///
    /// # Errors
    /// If a file cannot be written, or no flag has a fingerprint that was named.
    pub(crate) fn finish(mut self, whole: bool, quiet: bool) -> Result<()> {
        let say = |message: &str| {
            if !quiet {
                output::notice(message)
            }
        };
        if whole {
            self.idle.told().for_each(|idle| say(&idle));
        }
        if let Some(path) = &self.args.write_baseline {
            let (count, head) = (self.baseline.len(), "Flags that are known: `--baseline` with this file.");
            write(path, &self.baseline.headed(head).to_string())?;
            say(&format!("wrote a baseline of {} to {}", counted(count, "flag"), path.display()));
        }
        let Some(named) = &self.args.accept else { return Ok(()) };
        if let Some(missing) = named.iter().find(|name| !self.seen.contains(&name.to_ascii_lowercase())) {
            return Err(Error::usage(format!("no flag has the fingerprint `{missing}`"))
                .hint("copy it from the line of the flag, a report or JSON lines"));
        }
        let mut removed = 0;
        if self.args.prune {
            match whole {
                true => removed = self.accepted.prune(&self.seen),
                false => output::notice("some inputs failed: nothing is taken out of the accepted flags"),
            }
        }
        if self.added + removed > 0 {
            let head = "Flags that were accepted as they are. Sorted; what stands behind # is yours.";
            write(&self.path, &self.accepted.headed(head).to_string())?;
        }
        let taken = if removed > 0 { format!(", took {removed} out") } else { String::new() };
        let added = counted(self.added, "flag");
        say(&format!("accepted {added} in {}{taken}", self.path.display()));
        Ok(())
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().ok_or_else(|| Error::usage("this names no file").at(path))?;
    place(folder, Path::new(name), |out| out.write_all(text.as_bytes()))
}
