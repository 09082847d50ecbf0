//! A request, taken apart once.

use std::net::{IpAddr, SocketAddr};

use actions::accounts::{Digest, Digested, Session, authenticate};
use axum::{
    body::{Bytes, to_bytes},
    extract::{ConnectInfo, FromRequest, MatchedPath, Request},
    http::{HeaderMap, header, request::Parts},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::de::DeserializeOwned;
use values::{Code, Problem, Secret, Uuid};

use super::{BODY_BYTES, Fault, PUSH_BYTES, fault::REQUEST_ID};
use crate::{App, host::RequestHost};

/// A request with its body read.
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) query: String,
    /// The route as declared, never the path with its ids.
    pub(crate) route: String,
    pub(crate) request_id: Uuid,
    source: Digest,
}

impl FromRequest<App> for Call {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        Self::read(request, app, BODY_BYTES).await.map_err(|TooLarge| too_large().into())
    }
}

/// A request with mutations in its body: those are larger than what people type.
pub(crate) struct PushCall(pub(crate) Call);

impl FromRequest<App> for PushCall {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        let call = Call::read(request, app, PUSH_BYTES).await;
        call.map(Self).map_err(|TooLarge| Problem::new(Code::SyncBatchTooLarge).into())
    }
}

fn too_large() -> Problem {
    Problem::new(Code::ReqTooLarge).with("max", format!("{} KiB", BODY_BYTES / 1024))
}

/// A body is larger than it may be.
struct TooLarge;

impl Call {
    async fn read(request: Request, app: &App, limit: usize) -> Result<Self, TooLarge> {
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
        let (parts, body) = request.into_parts();
        // A connection that broke ends here as well; nobody hears the answer then.
        let body = to_bytes(body, limit).await.map_err(|_| TooLarge)?;
        Ok(Self { body, route: format!("{} {route}", parts.method), ..Self::without_body(parts, app) })
    }

    /// A request whose body is read elsewhere, bit by bit.
    pub(crate) fn without_body(parts: Parts, app: &App) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let address = source_of(app, &parts.headers, peer);
        Self {
            app: app.clone(),
            headers: parts.headers,
            body: Bytes::new(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            route: String::new(),
            request_id: REQUEST_ID.try_with(|id| *id).unwrap_or_default(),
            source: app.keys.digest(Digested::Source, &[address.to_string().as_bytes()]),
        }
    }
}

/// The address at the other end of the connection.
pub(super) fn peer(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
}

/// The source address: the connection's, or what the proxy in front wrote last. A visitor writes the other entries.
pub(super) fn source_of(app: &App, headers: &HeaderMap, peer: Option<IpAddr>) -> IpAddr {
    let nobody = IpAddr::from([0, 0, 0, 0]);
    let told = headers.get_all("x-forwarded-for").iter().next_back();
    let told = told.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    if app.behind_proxy { told.or(peer).unwrap_or(nobody) } else { peer.unwrap_or(nobody) }
}

impl Call {
    /// The body as JSON of this form; nothing unknown in it (CM-API-01).
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        read_json(&self.body)
    }

    /// The body as a text.
    pub(crate) fn text(&self) -> Result<&str, Fault> {
        std::str::from_utf8(&self.body).map_err(|_| Problem::new(Code::ReqMalformed).into())
    }

    /// The query as this form.
    pub(crate) fn query<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        let uri: axum::http::Uri =
            format!("/?{}", self.query).parse().map_err(|_| Problem::new(Code::ReqMalformed))?;
        axum::extract::Query::try_from_uri(&uri)
            .map(|axum::extract::Query(query)| query)
            .map_err(|_| Problem::new(Code::ReqMalformed).into())
    }

    /// What verbs get that nobody may repeat.
    pub(crate) fn host(&self) -> RequestHost {
        RequestHost::new(&self.app, self.source, self.request_id, None)
    }

    pub(super) fn host_with(&self, replay: crate::host::Replay) -> RequestHost {
        RequestHost::new(&self.app, self.source, self.request_id, Some(replay))
    }

    /// Who asks.
    pub(crate) async fn session(&self) -> Result<Session, Fault> {
        let token = self.token().ok_or_else(|| Problem::new(Code::AuthRequired))?;
        Ok(authenticate(&self.host(), &token).await?)
    }

    /// Whether whoever asks says to be somebody.
    pub(crate) fn has_token(&self) -> bool {
        self.headers.contains_key(header::AUTHORIZATION)
    }

    /// The access token, if one came along.
    pub(crate) fn token(&self) -> Option<Secret<[u8; 32]>> {
        let header = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        read_token(header.strip_prefix("Bearer ")?)
    }
}

/// A token as text.
pub(crate) fn read_token(text: &str) -> Option<Secret<[u8; 32]>> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok()?;
    Some(Secret::new(bytes.try_into().ok()?))
}

pub(crate) fn write_token(token: &Secret<[u8; 32]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(token.reveal())
}

fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader);
    let value = read.map_err(|error| {
        let path = error.path().to_string();
        // serde has no other way to say so; a test holds the wording.
        let unknown = error.inner().to_string().starts_with("unknown field");
        let problem = Problem::new(if unknown { Code::ReqUnknownField } else { Code::ReqMalformed });
        // The path may be a name that the sender made up: it goes back, and into no log.
        if path == "." { problem } else { problem.with("field", &path).in_field(path) }
    })?;
    reader.end().map_err(|_| Problem::new(Code::ReqMalformed))?;
    Ok(value)
}
