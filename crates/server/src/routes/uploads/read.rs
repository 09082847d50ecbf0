//! What the server has of a file, in JSON: a desk asks before it sends, and after it has sent.

use axum::extract::Path;
use domain::account::Right;
use serde::{Deserialize, Serialize};
use store_server::{Upload, UploadState};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Problem, UploadId};

use super::{purpose_named, scope_of};
use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(find)).routes(routes!(one))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ContentQuery {
    /// What the file is for: `identity`, `attachment`
    purpose: String,
    /// SHA-256 of the whole, 64 hexadecimal digits
    sha256: String,
}

#[derive(Serialize, ToSchema)]
struct UploadView {
    id: String,
    /// `identity`, `attachment`
    purpose: &'static str,
    /// `open`, `verified`, `ended`
    state: &'static str,
    /// Bytes of the whole
    size: u64,
    /// Bytes that are here
    offset: u64,
    sha256: String,
    /// Of a verified one: its media type, by its content
    media_type: Option<&'static str>,
    /// Of an open one: until when it may be finished
    expires_at: Option<String>,
    /// Of an ended one: the code that says why
    code: Option<&'static str>,
}

#[derive(Serialize, ToSchema)]
struct UploadsView {
    /// At most 20; a verified one first, then those that are farthest
    uploads: Vec<UploadView>,
}

impl UploadView {
    fn of(upload: &Upload) -> Self {
        let (state, media_type, expires_at, code) = match upload.state {
            UploadState::Open { until } => ("open", None, Some(until.to_string()), None),
            UploadState::Verified(kind) => ("verified", Some(kind.media_type()), None, None),
            UploadState::Ended(code) => ("ended", None, None, Some(code.as_str())),
        };
        Self {
            id: upload.id.to_string(),
            purpose: upload.purpose.name(),
            state,
            size: upload.size,
            offset: upload.stands_at,
            sha256: hex(&upload.sha256),
            media_type,
            expires_at,
            code,
        }
    }
}

/// What the firm has of a content
#[utoipa::path(get, path = "/uploads", tag = "files", params(ContentQuery), security(("access_token" = [])),
    responses((status = 200, body = UploadsView), (status = "4XX", body = ProblemsBody)))]
async fn find(call: Call) -> Result<Reply, Fault> {
    let (session, scope) = scope_of(&call).await?;
    session.check(Right::ReadOrders)?;
    let query: ContentQuery = call.query()?;
    let purpose = purpose_named(&query.purpose)?;
    session.check(purpose.right())?;
    let sha256 = read_hash(&query.sha256)?;
    let found = call.app.files.find_content(&scope, purpose, &sha256, call.app.clock.now()).await?;
    Ok(Reply::json(&UploadsView { uploads: found.iter().map(UploadView::of).collect() }))
}

/// How far an upload is, and what became of it
#[utoipa::path(get, path = "/uploads/{id}", tag = "files", params(("id" = String, Path)), security(("access_token" = [])),
    responses((status = 200, body = UploadView), (status = "4XX", body = ProblemsBody)))]
async fn one(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let (session, scope) = scope_of(&call).await?;
    let upload = call.app.files.find(&scope, UploadId::parse(&id)?, call.app.clock.now()).await?;
    session.check(upload.purpose.right())?;
    Ok(Reply::json(&UploadView::of(&upload)))
}

/// 64 hexadecimal digits.
pub(super) fn read_hash(text: &str) -> Result<[u8; 32], Problem> {
    let refused = || Problem::new(Code::ReqMalformed).with("field", "sha256").in_field("sha256");
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut hash = [0; 32];
    if text.len() != 64 {
        return Err(refused());
    }
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0]).zip(digit(pair[1])).map(|(high, low)| high << 4 | low).ok_or_else(refused)?;
    }
    Ok(hash)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
