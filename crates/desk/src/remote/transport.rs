//! What synchronisation asks of a server, over HTTP (SYNC; decision 0009).

use std::time::Duration;

use ::sync::engine::{Failure, Fetch, Scope};
use reqwest::{Method, Response};
use values::Code;

use super::{
    OddAnswer, Remote, RemoteError,
    http::{Ask, failed},
};
use crate::sync::{Hints, Transport};

/// The largest page that is taken, unpacked: a thousand rows, of which a change of history may name as many lines.
const PAGE_BYTES: usize = 64 * 1024 * 1024;
/// The largest answer to a push: 200 outcomes, each with what it contests.
const ANSWER_BYTES: usize = 16 * 1024 * 1024;
/// A line of the hint stream says no more than that something is new.
const HINT_BYTES: usize = 4 * 1024;
/// A stream that says nothing for so long, not even that it is open, is none any more.
const HINT_SILENCE: Duration = Duration::from_secs(90);

/// An open stream of hints.
#[derive(Debug)]
pub struct HintStream {
    answered: Response,
    line: Vec<u8>,
    is_event: bool,
}

impl Transport for Remote {
    type Hints = HintStream;

    async fn push(&self, request: String) -> Result<String, Failure> {
        let body = serde_json::value::RawValue::from_string(request).expect("a request is written as JSON");
        let ask = Ask { key: None, ..Ask::post("/sync/push", &body, values::Uuid::nil()) };
        text(self.answer_as(ask, ANSWER_BYTES).await)
    }

    async fn fetch(&self, fetch: Fetch) -> Result<String, Failure> {
        let path = match fetch.scope {
            Scope::Changes | Scope::Everything => "/sync/changes".to_owned(),
            Scope::Order(order) => format!("/sync/orders/{order}"),
        };
        let cursor = fetch.cursor.text();
        let after = fetch.after.map(|after| after.text());
        let mut query = Vec::new();
        if !cursor.is_empty() {
            query.push(("cursor", cursor.as_str()));
        }
        if let Some(after) = &after {
            query.push(("after", after.as_str()));
        }
        text(self.answer_as(Ask { query: &query, ..Ask::<()>::get(&path) }, PAGE_BYTES).await)
    }

    async fn hints(&self) -> Result<HintStream, Failure> {
        let answered = self.open_hints().await.map_err(failure)?;
        Ok(HintStream { answered, line: Vec::new(), is_event: false })
    }
}

impl Remote {
    async fn open_hints(&self) -> Result<Response, RemoteError> {
        let kept = self.kept().await?;
        let ask = Ask::<()> { method: Method::GET, ..Ask::get("/sync/hints") };
        let answered = self.http.send(self.http.request(ask.with(&kept.tokens.access))).await?;
        let answered = if answered.status().as_u16() == 401 {
            let fresh = self.rotate(&kept).await?;
            self.http.send(self.http.request(ask.with(&fresh.access))).await?
        } else {
            answered
        };
        if answered.status().as_u16() != 200 {
            return Err(failed(answered).await);
        }
        let kind = answered.headers().get(reqwest::header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/event-stream") {
            return Err(RemoteError::Odd(OddAnswer::Kind));
        }
        Ok(answered)
    }
}

impl Hints for HintStream {
    async fn next(&mut self) -> Option<()> {
        loop {
            let chunk = tokio::time::timeout(HINT_SILENCE, self.answered.chunk()).await.ok()?.ok()??;
            // Several hints at once say no more than one.
            if self.take(&chunk)? {
                return Some(());
            }
        }
    }
}

impl HintStream {
    /// Takes what came; says whether an event ended in it, and `None` for what is no such stream.
    fn take(&mut self, chunk: &[u8]) -> Option<bool> {
        let mut hinted = false;
        for byte in chunk {
            match byte {
                b'\n' => {
                    hinted |= self.line_ended();
                    self.line.clear();
                }
                b'\r' => {}
                other if self.line.len() < HINT_BYTES => self.line.push(*other),
                _ => return None,
            }
        }
        Some(hinted)
    }

    /// An empty line ends an event; one that is a hint says so by its name. A line that begins with a colon only says that the
    /// stream is open.
    fn line_ended(&mut self) -> bool {
        if self.line.is_empty() {
            return std::mem::take(&mut self.is_event);
        }
        self.is_event |= self.line.starts_with(b"event") && self.line.ends_with(b"hint");
        false
    }
}

fn text(answered: Result<Option<Vec<u8>>, RemoteError>) -> Result<String, Failure> {
    let odd = |_| failure(RemoteError::Odd(OddAnswer::Form));
    String::from_utf8(answered.map_err(failure)?.unwrap_or_default()).map_err(odd)
}

/// What a failure means to the engine.
fn failure(error: RemoteError) -> Failure {
    match error {
        RemoteError::Unreachable | RemoteError::Lost { .. } => Failure::Lost,
        RemoteError::Busy { after_seconds, .. } => Failure::Busy(after_seconds),
        other => {
            let mut problems = other.problems();
            match problems.swap_remove(0) {
                // The vault takes part again a little later.
                problem if matches!(problem.code, Code::LocalBusy | Code::LocalStoreFull) => Failure::Lost,
                problem => Failure::Refused(problem),
            }
        }
    }
}
