//! Requests of somebody who is signed in, and the rotation of tokens (CM-SEC-02).
//!
//! No clock decides whether a token still opens: the server says so, and this computer's time may be years off.

use std::sync::PoisonError;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use values::{Code, Instant, Problem, Secret, Uuid};

use super::{
    OddAnswer, Remote, RemoteError,
    http::{Ask, JSON_BYTES, read},
    online,
    tokens::{Kept, Tokens},
};

/// Tokens as the server writes them.
#[derive(Deserialize)]
pub(super) struct TokensTwin {
    access_token: String,
    refresh_token: String,
    refresh_expires_at: String,
}

#[derive(Serialize)]
struct RefreshTwin<'a> {
    refresh_token: &'a str,
    device: String,
}

impl TokensTwin {
    /// The tokens.
    ///
    /// # Errors
    /// `Odd` for what cannot be one.
    pub(super) fn read(self) -> Result<Tokens, RemoteError> {
        let form = || RemoteError::Odd(OddAnswer::Form);
        // They go into a header and a body as they are: nothing but visible letters, and not without end.
        let is_token =
            |text: &str| !text.is_empty() && text.len() <= 512 && text.bytes().all(|b| b.is_ascii_graphic());
        if !is_token(&self.access_token) || !is_token(&self.refresh_token) {
            return Err(form());
        }
        let refresh_until = Instant::parse(&self.refresh_expires_at).map_err(|_| form())?;
        Ok(Tokens {
            access: Secret::new(self.access_token),
            refresh: Secret::new(self.refresh_token),
            refresh_until,
        })
    }
}

impl Remote {
    /// A JSON answer for whoever is signed in.
    pub(super) async fn json_as<A: DeserializeOwned>(
        &self,
        ask: Ask<'_, impl Serialize>,
    ) -> Result<A, RemoteError> {
        read(self.answer_as(ask, JSON_BYTES).await?)
    }

    /// Nothing but that it is done, for whoever is signed in.
    pub(super) async fn done_as(&self, ask: Ask<'_, impl Serialize>) -> Result<(), RemoteError> {
        match self.answer_as(ask, JSON_BYTES).await? {
            None => Ok(()),
            Some(_) => Err(RemoteError::Odd(OddAnswer::Form)),
        }
    }

    /// The bytes of an answer for whoever is signed in; none where the server says no more than that it is done. A token that
    /// has run out is exchanged, and the request, which had no effect, is sent with the new one.
    ///
    /// # Errors
    /// `AUTH_REQUIRED` where nobody is signed in; `AUTH_SESSION_EXPIRED`, `AUTH_SESSION_REVOKED`, with which the tokens are
    /// forgotten.
    pub(super) async fn answer_as(
        &self,
        ask: Ask<'_, impl Serialize>,
        at_most: usize,
    ) -> Result<Option<Vec<u8>>, RemoteError> {
        let kept = self.kept().await?;
        match self.http.answer(ask.with(&kept.tokens.access), at_most).await {
            Err(error) if is_worn(&error) => {
                let fresh = self.rotate(&kept).await?;
                self.http.answer(ask.with(&fresh.access), at_most).await
            }
            answered => answered,
        }
    }

    /// The tokens as they are kept.
    pub(super) async fn kept(&self) -> Result<Kept, RemoteError> {
        let kept = self.case.get().await?;
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = kept else {
            // One of two requests learns why there are none; the other was a moment late.
            let why = ended.as_ref().map(|(_, problem)| problem.clone());
            return Err(why.unwrap_or_else(|| Problem::new(Code::AuthRequired)).into());
        };
        if ended.as_ref().is_some_and(|(tokens, _)| *tokens != kept.tokens) {
            *ended = None;
        }
        Ok(kept)
    }

    /// Exchanges tokens. Where another program of this vault was faster, its tokens are taken.
    pub(super) async fn rotate(&self, worn: &Kept) -> Result<Tokens, RemoteError> {
        let now = self.kept().await?;
        if now.tokens != worn.tokens {
            return Ok(now.tokens);
        }
        let body =
            RefreshTwin { refresh_token: worn.tokens.refresh.reveal(), device: self.device.to_string() };
        // The refresh token is its own key.
        let ask = || Ask { key: None, ..Ask::post("/auth/refresh", &body, Uuid::nil()) };
        let answered: Result<TokensTwin, RemoteError> = match self.http.json(ask()).await {
            Err(RemoteError::Lost { silent: false }) => {
                // The server gives the same answer again within 60 s, to this device only.
                tracing::info!("the answer to a rotation was lost and is asked for once more");
                self.http.json(ask()).await
            }
            other => other,
        };
        match answered {
            Ok(twin) => {
                let fresh = twin.read()?;
                if self.case.swap(&now, Some(&fresh)).await? {
                    online::note(&self.store, self.clock.now()).await?;
                    return Ok(fresh);
                }
                // Somebody signed out meanwhile, or in.
                Ok(self.kept().await?.tokens)
            }
            Err(error) if is_worn(&error) => {
                let why = error.problems().into_iter().next();
                let why = why.map(|problem| (worn.tokens.clone(), problem));
                *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = why;
                self.case.swap(&now, None).await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }
}

/// Whether the server no longer knows the token.
fn is_worn(error: &RemoteError) -> bool {
    [Code::AuthRequired, Code::AuthSessionExpired, Code::AuthSessionRevoked]
        .iter()
        .any(|code| error.is(*code))
}
