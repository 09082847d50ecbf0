//! The task: it feeds the engine with what happened and starts what the engine says. Nothing is waited for but the next thing
//! that happens, so that a slow server holds up nothing here.

use std::{ops::ControlFlow, sync::Arc};

use ::sync::{
    Engine,
    engine::{Effect, Event, Failure, Millis},
};
use store_desk::StoreError;
use tokio::{
    sync::{mpsc, watch},
    task::{JoinError, JoinHandle, JoinSet},
    time::{self, Duration, Instant},
};

use super::{
    Hints as _, Pace, Surroundings, SyncStatus, Told, Transport,
    effects::{Means, asks_server},
};

/// The setting that remembers when everything was sent and fetched last: Unix milliseconds.
const SYNCED_AT: &str = "sync.synced_at";

/// A stream of hints that ended is opened again after so long, twice as long each time that it does not open.
const HINTS_AGAIN: Duration = Duration::from_secs(5);
const HINTS_AGAIN_LONGEST: Duration = Duration::from_secs(300);

pub(super) struct Driver<T> {
    engine: Engine,
    means: Arc<Means<T>>,
    millis: Box<dyn Fn() -> Millis + Send + Sync>,
    chance: Box<dyn FnMut() -> u64 + Send>,
    pace: Pace,
    told: mpsc::UnboundedReceiver<Told>,
    tell: watch::Sender<SyncStatus>,
    status: SyncStatus,
    /// What is being asked of the server, and what is being written.
    asking: JoinSet<Vec<Event>>,
    writing: JoinSet<Vec<Event>>,
    hinted: (mpsc::UnboundedSender<Event>, mpsc::UnboundedReceiver<Event>),
    hints: Option<JoinHandle<()>>,
    /// When the engine has something to do by time alone.
    wake_at: Option<Instant>,
    /// When the outbox is looked at.
    look_at: Instant,
}

impl<T: Transport> Driver<T> {
    pub(super) async fn new(
        surroundings: Surroundings,
        transport: Arc<T>,
        told: mpsc::UnboundedReceiver<Told>,
        tell: watch::Sender<SyncStatus>,
    ) -> Result<Self, StoreError> {
        let Surroundings { store, passport_key, device, clock, millis, chance, pace } = surroundings;
        store.own_numbers(device).await?;
        let state = store.sync_state().await?;
        let synced_at = store.setting(SYNCED_AT).await?.and_then(|text| text.parse().ok());
        let status = SyncStatus {
            counts: store.sync_counts().await?,
            synced_at: synced_at.map(values::Instant::from_millis),
            ..SyncStatus::default()
        };
        tell.send_replace(status.clone());
        Ok(Self {
            engine: Engine::new(state.cursor, state.sealed, state.processed),
            means: Arc::new(Means { store, passport_key, device, clock, transport }),
            millis,
            chance,
            pace,
            told,
            tell,
            status,
            asking: JoinSet::new(),
            writing: JoinSet::new(),
            hinted: mpsc::unbounded_channel(),
            hints: None,
            wake_at: None,
            look_at: Instant::now(),
        })
    }

    pub(super) async fn run(mut self) {
        while self.next().await.is_continue() {}
        if let Some(hints) = self.hints.take() {
            hints.abort();
        }
        self.asking.shutdown().await;
        // A transaction that has begun is one that ends.
        while let Some(done) = self.writing.join_next().await {
            drop(finished(done));
        }
    }

    /// Waits for the next thing that happens and takes it.
    async fn next(&mut self) -> ControlFlow<()> {
        let wake_at = self.wake_at;
        let signed_in = self.status.engine.signed_in;
        tokio::select! {
            told = self.told.recv() => match told {
                Some(told) => self.hear(told).await,
                None => return ControlFlow::Break(()),
            },
            Some(done) = self.writing.join_next() => return self.take(finished(done)).await,
            Some(done) = self.asking.join_next() => return self.take(finished(done)).await,
            Some(event) = self.hinted.1.recv() => self.step(event),
            () = time::sleep_until(wake_at.unwrap_or_else(Instant::now)), if wake_at.is_some() => {
                self.wake_at = None;
                self.step(Event::Tick);
            }
            () = time::sleep_until(self.look_at), if signed_in => return self.look().await,
        }
        ControlFlow::Continue(())
    }

    async fn hear(&mut self, told: Told) {
        match told {
            Told::SignedIn => {
                self.step(Event::SignedIn);
                self.listen();
            }
            Told::SignedOut => self.step(Event::SignedOut),
            Told::Wanted(order) => self.step(Event::Wanted(order)),
            Told::Asked => {
                self.step(Event::Asked);
                if !self.status.engine.working {
                    // Nobody is signed in: there is nothing to wait for.
                    self.rest();
                }
                if self.status.engine.signed_in {
                    self.listen();
                }
            }
            Told::NetworkReturned => {
                self.step(Event::NetworkReturned);
                if self.status.engine.signed_in {
                    self.listen();
                }
            }
            Told::Edited => {
                self.look_at = self.look_at.min(Instant::now() + self.pace.edited);
                if !self.status.engine.signed_in {
                    self.count().await;
                }
            }
        }
    }

    /// What came of an effect.
    async fn take(&mut self, events: Vec<Event>) -> ControlFlow<()> {
        for event in events {
            let wrote = matches!(event, Event::Sealed(_) | Event::Kept | Event::Applied { .. });
            let put_on = matches!(event, Event::Applied { .. });
            if wrote && !self.count().await {
                return ControlFlow::Break(());
            }
            if put_on {
                self.status.pulls += 1;
            }
            self.step(event);
        }
        ControlFlow::Continue(())
    }

    /// Whether something waits that nobody told of, or was told of a moment ago.
    async fn look(&mut self) -> ControlFlow<()> {
        self.look_at = Instant::now() + self.pace.unasked;
        if !self.count().await {
            return ControlFlow::Break(());
        }
        match self.means.store.has_unsealed().await {
            Ok(true) => self.step(Event::Edited),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the outbox could not be read"),
        }
        ControlFlow::Continue(())
    }

    /// Counts again what waits; `false` once the vault is closed.
    async fn count(&mut self) -> bool {
        match self.means.store.sync_counts().await {
            Ok(counts) => self.status.counts = counts,
            Err(StoreError::Closed) => return false,
            Err(error) => tracing::warn!(%error, "the outbox could not be counted"),
        }
        self.publish();
        true
    }

    fn step(&mut self, event: Event) {
        let was_working = self.status.engine.working;
        let applied = matches!(event, Event::Applied { .. });
        let effects = self.engine.step(event, (self.millis)(), (self.chance)());
        for effect in effects {
            match effect {
                Effect::Tell(status) => self.status.engine = status,
                Effect::Sleep(sleep) => {
                    self.wake_at = sleep.map(|millis| Instant::now() + Duration::from_millis(millis));
                }
                effect => self.start(effect),
            }
        }
        if !self.status.engine.signed_in
            && let Some(hints) = self.hints.take()
        {
            hints.abort();
        }
        if applied && self.status.counts.waiting == 0 && self.status.engine.stopped.is_none() {
            self.note_synced();
        }
        if was_working && !self.status.engine.working {
            self.rest();
        }
        self.publish();
    }

    fn start(&mut self, effect: Effect) {
        let means = Arc::clone(&self.means);
        let set = if asks_server(&effect) { &mut self.asking } else { &mut self.writing };
        set.spawn(async move { means.run(effect).await });
    }

    fn rest(&mut self) {
        self.status.rests += 1;
        self.publish();
    }

    /// Everything is sent and fetched.
    fn note_synced(&mut self) {
        let now = self.means.clock.now();
        self.status.synced_at = Some(now);
        let store = self.means.store.clone();
        self.writing.spawn(async move {
            if let Err(error) = store.set_setting(SYNCED_AT, &now.millis().to_string()).await {
                tracing::warn!(%error, "the time of synchronisation was not kept");
            }
            Vec::new()
        });
    }

    fn publish(&self) {
        self.tell.send_if_modified(|told| {
            let differs = *told != self.status;
            if differs {
                told.clone_from(&self.status);
            }
            differs
        });
    }

    /// Opens the stream of hints and keeps it open, unless it is being listened to.
    fn listen(&mut self) {
        if self.hints.as_ref().is_some_and(|hints| !hints.is_finished()) {
            return;
        }
        let (transport, to) = (Arc::clone(&self.means.transport), self.hinted.0.clone());
        self.hints = Some(tokio::spawn(async move { listen(&*transport, &to).await }));
    }
}

/// Passes hints on until nobody takes them, or the server refuses them: a person who asks opens them again.
async fn listen<T: Transport>(transport: &T, to: &mpsc::UnboundedSender<Event>) {
    let mut wait = HINTS_AGAIN;
    loop {
        match transport.hints().await {
            Ok(mut hints) => {
                wait = HINTS_AGAIN;
                if to.send(Event::Hints { open: true }).is_err() {
                    return;
                }
                while hints.next().await.is_some() {
                    if to.send(Event::Hint).is_err() {
                        return;
                    }
                }
                if to.send(Event::Hints { open: false }).is_err() {
                    return;
                }
            }
            // Polling goes on without them, and says what is wrong if it is refused as well.
            Err(Failure::Refused(problem)) => {
                tracing::info!(code = problem.code.as_str(), "the server refuses hints");
                return;
            }
            Err(Failure::Busy(seconds)) => {
                wait = wait.max(Duration::from_secs(seconds.unwrap_or(0).min(3_600)))
            }
            Err(Failure::Lost) => {}
        }
        time::sleep(wait).await;
        wait = (wait * 2).min(HINTS_AGAIN_LONGEST);
    }
}

/// What an effect gave; a panic in it is one of the task.
fn finished(done: Result<Vec<Event>, JoinError>) -> Vec<Event> {
    match done {
        Ok(events) => events,
        Err(ended) if ended.is_panic() => std::panic::resume_unwind(ended.into_panic()),
        Err(_) => Vec::new(),
    }
}
