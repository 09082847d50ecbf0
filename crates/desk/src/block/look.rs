//! What the grid asks: texts to copy, sums of a selection, where lines and texts are, whom a person may mean.

use actions::{ActionError, Host as _};
use domain::LineField;
pub use store_desk::UsedMerchant as KnownMerchant;
use store_desk::{Total, UndoState};
use values::{Decimal, LineId, Money, OrderId, Quantity};

use super::{Copied, Copying, LineRange, gone};
use crate::desk::Desk;

/// A cell: where its line stands, from 1, and its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The line's position.
    pub position: i64,
    /// The column.
    pub field: LineField,
}

/// What a selection holds; numbers as decimal text. A sum is there if its column is in the range.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RangeSums {
    /// Lines.
    pub rows: i64,
    /// Cells.
    pub cells: i64,
    /// Cells in which something stands.
    pub filled: i64,
    /// Sum of the quantities, three decimals.
    pub quantity: Option<String>,
    /// Sum of the packages.
    pub packages: Option<String>,
    /// Sum of the amounts, in whole units of the line currency with its decimals.
    pub amount: Option<String>,
}

impl Desk {
    /// The cells of a range for the clipboard, streamed from the store. Wrong texts are copied as they stand.
    ///
    /// # Errors
    /// `NOT_FOUND` where an end of the range is gone; those of the store.
    pub async fn copy(&self, order: OrderId, range: &LineRange) -> Result<Copied, ActionError> {
        let mut copying = Copying::default();
        let is_measure = |field: &LineField| {
            matches!(field, LineField::Quantity | LineField::Packages | LineField::Amount)
        };
        self.each_row(order, range, |_, row| {
            copying.push(row.iter().zip(&range.fields).map(|(text, field)| (&**text, is_measure(field))));
            Ok(())
        })
        .await?;
        Ok(copying.finish())
    }

    /// Counts and sums of a range. Wrong cells are counted as filled and left out of the sums.
    ///
    /// # Errors
    /// `NOT_FOUND` where the order or an end of the range is gone; those of the store.
    pub async fn range_sums(&self, order: OrderId, range: &LineRange) -> Result<RangeSums, ActionError> {
        let head = self.store().order(order).await?.ok_or_else(gone)?;
        let (from, to) = (range.from, range.to);
        let sums = self.store().range_sums(order, from, to, &range.fields).await?.ok_or_else(gone)?;
        let currency = head.fields.line_currency;
        Ok(RangeSums {
            rows: sums.rows,
            cells: sums.rows * i64::try_from(range.fields.len()).expect("a line has eight fields"),
            filled: sums.filled,
            quantity: sums.quantity_thousandths.map(|sum| Decimal::new(sum, Quantity::PLACES).to_string()),
            packages: sums.packages.map(|sum| sum.to_string()),
            amount: sums.amount_minor.map(|sum| Money::from_minor(sum, currency).to_string()),
        })
    }

    /// Where these lines stand, from 1; `None` for those that are gone.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn positions_of(
        &self,
        order: OrderId,
        lines: &[LineId],
    ) -> Result<Vec<Option<i64>>, ActionError> {
        Ok(self.store().positions_of(order, lines).await?)
    }

    /// The next cell that holds a text, line by line in the order of `columns`, around the end to the beginning; ASCII
    /// letters in either case. From the first (backwards: the last) cell where `after` is `None`.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn find_in_lines(
        &self,
        order: OrderId,
        text: &str,
        columns: &[LineField],
        after: Option<Cell>,
        backwards: bool,
    ) -> Result<Option<Cell>, ActionError> {
        let start = if backwards { (i64::MAX, None) } else { (0, None) };
        let after = after.map_or(start, |cell| (cell.position, Some(cell.field)));
        let found = self.store().find_in_lines(order, text, columns, after, backwards).await?;
        Ok(found.map(|(position, field)| Cell { position, field }))
    }

    /// The first line behind a position (0: the first of all) that equals an earlier one (YW-ORD-13), and around to the
    /// beginning.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn next_duplicate(&self, order: OrderId, after: i64) -> Result<Option<i64>, ActionError> {
        Ok(self.store().next_duplicate(order, after).await?)
    }

    /// How many lines equal an earlier one, counted up to 1,000.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn duplicates(&self, order: OrderId) -> Result<Total, ActionError> {
        Ok(self.store().duplicates(order).await?)
    }

    /// Merchants whose number, name or phone holds what was typed, the last used first (YW-ORD-12).
    ///
    /// # Errors
    /// Those of the store.
    pub async fn known_merchants(&self, text: &str, limit: u32) -> Result<Vec<KnownMerchant>, ActionError> {
        Ok(self.store().suggested_merchants(text, limit, self.now()).await?)
    }

    /// What the acting person's next undo and redo on the order would be.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn undo_state(&self, order: OrderId) -> Result<UndoState, ActionError> {
        Ok(self.store().undo_state(order, self.actor().person).await?)
    }
}
