//! `/yw/firm/people`: clerks (子账号; DECISIONS, Sub-accounts).

use actions::accounts::{Answer, ClerkRequest, add_clerk, disable_clerk, list_people, set_role};
use axum::extract::Path;
use domain::account::{Grants, Role, ShortName};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Mobile, PersonId, PersonName, Problem, Secret};

use crate::{
    App,
    http::{Call, Fault, Opened, PersonView, ProblemsBody, Reply, close, open},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, disable))
}

#[derive(Serialize, ToSchema)]
struct PeopleView {
    people: Vec<PersonView>,
}

/// The firm's people
#[utoipa::path(get, path = "/yw/firm/people", tag = "firm", security(("access_token" = [])),
    responses((status = 200, body = PeopleView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let people = list_people(&call.host(), &session).await?;
    Ok(Reply::json(&PeopleView { people: people.iter().map(PersonView::of).collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddBody {
    /// Signs in as `credit code/short name`
    short_name: String,
    name: String,
    mobile: Option<String>,
    /// `owner`, `clerk`, `documents`, `finance`
    role: String,
    /// Whether real-name verification, photos and full identity numbers are granted
    #[serde(default)]
    grant_identity: bool,
    /// A first password, which is changed at the first sign-in
    password: String,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `Reply::of` writes; a test compares the two")]
struct AddedView {
    id: String,
}

/// Add a clerk
#[utoipa::path(post, path = "/yw/firm/people", tag = "firm", request_body = AddBody, security(("access_token" = [])),
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = AddedView), (status = "4XX", body = ProblemsBody)))]
async fn add(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let typed: AddBody = call.json()?;
    let host = match open(&call, Some(&session)).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let mobile =
        typed.mobile.as_deref().filter(|text| !text.trim().is_empty()).map(Mobile::parse).transpose();
    let request = ClerkRequest {
        short_name: ShortName::parse(&typed.short_name).map_err(|problem| problem.in_field("short_name"))?,
        mobile: mobile.map_err(|problem| problem.in_field("mobile"))?,
        name: PersonName::parse(&typed.name).map_err(|problem| problem.in_field("person_name"))?,
        role: role(&typed.role)?,
        grants: Grants { identity: typed.grant_identity },
        password: Secret::new(typed.password),
    };
    close(&host, add_clerk(&host, &session, &request).await, |id| Answer::Person(*id)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleBody {
    role: String,
    #[serde(default)]
    grant_identity: bool,
}

/// Give a person another role
#[utoipa::path(patch, path = "/yw/firm/people/{id}", tag = "firm", request_body = RoleBody,
    security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn change(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let typed: RoleBody = call.json()?;
    let id = PersonId::parse(&id)?;
    let host = match open(&call, Some(&session)).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let grants = Grants { identity: typed.grant_identity };
    let done = set_role(&host, &session, id, role(&typed.role)?, grants).await;
    close(&host, done, |()| Answer::Done).await
}

/// End a person's access
#[utoipa::path(delete, path = "/yw/firm/people/{id}", tag = "firm", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn disable(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = PersonId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => close(&host, disable_clerk(&host, &session, id).await, |()| Answer::Done).await,
    }
}

fn role(name: &str) -> Result<Role, Problem> {
    let role = Role::from_name(name).filter(|role| Role::OF_A_FIRM.contains(role));
    role.ok_or_else(|| Problem::new(Code::CodeUnknown).found(name).in_field("role"))
}
