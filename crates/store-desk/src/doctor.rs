//! Looking a database over: every page against its check value, SQLite's structure, references, schema.

use std::path::Path;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use values::{Code, Problem};

use crate::error::StoreError;
use crate::open::{Access, DatabaseKey, SCHEMA, alone, check_file, schema_of};

/// How many findings of one check are told; a broken index names every row.
const FINDINGS: usize = 20;

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// A stable name such as `cipher_pages`.
    pub name: &'static str,
    /// What was found. Warnings alone leave the check well.
    pub problems: Vec<Problem>,
}

impl Check {
    /// A check with what it found.
    pub fn new(name: &'static str, problems: Vec<Problem>) -> Self {
        Self { name, problems }
    }

    /// Whether it found nothing that is an error.
    pub fn ok(&self) -> bool {
        !self.problems.iter().any(Problem::is_error)
    }
}

/// Looks over a database file that may be damaged, through a connection of its own. The file is not changed.
///
/// Checks: `writable` (only where it is not: everything else is looked at all the same), `cipher_pages` (each page carries
/// a check value under the key), `structure` (SQLite's own integrity check), `references` (foreign keys), `schema`. The key
/// must have been proven: what does not open counts as damage.
pub async fn examine(path: &Path, key: &DatabaseKey) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut opened = connect(path, key, Access::Write).await;
    if matches!(opened, Err(StoreError::ReadOnly)) {
        opened = connect(path, key, Access::Read).await;
        if opened.is_ok() {
            checks.push(Check::new("writable", vec![Problem::new(Code::LocalUnwritable)]));
        }
    }
    match opened {
        Ok(mut connection) => {
            checks.extend(examine_open(&mut connection).await);
            // A close that fails has nothing left to say that the checks did not.
            let _ = connection.close().await;
        }
        Err(error) => checks.push(Check::new("cipher_pages", vec![error.key_proven().problem()])),
    }
    checks
}

async fn connect(path: &Path, key: &DatabaseKey, access: Access) -> Result<SqliteConnection, StoreError> {
    check_file(path, access)?;
    alone(path, key, access).await
}

async fn examine_open(connection: &mut SqliteConnection) -> Vec<Check> {
    let pages = findings(connection, "PRAGMA cipher_integrity_check").await;
    let pages = Check::new("cipher_pages", pages.unwrap_or_else(|error| vec![error.key_proven().problem()]));
    let structure = findings(connection, "PRAGMA integrity_check(20)").await;
    let references = references(connection).await;
    let schema = schema(connection).await;
    let told = |found: Result<_, StoreError>| found.unwrap_or_else(|error| vec![failed(error, pages.ok())]);
    let (structure, references, schema) = (told(structure), told(references), told(schema));
    vec![
        pages,
        Check::new("structure", structure),
        Check::new("references", references),
        Check::new("schema", schema),
    ]
}

/// What a check says that could not be made. SQLCipher names a page that does not verify once; from then on it answers
/// whatever touches the file with "logic error" or "out of memory", and means the damage.
fn failed(error: StoreError, pages_are_well: bool) -> Problem {
    match error.key_proven() {
        StoreError::Sql(_) if !pages_are_well => StoreError::Damaged { newest_backup: None }.problem(),
        other => other.problem(),
    }
}

/// Runs a pragma that answers a line of text per finding, or `ok`.
async fn findings(
    connection: &mut SqliteConnection,
    pragma: &'static str,
) -> Result<Vec<Problem>, StoreError> {
    let lines = sqlx::query_scalar::<_, String>(pragma).fetch_all(connection).await?;
    Ok(lines.into_iter().filter(|line| line != "ok").take(FINDINGS).map(damage).collect())
}

async fn references(connection: &mut SqliteConnection) -> Result<Vec<Problem>, StoreError> {
    let broken = sqlx::query_as::<_, (String, Option<i64>, String, i64)>("PRAGMA foreign_key_check");
    let rows = broken.fetch_all(connection).await?;
    let finding = |(table, row, parent, _): (String, Option<i64>, String, i64)| {
        damage(format!("{table}[{}] -> {parent}", row.unwrap_or_default()))
    };
    Ok(rows.into_iter().take(FINDINGS).map(finding).collect())
}

async fn schema(connection: &mut SqliteConnection) -> Result<Vec<Problem>, StoreError> {
    Ok(match schema_of(connection).await? {
        Some(found) if found > *SCHEMA => vec![Problem::new(Code::LocalNewer)],
        Some(_) => Vec::new(),
        None => vec![damage("no schema".into())],
    })
}

/// SQLite's findings name pages, tables and indexes, never what is in them.
fn damage(finding: String) -> Problem {
    StoreError::Damaged { newest_backup: None }.problem().found(finding)
}

#[cfg(test)]
mod tests;
