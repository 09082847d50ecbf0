//! The task that sends and fetches, for as long as the vault is open and somebody is signed in.

use desk::{
    desk::Desk,
    sync::{Surroundings, SyncHandle, SyncLock, SyncStatus, Told},
};
use tokio::sync::Mutex;

use super::super::{Answer, Session};
use crate::views::DeskEvent;

/// The running task, if there is one.
#[derive(Default)]
pub(in crate::session) struct SyncTask(Mutex<Option<SyncHandle>>);

impl SyncTask {
    /// What the task says; nothing is under way where there is none.
    pub(super) async fn status(&self) -> SyncStatus {
        self.0.lock().await.as_ref().map(|task| task.status().borrow().clone()).unwrap_or_default()
    }

    /// One round, past whatever stopped it; `None` without a task.
    pub(super) async fn round(&self) -> Option<SyncStatus> {
        // The task goes on while somebody waits for it, and can be stopped.
        let (mut status, before) = {
            let task = self.0.lock().await;
            let task = task.as_ref()?;
            let mut status = task.status();
            let before = status.borrow_and_update().rests;
            task.tell(Told::Asked);
            (status, before)
        };
        let rested = status.wait_for(|now| now.rests > before).await.map(|now| now.clone());
        Some(rested.unwrap_or_else(|_| status.borrow().clone()))
    }

    /// Tells the task something, if there is one.
    pub(in crate::session) async fn tell(&self, told: Told) {
        if let Some(task) = self.0.lock().await.as_ref() {
            task.tell(told);
        }
    }

    /// Ends the task: what is being written is written to its end.
    pub(in crate::session) async fn stop(&self) {
        let task = self.0.lock().await.take();
        if let Some(task) = task {
            task.stop().await;
        }
    }
}

impl Session {
    /// Starts the task for an open vault with a server and somebody signed in, unless it runs. Where another program of this
    /// vault does it already, that one sends what is written here as well.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::session) async fn keep_syncing(&self, desk: &Desk) -> Answer<()> {
        let mut task = self.0.sync.0.lock().await;
        if task.is_some() || desk.store().is_read_only() {
            return Ok(());
        }
        let Some(remote) = self.remote_of(desk).await? else { return Ok(()) };
        if !remote.is_signed_in().await.map_err(|error| self.served(error))? {
            return Ok(());
        }
        let lock = SyncLock::try_acquire(desk.vault().folder()).map_err(|error| self.unread(error))?;
        let Some(lock) = lock else { return Ok(()) };
        let started = SyncHandle::start(Surroundings::of(desk), remote, lock).await;
        let started = started.map_err(|error| self.unread(error))?;
        self.follow(&started);
        started.tell(Told::SignedIn);
        *task = Some(started);
        Ok(())
    }

    /// As [`Session::keep_syncing`], for whoever does not hold the vault.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub(in crate::session) async fn keep_syncing_if_open(&self) -> Answer<()> {
        match self.open_desk().await {
            Some(desk) => self.keep_syncing(&desk).await,
            None => Ok(()),
        }
    }

    /// Passes on to the screen what the task says, until it ends.
    fn follow(&self, task: &SyncHandle) {
        let (session, mut status) = (self.clone(), task.status());
        let mut pulls = status.borrow().pulls;
        tokio::spawn(async move {
            while status.changed().await.is_ok() {
                let now = status.borrow_and_update().clone();
                if let Some(stopped) = &now.engine.stopped {
                    session.note_end(stopped);
                }
                session.tell(DeskEvent::Sync);
                if now.pulls != pulls {
                    pulls = now.pulls;
                    // Rows came down; idle work has something to do, and tells the screen of the change.
                    session.0.wrote.notify_one();
                    session.tell_decided();
                }
            }
        });
    }
}
