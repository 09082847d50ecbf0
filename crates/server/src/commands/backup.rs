//! `backup` and `restore`: a consistent copy of the embedded database, and what makes a database that was put back fit to serve.
//! PostgreSQL is copied by its own tools (docs/OPERATIONS.md).

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use store_server::Store;
use values::Clock as _;

use super::doctor;
use crate::{Settings, clock::SystemClock};

/// Writes a copy of the embedded database as it is at this moment; servers may go on meanwhile. The data key is not in it.
///
/// # Errors
/// PostgreSQL; the file is there already; the disk is full.
pub async fn backup(settings: &Settings, to: &Path) -> anyhow::Result<String> {
    must_exist(settings)?;
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let copied = store.copy_to(to).await;
    store.close().await;
    if !copied.with_context(|| format!("writing {}", to.display()))? {
        bail!("a PostgreSQL database is copied by pg_dump (docs/OPERATIONS.md says how)");
    }
    Ok(format!("wrote {}; keep the data key too, elsewhere: without it nobody reads this copy", to.display()))
}

/// Puts a copy in the place of an embedded database that is not there, or takes over a database that other means put back
/// (`from` is `None`): brings its schema up to date, looks it over, and gives every firm a new epoch, so that each desk loads its
/// rows anew. Answers what `doctor` says.
///
/// # Errors
/// There is a database already; the copy does not fit the data key; something in it does not fit together. Then nothing is left
/// where the database was to be.
pub async fn restore(settings: &Settings, from: Option<&Path>) -> anyhow::Result<Vec<String>> {
    let placed = from.map(|from| place(settings, from)).transpose()?;
    let taken = take_over(settings).await;
    if let (Err(_), Some(file)) = (&taken, &placed) {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = file.clone().into_os_string();
            name.push(suffix);
            // It is worth nothing; the failure before is the one to tell.
            let _ = std::fs::remove_file(name);
        }
    }
    taken
}

/// An embedded database that is not there would be made, empty, by looking at it.
fn must_exist(settings: &Settings) -> anyhow::Result<()> {
    let missing = settings.database_file().filter(|file| !file.exists());
    missing.map_or(Ok(()), |file| bail!("there is no database at {}", file.display()))
}

/// Copies the file to where the database is to be.
fn place(settings: &Settings, from: &Path) -> anyhow::Result<PathBuf> {
    let Some(to) = settings.database_file() else {
        bail!("a PostgreSQL database is restored by pg_restore; then say `restore` without a file");
    };
    ensure!(!to.exists(), "{} is there already: move it away first", to.display());
    let mut source = File::open(from).with_context(|| format!("opening {}", from.display()))?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut target = options.open(&to).with_context(|| format!("making {}", to.display()))?;
    let copied = std::io::copy(&mut source, &mut target).and_then(|_| target.sync_all());
    if copied.is_err() {
        // Half a copy is none; the failure before is the one to tell.
        let _ = std::fs::remove_file(&to);
    }
    copied.with_context(|| format!("copying to {}", to.display()))?;
    Ok(to)
}

async fn take_over(settings: &Settings) -> anyhow::Result<Vec<String>> {
    must_exist(settings)?;
    Store::migrate(&settings.database).await.context("bringing the database up to date")?;
    let (mut lines, well) = doctor(settings).await?;
    ensure!(well, "the database does not fit together:\n{}", lines.join("\n"));
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let firms = store.begin_new_epochs(SystemClock.now()).await;
    store.close().await;
    lines.push(format!("epochs: {} firms begin anew", firms.context("beginning new epochs")?));
    Ok(lines)
}
