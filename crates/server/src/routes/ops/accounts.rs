//! `/ops/accounts` (YW-OPS-01, YW-OPS-02).

use actions::accounts::{
    AccountFilter, Answer, account_detail, close_account, end_sessions, find_accounts,
    lift as lift_suspension, suspend as suspend_account, unlock as lift_locks,
};
use axum::extract::Path;
use domain::account::AccountKind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{AccountId, Code, Problem};

use crate::{
    App,
    http::{AccountView, Call, Fault, Opened, PersonView, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(detail))
        .routes(routes!(unlock))
        .routes(routes!(suspend))
        .routes(routes!(lift))
        .routes(routes!(close_for_good))
        .routes(routes!(end))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AccountsQuery {
    /// Begins a credit code or number, or is part of a company's name
    #[serde(default)]
    search: String,
    /// `firm`, `merchant`, `reviewer`, `operator`, `officer`
    kind: Option<String>,
    /// `active`, `suspended`, `closed`
    state: Option<String>,
    /// `next` of the page before
    cursor: Option<String>,
    /// 1 to 200
    limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct AccountsView {
    accounts: Vec<AccountView>,
    /// Where the next page goes on
    next: Option<String>,
}

/// Find accounts
#[utoipa::path(get, path = "/ops/accounts", tag = "ops", params(AccountsQuery), security(("access_token" = [])),
    responses((status = 200, body = AccountsView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    const MOST: u32 = 200;
    let session = call.session().await?;
    let query: AccountsQuery = call.query()?;
    let after = query.cursor.as_deref().map(AccountId::parse).transpose()?;
    let limit = query.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::new(Code::ReqMalformed).in_field("limit").into());
    }
    let unknown =
        |field: &'static str, found: &str| Problem::new(Code::CodeUnknown).found(found).in_field(field);
    let kind = query.kind.as_deref().filter(|name| !name.is_empty());
    let kind =
        kind.map(|name| AccountKind::from_name(name).ok_or_else(|| unknown("kind", name))).transpose()?;
    let state = query.state.as_deref().filter(|name| !name.is_empty());
    let state = state.map(|name| state_name(name).ok_or_else(|| unknown("state", name))).transpose()?;
    let filter = AccountFilter { text: query.search, kind, state };
    let page = find_accounts(&call.host(), &session, &filter, after, limit).await?;
    let view = |(account, company): &(_, Option<String>)| AccountView::of(account, company.as_deref());
    Ok(Reply::json(&AccountsView {
        accounts: page.accounts.iter().map(view).collect(),
        next: page.next.map(|id| id.to_string()),
    }))
}

/// The name of a state, as it is kept.
fn state_name(name: &str) -> Option<&'static str> {
    ["active", "suspended", "closed"].into_iter().find(|known| *known == name)
}

#[derive(Serialize, ToSchema)]
struct AccountDetailView {
    account: AccountView,
    people: Vec<PersonView>,
}

/// An account with its people
#[utoipa::path(get, path = "/ops/accounts/{id}", tag = "ops", params(("id" = String, Path)),
    security(("access_token" = [])),
    responses((status = 200, body = AccountDetailView), (status = "4XX", body = ProblemsBody)))]
async fn detail(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    let (account, company, people) = account_detail(&call.host(), &session, id).await?;
    Ok(Reply::json(&AccountDetailView {
        account: AccountView::of(&account, company.as_deref()),
        people: people.iter().map(PersonView::of).collect(),
    }))
}

/// Lift the locks after wrong passwords
#[utoipa::path(post, path = "/ops/accounts/{id}/unlock", tag = "ops", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn unlock(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => close(&host, lift_locks(&host, &session, id).await, |()| Answer::Done).await,
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    /// 2 to 200 characters
    reason: String,
}

/// Suspend an account: its people sign in, read and export, and change nothing
#[utoipa::path(post, path = "/ops/accounts/{id}/suspend", tag = "ops", request_body = ReasonBody,
    security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn suspend(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    let typed: ReasonBody = call.json()?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            let done = suspend_account(&host, &session, id, &typed.reason).await;
            close(&host, done, |()| Answer::Done).await
        }
    }
}

/// Lift a suspension
#[utoipa::path(post, path = "/ops/accounts/{id}/lift", tag = "ops", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn lift(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            close(&host, lift_suspension(&host, &session, id).await, |()| Answer::Done).await
        }
    }
}

/// Close an account for good
#[utoipa::path(post, path = "/ops/accounts/{id}/close", tag = "ops", request_body = ReasonBody,
    security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn close_for_good(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    let typed: ReasonBody = call.json()?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            let done = close_account(&host, &session, id, &typed.reason).await;
            close(&host, done, |()| Answer::Done).await
        }
    }
}

/// End all sessions of an account
#[utoipa::path(post, path = "/ops/accounts/{id}/end-sessions", tag = "ops", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn end(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = AccountId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => close(&host, end_sessions(&host, &session, id).await, |()| Answer::Done).await,
    }
}
