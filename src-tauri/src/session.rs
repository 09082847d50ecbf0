//! What the window works on: the one open vault, the one import, and what this computer remembers.
//!
//! Reading order: this file (who may use the open vault, and how it is closed under them); `place`, `files`,
//! `preferences`, `log` (this computer); `keys`, `vault`, `backups` (the vault); `orders`, `filters`, `history`, `lines`,
//! `grid` (the work); `import` (one at a time); `account`, `sync` (the server); `idle` (what is done meanwhile).

mod clipboard;
mod computer;
mod files;
pub mod log;
mod preferences;

mod backups;
mod keys;
mod recovery;
mod vault;

mod filters;
mod grid;
mod history;
mod lines;
mod orders;

mod import;

mod account;
mod sync;

mod idle;

use std::{
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock, PoisonError, RwLock as PlainLock,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use actions::ActionError;
use desk::{
    clock::{FreshIds, SystemClock},
    desk::Desk,
    keys::{Keychain, SystemKeychain},
    remote::{Connection, Remote},
    sync::Told,
    vault::VaultError,
};
use futures_util::FutureExt as _;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedRwLockReadGuard, RwLock};
use values::{Clock as _, Code, IdSource as _, Instant, LineId, OrderId, Problem};

use self::{clipboard::Clipboard, import::Import, preferences::PreferencesFile, sync::SyncTask};
use crate::{
    place::Place,
    views::{DeskEvent, ProblemView},
};

/// What the window works on. Cloning shares it.
#[derive(Clone)]
pub struct Session(Arc<Shared>);

struct Shared {
    /// The vault's folder and the key file; a restore moves on to another folder.
    place: PlainLock<Place>,
    /// The open vault. Whoever uses it holds the lock shared, so that closing waits for them.
    open: Arc<RwLock<Option<Desk>>>,
    /// Why the vault did not open [ahead](Session::open_ahead), until somebody is told.
    refused_ahead: Mutex<Option<Box<ProblemView>>>,
    /// The window is being closed: nothing is opened any more.
    ended: AtomicBool,
    keychain: Arc<dyn Keychain>,
    /// The program that reads workbooks in a process of its own; `None` reads in this one.
    reader: Option<PathBuf>,
    import: Import,
    preferences: PreferencesFile,
    clipboard: Clipboard,
    listener: OnceLock<Box<dyn Fn(DeskEvent) + Send + Sync>>,
    /// Shows a title and a sentence outside the window.
    notices: OnceLock<Box<ShowNotice>>,
    /// Hears that the window works on another folder now.
    moves: OnceLock<Box<HearMove>>,
    /// The newest change that the screen was told of, and that idle work has seen.
    told: AtomicI64,
    seen: AtomicI64,
    /// Whether rows may wait for the search index, and whether something was written that no backup has.
    is_behind: AtomicBool,
    backup_due: AtomicBool,
    /// When somebody last asked for something, in milliseconds: idle work waits for a pause.
    asked: AtomicI64,
    wrote: Notify,
    references: FreshIds,
    /// Whether a registration that nobody touched for 30 days was deleted since the program started (YW-REG-08).
    draft_forgotten: AtomicBool,
    /// Why the session with the server ended without being asked to.
    ended_by: Mutex<Option<Problem>>,
    /// The vault's server, opened once: a client reads the system's certificates. It knows the vault's key, and goes with it.
    remote: AsyncMutex<Option<(Connection, Remote)>>,
    /// What sends and fetches while the vault is open.
    sync: SyncTask,
}

/// Shows a notification of the system: its title, and a sentence.
type ShowNotice = dyn Fn(&str, &str) + Send + Sync;

/// Hears a vault's folder.
type HearMove = dyn Fn(&Path) + Send + Sync;

/// The open vault in somebody's hands: it is not closed before this is dropped.
pub(crate) type OpenDesk = OwnedRwLockReadGuard<Option<Desk>, Desk>;

/// A command's answer; a refusal crosses as its problem.
pub type Answer<T> = Result<T, Box<ProblemView>>;

impl Session {
    /// A session on a vault, which is not touched yet.
    pub fn on(place: Place) -> Self {
        Self::with(place, Arc::new(SystemKeychain), std::env::current_exe().ok())
    }

    fn with(place: Place, keychain: Arc<dyn Keychain>, reader: Option<PathBuf>) -> Self {
        let preferences = PreferencesFile::in_folder(&place.data);
        Self(Arc::new(Shared {
            place: PlainLock::new(place),
            open: Arc::default(),
            refused_ahead: Mutex::default(),
            ended: AtomicBool::new(false),
            keychain,
            reader,
            import: Import::default(),
            preferences,
            clipboard: Clipboard::default(),
            listener: OnceLock::new(),
            notices: OnceLock::new(),
            moves: OnceLock::new(),
            told: AtomicI64::new(0),
            seen: AtomicI64::new(0),
            is_behind: AtomicBool::new(false),
            backup_due: AtomicBool::new(false),
            asked: AtomicI64::new(0),
            wrote: Notify::new(),
            references: FreshIds::default(),
            draft_forgotten: AtomicBool::new(false),
            ended_by: Mutex::default(),
            remote: AsyncMutex::default(),
            sync: SyncTask::default(),
        }))
    }

    /// Says who hears what happens by itself. The first listener stays.
    pub fn listen(&self, hear: impl Fn(DeskEvent) + Send + Sync + 'static) {
        // A second listener would mean two windows on one session, which are never built.
        drop(self.0.listener.set(Box::new(hear)));
    }

    /// Says how a person is told who looks elsewhere. The first way stays.
    pub fn notify_by(&self, show: impl Fn(&str, &str) + Send + Sync + 'static) {
        drop(self.0.notices.set(Box::new(show)));
    }

    /// Says who hears that the window moved on to another vault. The first listener stays.
    pub fn moved_by(&self, hear: impl Fn(&Path) + Send + Sync + 'static) {
        drop(self.0.moves.set(Box::new(hear)));
    }

    fn tell(&self, event: DeskEvent) {
        if let Some(hear) = self.0.listener.get() {
            hear(event);
        }
    }

    fn place(&self) -> Place {
        self.0.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The open vault, opened now if nothing has to be typed for it.
    ///
    /// # Errors
    /// `LOCAL_VAULT_MISSING`, `LOCAL_LOCKED`, `LOCAL_KEYCHAIN` and what else a vault answers instead of opening.
    async fn desk(&self) -> Answer<OpenDesk> {
        self.0.asked.store(now().millis(), Ordering::Relaxed);
        match self.open_desk().await {
            Some(desk) => Ok(desk),
            None => match self.refused_ahead() {
                Some(refusal) => Err(refusal),
                None => self.open_untyped().await,
            },
        }
    }

    /// The vault if it is open.
    async fn open_desk(&self) -> Option<OpenDesk> {
        let open = Arc::clone(&self.0.open).read_owned().await;
        OwnedRwLockReadGuard::try_map(open, Option::as_ref).ok()
    }

    /// Runs a command. A panic becomes `INTERNAL` with its reference, so that the page never waits for ever; what was being
    /// written is rolled back.
    pub(crate) async fn guarded<T>(&self, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        match AssertUnwindSafe(work).catch_unwind().await {
            Ok(answer) => answer,
            Err(_) => Err(self.failed(&Problem::new(Code::Internal), &Panicked)),
        }
    }

    /// What follows a write that is on the disk: the screen asks again, and idle work has something to do.
    async fn wrote(&self, desk: &Desk) {
        let counter = desk.store().change_counter().await.ok();
        if let Some(counter) = counter {
            self.0.told.store(counter, Ordering::Relaxed);
        }
        self.tell(DeskEvent::Changed { revision: counter.map(|counter| counter.to_string()) });
        self.0.wrote.notify_one();
        self.0.sync.tell(Told::Edited).await;
    }

    /// The view of a failure of a verb. Of several problems the first crosses: the errors stand before the warnings.
    fn refused(&self, error: ActionError) -> Box<ProblemView> {
        match error {
            ActionError::Refused(problems) => {
                let first = problems.iter().find(|problem| problem.is_error()).or(problems.first());
                // A verb that refuses says why.
                refusal(first.cloned().unwrap_or_else(|| Problem::new(Code::Internal)))
            }
            ActionError::Store(fault) => self.failed(&fault.problem, &fault),
        }
    }

    /// The view of a failure of a read.
    fn unread(&self, error: desk::StoreError) -> Box<ProblemView> {
        self.failed(&error.problem(), &error)
    }

    /// The view of a failure of the vault.
    fn shut(&self, error: VaultError) -> Box<ProblemView> {
        self.failed(&error.problem(), &error)
    }

    /// The view of a failure. An unexpected one is logged here, once, under the reference that the screen shows.
    fn failed(&self, problem: &Problem, error: &(dyn std::error::Error + 'static)) -> Box<ProblemView> {
        if problem.code != Code::Internal {
            return refusal(problem.clone());
        }
        let reference = self.0.references.next_uuid().simple().to_string();
        let reference = &reference[reference.len() - 8..];
        tracing::error!(reference, error, "unexpected fault");
        refusal(problem.clone().with("request_id", reference))
    }
}

/// A command ended by a panic; where, stands in the log before.
#[derive(Debug, thiserror::Error)]
#[error("ended by a panic")]
struct Panicked;

fn now() -> Instant {
    SystemClock.now()
}

/// The China time of a write that was just done, `HH:MM:SS`.
fn saved_at() -> String {
    crate::views::time_of_day(&now().china_text())
}

fn refusal(problem: Problem) -> Box<ProblemView> {
    Box::new(ProblemView::of(&problem))
}

fn order_id(text: &str) -> Answer<OrderId> {
    OrderId::parse(text).map_err(refusal)
}

fn line_id(text: &str) -> Answer<LineId> {
    LineId::parse(text).map_err(refusal)
}

#[cfg(test)]
mod tests;
