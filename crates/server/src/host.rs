//! What a verb gets of the server for one request.

use std::{sync::atomic::Ordering, time::Duration};

use actions::{
    StoreFault,
    accounts::{AccountHost, Answer, Digest, Digested, RequestFacts, rows::KeptAnswer},
};
use domain::account::{Applicant, RegistryAnswer, later};
use store_server::AccountsTx;
use values::{Instant, Mobile, Problem, Uuid};

use crate::{
    App,
    adapters::{Registry, Sms},
    clock,
    http::Reply,
};

/// A request that may be repeated.
#[derive(Clone)]
pub(crate) struct Replay {
    /// What its answer is found by.
    pub(crate) key: Digest,
    /// The digest of its body.
    pub(crate) request: Digest,
    /// The body, of which the key of the kept answer comes.
    pub(crate) body: axum::body::Bytes,
    /// How long the answer is kept.
    pub(crate) life: Duration,
}

/// The surroundings of a verb.
pub struct RequestHost {
    app: App,
    facts: RequestFacts,
    replay: Option<Replay>,
}

impl RequestHost {
    /// For a request from this source.
    pub(crate) fn new(app: &App, source: Digest, request_id: Uuid, replay: Option<Replay>) -> Self {
        Self { app: app.clone(), facts: RequestFacts { source, request_id }, replay }
    }

    /// For the server's own console, where nobody asks over the network.
    pub fn console(app: &App) -> Self {
        Self::new(app, app.keys.digest(Digested::Source, &[b"console"]), app.next_uuid(), None)
    }

    fn is_sms_away(&self) -> bool {
        self.app.sms.is_simulated() && self.app.simulation.sms_away.load(Ordering::Relaxed)
    }

    /// Opens a kept answer to this very request.
    pub(crate) fn reply_again(&self, kept: &KeptAnswer) -> Option<Reply> {
        let replay = self.replay.as_ref()?;
        Reply::read(&self.app.keys.unseal(&replay.body, &replay.key, &kept.sealed)?)
    }
}

impl AccountHost for RequestHost {
    type Tx = AccountsTx;

    async fn begin(&self) -> Result<AccountsTx, StoreFault> {
        Ok(self.app.store.accounts().await?)
    }

    async fn look(&self) -> Result<AccountsTx, StoreFault> {
        Ok(self.app.store.accounts_read().await?)
    }

    fn now(&self) -> Instant {
        self.app.clock.now()
    }

    fn next_uuid(&self) -> Uuid {
        self.app.next_uuid()
    }

    fn chance(&self, bytes: &mut [u8]) {
        clock::chance(bytes);
    }

    fn digest(&self, what: Digested, parts: &[&[u8]]) -> Digest {
        self.app.keys.digest(what, parts)
    }

    async fn hash_password(&self, password: &str) -> Result<String, StoreFault> {
        self.app.passwords.hash(password).await
    }

    async fn password_fits(&self, hash: Option<&str>, password: &str) -> Result<bool, StoreFault> {
        self.app.passwords.fits(hash, password).await
    }

    async fn ask_registry(&self, applicant: &Applicant) -> Result<RegistryAnswer, Problem> {
        let simulation = &self.app.simulation;
        if self.app.registry.is_simulated() && simulation.registry_away.load(Ordering::Relaxed) {
            return Err(Registry::away());
        }
        let answer = self.app.registry.ask(applicant).await?;
        Ok(if self.app.registry.is_simulated() { simulation.told(applicant.uscc, answer) } else { answer })
    }

    async fn send_sms(&self, to: Mobile, text: String) -> Result<(), Problem> {
        if self.is_sms_away() {
            return Err(Sms::away());
        }
        self.app.sms.send(to, text, self.now()).await
    }

    fn send_sms_later(&self, to: Mobile, text: String) {
        if !self.is_sms_away() {
            self.app.sms.send_later(to, text, self.now());
        }
    }

    fn facts(&self) -> &RequestFacts {
        &self.facts
    }

    fn keep(&self, answer: &Answer<'_>) -> Option<KeptAnswer> {
        let replay = self.replay.as_ref()?;
        let sealed = self.app.keys.seal(&replay.body, &replay.key, &Reply::of(answer).written());
        Some(KeptAnswer {
            key: replay.key,
            request: replay.request,
            sealed,
            until: later(self.now(), replay.life),
        })
    }

    fn kept_key(&self) -> Option<(Digest, Digest)> {
        self.replay.as_ref().map(|replay| (replay.key, replay.request))
    }
}
