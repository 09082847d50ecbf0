//! `/ops/notices` (YW-HELP-02).

use actions::accounts::{Answer, change_notice, list_notices, publish_notice, withdraw_notice};
use axum::extract::Path;
use domain::notice::TypedNotice;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, NoticeId, Problem};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
    routes::content::NoticeView,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, publish)).routes(routes!(change)).routes(routes!(withdraw))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NoticesQuery {
    /// `next` of the page before
    before: Option<String>,
    /// 1 to 200
    limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct NoticesView {
    /// Newest first, with those that were taken back
    notices: Vec<NoticeView>,
    /// Where the next page goes on
    next: Option<String>,
}

/// All notices
#[utoipa::path(get, path = "/ops/notices", tag = "ops", params(NoticesQuery), security(("access_token" = [])),
    responses((status = 200, body = NoticesView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    const MOST: u32 = 200;
    let session = call.session().await?;
    let NoticesQuery { before, limit } = call.query()?;
    let before = before.as_deref().map(NoticeId::parse).transpose()?;
    let limit = limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::new(Code::ReqMalformed).in_field("limit").into());
    }
    let (notices, more) = list_notices(&call.host(), &session, before, limit).await?;
    let next = notices.last().filter(|_| more).map(|notice| notice.id.to_string());
    Ok(Reply::json(&NoticesView { notices: notices.into_iter().map(NoticeView::of).collect(), next }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoticeBody {
    /// `notice` or `training`
    kind: String,
    /// 1 to 100 characters
    title: String,
    /// 1 to 5,000 characters
    text: String,
    /// First China day on which it is shown, `YYYY-MM-DD`
    from: String,
    /// Last one
    to: String,
    /// `YYYY-MM-DD`, for a training
    #[serde(default)]
    training_on: Option<String>,
    /// 1 to 100 characters, for a training
    #[serde(default)]
    training_place: Option<String>,
}

impl NoticeBody {
    fn typed(self) -> TypedNotice {
        let Self { kind, title, text, from, to, training_on, training_place } = self;
        let (training_on, training_place) =
            (training_on.unwrap_or_default(), training_place.unwrap_or_default());
        TypedNotice { kind, title, text, from, to, training_on, training_place }
    }
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `Reply::of` writes; a test compares the two")]
struct PublishedView {
    id: String,
}

/// Publish a notice
#[utoipa::path(post, path = "/ops/notices", tag = "ops", request_body = NoticeBody, security(("access_token" = [])),
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = PublishedView), (status = "4XX", body = ProblemsBody)))]
async fn publish(call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let typed = call.json::<NoticeBody>()?.typed();
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            close(&host, publish_notice(&host, &session, &typed).await, |id| Answer::Notice(*id)).await
        }
    }
}

/// Change a notice; everybody has to read it again
#[utoipa::path(patch, path = "/ops/notices/{id}", tag = "ops", request_body = NoticeBody,
    security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn change(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = NoticeId::parse(&id)?;
    let typed = call.json::<NoticeBody>()?.typed();
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            close(&host, change_notice(&host, &session, id, &typed).await, |()| Answer::Done).await
        }
    }
}

/// Take a notice back
#[utoipa::path(post, path = "/ops/notices/{id}/withdraw", tag = "ops", security(("access_token" = [])),
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn withdraw(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = NoticeId::parse(&id)?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            close(&host, withdraw_notice(&host, &session, id).await, |()| Answer::Done).await
        }
    }
}
