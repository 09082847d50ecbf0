//! Mutations of lines.

use std::collections::{HashMap, HashSet};

use domain::{
    Change, Line, LineContext, Mutation, Order, Outcome,
    mutation::{
        Conflict, ContentEdit, Contested, Entity, LineBase, LineContent, LineEntries, Side,
        groups::check_length,
    },
};
use values::{Code, Currency, LineId, OrderId, Problem};

use super::{
    Met, check_room, finish,
    meeting::{EditedLine, unwelcome},
    rejected, would_empty,
};
use crate::{
    fault::ActionError,
    host::{Host, Tx},
    step::{CHUNK, SPACING, Step},
};

/// Beyond this place nobody proposes one honestly: [`SPACING`] apart it is line 2^42. New places stay countable behind it.
const PLACE_MAX: i64 = 1 << 52;

/// Lines of an order by id, whether they are there or were removed.
#[derive(Default)]
pub(super) struct Known {
    pub(super) live: HashMap<LineId, Line>,
    pub(super) removed: HashMap<LineId, Line>,
}

impl Known {
    pub(super) async fn load<T: Tx>(
        tx: &mut T,
        order: OrderId,
        ids: impl Iterator<Item = LineId>,
    ) -> Result<Self, ActionError> {
        let ids: Vec<LineId> = ids.collect();
        let mut known = Self::default();
        for chunk in ids.chunks(CHUNK) {
            let live = tx.lines(order, chunk).await?;
            let is_whole = live.len() == chunk.len();
            known.live.extend(live.into_iter().map(|line| (line.id, line)));
            if !is_whole {
                let removed = tx.removed_lines(order, chunk).await?;
                known.removed.extend(removed.into_iter().map(|line| (line.id, line)));
            }
        }
        Ok(known)
    }
}

pub(super) async fn add<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    entered: Currency,
    lines: &[LineContent],
) -> Result<(H::Tx, Outcome), ActionError> {
    if let Err(problem) = order.state.name().may_edit_lines().and_then(|()| check_lines(lines)) {
        return rejected(tx, problem);
    }
    let known = Known::load(&mut tx, order.id, lines.iter().map(|line| line.id)).await?;
    let mut met = Met::default();
    let new = newcomers(lines, &known, entered, order.fields.line_currency, &mut met);
    if let Err(problem) = check_room(&order, new.len(), 0) {
        return rejected(tx, problem);
    }
    let placed = place(&mut tx, host, &order, new, &mut met).await?;
    let mut step = Step::on(host, tx, host.now(), order);
    insert_noted(&mut step, &placed).await?;
    finish(step, mutation, met).await
}

/// Inserts lines and notes it.
async fn insert_noted<H: Host>(step: &mut Step<'_, H>, placed: &Placed<'_>) -> Result<(), ActionError> {
    if placed.len() > 0 {
        for lines in placed.chunks() {
            step.insert(&lines, None).await?;
        }
        step.note(Change::AddLines { lines: placed.contents.iter().map(|content| content.id).collect() });
    }
    Ok(())
}

/// The lines that may come: each id once, none that is there already, none whose amount is in another currency.
pub(super) fn newcomers<'m>(
    lines: &'m [LineContent],
    known: &Known,
    entered: Currency,
    currency: Currency,
    met: &mut Met,
) -> Vec<&'m LineContent> {
    let mut named = HashSet::with_capacity(lines.len());
    let mut new = Vec::with_capacity(lines.len());
    for content in lines {
        let there = known.live.get(&content.id).or_else(|| known.removed.get(&content.id));
        match there {
            Some(line) if known.live.contains_key(&line.id) && LineBase::of(line) == content.base() => {}
            Some(line) => met.conflicts.push(unwelcome(content, Some(line), Code::SyncConflict)),
            None if !named.insert(content.id) => {
                met.conflicts.push(unwelcome(content, None, Code::SyncConflict));
            }
            None if entered != currency && has_amount(&content.entries) => {
                met.conflicts.push(unwelcome(content, None, Code::ImpCurrency));
            }
            None => new.push(content),
        }
    }
    new
}

fn has_amount(entries: &LineEntries) -> bool {
    matches!(entries.get(domain::LineField::Amount), domain::Entry::Value(_))
}

/// New lines with the places where they will stand. They become lines a piece at a time: an import has 100,000.
pub(super) struct Placed<'m> {
    contents: Vec<&'m LineContent>,
    context: LineContext,
    /// The place behind which they stand, unless those that their desk proposed do.
    behind: Option<i64>,
}

impl Placed<'_> {
    pub(super) fn len(&self) -> usize {
        self.contents.len()
    }

    /// The lines, as many at a time as are stored at a time.
    pub(super) fn chunks(&self) -> impl Iterator<Item = Vec<Line>> {
        let places = self.behind.into_iter().flat_map(|behind| (1..).map(move |n| behind + n * SPACING));
        let mut places = places.fuse();
        self.contents.chunks(CHUNK).map(move |contents| {
            let lines = contents.iter().map(|content| {
                let place = places.next().unwrap_or(content.place);
                content.line(place, self.context)
            });
            lines.collect()
        })
    }
}

/// Lines at the places that their desk proposed, or, where those would not stand behind the last line, behind it.
pub(super) async fn place<'m, T: Tx, H: Host<Tx = T>>(
    tx: &mut T,
    host: &H,
    order: &Order,
    contents: Vec<&'m LineContent>,
    met: &mut Met,
) -> Result<Placed<'m>, ActionError> {
    let context: LineContext = order.line_context(host.today());
    if contents.is_empty() {
        return Ok(Placed { contents, context, behind: None });
    }
    let last = tx.last_place(order.id).await?;
    let mut before = last;
    let keeps = contents.iter().all(|content| {
        let ascends = content.place > before && content.place <= PLACE_MAX;
        before = content.place;
        ascends
    });
    met.merged |= !keeps;
    Ok(Placed { contents, context, behind: (!keeps).then_some(last) })
}

pub(super) async fn edit<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    entered: Currency,
    edits: &[ContentEdit],
) -> Result<(H::Tx, Outcome), ActionError> {
    let lengths = || edits.iter().flat_map(|edit| &edit.groups).try_for_each(|group| group.check_lengths());
    if let Err(problem) = order.state.name().may_edit_lines().and_then(|()| lengths()) {
        return rejected(tx, problem);
    }
    let context = order.line_context(host.today());
    let known = Known::load(&mut tx, order.id, edits.iter().map(|edit| edit.base.id)).await?;
    let mut live = known.live;
    let mut met = Met::default();
    let mut pairs = Vec::with_capacity(edits.len());
    for edit in edits {
        // A line that is named twice is not there the second time.
        let Some(before) = live.remove(&edit.base.id) else {
            met.conflicts.extend(EditedLine::gone(edit));
            continue;
        };
        let edited = EditedLine::of(edit, &before, entered, context);
        met.conflicts.extend(edited.conflicts);
        met.merged |= edited.merged;
        pairs.push((before, edited.after));
    }
    let mut step = Step::on(host, tx, host.now(), order);
    let done = step.update(pairs).await?;
    if !done.is_empty() {
        step.note(Change::EditLines { lines: done });
    }
    finish(step, mutation, met).await
}

pub(super) async fn remove<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    bases: &[LineBase],
) -> Result<(H::Tx, Outcome), ActionError> {
    if let Err(problem) = order.state.name().may_edit_lines() {
        return rejected(tx, problem);
    }
    let mut known = Known::load(&mut tx, order.id, bases.iter().map(|base| base.id)).await?;
    let mut met = Met::default();
    let ids = removable(bases, &mut known, &mut met);
    if would_empty(&order, ids.len()) {
        return rejected(tx, Problem::new(Code::LineLast));
    }
    let mut step = Step::on(host, tx, host.now(), order);
    step.remove(ids).await?;
    finish(step, mutation, met).await
}

/// The lines that stand as the desk that removed them saw them. A line that is gone already needs no removing.
pub(super) fn removable(bases: &[LineBase], known: &mut Known, met: &mut Met) -> Vec<LineId> {
    let mut ids = Vec::with_capacity(bases.len());
    for base in bases {
        let Some(line) = known.live.remove(&base.id) else { continue };
        let stands = LineBase::of(&line);
        if stands == *base {
            ids.push(line.id);
            continue;
        }
        let theirs = LineEntries::of_line(&line.fields);
        met.conflicts.push(Conflict {
            entity: Entity::Line(line.id),
            group: Contested::Existence,
            code: Code::SyncConflict,
            base: Side::Hash(base.hash),
            mine: Side::Gone,
            theirs: Side::Entries(theirs.iter().map(|(_, entry)| entry.clone()).collect()),
        });
    }
    ids
}

pub(super) async fn restore<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    entered: Currency,
    lines: &[LineContent],
) -> Result<(H::Tx, Outcome), ActionError> {
    if let Err(problem) = order.state.name().may_edit_lines().and_then(|()| check_lines(lines)) {
        return rejected(tx, problem);
    }
    let currency = order.fields.line_currency;
    let mut known = Known::load(&mut tx, order.id, lines.iter().map(|line| line.id)).await?;
    let mut met = Met::default();
    let mut back = Vec::new();
    let mut strangers = Vec::new();
    for content in lines {
        if known.live.contains_key(&content.id) {
            continue;
        }
        match known.removed.remove(&content.id) {
            _ if entered != currency && has_amount(&content.entries) => {
                met.conflicts.push(unwelcome(content, None, Code::ImpCurrency));
            }
            Some(line) if LineBase::of(&line) == content.base() => back.push(line.id),
            // Two desks removed it, and it did not say the same on both: what it says is for a person to decide.
            Some(line) => met.conflicts.push(unwelcome(content, Some(&line), Code::SyncConflict)),
            None if back.contains(&content.id) => {}
            // Added and removed before anything was sent.
            None => strangers.push(content.clone()),
        }
    }
    let new = newcomers(&strangers, &Known::default(), entered, currency, &mut met);
    if let Err(problem) = check_room(&order, back.len() + new.len(), 0) {
        return rejected(tx, problem);
    }
    let placed = place(&mut tx, host, &order, new, &mut met).await?;
    let mut step = Step::on(host, tx, host.now(), order);
    step.restore(back).await?;
    insert_noted(&mut step, &placed).await?;
    finish(step, mutation, met).await
}

/// `FIELD_TOO_LONG` for a text that no desk would have kept (YW-ORD-06).
pub(super) fn check_lines(lines: &[LineContent]) -> Result<(), Problem> {
    lines
        .iter()
        .flat_map(|line| line.entries.iter())
        .try_for_each(|(field, entry)| check_length(field, entry))
}
