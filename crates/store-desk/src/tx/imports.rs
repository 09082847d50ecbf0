//! Rows of `imports` and `merchants` inside a write transaction.

use actions::{Actor, ImportFacts, KnownMerchant};
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, sqlite::SqliteRow};
use values::{ImportId, Instant, LineId, MerchantNo, Mobile, PartyName};

use super::{KnownOrder, lines::upper_half};
use crate::{
    error::StoreError,
    rows::{self, LINE_COLUMNS, inconsistent},
};

/// How long what the platform said of a merchant is believed, in milliseconds: 90 days (YW-ORD-12).
pub(crate) const MERCHANT_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

pub(crate) async fn insert(
    conn: &mut SqliteConnection,
    order_key: i64,
    facts: &ImportFacts,
    at: Instant,
    actor: Actor,
) -> Result<(), StoreError> {
    let errors: serde_json::Map<String, serde_json::Value> = facts
        .errors_by_code
        .iter()
        .map(|(code, count)| (code.as_str().to_owned(), (*count).into()))
        .collect();
    sqlx::query(
        "INSERT INTO imports (id, order_key, file_name, sha256, mode, row_count, left_out, duplicates, errors_by_code, \
         person, device, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&facts.id.as_uuid().as_bytes()[..])
    .bind(order_key)
    .bind(&facts.file_name)
    .bind(&facts.sha256[..])
    .bind(facts.mode.name())
    .bind(facts.rows)
    .bind(facts.left_out)
    .bind(facts.duplicates)
    .bind(serde_json::Value::Object(errors).to_string())
    .bind(&actor.person.as_uuid().as_bytes()[..])
    .bind(&actor.device.as_uuid().as_bytes()[..])
    .bind(at.millis())
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn key(conn: &mut SqliteConnection, import: ImportId) -> Result<i64, StoreError> {
    let key = sqlx::query_scalar("SELECT key FROM imports WHERE id = ?");
    Ok(key.bind(&import.as_uuid().as_bytes()[..]).fetch_one(conn).await?)
}

pub(crate) async fn finish(
    conn: &mut SqliteConnection,
    import: ImportId,
    imported: u32,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE imports SET imported = ? WHERE id = ?")
        .bind(imported)
        .bind(&import.as_uuid().as_bytes()[..])
        .execute(conn)
        .await?;
    Ok(())
}

/// The ids of an import's lines that are still there: those as imported, and those edited since. Rows are looked at
/// one by one, so that 100,000 of them cost no memory.
pub(super) async fn lines(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    import: ImportId,
) -> Result<(Vec<LineId>, Vec<LineId>), StoreError> {
    let sql = format!(
        "SELECT {LINE_COLUMNS}, import_hash FROM lines WHERE order_key = ? AND removed = 0 \
         AND import_key = (SELECT key FROM imports WHERE id = ?) ORDER BY place"
    );
    let mut rows =
        sqlx::query(AssertSqlSafe(sql)).bind(known.key).bind(&import.as_uuid().as_bytes()[..]).fetch(conn);
    let (mut untouched, mut edited) = (Vec::new(), Vec::new());
    while let Some(row) = rows.try_next().await? {
        let line = rows::line(&row, known.currency)?;
        let imported: Option<i64> = row.try_get("import_hash")?;
        let same = imported == Some(upper_half(line.fields.content_hash()));
        if same { &mut untouched } else { &mut edited }.push(line.id);
    }
    Ok((untouched, edited))
}

pub(super) async fn merchant(
    conn: &mut SqliteConnection,
    no: &MerchantNo,
    now: Instant,
) -> Result<Option<KnownMerchant>, StoreError> {
    let row = sqlx::query("SELECT name, phone, active FROM merchants WHERE merchant_no = ? AND seen_at >= ?")
        .bind(no.as_str().to_owned())
        .bind(now.millis() - MERCHANT_MS)
        .fetch_optional(conn)
        .await?;
    row.map(|row| merchant_from(&row, no.as_str())).transpose()
}

/// A `merchants` row.
pub(crate) fn merchant_from(row: &SqliteRow, no: &str) -> Result<KnownMerchant, StoreError> {
    let bad = |column| inconsistent("merchants", column, no);
    let phone: i64 = row.try_get("phone")?;
    Ok(KnownMerchant {
        name: PartyName::parse(row.try_get("name")?).map_err(|_| bad("name"))?,
        phone: u64::try_from(phone).ok().and_then(Mobile::from_number).ok_or_else(|| bad("phone"))?,
        active: row.try_get("active")?,
    })
}
