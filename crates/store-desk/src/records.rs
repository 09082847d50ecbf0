//! What was done: history (变更记录) and import records (导入记录) of an order.

use actions::Record;
use domain::ImportMode;
use sqlx::{Row as _, sqlite::SqliteRow};
use values::{Code, ImportId, Instant, OrderId, PersonId};

use crate::{error::StoreError, open::Store, reads, rows, tx};

/// A change as history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its number; ascending.
    pub seq: i64,
    /// What, when, who.
    pub record: Record,
    /// The first change of the step that this one takes back or does again.
    pub undoes: Option<i64>,
    /// Whether it took effect beside changes of others that it did not know (`merged`).
    pub merged: bool,
}

/// What is kept of an import (YW-IMP-16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// The file's SHA-256.
    pub sha256: Vec<u8>,
    /// Append or replace.
    pub mode: ImportMode,
    /// Data rows in the file.
    pub rows: u32,
    /// Lines added.
    pub imported: u32,
    /// Rows left out.
    pub left_out: u32,
    /// Suspected duplicates.
    pub duplicates: u32,
    /// How often each error was found.
    pub errors_by_code: Vec<(Code, u32)>,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Instant,
}

impl Store {
    /// Changes of an order, newest first, older than `before` (`None`: from the newest).
    pub async fn history(
        &self,
        id: OrderId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut conn = self.read().await?;
        let Some((key, _)) = reads::load(&mut conn, id).await? else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query(
            "SELECT seq, id, kind, body, undoes, person, device, at, merged FROM changes WHERE order_key = ? AND seq < ? \
             ORDER BY seq DESC LIMIT ?",
        )
        .bind(key)
        .bind(before.unwrap_or(i64::MAX))
        .bind(limit)
        .fetch_all(&mut *conn)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(HistoryEntry {
                    seq: row.try_get("seq")?,
                    record: tx::read_change(row)?,
                    undoes: row.try_get("undoes")?,
                    merged: row.try_get("merged")?,
                })
            })
            .collect()
    }

    /// The imports into an order, newest first.
    pub async fn import_records(&self, id: OrderId) -> Result<Vec<ImportRecord>, StoreError> {
        let mut conn = self.read().await?;
        let Some((key, _)) = reads::load(&mut conn, id).await? else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query(
            "SELECT id, file_name, sha256, mode, row_count, imported, left_out, duplicates, errors_by_code, person, at \
             FROM imports WHERE order_key = ? ORDER BY key DESC",
        )
        .bind(key)
        .fetch_all(&mut *conn)
        .await?;
        rows.iter().map(import_record).collect()
    }

    /// When a file of this SHA-256 was last imported into the order, and how many lines that gave (`IMP_SAME_FILE`).
    pub async fn same_file(
        &self,
        id: OrderId,
        sha256: &[u8; 32],
    ) -> Result<Option<(Instant, u32)>, StoreError> {
        let mut conn = self.read().await?;
        let found: Option<(i64, u32)> = sqlx::query_as(
            "SELECT at, imported FROM imports WHERE order_key = (SELECT key FROM orders WHERE id = ?) AND sha256 = ? \
             ORDER BY key DESC LIMIT 1",
        )
        .bind(&id.as_uuid().as_bytes()[..])
        .bind(&sha256[..])
        .fetch_optional(&mut *conn)
        .await?;
        Ok(found.map(|(at, imported)| (Instant::from_millis(at), imported)))
    }
}

fn import_record(row: &SqliteRow) -> Result<ImportRecord, StoreError> {
    let id = ImportId::from_uuid(rows::uuid(row.try_get("id")?, "imports")?);
    let bad = |column| rows::inconsistent("imports", column, &id.to_string());
    let errors: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(row.try_get("errors_by_code")?).map_err(|_| bad("errors_by_code"))?;
    let counted = |(code, count): (&String, &serde_json::Value)| {
        Some((Code::from_name(code)?, u32::try_from(count.as_u64()?).ok()?))
    };
    Ok(ImportRecord {
        id,
        file_name: row.try_get("file_name")?,
        sha256: row.try_get("sha256")?,
        mode: match row.try_get("mode")? {
            "append" => ImportMode::Append,
            "replace" => ImportMode::Replace,
            _ => return Err(bad("mode")),
        },
        rows: row.try_get("row_count")?,
        imported: row.try_get("imported")?,
        left_out: row.try_get("left_out")?,
        duplicates: row.try_get("duplicates")?,
        errors_by_code: errors.iter().filter_map(counted).collect(),
        person: PersonId::from_uuid(rows::uuid(row.try_get("person")?, "imports")?),
        at: Instant::from_millis(row.try_get("at")?),
    })
}
