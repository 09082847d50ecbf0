//! Rows of `imports` and `merchants` inside a transaction.

use actions::{Actor, ImportFacts, KnownMerchant};
use domain::ImportMode;
use values::{Code, ImportId, Instant, MerchantNo, Mobile, OrderId, PartyName};

use super::FirmTx;
use crate::{
    db::{Conn, Row, sql},
    error::{StoreError, inconsistent},
};

/// How long what the platform said of a merchant is believed, in milliseconds: 90 days (YW-ORD-12).
const MERCHANT_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

pub(super) async fn insert(
    tx: &mut FirmTx,
    order: OrderId,
    facts: &ImportFacts,
    at: Instant,
    actor: Actor,
) -> Result<(), StoreError> {
    let errors: serde_json::Map<String, serde_json::Value> = facts
        .errors_by_code
        .iter()
        .map(|(code, count)| (code.as_str().to_owned(), (*count).into()))
        .collect();
    sql("INSERT INTO imports (firm, id, rev, order_id, file_name, sha256, mode, row_count, imported, left_out, duplicates, \
         errors_by_code, person, device, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $12, $13, $14)")
    .bind(tx.scope.firm())
    .bind(facts.id)
    .bind(tx.rev)
    .bind(order)
    .bind(&facts.file_name)
    .bind(facts.sha256)
    .bind(facts.mode.name())
    .bind(facts.rows)
    .bind(facts.left_out)
    .bind(facts.duplicates)
    .bind(serde_json::Value::Object(errors).to_string())
    .bind(actor.person)
    .bind(actor.device)
    .bind(at)
    .run(&mut tx.conn)
    .await?;
    tx.wrote = true;
    Ok(())
}

pub(super) async fn finish(tx: &mut FirmTx, import: ImportId, imported: u32) -> Result<(), StoreError> {
    let written = sql("UPDATE imports SET imported = $3, rev = $4 WHERE firm = $1 AND id = $2")
        .bind(tx.scope.firm())
        .bind(import)
        .bind(imported)
        .bind(tx.rev)
        .run(&mut tx.conn)
        .await?;
    if written == 1 { Ok(()) } else { Err(inconsistent("imports", "id", import)) }
}

/// An `imports` row: its facts and how many lines it added.
pub(crate) fn read(row: &Row) -> Result<(ImportFacts, u32), StoreError> {
    let id: ImportId = row.get("id")?;
    let bad = |column| inconsistent("imports", column, id);
    let mode = match row.get::<String>("mode")?.as_str() {
        "append" => ImportMode::Append,
        "replace" => ImportMode::Replace,
        _ => return Err(bad("mode")),
    };
    let errors: std::collections::BTreeMap<String, u32> =
        serde_json::from_str(&row.get::<String>("errors_by_code")?).map_err(|_| bad("errors_by_code"))?;
    let errors_by_code = errors
        .into_iter()
        .map(|(code, count)| Ok((Code::from_name(&code).ok_or_else(|| bad("errors_by_code"))?, count)))
        .collect::<Result<_, StoreError>>()?;
    let facts = ImportFacts {
        id,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        mode,
        rows: row.get("row_count")?,
        left_out: row.get("left_out")?,
        duplicates: row.get("duplicates")?,
        errors_by_code,
    };
    Ok((facts, row.get("imported")?))
}

/// Merchants belong to no firm: every firm may ask what a purchase number stands for.
pub(super) async fn merchant(
    conn: &mut Conn,
    no: &MerchantNo,
    now: Instant,
) -> Result<Option<KnownMerchant>, StoreError> {
    let row = sql("SELECT name, phone, active FROM merchants WHERE merchant_no = $1 AND seen_at >= $2")
        .bind(no.as_str())
        .bind(now.millis() - MERCHANT_MS)
        .optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let bad = |column| inconsistent("merchants", column, no.as_str());
    let phone: i64 = row.get("phone")?;
    Ok(Some(KnownMerchant {
        name: PartyName::parse(&row.get::<String>("name")?).map_err(|_| bad("name"))?,
        phone: u64::try_from(phone).ok().and_then(Mobile::from_number).ok_or_else(|| bad("phone"))?,
        active: row.get("active")?,
    }))
}
