//! Hints: whoever listens hears at once that a firm has something new. They make sync prompt, not certain: one that is lost is
//! made good by the next poll (SYNC, Pull).
//!
//! A commit tells its own node directly. On PostgreSQL other nodes hear it through LISTEN/NOTIFY, which
//! [`Store::carry_hints`] serves on connections of its own: a NOTIFY within the commit would make all commits of the database
//! wait for each other.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::postgres::PgListener;
use tokio::sync::{Notify, broadcast};
use values::{FirmId, Uuid};

use crate::{db::Db, error::StoreError, store::Store};

/// PostgreSQL's name for what all nodes of a database hear.
const CHANNEL: &str = "xinbao_hints";

/// Hints that a slow listener may fall behind; it is told that it missed some.
const HEARD: usize = 1_024;

/// Something is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// In this firm, up to this revision.
    Firm {
        /// Which.
        firm: FirmId,
        /// Its newest revision.
        rev: i64,
    },
    /// Perhaps: hints may have been lost, so everybody looks.
    Anywhere,
}

/// What a store's clones share.
#[derive(Debug, Clone)]
pub(crate) struct Hints {
    heard: broadcast::Sender<Hint>,
    for_others: Arc<ForOthers>,
}

/// What other nodes are to hear, one line a firm.
#[derive(Debug, Default)]
struct ForOthers {
    newest: Mutex<HashMap<FirmId, i64>>,
    woken: Notify,
}

impl Default for Hints {
    fn default() -> Self {
        Self { heard: broadcast::Sender::new(HEARD), for_others: Arc::default() }
    }
}

impl Hints {
    /// A transaction of the firm was committed under this number.
    pub(crate) fn committed(&self, db: &Db, firm: FirmId, rev: i64) {
        self.tell(Hint::Firm { firm, rev });
        if matches!(db, Db::Postgres(_)) {
            let mut newest = self.for_others.newest.lock().unwrap_or_else(PoisonError::into_inner);
            newest.entry(firm).and_modify(|known| *known = (*known).max(rev)).or_insert(rev);
            drop(newest);
            self.for_others.woken.notify_one();
        }
    }

    fn tell(&self, hint: Hint) {
        // Nobody may be listening.
        let _ = self.heard.send(hint);
    }

    fn take(&self) -> Vec<String> {
        let mut newest = self.for_others.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.drain().map(|(firm, rev)| format!("{}:{rev}", firm.as_uuid().simple())).collect()
    }
}

fn read(note: &str) -> Option<Hint> {
    let (firm, rev) = note.split_once(':')?;
    let firm = FirmId::from_uuid(Uuid::try_parse(firm).ok()?);
    Some(Hint::Firm { firm, rev: rev.parse().ok()? })
}

impl Store {
    /// Hints from now on, of this node's commits and of whatever [`Store::carry_hints`] brings.
    pub fn hints(&self) -> broadcast::Receiver<Hint> {
        self.hints.heard.subscribe()
    }

    /// Exchanges hints with the other nodes, until the store is closed or the connection fails: then it is called again. With
    /// SQLite there are no others, and this never ends.
    ///
    /// # Errors
    /// `Unreachable`, `Busy`.
    pub async fn carry_hints(&self) -> Result<(), StoreError> {
        let Db::Postgres(pool) = &self.db else { return std::future::pending().await };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        // What was said before is unknown.
        self.hints.tell(Hint::Anywhere);
        loop {
            tokio::select! {
                heard = listener.try_recv() => match heard {
                    Ok(Some(note)) => {
                        if let Some(hint) = read(note.payload()) {
                            self.hints.tell(hint);
                        }
                    }
                    // The connection broke and comes back by itself.
                    Ok(None) => self.hints.tell(Hint::Anywhere),
                    Err(sqlx::Error::PoolClosed) => return Ok(()),
                    Err(error) => return Err(error.into()),
                },
                () = self.hints.for_others.woken.notified() => {
                    let notes = self.hints.take();
                    sqlx::query("SELECT pg_notify($1, note) FROM unnest($2::text[]) AS note")
                        .bind(CHANNEL)
                        .bind(notes)
                        .execute(pool)
                        .await?;
                }
            }
        }
    }
}
