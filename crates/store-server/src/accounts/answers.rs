//! Answers that may be asked for again.

use actions::accounts::{Digest, rows::KeptAnswer};

use values::Instant;

use crate::{
    db::{Conn, sql},
    error::StoreError,
};

/// On PostgreSQL a second request with the same key waits here for the first one's end.
pub(super) async fn insert(conn: &mut Conn, answer: &KeptAnswer, now: Instant) -> Result<bool, StoreError> {
    let inserted = sql("INSERT INTO kept_answers (key, request, sealed, until_at) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (key) DO UPDATE SET request = excluded.request, sealed = excluded.sealed, \
                        until_at = excluded.until_at WHERE kept_answers.until_at <= $5")
    .bind(answer.key)
    .bind(answer.request)
    .bind(answer.sealed.as_slice())
    .bind(answer.until)
    .bind(now)
    .run(conn)
    .await?;
    Ok(inserted == 1)
}

pub(super) async fn by_key(conn: &mut Conn, key: &Digest) -> Result<Option<KeptAnswer>, StoreError> {
    let row = sql("SELECT request, sealed, until_at FROM kept_answers WHERE key = $1")
        .bind(*key)
        .optional(conn)
        .await?;
    row.map(|row| {
        Ok(KeptAnswer {
            key: *key,
            request: row.get("request")?,
            sealed: row.get("sealed")?,
            until: row.get("until_at")?,
        })
    })
    .transpose()
}
