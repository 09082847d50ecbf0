//! Synchronisation at work: a task that owns `sync::Engine`, does what it says against the vault and a [`Transport`], and tells how
//! things stand. It never stands in the way of an edit, and whatever goes wrong the outbox is kept.
//!
//! Read in this order: [`Transport`] (what reaches the server), [`SyncHandle`] (what a program holds), `driver` (the task), `effects`
//! (one effect, one answer), [`decide`] (需处理).

pub mod decide;
mod driver;
mod effects;
mod lock;
#[cfg(test)]
mod tests;
mod unsent;

use std::{future::Future, sync::Arc, time::Duration};

use ::sync::engine::{Failure, Fetch, Millis, Status};
use store_desk::{PassportKey, Store, StoreError, SyncCounts};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use values::{Clock, DeviceId, Instant, OrderId};

use self::driver::Driver;
pub use self::lock::SyncLock;
use crate::desk::Desk;

/// What reaches the server. Texts go out and come in as `wire` has them; what an answer means is decided here.
///
/// A future that is dropped is a request that is given up: its effect is unknown, and it is asked again.
pub trait Transport: Send + Sync + 'static {
    /// An open stream of hints.
    type Hints: Hints;

    /// `POST /api/v1/sync/push`: the body up, the answer's text down.
    ///
    /// # Errors
    /// `Lost` without a whole answer, and for 408, 425, 500 to 599; `Busy` for 429 and 503 with what `Retry-After` says; `Refused`
    /// with the problem of any other answer.
    fn push(&self, request: String) -> impl Future<Output = Result<String, Failure>> + Send;

    /// `GET /api/v1/sync/changes`: a page's text.
    ///
    /// # Errors
    /// As [`Transport::push`].
    fn fetch(&self, fetch: Fetch) -> impl Future<Output = Result<String, Failure>> + Send;

    /// Opens the stream by which the server says that something is new.
    ///
    /// # Errors
    /// As [`Transport::push`].
    fn hints(&self) -> impl Future<Output = Result<Self::Hints, Failure>> + Send;
}

/// An open stream of hints.
pub trait Hints: Send + 'static {
    /// Waits for the next one; `None` once the stream has ended.
    fn next(&mut self) -> impl Future<Output = Option<()>> + Send;
}

/// What a program tells the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Somebody signed in; the transport has the token.
    SignedIn,
    /// Nobody is signed in any more.
    SignedOut,
    /// 立即同步
    Asked,
    /// An order of more than 24 months ago is wanted here: it is loaded whole.
    Wanted(OrderId),
    /// The network is back.
    NetworkReturned,
    /// Something was changed in the vault. Changes of other programs are found without it, a little later.
    Edited,
}

/// How things stand (CM-OFF-02).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncStatus {
    /// What the engine says: signed in, online, working, stopped and why.
    pub engine: Status,
    /// What waits, and what a person must decide.
    pub counts: SyncCounts,
    /// When everything was sent and fetched last.
    pub synced_at: Option<Instant>,
    /// How often the task has come to rest: nothing is under way, and nothing more is to be done before time has passed or
    /// something happens. Whoever waits for a round waits for this to grow.
    pub rests: u64,
    /// How often rows came down from the server: whoever shows rows reads them again when it grows.
    pub pulls: u64,
}

/// What the task needs of its surroundings.
pub struct Surroundings {
    /// The vault's database.
    pub store: Store,
    /// Under which passports that come down are hashed.
    pub passport_key: PassportKey,
    /// This computer.
    pub device: DeviceId,
    /// For what is kept with a time.
    pub clock: Arc<dyn Clock + Send + Sync>,
    /// A clock that only goes forward, for waits.
    pub millis: Box<dyn Fn() -> Millis + Send + Sync>,
    /// Random numbers.
    pub chance: Box<dyn FnMut() -> u64 + Send>,
    /// How soon it looks at what was changed.
    pub pace: Pace,
}

/// How soon changes are looked at. Those of one look travel folded together.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// After somebody said that something was changed.
    pub edited: Duration,
    /// While nobody says anything: another program may write.
    pub unasked: Duration,
}

impl Pace {
    /// What people work with.
    pub const USUAL: Self = Self { edited: Duration::from_secs(1), unasked: Duration::from_secs(5) };
}

impl Surroundings {
    /// Those of an open vault.
    pub fn of(desk: &Desk) -> Self {
        let start = std::time::Instant::now();
        Self {
            store: desk.store().clone(),
            passport_key: desk.passport_key().clone(),
            device: actions::Host::actor(desk).device,
            clock: desk.clock(),
            millis: Box::new(move || Millis::try_from(start.elapsed().as_millis()).unwrap_or(Millis::MAX)),
            chance: Box::new(chance),
            pace: Pace::USUAL,
        }
    }
}

/// Chance for jitter: where the system gives none, all desks wait equally long.
fn chance() -> u64 {
    getrandom::u64().unwrap_or(20)
}

/// A running task. Dropped, it stops as [`SyncHandle::stop`] does, but nobody waits for it.
#[derive(Debug)]
pub struct SyncHandle {
    told: mpsc::UnboundedSender<Told>,
    status: watch::Receiver<SyncStatus>,
    task: JoinHandle<()>,
}

impl SyncHandle {
    /// Starts the task on the current runtime. It does nothing before it is told that somebody is signed in. Only one program may
    /// do that for a vault at a time: see [`SyncLock`].
    ///
    /// # Errors
    /// Of the store.
    pub async fn start<T: Transport>(
        surroundings: Surroundings,
        transport: T,
        lock: SyncLock,
    ) -> Result<Self, StoreError> {
        let (told, heard) = mpsc::unbounded_channel();
        let (tell, status) = watch::channel(SyncStatus::default());
        let driver = Driver::new(surroundings, Arc::new(transport), heard, tell).await?;
        let task = tokio::spawn(async move {
            driver.run().await;
            drop(lock);
        });
        Ok(Self { told, status, task })
    }

    /// Tells the task something. What it is told after it has ended, because the vault was closed, is passed over.
    pub fn tell(&self, told: Told) {
        if self.told.send(told).is_err() {
            tracing::debug!(?told, "synchronisation has ended");
        }
    }

    /// How things stand, now and whenever it changes.
    pub fn status(&self) -> watch::Receiver<SyncStatus> {
        self.status.clone()
    }

    /// Asks for everything at once and waits until the task has come to rest. Whether all went well stands in the answer.
    pub async fn sync_now(&self) -> SyncStatus {
        let mut status = self.status.clone();
        let before = status.borrow_and_update().rests;
        self.tell(Told::Asked);
        let rested = status.wait_for(|now| now.rests > before).await.map(|now| now.clone());
        rested.unwrap_or_else(|_| self.status.borrow().clone())
    }

    /// Ends the task: requests are given up, what is being written is written to its end.
    ///
    /// # Panics
    /// If the task panicked.
    pub async fn stop(self) {
        let Self { told, status, task } = self;
        drop((told, status));
        if let Err(ended) = task.await
            && ended.is_panic()
        {
            std::panic::resume_unwind(ended.into_panic());
        }
    }
}
