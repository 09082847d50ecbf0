//! Blocks pasted over lines and behind them, and orders duplicated.

use actions::{Host as _, TypedEdit, add_lines::TypedLine, duplicate_order, paste_lines};
use domain::{LineField, OrderField};
use values::{Code, LineId};

use super::{
    Run, answer,
    lines::{blank_cells, twins, twins_told},
};
use crate::oracle::{Cell, Line, Order, State, rests_on};

/// Orders that a run holds at most: each is compared again and again.
const ORDERS_MAX: usize = 5;

impl Run {
    pub(super) async fn paste(&mut self, at: usize) {
        let dollars = self.orders[at].state.in_dollars();
        let mut chosen = self.some_lines(at, 3);
        if self.chance.in_every(1, 30) {
            chosen.push(LineId::from_uuid(self.host.next_uuid()));
        }
        let mut edited = self.orders[at].state.clone();
        let (mut edits, mut changed): (Vec<TypedEdit>, Vec<LineId>) = (Vec::new(), Vec::new());
        let (mut unknown, mut linked, mut refused) = (false, false, Vec::new());
        for id in chosen {
            let before = edited.line(id).cloned();
            let cells = before.as_ref().map_or_else(blank_cells, |line| line.cells.clone());
            let right = self.chance.in_every(1, 3);
            let (texts, cells, codes) = self.line_texts(right, dollars, &cells);
            edits.push(TypedEdit { line: id, fields: texts });
            refused.extend(codes);
            unknown |= before.is_none();
            let Some(before) = before else { continue };
            let rests = |field: &LineField| {
                rests_on(*field) && before.cells[*field as usize] != cells[*field as usize]
            };
            linked |= before.linked && LineField::ALL.iter().any(rests);
            let line = edited.line_mut(id).expect("it was found");
            line.cells = cells;
            if before.sameness() != line.sameness() {
                changed.push(id);
            }
        }
        let (mut new, mut new_cells, mut new_refused): (Vec<TypedLine>, _, _) =
            (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.chance.below(4) {
            let right = self.chance.in_every(1, 2);
            let (texts, cells, codes) = self.line_texts(right, dollars, &blank_cells());
            new.push(texts);
            new_refused.extend(codes);
            new_cells.push(cells);
        }
        let order = &mut self.orders[at];
        let said = paste_lines(&self.host, order.id, &edits, &new).await;
        let added = said.as_ref().map(|done| done.value.added.clone()).unwrap_or_default();
        let said = answer(said, |done| done.problems);
        self.trail.done.push(format!("person {}: order {at} paste {edits:?} and {new:?}", self.person));
        let refusal = match () {
            () if order.state.deleted || unknown => vec![Code::NotFound],
            () if !refused.is_empty() => refused,
            () if linked => vec![Code::LineLinked],
            () if !new_refused.is_empty() => new_refused,
            () => {
                let mut after = edited.clone();
                for (id, cells) in added.iter().zip(new_cells) {
                    order.born += 1;
                    after.lines.push(Line { id: *id, born: order.born, cells, linked: false, import: None });
                }
                // Twins of the edits are looked for before the new lines are there; these are told behind them.
                let ids: Vec<LineId> = edits.iter().map(|edit| edit.line).collect();
                let mut expected = twins(&edited, &ids, |id| changed.contains(&id));
                expected.extend(twins(&after, &added, |_| true).iter().map(|at| at + edits.len()));
                assert_eq!(twins_told(&said.expect("not refused")), expected, "twins");
                order.becomes(self.person, after, None);
                return;
            }
        };
        assert_eq!(said.map(|told| testkit::codes(&told)), Err(refusal));
    }

    pub(super) async fn duplicate(&mut self, at: usize) {
        if self.orders.len() >= ORDERS_MAX {
            return;
        }
        let original = &self.orders[at];
        let result = duplicate_order(&self.host, original.id).await;
        let id = result.as_ref().ok().map(|done| done.value);
        let said = answer(result, |done| done.problems);
        self.trail.done.push(format!("person {}: order {at} duplicate: {id:?}", self.person));
        let Some(id) = id else {
            assert!(original.state.deleted);
            assert_eq!(said, Err(vec![Code::NotFound]));
            return;
        };
        let mut state = State { deleted: false, ..original.state.clone() };
        for trace in [OrderField::PurchaseOrderNos, OrderField::ConsolidationNo] {
            state.set_head(trace, Cell::Empty);
        }
        let copies = self.host.stored_lines(id).await;
        assert_eq!(copies.len(), state.lines.len(), "every line is copied");
        for (at, (line, copy)) in state.lines.iter_mut().zip(&copies).enumerate() {
            assert!(original.state.line(copy.id).is_none(), "a copy has an id of its own");
            *line =
                Line { id: copy.id, born: at + 1, cells: line.cells.clone(), linked: false, import: None };
        }
        let mut copy = Order::new(id, state);
        copy.born = copies.len();
        // Making it is one record, its lines are another.
        copy.history += usize::from(!copies.is_empty());
        self.orders.push(copy);
    }
}
