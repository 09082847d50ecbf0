//! The audit trail of the desk (CM-AUD-01, CM-SEC-03): who looked at full numbers, who took data out. Append-only;
//! each entry's hash covers the one before it, so that altering a row shows.

use actions::Actor;
use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};
use values::Instant;

use crate::{error::StoreError, open::Store};

impl Store {
    /// Appends an entry. `subject` is an id and `detail` names fields or counts; neither ever holds personal data.
    pub async fn audit(
        &self,
        actor: Actor,
        at: Instant,
        action: &str,
        subject: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let previous: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")
                .fetch_optional(&mut *tx)
                .await?;
        let previous = previous.unwrap_or_default();
        let (person, device) = (actor.person.as_uuid().as_bytes(), actor.device.as_uuid().as_bytes());
        let hash = link(&previous, at.millis(), person, device, [action, subject, detail]);
        sqlx::query(
            "INSERT INTO audit (at, person, device, action, subject, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(at.millis())
        .bind(&person[..])
        .bind(&device[..])
        .bind(action)
        .bind(subject)
        .bind(detail)
        .bind(&previous)
        .bind(&hash[..])
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

/// The hash of an entry: lengths come before texts, so that neighbours cannot trade letters.
fn link(previous: &[u8], at: i64, person: &[u8], device: &[u8], texts: [&str; 3]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(at.to_le_bytes());
    hash.update(person);
    hash.update(device);
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

/// The number of the first entry whose hash does not fit, if there is one.
pub(crate) async fn first_broken(conn: &mut SqliteConnection) -> Result<Option<i64>, StoreError> {
    let rows = sqlx::query(
        "SELECT seq, at, person, device, action, subject, detail, previous, hash FROM audit ORDER BY seq",
    )
    .fetch_all(conn)
    .await?;
    let mut previous: Vec<u8> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let seq: i64 = row.try_get("seq")?;
        let texts = [row.try_get("action")?, row.try_get("subject")?, row.try_get("detail")?];
        let stored: Vec<u8> = row.try_get("hash")?;
        let before: Vec<u8> = row.try_get("previous")?;
        let hash = link(&before, row.try_get("at")?, row.try_get("person")?, row.try_get("device")?, texts);
        let in_row = i64::try_from(at).is_ok_and(|at| at + 1 == seq);
        if before != previous || stored != hash || !in_row {
            return Ok(Some(seq));
        }
        previous = stored;
    }
    Ok(None)
}
