//! Notices and training (YW-HELP-02): operators publish them, everybody reads them.

use domain::{
    account::Right,
    notice::{Notice, NoticeContent, TypedNotice},
};
use values::{Code, NoticeId, Problem};

use super::{
    audit,
    authenticate::Session,
    host::{AccountHost, AccountTx, Answer},
};
use crate::fault::ActionError;

/// A notice as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNotice {
    /// The notice.
    pub notice: Notice,
    /// Whether the reader has read it as it is now; never for a visitor.
    pub is_read: bool,
}

/// Publishes a notice.
///
/// `FORBIDDEN`; the codes of [`NoticeContent::parse`].
pub async fn publish_notice<H: AccountHost>(
    host: &H,
    session: &Session,
    typed: &TypedNotice,
) -> Result<NoticeId, ActionError> {
    session.check(Right::Operate)?;
    let content = NoticeContent::parse(typed).map_err(ActionError::Refused)?;
    let (id, now) = (NoticeId::from_uuid(host.next_uuid()), host.now());
    let mut tx = host.begin().await?;
    let notice = Notice { id, content, published_at: now, changed_at: now, withdrawn_at: None };
    tx.put_notice(&notice).await?;
    let entry = audit::by(host, session, "publish_notice").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Notice(id)).await?;
    Ok(id)
}

/// Changes a notice. Who has read it before has to read it again.
///
/// `FORBIDDEN`, `NOT_FOUND` also for one that was taken back; the codes of [`NoticeContent::parse`].
pub async fn change_notice<H: AccountHost>(
    host: &H,
    session: &Session,
    id: NoticeId,
    typed: &TypedNotice,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let content = NoticeContent::parse(typed).map_err(ActionError::Refused)?;
    let mut tx = host.begin().await?;
    let notice = standing(&mut tx, id).await?;
    tx.put_notice(&Notice { content, changed_at: host.now(), ..notice }).await?;
    let entry = audit::by(host, session, "change_notice").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Takes a notice back.
///
/// `FORBIDDEN`, `NOT_FOUND` also for one that was taken back before.
pub async fn withdraw_notice<H: AccountHost>(
    host: &H,
    session: &Session,
    id: NoticeId,
) -> Result<(), ActionError> {
    session.check(Right::Operate)?;
    let mut tx = host.begin().await?;
    let notice = standing(&mut tx, id).await?;
    tx.put_notice(&Notice { withdrawn_at: Some(host.now()), ..notice }).await?;
    let entry = audit::by(host, session, "withdraw_notice").of(id.as_uuid());
    audit::finish(host, tx, entry, &Answer::Done).await
}

/// Everything that was ever published, newest first, before a notice; and whether there is more.
///
/// `FORBIDDEN`.
pub async fn list_notices<H: AccountHost>(
    host: &H,
    session: &Session,
    before: Option<NoticeId>,
    limit: u32,
) -> Result<(Vec<Notice>, bool), ActionError> {
    session.check(Right::Operate)?;
    let mut notices = host.look().await?.notices(before, limit + 1).await?;
    let more = notices.len() > limit as usize;
    notices.truncate(limit as usize);
    Ok((notices, more))
}

/// What is shown today, newest first, to a visitor or to somebody who is signed in.
pub async fn shown_notices<H: AccountHost>(
    host: &H,
    session: Option<&Session>,
) -> Result<Vec<ShownNotice>, ActionError> {
    let reader = session.map(|session| session.person.id);
    Ok(host.look().await?.shown_notices(host.today(), reader).await?)
}

/// Remembers that somebody has read a notice. Reading it again changes nothing.
///
/// `NOT_FOUND`.
pub async fn read_notice<H: AccountHost>(
    host: &H,
    session: &Session,
    id: NoticeId,
) -> Result<(), ActionError> {
    session.check_settled()?;
    let mut tx = host.begin().await?;
    standing(&mut tx, id).await?;
    tx.note_notice_read(session.person.id, id, host.now()).await?;
    // Nobody asks later who has read an announcement: no entry in the trail.
    Ok(tx.commit().await?)
}

async fn standing<T: AccountTx>(tx: &mut T, id: NoticeId) -> Result<Notice, ActionError> {
    let found = tx.notice(id).await?.filter(|notice| notice.withdrawn_at.is_none());
    Ok(found.ok_or_else(|| Problem::new(Code::NotFound))?)
}
