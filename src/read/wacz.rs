//! WACZ (Web Archive Collection Zipped, 1.1.1) -> the pages of the web archives in it: a zip file with WARC
//! files under `archive/`. Indexes and lists of pages are not needed and not read.

use super::format::{Format, Holds, Lie, Records};
use super::warc;

pub(super) const FORMAT: Format = Format {
    name: "wacz",
    extensions: &["wacz"],
    about: "web archives with their index in a zip file",
    declares_charset: false,
    holds: Holds::Records(Records { list: warc::list, read: warc::read, lie: Lie::Zip(is_archive) }),
};

fn is_archive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"))
}
