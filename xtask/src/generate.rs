//! `cargo xtask gen`: everything that is written by a program, from its one source. Results are committed;
//! `--check` compares instead of writing, so that a stale file fails the build.

mod catalogue;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project's root").to_path_buf()
}

pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    let root = root();
    let mut stale = Vec::new();
    for (path, text) in catalogue::outputs(&root)? {
        let full = root.join(&path);
        if std::fs::read_to_string(&full).is_ok_and(|now| now == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            if let Some(folder) = full.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&full, text).with_context(|| format!("writing {path}"))?;
        }
    }
    if !stale.is_empty() {
        bail!("stale, run `cargo xtask gen`: {}", stale.join(", "));
    }
    Ok(())
}
