//! The committed files of the house, for rules and traces that read them.

use std::{fs, process::Command};

use anyhow::{Context as _, bail};

use crate::steps;

/// A text file of the repository.
pub(crate) struct Source {
    /// From the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every text file that is committed or about to be (tracked, or new and not ignored), sorted by path.
pub(crate) fn all() -> anyhow::Result<Vec<Source>> {
    let root = steps::root();
    let listed = Command::new("git")
        .current_dir(&root)
        .args([
            "-c",
            "safe.directory=*",
            "-c",
            "core.quotepath=off",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .output()
        .context("starting git")?;
    if !listed.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    }
    let names = String::from_utf8(listed.stdout).context("file names are UTF-8")?;
    let mut paths: Vec<&str> = names.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    // A file that is listed but gone is on its way out; pictures and workbooks are not text.
    let read =
        |path: &str| Some(Source { path: path.to_owned(), text: fs::read_to_string(root.join(path)).ok()? });
    Ok(paths.into_iter().filter_map(read).collect())
}
