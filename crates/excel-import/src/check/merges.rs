//! Which missing cells are missing because they are merged (YW-IMP-05).

use std::collections::HashMap;

use values::Code;

use super::Report;
use crate::raw::CellRange;

/// For the cells that were found missing, the merged area around them.
pub(super) struct Merged {
    ranges: HashMap<(u32, u16), CellRange>,
}

impl Merged {
    pub(super) fn new(ranges: &[CellRange], report: &Report) -> Self {
        let missing = report.problems.iter().filter(|problem| problem.code == Code::FieldRequired);
        let places = missing.filter_map(|problem| Some((problem.row?, problem.column?)));
        let mut by_row: Vec<&CellRange> = ranges.iter().collect();
        by_row.sort_by_key(|range| range.first_row);
        // Both lists rise by row: areas come in when their first row is reached and leave after their last.
        let mut coming = by_row.into_iter().peekable();
        let mut open: Vec<&CellRange> = Vec::new();
        let mut found = HashMap::new();
        let mut open_row = 0;
        for (row, column) in places {
            if row != open_row {
                open_row = row;
                while let Some(range) = coming.next_if(|range| range.first_row <= row) {
                    open.push(range);
                }
                open.retain(|range| range.last_row >= row);
            }
            let around = open.iter().take(OPEN_MAX).find(|range| {
                let is_top_left = range.first_row == row && range.first_column == column;
                (range.first_column..=range.last_column).contains(&column) && !is_top_left
            });
            found.extend(around.map(|range| ((row, column), **range)));
        }
        Self { ranges: found }
    }

    /// The area around a missing cell.
    pub(super) fn range(&self, row: u32, column: u16) -> Option<CellRange> {
        self.ranges.get(&(row, column)).copied()
    }
}

/// Most areas over one row that are looked at; real ones do not overlap, so there is one per column.
const OPEN_MAX: usize = 512;
