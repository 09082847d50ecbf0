//! One run: random verbs, each done by the product and by the model.

use std::sync::atomic::{AtomicUsize, Ordering};

use actions::{
    ActionError, Host as _, ImportRequest, ImportedRow, LineUpdate, add_lines, add_lines::TypedLine,
    create_order, delete_order, edit_lines, edit_lines::TypedEdit, edit_order, import_lines, redo,
    remove_lines, restore_order, undo,
};
use domain::{ImportMode, LineField, OrderField};
use testkit::{Chance, TestHost, codes, words};
use values::{Code, Currency, LineId, Problem};

use crate::{
    compare::compare,
    oracle::{Cell, Cells, Line, Order, State, fill_in, is_locked, rests_on, set},
    vocabulary::{KNOWN, head_word, line_word},
};

pub(crate) struct Run {
    host: TestHost,
    chance: Chance,
    orders: Vec<Order>,
    person: usize,
    trail: Trail,
}

/// Names seed and last steps when a test fails.
struct Trail {
    seed: u64,
    done: Vec<String>,
}

impl Drop for Trail {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let from = self.done.len().saturating_sub(15);
            eprintln!("XINBAO_SEED={} failed at step {}:", self.seed, self.done.len());
            self.done[from..].iter().for_each(|step| eprintln!("  {step}"));
        }
    }
}

/// What the product answered: the codes told, or the codes of the refusal.
fn answer<T>(
    result: Result<T, ActionError>,
    told: impl FnOnce(T) -> Vec<Problem>,
) -> Result<Vec<Problem>, Vec<Code>> {
    match result {
        Ok(done) => Ok(told(done)),
        Err(ActionError::Refused(problems)) => Err(codes(&problems)),
        Err(ActionError::Store(fault)) => panic!("{fault}: {:?}", fault.cause),
    }
}

impl Run {
    pub(crate) async fn new(seed: u64) -> Self {
        let host = TestHost::seeded(seed).await;
        for (at, (no, name, phone)) in KNOWN.iter().enumerate() {
            let merchant = words::merchant(name, phone.parse().unwrap(), at == 0);
            host.know_merchant(no, merchant).await;
        }
        let mut run = Self {
            host,
            chance: Chance::new(seed),
            orders: Vec::new(),
            person: 0,
            trail: Trail { seed, done: Vec::new() },
        };
        run.create().await;
        run
    }

    pub(crate) async fn step(&mut self) {
        self.host.pass_millis(1 + self.chance.below(5_000) as i64);
        self.person = usize::from(self.chance.in_every(1, 5));
        self.host.act_as(u8::try_from(self.person).unwrap() + 1, 1);
        let at = self.chance.below(self.orders.len());
        match self.chance.below(100) {
            0..2 if self.orders.len() < 3 => self.create().await,
            0..18 => self.edit_head(at).await,
            18..30 => self.add(at).await,
            30..48 => self.edit(at).await,
            48..55 => self.remove(at).await,
            55..64 => self.import(at).await,
            64..66 => self.delete(at).await,
            66..70 => self.restore(at).await,
            70..86 => self.turn(at, true).await,
            86..95 => self.turn(at, false).await,
            95..97 => self.link(at).await,
            97 => self.confirm(at).await,
            98 => self.burst(at).await,
            _ => self.reopen().await,
        }
        // A step touches one order; that it leaves the others alone is seen every few steps.
        let all = self.trail.done.len().is_multiple_of(8);
        for (other, order) in self.orders.iter().enumerate() {
            if all || other == at {
                compare(&self.host, order, self.person).await;
            }
        }
    }

    pub(crate) async fn finish(self) {
        for order in &self.orders {
            compare(&self.host, order, self.person).await;
            let history = self.host.store().history(order.id, None, 100_000).await.expect("history is read");
            assert_eq!(history.len(), order.history, "every change is read back");
        }
        for check in self.host.store().check_contents().await.expect("contents are read") {
            assert_eq!(check.faults, Vec::<String>::new(), "{}", check.name);
        }
        assert_eq!(self.host.store().outbox_gaps().await.expect("outbox is read"), 0);
    }

    fn log(&mut self, what: String) {
        self.trail.done.push(format!("person {}: {what}", self.person));
    }

    /// Texts for some fields of a head.
    fn head_words(&mut self) -> Vec<(OrderField, crate::vocabulary::Word)> {
        let count = 1 + self.chance.below(3);
        (0..count)
            .map(|_| {
                let field = OrderField::ALL[self.chance.below(OrderField::ALL.len())];
                (field, head_word(&mut self.chance, field))
            })
            .collect()
    }

    async fn create(&mut self) {
        let typed = self.head_words();
        let result = create_order(&self.host, &texts(&typed)).await;
        let id = result.as_ref().ok().map(|done| done.value);
        let said = answer(result, |done| done.problems);
        self.log(format!("create {typed:?}"));
        let expected = type_head(&State::new(), &typed);
        assert_eq!(said.map(|told| codes(&told)), expected.clone().map(|(_, told)| told));
        match (id, expected) {
            (Some(id), Ok((state, _))) => self.orders.push(Order::new(id, state)),
            // The first order of a run has to come into being.
            _ if self.orders.is_empty() => Box::pin(self.create()).await,
            _ => {}
        }
    }

    async fn edit_head(&mut self, at: usize) {
        let typed = self.head_words();
        let order = &mut self.orders[at];
        let said = answer(edit_order(&self.host, order.id, &texts(&typed)).await, |done| done.problems);
        let expected = expected_head(order, &typed);
        self.trail.done.push(format!("person {}: order {at} edit {typed:?}", self.person));
        assert_eq!(said.map(|told| codes(&told)), expected.clone().map(|(_, told)| told));
        if let Ok((state, _)) = expected {
            order.becomes(self.person, state, None);
        }
    }

    async fn add(&mut self, at: usize) {
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

    /// Texts typed into a line that holds `cells`; what it holds then; the codes of refused texts.
    fn line_texts(&mut self, right: bool, dollars: bool, cells: &Cells) -> (TypedLine, Cells, Vec<Code>) {
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

    async fn edit(&mut self, at: usize) {
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

    fn some_lines(&mut self, at: usize, most: usize) -> Vec<LineId> {
        let ids: Vec<LineId> = self.orders[at].state.lines.iter().map(|line| line.id).collect();
        self.chance.some_of(&ids, most)
    }

    async fn remove(&mut self, at: usize) {
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

    async fn import(&mut self, at: usize) {
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

    async fn delete(&mut self, at: usize) {
        self.log(format!("order {at} delete"));
        let order = &mut self.orders[at];
        let said = answer(delete_order(&self.host, order.id).await, |()| Vec::new());
        let refusal = match () {
            () if order.state.deleted => Code::NotFound,
            () if order.confirmed => Code::OrdState,
            () => {
                assert_eq!(said, Ok(Vec::new()));
                let after = State { deleted: true, ..order.state.clone() };
                order.becomes(self.person, after, None);
                return;
            }
        };
        assert_eq!(said, Err(vec![refusal]));
    }

    async fn restore(&mut self, at: usize) {
        self.log(format!("order {at} restore"));
        let order = &mut self.orders[at];
        let said = answer(restore_order(&self.host, order.id).await, |()| Vec::new());
        assert_eq!(said, Ok(Vec::new()));
        let after = State { deleted: false, ..order.state.clone() };
        order.becomes(self.person, after, None);
    }

    async fn turn(&mut self, at: usize, back: bool) {
        self.log(format!("order {at} {}", if back { "undo" } else { "redo" }));
        let order = &mut self.orders[at];
        let result = if back { undo(&self.host, order.id).await } else { redo(&self.host, order.id).await };
        let left = result.as_ref().ok().map(|done| (done.value.undo_left, done.value.redo_left));
        let said = answer(result, |done| done.problems);
        match order.turn(self.person, back) {
            Ok(_) => {
                assert!(
                    said.as_ref().is_ok_and(|told| told.iter().all(|p| p.code == Code::UndoLinesKept)),
                    "{said:?}"
                );
                assert_eq!(left, Some(order.depth(self.person)), "steps left");
            }
            Err(expected) => {
                let said = said.expect_err("the model refuses it");
                assert!(said.iter().all(|code| expected.contains(code)), "{said:?}, expected {expected:?}");
            }
        }
    }

    /// Many steps back at once, as people do.
    async fn burst(&mut self, at: usize) {
        for _ in 0..12 {
            self.turn(at, true).await;
        }
    }

    async fn link(&mut self, at: usize) {
        let chosen = self.some_lines(at, 2);
        self.log(format!("order {at} link {chosen:?}"));
        self.host.link(self.orders[at].id, &chosen).await;
        for id in chosen {
            self.orders[at].state.line_mut(id).expect("chosen among the lines").linked = true;
        }
    }

    async fn confirm(&mut self, at: usize) {
        let order = &self.orders[at];
        // Rarely, and never the order on which everything may happen.
        if at > 0 && !order.confirmed && !order.state.deleted && !order.state.lines.is_empty() {
            self.host.confirm(order.id).await;
            self.orders[at].confirmed = true;
            self.log(format!("order {at} confirm"));
        }
    }

    async fn reopen(&mut self) {
        self.log("reopen".to_owned());
        self.host.reopen().await;
    }
}

fn blank_cells() -> Cells {
    LineField::ALL.map(|_| Cell::Empty)
}

fn texts(typed: &[(OrderField, crate::vocabulary::Word)]) -> Vec<(OrderField, String)> {
    typed.iter().map(|(field, word)| (*field, word.typed.clone())).collect()
}

type Typed = Result<(State, Vec<Code>), Vec<Code>>;

fn type_head(state: &State, typed: &[(OrderField, crate::vocabulary::Word)]) -> Typed {
    let mut after = state.clone();
    let (mut told, mut refused) = (Vec::new(), Vec::new());
    for (field, word) in typed {
        match word.read(false) {
            Ok((cell, code)) => {
                after.set_head(*field, cell);
                told.extend(code);
            }
            Err(code) => refused.push(code),
        }
    }
    if refused.is_empty() { Ok((after, told)) } else { Err(refused) }
}

fn expected_head(order: &Order, typed: &[(OrderField, crate::vocabulary::Word)]) -> Typed {
    if order.state.deleted {
        return Err(vec![Code::NotFound]);
    }
    let (after, mut told) = type_head(&order.state, typed)?;
    let is_changed = |field: &OrderField| order.state.head(*field) != after.head(*field);
    let locked: Vec<Code> = OrderField::ALL
        .into_iter()
        .filter(|field| order.confirmed && is_locked(*field) && is_changed(field))
        .map(|_| Code::OrdLockedBuyer)
        .collect();
    if !locked.is_empty() {
        return Err(locked);
    }
    let total = after.head(OrderField::TotalUsd).value().map(|total| total.replace('.', ""));
    let sum = after.sums().amount_minor.to_string();
    if after.in_dollars() && !after.lines.is_empty() && total.is_some_and(|total| total != sum) {
        told.push(Code::OrdTotalDiff);
    }
    Ok((after, told))
}

/// The places in the request, counted from 0, at which a twin was told.
fn twins_told(told: &[Problem]) -> Vec<usize> {
    let place = |problem: &Problem| {
        let path = problem.field.as_deref().expect("a twin is told with its line");
        path.trim_start_matches("lines[").trim_end_matches(']').parse().expect("a path")
    };
    told.iter().filter(|problem| problem.code == Code::LineDuplicate).map(place).collect()
}

fn twins(state: &State, ids: &[LineId], is_asked: impl Fn(LineId) -> bool) -> Vec<usize> {
    let has_twin = |id: LineId| {
        let same = state.line(id).and_then(Line::sameness);
        same.is_some_and(|same| {
            state.lines.iter().any(|other| other.id != id && other.sameness().as_ref() == Some(&same))
        })
    };
    ids.iter().enumerate().filter(|(_, id)| is_asked(**id) && has_twin(**id)).map(|(at, _)| at).collect()
}
