//! Sweeping out what is over: nothing here is needed for an answer any more.

use std::time::Duration;

use domain::account::{LOCK_MEMORY, REFRESH_LIFE, earlier};
use values::Instant;

use crate::{Store, db::sql, error::StoreError};

/// How many rows went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Captchas, codes, attempts, kept answers, failed registrations.
    pub passing: u64,
    /// Tokens and sessions.
    pub sessions: u64,
}

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);

impl Store {
    /// Removes what is over.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn sweep_accounts(&self, now: Instant) -> Result<Swept, StoreError> {
        let mut conn = self.db.write().await?;
        let mut swept = Swept::default();
        // A lock is remembered for a day and lasts a day at most; attempts of a China day end with it.
        let attempts = earlier(now, LOCK_MEMORY + HOUR);
        for (statement, before) in [
            ("DELETE FROM captchas WHERE made_at < $1", earlier(now, HOUR)),
            ("DELETE FROM sms_codes WHERE sent_at < $1", earlier(now, DAY)),
            ("DELETE FROM attempts WHERE at < $1", attempts),
            ("DELETE FROM kept_answers WHERE until_at < $1", now),
            // Nothing of a registration that was not activated is needed after its 30 minutes; the trail has the rest.
            ("DELETE FROM registrations WHERE state <> 'activated' AND at < $1", earlier(now, 2 * DAY)),
        ] {
            swept.passing += sql(statement).bind(before).run(&mut conn).await?;
        }
        sql("DELETE FROM attempt_subjects WHERE last_at < $1 AND NOT EXISTS (SELECT 1 FROM attempts a \
             WHERE a.kind = attempt_subjects.kind AND a.subject = attempt_subjects.subject)")
        .bind(earlier(attempts, LOCK_MEMORY))
        .run(&mut conn)
        .await?;
        // A used token is kept as long as its family could live, so that its second use is noticed.
        let dead = earlier(now, 2 * REFRESH_LIFE);
        for statement in [
            "DELETE FROM tokens WHERE issued_at < $1",
            "DELETE FROM sessions WHERE last_used_at < $1 AND NOT EXISTS \
             (SELECT 1 FROM tokens t WHERE t.session = sessions.id)",
        ] {
            swept.sessions += sql(statement).bind(dead).run(&mut conn).await?;
        }
        conn.commit().await?;
        Ok(swept)
    }
}
