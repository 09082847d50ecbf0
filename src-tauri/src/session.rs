//! The one desk behind the window: opened when it is first asked for, and asked for again after a refusal, so that a
//! vault that is made meanwhile is simply there.

use std::sync::Arc;

use actions::Host as _;
use desk::{
    clock::FreshIds,
    desk::Desk,
    keys::{KeyFile, LockText, SystemKeychain},
    vault::{Unlock, Vault, VaultError},
};
use tauri::async_runtime::Mutex;
use values::{Code, IdSource as _, OrderId, Problem};

use crate::{
    place::Place,
    views::{
        Beside, KeepingView, LineView, LinesPage, OrderPage, OrderQuery, OrderView, PageQuery, ProblemView,
        VaultState, VaultView,
    },
};

/// What the window works on.
pub struct Session {
    place: Place,
    desk: Mutex<Option<Arc<Desk>>>,
    references: FreshIds,
}

impl Session {
    /// A session on a vault, which is not touched yet.
    pub fn on(place: Place) -> Self {
        Self { place, desk: Mutex::new(None), references: FreshIds::default() }
    }

    /// Whether orders can be read, and if not, why.
    pub async fn vault(&self) -> VaultView {
        let problem = self.desk(None).await.err();
        let doors = Vault::doors(&self.place.folder).ok();
        let state = match problem.as_ref().map(|problem| problem.code.as_str()) {
            None => VaultState::Open,
            Some("LOCAL_VAULT_MISSING") => VaultState::Missing,
            Some("LOCAL_LOCKED") => VaultState::Locked,
            Some(_) => VaultState::Closed,
        };
        VaultView {
            state,
            folder: self.place.folder.display().to_string(),
            keeping: doors.as_ref().map(|_| KeepingView::Keychain),
            has_lock: doors.as_ref().is_some_and(|doors| doors.lock),
            recovery_kept: true,
            keychain_answers: true,
            problem: problem.filter(|_| state != VaultState::Missing),
        }
    }

    /// Closes the vault before the program ends.
    pub async fn close(&self) {
        if let Some(desk) = self.desk.lock().await.take().and_then(Arc::into_inner) {
            desk.lock().await;
        }
    }

    /// Opens a vault that has a lock.
    ///
    /// # Errors
    /// `LOCAL_LOCK_FORMAT`, `LOCAL_LOCK_WRONG`, `LOCAL_LOCK_SPENT`, and those of [`Session::orders`].
    pub async fn unlock(&self, typed: String) -> Result<(), ProblemView> {
        let lock = LockText::new(typed).map_err(|error| ProblemView::of(&error.problem()))?;
        self.desk(Some(lock)).await.map(drop)
    }

    /// A page of the order list (YW-ORD-01).
    ///
    /// # Errors
    /// `LOCAL_VAULT_MISSING`, `LOCAL_LOCKED`, `LOCAL_KEYCHAIN` and what else a vault answers instead of opening;
    /// `LOCAL_STORE_DAMAGED`, `INTERNAL`.
    pub async fn orders(&self, query: OrderQuery) -> Result<OrderPage, ProblemView> {
        let desk = self.desk(None).await?;
        let query = query.on(&desk).map_err(|problem| ProblemView::of(&problem))?;
        let page = desk.store().list_orders(&query).await;
        Ok(OrderPage::of(&page.map_err(|error| ProblemView::of(&error.problem()))?))
    }

    /// One order without its lines.
    ///
    /// # Errors
    /// `NOT_FOUND`, and those of [`Session::orders`].
    pub async fn order(&self, id: &str) -> Result<OrderView, ProblemView> {
        let desk = self.desk(None).await?;
        let id = OrderId::parse(id).map_err(|problem| ProblemView::of(&problem))?;
        let unreadable = |error: desk::StoreError| self.told(&error, error.problem());
        let order = desk.store().order(id).await.map_err(unreadable)?.filter(|order| !order.deleted);
        let order = order.ok_or_else(|| ProblemView::of(&Problem::new(Code::NotFound)))?;
        Ok(OrderView::of(&order, Beside::default()))
    }

    /// A page of an order's lines.
    ///
    /// # Errors
    /// Those of [`Session::order`].
    pub async fn lines(&self, id: &str, page: PageQuery) -> Result<LinesPage, ProblemView> {
        let desk = self.desk(None).await?;
        let id = OrderId::parse(id).map_err(|problem| ProblemView::of(&problem))?;
        let unreadable = |error: desk::StoreError| self.told(&error, error.problem());
        let revision = desk.store().change_counter().await.map_err(unreadable)?;
        let order = desk.store().order(id).await.map_err(unreadable)?.filter(|order| !order.deleted);
        let order = order.ok_or_else(|| ProblemView::of(&Problem::new(Code::NotFound)))?;
        let found = desk.store().lines_page(id, page.offset, page.rows()).await.map_err(unreadable)?;
        let context = order.line_context(desk.today());
        Ok(LinesPage {
            lines: found.lines.iter().map(|line| LineView::of(line, context)).collect(),
            total: u32::try_from(found.total).expect("an order has at most 100,000 lines"),
            revision: revision.to_string(),
        })
    }

    /// The open desk, opened now if it is not.
    async fn desk(&self, lock: Option<LockText>) -> Result<Arc<Desk>, ProblemView> {
        let mut open = self.desk.lock().await;
        if let Some(desk) = open.as_ref() {
            return Ok(Arc::clone(desk));
        }
        let opened = self.open(lock).await.map_err(|error| ProblemView::of(&error.problem()))?;
        Ok(Arc::clone(open.insert(Arc::new(opened))))
    }

    /// The view of a failure. An unexpected one is logged here, once, under the reference that the screen shows.
    fn told(&self, error: &(dyn std::error::Error + 'static), problem: Problem) -> ProblemView {
        if problem.code != Code::Internal {
            return ProblemView::of(&problem);
        }
        let reference = self.references.next_uuid().simple().to_string();
        let reference = &reference[reference.len() - 8..];
        tracing::error!(reference, error, "unexpected fault");
        ProblemView::of(&problem.with("request_id", reference))
    }

    async fn open(&self, lock: Option<LockText>) -> Result<Desk, VaultError> {
        let doors = Vault::doors(&self.place.folder)?;
        let unlock = match (&self.place.key_file, lock) {
            (Some(path), lock) => Unlock::KeyFile { file: KeyFile::read(path)?, lock },
            (None, Some(password)) if !doors.keychain => Unlock::Password(password),
            (None, lock) => Unlock::Keychain { chain: Arc::new(SystemKeychain), lock },
        };
        Ok(Desk::open(Vault::open(&self.place.folder, unlock).await?).await?)
    }
}

#[cfg(test)]
mod tests;
