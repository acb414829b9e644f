//! `alinea init`: a configuration to start from.

use std::path::PathBuf;

use alinea::Config;
use alinea::config::FILE;
use alinea::error::{Error, Result};

use super::{Outcome, output};

/// Writes an `alinea.toml` with every key and its default.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  alinea init             write ./alinea.toml
  alinea init corpus      write corpus/alinea.toml")]
pub(crate) struct Args {
    /// Folder to write it to.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// What has no default, as an example.
const SUPPRESS: &str = "\
# Flags that do not count: those that fit all that an entry names. They are still counted and told.
#
# [[flag.suppress]]
# rule = [\"double-punct\", \"question-mark\"]   # one rule or a list; absent: any
# path = \"drafts\"                             # a file, all below a folder, or a pattern such as \"*.md\"; absent: any
# lang = \"de\"                                 # language of the text, one or a list; absent: any
# reason = \"drafts are not proofread\"         # for those who read the reports
";

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let path = args.folder.join(FILE);
    let text = format!(
        "# Configuration of alinea, with the defaults. Holds for this folder and those below.\n\
         # `alinea align --print-config` prints what is in force.\n\n{}\n{SUPPRESS}",
        Config::default().to_toml()
    );
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = file.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Error::usage("there is a configuration already").at(&path).hint("edit it, or move it away first")
        }
        _ => Error::output(&path, "cannot write the configuration").because(cause),
    })?;
    std::io::Write::write_all(&mut file, text.as_bytes())
        .map_err(|cause| Error::output(&path, "cannot write the configuration").because(cause))?;
    output::notice(&format!("wrote {}", path.display()));
    Ok(Outcome::Clean)
}
