//! One JSON call to a partner, within its time.

use std::time::Duration;

use anyhow::Context as _;
use serde::{Serialize, de::DeserializeOwned};
use values::Secret;

/// Registry and SMS gateway answer within this time or not at all (CM-ARCH-02).
const TIME: Duration = Duration::from_secs(10);
/// A partner's answer is a few fields; more is refused unread.
const ANSWER_BYTES: u64 = 64 * 1024;

/// A partner's endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    client: reqwest::Client,
    url: reqwest::Url,
    token: Option<Secret<String>>,
}

impl Endpoint {
    pub(crate) fn new(url: &str, token: Option<Secret<String>>) -> anyhow::Result<Self> {
        let url: reqwest::Url = url.parse().context("a partner's URL")?;
        let local =
            url.host_str().is_some_and(|host| host == "127.0.0.1" || host == "localhost" || host == "[::1]");
        anyhow::ensure!(url.scheme() == "https" || local, "a partner is reached by https only");
        let client = reqwest::Client::builder()
            .timeout(TIME)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .context("the client for partners")?;
        Ok(Self { client, url, token })
    }

    /// Posts a body; none if the partner did not answer usably. What went wrong is logged without a value.
    pub(crate) async fn post<A: DeserializeOwned>(
        &self,
        body: &impl Serialize,
        partner: &'static str,
    ) -> Option<A> {
        match self.answer(body).await {
            Ok(answer) => Some(answer),
            Err(cause) => {
                tracing::warn!(partner, cause = %cause, "a partner did not answer usably");
                None
            }
        }
    }

    async fn answer<A: DeserializeOwned>(&self, body: &impl Serialize) -> Result<A, &'static str> {
        let mut request = self.client.post(self.url.clone()).json(body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token.reveal());
        }
        let answer = request
            .send()
            .await
            .map_err(|error| if error.is_timeout() { "time-out" } else { "connection" })?;
        if !answer.status().is_success() {
            return Err("status");
        }
        if answer.content_length().is_some_and(|length| length > ANSWER_BYTES) {
            return Err("size");
        }
        let mut answer = answer;
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| "body")? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() as u64 > ANSWER_BYTES {
                return Err("size");
            }
        }
        serde_json::from_slice(&bytes).map_err(|_| "form")
    }
}
