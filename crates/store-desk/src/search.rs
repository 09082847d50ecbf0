//! Search over orders and lines (DECISIONS: Rows): an FTS5 index that follows behind the rows in small steps, and a scan
//! of whatever it has not caught up with, so that results are complete at once.

mod marks;

pub(crate) use marks::{touch_lines, touch_order};
