//! The five verbs of tus: what is offered, begin, how far, more bytes, away with it.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{FilePurpose, file::FILE_BYTES_MAX};
use futures_util::StreamExt as _;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use store_server::{FirmScope, Upload, UploadState};
use tracing::Instrument as _;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Instant, Problem, UploadId};

use super::{
    Refusal, TUS, TUS_RESUMABLE, UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_OFFSET, purpose_named,
    read::read_hash, scope_of,
};
use crate::{
    App,
    files::{Announced, PIECE_BYTES, too_large},
    http::{Call, Fault, ProblemsBody},
};

/// Silence after which bytes are given up; how long they may take altogether is nobody's matter.
const STALL: Duration = Duration::from_secs(30);

/// What the protocol answers to bytes whose checksum is another.
const CHECKSUM_MISMATCH: u16 = 460;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(offered))
        .routes(routes!(begin))
        .routes(routes!(how_far))
        .routes(routes!(more))
        .routes(routes!(away))
}

/// What is offered
#[utoipa::path(options, path = "/uploads", tag = "files", responses((status = 204)))]
async fn offered() -> Response {
    let headers = [
        ("tus-version", TUS.to_owned()),
        ("tus-extension", "creation,checksum,termination,expiration".to_owned()),
        ("tus-max-size", FILE_BYTES_MAX.to_string()),
        ("tus-checksum-algorithm", "sha1,sha256".to_owned()),
    ];
    (StatusCode::NO_CONTENT, axum::response::AppendHeaders(headers)).into_response()
}

/// Begin an upload; purpose and SHA-256 come as metadata
#[utoipa::path(post, path = "/uploads", tag = "files", security(("access_token" = [])),
    params(("Tus-Resumable" = String, Header), ("Upload-Length" = u64, Header, description = "Bytes of the whole"),
        ("Upload-Metadata" = String, Header, description = "purpose and sha256 (64 hexadecimal digits), each in Base64")),
    responses((status = 201, headers(("Location" = String), ("Upload-Expires" = String))),
        (status = "4XX", body = ProblemsBody)))]
async fn begin(call: Call) -> Result<Response, Refusal> {
    let (session, scope) = scope_of(&call).await?;
    check_version(&call.headers)?;
    let size = number(&call.headers, "upload-length")?;
    let (purpose, sha256) = read_metadata(text(&call.headers, "upload-metadata")?)?;
    session.check_change(purpose.right())?;
    let id = UploadId::from_uuid(call.app.next_uuid());
    let now = call.app.clock.now();
    call.app.files.begin(&scope, id, &Announced { purpose, size, sha256 }, now).await?;
    let upload = call.app.files.find(&scope, id, now).await?;
    let mut response = StatusCode::CREATED.into_response();
    tell(response.headers_mut(), &upload);
    let location = format!("/api/v1/uploads/{id}");
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_str(&location).map_err(|_| internal())?);
    Ok(response)
}

/// How many bytes are here
#[utoipa::path(head, path = "/uploads/{id}", tag = "files", params(("id" = String, Path)), security(("access_token" = [])),
    responses((status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64), ("Upload-Expires" = String))),
        (status = "4XX")))]
async fn how_far(Path(id): Path<String>, call: Call) -> Result<Response, Refusal> {
    let (session, scope) = scope_of(&call).await?;
    check_version(&call.headers)?;
    let upload = call.app.files.find(&scope, UploadId::parse(&id)?, call.app.clock.now()).await?;
    session.check(upload.purpose.right())?;
    refuse_ended(&upload)?;
    let mut response = StatusCode::OK.into_response();
    tell(response.headers_mut(), &upload);
    Ok(response)
}

/// Send bytes from where the upload stands
#[utoipa::path(patch, path = "/uploads/{id}", tag = "files", security(("access_token" = [])),
    params(("id" = String, Path), ("Tus-Resumable" = String, Header), ("Upload-Offset" = u64, Header),
        ("Upload-Checksum" = Option<String>, Header, description = "sha1 or sha256 of these bytes, in Base64")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204, headers(("Upload-Offset" = u64), ("Upload-Expires" = String))),
        (status = "4XX", body = ProblemsBody)))]
async fn more(State(app): State<App>, Path(id): Path<String>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let call = Call::without_body(parts, &app);
    let (session, scope) = scope_of(&call).await?;
    check_version(&call.headers)?;
    if text(&call.headers, "content-type")? != "application/offset+octet-stream" {
        return Err(Refusal::with(Code::ReqMalformed, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let starts_at = number(&call.headers, "upload-offset")?;
    let checksum =
        call.headers.get("upload-checksum").map(|_| text(&call.headers, "upload-checksum")).transpose()?;
    let checksum = checksum.map(Checksum::read).transpose()?;
    let upload = app.files.find(&scope, UploadId::parse(&id)?, app.clock.now()).await?;
    session.check_change(upload.purpose.right())?;
    refuse_ended(&upload)?;
    if upload.stands_at != starts_at {
        return Err(crate::files::offset(upload.stands_at).into());
    }
    // In a task of its own: whoever hangs up, or is cut off, leaves what came.
    let coming = Coming { app: app.clone(), scope, upload, stands_at: starts_at };
    let receiving = async move {
        match checksum {
            Some(checksum) => coming.checked(body, checksum).await,
            None => coming.streamed(body).await,
        }
    };
    let received = tokio::spawn(receiving.instrument(tracing::Span::current())).await;
    received.map_err(|error| {
        tracing::error!(cause = %error, "bytes of an upload came to no end");
        Refusal::from(internal())
    })?
}

/// End an upload that is not whole; nothing is left of it
#[utoipa::path(delete, path = "/uploads/{id}", tag = "files", params(("id" = String, Path), ("Tus-Resumable" = String, Header)),
    security(("access_token" = [])), responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn away(Path(id): Path<String>, call: Call) -> Result<StatusCode, Refusal> {
    let (session, scope) = scope_of(&call).await?;
    check_version(&call.headers)?;
    let (id, now) = (UploadId::parse(&id)?, call.app.clock.now());
    let upload = call.app.files.find(&scope, id, now).await?;
    session.check_change(upload.purpose.right())?;
    call.app.files.terminate(&scope, id, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bytes on their way in.
struct Coming {
    app: App,
    scope: FirmScope,
    upload: Upload,
    stands_at: u64,
}

impl Coming {
    /// Takes bytes as they come, a piece at a time; a body that breaks off leaves what came before.
    async fn streamed(mut self, body: Body) -> Result<Response, Refusal> {
        let mut stream = body.into_data_stream();
        let mut piece = Vec::new();
        loop {
            let next = tokio::time::timeout(STALL, stream.next()).await;
            match next {
                Ok(Some(Ok(bytes))) => {
                    let mut rest: Bytes = bytes;
                    while !rest.is_empty() {
                        let taken = rest.split_to(rest.len().min(PIECE_BYTES - piece.len()));
                        piece.extend_from_slice(&taken);
                        if piece.len() == PIECE_BYTES {
                            self.append(&piece).await?;
                            piece.clear();
                        }
                    }
                }
                ended => {
                    self.append(&piece).await?;
                    return match ended {
                        Ok(None) => self.done().await,
                        // The one who sent it will hardly hear this.
                        Ok(Some(_)) => Err(Problem::new(Code::ReqMalformed).into()),
                        Err(_) => Err(Refusal::with(Code::ReqMalformed, StatusCode::REQUEST_TIMEOUT)),
                    };
                }
            }
        }
    }

    /// Takes bytes that have a checksum once all are here and it fits; else none of them.
    async fn checked(mut self, body: Body, checksum: Checksum) -> Result<Response, Refusal> {
        let room = self.upload.size - self.stands_at;
        let mut stream = body.into_data_stream();
        let mut whole = Vec::new();
        loop {
            match tokio::time::timeout(STALL, stream.next()).await {
                Ok(Some(Ok(bytes))) => whole.extend_from_slice(&bytes),
                Ok(None) => break,
                Ok(Some(Err(_))) => return Err(Problem::new(Code::ReqMalformed).into()),
                Err(_) => return Err(Refusal::with(Code::ReqMalformed, StatusCode::REQUEST_TIMEOUT)),
            }
            if whole.len() as u64 > room {
                return Err(too_large(self.upload.size).into());
            }
        }
        if !checksum.fits(&whole) {
            let mismatch = StatusCode::from_u16(CHECKSUM_MISMATCH).map_err(|_| internal())?;
            return Err(Refusal::with(Code::UploadHash, mismatch));
        }
        for piece in whole.chunks(PIECE_BYTES) {
            self.append(piece).await?;
        }
        self.done().await
    }

    async fn append(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        if piece.is_empty() {
            return Ok(());
        }
        let Self { app, scope, upload, stands_at } = self;
        app.files.append(scope, upload, *stands_at, piece, app.next_uuid(), app.clock.now()).await?;
        *stands_at += piece.len() as u64;
        Ok(())
    }

    /// Says how far the upload is. One that is whole is looked at before, so that who hears of it knows that it is well.
    async fn done(self) -> Result<Response, Refusal> {
        let upload = self.app.files.find(&self.scope, self.upload.id, self.app.clock.now()).await?;
        if let UploadState::Ended(code) = upload.state {
            return Err(Problem::new(code).into());
        }
        let mut response = StatusCode::NO_CONTENT.into_response();
        tell(response.headers_mut(), &upload);
        Ok(response)
    }
}

/// What bytes are checked with.
enum Checksum {
    Sha1([u8; 20]),
    Sha256([u8; 32]),
}

impl Checksum {
    /// An algorithm and a value in Base64.
    fn read(text: &str) -> Result<Self, Problem> {
        let refused = || Problem::new(Code::ReqMalformed).with("field", "Upload-Checksum");
        let (algorithm, value) = text.split_once(' ').ok_or_else(refused)?;
        let value = BASE64_STANDARD.decode(value).map_err(|_| refused())?;
        match algorithm {
            "sha1" => value.try_into().map(Self::Sha1).map_err(|_| refused()),
            "sha256" => value.try_into().map(Self::Sha256).map_err(|_| refused()),
            _ => Err(refused()),
        }
    }

    fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Sha1(value) => Sha1::digest(bytes)[..] == value[..],
            Self::Sha256(value) => Sha256::digest(bytes)[..] == value[..],
        }
    }
}

/// Offset, length and end of time, for whoever goes on.
fn tell(headers: &mut HeaderMap, upload: &Upload) {
    headers.insert(UPLOAD_OFFSET, upload.stands_at.into());
    headers.insert(UPLOAD_LENGTH, upload.size.into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let UploadState::Open { until } = upload.state
        && let Ok(until) = HeaderValue::from_str(&http_date(until))
    {
        headers.insert(UPLOAD_EXPIRES, until);
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, IMF-fixdate).
fn http_date(at: Instant) -> String {
    let millis = u64::try_from(at.millis()).unwrap_or(0);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + Duration::from_millis(millis))
}

/// Nothing is left of it but why.
fn refuse_ended(upload: &Upload) -> Result<(), Refusal> {
    match upload.state {
        UploadState::Ended(_) => Err(Problem::new(Code::UploadExpired).into()),
        UploadState::Open { .. } | UploadState::Verified(_) => Ok(()),
    }
}

/// Another version of the protocol is refused with the one that is spoken.
fn check_version(headers: &HeaderMap) -> Result<(), Refusal> {
    let told = headers.get(TUS_RESUMABLE);
    if told.is_some_and(|told| told == TUS) {
        return Ok(());
    }
    Err(Refusal::with(Code::ReqMalformed, StatusCode::PRECONDITION_FAILED))
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Problem> {
    let refused = || Problem::new(Code::ReqMalformed).with("field", name).in_field(name);
    headers.get(name).and_then(|value| value.to_str().ok()).ok_or_else(refused)
}

fn number(headers: &HeaderMap, name: &'static str) -> Result<u64, Problem> {
    let text = text(headers, name)?;
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let refused = || Problem::new(Code::ReqMalformed).with("field", name).in_field(name);
    // More digits than a number holds are more bytes than anybody may send.
    if plain { Ok(text.parse().unwrap_or(u64::MAX)) } else { Err(refused()) }
}

/// `key base64, key base64, …`; keys that say nothing to us are a client's own matter.
fn read_metadata(text: &str) -> Result<(FilePurpose, [u8; 32]), Problem> {
    let (mut purpose, mut sha256) = (None, None);
    for pair in text.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let read = || {
            let bytes = BASE64_STANDARD.decode(value).ok()?;
            String::from_utf8(bytes).ok()
        };
        let refused = || Problem::new(Code::ReqMalformed).with("field", "Upload-Metadata");
        match key {
            "purpose" => purpose = Some(purpose_named(&read().ok_or_else(refused)?)?),
            "sha256" => sha256 = Some(read_hash(&read().ok_or_else(refused)?)?),
            _ => {}
        }
    }
    let missing = |field: &'static str| Problem::new(Code::ReqMalformed).with("field", field).in_field(field);
    Ok((purpose.ok_or_else(|| missing("purpose"))?, sha256.ok_or_else(|| missing("sha256"))?))
}

fn internal() -> Fault {
    Problem::new(Code::Internal).into()
}
