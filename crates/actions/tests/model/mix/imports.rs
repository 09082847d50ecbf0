//! Importing checked rows: appended, in place of all lines, or into chosen ones; now and then cancelled.

use std::sync::atomic::{AtomicUsize, Ordering};

use actions::{Host as _, ImportRequest, ImportedRow, LineUpdate, import_lines};
use domain::{ImportMode, LineField};
use testkit::words;
use values::{Code, Currency, LineId};

use super::{Run, answer, lines::blank_cells};
use crate::oracle::{Cell, Cells, Line, rests_on};

impl Run {
    /// A row of a checked file: right in every field.
    fn row(&mut self, dollars: bool) -> (ImportedRow, Cells) {
        let (typed, cells, refused) = self.line_texts(true, dollars, &blank_cells());
        assert_eq!(refused, []);
        let currency = if dollars { Currency::USD } else { Currency::CNY };
        let mut fields = words::fields(&typed, self.host.today(), currency);
        // What the check of a file would have filled in.
        for field in [LineField::MerchantName, LineField::MerchantPhone] {
            if let Cell::Value(text) = &cells[field as usize] {
                let context = domain::LineContext { today: self.host.today(), currency };
                fields.enter(field, text, context).expect("a right text");
            }
        }
        let line = Line {
            id: LineId::from_uuid(self.host.next_uuid()),
            born: 0,
            cells,
            linked: false,
            import: None,
        };
        (ImportedRow { fields, lookup: line.lookup() }, line.cells)
    }

    pub(super) async fn import(&mut self, at: usize) {
        let replace = self.chance.in_every(1, 4);
        let mode = if replace { ImportMode::Replace } else { ImportMode::Append };
        let dollars = self.orders[at].state.in_dollars();
        let count = if self.chance.in_every(1, 40) { 1_100 } else { self.chance.below(5) };
        let rows: Vec<_> = (0..count).map(|_| self.row(dollars)).collect();
        let chosen = if replace || self.chance.in_every(1, 2) { Vec::new() } else { self.some_lines(at, 3) };
        let updates: Vec<_> = chosen.into_iter().map(|line| (line, self.row(dollars))).collect();
        let cancelled_at = if self.chance.in_every(1, 12) { self.chance.below(2) } else { usize::MAX };
        let facts = self.host.facts(mode, u32::try_from(count).unwrap());
        let import = facts.id;
        let request = ImportRequest {
            facts,
            rows: rows.iter().map(|(row, _)| row.clone()).collect::<Vec<_>>().into_iter(),
            updates: updates
                .iter()
                .map(|(line, (row, _))| LineUpdate { line: *line, row: row.clone() })
                .collect(),
        };
        let polls = AtomicUsize::new(0);
        let cancelled = || polls.fetch_add(1, Ordering::Relaxed) >= cancelled_at;
        let order = &mut self.orders[at];
        let result = import_lines(&self.host, order.id, request, &cancelled).await;
        let was_cancelled = polls.load(Ordering::Relaxed) > cancelled_at;
        let said = answer(result, |_| Vec::new());
        let what = format!(
            "import {mode:?} of {count}, updates {:?}",
            updates.iter().map(|(id, _)| id).collect::<Vec<_>>()
        );
        self.trail.done.push(format!("person {}: order {at} {what}: {said:?}", self.person));
        let mut after = order.state.clone();
        if replace {
            after.lines.clear();
        }
        let mut linked = false;
        for (id, (_, cells)) in &updates {
            let line = after.line_mut(*id).expect("chosen among the lines");
            let rests =
                |field: &LineField| rests_on(*field) && line.cells[*field as usize] != cells[*field as usize];
            linked |= line.linked && LineField::ALL.iter().any(rests);
            line.cells = cells.clone();
        }
        let is_linked = order.state.lines.iter().any(|line| line.linked);
        let empties = order.confirmed && !order.state.lines.is_empty() && replace && rows.is_empty();
        let refusal = match () {
            () if order.state.deleted => Code::NotFound,
            () if replace && is_linked => Code::ImpReplaceLinked,
            () if linked => Code::LineLinked,
            () if was_cancelled => Code::Cancelled,
            () if empties => Code::LineLast,
            () => {
                assert_eq!(said, Ok(Vec::new()));
                // The ids of the new lines are the product's own; their cells and order are compared with the rest.
                let stored = self.host.stored_lines(order.id).await;
                let new = stored.iter().filter(|line| order.state.line(line.id).is_none());
                for (line, (_, cells)) in new.zip(rows) {
                    order.born += 1;
                    let import = Some((import, cells.clone()));
                    after.lines.push(Line { id: line.id, born: order.born, cells, linked: false, import });
                }
                order.becomes(self.person, after, Some(import));
                return;
            }
        };
        assert_eq!(said, Err(vec![refusal]));
    }
}
