//! What is done while nobody asks for anything: the search index and the merchants to choose from catch up, the log of the database is emptied, the day
//! gets its backup, and what another program wrote is noticed.

use std::{panic::AssertUnwindSafe, sync::atomic::Ordering, time::Duration};

use actions::Host as _;
use desk::{backup::Backups, desk::Desk};
use futures_util::FutureExt as _;

use super::{Session, now};
use crate::views::DeskEvent;

/// How often another program's writes are looked for.
const LOOK: Duration = Duration::from_secs(1);
/// Rows that one step brings into the search index, unless somebody waits to write: whoever closes the vault waits for it.
const INDEX_ROWS: usize = 2_048;
/// After a command nothing is done for so long: people type in bursts.
const PAUSE: Duration = Duration::from_millis(250);

impl Session {
    /// Runs until the session is closed. The program starts it once.
    pub async fn idle(&self) {
        while !self.0.ended.load(Ordering::SeqCst) {
            // A panic stands in the log; idle work goes on with the next look.
            match AssertUnwindSafe(self.idle_step()).catch_unwind().await.unwrap_or(Next::Wait) {
                Next::Now => tokio::task::yield_now().await,
                Next::After(pause) => tokio::time::sleep(pause).await,
                // Either somebody writes here, or it is time to look what others did.
                Next::Wait => drop(tokio::time::timeout(LOOK, self.0.wrote.notified()).await),
            }
        }
    }

    /// One small piece of work. Whoever closes the vault waits for no more than that.
    async fn idle_step(&self) -> Next {
        let Some(desk) = self.open_desk().await else { return Next::Wait };
        self.look(&desk).await;
        // Index, log and backup are writes: there is nothing to do for a vault that can only be read.
        if desk.store().is_read_only() || !self.0.is_behind.load(Ordering::Relaxed) {
            return Next::Wait;
        }
        let since = now().millis() - self.0.asked.load(Ordering::Relaxed);
        if (0..PAUSE.as_millis() as i64).contains(&since) {
            return Next::After(PAUSE);
        }
        match desk.store().index_step(INDEX_ROWS).await {
            Ok(indexed) if indexed.left > 0 || indexed.is_merging => return Next::Now,
            Ok(_) => {}
            // Tried again with the next write.
            Err(error) => tracing::warn!(%error, "search index"),
        }
        match desk.store().count_merchants(INDEX_ROWS).await {
            Ok(1..) => return Next::Now,
            Ok(0) => {}
            Err(error) => tracing::warn!(%error, "merchants"),
        }
        self.0.is_behind.store(false, Ordering::Relaxed);
        self.settle(&desk).await;
        Next::Wait
    }

    /// Notices what was written since the last look, and tells the screen what it has not heard of.
    async fn look(&self, desk: &Desk) {
        let Ok(counter) = desk.store().change_counter().await else { return };
        if self.0.seen.swap(counter, Ordering::Relaxed) != counter {
            self.0.is_behind.store(true, Ordering::Relaxed);
            self.0.backup_due.store(true, Ordering::Relaxed);
        }
        if self.0.told.swap(counter, Ordering::Relaxed) != counter {
            self.tell(DeskEvent::Changed { revision: Some(counter.to_string()) });
        }
    }

    /// Everything is indexed: the database's log moves into the database, and the day gets its backup.
    async fn settle(&self, desk: &Desk) {
        if let Err(error) = desk.store().checkpoint().await {
            tracing::warn!(%error, "checkpoint");
        }
        if self.0.backup_due.swap(false, Ordering::Relaxed)
            && let Err(error) = Backups::daily(desk.vault(), desk.now()).await
        {
            tracing::warn!(%error, "daily backup");
        }
    }
}

/// When the next piece is due.
enum Next {
    Now,
    After(Duration),
    Wait,
}
