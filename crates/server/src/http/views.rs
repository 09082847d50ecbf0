//! What of accounts and people crosses the wire, masked (CM-SEC-03).

use actions::accounts::{SignedIn, Tokens};
use domain::account::{Account, AccountKind, AccountState, Person, Right};
use serde::Serialize;
use utoipa::ToSchema;
use values::Mobile;

use super::call::write_token;

/// Tokens of a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokensView {
    /// Opens requests: `Authorization: Bearer …`
    access_token: String,
    access_expires_at: String,
    /// Gives new tokens, once
    refresh_token: String,
    refresh_expires_at: String,
    session_id: String,
}

impl TokensView {
    pub(crate) fn of(tokens: &Tokens) -> Self {
        Self {
            access_token: write_token(&tokens.access),
            access_expires_at: tokens.access_until.to_string(),
            refresh_token: write_token(&tokens.refresh),
            refresh_expires_at: tokens.refresh_until.to_string(),
            session_id: tokens.session.to_string(),
        }
    }
}

/// A person, as colleagues and operators see them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonView {
    id: String,
    /// `owner`, `clerk`, `documents`, `finance`, `merchant`, `reviewer`, `operator`, `officer`
    role: &'static str,
    name: Option<String>,
    short_name: Option<String>,
    login_name: Option<String>,
    /// Masked
    mobile: Option<String>,
    /// What the person may do
    rights: Vec<&'static str>,
    must_change_password: bool,
    disabled: bool,
}

impl PersonView {
    pub(crate) fn of(person: &Person) -> Self {
        let rights = Right::ALL.into_iter().filter(|right| person.role.has(*right, person.grants));
        Self {
            id: person.id.to_string(),
            role: person.role.name(),
            name: person.name.as_ref().map(ToString::to_string),
            short_name: person.short_name.as_ref().map(ToString::to_string),
            login_name: person.staff_name.as_ref().map(|name| name.as_str().to_owned()),
            mobile: person.mobile.map(Mobile::masked),
            rights: rights.map(Right::name).collect(),
            must_change_password: person.must_change_password,
            disabled: person.disabled,
        }
    }
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    id: String,
    /// `firm`, `merchant`, `reviewer`, `operator`, `officer`
    kind: &'static str,
    /// `active`, `suspended`, `closed`
    state: &'static str,
    state_reason: Option<String>,
    /// 市场采购号
    mpn: Option<String>,
    uscc: Option<String>,
    company_name: Option<String>,
    /// Real-name verification of a firm: `none`, `submitted`, `approved`, `rejected`
    kyc_status: Option<&'static str>,
    services: Vec<&'static str>,
    created_at: String,
}

impl AccountView {
    pub(crate) fn of(account: &Account, company: Option<&str>) -> Self {
        Self {
            id: account.id.to_string(),
            kind: account.kind.name(),
            state: account.state.name(),
            state_reason: match &account.state {
                AccountState::Suspended(reason) => Some(reason.to_string()),
                AccountState::Active | AccountState::Closed => None,
            },
            mpn: account.number.as_ref().map(ToString::to_string),
            uscc: account.uscc.map(|uscc| uscc.to_string()),
            company_name: company.map(str::to_owned),
            // Nothing can be submitted yet (YW-KYC comes with verification).
            kyc_status: (account.kind == AccountKind::Firm).then_some("none"),
            services: account.services.names(),
            created_at: account.created_at.to_string(),
        }
    }
}

/// Who is signed in now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedInView {
    tokens: TokensView,
    person: PersonView,
    account: AccountView,
    /// Notices that the person has not read
    unread_notices: usize,
    server_time: String,
}

impl SignedInView {
    pub(crate) fn of(done: &SignedIn) -> Self {
        Self {
            tokens: TokensView::of(&done.tokens),
            person: PersonView::of(&done.person),
            account: AccountView::of(&done.account, done.company.as_deref()),
            unread_notices: done.unread_notices,
            server_time: done.at.to_string(),
        }
    }
}
