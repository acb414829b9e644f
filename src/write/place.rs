//! Puts a result in its place: whole or not at all.
//!
//! A file is written beside its place under a temporary name and renamed when it is complete, so a run
//! that is killed leaves the earlier file, or none, and never a half one. The temporary name is made from
//! the file name alone: what a killed run left behind is taken over by the next one.
//! Nothing is written outside of the folder that was named: not through `..`, not through a link.
//! It does not wait for the disk (`fsync`): it withstands a killed process, not a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};

/// Writes the file at `relative` below `folder` with what `fill` writes, and makes the folders on the way.
///
/// # Errors
/// If `relative` is not below `folder`, also by way of a link; if a folder or link is in the way; if it
/// cannot be written. An earlier file stays as it is then.
pub fn place<T>(
    folder: &Path,
    relative: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T> {
    let path = folder.join(relative);
    check(folder, relative)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|cause| named(parent, cause))?;
    stays_inside(folder, parent)?;
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_symlink() => {
            return Err(Error::output(&path, "a link is in the way")
                .hint("remove it; results are never written through links"));
        }
        Ok(found) if found.is_dir() => {
            return Err(
                Error::output(&path, "a folder is in the way").hint("move it, or choose another folder")
            );
        }
        Ok(found) if found.permissions().readonly() => {
            return Err(Error::output(&path, "the file is read-only").hint("make it writable, or remove it"));
        }
        _ => {}
    }
    let temporary = Temporary(parent.join(temporary_name(relative)));
    let result = create(&temporary.0).and_then(|file| {
        let mut out = BufWriter::new(file);
        let value = fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&temporary.0, &path)?;
        Ok(value)
    });
    result.map_err(|cause| named(&path, cause))
}

/// Removes the temporary file, if it is still there.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing to remove; and a file that cannot be removed is no reason
        // to fail beside the error that is already on its way.
        let _ = fs::remove_file(&self.0);
    }
}

/// Short, whatever the length of the name; hidden; the same for the same file.
fn temporary_name(relative: &Path) -> String {
    let digest = blake3::hash(relative.as_os_str().as_encoded_bytes());
    format!(".alinea-{}.tmp", &digest.to_hex()[..16])
}

/// A new file, never one that a link leads to.
fn create(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn check(folder: &Path, relative: &Path) -> Result<()> {
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if inside && relative.file_name().is_some() {
        return Ok(());
    }
    Err(Error::output(relative, format!("the name leads out of the output folder `{}`", folder.display()))
        .hint("rename the article"))
}

/// Whether no link on the way from `folder` to `parent` leads out of it.
fn stays_inside(folder: &Path, parent: &Path) -> Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = |path: &Path| fs::canonicalize(path).map_err(|cause| named(path, cause));
    if real(parent)?.starts_with(real(folder)?) {
        return Ok(());
    }
    Err(Error::output(parent, "a link leads out of the output folder").hint("remove the link"))
}

/// The error for a file that cannot be written, in words that say what to do.
fn named(path: &Path, cause: io::Error) -> Error {
    let (message, hint) = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::WriteZero => {
            ("the disk is full", "make room; an earlier file is untouched")
        }
        io::ErrorKind::PermissionDenied => ("may not write here", "check the permissions of the folder"),
        io::ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "choose another folder"),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            ("a file is in the way of a folder", "move it, or choose another folder")
        }
        io::ErrorKind::IsADirectory => ("a folder is in the way", "move it, or choose another folder"),
        io::ErrorKind::InvalidFilename => ("the name is not possible here", "rename the article"),
        _ => return Error::output(path, "cannot write").because(cause),
    };
    Error::output(path, message).hint(hint).because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, name: &str, text: &str) -> Result<()> {
        place(folder, Path::new(name), |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn makes_folders_and_replaces_files() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "a/b/c.txt", "one").unwrap();
        put(dir.path(), "a/b/c.txt", "two").unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("a/b/c.txt")).unwrap(), "two");
        assert_eq!(names(&dir.path().join("a/b")), ["c.txt"], "nothing temporary is left");
    }

    #[test]
    fn keeps_the_earlier_file_when_writing_fails() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "c.txt", "one").unwrap();
        let error = place(dir.path(), Path::new("c.txt"), |out| {
            out.write_all(b"half")?;
            Err::<(), _>(io::ErrorKind::StorageFull.into())
        })
        .unwrap_err();
        assert!(error.message().contains("the disk is full"), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("c.txt")).unwrap(), "one");
        assert_eq!(names(dir.path()), ["c.txt"]);
    }

    #[test]
    fn takes_over_what_a_killed_run_left() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(temporary_name(Path::new("c.txt"))), "half").unwrap();
        put(dir.path(), "c.txt", "one").unwrap();
        assert_eq!(names(dir.path()), ["c.txt"]);
    }

    #[test]
    fn names_what_is_in_the_way() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("c.txt")).unwrap();
        let error = put(dir.path(), "c.txt", "one").unwrap_err();
        assert_eq!(error.message(), "a folder is in the way");
        fs::write(dir.path().join("d"), "file").unwrap();
        let error = put(dir.path(), "d/e.txt", "one").unwrap_err();
        assert!(error.message().contains("a file is in the way of a folder"), "{error}");
    }

    #[test]
    fn refuses_names_that_lead_out() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["../x", "/x", "a/../../x", ""] {
            assert!(put(dir.path(), name, "one").is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn refuses_to_follow_a_link_out() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("a")).unwrap();
        let error = put(dir.path(), "a/c.txt", "one").unwrap_err();
        assert_eq!(error.message(), "a link leads out of the output folder");
        let file = elsewhere.path().join("kept");
        fs::write(&file, "kept").unwrap();
        std::os::unix::fs::symlink(&file, dir.path().join("c.txt")).unwrap();
        assert_eq!(put(dir.path(), "c.txt", "one").unwrap_err().message(), "a link is in the way");
        assert_eq!(fs::read_to_string(file).unwrap(), "kept");
    }
}
