//! What is counted: wrong passwords, registry checks, captchas, SMS codes.

use actions::accounts::{Digest, rows::AttemptKind};
use values::{Instant, Uuid};

use crate::{
    db::{Conn, sql},
    error::StoreError,
};

/// The attempts after an instant, ascending. Writes the subject's row first, so that two counts of one subject wait for each
/// other on every database.
pub(super) async fn since(
    conn: &mut Conn,
    kind: AttemptKind,
    subject: &Digest,
    since: Instant,
) -> Result<Vec<Instant>, StoreError> {
    sql("INSERT INTO attempt_subjects (kind, subject, last_at) VALUES ($1, $2, $3) \
         ON CONFLICT (kind, subject) DO UPDATE SET last_at = excluded.last_at")
    .bind(kind.name())
    .bind(*subject)
    .bind(since)
    .run(conn)
    .await?;
    let rows = sql("SELECT at FROM attempts WHERE kind = $1 AND subject = $2 AND at > $3 ORDER BY at")
        .bind(kind.name())
        .bind(*subject)
        .bind(since)
        .all(conn)
        .await?;
    rows.iter().map(|row| row.get("at")).collect()
}

pub(super) async fn note(
    conn: &mut Conn,
    kind: AttemptKind,
    subject: &Digest,
    id: Uuid,
    at: Instant,
) -> Result<(), StoreError> {
    sql("INSERT INTO attempts (kind, subject, id, at) VALUES ($1, $2, $3, $4)")
        .bind(kind.name())
        .bind(*subject)
        .bind(id)
        .bind(at)
        .run(conn)
        .await?;
    Ok(())
}

pub(super) async fn forgive(conn: &mut Conn, kind: AttemptKind, id: Uuid) -> Result<(), StoreError> {
    sql("DELETE FROM attempts WHERE id = $1 AND kind = $2").bind(id).bind(kind.name()).run(conn).await?;
    Ok(())
}

pub(super) async fn clear(conn: &mut Conn, kind: AttemptKind, subject: &Digest) -> Result<(), StoreError> {
    sql("DELETE FROM attempts WHERE kind = $1 AND subject = $2")
        .bind(kind.name())
        .bind(*subject)
        .run(conn)
        .await?;
    Ok(())
}
