//! Pasting a block: over lines that are there and on behind the last one.

use actions::{ActionError, Done, TypedEdit, add_lines::TypedLine};
use domain::LineField;
use values::{LineId, OrderId};

use super::{Block, BlockOutcome, LineRange, gone};
use crate::desk::Desk;

/// The cell where a block begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The line; `None` for the empty one behind the last.
    pub line: Option<LineId>,
    /// The column; without meaning for a block that names its columns.
    pub field: LineField,
}

impl Desk {
    /// Pastes a block at an anchor: downwards and to the right in the order of `columns`, over what stands there; rows
    /// beyond the last line become new lines. A block with a header goes into the columns that it names.
    ///
    /// `onto` is the selected range, if there is one: where its height or width is a multiple of the block's (and the
    /// other is too, or is 1), it is filled with repetitions of the block, a single value fills all of it; else the block
    /// begins at its first cell.
    /// Wrong cells are kept, marked and told under `lines[n].field`, `n` counting the block's rows from 0.
    ///
    /// # Errors
    /// `NOT_FOUND` where a line of the anchor or range is gone; `LINE_LIMIT`, `LINE_LINKED`, `FIELD_TOO_LONG` and the
    /// locks of §19.4. Nothing is changed then.
    pub async fn paste_block(
        &self,
        order: OrderId,
        columns: &[LineField],
        anchor: Anchor,
        onto: Option<&LineRange>,
        block: &Block,
    ) -> Result<Done<BlockOutcome>, ActionError> {
        let selected = match onto {
            Some(range) => self.lines_of(order, range).await?,
            None => Vec::new(),
        };
        let selected_columns = onto.map_or(&[][..], |range| &range.fields);
        let first = selected.first().copied().or(anchor.line);
        let from = selected_columns.first().copied().unwrap_or(anchor.field);
        let tiles_down = repeats(selected.len(), block.height());
        let (fields, is_tiled_down) = match block.fields() {
            Some(named) => (named.to_vec(), tiles_down),
            None => {
                let tiles_right = repeats(selected_columns.len(), block.width());
                let fits_down = tiles_down || selected.len() <= 1;
                let fits_right = tiles_right || selected_columns.len() <= 1;
                let right = if fits_down && tiles_right { selected_columns } else { &[] };
                (placed(columns, from, block.width(), right), tiles_down && fits_right)
            }
        };
        let height = if is_tiled_down { selected.len() } else { block.height() };
        let lines = match first {
            None => Vec::new(),
            Some(line) => {
                let limit = u32::try_from(height).unwrap_or(u32::MAX);
                self.store().ids_from(order, line, limit).await?.ok_or_else(gone)?
            }
        };
        let row = |at: usize| typed(block, at % block.height().max(1), &fields);
        let edits: Vec<TypedEdit> =
            lines.iter().enumerate().map(|(at, line)| TypedEdit { line: *line, fields: row(at) }).collect();
        let new: Vec<TypedLine> = (lines.len()..height).map(row).collect();
        let mut done = self.type_block(order, edits, new).await?;
        let left_out = match block.fields() {
            Some(_) => 0,
            None => fields.iter().filter(|field| field.is_none()).count(),
        };
        done.value.columns_left_out = u32::try_from(left_out).expect("a block has at most 64 columns");
        Ok(done)
    }
}

/// Whether a selection of this length takes a whole number of repetitions.
fn repeats(selected: usize, one: usize) -> bool {
    one > 0 && selected >= one && selected.is_multiple_of(one)
}

/// Which field each column of the block goes to, `None` beyond the last column; into `tiled` its repetitions, if there are
/// any.
fn placed(
    columns: &[LineField],
    from: LineField,
    width: usize,
    tiled: &[LineField],
) -> Vec<Option<LineField>> {
    if !tiled.is_empty() {
        return tiled.iter().copied().map(Some).collect();
    }
    let start = columns.iter().position(|field| *field == from).unwrap_or(columns.len());
    (0..width).map(|at| columns.get(start + at).copied()).collect()
}

/// The texts of a row of the block, each with its field.
fn typed(block: &Block, row: usize, fields: &[Option<LineField>]) -> TypedLine {
    let width = block.fields().map_or(block.width(), <[_]>::len).max(1);
    let cells = fields.iter().enumerate();
    cells.filter_map(|(at, field)| Some(((*field)?, block.cell(row, at % width).to_owned()))).collect()
}
