//! Sessions and their tokens.

use actions::accounts::{
    Digest,
    rows::{KeptSession, KeptToken, TokenKind},
};
use values::{AccountId, Instant, PersonId, SessionId, Uuid};

use crate::{
    db::{Conn, Row, built, sql},
    error::{StoreError, inconsistent},
};

pub(super) async fn insert(conn: &mut Conn, session: &KeptSession) -> Result<(), StoreError> {
    sql("INSERT INTO sessions (id, person, account, device, device_name, created_at, last_used_at, rotation, ended_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(*session.id.as_uuid())
    .bind(session.person)
    .bind(*session.account.as_uuid())
    .bind(session.device)
    .bind(session.device_name.clone())
    .bind(session.created_at)
    .bind(session.last_used_at)
    .bind(session.rotation)
    .bind(session.ended_at)
    .run(conn)
    .await?;
    Ok(())
}

/// A session that has ended stays ended, whoever read it before.
pub(super) async fn save(conn: &mut Conn, session: &KeptSession) -> Result<(), StoreError> {
    sql("UPDATE sessions SET last_used_at = $2, rotation = $3, ended_at = coalesce(ended_at, $4) WHERE id = $1")
        .bind(*session.id.as_uuid())
        .bind(session.last_used_at)
        .bind(session.rotation)
        .bind(session.ended_at)
        .run(conn)
        .await?;
    Ok(())
}

pub(super) async fn of_person(
    conn: &mut Conn,
    hold: &str,
    person: PersonId,
) -> Result<Vec<KeptSession>, StoreError> {
    let rows = built(format!(
        "SELECT {COLUMNS} FROM sessions s WHERE s.person = $1 AND s.ended_at IS NULL \
         ORDER BY s.last_used_at DESC, s.id DESC{hold}"
    ))
    .bind(person)
    .all(conn)
    .await?;
    rows.iter().map(read).collect()
}

pub(super) async fn by_id(
    conn: &mut Conn,
    hold: &str,
    id: SessionId,
) -> Result<Option<KeptSession>, StoreError> {
    let row = built(format!("SELECT {COLUMNS} FROM sessions s WHERE s.id = $1{hold}"))
        .bind(*id.as_uuid())
        .optional(conn)
        .await?;
    row.map(|row| read(&row)).transpose()
}

pub(super) async fn insert_token(conn: &mut Conn, token: &KeptToken) -> Result<(), StoreError> {
    sql("INSERT INTO tokens (digest, session, kind, rotation, issued_at, used_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(token.digest)
        .bind(*token.session.as_uuid())
        .bind(token.kind.name())
        .bind(token.rotation)
        .bind(token.issued_at)
        .bind(token.used_at)
        .run(conn)
        .await?;
    Ok(())
}

/// Holds the token and its session, so that two uses of one token wait for each other.
pub(super) async fn token(
    conn: &mut Conn,
    hold: &str,
    digest: &Digest,
) -> Result<Option<(KeptToken, KeptSession)>, StoreError> {
    let row = built(format!(
        "SELECT {COLUMNS}, t.kind AS token_kind, t.rotation AS token_rotation, t.issued_at, t.used_at \
         FROM tokens t JOIN sessions s ON s.id = t.session WHERE t.digest = $1{hold}"
    ))
    .bind(*digest)
    .optional(conn)
    .await?;
    row.map(|row| {
        let session = read(&row)?;
        let kind = match row.get::<String>("token_kind")?.as_str() {
            "access" => TokenKind::Access,
            "refresh" => TokenKind::Refresh,
            _ => return Err(inconsistent("tokens", "kind", session.id)),
        };
        let token = KeptToken {
            digest: *digest,
            session: session.id,
            kind,
            rotation: row.get("token_rotation")?,
            issued_at: row.get("issued_at")?,
            used_at: row.get("used_at")?,
        };
        Ok((token, session))
    })
    .transpose()
}

pub(super) async fn use_token(conn: &mut Conn, digest: &Digest, at: Instant) -> Result<(), StoreError> {
    sql("UPDATE tokens SET used_at = $2 WHERE digest = $1").bind(*digest).bind(at).run(conn).await?;
    Ok(())
}

const COLUMNS: &str = "s.id, s.person, s.account, s.device, s.device_name, s.created_at, s.last_used_at, s.rotation, \
                       s.ended_at";

fn read(row: &Row) -> Result<KeptSession, StoreError> {
    Ok(KeptSession {
        id: SessionId::from_uuid(row.get::<Uuid>("id")?),
        person: row.get("person")?,
        account: AccountId::from_uuid(row.get::<Uuid>("account")?),
        device: row.get("device")?,
        device_name: row.get::<Option<String>>("device_name")?.map(Into::into),
        created_at: row.get("created_at")?,
        last_used_at: row.get("last_used_at")?,
        rotation: row.get("rotation")?,
        ended_at: row.get("ended_at")?,
    })
}
