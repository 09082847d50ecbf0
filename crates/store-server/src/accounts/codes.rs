//! SMS codes, as digests.

use actions::accounts::{Digest, rows::KeptCode};
use domain::account::{SmsCode, SmsPurpose};
use values::Uuid;

use crate::{
    db::{Conn, built, sql},
    error::StoreError,
};

pub(super) async fn insert(conn: &mut Conn, code: &KeptCode) -> Result<(), StoreError> {
    sql("INSERT INTO sms_codes (id, purpose, number, bound, digits, sent_at, tries, used_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(code.id)
    .bind(code.purpose.name())
    .bind(code.number)
    .bind(code.bound)
    .bind(code.digits)
    .bind(code.state.sent_at)
    .bind(code.state.tries)
    .bind(code.state.used_at)
    .run(conn)
    .await?;
    Ok(())
}

pub(super) async fn newest(
    conn: &mut Conn,
    hold: &str,
    purpose: SmsPurpose,
    number: &Digest,
    bound: &Digest,
) -> Result<Option<KeptCode>, StoreError> {
    let row = built(format!(
        "SELECT id, digits, sent_at, tries, used_at FROM sms_codes WHERE number = $1 AND purpose = $2 AND bound = $3 \
         ORDER BY sent_at DESC, id DESC LIMIT 1{hold}"
    ))
    .bind(*number)
    .bind(purpose.name())
    .bind(*bound)
    .optional(conn)
    .await?;
    row.map(|row| {
        Ok(KeptCode {
            id: row.get("id")?,
            purpose,
            number: *number,
            bound: *bound,
            digits: row.get("digits")?,
            state: SmsCode {
                sent_at: row.get("sent_at")?,
                tries: row.get("tries")?,
                used_at: row.get("used_at")?,
            },
        })
    })
    .transpose()
}

pub(super) async fn save(conn: &mut Conn, code: &KeptCode) -> Result<(), StoreError> {
    sql("UPDATE sms_codes SET tries = $2, used_at = $3 WHERE id = $1")
        .bind(code.id)
        .bind(code.state.tries)
        .bind(code.state.used_at)
        .run(conn)
        .await?;
    Ok(())
}

pub(super) async fn forget(conn: &mut Conn, id: Uuid) -> Result<(), StoreError> {
    sql("DELETE FROM sms_codes WHERE id = $1").bind(id).run(conn).await?;
    Ok(())
}
