//! What a person must decide (需处理): kept with its whole content until somebody did, and afterwards.

use actions::{ActionError, Settlement};
use domain::{Deed, Mutation, Order, Outcome, mutation::ImportDeed};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, sqlite::SqliteRow};
use values::{Code, DeviceId, Instant, MutationId, OrderId, PersonId, Problem};
use wire::{
    AttentionRow,
    outcome::{outcome_text, read_outcome},
};

use super::outbox;
use crate::{
    error::StoreError,
    open::Store,
    rows::{self, inconsistent},
};

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionEntry {
    /// The mutation's id.
    pub id: MutationId,
    /// Its order.
    pub order: OrderId,
    /// The order as it is here; none if this computer has no such order.
    pub head: Option<Order>,
    /// The mutation's name, such as `edit_lines`.
    pub kind: String,
    /// What the server made of it: [`Outcome::Conflict`] or [`Outcome::Rejected`].
    pub outcome: Outcome,
    /// Who did it, and where; none until the server's own entry came down, which is told of this computer's work only.
    pub actor: Option<(PersonId, DeviceId)>,
    /// When the server took it, or the answer came.
    pub at: Instant,
    /// Whether the mutation with its whole content is in this vault; else another computer has it.
    pub is_here: bool,
    /// Whether the rows show the server's side: only then can ours be written once more.
    pub is_ready: bool,
    /// Whether it was decided, here or elsewhere.
    pub settled: bool,
}

/// An entry with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionItem {
    /// The entry.
    pub entry: AttentionEntry,
    /// The mutation, if it is in this vault: of an import in parts, all parts put together.
    pub mutation: Option<Mutation>,
}

const ENTRY: &str = "SELECT a.id AS id, a.order_id AS order_id, a.kind AS kind, a.outcome AS outcome, a.person AS person, \
     a.device AS device, a.at AS at, a.seq AS seq, a.settled AS settled, coalesce(m.landed <> 0, 1) AS is_ready \
     FROM attention a LEFT JOIN mutations m ON m.seq = a.seq";

impl Store {
    /// What nobody decided yet, the newest first, of one order or all; and how many there are.
    pub async fn attention(
        &self,
        order: Option<OrderId>,
        offset: u32,
        limit: u32,
    ) -> Result<(Vec<AttentionEntry>, i64), StoreError> {
        let mut conn = self.read().await?;
        let order = order.map(|order| order.as_uuid().as_bytes().to_vec());
        let total = sqlx::query_scalar(
            "SELECT count(*) FROM attention WHERE settled = 0 AND (?1 IS NULL OR order_id = ?1)",
        )
        .bind(order.clone())
        .fetch_one(&mut *conn)
        .await?;
        let sql = format!(
            "{ENTRY} WHERE a.settled = 0 AND (?1 IS NULL OR a.order_id = ?1) ORDER BY a.key DESC LIMIT ?2 OFFSET ?3"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .bind(order)
            .bind(limit)
            .bind(offset)
            .fetch_all(&mut *conn)
            .await?;
        let mut entries = Vec::with_capacity(found.len());
        for row in &found {
            entries.push(entry(&mut conn, row).await?);
        }
        Ok((entries, total))
    }

    /// One entry, decided or not, with its content.
    pub async fn attention_item(&self, id: MutationId) -> Result<Option<AttentionItem>, StoreError> {
        let mut conn = self.read().await?;
        let row = sqlx::query(AssertSqlSafe(format!("{ENTRY} WHERE a.id = ?")))
            .bind(&id.as_uuid().as_bytes()[..])
            .fetch_optional(&mut *conn)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let entry = entry(&mut conn, &row).await?;
        let mutation = match row.try_get::<Option<i64>, _>("seq")? {
            Some(seq) => Some(content(&mut conn, seq).await?),
            None => None,
        };
        Ok(Some(AttentionItem { entry, mutation }))
    }
}

async fn entry(conn: &mut SqliteConnection, row: &SqliteRow) -> Result<AttentionEntry, StoreError> {
    let id = MutationId::from_uuid(rows::uuid(row.try_get("id")?, "attention")?);
    let order = OrderId::from_uuid(rows::uuid(row.try_get("order_id")?, "attention")?);
    let outcome = read_outcome(row.try_get("outcome")?)
        .map_err(|_| inconsistent("attention", "outcome", &id.to_string()))?;
    let actor = match (row.try_get::<Option<&[u8]>, _>("person")?, row.try_get::<Option<&[u8]>, _>("device")?)
    {
        (Some(person), Some(device)) => Some((
            PersonId::from_uuid(rows::uuid(person, "attention")?),
            DeviceId::from_uuid(rows::uuid(device, "attention")?),
        )),
        _ => None,
    };
    Ok(AttentionEntry {
        id,
        order,
        head: crate::reads::load(conn, order).await?.map(|(_, order)| order),
        kind: row.try_get("kind")?,
        outcome,
        actor,
        at: Instant::from_millis(row.try_get("at")?),
        is_here: row.try_get::<Option<i64>, _>("seq")?.is_some(),
        is_ready: row.try_get("is_ready")?,
        settled: row.try_get("settled")?,
    })
}

/// A mutation of ours; of an import in parts, all of them together, since they took effect together or not at all.
async fn content(conn: &mut SqliteConnection, seq: i64) -> Result<Mutation, StoreError> {
    let bodies: Vec<(i64, String)> = sqlx::query_as(
        "SELECT seq, body FROM mutations WHERE seq = ?1 OR (import_id = (SELECT import_id FROM mutations WHERE seq = ?1)) \
         ORDER BY seq",
    )
    .bind(seq)
    .fetch_all(conn)
    .await?;
    let mut found = None;
    let mut parts = Vec::new();
    for (at, body) in &bodies {
        let mutation = outbox::mutation(body, *at)?;
        match mutation.deed {
            Deed::ImportLines(part) if !part.part.is_whole() => {
                if *at == seq {
                    found = Some(Mutation { deed: Deed::ImportLines(part.clone()), ..mutation });
                }
                parts.push(part);
            }
            deed => found = Some(Mutation { deed, ..mutation }),
        }
    }
    let mutation = found.ok_or_else(|| inconsistent("attention", "seq", &seq.to_string()))?;
    if parts.is_empty() {
        return Ok(mutation);
    }
    let whole = ImportDeed::assemble(parts)
        .ok_or_else(|| inconsistent("mutations", "import_id", &seq.to_string()))?;
    Ok(Mutation { deed: Deed::ImportLines(whole), ..mutation })
}

/// Takes an entry off the list, in the transaction of what was chosen.
pub(crate) async fn settle(
    conn: &mut SqliteConnection,
    id: MutationId,
    settlement: Settlement,
    by: PersonId,
    at: Instant,
) -> Result<(), ActionError> {
    let laid: Option<bool> = sqlx::query_scalar(
        "SELECT coalesce(m.landed = 0, 0) FROM attention a LEFT JOIN mutations m ON m.seq = a.seq \
         WHERE a.id = ? AND a.settled = 0",
    )
    .bind(&id.as_uuid().as_bytes()[..])
    .fetch_optional(&mut *conn)
    .await
    .map_err(StoreError::from)?;
    match laid {
        None => return Err(Problem::new(Code::NotFound).in_field("id").into()),
        Some(true) if settlement != Settlement::Theirs => return Err(Problem::new(Code::SyncOpHeld).into()),
        Some(_) => {}
    }
    sqlx::query(
        "UPDATE attention SET settled = 1, settlement = ?, settled_by = ?, settled_at = ? WHERE id = ?",
    )
    .bind(settlement.name())
    .bind(&by.as_uuid().as_bytes()[..])
    .bind(at.millis())
    .bind(&id.as_uuid().as_bytes()[..])
    .execute(conn)
    .await
    .map_err(StoreError::from)?;
    Ok(())
}

/// Takes an entry as the server has it: of this device, whose answer may have been lost, or of another. What was decided here
/// stays decided.
pub(crate) async fn take(conn: &mut SqliteConnection, row: &AttentionRow) -> Result<(), StoreError> {
    let AttentionRow { rev, id, order, name, outcome, person, device, at, settled } = row;
    sqlx::query(
        "INSERT INTO attention (id, order_id, seq, kind, verdict, outcome, rev, person, device, at, settled) \
         VALUES (?1, ?2, (SELECT seq FROM mutations WHERE id = ?1), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, person = excluded.person, device = excluded.device, \
         at = excluded.at, settled = max(settled, excluded.settled)",
    )
    .bind(&id.as_uuid().as_bytes()[..])
    .bind(&order.as_uuid().as_bytes()[..])
    .bind(name.clone())
    .bind(outcome.name())
    .bind(outcome_text(outcome))
    .bind(rev)
    .bind(&person.as_uuid().as_bytes()[..])
    .bind(&device.as_uuid().as_bytes()[..])
    .bind(at.millis())
    .bind(settled)
    .execute(conn)
    .await?;
    Ok(())
}
