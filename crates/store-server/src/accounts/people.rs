//! People who sign in, and what they sign in with.

use actions::accounts::rows::KeptPerson;
use domain::account::{Grants, Login, Person, Role, ShortName, StaffName};
use values::{AccountId, Mobile, PersonId, PersonName, Secret, Uuid};

use super::directory;
use crate::{
    db::{Conn, Row, built, sql},
    error::{StoreError, inconsistent},
};

pub(super) async fn insert(conn: &mut Conn, kept: &KeptPerson) -> Result<(), StoreError> {
    let person = &kept.person;
    sql("INSERT INTO people (id, account, role, grants_identity, name, short_name, staff_name, mobile, mobile_unproven, \
         must_change_password, disabled, password_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind(person.id)
    .bind(*person.account.as_uuid())
    .bind(person.role.name())
    .bind(person.grants.identity)
    .bind(person.name.as_ref().map(|name| name.as_str().to_owned()))
    .bind(person.short_name.as_ref().map(|name| name.as_str().to_owned()))
    .bind(person.staff_name.as_ref().map(|name| name.as_str().to_owned()))
    .bind(person.mobile.map(Mobile::as_string))
    .bind(person.mobile_unproven)
    .bind(person.must_change_password)
    .bind(person.disabled)
    .bind(kept.password_hash.reveal().as_str())
    .run(conn)
    .await?;
    Ok(())
}

/// What an owner or the person changes; the password has a function of its own.
pub(super) async fn save(conn: &mut Conn, person: &Person) -> Result<(), StoreError> {
    sql("UPDATE people SET role = $2, grants_identity = $3, mobile = $4, mobile_unproven = $5, \
         must_change_password = $6, disabled = $7 WHERE id = $1")
    .bind(person.id)
    .bind(person.role.name())
    .bind(person.grants.identity)
    .bind(person.mobile.map(Mobile::as_string))
    .bind(person.mobile_unproven)
    .bind(person.must_change_password)
    .bind(person.disabled)
    .run(conn)
    .await?;
    Ok(())
}

pub(super) async fn save_password(
    conn: &mut Conn,
    person: PersonId,
    hash: &Secret<String>,
) -> Result<(), StoreError> {
    sql("UPDATE people SET password_hash = $2 WHERE id = $1")
        .bind(person)
        .bind(hash.reveal().as_str())
        .run(conn)
        .await?;
    Ok(())
}

/// Locks the person, not the account: colleagues sign in at the same time.
fn select(from: &str, hold: &str) -> String {
    let of = if hold.is_empty() { "" } else { " OF p" };
    format!(
        "SELECT {}, p.* FROM {from} JOIN accounts a ON a.id = p.account WHERE {}{hold}{of}",
        directory::COLUMNS,
        if from.contains("logins") { "l.kind = $1 AND l.name = $2" } else { "p.id = $1" },
    )
}

pub(super) async fn by_id(
    conn: &mut Conn,
    hold: &str,
    id: PersonId,
) -> Result<Option<KeptPerson>, StoreError> {
    let row = built(select("people p", hold)).bind(id).optional(conn).await?;
    row.map(|row| read_kept(&row)).transpose()
}

pub(super) async fn by_login(
    conn: &mut Conn,
    hold: &str,
    login: &Login,
) -> Result<Option<KeptPerson>, StoreError> {
    let (kind, name) = login.key();
    let row = built(select("logins l JOIN people p ON p.id = l.person", hold))
        .bind(kind)
        .bind(name)
        .optional(conn)
        .await?;
    row.map(|row| read_kept(&row)).transpose()
}

pub(super) async fn of_account(conn: &mut Conn, account: AccountId) -> Result<Vec<Person>, StoreError> {
    let rows = sql("SELECT p.* FROM people p WHERE p.account = $1 ORDER BY p.id")
        .bind(*account.as_uuid())
        .all(conn)
        .await?;
    rows.iter().map(read).collect()
}

pub(super) async fn insert_login(
    conn: &mut Conn,
    login: &Login,
    person: PersonId,
) -> Result<bool, StoreError> {
    let (kind, name) = login.key();
    let inserted = sql("INSERT INTO logins (kind, name, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(kind)
        .bind(name)
        .bind(person)
        .run(conn)
        .await?;
    Ok(inserted == 1)
}

pub(super) async fn remove_login(conn: &mut Conn, login: &Login) -> Result<(), StoreError> {
    let (kind, name) = login.key();
    sql("DELETE FROM logins WHERE kind = $1 AND name = $2").bind(kind).bind(name).run(conn).await?;
    Ok(())
}

fn read_kept(row: &Row) -> Result<KeptPerson, StoreError> {
    Ok(KeptPerson {
        person: read(row)?,
        account: directory::read_account(row)?,
        password_hash: Secret::new(row.get("password_hash")?),
    })
}

fn read(row: &Row) -> Result<Person, StoreError> {
    let id: PersonId = row.get("id")?;
    let bad = |column| inconsistent("people", column, id);
    let text = |column| row.get::<Option<String>>(column);
    Ok(Person {
        id,
        account: AccountId::from_uuid(row.get::<Uuid>("account")?),
        role: Role::from_name(&row.get::<String>("role")?).ok_or_else(|| bad("role"))?,
        grants: Grants { identity: row.get("grants_identity")? },
        name: text("name")?.map(|text| PersonName::parse(&text).map_err(|_| bad("name"))).transpose()?,
        short_name: text("short_name")?
            .map(|text| ShortName::parse(&text).map_err(|_| bad("short_name")))
            .transpose()?,
        staff_name: text("staff_name")?
            .map(|text| StaffName::parse(&text).map_err(|_| bad("staff_name")))
            .transpose()?,
        mobile: text("mobile")?.map(|text| Mobile::parse(&text).map_err(|_| bad("mobile"))).transpose()?,
        mobile_unproven: row.get("mobile_unproven")?,
        must_change_password: row.get("must_change_password")?,
        disabled: row.get("disabled")?,
    })
}
