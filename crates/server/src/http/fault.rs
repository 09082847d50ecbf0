//! Problems on the wire (CM-ERR-01): codes and parameters, with the sentences that the catalogue renders of them.

use actions::{ActionError, StoreFault};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use store_server::StoreError;
use utoipa::ToSchema;
use values::{Code, Lang, Problem, Severity, Uuid};

tokio::task_local! {
    /// The id of the request that is being answered.
    pub(crate) static REQUEST_ID: Uuid;
}

/// An answer tells at most so many problems.
const TOLD: usize = 200;

/// Why a request had no effect.
#[derive(Debug)]
pub(crate) struct Fault(Vec<Problem>);

/// One problem.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemBody {
    /// Code of the catalogue
    code: &'static str,
    /// `error` blocks, `warning` may be acknowledged
    severity: &'static str,
    /// Values that the sentences name
    params: std::collections::BTreeMap<&'static str, String>,
    /// Path of the field
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u16>,
    /// Whether the same request may succeed later
    retryable: bool,
    /// Names the request to whoever helps
    request_id: String,
    message_zh: String,
    message_en: String,
}

/// All problems of a request.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemsBody {
    problems: Vec<ProblemBody>,
    /// How many there are; at most 200 are told
    problem_count: usize,
}

impl Fault {
    /// Whether it is exactly this code.
    pub(crate) fn is(&self, code: Code) -> bool {
        matches!(&self.0[..], [problem] if problem.code == code)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        let temporary = fault.cause.downcast_ref::<StoreError>().is_some_and(StoreError::is_temporary);
        // Logged once, here, where it is handled. A cause never holds entered data.
        tracing::error!(code = fault.problem.code.as_str(), cause = %fault.cause, temporary, "the store failed");
        if temporary { Problem::new(Code::ServerBusy).into() } else { fault.problem.into() }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        StoreFault::from(error).into()
    }
}

impl From<ActionError> for Fault {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Refused(problems) => Self(problems),
            ActionError::Store(fault) => fault.into(),
        }
    }
}

impl ProblemBody {
    fn of(problem: &Problem, request_id: &str) -> Self {
        let code = problem.code;
        Self {
            code: code.as_str(),
            severity: match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            params: problem.params.iter().map(|(name, value)| (*name, value.to_string())).collect(),
            field: problem.field.as_deref().map(str::to_owned),
            row: problem.row,
            column: problem.column,
            retryable: matches!(status_of(code).as_u16(), 429 | 503),
            request_id: request_id.to_owned(),
            message_zh: problem.message(Lang::Zh),
            message_en: problem.message(Lang::En),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let request_id = REQUEST_ID.try_with(Uuid::to_string).unwrap_or_default();
        let status =
            self.0.first().map_or(StatusCode::INTERNAL_SERVER_ERROR, |problem| status_of(problem.code));
        let retry_after = self.0.first().and_then(retry_after);
        let told = self.0.into_iter().map(|problem| {
            if problem.code == Code::Internal { problem.with("request_id", &request_id) } else { problem }
        });
        let all: Vec<Problem> = told.collect();
        let body = ProblemsBody {
            problem_count: all.len(),
            problems: all.iter().take(TOLD).map(|problem| ProblemBody::of(problem, &request_id)).collect(),
        };
        let mut response = (status, axum::Json(body)).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// The catalogue's status. A code that never travels by itself tells of the request all the same.
fn status_of(code: Code) -> StatusCode {
    code.http()
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// What the sentence says of waiting, for programs.
fn retry_after(problem: &Problem) -> Option<HeaderValue> {
    let param = |name| problem.params.iter().find(|(given, _)| *given == name)?.1.parse::<u64>().ok();
    let seconds = param("seconds").or_else(|| param("minutes").map(|minutes| minutes * 60));
    let seconds = seconds.or_else(|| (problem.code == Code::ServerBusy).then_some(5));
    (matches!(status_of(problem.code).as_u16(), 423 | 429 | 503)).then_some(seconds?).map(HeaderValue::from)
}
