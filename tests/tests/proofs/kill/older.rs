//! A vault as an earlier release left it: its database without what the last migrations made.

use std::fs;
use std::path::Path;

use desk::keys::KeyFile;
use desk::vault::{Unlock, Vault};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _, SqliteConnection};

/// The first schema, and the name of every table and index that it makes.
const FIRST: &str = include_str!("../../../../migrations/desk/20261120000001_create_orders.sql");
const FIRST_VERSION: i64 = 20_261_120_000_001;

/// Copies a vault that nobody has open and takes the copy back to the first schema. Later migrations only add (HOUSE
/// section 8), so what they made can be dropped.
pub(super) fn copy_of(vault: &Path, to: &Path, key_file: &Path) {
    copy(vault, to);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("one thread");
    runtime.block_on(take_back(to, key_file)).expect("the copy is a vault");
}

async fn take_back(folder: &Path, key_file: &Path) -> anyhow::Result<()> {
    let unlock = Unlock::KeyFile { file: KeyFile::read(key_file)?, lock: None };
    let vault = Vault::open(folder, unlock).await?;
    let kept = names_of_first().await?;
    let mut tx = vault.store().begin().await?;
    let found = sqlx::query(
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid",
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in &found {
        let (kind, name): (String, String) = (row.get("type"), row.get("name"));
        if kept.contains(&name) || name == "_sqlx_migrations" {
            continue;
        }
        // The tables behind a virtual one go with it.
        tx.execute(AssertSqlSafe(format!("DROP {kind} IF EXISTS {name}"))).await?;
    }
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version > ?")
        .bind(FIRST_VERSION)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    vault.lock().await;
    Ok(())
}

async fn names_of_first() -> anyhow::Result<Vec<String>> {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
    memory.execute(FIRST).await?;
    Ok(sqlx::query_scalar("SELECT name FROM sqlite_schema").fetch_all(&mut memory).await?)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("it was removed before");
    let permissions = fs::metadata(from).expect("the vault is there").permissions();
    fs::set_permissions(to, permissions).expect("it is ours");
    for entry in fs::read_dir(from).expect("the vault is there").flatten() {
        let (path, into) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &into);
        } else {
            fs::copy(&path, &into).expect("nobody writes to the vault now");
        }
    }
}
