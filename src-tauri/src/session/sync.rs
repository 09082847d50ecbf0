//! What waits, what must be decided, and the task that sends and fetches (CM-OFF-02, CM-SYNC).

mod export;
mod task;

use std::collections::HashMap;

use actions::Host as _;
use desk::{
    desk::Desk,
    remote::{Connection, note_decided},
    sync::decide::{self, Take as Chosen, decide},
};
use values::{Code, LineId, MutationId, OrderId, Problem};

pub(super) use self::task::SyncTask;
use super::{Answer, Session, refusal};
use crate::views::{
    AttentionPage, AttentionRow, AttentionView, Decision, OutboxPage, OutboxRow, PageQuery, SyncState,
    SyncView, Take,
    attention::{LineFacts, lines_named},
};

/// Rows of a page, at most.
const ROWS_MAX: u32 = 200;
/// Lines of a conflict whose place and content are looked up; a longer one names the others by their fields alone.
const LINES_MAX: usize = 200;

impl Session {
    /// How things stand, for the status bar (CM-OFF-02).
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn sync_state(&self) -> Answer<SyncView> {
        let desk = self.desk().await?;
        // Counted now: the task may not run, and what was typed a moment ago waits as well.
        let counts = desk.store().sync_counts().await.map_err(|error| self.unread(error))?;
        let told = self.0.sync.status().await;
        let now = desk.now();
        let age = counts.oldest_at.map(|at| seconds(now.millis() - at.millis()));
        Ok(SyncView {
            online: told.engine.online,
            working: told.engine.working,
            retrying: told.engine.retrying,
            waiting: count(counts.waiting),
            oldest_seconds: age,
            synced_at: told.synced_at.map(|at| at.china_text()),
            attention: count(counts.attention),
            stopped: told.engine.stopped.as_ref().map(crate::views::ProblemView::of),
        })
    }

    /// 立即同步: at once, and past whatever stopped it. Answers when the round is done.
    ///
    /// # Errors
    /// `SERVER_NOT_CONNECTED`, `AUTH_REQUIRED`, `NET_REQUIRED`, or why it stands still; those of the vault.
    pub async fn sync_now(&self) -> Answer<()> {
        {
            let desk = self.desk().await?;
            self.keep_syncing(&desk).await?;
        }
        let Some(now) = self.0.sync.round().await else {
            let connected = self.connection().await?.server.is_some();
            let code = if connected { Code::AuthRequired } else { Code::ServerNotConnected };
            return Err(refusal(Problem::new(code)));
        };
        if let Some(stopped) = now.engine.stopped {
            return Err(refusal(stopped));
        }
        if !now.engine.signed_in {
            return Err(refusal(Problem::new(Code::AuthRequired)));
        }
        // An answer of two minutes ago is no answer to what was asked for now.
        if !now.engine.online || now.engine.retrying {
            return Err(refusal(Problem::new(Code::NetRequired)));
        }
        Ok(())
    }

    /// The orders that wait, the oldest first.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn outbox(&self, page: PageQuery) -> Answer<OutboxPage> {
        let desk = self.desk().await?;
        let found = desk.store().waiting_orders(page.offset, page.limit.min(ROWS_MAX)).await;
        let (rows, total) = found.map_err(|error| self.unread(error))?;
        let now = desk.now();
        Ok(OutboxPage { rows: rows.iter().map(|row| OutboxRow::of(row, now)).collect(), total: count(total) })
    }

    /// What a person must decide, the newest first.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn attention_list(&self, page: PageQuery) -> Answer<AttentionPage> {
        let desk = self.desk().await?;
        let found = desk.store().attention(None, page.offset, page.limit.min(ROWS_MAX)).await;
        let (rows, total) = found.map_err(|error| self.unread(error))?;
        Ok(AttentionPage { rows: rows.iter().map(AttentionRow::of).collect(), total: count(total) })
    }

    /// One of them in full.
    ///
    /// # Errors
    /// `ID_INVALID`; `NOT_FOUND` if it was decided; those of the vault and the store.
    pub async fn attention_item(&self, id: &str) -> Answer<AttentionView> {
        let id = MutationId::parse(id).map_err(refusal)?;
        let desk = self.desk().await?;
        let item = desk.store().attention_item(id).await.map_err(|error| self.unread(error))?;
        let item = item.filter(|item| !item.entry.settled);
        let item = item.ok_or_else(|| refusal(Problem::new(Code::NotFound).in_field("id")))?;
        let facts = self.facts_of(&desk, item.entry.order, &lines_named(&item)).await?;
        Ok(AttentionView::of(&item, desk.actor(), &facts))
    }

    /// Decides one of them: a choice for each thing that both sides changed, or one for all that was refused.
    ///
    /// # Errors
    /// `ID_INVALID`, `NOT_FOUND`, `REQ_MALFORMED`, `SYNC_OP_HELD`, `LINE_LINKED`, `LINE_LIMIT`, `ORD_STATE`, the locks of §19.4; those
    /// of the store.
    pub async fn resolve_attention(&self, id: &str, decisions: &[Decision]) -> Answer<()> {
        let id = MutationId::parse(id).map_err(refusal)?;
        let desk = self.desk().await?;
        let choices = in_order(decisions).map_err(refusal)?;
        decide(&desk, id, &choices).await.map_err(|error| self.refused(error))?;
        note_decided(desk.store(), id).await.map_err(|error| self.served(error))?;
        self.wrote(&desk).await;
        self.moved_with_server();
        self.tell_decided();
        Ok(())
    }

    /// Tells the server what was decided here, so that other computers list it no longer. Nobody waits for it: what cannot be
    /// told now is told after the next news of the server.
    pub(super) fn tell_decided(&self) {
        let session = self.clone();
        tokio::spawn(async move {
            let remote = match session.open_desk().await {
                Some(desk) => session.remote_of(&desk).await,
                None => return,
            };
            if let Ok(Some(remote)) = remote
                && let Err(error) = remote.tell_decided().await
            {
                tracing::info!(%error, "the server was not told of what was decided");
            }
        });
    }

    /// Where each of these lines stands, and what tells it apart.
    async fn facts_of(
        &self,
        desk: &Desk,
        order: OrderId,
        lines: &[LineId],
    ) -> Answer<HashMap<LineId, LineFacts>> {
        let lines = &lines[..lines.len().min(LINES_MAX)];
        let positions = desk.store().positions_of(order, lines).await.map_err(|error| self.unread(error))?;
        let mut facts = HashMap::with_capacity(lines.len());
        for (&line, position) in lines.iter().zip(positions) {
            let Some(number) = position.and_then(|at| u32::try_from(at).ok()) else { continue };
            let page = desk.store().lines_page(order, number.saturating_sub(1), 1).await;
            let page = page.map_err(|error| self.unread(error))?;
            let texts =
                page.lines.first().map(|placed| LineFacts::texts_of(&placed.line)).unwrap_or_default();
            facts.insert(line, LineFacts { number: Some(number), texts });
        }
        Ok(facts)
    }

    /// Whether this vault has a server: without one nothing waits for it.
    pub(super) async fn is_joined(&self, desk: &Desk) -> Answer<bool> {
        let connection = Connection::of(desk.store()).await.map_err(|error| self.served(error))?;
        Ok(connection.is_some())
    }

    /// How much of each order must be decided; `None` without a server.
    pub(super) async fn needed(&self, desk: &Desk) -> Answer<Option<HashMap<OrderId, i64>>> {
        if !self.is_joined(desk).await? {
            return Ok(None);
        }
        let unread = |error| self.unread(error);
        let mut needed = HashMap::new();
        // Nearly always there is nothing, and never much.
        if desk.store().sync_counts().await.map_err(unread)?.attention > 0 {
            let (entries, _) = desk.store().attention(None, 0, ROWS_MAX).await.map_err(unread)?;
            for entry in entries {
                *needed.entry(entry.order).or_insert(0) += 1;
            }
        }
        Ok(Some(needed))
    }

    /// How one order stands with the server.
    pub(super) async fn sync_of(&self, desk: &Desk, order: OrderId) -> Answer<SyncState> {
        if !self.is_joined(desk).await? {
            return Ok(SyncState::Local);
        }
        let unread = |error| self.unread(error);
        let (_, needed) = desk.store().attention(Some(order), 0, 1).await.map_err(unread)?;
        let waiting = desk.store().order_waits(order).await.map_err(unread)?;
        Ok(SyncState::of(waiting, needed))
    }
}

/// The choices in the order of the conflicts, whose keys are their places; for a refusal the one key is empty.
///
/// # Errors
/// `REQ_MALFORMED` for keys that are none, or not each once.
fn in_order(decisions: &[Decision]) -> Result<Vec<decide::Take>, Problem> {
    let malformed = || Problem::new(Code::ReqMalformed).in_field("decisions");
    let mut choices: Vec<Option<Chosen>> = vec![None; decisions.len()];
    for Decision { key, take } in decisions {
        let at: usize = if key.is_empty() { 0 } else { key.parse().map_err(|_| malformed())? };
        let place = choices.get_mut(at).filter(|place| place.is_none()).ok_or_else(malformed)?;
        *place = Some(match take {
            Take::Mine => Chosen::Mine,
            Take::Theirs => Chosen::Theirs,
        });
    }
    choices.into_iter().collect::<Option<Vec<_>>>().ok_or_else(malformed)
}

pub(super) fn count(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

/// Whole seconds; a clock that went back makes none.
pub(super) fn seconds(millis: i64) -> u32 {
    count(millis / 1_000)
}
