//! Captchas that wait for their answers.

use actions::accounts::rows::KeptCaptcha;
use values::Uuid;

use crate::{
    db::{Conn, sql},
    error::StoreError,
};

pub(super) async fn insert(conn: &mut Conn, captcha: &KeptCaptcha) -> Result<(), StoreError> {
    sql("INSERT INTO captchas (id, answer, made_at) VALUES ($1, $2, $3)")
        .bind(captcha.id)
        .bind(captcha.answer)
        .bind(captcha.made_at)
        .run(conn)
        .await?;
    Ok(())
}

/// Two requests with one captcha: the first that deletes the row has it.
pub(super) async fn take(conn: &mut Conn, id: Uuid) -> Result<Option<KeptCaptcha>, StoreError> {
    let row =
        sql("DELETE FROM captchas WHERE id = $1 RETURNING answer, made_at").bind(id).optional(conn).await?;
    row.map(|row| Ok(KeptCaptcha { id, answer: row.get("answer")?, made_at: row.get("made_at")? }))
        .transpose()
}
