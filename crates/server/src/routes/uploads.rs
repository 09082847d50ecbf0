//! `/uploads`: files by the resumable protocol tus 1.0.0 with creation, checksum, termination and expiration (CM-SYNC-04, decision
//! 0012), so that any tus client may send; beside it two reads in JSON for desks.

mod read;
mod tus;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    middleware,
    response::{IntoResponse, Response},
};
use domain::FilePurpose;
use store_server::FirmScope;
use utoipa_axum::router::OpenApiRouter;
use values::{Code, Problem};

use crate::{
    App,
    files::FilesError,
    http::{Call, Fault},
};

/// The protocol's one version.
const TUS: &str = "1.0.0";
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(read::routes()).merge(tus::routes()).layer(middleware::map_response(speak_tus))
}

/// Every answer names the protocol.
async fn speak_tus(mut response: Response) -> Response {
    response.headers_mut().insert(TUS_RESUMABLE, HeaderValue::from_static(TUS));
    response
}

/// Who asks, in whose firm. What may be done with a file, its purpose says.
async fn scope_of(call: &Call) -> Result<(actions::accounts::Session, FirmScope), Fault> {
    let session = call.session().await?;
    let scope = FirmScope::of(&session)?;
    Ok((session, scope))
}

/// What the answer to a refusal is where the protocol wants a status of its own.
struct Refusal(Fault, Option<StatusCode>);

impl<E: Into<Fault>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.into(), None)
    }
}

impl Refusal {
    fn with(code: Code, status: StatusCode) -> Self {
        Self(Problem::new(code).into(), Some(status))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(fault, status) = self;
        let status = status.or_else(|| fault.is(Code::UploadExpired).then_some(StatusCode::GONE));
        let mut response = fault.into_response();
        if let Some(status) = status {
            *response.status_mut() = status;
        }
        response
    }
}

impl From<FilesError> for Fault {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::Refused(problem) => problem.into(),
            other => actions::StoreFault::from(other).into(),
        }
    }
}

/// Another firm's upload, and one whose purpose is not for the person, are refused alike.
fn purpose_named(name: &str) -> Result<FilePurpose, Problem> {
    FilePurpose::named(name)
        .ok_or_else(|| Problem::new(Code::ReqMalformed).with("field", "purpose").in_field("purpose"))
}
