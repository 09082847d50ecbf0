//! Accounts: what comes before a session, and what a session stands on. Belongs to no firm: whoever signs in has no
//! session yet that could name one. Each function is reached by a key that a session or a secret gave, never by one that a
//! request named, except for sign-in names, which are what a visitor has.

mod answers;
mod attempts;
mod audit;
mod captchas;
mod codes;
mod directory;
mod notices;
mod people;
mod registrations;
mod sessions;
mod settings;
mod sweep;
mod tx;

pub use sweep::Swept;

use actions::{Actor, accounts::Session};
use domain::account::AccountKind;
use values::{Code, Problem};

use crate::{DataKey, FirmScope, Store, db::Conn, error::StoreError};

/// A transaction over accounts. Dropped without commit, it rolls back.
pub struct AccountsTx {
    conn: Conn,
    key: DataKey,
    /// What makes a SELECT hold its rows until the commit; nothing where one only looks.
    hold: &'static str,
}

impl std::fmt::Debug for AccountsTx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountsTx")
    }
}

impl Store {
    /// Begins a transaction that writes accounts.
    ///
    /// # Errors
    /// `Unreachable`, `Busy`.
    pub async fn accounts(&self) -> Result<AccountsTx, StoreError> {
        let conn = self.db.write().await?;
        let hold = conn.for_update();
        Ok(AccountsTx { conn, key: self.key.clone(), hold })
    }

    /// Begins a transaction that only looks at accounts, all of one moment. What it would write is refused.
    ///
    /// # Errors
    /// `Unreachable`, `Busy`.
    pub async fn accounts_read(&self) -> Result<AccountsTx, StoreError> {
        Ok(AccountsTx { conn: self.db.read().await?, key: self.key.clone(), hold: "" })
    }

    /// Whether the database answers at all.
    ///
    /// # Errors
    /// `Unreachable`, `Busy`.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut conn = self.db.read().await?;
        crate::db::sql("SELECT CAST(1 AS BIGINT) AS one").one(&mut conn).await?.get::<i64>("one").map(|_| ())
    }
}

impl FirmScope {
    /// The scope of a session that was just looked up.
    ///
    /// # Errors
    /// `FORBIDDEN` for people who belong to no firm.
    pub fn of(session: &Session) -> Result<Self, Problem> {
        if session.account.kind != AccountKind::Firm {
            return Err(Problem::new(Code::Forbidden));
        }
        let actor = Actor { person: session.person.id, device: session.device };
        Ok(Self::of_session(session.account.id.as_firm(), actor))
    }
}
