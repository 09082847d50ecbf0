//! Deciding what both sides changed (需处理): what is taken is written once more, as a new step over the rows as they are now.
//! Whatever the choice, the entry leaves the list in the same transaction.

use std::collections::{HashMap, HashSet};

use domain::{
    Change, Deed, Line, LineField, Lookup, OrderField,
    field::Entry,
    line::LineGroup,
    mutation::{Conflict, Contested, Entity, GroupEdit, Grouped, ImportDeed, LineContent, LineEntries, Side},
};
use values::{Code, LineId, MutationId, OrderId, Problem};

use crate::{
    fault::ActionError,
    host::{AttentionTx, Host, Settlement, Tx as _},
    step::{CHUNK, Role, SPACING, Step},
};

/// Something that is to be so afterwards, whatever stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The head says this.
    Head(Vec<(OrderField, Entry)>),
    /// A line says this in these fields; if it was removed, it comes back.
    Fields(LineId, Vec<(LineField, Entry)>),
    /// A line is there and says this.
    Line(LineContent),
    /// A line is not there.
    NoLine(LineId),
    /// The order is there.
    Order,
    /// The order is deleted.
    NoOrder,
}

impl Wanted {
    /// What a mutation asked for, all of it.
    ///
    /// # Errors
    /// `SYNC_PARENT_REFUSED` for the making of an order: the server refused it under this id for good; a copy can be made.
    pub fn of_deed(deed: &Deed) -> Result<Vec<Self>, Problem> {
        Ok(match deed {
            Deed::CreateOrder { .. } => return Err(Problem::new(Code::SyncParentRefused)),
            Deed::EditOrder(edit) => vec![Self::Head(edit.groups.iter().flat_map(afters).collect())],
            Deed::DeleteOrder { .. } => vec![Self::NoOrder],
            Deed::RestoreOrder => vec![Self::Order],
            Deed::AddLines { lines, .. } | Deed::RestoreLines { lines, .. } => {
                lines.iter().cloned().map(Self::Line).collect()
            }
            Deed::EditLines { lines, .. } => {
                let fields = |edit: &domain::mutation::ContentEdit| {
                    Self::Fields(edit.base.id, edit.groups.iter().flat_map(afters).collect())
                };
                lines.iter().map(fields).collect()
            }
            Deed::RemoveLines { lines } => lines.iter().map(|base| Self::NoLine(base.id)).collect(),
            Deed::ImportLines(ImportDeed { replaces, lines, .. }) => {
                let gone = replaces.iter().map(|base| Self::NoLine(base.id));
                gone.chain(lines.iter().cloned().map(Self::Line)).collect()
            }
        })
    }

    /// What our side of a conflict asked for, within the mutation that met it.
    ///
    /// # Errors
    /// Where the conflict is about all of the mutation: as [`Wanted::of_deed`], and `NOT_FOUND` if nobody here has it.
    pub fn mine(conflict: &Conflict, deed: Option<&Deed>) -> Result<Vec<Self>, Problem> {
        let wanted = match (conflict.entity, conflict.group, &conflict.mine) {
            (Entity::Order, Contested::Existence, Side::Gone) => vec![Self::NoOrder],
            (Entity::Order, Contested::Existence, Side::Entries(entries)) => {
                vec![Self::Head(OrderField::EVERY.iter().copied().zip(entries.iter().cloned()).collect())]
            }
            (Entity::Order, Contested::Existence, _) => {
                let deed = deed.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
                let mut wanted = vec![Self::Order];
                wanted.extend(Self::of_deed(deed)?);
                wanted
            }
            (Entity::Line(line), Contested::Existence, Side::Gone) => vec![Self::NoLine(line)],
            (Entity::Line(line), Contested::Existence, mine) => {
                let known = deed.into_iter().flat_map(contents).find(|content| content.id == line).cloned();
                let told = known.or_else(|| told_content(line, mine));
                vec![Self::Line(told.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?)]
            }
            (Entity::Order, Contested::Head(group), Side::Entries(entries)) => {
                vec![Self::Head(fields_of(group).zip(entries.iter().cloned()).collect())]
            }
            (Entity::Line(line), Contested::Line(group), Side::Entries(entries)) => {
                vec![Self::Fields(line, fields_of(group).zip(entries.iter().cloned()).collect())]
            }
            _ => Vec::new(),
        };
        Ok(wanted)
    }
}

/// The fields of a group, in the order of the row.
pub fn fields_of<F: Grouped>(group: F::Group) -> impl Iterator<Item = F> {
    F::EVERY.iter().copied().filter(move |field| field.group() == group)
}

fn afters<F: Grouped>(edit: &GroupEdit<F>) -> Vec<(F, Entry)> {
    edit.fields().iter().map(|field| (field.field, field.after.clone())).collect()
}

/// A line as a conflict tells it.
fn told_content(id: LineId, side: &Side) -> Option<LineContent> {
    let Side::Entries(told) = side else { return None };
    let mut entries = LineEntries::of(|_| Entry::Empty);
    for (field, entry) in LineField::EVERY.iter().zip(told) {
        entries.set(*field, entry.clone());
    }
    Some(LineContent { id, place: 0, lookup: Lookup::None, entries })
}

fn contents(deed: &Deed) -> &[LineContent] {
    match deed {
        Deed::AddLines { lines, .. }
        | Deed::RestoreLines { lines, .. }
        | Deed::ImportLines(ImportDeed { lines, .. }) => lines,
        _ => &[],
    }
}

/// Decides an entry: `wanted` is written in one step, which can be undone like any other, and the entry is settled with it.
///
/// `SYNC_OP_HELD` while the rows do not show the server's side yet: sync first. `NOT_FOUND` if the entry is not there or was
/// decided; `LINE_LINKED`, `LINE_LIMIT`, `LINE_LAST`, `ORD_STATE` and the locks of §19.4 where ours cannot be taken. Nothing is
/// changed then, and the entry stays.
pub async fn decide<H: Host<Tx: AttentionTx>>(
    host: &H,
    id: OrderId,
    entry: MutationId,
    wanted: &[Wanted],
    settlement: Settlement,
) -> Result<(), ActionError> {
    if wanted.is_empty() {
        let mut tx = host.begin().await?;
        tx.settle_attention(entry, settlement, host.actor().person, host.now()).await?;
        return Ok(tx.commit().await?);
    }
    let mut step = Step::open_any(host, id).await?;
    step.tx.settle_attention(entry, settlement, host.actor().person, step.at).await?;
    if wanted.contains(&Wanted::Order) && step.order.deleted {
        step.order.deleted = false;
        step.note(Change::RestoreOrder);
    }
    if step.order.deleted && !wanted.contains(&Wanted::NoOrder) {
        return Err(Problem::new(Code::NotFound).in_field("id").into());
    }
    let head =
        wanted.iter().filter_map(|one| if let Wanted::Head(fields) = one { Some(fields) } else { None });
    step.put_fields(head.flatten().cloned())?;
    LinesWanted::of(wanted).put(&mut step).await?;
    if wanted.contains(&Wanted::NoOrder) && !step.order.deleted {
        step.order.state.name().may_delete()?;
        step.order.deleted = true;
        step.note(Change::DeleteOrder);
    }
    step.close(Role::New).await?;
    Ok(())
}

/// What is wanted of lines.
struct LinesWanted<'w> {
    /// In the order in which they are named first.
    ids: Vec<LineId>,
    fields: HashMap<LineId, Vec<&'w (LineField, Entry)>>,
    contents: HashMap<LineId, &'w LineContent>,
    gone: HashSet<LineId>,
}

impl<'w> LinesWanted<'w> {
    fn of(wanted: &'w [Wanted]) -> Self {
        let mut lines =
            Self { ids: Vec::new(), fields: HashMap::new(), contents: HashMap::new(), gone: HashSet::new() };
        let mut named = HashSet::new();
        for one in wanted {
            let id = match one {
                Wanted::Fields(id, fields) => {
                    lines.fields.entry(*id).or_default().extend(fields);
                    *id
                }
                Wanted::Line(content) => {
                    lines.contents.insert(content.id, content);
                    content.id
                }
                Wanted::NoLine(id) => {
                    lines.gone.insert(*id);
                    *id
                }
                Wanted::Head(_) | Wanted::Order | Wanted::NoOrder => continue,
            };
            if named.insert(id) {
                lines.ids.push(id);
            }
        }
        lines
    }

    async fn put<H: Host>(&self, step: &mut Step<'_, H>) -> Result<(), ActionError> {
        let gone: Vec<LineId> = self.ids.iter().copied().filter(|id| self.gone.contains(id)).collect();
        step.remove(gone).await?;
        let kept: Vec<LineId> = self.ids.iter().copied().filter(|id| !self.gone.contains(id)).collect();
        let (mut edits, mut new) = (Vec::new(), Vec::new());
        for chunk in kept.chunks(CHUNK) {
            let removed = step.tx.removed_lines(step.order.id, chunk).await?;
            step.restore(removed.iter().map(|line| line.id).collect()).await?;
            let live = step.tx.lines(step.order.id, chunk).await?;
            let there: HashSet<LineId> = live.iter().map(|line| line.id).collect();
            for id in chunk.iter().filter(|id| !there.contains(id)) {
                // A line that is nowhere can be made only of all that it said.
                let content =
                    self.contents.get(id).ok_or_else(|| Problem::new(Code::NotFound).in_field("lines"))?;
                new.push(*content);
            }
            let mut pairs = Vec::with_capacity(live.len());
            for before in live {
                let after = self.after(step, &before).await?;
                pairs.push((before, after));
            }
            edits.extend(step.update(pairs).await?);
        }
        if !edits.is_empty() {
            step.note(Change::EditLines { lines: edits });
        }
        insert(step, &new).await
    }

    /// A line as it is wanted.
    async fn after<H: Host>(&self, step: &mut Step<'_, H>, before: &Line) -> Result<Line, ActionError> {
        let context = step.context();
        let mut after = before.clone();
        if let Some(content) = self.contents.get(&before.id) {
            for (field, entry) in content.entries.iter() {
                after.fields.put(field, entry, context);
            }
        }
        for (field, entry) in self.fields.get(&before.id).into_iter().flatten() {
            after.fields.put(*field, entry, context);
        }
        let renamed = LineField::EVERY.iter().any(|field| {
            field.group() == LineGroup::Merchant && before.fields.entry(*field) != after.fields.entry(*field)
        });
        if renamed {
            after.lookup = crate::merchant::lookup_of(step, &after.fields).await?;
        }
        Ok(after)
    }
}

/// New lines behind the last one, under the ids that they had.
async fn insert<H: Host>(step: &mut Step<'_, H>, contents: &[&LineContent]) -> Result<(), ActionError> {
    if contents.is_empty() {
        return Ok(());
    }
    let last = step.tx.last_place(step.order.id).await?;
    let context = step.context();
    let places = (1..).map(|n| last + n * SPACING);
    let lines: Vec<Line> =
        contents.iter().zip(places).map(|(content, place)| content.line(place, context)).collect();
    step.insert(&lines, None).await?;
    step.note(Change::AddLines { lines: lines.iter().map(|line| line.id).collect() });
    Ok(())
}
