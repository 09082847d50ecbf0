//! One effect of the engine → what came of it.

use std::sync::Arc;

use ::sync::engine::{Apply, Batch, Effect, Event, Failure, Fetch, Ticket};
use store_desk::{PassportKey, Store, StoreError};
use values::{Clock, DeviceId};
use wire::{Page, PushAnswer, push::request_text};

use super::Transport;

/// What effects need; shared by those that are under way.
pub(super) struct Means<T> {
    pub(super) store: Store,
    pub(super) passport_key: PassportKey,
    pub(super) device: DeviceId,
    pub(super) clock: Arc<dyn Clock + Send + Sync>,
    pub(super) transport: Arc<T>,
}

/// Whether an effect asks the server: it may be given up at any moment. What is written is written to its end.
pub(super) const fn asks_server(effect: &Effect) -> bool {
    matches!(effect, Effect::Push(..) | Effect::Fetch(..))
}

impl<T: Transport> Means<T> {
    /// Does it, and says what happened.
    pub(super) async fn run(&self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Seal { at_most } => vec![done(self.store.seal(at_most).await, Event::Sealed)],
            Effect::Push(ticket, batch) => vec![self.push(ticket, batch).await],
            Effect::Keep(answer) => {
                vec![done(self.store.keep_outcomes(&answer, self.clock.now()).await, |()| Event::Kept)]
            }
            Effect::Fetch(ticket, fetch) => self.fetch(ticket, fetch).await,
            Effect::Stage { page, first } => {
                vec![done(self.store.stage(&page, first).await, |()| Event::Staged)]
            }
            Effect::Apply(apply) => vec![self.apply(apply).await],
            // These two are the task's own.
            Effect::Tell(_) | Effect::Sleep(_) => Vec::new(),
        }
    }

    async fn push(&self, ticket: Ticket, batch: Batch) -> Event {
        let bodies = match self.store.sealed(batch).await {
            Ok(bodies) => bodies,
            Err(error) => return Event::PushFailed(ticket, unread(&error)),
        };
        let request = request_text(bodies.iter().map(|body| (body.seq, body.hash, body.text.as_str())));
        drop(bodies);
        let answered = self.transport.push(request).await;
        match answered.and_then(|text| PushAnswer::read(&text).map_err(Failure::Refused)) {
            Ok(answer) => Event::Pushed(ticket, answer),
            Err(failure) => Event::PushFailed(ticket, failure),
        }
    }

    /// A page, behind how far the vault is now: another program may have pushed from it.
    async fn fetch(&self, ticket: Ticket, fetch: Fetch) -> Vec<Event> {
        let answered = self.transport.fetch(fetch).await;
        let page = match answered.and_then(|text| Page::read(&text).map_err(Failure::Refused)) {
            Ok(page) => page,
            Err(failure) => return vec![Event::PullFailed(ticket, failure)],
        };
        match self.store.sync_state().await {
            Ok(state) => vec![
                Event::Numbered { sealed: state.sealed, processed: state.processed },
                Event::Paged(ticket, page),
            ],
            Err(error) => vec![Event::PullFailed(ticket, unread(&error))],
        }
    }

    async fn apply(&self, apply: Apply) -> Event {
        let done_with = self.store.put_on(&apply, &self.passport_key, self.device).await;
        done(done_with, |differing| Event::Applied { differing })
    }
}

fn done<D>(result: Result<D, StoreError>, event: impl FnOnce(D) -> Event) -> Event {
    match result {
        Ok(done) => event(done),
        Err(error) => {
            tracing::warn!(%error, "the vault could not take part in synchronisation");
            Event::StoreFailed(error.problem())
        }
    }
}

/// The vault could not be read: later, unless it is damaged.
fn unread(error: &StoreError) -> Failure {
    tracing::warn!(%error, "the vault could not be read for synchronisation");
    match error {
        StoreError::Busy | StoreError::Full | StoreError::Closed => Failure::Lost,
        _ => Failure::Refused(error.problem()),
    }
}
