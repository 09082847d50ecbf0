//! What operators do with accounts (YW-OPS-01, 02, 03).

use domain::account::{Account, AccountKind, Login, Person, Right, reason};
use values::{AccountId, Code, Mobile, PersonId, Problem};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer, entity},
    password,
    send_code::free,
    tokens,
};
use crate::fault::ActionError;

/// Which accounts are meant.
#[derive(Debug, Clone, Default)]
pub struct AccountFilter {
    /// Begins a credit code or number, or is part of a company's name.
    pub text: String,
    /// Only of this kind.
    pub kind: Option<AccountKind>,
    /// Only in the state of this name.
    pub state: Option<&'static str>,
}

/// A page of accounts with their companies' names.
#[derive(Debug)]
pub struct AccountPage {
    /// The accounts.
    pub accounts: Vec<(Account, Option<String>)>,
    /// After which to go on; none on the last page.
    pub next: Option<AccountId>,
}

/// Finds accounts by credit code, number or company name, kind and state.
///
/// `FORBIDDEN`.
pub async fn find_accounts<H: AccountHost>(
    host: &H,
    session: &Session,
    filter: &AccountFilter,
    after: Option<AccountId>,
    limit: u32,
) -> Result<AccountPage, ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.look().await?;
    let mut accounts = tx.find_accounts(filter, after, limit + 1).await?;
    let more = accounts.len() > limit as usize;
    accounts.truncate(limit as usize);
    let next = accounts.last().filter(|_| more).map(|(account, _)| account.id);
    Ok(AccountPage { accounts, next })
}

/// An account with its people and its company's name.
///
/// `FORBIDDEN`, `NOT_FOUND`.
pub async fn account_detail<H: AccountHost>(
    host: &H,
    session: &Session,
    id: AccountId,
) -> Result<(Account, Option<String>, Vec<Person>), ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.look().await?;
    let account = found(&mut tx, id).await?;
    let company = tx.firm(id).await?.map(|firm| firm.company.as_str().to_owned());
    Ok((account, company, tx.people(id).await?))
}

/// Lifts the locks of an account's people.
pub async fn unlock<H: AccountHost>(host: &H, session: &Session, id: AccountId) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.begin().await?;
    found(&mut tx, id).await?;
    for person in tx.people(id).await? {
        let subject = entity(host, person.id.as_uuid());
        password::lift_lock::<H>(&mut tx, &subject).await?;
    }
    let entry = audit::by(host, session, "unlock").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Suspends an account: its people may sign in, read and export, and change nothing.
///
/// `REASON_REQUIRED`, `ACCOUNT_STATE`.
pub async fn suspend<H: AccountHost>(
    host: &H,
    session: &Session,
    id: AccountId,
    why: &str,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let why = reason(why).map_err(|problem| problem.in_field("reason"))?;
    let mut tx = host.begin().await?;
    let mut account = found(&mut tx, id).await?;
    account.state = account.state.suspend(why)?;
    tx.save_account(&account).await?;
    let entry = audit::by(host, session, "suspend").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Lifts a suspension.
///
/// `ACCOUNT_STATE`.
pub async fn lift<H: AccountHost>(host: &H, session: &Session, id: AccountId) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.begin().await?;
    let mut account = found(&mut tx, id).await?;
    account.state = account.state.lift()?;
    tx.save_account(&account).await?;
    let entry = audit::by(host, session, "lift").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Closes an account for good and ends its sessions. Operators do not close their own.
///
/// `REASON_REQUIRED`, `ACCOUNT_STATE`, `FORBIDDEN`.
pub async fn close_account<H: AccountHost>(
    host: &H,
    session: &Session,
    id: AccountId,
    why: &str,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    reason(why).map_err(|problem| problem.in_field("reason"))?;
    if id == session.own() {
        return Err(Problem::new(Code::Forbidden).into());
    }
    let mut tx = host.begin().await?;
    let mut account = found(&mut tx, id).await?;
    account.state = account.state.close()?;
    tx.save_account(&account).await?;
    end_all(host, &mut tx, id).await?;
    let entry = audit::by(host, session, "close").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Ends all sessions of an account.
pub async fn end_sessions<H: AccountHost>(
    host: &H,
    session: &Session,
    id: AccountId,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.begin().await?;
    found(&mut tx, id).await?;
    let ended = end_all(host, &mut tx, id).await?;
    let entry = audit::by(host, session, "end_sessions").of(id.as_uuid()).with(format!("sessions: {ended}"));
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Replaces a lost number after a proof outside the system; the new one is proven at the next sign-in.
///
/// `REASON_REQUIRED`, `PHONE_IN_USE`, `NOT_FOUND`.
pub async fn replace_mobile<H: AccountHost>(
    host: &H,
    session: &Session,
    person: PersonId,
    mobile: Mobile,
    why: &str,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    reason(why).map_err(|problem| problem.in_field("reason"))?;
    let mut tx = host.begin().await?;
    let kept = tx.person(person).await?.filter(|kept| !kept.person.disabled && kept.person.mobile.is_some());
    let mut person = kept.ok_or_else(|| Problem::new(Code::NotFound))?.person;
    free(&mut tx, mobile).await?;
    if let Some(old) = person.mobile {
        tx.remove_login(&Login::Phone(old)).await?;
    }
    if !tx.insert_login(&Login::Phone(mobile), person.id).await? {
        return Err(Problem::new(Code::PhoneInUse).in_field("mobile").into());
    }
    person.mobile = Some(mobile);
    person.mobile_unproven = true;
    tx.save_person(&person).await?;
    tokens::end_others(host, &mut tx, &person, None).await?;
    let entry = audit::by(host, session, "replace_mobile").of(person.id.as_uuid()).with(mobile.masked());
    audit::finish(host, tx, entry, &Answer::Done).await
}

async fn end_all<H: AccountHost>(host: &H, tx: &mut H::Tx, id: AccountId) -> Result<usize, ActionError> {
    let mut ended = 0;
    for person in tx.people(id).await? {
        ended += tokens::end_others(host, tx, &person, None).await?;
    }
    Ok(ended)
}

async fn found<T: AccountTx>(tx: &mut T, id: AccountId) -> Result<Account, ActionError> {
    Ok(tx.account(id).await?.ok_or_else(|| Problem::new(Code::NotFound))?)
}
