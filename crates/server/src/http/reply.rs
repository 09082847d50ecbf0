//! Answers: a status and JSON.

use actions::accounts::Answer;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::json;

use super::{SignedInView, TokensView};
use crate::http::call::write_token;

/// An answer that can be kept and given again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    status: StatusCode,
    body: Vec<u8>,
}

impl Reply {
    /// An answer that is nothing but JSON.
    pub(crate) fn json(body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("views are maps with text keys");
        Self { status: StatusCode::OK, body }
    }

    /// Nothing to tell but that it is done.
    pub(crate) fn done() -> Self {
        Self { status: StatusCode::NO_CONTENT, body: Vec::new() }
    }

    /// JSON that is written already.
    pub(crate) fn written_json(text: String) -> Self {
        Self { status: StatusCode::OK, body: text.into_bytes() }
    }

    /// What a verb answered.
    pub(crate) fn of(answer: &Answer<'_>) -> Self {
        match answer {
            Answer::Done => Self::done(),
            Answer::SignedIn(done) => Self::json(&SignedInView::of(done)),
            Answer::Tokens(tokens) => Self::json(&TokensView::of(tokens)),
            Answer::Verified(verified) => Self::json(&json!({
                "verification_token": write_token(&verified.token),
                "expires_at": verified.until.to_string(),
                "registry_status": verified.registered.status,
                "registered_address": verified.registered.address,
            })),
            Answer::Activated(done) => Self::json(&json!({
                "account_id": done.account.to_string(),
                "login_name": done.login_name.as_str(),
                "mpn": done.number.as_str(),
            })),
            Answer::CodeSent(sent) => Self::json(&json!({ "resend_seconds": sent.resend_seconds })),
            Answer::Person(id) => Self::json(&json!({ "id": id.to_string() })),
            Answer::Notice(id) => Self::json(&json!({ "id": id.to_string() })),
            Answer::OneTimePassword(password) => {
                Self::json(&json!({ "one_time_password": password.reveal() }))
            }
        }
    }

    /// The answer as bytes, for keeping.
    pub(crate) fn written(&self) -> Vec<u8> {
        [&self.status.as_u16().to_be_bytes()[..], &self.body].concat()
    }

    /// The answer of these bytes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (status, body) = bytes.split_first_chunk::<2>()?;
        Some(Self { status: StatusCode::from_u16(u16::from_be_bytes(*status)).ok()?, body: body.to_vec() })
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        // Tokens and personal data stay out of every cache between here and the desk.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
