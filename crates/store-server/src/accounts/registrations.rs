//! Registrations after their check.

use actions::accounts::{Digest, rows::KeptRegistration};
use domain::account::{Registered, RegistrationState};
use values::{Code, Uscc, Uuid};

use crate::{
    db::{Conn, Row, built, sql},
    error::{StoreError, inconsistent},
};

pub(super) async fn insert(conn: &mut Conn, kept: &KeptRegistration) -> Result<(), StoreError> {
    let (fail_code, verified_at) = match kept.state {
        RegistrationState::VerifyFailed(code) => (Some(code.as_str().to_owned()), None),
        RegistrationState::Verified(at) => (None, Some(at)),
        _ => (None, None),
    };
    let registered = kept.registered.as_ref();
    sql("INSERT INTO registrations \
         (id, uscc, applicant, token, state, fail_code, verified_at, registry_status, registry_address, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(kept.id)
    .bind(kept.uscc.as_str())
    .bind(kept.applicant)
    .bind(kept.token)
    .bind(kept.state.name())
    .bind(fail_code)
    .bind(verified_at)
    .bind(registered.map(|company| company.status.clone()))
    .bind(registered.and_then(|company| company.address.clone()))
    .bind(kept.at)
    .run(conn)
    .await?;
    Ok(())
}

pub(super) async fn of_token(
    conn: &mut Conn,
    hold: &str,
    token: &Digest,
) -> Result<Option<KeptRegistration>, StoreError> {
    let row = built(format!("SELECT * FROM registrations WHERE token = $1{hold}"))
        .bind(*token)
        .optional(conn)
        .await?;
    row.map(|row| read(&row)).transpose()
}

fn read(row: &Row) -> Result<KeptRegistration, StoreError> {
    let id: Uuid = row.get("id")?;
    let bad = |column| inconsistent("registrations", column, id);
    let uscc: String = row.get("uscc")?;
    let state: String = row.get("state")?;
    let fail_code: Option<String> = row.get("fail_code")?;
    let state = match state.as_str() {
        "draft" => RegistrationState::Draft,
        "verified" => RegistrationState::Verified(
            row.get::<Option<values::Instant>>("verified_at")?.ok_or_else(|| bad("verified_at"))?,
        ),
        "verify_failed" => RegistrationState::VerifyFailed(
            fail_code.as_deref().and_then(Code::from_name).ok_or_else(|| bad("fail_code"))?,
        ),
        "verify_expired" => RegistrationState::VerifyExpired,
        "activated" => RegistrationState::Activated,
        _ => return Err(bad("state")),
    };
    let status: Option<String> = row.get("registry_status")?;
    let address: Option<String> = row.get("registry_address")?;
    Ok(KeptRegistration {
        id,
        uscc: Uscc::parse_any_kind(&uscc).map_err(|_| bad("uscc"))?.value,
        applicant: row.get("applicant")?,
        token: row.get("token")?,
        state,
        registered: status
            .map(|status| Registered { status: status.into(), address: address.map(Into::into) }),
        at: row.get("at")?,
    })
}

/// Two activations with one token: the first that changes the row has it.
pub(super) async fn finish(conn: &mut Conn, id: Uuid) -> Result<bool, StoreError> {
    let changed = sql("UPDATE registrations SET state = 'activated' WHERE id = $1 AND state = 'verified'")
        .bind(id)
        .run(conn)
        .await?;
    Ok(changed == 1)
}
