//! What the grid does to blocks of lines (YW-ORD-08 … 13). Each is one verb, one transaction, one undo step.

use actions::{ActionError, Done};
use desk::block::{self, Anchor, BlockOutcome, Direction};
use domain::LineField;
use values::LineId;

use super::{Answer, OpenDesk, Session, line_id, order_id, refusal, saved_at};
use crate::views::{
    FillDirection, FoundCell, LineRange, LinesDone, MerchantView, Paste, ProblemView, RangeSum,
};

/// Merchants that are suggested at a time.
const MERCHANTS: u32 = 8;

impl Session {
    /// Pastes what the clipboard held, over lines that are there and on behind the last one.
    ///
    /// # Errors
    /// `NOT_FOUND`, `LINE_LIMIT`, `LINE_LINKED`, `FIELD_TOO_LONG`, the locks of §19.4; those of the store.
    pub async fn paste_cells(&self, id: &str, paste: Paste) -> Answer<LinesDone> {
        let id = order_id(id)?;
        let Paste { line, columns, onto, text, html } = paste;
        let line = line.as_deref().map(line_id).transpose()?;
        let onto = onto.map(range).transpose()?;
        let columns: Vec<LineField> = columns.into_iter().map(LineField::from).collect();
        let field = columns.first().copied().unwrap_or(LineField::MerchantNo);
        let desk = self.desk().await?;
        // A table of 64 MiB takes its time.
        let parsed = tokio::task::spawn_blocking(move || block::parse(&text, html.as_deref())).await;
        let block = match parsed {
            Ok(block) => block.map_err(refusal)?,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        let anchor = Anchor { line, field };
        let pasted = desk.paste_block(id, &columns, anchor, onto.as_ref(), &block).await;
        self.blocked(&desk, pasted).await
    }

    /// Fills a range from its first row or column.
    ///
    /// # Errors
    /// As [`Session::paste_cells`].
    pub async fn fill_cells(
        &self,
        id: &str,
        cells: LineRange,
        direction: FillDirection,
    ) -> Answer<LinesDone> {
        let (id, cells) = (order_id(id)?, range(cells)?);
        let direction = match direction {
            FillDirection::Down => Direction::Down,
            FillDirection::Right => Direction::Right,
        };
        let desk = self.desk().await?;
        let filled = desk.fill(id, &cells, direction).await;
        self.blocked(&desk, filled).await
    }

    /// Empties the cells of a range.
    ///
    /// # Errors
    /// As [`Session::paste_cells`].
    pub async fn clear_cells(&self, id: &str, cells: LineRange) -> Answer<LinesDone> {
        let (id, cells) = (order_id(id)?, range(cells)?);
        let desk = self.desk().await?;
        let cleared = desk.clear(id, &cells).await;
        self.blocked(&desk, cleared).await
    }

    /// Removes the lines of some ranges.
    ///
    /// # Errors
    /// `NOT_FOUND`, `LINE_LAST`, the locks of §19.4; those of the store.
    pub async fn remove_lines(&self, id: &str, ranges: Vec<LineRange>) -> Answer<LinesDone> {
        let id = order_id(id)?;
        let ranges: Vec<block::LineRange> = ranges.into_iter().map(range).collect::<Result<_, _>>()?;
        let desk = self.desk().await?;
        let removed = desk.remove_rows(id, &ranges).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        Ok(LinesDone { removed, ..LinesDone::of(&[], &[], saved_at()) })
    }

    /// Puts a range on the system's clipboard, as text and as a table.
    ///
    /// # Errors
    /// `NOT_FOUND`, `CLIPBOARD_BUSY`; those of the store.
    pub async fn copy_cells(&self, id: &str, cells: LineRange) -> Answer<()> {
        let (id, cells) = (order_id(id)?, range(cells)?);
        let copied = {
            let desk = self.desk().await?;
            desk.copy(id, &cells).await.map_err(|error| self.refused(error))?
        };
        self.copy_text(copied.text, Some(copied.html)).await
    }

    /// What the cells of a selection come to.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn sum_cells(&self, id: &str, cells: LineRange) -> Answer<RangeSum> {
        let (id, cells) = (order_id(id)?, range(cells)?);
        let desk = self.desk().await?;
        let sums = desk.range_sums(id, &cells).await.map_err(|error| self.refused(error))?;
        Ok(RangeSum::of(sums))
    }

    /// Present places of lines, from 1; `None` for one that is gone.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn places_of(&self, id: &str, lines: &[String]) -> Answer<Vec<Option<u32>>> {
        let id = order_id(id)?;
        let lines: Vec<LineId> = lines.iter().map(|line| line_id(line)).collect::<Result<_, _>>()?;
        let desk = self.desk().await?;
        let places = desk.positions_of(id, &lines).await.map_err(|error| self.refused(error))?;
        Ok(places.into_iter().map(|place| u32::try_from(place?).ok()).collect())
    }

    /// The next line behind a place that equals an earlier one, around the end (YW-ORD-13).
    ///
    /// # Errors
    /// Those of the store.
    pub async fn next_duplicate(&self, id: &str, after: u32) -> Answer<Option<FoundCell>> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let found = desk.next_duplicate(id, after.into()).await.map_err(|error| self.refused(error))?;
        Ok(found
            .and_then(|position| u32::try_from(position).ok())
            .map(|number| FoundCell { number, column: None }))
    }

    /// The next line behind a place (before it, backwards) that holds a text, around the end.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn find_in_lines(
        &self,
        id: &str,
        text: &str,
        after: u32,
        backwards: bool,
    ) -> Answer<Option<FoundCell>> {
        let id = order_id(id)?;
        // The line itself is passed over: the search goes on behind its last cell, or before its first.
        let field = if backwards { LineField::MerchantNo } else { LineField::Amount };
        let after = (after > 0).then(|| block::Cell { position: after.into(), field });
        let desk = self.desk().await?;
        let found = desk.find_in_lines(id, text, &LineField::ALL, after, backwards).await;
        let found = found.map_err(|error| self.refused(error))?;
        Ok(found.and_then(|cell| {
            Some(FoundCell { number: u32::try_from(cell.position).ok()?, column: Some(cell.field.into()) })
        }))
    }

    /// Merchants that a person may mean, the last used first.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn known_merchants(&self, text: &str) -> Answer<Vec<MerchantView>> {
        let desk = self.desk().await?;
        let known = desk.known_merchants(text, MERCHANTS).await.map_err(|error| self.refused(error))?;
        Ok(known.into_iter().map(MerchantView::of).collect())
    }

    async fn blocked(
        &self,
        desk: &OpenDesk,
        done: Result<Done<BlockOutcome>, ActionError>,
    ) -> Answer<LinesDone> {
        let Done { value, problems } = done.map_err(|error| self.refused(error))?;
        self.wrote(desk).await;
        Ok(LinesDone {
            changed: value.changed,
            added: value.added,
            removed: 0,
            columns_left_out: value.columns_left_out,
            first: value.first.map(|line| line.to_string()),
            last: value.last.map(|line| line.to_string()),
            saved_at: saved_at(),
            problems: problems.iter().map(ProblemView::of).collect(),
        })
    }
}

fn range(cells: LineRange) -> Answer<block::LineRange> {
    Ok(block::LineRange {
        from: line_id(&cells.from)?,
        to: line_id(&cells.to)?,
        fields: cells.columns.into_iter().map(LineField::from).collect(),
    })
}
