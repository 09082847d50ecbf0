//! `/sim`: what a tester reads of simulated partners (CM-SIM-01). Absent where every partner is live.

use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Problem, Uuid};

use crate::{
    App,
    http::{Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(outbox)).routes(routes!(captcha))
}

#[derive(Serialize, ToSchema)]
struct MessageView {
    mobile: String,
    text: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
struct OutboxView {
    messages: Vec<MessageView>,
}

/// Messages that a simulated gateway was given, oldest first
#[utoipa::path(get, path = "/sim/outbox", tag = "sim",
    responses((status = 200, body = OutboxView), (status = "4XX", body = ProblemsBody)))]
async fn outbox(State(app): State<App>) -> Result<Reply, Fault> {
    let outbox = app.sms.outbox().ok_or_else(|| Problem::new(Code::NotFound))?;
    let messages = outbox.messages().into_iter().map(|message| MessageView {
        mobile: message.to.as_string(),
        text: message.text,
        at: message.at.to_string(),
    });
    Ok(Reply::json(&OutboxView { messages: messages.collect() }))
}

#[derive(Serialize, ToSchema)]
struct ShownView {
    text: String,
}

/// What a captcha shows
#[utoipa::path(get, path = "/sim/captcha/{id}", tag = "sim", params(("id" = String, Path)),
    responses((status = 200, body = ShownView), (status = "4XX", body = ProblemsBody)))]
async fn captcha(State(app): State<App>, Path(id): Path<String>) -> Result<Reply, Fault> {
    let id = Uuid::try_parse(&id).map_err(|_| Problem::new(Code::NotFound))?;
    let text = app.shown_captcha(id).ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(Reply::json(&ShownView { text }))
}
