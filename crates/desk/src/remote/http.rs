//! Speaking HTTP within bounds: nothing is followed, nothing is read without end, and nobody's word is taken for what an
//! answer is. Nothing is asked again by itself; whoever does that says so where it is done.

mod answer;

use std::{sync::Once, time::Duration};

use reqwest::{Certificate, Client, Method, RequestBuilder, Response, redirect::Policy};
use serde::{Serialize, de::DeserializeOwned};
use values::{Code, Problem, Secret, Uuid};

use super::{Address, OddAnswer, RemoteError};
pub(super) use answer::{JSON_BYTES, bytes_of, failed};

/// A connection comes about within this time or not at all.
const CONNECT: Duration = Duration::from_secs(10);
/// So long may the other end be silent (`NET_TIMEOUT`); how long a body takes as a whole is nobody's matter.
const STALL: Duration = Duration::from_secs(30);
/// What a server compares with the oldest client that it speaks with.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A client for one server.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: Client,
    address: Address,
}

/// A request's body and who sends it.
pub(super) struct Ask<'a, B> {
    pub(super) method: Method,
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
    pub(super) body: Option<&'a B>,
    pub(super) token: Option<&'a Secret<String>>,
    /// Lets the server take a repetition for what it is (CM-API-01).
    pub(super) key: Option<Uuid>,
}

impl<'a, B> Ask<'a, B> {
    /// A question: no body.
    pub(super) fn get(path: &'a str) -> Self {
        Self { method: Method::GET, path, query: &[], body: None, token: None, key: None }
    }

    /// Something to be done, under a key of its own.
    pub(super) fn post(path: &'a str, body: &'a B, key: Uuid) -> Self {
        Self { method: Method::POST, path, query: &[], body: Some(body), token: None, key: Some(key) }
    }

    /// The same from whoever has this token.
    pub(super) fn with(&self, token: &'a Secret<String>) -> Self {
        let Self { method, path, query, body, token: _, key } = self;
        Self { method: method.clone(), path, query, body: *body, token: Some(token), key: *key }
    }
}

impl Http {
    /// A client for this server, which trusts the system's roots and those of `ca`, PEM text.
    ///
    /// # Errors
    /// `Refused` with `NET_CERTIFICATE` for a text without certificates; `Untrusted` if the system has no roots at all.
    pub(super) fn new(address: Address, ca: Option<&str>) -> Result<Self, RemoteError> {
        choose_ciphers();
        let mut builder = Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(STALL)
            .redirect(Policy::none())
            .user_agent(concat!("xinbao-desk/", env!("CARGO_PKG_VERSION")))
            .gzip(true);
        if address.is_loopback() {
            builder = builder.no_proxy();
        }
        if let Some(pem) = ca {
            builder = builder.tls_certs_merge(certificates(pem)?);
        }
        let client = builder.build().map_err(|error| {
            tracing::warn!(cause = %error.without_url(), "no client for the server");
            RemoteError::Untrusted
        })?;
        Ok(Self { client, address })
    }

    /// Where it speaks to.
    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// A request of the API that is answered with JSON.
    pub(super) async fn json<A: DeserializeOwned>(
        &self,
        ask: Ask<'_, impl Serialize>,
    ) -> Result<A, RemoteError> {
        read(self.answer(ask, JSON_BYTES).await?)
    }

    /// A request of the API: the bytes of its JSON answer, at most so many, or none where the server says no more than that it
    /// is done.
    pub(super) async fn answer(
        &self,
        ask: Ask<'_, impl Serialize>,
        at_most: usize,
    ) -> Result<Option<Vec<u8>>, RemoteError> {
        let answered = self.send(self.request(ask)).await?;
        match answered.status().as_u16() {
            200 => Ok(Some(bytes_of(answered, "application/json", at_most).await?)),
            204 => Ok(None),
            _ => Err(failed(answered).await),
        }
    }

    /// A text outside of the API, such as `/healthz`.
    pub(super) async fn text(&self, path: &str, at_most: usize) -> Result<Vec<u8>, RemoteError> {
        let answered = self.send(self.client.get(self.address.at(path, &[]))).await?;
        if answered.status().as_u16() != 200 {
            let status = answered.status();
            let error = failed(answered).await;
            // Whatever else stands behind an address, it answers in its own way.
            return Err(if status.is_client_error() { RemoteError::Odd(OddAnswer::Stranger) } else { error });
        }
        bytes_of(answered, "text/plain", at_most).await
    }

    /// The request as it goes out.
    pub(super) fn request(&self, ask: Ask<'_, impl Serialize>) -> RequestBuilder {
        let url = self.address.at(&format!("/api/v1{}", ask.path), ask.query);
        let mut request = self.client.request(ask.method, url).header("x-client-version", VERSION);
        if let Some(token) = ask.token {
            request = request.bearer_auth(token.reveal());
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key.hyphenated().to_string());
        }
        match ask.body {
            None => request,
            Some(body) => {
                let body = serde_json::to_vec(body).expect("requests are maps with text keys");
                request.header("content-type", "application/json").body(body)
            }
        }
    }

    /// Sends it, and waits for the head of the answer.
    pub(super) async fn send(&self, request: RequestBuilder) -> Result<Response, RemoteError> {
        request.send().await.map_err(|error| answer::unanswered(&error))
    }
}

/// A JSON answer in the form that was asked for.
pub(super) fn read<A: DeserializeOwned>(answered: Option<Vec<u8>>) -> Result<A, RemoteError> {
    let form = RemoteError::Odd(OddAnswer::Form);
    match answered {
        Some(bytes) => serde_json::from_slice(&bytes).map_err(|_| form),
        None => Err(form),
    }
}

/// The certificates of a PEM text.
pub(super) fn certificates(pem: &str) -> Result<Vec<Certificate>, RemoteError> {
    let none = || RemoteError::from(Problem::new(Code::NetCertificate));
    let found = Certificate::from_pem_bundle(pem.as_bytes()).map_err(|_| none())?;
    if found.is_empty() { Err(none()) } else { Ok(found) }
}

/// rustls asks for one cipher library for the whole process: ring. Another part of the program may have chosen before.
fn choose_ciphers() {
    static CHOSEN: Once = Once::new();
    CHOSEN.call_once(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("another cipher library was chosen before");
        }
    });
}
