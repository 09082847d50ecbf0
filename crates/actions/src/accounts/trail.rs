//! Looking into the audit trail of an account (CM-AUD-01): operators into anybody's, owners into their own firm's.

use domain::account::Right;
use values::{AccountId, Code, Day, PersonId, Problem};

use super::{
    authenticate::Session,
    host::{AccountHost, AccountTx},
    rows::TrailEntry,
};
use crate::fault::ActionError;

/// Which entries are meant.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// Only of this action.
    pub action: Option<String>,
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only those that ended with a code.
    pub only_refused: bool,
    /// From this China day on.
    pub from: Option<Day>,
    /// Up to this one.
    pub to: Option<Day>,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct TrailRequest {
    /// Whose trail; one's own if it is none.
    pub account: Option<AccountId>,
    /// Which entries.
    pub filter: TrailFilter,
    /// Entries before this number.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// Entries of a trail, newest first, and whether there are older ones.
///
/// `FORBIDDEN`; `NOT_FOUND` for an account that is not there.
pub async fn read_trail<H: AccountHost>(
    host: &H,
    session: &Session,
    request: &TrailRequest,
) -> Result<(Vec<TrailEntry>, bool), ActionError> {
    let account = match request.account {
        Some(account) => {
            session.check(Right::Operate)?;
            account
        }
        None => {
            session.check(Right::Administer)?;
            session.own()
        }
    };
    let mut tx = host.look().await?;
    if tx.account(account).await?.is_none() {
        return Err(Problem::new(Code::NotFound).into());
    }
    let before = request.before.unwrap_or(i64::MAX);
    let mut entries = tx.trail(account, &request.filter, before, request.limit + 1).await?;
    let more = entries.len() > request.limit as usize;
    entries.truncate(request.limit as usize);
    Ok((entries, more))
}
