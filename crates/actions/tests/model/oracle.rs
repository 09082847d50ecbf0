//! The plain model of an order: texts in lists, steps as snapshots.

use std::collections::BTreeMap;

use domain::{Entry, LineField, LineGroup, Lookup, OrderField, OrderGroup, Sums};
use values::{Code, ImportId, LineId, OrderId};

use crate::vocabulary::KNOWN;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    Value(String),
    Raw(String),
}

impl From<Entry> for Cell {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Empty => Self::Empty,
            Entry::Value(text) => Self::Value(text.into()),
            Entry::Raw(text) => Self::Raw(text.into()),
        }
    }
}

impl Cell {
    pub(crate) fn value(&self) -> Option<&str> {
        match self {
            Self::Value(text) => Some(text),
            Self::Empty | Self::Raw(_) => None,
        }
    }
}

/// The eight cells of a line, in the order of the template.
pub(crate) type Cells = [Cell; 8];

fn at(field: LineField) -> usize {
    LineField::ALL.iter().position(|known| *known == field).expect("ALL holds every field")
}

fn at_head(field: OrderField) -> usize {
    OrderField::ALL.iter().position(|known| *known == field).expect("ALL holds every field")
}

#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) id: LineId,
    /// Which line it was of all that the order ever had: lines stand in this order.
    pub(crate) born: usize,
    pub(crate) cells: Cells,
    pub(crate) linked: bool,
    /// The import that brought it, and what it brought.
    pub(crate) import: Option<(ImportId, Cells)>,
}

impl Line {
    fn cell(&self, field: LineField) -> &Cell {
        &self.cells[at(field)]
    }

    pub(crate) fn is_wrong(&self) -> bool {
        let named = self.cell(LineField::MerchantNo).value().is_some();
        let may_be_empty = |field| match field {
            LineField::MerchantNo => true,
            LineField::MerchantName | LineField::MerchantPhone => named,
            _ => false,
        };
        LineField::ALL.into_iter().any(|field| match self.cell(field) {
            Cell::Raw(_) => true,
            Cell::Empty => !may_be_empty(field),
            Cell::Value(_) => false,
        })
    }

    pub(crate) fn lookup(&self) -> Lookup {
        lookup(&self.cells)
    }

    /// Phone, month, goods, quantity, packages, amount: if all are there.
    pub(crate) fn sameness(&self) -> Option<Vec<&str>> {
        let six = [
            LineField::MerchantPhone,
            LineField::OrderMonth,
            LineField::GoodsName,
            LineField::Quantity,
            LineField::Packages,
            LineField::Amount,
        ];
        six.into_iter().map(|field| self.cell(field).value()).collect()
    }
}

fn known_as(cells: &Cells) -> Option<(&'static str, &'static str)> {
    let no = cells[at(LineField::MerchantNo)].value()?;
    KNOWN.iter().find(|(known, _, _)| *known == no).map(|(_, name, phone)| (*name, *phone))
}

/// Undoing fills nothing in: where it leaves a number whose name or phone is empty, that waits to be asked again.
fn lookup(cells: &Cells) -> Lookup {
    if cells[at(LineField::MerchantNo)].value().is_none() {
        return Lookup::None;
    }
    let Some((name, phone)) = known_as(cells) else { return Lookup::Pending };
    let pairs = [(LineField::MerchantName, name), (LineField::MerchantPhone, phone)];
    let stands = pairs.map(|(field, known)| (&cells[at(field)], known));
    if stands.iter().any(|(cell, known)| **cell != Cell::Empty && cell.value() != Some(known)) {
        Lookup::Mismatch
    } else if stands.iter().any(|(cell, _)| **cell == Cell::Empty) {
        Lookup::Pending
    } else {
        Lookup::Ok
    }
}

/// Name and phone come from the platform where nothing else was typed.
pub(crate) fn fill_in(cells: &mut Cells) {
    let Some((name, phone)) = known_as(cells) else {
        return;
    };
    let pairs = [(LineField::MerchantName, name), (LineField::MerchantPhone, phone)];
    let agrees = |cell: &Cell, known: &str| *cell == Cell::Empty || cell.value() == Some(known);
    if pairs.iter().all(|(field, known)| agrees(&cells[at(*field)], known)) {
        for (field, known) in pairs {
            cells[at(field)] = Cell::Value(known.to_owned());
        }
    }
}

pub(crate) fn set(cells: &mut Cells, field: LineField, cell: Cell) {
    cells[at(field)] = cell;
}

/// Everything of an order that people see.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) head: Vec<Cell>,
    pub(crate) lines: Vec<Line>,
    pub(crate) deleted: bool,
}

impl State {
    pub(crate) fn new() -> Self {
        let mut head = vec![Cell::Empty; OrderField::ALL.len()];
        head[at_head(OrderField::BuyerKind)] = Cell::Value("person".to_owned());
        head[at_head(OrderField::LineCurrency)] = Cell::Value("CNY".to_owned());
        Self { head, lines: Vec::new(), deleted: false }
    }

    pub(crate) fn head(&self, field: OrderField) -> &Cell {
        &self.head[at_head(field)]
    }

    pub(crate) fn set_head(&mut self, field: OrderField, cell: Cell) {
        self.head[at_head(field)] = cell;
    }

    pub(crate) fn in_dollars(&self) -> bool {
        self.head(OrderField::LineCurrency).value() == Some("USD")
    }

    pub(crate) fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub(crate) fn line_mut(&mut self, id: LineId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    pub(crate) fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for line in &self.lines {
            sums.lines += 1;
            sums.wrong += i64::from(line.is_wrong());
            sums.pending += i64::from(line.lookup() == Lookup::Pending);
            sums.linked += i64::from(line.linked);
            sums.packages += line.cell(LineField::Packages).value().map_or(0, whole);
            sums.amount_minor += line.cell(LineField::Amount).value().map_or(0, whole);
        }
        sums
    }

    /// Lines of each month, as YYYYMM and count.
    pub(crate) fn months(&self) -> Vec<(u32, u32)> {
        let mut months = BTreeMap::new();
        for month in self.lines.iter().filter_map(|line| line.cell(LineField::OrderMonth).value()) {
            *months.entry(u32::try_from(whole(month)).expect("a month")).or_default() += 1;
        }
        months.into_iter().collect()
    }
}

/// The digits of a value as one number: minor units of money, YYYYMM of a month.
fn whole(value: &str) -> i64 {
    value.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("digits")
}

/// What one key press did: how all stood before and after.
#[derive(Debug, Clone)]
struct Step {
    before: State,
    after: State,
    /// Set while the step is an import that was not taken back yet: taking it back leaves edited lines.
    import: Option<ImportId>,
}

#[derive(Debug, Clone, Default)]
struct Stack {
    done: Vec<Step>,
    undone: Vec<Step>,
}

const UNDO_STEPS: usize = 500;

/// An order with its history.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) id: OrderId,
    pub(crate) state: State,
    pub(crate) confirmed: bool,
    pub(crate) history: usize,
    pub(crate) born: usize,
    stacks: [Stack; 2],
}

impl Order {
    pub(crate) fn new(id: OrderId, state: State) -> Self {
        Self { id, state, confirmed: false, history: 1, born: 0, stacks: Default::default() }
    }

    pub(crate) fn depth(&self, person: usize) -> (u32, u32) {
        let count = |steps: &[Step]| u32::try_from(steps.len()).expect("at most 500");
        (count(&self.stacks[person].done), count(&self.stacks[person].undone))
    }

    /// Gives the state after a verb; true if it made a step.
    pub(crate) fn becomes(&mut self, person: usize, after: State, import: Option<ImportId>) -> bool {
        let mut parts = parts(&self.state, &after);
        let brings = |line: &Line| line.import.as_ref().map(|(id, _)| *id) == import;
        if import.is_some() && !after.lines.iter().any(brings) {
            parts += 1; // an import of no lines is recorded too
        }
        if parts == 0 {
            return false;
        }
        let before = std::mem::replace(&mut self.state, after.clone());
        self.history += parts;
        let stack = &mut self.stacks[person];
        stack.undone.clear();
        stack.done.push(Step { before, after, import });
        if stack.done.len() > UNDO_STEPS {
            stack.done.remove(0);
        }
        true
    }

    /// Takes the last step back, or does the last one taken back again. Whether anything changed; or the codes of which
    /// one is told.
    pub(crate) fn turn(&mut self, person: usize, undo: bool) -> Result<bool, Vec<Code>> {
        let stack = &self.stacks[person];
        let (step, none) =
            if undo { (stack.done.last(), Code::UndoNone) } else { (stack.undone.last(), Code::RedoNone) };
        let step = step.ok_or(vec![none])?;
        let after = turned(&self.state, step, self.confirmed)?;
        let parts = parts(&self.state, &after);
        let before = std::mem::replace(&mut self.state, after.clone());
        self.history += parts;
        let stack = &mut self.stacks[person];
        let (from, to) =
            if undo { (&mut stack.done, &mut stack.undone) } else { (&mut stack.undone, &mut stack.done) };
        from.pop();
        if parts > 0 {
            to.push(Step { before, after, import: None });
        }
        Ok(parts > 0)
    }
}

/// How many kinds of differences there are: each is one record of history.
fn parts(before: &State, after: &State) -> usize {
    let added = after.lines.iter().any(|line| before.line(line.id).is_none());
    let removed = before.lines.iter().any(|line| after.line(line.id).is_none());
    let edited =
        before.lines.iter().any(|line| after.line(line.id).is_some_and(|now| now.cells != line.cells));
    [before.head != after.head, before.deleted != after.deleted, added, removed, edited]
        .into_iter()
        .filter(|differs| *differs)
        .count()
}

/// The state without the step's differences, wherever they still stand.
fn turned(now: &State, step: &Step, confirmed: bool) -> Result<State, Vec<Code>> {
    let (from, to) = (&step.after, &step.before);
    let mut result = now.clone();
    let takes_back_a_deletion = from.deleted && !to.deleted;
    if now.deleted && !takes_back_a_deletion {
        return Err(vec![Code::NotFound]);
    }
    if from.deleted != to.deleted {
        if now.deleted != from.deleted {
            return Err(vec![Code::UndoChanged]);
        }
        if to.deleted && confirmed {
            return Err(vec![Code::OrdState]);
        }
        result.deleted = to.deleted;
    }
    turn_head(&mut result, from, to, confirmed)?;
    take_away(&mut result, from, to, step.import)?;
    put_back(&mut result, from, to)?;
    bring_back(&mut result, from, to)?;
    let fewer = now.lines.iter().any(|line| result.line(line.id).is_none());
    if confirmed && fewer && result.lines.is_empty() {
        return Err(vec![Code::LineLast]);
    }
    Ok(result)
}

fn turn_head(result: &mut State, from: &State, to: &State, confirmed: bool) -> Result<(), Vec<Code>> {
    let mut locked = false;
    for field in OrderField::ALL {
        if from.head(field) == to.head(field) {
            continue;
        }
        if result.head(field) != from.head(field) {
            return Err(vec![Code::UndoChanged]);
        }
        locked |= confirmed && is_locked(field);
        result.set_head(field, to.head(field).clone());
    }
    if locked { Err(vec![Code::OrdLockedBuyer]) } else { Ok(()) }
}

/// §19.4 for a confirmed order.
pub(crate) fn is_locked(field: OrderField) -> bool {
    !matches!(field.group(), OrderGroup::Remark | OrderGroup::Trace)
}

fn take_away(
    result: &mut State,
    from: &State,
    to: &State,
    import: Option<ImportId>,
) -> Result<(), Vec<Code>> {
    for line in from.lines.iter().filter(|line| to.line(line.id).is_none()) {
        let stands = result.line(line.id).is_some_and(|now| now.cells == line.cells);
        if stands {
            result.lines.retain(|now| now.id != line.id);
        } else if import.is_none() {
            return Err(vec![Code::UndoChanged]);
        }
    }
    Ok(())
}

fn put_back(result: &mut State, from: &State, to: &State) -> Result<(), Vec<Code>> {
    let mut linked = false;
    for (was, then) in from.lines.iter().filter_map(|line| Some((line, to.line(line.id)?))) {
        for field in LineField::ALL.into_iter().filter(|field| was.cell(*field) != then.cell(*field)) {
            let Some(now) = result.line_mut(was.id).filter(|now| now.cell(field) == was.cell(field)) else {
                return Err(vec![Code::UndoChanged]);
            };
            linked |= now.linked && rests_on(field);
            set(&mut now.cells, field, then.cell(field).clone());
        }
    }
    if linked { Err(vec![Code::LineLinked]) } else { Ok(()) }
}

/// Whether a link rests on this field (YW-ORD-16).
pub(crate) fn rests_on(field: LineField) -> bool {
    matches!(field.group(), LineGroup::Merchant | LineGroup::Month)
}

fn bring_back(result: &mut State, from: &State, to: &State) -> Result<(), Vec<Code>> {
    for line in to.lines.iter().filter(|line| from.line(line.id).is_none()) {
        if result.line(line.id).is_some() {
            return Err(vec![Code::UndoChanged]);
        }
        result.lines.push(line.clone());
    }
    result.lines.sort_by_key(|line| line.born);
    Ok(())
}
