//! `GET /sync/hints`: server-sent events that say when something is new (SYNC, Pull). Rows are asked for as ever.
//!
//! `open` comes first; `hint` with the firm's newest revision, or without one where hints may have been missed; a comment as a
//! heartbeat; `closed` with a code when the session is over, after which the stream ends.

use std::{convert::Infallible, sync::Arc};

use actions::{ActionError, accounts::authenticate};
use axum::response::{
    IntoResponse as _, Response,
    sse::{Event, Sse},
};
use futures_util::{Stream, stream};
use serde_json::json;
use store_server::{FirmScope, Hint};
use tokio::{
    sync::{broadcast, watch},
    time::{Interval, MissedTickBehavior, interval},
};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, FirmId, Problem, Secret};

use super::reader;
use crate::{
    App,
    host::RequestHost,
    http::{Call, Fault, ProblemsBody},
    streams::Seat,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(hints))
}

/// Hear when something is new
#[utoipa::path(get, path = "/sync/hints", tag = "sync", security(("access_token" = [])),
    responses((status = 200, body = String, content_type = "text/event-stream"), (status = "4XX", body = ProblemsBody)))]
async fn hints(call: Call) -> Result<Response, Fault> {
    let scope: FirmScope = reader(&call).await?;
    let token = call.token().ok_or_else(|| Problem::new(Code::AuthRequired))?;
    let app = &call.app;
    let seat = app.streams.take(scope.actor().device);
    let seat = seat.ok_or_else(|| Problem::new(Code::RateLimited).with("seconds", 60))?;
    let mut beat = interval(app.heartbeat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat.reset();
    let listening = Listening {
        firm: scope.firm(),
        token,
        heard: app.store.hints(),
        told: None,
        beat,
        stopping: app.streams.stopping(),
        host: Arc::new(call.host()),
        _seat: seat,
    };
    // nginx keeps back what it thinks is a page.
    Ok(([("x-accel-buffering", "no")], Sse::new(events(listening))).into_response())
}

/// Somebody who listens.
struct Listening {
    firm: FirmId,
    token: Secret<[u8; 32]>,
    heard: broadcast::Receiver<Hint>,
    /// The newest revision that was told.
    told: Option<i64>,
    beat: Interval,
    stopping: watch::Receiver<bool>,
    host: Arc<RequestHost>,
    _seat: Seat,
}

fn events(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    let opened = stream::iter([Ok(Event::default().event("open").data("{}"))]);
    let rest = stream::unfold(Some(listening), |listening| async {
        let mut listening = listening?;
        let (event, over) = listening.next().await?;
        Some((Ok(event), if over { None } else { Some(listening) }))
    });
    stream::StreamExt::chain(opened, rest)
}

impl Listening {
    /// The next event, and whether it is the last; `None` when the server stops.
    async fn next(&mut self) -> Option<(Event, bool)> {
        loop {
            tokio::select! {
                _ = self.stopping.changed() => return None,
                heard = self.heard.recv() => match heard {
                    Ok(Hint::Firm { firm, rev }) if firm == self.firm && self.told.is_none_or(|told| told < rev) => {
                        self.told = Some(rev);
                        return Some((hint(json!({ "rev": rev })), false));
                    }
                    Ok(Hint::Firm { .. }) => {}
                    Ok(Hint::Anywhere) | Err(broadcast::error::RecvError::Lagged(_)) => {
                        return Some((hint(json!({})), false));
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
                _ = self.beat.tick() => return Some(self.look().await),
            }
        }
    }

    /// A heartbeat, or the end of a session that is over: somebody who was signed out elsewhere hears nothing more.
    async fn look(&self) -> (Event, bool) {
        match authenticate(&*self.host, &self.token).await {
            Err(ActionError::Refused(problems)) => {
                let code = problems.first().map_or(Code::AuthRequired, |problem| problem.code);
                (Event::default().event("closed").data(json!({ "code": code.as_str() }).to_string()), true)
            }
            // A database that does not answer just now ends nobody's session.
            Ok(_) | Err(ActionError::Store(_)) => (Event::default().comment("beat"), false),
        }
    }
}

fn hint(data: serde_json::Value) -> Event {
    Event::default().event("hint").data(data.to_string())
}
