//! The platform's own people: made at the server's console, helped by each other (YW-AUTH-08).

use domain::account::{Account, AccountKind, AccountState, Grants, Person, Right, Role, Services, StaffName};
use values::{AccountId, Code, PersonId, Problem, Secret};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer, entity},
    password,
    rows::KeptPerson,
    tokens,
};
use crate::fault::ActionError;

/// Adds somebody of the staff, who changes the password at the first sign-in. Called at the server's console only.
///
/// `LOGIN_NAME_IN_USE`, `CODE_UNKNOWN` for a role that is not of the staff, the `PWD_` codes.
pub async fn add_staff<H: AccountHost>(
    host: &H,
    role: Role,
    name: StaffName,
    typed: &Secret<String>,
) -> Result<PersonId, ActionError> {
    if !role.account_kind().is_staff() {
        return Err(Problem::new(Code::CodeUnknown).found(role.name()).in_field("role").into());
    }
    let account = Account {
        id: AccountId::from_uuid(host.next_uuid()),
        kind: role.account_kind(),
        state: AccountState::Active,
        number: None,
        uscc: None,
        services: Services::default(),
        created_at: host.now(),
    };
    let person = Person {
        id: PersonId::from_uuid(host.next_uuid()),
        account: account.id,
        role,
        grants: Grants::default(),
        name: None,
        short_name: None,
        staff_name: Some(name.clone()),
        mobile: None,
        mobile_unproven: false,
        must_change_password: true,
        disabled: false,
    };
    person.check_new_password(&account, typed.reveal(), typed.reveal())?;
    let hash = Secret::new(host.hash_password(typed.reveal()).await?);
    let mut tx = host.begin().await?;
    if !tx.insert_account(&account).await? {
        return Err(Problem::new(Code::LoginNameInUse).in_field("login_name").into());
    }
    let kept = KeptPerson { person, account, password_hash: hash };
    tx.insert_person(&kept).await?;
    if !tx.insert_login(&name.login(), kept.person.id).await? {
        return Err(Problem::new(Code::LoginNameInUse).in_field("login_name").into());
    }
    let id = kept.person.id;
    let entry = audit::about(host, Some(&kept), "add_staff").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Person(id)).await?;
    Ok(id)
}

/// Gives another of the staff a one-time password, which opens nothing but its own change.
///
/// `NOT_FOUND` for people who are not of the staff: theirs goes to their bound mobile; `FORBIDDEN` for oneself.
pub async fn give_password<H: AccountHost>(
    host: &H,
    session: &Session,
    id: PersonId,
) -> Result<Secret<String>, ActionError> {
    session.check(Right::Operate)?;
    if id == session.person.id {
        return Err(Problem::new(Code::Forbidden).into());
    }
    let password = one_time(host);
    let hash = Secret::new(host.hash_password(password.reveal()).await?);
    let mut tx = host.begin().await?;
    let kept = tx.person(id).await?.filter(|kept| is_staff(kept.account.kind) && !kept.person.disabled);
    let mut person = kept.ok_or_else(|| Problem::new(Code::NotFound))?.person;
    tx.save_password(id, &hash).await?;
    person.must_change_password = true;
    tx.save_person(&person).await?;
    password::lift_lock::<H>(&mut tx, &entity(host, id.as_uuid())).await?;
    tokens::end_others(host, &mut tx, &person, None).await?;
    let entry = audit::by(host, session, "give_password").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::OneTimePassword(&password)).await?;
    Ok(password)
}

const fn is_staff(kind: AccountKind) -> bool {
    kind.is_staff()
}

/// 16 characters of 32 that are told apart when read aloud: 80 bits. The first is a letter and the last a digit, so that
/// the password keeps its own rule.
fn one_time<H: AccountHost>(host: &H) -> Secret<String> {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut chance = [0_u8; 16];
    host.chance(&mut chance);
    let mut password: String =
        chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    password.replace_range(0..1, "X");
    password.replace_range(15..16, "7");
    Secret::new(password)
}
