//! Whose a vault is. A local vault joins the account that is activated or signed in to first, and nothing in it is rewritten:
//! mutations name neither firm nor person (DECISIONS, Mutations). From then on it takes no other firm's account (YW-ACT-03).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store_desk::Store;
use values::{AccountId, Code, PersonId, Problem};

use super::{RemoteError, kept};
use crate::desk::PERSON;

/// The account of a vault, as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The account's id.
    pub account: String,
    /// `active`, `suspended`, `closed`.
    pub state: String,
    /// 企业名称
    pub company_name: Option<String>,
    /// 统一社会信用代码
    pub uscc: Option<String>,
    /// 市场采购号
    pub mpn: Option<String>,
    /// How far the firm's real-name verification is: `none`, `submitted`, `approved`, `rejected` (YW-KYC); none before the server told.
    #[serde(default)]
    pub kyc_status: Option<String>,
    /// The name that was last signed in with.
    pub login_name: String,
    /// Who signed in last; none between activation and the first sign-in.
    pub person: Option<JoinedPerson>,
    /// When this was seen, RFC 3339.
    pub as_of: String,
}

/// A person of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinedPerson {
    /// The person's id at the server.
    pub id: String,
    /// 姓名
    pub name: Option<String>,
    /// `owner`, `clerk`, `documents`, `finance`.
    pub role: String,
    /// What the person may do.
    pub rights: Vec<String>,
    /// Whether the password is a one-time password.
    pub must_change_password: bool,
}

/// Whose a vault is; `None` in local mode.
///
/// # Errors
/// Those of the store.
pub async fn joined(store: &Store) -> Result<Option<Joined>, RemoteError> {
    Ok(kept::read(store, kept::ACCOUNT).await?)
}

/// Under which id a person of the account acts here from the next opening of the vault on. Whoever signs in first is who worked
/// here before, so that history and undo go on; everybody else has the id of the account.
pub(super) async fn act_as(store: &Store, person: PersonId) -> Result<(), RemoteError> {
    let own = person.to_string();
    let mut people: BTreeMap<String, String> = kept::read(store, kept::PEOPLE).await?.unwrap_or_default();
    let local = store.setting(PERSON).await?;
    let here = match people.get(&own) {
        Some(here) => here.clone(),
        None if people.is_empty() => local.clone().unwrap_or_else(|| own.clone()),
        None => own.clone(),
    };
    if people.insert(own, here.clone()).is_none() {
        kept::write(store, kept::PEOPLE, &people).await?;
    }
    if local.as_ref() != Some(&here) {
        store.set_setting(PERSON, &here).await?;
    }
    Ok(())
}

/// Lets pass the vault's own account, and any where it has none.
///
/// # Errors
/// `ID_INVALID` for what is no account's id; `ACCOUNT_OTHER`.
pub(super) async fn check(store: &Store, account: &str) -> Result<(), RemoteError> {
    AccountId::parse(account)?;
    match joined(store).await? {
        Some(own) if own.account != account => Err(other(&own).into()),
        _ => Ok(()),
    }
}

/// `ACCOUNT_OTHER` with the name under which the owner knows the account.
pub(super) fn other(own: &Joined) -> Problem {
    let company = own.company_name.as_deref().unwrap_or(&own.login_name);
    Problem::new(Code::AccountOther).with("company", company)
}

/// Remembers whose the vault is.
pub(super) async fn join(store: &Store, account: &Joined) -> Result<(), RemoteError> {
    check(store, &account.account).await?;
    Ok(kept::write(store, kept::ACCOUNT, account).await?)
}
