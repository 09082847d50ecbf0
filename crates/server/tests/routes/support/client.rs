//! Somebody at a device, calling over the router.

use std::net::{IpAddr, SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;

use super::Server;

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) retry_after: Option<String>,
    pub(crate) request_id: String,
}

impl Answer {
    /// The codes of its problems, or its status if it has none.
    pub(crate) fn codes(&self) -> String {
        let Some(problems) = self.body["problems"].as_array() else {
            return self.status.as_u16().to_string();
        };
        let codes: Vec<&str> = problems.iter().filter_map(|problem| problem["code"].as_str()).collect();
        codes.join(" ")
    }

    /// A text of its body.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        let found = self.body.pointer(path).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("{path} in {self:?}")).to_owned()
    }

    /// It must be well.
    #[track_caller]
    pub(crate) fn well(self) -> Self {
        assert!(self.status.is_success(), "{self:?}");
        self
    }
}

/// Somebody.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    pub(crate) device: String,
    pub(crate) address: IpAddr,
    pub(crate) token: Option<String>,
    pub(crate) refresh: String,
}

impl Server {
    /// A visitor from an address of this number, at a new device.
    pub(crate) fn visitor(&self, number: u8) -> Client {
        Client {
            router: self.router.clone(),
            device: new_id(),
            address: IpAddr::from([192, 0, 2, number]),
            token: None,
            refresh: String::new(),
        }
    }
}

/// A UUIDv7.
#[allow(clippy::disallowed_methods, reason = "a key needs to be new, not to be known")]
pub(crate) fn new_id() -> String {
    Uuid::now_v7().to_string()
}

impl Client {
    /// The router that it calls.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The same person and device at another node.
    pub(crate) fn at(&self, router: &Router) -> Self {
        Self { router: router.clone(), ..self.clone() }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Value::Null, None).await
    }

    /// A request with a key of its own.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, body, Some(&new_id())).await
    }

    pub(crate) async fn post_keyed(&self, path: &str, body: Value, key: &str) -> Answer {
        self.call(Method::POST, path, body, Some(key)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, Value::Null, Some(&new_id())).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, body, Some(&new_id())).await
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Value, key: Option<&str>) -> Answer {
        let path = if path.starts_with('/') && (path.starts_with("/api") || is_outside(path)) {
            path.to_owned()
        } else {
            format!("/api/v1{path}")
        };
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 50_000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let header =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (retry_after, request_id) = (header("retry-after"), header("x-request-id").unwrap_or_default());
        let status = parts.status;
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Answer { status, body, retry_after, request_id }
    }

    /// A request with headers and bytes of its own: the head of the answer, and its body.
    pub(crate) async fn raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (axum::http::response::Parts, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 50_000))));
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        (head, to_bytes(body, 1 << 20).await.unwrap().to_vec())
    }

    /// A captcha's id and what it shows.
    pub(crate) async fn captcha(&self) -> (String, String) {
        let id = self.get("/auth/captcha").await.well().text("/id");
        let shown = self.get(&format!("/sim/captcha/{id}")).await.well().text("/text");
        (id, shown)
    }

    /// Signs in with a solved captcha and keeps the tokens if that is well.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let (captcha_id, captcha) = self.captcha().await;
        let mode = if name.starts_with("1") && name.len() == 11 { "phone" } else { "user" };
        let answer = self
            .post(
                "/auth/login",
                json!({
                    "mode": mode, "name": name, "password": password, "captcha_id": captcha_id,
                    "captcha": captcha, "device": self.device,
                }),
            )
            .await;
        self.keep_tokens(&answer, "/tokens");
        answer
    }

    /// Rotates and keeps the new tokens if that is well.
    pub(crate) async fn rotate(&mut self) -> Answer {
        let body = json!({ "refresh_token": self.refresh, "device": self.device });
        let answer = self.call(Method::POST, "/auth/refresh", body, None).await;
        self.keep_tokens(&answer, "");
        answer
    }

    pub(crate) fn keep_tokens(&mut self, answer: &Answer, under: &str) {
        if answer.status.is_success() {
            self.token = Some(answer.text(&format!("{under}/access_token")));
            self.refresh = answer.text(&format!("{under}/refresh_token"));
        }
    }

    /// The newest code that went to a number.
    pub(crate) async fn newest_code(&self, mobile: &str) -> Option<String> {
        let outbox = self.get("/sim/outbox").await.well();
        let messages = outbox.body["messages"].as_array().cloned().unwrap_or_default();
        let newest = messages.iter().rev().find(|message| message["mobile"] == mobile)?;
        let text = newest["text"].as_str()?;
        let digits = text.split("验证码 ").nth(1)?;
        Some(digits.chars().take_while(char::is_ascii_digit).collect())
    }
}

fn is_outside(path: &str) -> bool {
    ["/healthz", "/readyz", "/metrics"].contains(&path)
}
