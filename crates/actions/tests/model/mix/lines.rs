//! Adding, editing and removing lines, one or some at a time.

use actions::{Host as _, add_lines, add_lines::TypedLine, edit_lines, edit_lines::TypedEdit, remove_lines};
use domain::LineField;
use testkit::codes;
use values::{Code, LineId, Problem};

use super::{Run, answer};
use crate::{
    oracle::{Cell, Cells, Line, State, fill_in, rests_on, set},
    vocabulary::line_word,
};

impl Run {
    /// Texts typed into a line that holds `cells`; what it holds then; the codes of refused texts.
    pub(super) fn line_texts(
        &mut self,
        right: bool,
        dollars: bool,
        cells: &Cells,
    ) -> (TypedLine, Cells, Vec<Code>) {
        let mut cells = cells.clone();
        let (mut texts, mut refused) = (Vec::new(), Vec::new());
        let mut merchant = false;
        for field in LineField::ALL {
            let wanted = if right { field != LineField::MerchantNo } else { self.chance.in_every(1, 2) };
            if !wanted && !self.chance.in_every(1, 8) {
                continue;
            }
            let word = line_word(&mut self.chance, field, right);
            texts.push((field, word.typed.clone()));
            merchant |= field.group() == domain::LineGroup::Merchant;
            match word.read(dollars) {
                Ok((cell, _)) => set(&mut cells, field, cell),
                Err(code) => refused.push(code),
            }
        }
        if merchant {
            fill_in(&mut cells);
        }
        (texts, cells, refused)
    }

    pub(super) fn some_lines(&mut self, at: usize, most: usize) -> Vec<LineId> {
        let ids: Vec<LineId> = self.orders[at].state.lines.iter().map(|line| line.id).collect();
        self.chance.some_of(&ids, most)
    }

    pub(super) async fn add(&mut self, at: usize) {
        let count = self.chance.below(4);
        let dollars = self.orders[at].state.in_dollars();
        let mut typed: Vec<TypedLine> = Vec::new();
        let mut refused = Vec::new();
        let mut all_cells = Vec::new();
        for _ in 0..count {
            let right = self.chance.in_every(1, 2);
            let (texts, cells, codes) = self.line_texts(right, dollars, &blank_cells());
            typed.push(texts);
            refused.extend(codes);
            all_cells.push(cells);
        }
        let order = &mut self.orders[at];
        let said = add_lines(&self.host, order.id, &typed, false).await;
        let ids = said.as_ref().map(|done| done.value.clone()).unwrap_or_default();
        let said = answer(said, |done| done.problems);
        self.trail.done.push(format!("person {}: order {at} add {typed:?}", self.person));
        if order.state.deleted {
            refused = vec![Code::NotFound];
        }
        if !refused.is_empty() {
            assert_eq!(said.map(|told| codes(&told)), Err(refused));
            return;
        }
        let mut after = order.state.clone();
        for (id, cells) in ids.iter().zip(all_cells) {
            order.born += 1;
            after.lines.push(Line { id: *id, born: order.born, cells, linked: false, import: None });
        }
        assert_eq!(twins_told(&said.expect("not refused")), twins(&after, &ids, |_| true), "twins");
        order.becomes(self.person, after, None);
    }

    pub(super) async fn edit(&mut self, at: usize) {
        let dollars = self.orders[at].state.in_dollars();
        let mut chosen = self.some_lines(at, 4);
        if self.chance.in_every(1, 30) {
            chosen.push(LineId::from_uuid(self.host.next_uuid()));
        }
        let mut after = self.orders[at].state.clone();
        let (mut typed, mut refused, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        let (mut unknown, mut linked) = (false, false);
        for id in chosen {
            let before = after.line(id).cloned();
            let cells = before.as_ref().map_or_else(blank_cells, |line| line.cells.clone());
            let right = self.chance.in_every(1, 3);
            let (texts, cells, codes) = self.line_texts(right, dollars, &cells);
            typed.push(TypedEdit { line: id, fields: texts });
            refused.extend(codes);
            unknown |= before.is_none();
            let Some(before) = before else { continue };
            let rests = |field: &LineField| {
                rests_on(*field) && before.cells[*field as usize] != cells[*field as usize]
            };
            linked |= before.linked && LineField::ALL.iter().any(rests);
            let line = after.line_mut(id).expect("it was found");
            line.cells = cells;
            if before.sameness() != line.sameness() {
                changed.push(id);
            }
        }
        let order = &mut self.orders[at];
        let said = answer(edit_lines(&self.host, order.id, &typed).await, |done| done.problems);
        self.trail.done.push(format!("person {}: order {at} edit lines {typed:?}", self.person));
        let refusal = match () {
            () if order.state.deleted || unknown => vec![Code::NotFound],
            () if !refused.is_empty() => refused,
            () if linked => vec![Code::LineLinked],
            () => {
                let ids: Vec<LineId> = typed.iter().map(|edit| edit.line).collect();
                let told = twins_told(&said.expect("not refused"));
                assert_eq!(told, twins(&after, &ids, |id| changed.contains(&id)), "twins");
                order.becomes(self.person, after, None);
                return;
            }
        };
        assert_eq!(said.map(|told| codes(&told)), Err(refusal));
    }

    pub(super) async fn remove(&mut self, at: usize) {
        let mut chosen = self.some_lines(at, 3);
        let twice = chosen.first().copied().filter(|_| self.chance.in_every(1, 5));
        chosen.extend(twice);
        let order = &mut self.orders[at];
        let said = answer(remove_lines(&self.host, order.id, chosen.clone()).await, |()| Vec::new());
        self.trail.done.push(format!("person {}: order {at} remove {chosen:?}", self.person));
        let mut after = order.state.clone();
        after.lines.retain(|line| !chosen.contains(&line.id));
        let refusal = match () {
            () if order.state.deleted => Code::NotFound,
            () if order.confirmed && after.lines.is_empty() && !chosen.is_empty() => Code::LineLast,
            () => {
                assert_eq!(said, Ok(Vec::new()));
                order.becomes(self.person, after, None);
                return;
            }
        };
        assert_eq!(said, Err(vec![refusal]));
    }
}

pub(super) fn blank_cells() -> Cells {
    LineField::ALL.map(|_| Cell::Empty)
}

/// The places in the request, counted from 0, at which a twin was told.
pub(super) fn twins_told(told: &[Problem]) -> Vec<usize> {
    let place = |problem: &Problem| {
        let path = problem.field.as_deref().expect("a twin is told with its line");
        path.trim_start_matches("lines[").trim_end_matches(']').parse().expect("a path")
    };
    told.iter().filter(|problem| problem.code == Code::LineDuplicate).map(place).collect()
}

pub(super) fn twins(state: &State, ids: &[LineId], is_asked: impl Fn(LineId) -> bool) -> Vec<usize> {
    let has_twin = |id: LineId| {
        let same = state.line(id).and_then(Line::sameness);
        same.is_some_and(|same| {
            state.lines.iter().any(|other| other.id != id && other.sameness().as_ref() == Some(&same))
        })
    };
    ids.iter().enumerate().filter(|(_, id)| is_asked(**id) && has_twin(**id)).map(|(at, _)| at).collect()
}
