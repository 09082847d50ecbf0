//! A step: one or more changes of one order in one transaction, with their records. Verbs and undo are built from
//! the same moves here, so that taking back goes through the same door as doing.

use std::collections::HashMap;

use domain::{Change, FieldEdit, Line, LineContext, LineEdit, Order, OrderField, StateName, Sums, change};
use values::{Code, Instant, LineId, MerchantNo, MutationId, OrderId, Problem};

use crate::{
    fault::ActionError,
    host::{Host, KnownMerchant, Record, Tx as _, UndoTx},
};

/// Lines that are loaded and stored at a time: bounds the memory of a change that touches all 100,000.
pub(crate) const CHUNK: usize = 1_000;

/// Distance between the places of neighbouring lines, so that lines can be put between without renumbering.
pub(crate) const SPACING: i64 = 1_024;

pub(crate) struct Step<'h, H: Host> {
    pub(crate) host: &'h H,
    pub(crate) tx: H::Tx,
    pub(crate) order: Order,
    pub(crate) at: Instant,
    /// The sums as stored, to see whether they have to be stored again.
    stored_sums: Sums,
    changes: Vec<Change>,
    /// What was asked of purchase numbers: a filled column asks of one a hundred thousand times.
    pub(crate) merchants: HashMap<MerchantNo, Option<KnownMerchant>>,
}

/// What a finished step is on the undo stack.
pub(crate) enum Role {
    /// A person's new step.
    New,
    /// Creating an order: the beginning of its history cannot be undone.
    Unrecallable,
    /// Takes back (`undone`) or does again the step at this place of the stack, made by this range of changes.
    Turns { step: i64, range: (i64, i64), undone: bool },
}

impl<'h, H: Host> Step<'h, H> {
    /// Opens a transaction on an order that is there. `NOT_FOUND` if it is not, or was deleted.
    pub(crate) async fn open(host: &'h H, id: OrderId) -> Result<Self, ActionError> {
        let step = Self::open_any(host, id).await?;
        if step.order.deleted {
            return Err(Problem::new(Code::NotFound).in_field("id").into());
        }
        Ok(step)
    }

    /// The same for an order that may have been deleted.
    pub(crate) async fn open_any(host: &'h H, id: OrderId) -> Result<Self, ActionError> {
        let mut tx = host.begin().await?;
        let order = tx.order(id).await?.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
        Ok(Self::on(host, tx, host.now(), order))
    }

    /// A step that begins with a new order.
    pub(crate) async fn create(host: &'h H, order: Order) -> Result<Self, ActionError> {
        let mut tx = host.begin().await?;
        tx.insert_order(&order).await?;
        Ok(Self::on(host, tx, order.created_at, order))
    }

    /// A step within a transaction that the caller began and will end.
    pub(crate) fn on(host: &'h H, tx: H::Tx, at: Instant, order: Order) -> Self {
        let (changes, merchants) = (Vec::new(), HashMap::new());
        Self { host, tx, at, stored_sums: order.sums, order, changes, merchants }
    }

    /// A step that begins with a new order, within the caller's transaction.
    pub(crate) async fn create_within(host: &'h H, mut tx: H::Tx, order: Order) -> Result<Self, ActionError> {
        tx.insert_order(&order).await?;
        let at = host.now();
        Ok(Self::on(host, tx, at, order))
    }

    pub(crate) fn context(&self) -> LineContext {
        self.order.line_context(self.host.today())
    }

    /// Adds a change to the step's record.
    pub(crate) fn note(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Puts recorded entries into the head, each under the permissions of its group (§19.4).
    pub(crate) fn put_fields(
        &mut self,
        fields: impl IntoIterator<Item = (OrderField, domain::Entry)>,
    ) -> Result<(), ActionError> {
        let before = self.order.fields.clone();
        for (field, entry) in fields {
            self.order.fields.put(field, &entry);
        }
        self.note_fields(&before)
    }

    /// Notes how the head differs from `before`, if it does and may.
    pub(crate) fn note_fields(&mut self, before: &domain::OrderFields) -> Result<(), ActionError> {
        let fields = change::order_edits(before, &self.order.fields);
        let state = self.order.state.name();
        let refused: Vec<Problem> = fields
            .iter()
            .filter_map(|edit| Some(state.may_edit(edit.field.group()).err()?.in_field(edit.field.name())))
            .collect();
        if !refused.is_empty() {
            return Err(ActionError::Refused(refused));
        }
        if !fields.is_empty() {
            self.note(Change::EditOrder { fields });
        }
        Ok(())
    }

    /// Inserts lines behind the last one.
    pub(crate) async fn insert(
        &mut self,
        lines: &[Line],
        import: Option<values::ImportId>,
    ) -> Result<(), ActionError> {
        self.order.state.name().may_edit_lines()?;
        self.order.sums += lines.iter().collect::<Sums>();
        if self.order.sums.lines > domain::order::LINES_MAX {
            return Err(Problem::new(Code::LineLimit).into());
        }
        for chunk in lines.chunks(CHUNK) {
            self.tx.insert_lines(self.order.id, chunk, import).await?;
        }
        Ok(())
    }

    /// Stores changed lines and answers with their edits. Pairs that do not differ are skipped. Where only what is
    /// known of the purchase number differs, the line is stored without an edit: nobody changed it.
    pub(crate) async fn update(&mut self, pairs: Vec<(Line, Line)>) -> Result<Vec<LineEdit>, ActionError> {
        self.order.state.name().may_edit_lines()?;
        let mut edits = Vec::new();
        let mut changed = Vec::new();
        for (before, after) in pairs {
            let fields = change::line_edits(&before.fields, &after.fields);
            if fields.is_empty() && before.lookup == after.lookup {
                continue;
            }
            refuse_linked(&before, &fields)?;
            self.order.sums += Sums::of(&after) - Sums::of(&before);
            if !fields.is_empty() {
                edits.push(LineEdit { line: before.id, fields });
            }
            changed.push((before, after));
        }
        for chunk in changed.chunks(CHUNK) {
            self.tx.update_lines(self.order.id, chunk).await?;
        }
        Ok(edits)
    }

    /// Removes lines and notes it.
    pub(crate) async fn remove(&mut self, ids: Vec<LineId>) -> Result<(), ActionError> {
        self.order.state.name().may_edit_lines()?;
        let mut removed = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let lines = self.tx.lines(self.order.id, chunk).await?;
            self.order.sums -= lines.iter().collect::<Sums>();
            self.tx.remove_lines(self.order.id, &lines).await?;
            removed.extend(lines.iter().map(|line| line.id));
        }
        if !removed.is_empty() {
            self.note(Change::RemoveLines { lines: removed });
        }
        Ok(())
    }

    /// Brings removed lines back under their ids and notes it.
    pub(crate) async fn restore(&mut self, ids: Vec<LineId>) -> Result<(), ActionError> {
        self.order.state.name().may_edit_lines()?;
        for chunk in ids.chunks(CHUNK) {
            let lines = self.tx.removed_lines(self.order.id, chunk).await?;
            self.order.sums += lines.iter().collect::<Sums>();
            self.tx.restore_lines(self.order.id, &lines).await?;
        }
        if self.order.sums.lines > domain::order::LINES_MAX {
            return Err(Problem::new(Code::LineLimit).into());
        }
        if !ids.is_empty() {
            self.note(Change::RestoreLines { lines: ids });
        }
        Ok(())
    }

    /// Records everything under the id of the mutation that brought it, and hands the transaction back. Where it brought
    /// several changes, the last one has its id.
    pub(crate) async fn close_under(mut self, mutation: MutationId) -> Result<H::Tx, ActionError> {
        self.record_all(None, Some(mutation)).await?;
        Ok(self.tx)
    }

    /// Writes the order and the record of each change; the first and last sequence number, if there were changes.
    async fn record_all(
        &mut self,
        undoes: Option<i64>,
        mutation: Option<MutationId>,
    ) -> Result<Option<(i64, i64)>, ActionError> {
        if self.changes.is_empty() {
            if self.order.sums != self.stored_sums {
                self.tx.save_order(&self.order).await?;
            }
            return Ok(None);
        }
        self.order.updated_at = self.at;
        self.tx.save_order(&self.order).await?;
        let mut range: Option<(i64, i64)> = None;
        let changes = std::mem::take(&mut self.changes);
        let last = changes.len() - 1;
        for (at, change) in changes.into_iter().enumerate() {
            let given = mutation.filter(|_| at == last);
            let id = given.unwrap_or_else(|| MutationId::from_uuid(self.host.next_uuid()));
            let record = Record { id, change, at: self.at, actor: self.host.actor() };
            let seq = self.tx.record(self.order.id, &record, undoes).await?;
            range = Some((range.map_or(seq, |(first, _)| first), seq));
        }
        Ok(range)
    }
}

impl<H: Host<Tx: UndoTx>> Step<'_, H> {
    /// Records everything, turns the undo stack, and commits; answers how many steps can be undone and redone. A new
    /// step in which nothing happened leaves no trace.
    ///
    /// `LINE_LAST` where lines were removed and a confirmed order would be left empty. Asked here and not at the
    /// removal, because the same step may bring other lines (清空后导入, and taking that back).
    pub(crate) async fn close(mut self, role: Role) -> Result<(u32, u32), ActionError> {
        let removed = self.changes.iter().any(|change| matches!(change, Change::RemoveLines { .. }));
        if removed && self.order.sums.lines == 0 && self.order.state.confirmed().is_some() {
            return Err(Problem::new(Code::LineLast).into());
        }
        if !self.changes.is_empty() && self.order.state.name() != StateName::Draft {
            self.host.may_queue().await?;
        }
        let actor = self.host.actor();
        let id = self.order.id;
        let undoes = match &role {
            Role::Turns { range, .. } => Some(range.0),
            Role::New | Role::Unrecallable => None,
        };
        let range = self.record_all(undoes, None).await?;
        match (role, range) {
            (Role::New, Some((first, last))) => self.tx.push_undo(id, actor.person, first, last).await?,
            (Role::New, None) | (Role::Unrecallable, _) => {}
            (Role::Turns { step, undone, .. }, by) => {
                self.tx.turn_step(id, actor.person, step, undone, by).await?;
            }
        }
        let depth = self.tx.undo_depth(id, actor.person).await?;
        self.tx.commit().await?;
        Ok(depth)
    }
}

/// `LINE_LINKED` if merchant or month of a linked line would change (YW-ORD-16).
fn refuse_linked(line: &Line, fields: &[FieldEdit<domain::LineField>]) -> Result<(), ActionError> {
    use domain::LineGroup::{Merchant, Month};
    match fields.iter().find(|edit| matches!(edit.field.group(), Merchant | Month)) {
        Some(edit) if line.linked => Err(Problem::new(Code::LineLinked).in_field(edit.field.name()).into()),
        _ => Ok(()),
    }
}
