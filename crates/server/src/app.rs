//! What a server is made of.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use store_server::Store;
use values::{Clock, FirmId, IdSource, Uuid};

use crate::{
    adapters::{Registry, Sms},
    clock::{FreshIds, SystemClock},
    files::{Files, place::Place},
    keys::Keys,
    limits::Limits,
    measure::Measure,
    passwords::Passwords,
    settings::Settings,
    simulation::{AheadClock, Simulation},
    streams::Streams,
};

/// Requests of sync count against a limit of their own, so many times as high.
const SYNC_TIMES: u32 = 10;

/// A server. Cheap to clone: clones share everything.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the clones of an [`App`] share.
pub struct Parts {
    pub(crate) store: Store,
    pub(crate) files: Files,
    pub(crate) keys: Keys,
    pub(crate) passwords: Passwords,
    pub(crate) clock: Arc<dyn Clock + Send + Sync>,
    pub(crate) ids: FreshIds,
    pub(crate) registry: Registry,
    pub(crate) sms: Sms,
    pub(crate) limits: Limits,
    /// Sync asks more often than people do: a first load is hundreds of pages in a row.
    pub(crate) sync_limits: Limits,
    /// What one firm pushes does not keep the others waiting.
    pub(crate) firm_limits: Limits<FirmId>,
    pub(crate) measure: Measure,
    pub(crate) behind_proxy: bool,
    pub(crate) min_client_version: String,
    pub(crate) simulated: bool,
    pub(crate) simulation: Simulation,
    pub(crate) heartbeat: Duration,
    pub(crate) streams: Streams,
    shown: Mutex<Shown>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

impl App {
    /// A server over an open store and a place of files.
    pub fn new(settings: &Settings, store: Store, place: Place) -> Self {
        Self::with_clock(settings, store, place, Arc::new(SystemClock))
    }

    /// The same with a clock of its own.
    pub fn with_clock(
        settings: &Settings,
        store: Store,
        place: Place,
        clock: Arc<dyn Clock + Send + Sync>,
    ) -> Self {
        let ahead = settings.movable_clock.then(|| Arc::new(AheadClock::over(clock.clone())));
        let clock = ahead.clone().map_or(clock, |ahead| ahead as Arc<dyn Clock + Send + Sync>);
        Self(Arc::new(Parts {
            keys: Keys::of(&settings.data_key),
            files: Files::new(store.clone(), place),
            store,
            passwords: Passwords::default(),
            clock,
            ids: FreshIds::default(),
            registry: settings.registry.clone(),
            sms: settings.sms.clone(),
            limits: Limits::new(settings.requests_per_minute),
            sync_limits: Limits::new(settings.requests_per_minute.saturating_mul(SYNC_TIMES)),
            firm_limits: Limits::new(settings.pushes_per_minute),
            measure: Measure::default(),
            behind_proxy: settings.behind_proxy,
            min_client_version: settings.min_client_version.clone(),
            simulated: settings.is_simulated(),
            simulation: Simulation::with(ahead),
            heartbeat: settings.heartbeat,
            streams: Streams::default(),
            shown: Mutex::default(),
        }))
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Files, for looking behind the routes.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The password hasher, whose work tests count.
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// Ends the streams that stay open, so that a server that stops need not wait for them.
    pub fn end_streams(&self) {
        self.0.streams.end();
    }

    pub(crate) fn next_uuid(&self) -> Uuid {
        self.0.ids.next_uuid()
    }

    /// Keeps what a captcha shows, for the tester; nothing is kept where all partners are live.
    pub(crate) fn show_captcha(&self, id: Uuid, text: &str) {
        if self.0.simulated {
            self.0.shown.lock().unwrap_or_else(PoisonError::into_inner).keep(id, text);
        }
    }

    /// What a captcha shows.
    pub(crate) fn shown_captcha(&self, id: Uuid) -> Option<String> {
        self.0.shown.lock().unwrap_or_else(PoisonError::into_inner).texts.get(&id).cloned()
    }
}

/// The newest captchas of a simulated server.
#[derive(Default)]
struct Shown {
    texts: BTreeMap<Uuid, String>,
    order: VecDeque<Uuid>,
}

impl Shown {
    const KEPT: usize = 1_000;

    fn keep(&mut self, id: Uuid, text: &str) {
        if self.order.len() == Self::KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.texts.remove(&oldest);
        }
        self.order.push_back(id);
        self.texts.insert(id, text.to_owned());
    }
}
