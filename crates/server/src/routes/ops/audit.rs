//! `/ops/accounts/{id}/audit` and `/yw/firm/audit`: the audit trail (CM-AUD-01).

use actions::accounts::{TrailFilter, TrailRequest, read_trail, rows::TrailEntry};
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{AccountId, Code, Day, PersonId, Problem};

use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(of_account)).routes(routes!(own))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TrailQuery {
    /// Only entries of this action
    action: Option<String>,
    /// Only entries of this person
    person: Option<String>,
    /// Only entries that ended with a code
    #[serde(default)]
    refused: bool,
    /// From this China day on, `YYYY-MM-DD`
    from: Option<String>,
    /// Up to this one
    to: Option<String>,
    /// `next` of the page before
    before: Option<i64>,
    /// 1 to 200
    limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct TrailView {
    /// Newest first
    entries: Vec<TrailEntryView>,
    /// Where the next page goes on
    next: Option<i64>,
}

/// Ids, codes and names of fields; never personal data
#[derive(Serialize, ToSchema)]
struct TrailEntryView {
    seq: i64,
    at: String,
    person: Option<String>,
    role: Option<Box<str>>,
    device: Option<String>,
    action: Box<str>,
    entity: Option<String>,
    detail: Box<str>,
    /// The code by which it ended, if not well
    result: Option<Box<str>>,
    request_id: String,
}

impl TrailEntryView {
    fn of(entry: TrailEntry) -> Self {
        let TrailEntry { seq, person, role, device, action, entity, detail, result, at, request_id } = entry;
        Self {
            seq,
            at: at.to_string(),
            person: person.map(|id| id.to_string()),
            role,
            device: device.map(|id| id.to_string()),
            action,
            entity: entity.map(|id| id.to_string()),
            detail,
            result,
            request_id: request_id.to_string(),
        }
    }
}

/// The audit trail of an account
#[utoipa::path(get, path = "/ops/accounts/{id}/audit", tag = "ops", params(("id" = String, Path), TrailQuery),
    security(("access_token" = [])),
    responses((status = 200, body = TrailView), (status = "4XX", body = ProblemsBody)))]
async fn of_account(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    trail(&call, Some(id)).await
}

/// The audit trail of one's own firm
#[utoipa::path(get, path = "/yw/firm/audit", tag = "firm", params(TrailQuery), security(("access_token" = [])),
    responses((status = 200, body = TrailView), (status = "4XX", body = ProblemsBody)))]
async fn own(call: Call) -> Result<Reply, Fault> {
    trail(&call, None).await
}

async fn trail(call: &Call, account: Option<String>) -> Result<Reply, Fault> {
    const MOST: u32 = 200;
    let session = call.session().await?;
    let TrailQuery { action, person, refused, from, to, before, limit } = call.query()?;
    let limit = limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::new(Code::ReqMalformed).in_field("limit").into());
    }
    let account = account.as_deref().map(AccountId::parse).transpose()?;
    let some = |typed: Option<String>| typed.filter(|text| !text.is_empty());
    let day = |typed: Option<String>, field: &'static str| {
        let read = some(typed).as_deref().map(Day::parse).transpose();
        read.map_err(|problem| problem.in_field(field))
    };
    let filter = TrailFilter {
        action: some(action),
        person: some(person).as_deref().map(PersonId::parse).transpose()?,
        only_refused: refused,
        from: day(from, "from")?,
        to: day(to, "to")?,
    };
    let request = TrailRequest { account, filter, before, limit };
    let (entries, more) = read_trail(&call.host(), &session, &request).await?;
    let next = entries.last().filter(|_| more).map(|entry| entry.seq);
    Ok(Reply::json(&TrailView { entries: entries.into_iter().map(TrailEntryView::of).collect(), next }))
}
