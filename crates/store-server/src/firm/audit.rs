//! The audit trail of a firm (CM-AUD-01). Append-only; each entry's hash covers the one before it, so that altering,
//! dropping or inserting a row shows.

use actions::Actor;
use sha2::{Digest as _, Sha256};
use values::Instant;

use super::{FirmRead, FirmTx};
use crate::{
    db::{Row, sql},
    error::StoreError,
};

/// Entries that are looked at, at a time.
const PAGE: i64 = 1_000;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number in the firm, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
    /// What was done.
    pub action: String,
    /// To what: an id, never personal data.
    pub subject: String,
    /// Names of fields, counts, codes; never personal data.
    pub detail: String,
}

impl FirmTx {
    /// Appends an entry in the name of who acts. `subject` is an id and `detail` names fields, counts or codes; neither
    /// ever holds personal data.
    pub async fn audit(
        &mut self,
        at: Instant,
        action: &str,
        subject: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        let last = sql("SELECT seq, hash FROM audit WHERE firm = $1 ORDER BY seq DESC LIMIT 1")
            .bind(self.scope.firm())
            .optional(&mut self.conn)
            .await?;
        let (seq, previous) = match last {
            Some(row) => (row.get::<i64>("seq")? + 1, row.get::<Vec<u8>>("hash")?),
            None => (1, Vec::new()),
        };
        let actor = self.scope.actor();
        let texts = [action, subject, detail];
        let hash = link(&previous, seq, at, actor, texts);
        sql("INSERT INTO audit (firm, seq, at, person, device, action, subject, detail, previous, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(self.scope.firm())
        .bind(seq)
        .bind(at)
        .bind(actor.person)
        .bind(actor.device)
        .bind_all(texts)
        .bind(previous)
        .bind(hash)
        .run(&mut self.conn)
        .await?;
        self.wrote = true;
        Ok(())
    }
}

impl FirmRead {
    /// Entries after a number, oldest first; at most `limit`.
    pub async fn audit_after(&mut self, seq: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        rows(self, seq, i64::from(limit)).await?.iter().map(entry).collect()
    }
}

async fn rows(read: &mut FirmRead, after: i64, limit: i64) -> Result<Vec<Row>, StoreError> {
    sql("SELECT seq, at, person, device, action, subject, detail, previous, hash FROM audit \
         WHERE firm = $1 AND seq > $2 ORDER BY seq LIMIT $3")
    .bind(read.scope.firm())
    .bind(after)
    .bind(limit)
    .all(&mut read.conn)
    .await
}

fn entry(row: &Row) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: Actor { person: row.get("person")?, device: row.get("device")? },
        action: row.get("action")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
    })
}

/// The hash of an entry: lengths come before texts, so that neighbours cannot trade letters.
fn link(previous: &[u8], seq: i64, at: Instant, actor: Actor, texts: [&str; 3]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_le_bytes());
    hash.update(at.millis().to_le_bytes());
    hash.update(actor.person.as_uuid().as_bytes());
    hash.update(actor.device.as_uuid().as_bytes());
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

/// The number of the first entry that does not follow from the one before, if there is one.
pub(crate) async fn first_broken(read: &mut FirmRead) -> Result<Option<i64>, StoreError> {
    let (mut last, mut previous) = (0, Vec::new());
    loop {
        let page = rows(read, last, PAGE).await?;
        if page.is_empty() {
            return Ok(None);
        }
        for row in &page {
            let found = entry(row)?;
            let texts = [&*found.action, &found.subject, &found.detail];
            let stored: Vec<u8> = row.get("hash")?;
            let follows = found.seq == last + 1
                && row.get::<Vec<u8>>("previous")? == previous
                && stored == link(&previous, found.seq, found.at, found.actor, texts);
            if !follows {
                return Ok(Some(found.seq));
            }
            (last, previous) = (found.seq, stored);
        }
    }
}
