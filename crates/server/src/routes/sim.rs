//! `/sim`: what a tester reads of simulated partners (CM-SIM-01). Absent where every partner is live.

use std::sync::atomic::Ordering;

use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Problem, Uscc, Uuid};

use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(outbox)).routes(routes!(captcha)).routes(routes!(happen))
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

/// What a tester makes happen. Payments and customs have events here once there are orders to pay for and to declare
#[derive(Deserialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
enum EventBody {
    /// So many seconds pass at once, 400 days at most; not in production
    TimePasses { seconds: u32 },
    /// `registry` or `sms` cannot be reached from now on, or can again
    Partner { partner: PartnerName, away: bool },
    /// The registry tells another status of a company from now on
    CompanyStatus { uscc: String, status: String },
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PartnerName {
    Registry,
    Sms,
}

/// Make something happen
#[utoipa::path(post, path = "/sim/events", tag = "sim", request_body = EventBody,
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn happen(call: Call) -> Result<Reply, Fault> {
    const SECONDS_MOST: u32 = 400 * 24 * 3_600;
    let simulation = &call.app.simulation;
    match call.json()? {
        EventBody::TimePasses { seconds } => {
            let clock = simulation.clock.as_ref().ok_or_else(|| Problem::new(Code::NotFound))?;
            if seconds > SECONDS_MOST {
                return Err(Problem::new(Code::ReqMalformed).in_field("seconds").into());
            }
            clock.pass(seconds);
        }
        EventBody::Partner { partner, away } => {
            let switch = match partner {
                PartnerName::Registry => &simulation.registry_away,
                PartnerName::Sms => &simulation.sms_away,
            };
            switch.store(away, Ordering::Relaxed);
        }
        EventBody::CompanyStatus { uscc, status } => {
            let uscc = Uscc::parse_any_kind(&uscc).map_err(|problem| problem.in_field("uscc"))?.value;
            simulation.set_status(uscc, &status);
        }
    }
    Ok(Reply::done())
}
