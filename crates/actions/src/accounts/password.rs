//! Taking a password (YW-AUTH-04): counted before it is looked at, forgiven when it is right, outside of any
//! transaction while it is looked at.

use domain::account::{AfterWrong, LOCK_MEMORY, Login, WRONG_WINDOW, after_wrong, before_try, earlier};
use values::{Problem, Uuid};

use super::{
    host::{AccountHost, AccountTx, Digest, entity, login},
    rows::{AttemptKind, KeptPerson},
};
use crate::fault::StoreFault;

/// Whose wrong passwords are counted together: a person's, whatever name was typed; else those of the name that nobody
/// has.
pub(super) fn subject<H: AccountHost>(host: &H, person: Option<&KeptPerson>, typed: &Login) -> Digest {
    // Both digests are made either way: the same work for names that exist and names that do not.
    let of_name = login(host, typed);
    let nobody = Uuid::nil();
    let id = person.map_or(&nobody, |kept| kept.person.id.as_uuid());
    let of_person = entity(host, id);
    if person.is_some() { of_person } else { of_name }
}

/// Counts a try that begins now; its id forgives it. `AUTH_LOCKED` if it may not begin.
pub(super) async fn begin_try<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    subject: &Digest,
) -> Result<Result<Uuid, Problem>, StoreFault> {
    let now = host.now();
    let wrong = tx.attempts(AttemptKind::Password, subject, earlier(now, WRONG_WINDOW)).await?;
    let locks = tx.attempts(AttemptKind::Lock, subject, earlier(now, LOCK_MEMORY)).await?;
    if let Err(problem) = before_try(&wrong, &locks, now) {
        return Ok(Err(problem));
    }
    let id = host.next_uuid();
    tx.note_attempt(AttemptKind::Password, subject, id, now).await?;
    Ok(Ok(id))
}

/// The try was right: it and those before it no longer count.
pub(super) async fn right<H: AccountHost>(tx: &mut H::Tx, subject: &Digest) -> Result<(), StoreFault> {
    tx.clear_attempts(AttemptKind::Password, subject).await
}

/// The try was wrong. Locks with the fifth; answers what to tell.
pub(super) async fn wrong<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    subject: &Digest,
) -> Result<Problem, StoreFault> {
    let now = host.now();
    let tries = tx.attempts(AttemptKind::Password, subject, earlier(now, WRONG_WINDOW)).await?;
    let locks = tx.attempts(AttemptKind::Lock, subject, earlier(now, LOCK_MEMORY)).await?;
    match after_wrong(&tries, &locks, now) {
        AfterWrong::Wrong(problem) => Ok(problem),
        AfterWrong::Locks(problem) => {
            tx.note_attempt(AttemptKind::Lock, subject, host.next_uuid(), now).await?;
            tx.clear_attempts(AttemptKind::Password, subject).await?;
            Ok(problem)
        }
    }
}

/// Lifts a lock: a successful reset, or an operator.
pub(super) async fn lift_lock<H: AccountHost>(tx: &mut H::Tx, subject: &Digest) -> Result<(), StoreFault> {
    tx.clear_attempts(AttemptKind::Password, subject).await?;
    tx.clear_attempts(AttemptKind::Lock, subject).await
}
