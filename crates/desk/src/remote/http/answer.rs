//! Reading answers: bounded, of the type that was asked for, and problems as codes of the catalogue.

use std::{collections::BTreeMap, error::Error as _};

use reqwest::{Response, header};
use serde::Deserialize;
use values::{Code, Problem, text};

use crate::remote::{OddAnswer, RemoteError};

/// Answers about accounts, and problems: far more than any of them has.
pub(in crate::remote) const JSON_BYTES: usize = 1024 * 1024;
/// A sentence of the server that is shown as it came.
const SENTENCE_CHARS: usize = 300;
/// Problems that are taken from one answer (CM-ERR-01).
const PROBLEMS_MAX: usize = 200;

/// The bytes of an answer of this type, unpacked; at most so many.
///
/// # Errors
/// `Odd` for another type or more bytes; `Lost` if it ends before its end.
pub(in crate::remote) async fn bytes_of(
    mut answered: Response,
    kind: &str,
    at_most: usize,
) -> Result<Vec<u8>, RemoteError> {
    let told = answered.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let told = told.and_then(|told| told.split(';').next()).map(str::trim);
    if !told.is_some_and(|told| told.eq_ignore_ascii_case(kind)) {
        return Err(RemoteError::Odd(OddAnswer::Kind));
    }
    if answered.content_length().is_some_and(|length| length > at_most as u64) {
        return Err(RemoteError::Odd(OddAnswer::TooLarge));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answered.chunk().await.map_err(|error| cut_off(&error))? {
        if bytes.len() + chunk.len() > at_most {
            return Err(RemoteError::Odd(OddAnswer::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an answer without success means.
pub(in crate::remote) async fn failed(answered: Response) -> RemoteError {
    let status = answered.status();
    if status.is_redirection() {
        return RemoteError::Odd(OddAnswer::Redirect);
    }
    let after_seconds = answered.headers().get(header::RETRY_AFTER);
    let after_seconds = after_seconds.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let is_later = matches!(status.as_u16(), 429 | 503);
    let busy = |problem| RemoteError::Busy { problem, after_seconds };
    let problems = match bytes_of(answered, "application/json", JSON_BYTES).await {
        Ok(bytes) => problems(&bytes),
        Err(lost @ RemoteError::Lost { .. }) => return lost,
        Err(_) => None,
    };
    match problems {
        Some(mut problems) if is_later => busy(problems.swap_remove(0)),
        Some(problems) => RemoteError::Refused(problems),
        // A proxy in front speaks of the server in its own words.
        None if is_later => busy(Problem::new(Code::ServerBusy)),
        None if status.is_server_error() || matches!(status.as_u16(), 408 | 425) => {
            RemoteError::Lost { silent: status.as_u16() == 504 }
        }
        None => RemoteError::Odd(OddAnswer::Status),
    }
}

/// Why no answer came.
pub(in crate::remote) fn unanswered(error: &reqwest::Error) -> RemoteError {
    // The address may hold what nobody else should read; the cause is told by its kind alone.
    let kind = match (error.is_timeout(), error.is_connect()) {
        (true, true) => "no connection in time",
        (true, false) => "no answer in time",
        (false, true) => "no connection",
        (false, false) => "broken off",
    };
    tracing::info!(kind, "the server did not answer");
    if is_certificate(error) {
        RemoteError::Untrusted
    } else if error.is_connect() || error.is_builder() {
        RemoteError::Unreachable
    } else {
        RemoteError::Lost { silent: error.is_timeout() }
    }
}

fn cut_off(error: &reqwest::Error) -> RemoteError {
    // What cannot be unpacked was sent so; everything else is a connection that broke.
    if error.is_decode() && !error.is_timeout() && is_unpacking(error) {
        return RemoteError::Odd(OddAnswer::Form);
    }
    RemoteError::Lost { silent: error.is_timeout() }
}

/// Whether anything among the causes is the handshake's word about a certificate. An `io::Error` tells what it wraps, but not
/// among its sources.
fn is_certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    wrapped.is_some_and(|wrapped| is_certificate(wrapped)) || error.source().is_some_and(is_certificate)
}

fn is_unpacking(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| {
            matches!(io.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput)
        })
    })
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |cause: &&(dyn std::error::Error + 'static)| (*cause).source())
}

#[derive(Deserialize)]
struct ProblemsTwin {
    problems: Vec<ProblemTwin>,
}

#[derive(Deserialize)]
struct ProblemTwin {
    code: String,
    #[serde(default)]
    params: BTreeMap<String, String>,
    field: Option<String>,
    row: Option<u32>,
    column: Option<u16>,
    #[serde(default)]
    request_id: String,
    #[serde(default)]
    message_zh: String,
    #[serde(default)]
    message_en: String,
}

/// The problems of an answer; `None` if it holds none.
fn problems(bytes: &[u8]) -> Option<Vec<Problem>> {
    let twins: ProblemsTwin = serde_json::from_slice(bytes).ok()?;
    let problems: Vec<Problem> = twins.problems.into_iter().take(PROBLEMS_MAX).map(problem).collect();
    (!problems.is_empty()).then_some(problems)
}

fn problem(twin: ProblemTwin) -> Problem {
    let ProblemTwin { code, mut params, field, row, column, request_id, message_zh, message_en } = twin;
    let field = field.map(|field| sentence(&field));
    let Some(known) = Code::from_name(&code) else {
        // A newer server knows more codes: its own sentences say what this program cannot.
        return Problem { field: field.map(Into::into), ..Problem::new(Code::ServerRefused) }
            .with("server_code", sentence(&code))
            .with("message_zh", sentence(&message_zh))
            .with("message_en", sentence(&message_en));
    };
    if known == Code::Internal && !request_id.is_empty() {
        params.entry("request_id".to_owned()).or_insert(request_id);
    }
    let params: Vec<(String, String)> =
        params.into_iter().map(|(name, value)| (name, sentence(&value))).collect();
    let named = params.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Problem { row, column, ..wire::read_problem(known, named, field) }
}

/// Text of somebody else's, in one line and of bounded length.
fn sentence(told: &str) -> String {
    text::line(told).chars().filter(|c| !c.is_control()).take(SENTENCE_CHARS).collect()
}
