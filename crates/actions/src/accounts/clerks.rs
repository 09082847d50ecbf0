//! Clerks (子账号; DECISIONS, Sub-accounts): what an owner does with the firm's people.

use domain::account::{Grants, Person, Right, Role, ShortName};
use values::{Code, Mobile, PersonId, PersonName, Problem, Secret};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
    rows::KeptPerson,
    tokens,
};
use crate::fault::ActionError;

/// A person to be added.
#[derive(Debug, Clone)]
pub struct ClerkRequest {
    /// The name behind the firm's credit code.
    pub short_name: ShortName,
    /// The person's own mobile, if they sign in with it.
    pub mobile: Option<Mobile>,
    /// What colleagues call them.
    pub name: PersonName,
    /// The role.
    pub role: Role,
    /// What goes beyond it.
    pub grants: Grants,
    /// A first password, which must be changed at the first sign-in.
    pub password: Secret<String>,
}

/// The firm's people.
///
/// `FORBIDDEN` unless the person administers the firm.
pub async fn list_people<H: AccountHost>(host: &H, session: &Session) -> Result<Vec<Person>, ActionError> {
    session.check(Right::Administer)?;
    let mut tx = host.look().await?;
    Ok(tx.people(session.own()).await?)
}

/// Adds a clerk.
///
/// `LOGIN_NAME_IN_USE`, `PHONE_IN_USE`, the `PWD_` codes, `FORBIDDEN`, `AUTH_SUSPENDED`.
pub async fn add_clerk<H: AccountHost>(
    host: &H,
    session: &Session,
    request: &ClerkRequest,
) -> Result<PersonId, ActionError> {
    session.check_change(Right::Administer)?;
    check_role(request.role)?;
    let person = Person {
        id: PersonId::from_uuid(host.next_uuid()),
        account: session.own(),
        role: request.role,
        grants: request.grants,
        name: Some(request.name.clone()),
        short_name: Some(request.short_name.clone()),
        staff_name: None,
        mobile: request.mobile,
        // Nobody has shown yet that the number is this person's: the first sign-in does, by a code.
        mobile_unproven: request.mobile.is_some(),
        must_change_password: true,
        disabled: false,
    };
    let password = request.password.reveal();
    person.check_new_password(&session.account, password, password)?;
    let hash = Secret::new(host.hash_password(password).await?);
    let mut tx = host.begin().await?;
    let kept = KeptPerson { person, account: session.account.clone(), password_hash: hash };
    tx.insert_person(&kept).await?;
    for login in kept.person.logins(&session.account) {
        if !tx.insert_login(&login, kept.person.id).await? {
            let (code, field) = match login.key().0 {
                "phone" => (Code::PhoneInUse, "mobile"),
                _ => (Code::LoginNameInUse, "short_name"),
            };
            return Err(Problem::new(code).in_field(field).into());
        }
    }
    let id = kept.person.id;
    let detail = format!("role {}; identity {}", request.role.name(), request.grants.identity);
    let entry = audit::by(host, session, "add_clerk").of(id.as_uuid()).with(detail);
    audit::finish(host, tx, entry, &Answer::Person(id)).await?;
    Ok(id)
}

/// Gives a person another role.
///
/// `NOT_FOUND` for people of other firms; `FORBIDDEN` for the owner who registered the firm, who stays.
pub async fn set_role<H: AccountHost>(
    host: &H,
    session: &Session,
    id: PersonId,
    role: Role,
    grants: Grants,
) -> Result<(), ActionError> {
    session.check_change(Right::Administer)?;
    check_role(role)?;
    let mut tx = host.begin().await?;
    let mut person = clerk(&mut tx, session, id).await?.person;
    let before = person.role.name();
    person.role = role;
    person.grants = grants;
    tx.save_person(&person).await?;
    let detail = format!("role {before} → {}; identity {}", role.name(), grants.identity);
    let entry = audit::by(host, session, "set_role").of(id.as_uuid()).with(detail);
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Ends a person's access: no sign-in, no session; the name and the number are free again.
///
/// `NOT_FOUND`, `FORBIDDEN`.
pub async fn disable_clerk<H: AccountHost>(
    host: &H,
    session: &Session,
    id: PersonId,
) -> Result<(), ActionError> {
    session.check_change(Right::Administer)?;
    let mut tx = host.begin().await?;
    let kept = clerk(&mut tx, session, id).await?;
    for login in kept.person.logins(&kept.account) {
        tx.remove_login(&login).await?;
    }
    let mut person = kept.person;
    person.disabled = true;
    tx.save_person(&person).await?;
    tokens::end_others(host, &mut tx, &person, None).await?;
    let entry = audit::by(host, session, "disable_clerk").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Somebody of one's own firm who came after it; the owner who registered it has no short name.
async fn clerk<T: AccountTx>(tx: &mut T, session: &Session, id: PersonId) -> Result<KeptPerson, ActionError> {
    let kept = tx.person(id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    kept.person.check_of(session.own())?;
    if kept.person.disabled {
        return Err(Problem::new(Code::NotFound).into());
    }
    if kept.person.short_name.is_none() || kept.person.id == session.person.id {
        return Err(Problem::new(Code::Forbidden).into());
    }
    Ok(kept)
}

fn check_role(role: Role) -> Result<(), Problem> {
    if Role::OF_A_FIRM.contains(&role) {
        return Ok(());
    }
    Err(Problem::new(Code::CodeUnknown).found(role.name()).in_field("role"))
}
