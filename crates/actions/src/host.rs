//! The ports: what a verb needs from its surroundings. The desk's store implements them over its encrypted SQLite
//! file, the server's over its own database.

use std::future::Future;

pub use domain::ImportFacts;
use domain::{Change, ContentHash, Line, Order};
use values::{
    Day, DeviceId, ImportId, Instant, LineId, MerchantNo, Mobile, MutationId, OrderId, PartyName, PersonId,
};

use crate::{
    fault::{ActionError, StoreFault},
    step::CHUNK,
};

/// Who acts, from the session; never from a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The computer.
    pub device: DeviceId,
}

/// A verb's surroundings: time, chance, session, store.
pub trait Host: Sync {
    /// A transaction of its store.
    type Tx: Tx;

    /// Opens a transaction that will write. Waits its turn; `LOCAL_BUSY` if that takes too long.
    fn begin(&self) -> impl Future<Output = Result<Self::Tx, StoreFault>> + Send;

    /// Now.
    fn now(&self) -> Instant;

    /// Today's China date.
    fn today(&self) -> Day;

    /// A new UUIDv7.
    fn next_uuid(&self) -> values::Uuid;

    /// Who acts.
    fn actor(&self) -> Actor;

    /// Lets pass what is kept for the server to decide (class Q): a change of an order that is no draft any more. Where verbs are
    /// decided at once, nothing is kept.
    ///
    /// `OFFLINE_TOO_LONG` on a desk that has not been signed in for 30 days (YW-AUTH-06).
    fn may_queue(&self) -> impl Future<Output = Result<(), ActionError>> + Send {
        std::future::ready(Ok(()))
    }
}

/// What a merchant's purchase number stands for, as the platform last said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMerchant {
    /// Name on the platform.
    pub name: PartyName,
    /// Phone on the platform.
    pub phone: Mobile,
    /// Whether the merchant is active.
    pub active: bool,
}

/// A change with its circumstances, as history and outbox keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The mutation's id.
    pub id: MutationId,
    /// What was done.
    pub change: Change,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: Actor,
}

/// One entry of the undo stack: the changes of one step, first to last, by their sequence numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// Where it stands on the stack.
    pub step: i64,
    /// The name of the step's last change as it was first done, whatever undoing and redoing recorded since.
    pub what: String,
    /// The step's first change.
    pub first_seq: i64,
    /// The step's last change.
    pub last_seq: i64,
}

/// A writing transaction. Dropping it without [`Tx::commit`] leaves nothing.
pub trait Tx: Send {
    /// The order, deleted or not.
    fn order(&mut self, id: OrderId) -> impl Future<Output = Result<Option<Order>, StoreFault>> + Send;

    /// Stores a new order.
    fn insert_order(&mut self, order: &Order) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Stores an order's fields, sums, state and deletion.
    fn save_order(&mut self, order: &Order) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The lines of these ids, in that order; those that are not there, or are removed, are left out.
    fn lines(
        &mut self,
        order: OrderId,
        ids: &[LineId],
    ) -> impl Future<Output = Result<Vec<Line>, StoreFault>> + Send;

    /// The removed lines of these ids, in that order.
    fn removed_lines(
        &mut self,
        order: OrderId,
        ids: &[LineId],
    ) -> impl Future<Output = Result<Vec<Line>, StoreFault>> + Send;

    /// The ids of all lines, in their order.
    fn line_ids(&mut self, order: OrderId) -> impl Future<Output = Result<Vec<LineId>, StoreFault>> + Send;

    /// The place of the order's last line, removed ones included; 0 if it never had any.
    fn last_place(&mut self, order: OrderId) -> impl Future<Output = Result<i64, StoreFault>> + Send;

    /// Which line, counted from 1, an existing line stands at.
    fn position(
        &mut self,
        order: OrderId,
        line: LineId,
    ) -> impl Future<Output = Result<i64, StoreFault>> + Send;

    /// Stores new lines, of an import or not.
    fn insert_lines(
        &mut self,
        order: OrderId,
        lines: &[Line],
        import: Option<ImportId>,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Stores changed lines: each as it was and as it is.
    fn update_lines(
        &mut self,
        order: OrderId,
        lines: &[(Line, Line)],
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Removes lines; they can come back.
    fn remove_lines(
        &mut self,
        order: OrderId,
        lines: &[Line],
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Brings removed lines back to their places.
    fn restore_lines(
        &mut self,
        order: OrderId,
        lines: &[Line],
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Copies all lines of an order into another that has none, under these ids and in their order: what they say and what
    /// is known of their purchase numbers, neither links nor imports. The first stands at the place `spacing`, each other
    /// one as far behind the one before.
    fn copy_lines(
        &mut self,
        from: OrderId,
        to: OrderId,
        ids: &[LineId],
        spacing: i64,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// For each of these lines, named by its place and its fingerprint, another line of the order with that fingerprint: its
    /// position counted from 1 (YW-ORD-13).
    fn same_lines(
        &mut self,
        order: OrderId,
        lines: &[(i64, u128)],
    ) -> impl Future<Output = Result<Vec<Option<i64>>, StoreFault>> + Send;

    /// What the platform last said of a purchase number, if that is at most 90 days old (YW-ORD-12).
    fn known_merchant(
        &mut self,
        no: &MerchantNo,
        now: Instant,
    ) -> impl Future<Output = Result<Option<KnownMerchant>, StoreFault>> + Send;

    /// Keeps what is to be known of an import. Before its lines are inserted.
    fn insert_import(
        &mut self,
        order: OrderId,
        facts: &ImportFacts,
        at: Instant,
        actor: Actor,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// Writes how many lines an import added in the end.
    fn finish_import(
        &mut self,
        import: ImportId,
        imported: u32,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The lines of an import that are still there: those as they were imported, and those edited since.
    fn import_lines(
        &mut self,
        order: OrderId,
        import: ImportId,
    ) -> impl Future<Output = Result<(Vec<LineId>, Vec<LineId>), StoreFault>> + Send;

    /// Appends to history and outbox; answers with the change's sequence number. `undoes` names the first change of
    /// the step that this one takes back or does again.
    fn record(
        &mut self,
        order: OrderId,
        record: &Record,
        undoes: Option<i64>,
    ) -> impl Future<Output = Result<i64, StoreFault>> + Send;

    /// Whether the server refused to make this order, so that nothing that belongs to it can ever be put on. A desk
    /// refuses none.
    fn creation_refused(&mut self, _order: OrderId) -> impl Future<Output = Result<bool, StoreFault>> + Send {
        async { Ok(false) }
    }

    /// The hash of an order with its lines as stored ([`ContentHash::of_order_row`], [`ContentHash::of_line_row`]), by which
    /// desk and server tell at the end of a pull whether they have the same. A store that keeps it with the sums answers from
    /// there.
    fn content_hash(
        &mut self,
        order: &Order,
    ) -> impl Future<Output = Result<ContentHash, StoreFault>> + Send {
        async move {
            let mut hash = ContentHash::of_order_row(order);
            for chunk in self.line_ids(order.id).await?.chunks(CHUNK) {
                hash += self.lines(order.id, chunk).await?.iter().map(ContentHash::of_line_row).sum();
            }
            Ok(hash)
        }
    }

    /// Makes everything durable.
    fn commit(self) -> impl Future<Output = Result<(), StoreFault>> + Send;
}

/// What a desk's transaction has besides: each person's undo stack, and the history that undoing reads. A server has
/// none, since nothing that was sent is recalled (DECISIONS, Undo).
pub trait UndoTx: Tx {
    /// The changes of a step, first to last.
    fn changes(
        &mut self,
        order: OrderId,
        first_seq: i64,
        last_seq: i64,
    ) -> impl Future<Output = Result<Vec<Record>, StoreFault>> + Send;

    /// The newest change after `seq` for which `touches` holds.
    fn newest_change(
        &mut self,
        order: OrderId,
        after_seq: i64,
        touches: &(dyn Fn(&Change) -> bool + Sync),
    ) -> impl Future<Output = Result<Option<Record>, StoreFault>> + Send;

    /// Pushes a step on the person's stack; what was undone can no longer be redone, and the stack keeps 500.
    fn push_undo(
        &mut self,
        order: OrderId,
        person: PersonId,
        first_seq: i64,
        last_seq: i64,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// The step to undo next.
    fn next_undo(
        &mut self,
        order: OrderId,
        person: PersonId,
    ) -> impl Future<Output = Result<Option<UndoStep>, StoreFault>> + Send;

    /// The step to redo next; its range is that of the changes which undid it.
    fn next_redo(
        &mut self,
        order: OrderId,
        person: PersonId,
    ) -> impl Future<Output = Result<Option<UndoStep>, StoreFault>> + Send;

    /// Notes that a step was undone (or redone) by these changes. Without any the step is spent and leaves the stack:
    /// every line of an undone import was edited since, so that nothing was left to take back.
    fn turn_step(
        &mut self,
        order: OrderId,
        person: PersonId,
        step: i64,
        undone: bool,
        by: Option<(i64, i64)>,
    ) -> impl Future<Output = Result<(), StoreFault>> + Send;

    /// How many steps can be undone and redone.
    fn undo_depth(
        &mut self,
        order: OrderId,
        person: PersonId,
    ) -> impl Future<Output = Result<(u32, u32), StoreFault>> + Send;
}

/// How an entry of 需处理 was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settlement {
    /// 保留本机: ours was written once more.
    Mine,
    /// 采用服务器: what stands there stays.
    Theirs,
    /// 逐项选择: some of each, or something else.
    Chosen,
}

/// What a desk's transaction has for deciding what both sides changed.
pub trait AttentionTx: UndoTx {
    /// Takes an entry off the list. `NOT_FOUND` if it is not on it; `SYNC_OP_HELD` if ours still lies over the rows, unless
    /// what stands on the server is taken: what were written now would be taken off with it.
    fn settle_attention(
        &mut self,
        entry: MutationId,
        settlement: Settlement,
        by: PersonId,
        at: Instant,
    ) -> impl Future<Output = Result<(), ActionError>> + Send;
}

impl Settlement {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Chosen => "chosen",
        }
    }
}
