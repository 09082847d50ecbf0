//! What was done: 变更记录, 导入记录, and taking steps back (CM-AUD-01, YW-IMP-16; DECISIONS, Undo).

use std::collections::HashMap;

use actions::Undone;
use actions::{ActionError, Done, Host as _};
use values::{Code, LineId, Problem};

use super::{Answer, Session, order_id, refusal, saved_at};
use crate::views::{
    ChangeView, HistoryPage, ImportRecordView, ProblemView, StepView, UndoneView, history::lines_named,
};

/// Changes on a page of the history.
const CHANGES: u32 = 50;

impl Session {
    /// A page of an order's history, newest first. A deleted order has one too.
    ///
    /// # Errors
    /// `ID_INVALID` for a page that is none; those of the store.
    pub async fn history(&self, id: &str, next: Option<&str>) -> Answer<HistoryPage> {
        let id = order_id(id)?;
        let before = next.map(str::parse::<i64>).transpose();
        let before = before.map_err(|_| refusal(Problem::new(Code::IdInvalid).in_field("next")))?;
        let desk = self.desk().await?;
        let unread = |error| self.unread(error);
        let mut entries = desk.store().history(id, before, CHANGES + 1).await.map_err(unread)?;
        let is_more = entries.len() > CHANGES as usize;
        entries.truncate(CHANGES as usize);
        let next = entries.last().filter(|_| is_more).map(|entry| entry.seq.to_string());
        let named: Vec<LineId> = entries.iter().flat_map(lines_named).collect();
        let positions = desk.store().positions_of(id, &named).await.map_err(unread)?;
        let numbers: HashMap<LineId, u32> = named
            .into_iter()
            .zip(positions)
            .filter_map(|(line, position)| Some((line, u32::try_from(position?).ok()?)))
            .collect();
        let changes = entries.iter().map(|entry| ChangeView::of(entry, desk.actor(), &numbers)).collect();
        Ok(HistoryPage { changes, next })
    }

    /// The imports into an order, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn import_records(&self, id: &str) -> Answer<Vec<ImportRecordView>> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let records = desk.store().import_records(id).await.map_err(|error| self.unread(error))?;
        Ok(records.iter().map(ImportRecordView::of).collect())
    }

    /// Takes the last step on an order back.
    ///
    /// # Errors
    /// `UNDO_NONE`, `UNDO_CHANGED`, the locks of §19.4; those of the store.
    pub async fn undo(&self, id: &str) -> Answer<UndoneView> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let undone = self.turned(actions::undo(&*desk, id).await)?;
        self.wrote(&desk).await;
        Ok(undone)
    }

    /// Does the step again that was taken back last.
    ///
    /// # Errors
    /// `REDO_NONE`, `UNDO_CHANGED`, the locks of §19.4; those of the store.
    pub async fn redo(&self, id: &str) -> Answer<UndoneView> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let redone = self.turned(actions::redo(&*desk, id).await)?;
        self.wrote(&desk).await;
        Ok(redone)
    }

    fn turned(&self, turned: Result<Done<Undone>, ActionError>) -> Answer<UndoneView> {
        let Done { value, problems } = turned.map_err(|error| self.refused(error))?;
        Ok(UndoneView {
            step: StepView { change: value.what, lines: value.lines },
            saved_at: saved_at(),
            problems: problems.iter().map(ProblemView::of).collect(),
        })
    }
}
