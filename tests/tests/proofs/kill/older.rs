//! A vault as an earlier release left it: its database without what the last migrations made.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use desk::keys::KeyFile;
use desk::vault::{Unlock, Vault};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _, SqliteConnection};

/// The first schema.
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
    let first = first_schema().await?;
    let mut tx = vault.store().begin().await?;
    let found = sqlx::query(
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid",
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in &found {
        let (kind, name): (String, String) = (row.get("type"), row.get("name"));
        if first.contains_key(&name) || name == "_sqlx_migrations" {
            continue;
        }
        // The tables behind a virtual one go with it.
        tx.execute(AssertSqlSafe(format!("DROP {kind} IF EXISTS {name}"))).await?;
    }
    for (table, columns) in &first {
        for column in columns_of(&mut tx, table).await?.iter().filter(|column| !columns.contains(column)) {
            tx.execute(AssertSqlSafe(format!("ALTER TABLE {table} DROP COLUMN {column}"))).await?;
        }
    }
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version > ?")
        .bind(FIRST_VERSION)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    vault.lock().await;
    Ok(())
}

/// The tables and indexes of the first schema, with the columns of each.
async fn first_schema() -> anyhow::Result<HashMap<String, Vec<String>>> {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
    memory.execute(FIRST).await?;
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema").fetch_all(&mut memory).await?;
    let mut schema = HashMap::new();
    for name in names {
        let columns = columns_of(&mut memory, &name).await?;
        schema.insert(name, columns);
    }
    Ok(schema)
}

/// The columns of a table; none of anything else.
async fn columns_of(conn: &mut SqliteConnection, name: &str) -> anyhow::Result<Vec<String>> {
    let sql =
        "SELECT t.name FROM pragma_table_info(?1) t JOIN sqlite_schema s ON s.name = ?1 AND s.type = 'table'";
    Ok(sqlx::query_scalar(sql).bind(name).fetch_all(conn).await?)
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
