//! The audit trail of accounts (CM-AUD-01): append-only; each entry's hash covers the one before it, so that altering a row
//! shows.

use actions::accounts::{
    TrailFilter,
    rows::{AuditEntry, TrailEntry},
};
use sha2::{Digest as _, Sha256};
use values::{AccountId, Day, DeviceId, PersonId, Uuid};

use crate::{
    Store,
    db::{Conn, Row, built, sql},
    error::StoreError,
};

pub(super) async fn append(conn: &mut Conn, entry: &AuditEntry) -> Result<(), StoreError> {
    let account = entry.account.map_or(Uuid::nil(), |account| *account.as_uuid());
    // The head's row makes writers of one trail wait for each other.
    sql("INSERT INTO account_audit_heads (account, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (account) DO NOTHING")
        .bind(account)
        .bind([0_u8; 32])
        .run(conn)
        .await?;
    let head = sql("UPDATE account_audit_heads SET seq = seq + 1 WHERE account = $1 RETURNING seq, hash")
        .bind(account)
        .one(conn)
        .await?;
    let (seq, previous): (i64, [u8; 32]) = (head.get("seq")?, head.get("hash")?);
    let person = entry.person.map(|person| *person.as_uuid());
    let device = entry.device.map(|device| *device.as_uuid());
    let role = entry.role.map(|role| role.name());
    let result = entry.result.map(|code| code.as_str());
    let hash = link(
        &previous,
        [seq, entry.at.millis()],
        [person, device, entry.entity, Some(entry.request_id)],
        [role.unwrap_or(""), entry.action, &entry.detail, result.unwrap_or("")],
    );
    sql("INSERT INTO account_audit \
         (account, seq, at, person, role, device, action, entity, detail, result, request_id, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(account)
    .bind(seq)
    .bind(entry.at)
    .bind(person)
    .bind(role.map(str::to_owned))
    .bind(device)
    .bind(entry.action)
    .bind(entry.entity)
    .bind(entry.detail.as_str())
    .bind(result.map(str::to_owned))
    .bind(entry.request_id)
    .bind(previous)
    .bind(hash)
    .run(conn)
    .await?;
    sql("UPDATE account_audit_heads SET hash = $2 WHERE account = $1")
        .bind(account)
        .bind(hash)
        .run(conn)
        .await?;
    Ok(())
}

/// Entries of an account before a number, newest first.
pub(super) async fn entries(
    conn: &mut Conn,
    account: AccountId,
    filter: &TrailFilter,
    before: i64,
    limit: u32,
) -> Result<Vec<TrailEntry>, StoreError> {
    let rows = sql(
        "SELECT seq, at, person, role, device, action, entity, detail, result, request_id FROM account_audit \
                    WHERE account = $1 AND seq < $2 AND ($3 = '' OR action = $3) AND ($4 = 1 OR person = $5) \
         AND ($6 = 0 OR result IS NOT NULL) AND at >= $7 AND at < $8 ORDER BY seq DESC LIMIT $9",
    )
    .bind(*account.as_uuid())
    .bind(before)
    .bind(filter.action.as_deref().unwrap_or_default())
    .bind(filter.person.is_none())
    .bind(filter.person.map_or(Uuid::nil(), |person| *person.as_uuid()))
    .bind(filter.only_refused)
    .bind(filter.from.map_or(i64::MIN, |from| from.china_start().millis()))
    .bind(after_day(filter.to))
    .bind(limit)
    .all(conn)
    .await?;
    rows.iter().map(entry).collect()
}

/// The first millisecond after a day; what the calendar cannot tell never comes.
fn after_day(to: Option<Day>) -> i64 {
    let next = to.and_then(|to| to.plus_days(1));
    next.map_or(i64::MAX, |next| next.china_start().millis())
}

fn entry(row: &Row) -> Result<TrailEntry, StoreError> {
    Ok(TrailEntry {
        seq: row.get("seq")?,
        person: row.get::<Option<Uuid>>("person")?.map(PersonId::from_uuid),
        role: row.get::<Option<String>>("role")?.map(Into::into),
        device: row.get::<Option<Uuid>>("device")?.map(DeviceId::from_uuid),
        action: row.get::<String>("action")?.into(),
        entity: row.get("entity")?,
        detail: row.get::<String>("detail")?.into(),
        result: row.get::<Option<String>>("result")?.map(Into::into),
        at: row.get("at")?,
        request_id: row.get("request_id")?,
    })
}

/// The hash of an entry: lengths come before texts, so that neighbours cannot trade letters.
fn link(previous: &[u8], numbers: [i64; 2], ids: [Option<Uuid>; 4], texts: [&str; 4]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    for number in numbers {
        hash.update(number.to_le_bytes());
    }
    for id in ids {
        hash.update([u8::from(id.is_some())]);
        hash.update(id.unwrap_or_default().as_bytes());
    }
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

impl Store {
    /// The first entry of an account's trail whose hash does not fit, as `account/number`; entries cut off at the end show
    /// as well.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn broken_account_audit(&self) -> Result<Option<String>, StoreError> {
        let mut conn = self.db.read().await?;
        let heads =
            sql("SELECT account, seq, hash FROM account_audit_heads ORDER BY account").all(&mut conn).await?;
        for head in heads {
            let account: Uuid = head.get("account")?;
            let (last, hash): (i64, [u8; 32]) = (head.get("seq")?, head.get("hash")?);
            if let Some(seq) = first_broken(&mut conn, account, last, hash).await? {
                return Ok(Some(format!("{account}/{seq}")));
            }
        }
        Ok(None)
    }
}

/// Entries read at once.
const PAGE: i64 = 1_000;

async fn first_broken(
    conn: &mut Conn,
    account: Uuid,
    last: i64,
    head: [u8; 32],
) -> Result<Option<i64>, StoreError> {
    let (mut previous, mut seq) = ([0_u8; 32], 0);
    loop {
        let rows = built(format!(
            "SELECT * FROM account_audit WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT {PAGE}"
        ))
        .bind(account)
        .bind(seq)
        .all(conn)
        .await?;
        if rows.is_empty() {
            return Ok((seq != last || previous != head).then_some(seq + 1));
        }
        for row in &rows {
            let stored: [u8; 32] = row.get("hash")?;
            let fits = row.get::<i64>("seq")? == seq + 1
                && row.get::<[u8; 32]>("previous")? == previous
                && stored == hash_of(row, &previous)?;
            if !fits {
                return Ok(Some(seq + 1));
            }
            (previous, seq) = (stored, seq + 1);
        }
    }
}

fn hash_of(row: &Row, previous: &[u8; 32]) -> Result<[u8; 32], StoreError> {
    let text = |column| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let (role, action, detail, result) = (text("role")?, text("action")?, text("detail")?, text("result")?);
    Ok(link(
        previous,
        [row.get("seq")?, row.get("at")?],
        [row.get("person")?, row.get("device")?, row.get("entity")?, row.get("request_id")?],
        [&role, &action, &detail, &result],
    ))
}

#[cfg(feature = "testing")]
impl Store {
    /// What an account's trail says, in order: actions with their results.
    ///
    /// # Panics
    /// If the id is none or the database cannot be read.
    pub async fn account_audit_for_tests(&self, account: &str) -> Vec<(String, String)> {
        let account = Uuid::try_parse(account).expect("an id");
        let mut conn = self.db.read().await.expect("the database answers");
        let rows = sql("SELECT action, result FROM account_audit WHERE account = $1 ORDER BY seq")
            .bind(account)
            .all(&mut conn)
            .await
            .expect("the trail is read");
        let text = |row: &Row, column| row.get::<Option<String>>(column).expect("a text").unwrap_or_default();
        rows.iter().map(|row| (text(row, "action"), text(row, "result"))).collect()
    }

    /// Alters the second entry of a trail, as somebody with the database's password could.
    ///
    /// # Panics
    /// If the id is none or the database cannot be written.
    pub async fn alter_account_audit_for_tests(&self, account: &str) {
        let account = Uuid::try_parse(account).expect("an id");
        let mut conn = self.db.write().await.expect("the database answers");
        sql("UPDATE account_audit SET detail = 'altered' WHERE account = $1 AND seq = 2")
            .bind(account)
            .run(&mut conn)
            .await
            .expect("the entry is altered");
        conn.commit().await.expect("commit");
    }
}
