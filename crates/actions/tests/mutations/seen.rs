//! What a desk saw of an order, and the mutations that it makes of it: the server may have moved on since.

use actions::{Host as _, apply_mutation};
use domain::{
    ContentHash, Deed, ImportMode, Line, LineField, LineFields, Mutation, Order, OrderField, Outcome,
    line::LineContext,
    mutation::{
        Conflict, ContentEdit, HeadEdit, HeadEntries, ImportDeed, LineBase, LineContent, LineEntries, Part,
        complete,
    },
};
use testkit::{TestHost, words};
use values::{Currency, LineId, MutationId, OrderId};

/// An order as a desk saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) order: Order,
    pub(crate) lines: Vec<Line>,
}

impl Seen {
    pub(crate) async fn of(host: &TestHost, id: OrderId) -> Self {
        Self { order: host.stored(id).await, lines: host.stored_lines(id).await }
    }

    fn context(&self, host: &TestHost) -> LineContext {
        self.order.line_context(host.today())
    }

    fn line(&self, id: LineId) -> &Line {
        self.lines.iter().find(|line| line.id == id).unwrap()
    }

    pub(crate) fn currency(&self) -> Currency {
        self.order.fields.line_currency
    }

    /// An edit of the head.
    pub(crate) fn edit_head(&self, typed: &[(OrderField, &str)]) -> Deed {
        let mut after = self.order.fields.clone();
        for (field, text) in typed {
            after.enter(*field, text).unwrap();
        }
        Deed::EditOrder(HeadEdit {
            base: ContentHash::of_head(self.order.id, &HeadEntries::of_head(&self.order.fields)),
            amounts: ContentHash::of_amounts(&self.lines),
            groups: complete(|field| self.order.fields.entry(field), |field| after.entry(field)),
        })
    }

    /// An edit of one line.
    pub(crate) fn edited(&self, host: &TestHost, id: LineId, typed: &[(LineField, &str)]) -> ContentEdit {
        let before = self.line(id);
        let mut after = before.fields.clone();
        for (field, text) in typed {
            after.enter(*field, text, self.context(host)).unwrap();
        }
        ContentEdit {
            base: LineBase::of(before),
            lookup: after.unasked_lookup(),
            groups: complete(|field| before.fields.entry(field), |field| after.entry(field)),
        }
    }

    pub(crate) fn edit_line(&self, host: &TestHost, id: LineId, typed: &[(LineField, &str)]) -> Deed {
        Deed::EditLines { currency: self.currency(), lines: vec![self.edited(host, id, typed)] }
    }

    pub(crate) fn remove(&self, ids: &[LineId]) -> Deed {
        Deed::RemoveLines { lines: ids.iter().map(|id| LineBase::of(self.line(*id))).collect() }
    }

    pub(crate) fn restore(&self, ids: &[LineId]) -> Deed {
        let lines = ids.iter().map(|id| LineContent::of(self.line(*id))).collect();
        Deed::RestoreLines { currency: self.currency(), lines }
    }

    /// New lines behind the last that the desk saw.
    pub(crate) fn new_lines(&self, host: &TestHost, count: u32) -> Vec<LineContent> {
        let last = self.lines.last().map_or(0, |line| line.place);
        let new = |n: u32| {
            let fields: LineFields = words::fields(&words::line(700 + n), host.today(), self.currency());
            LineContent {
                id: LineId::from_uuid(host.next_uuid()),
                place: last + i64::from(n) * 1_024,
                lookup: fields.unasked_lookup(),
                entries: LineEntries::of_line(&fields),
            }
        };
        (1..=count).map(new).collect()
    }

    pub(crate) fn add(&self, host: &TestHost, count: u32) -> Deed {
        Deed::AddLines { currency: self.currency(), lines: self.new_lines(host, count) }
    }

    /// An import of new lines in place of those named.
    pub(crate) fn import(&self, host: &TestHost, replaces: &[LineId], count: u32) -> ImportDeed {
        let mode = if replaces.is_empty() { ImportMode::Append } else { ImportMode::Replace };
        ImportDeed {
            facts: host.facts(mode, count),
            part: Part::WHOLE,
            currency: self.currency(),
            replaces: replaces.iter().map(|id| LineBase::of(self.line(*id))).collect(),
            lines: self.new_lines(host, count),
        }
    }

    pub(crate) fn delete(&self) -> Deed {
        let lines = ContentHash::of_lines(&self.lines);
        Deed::DeleteOrder { base: ContentHash::of_order_row(&self.order) + lines }
    }
}

/// A mutation of this order.
pub(crate) fn mutation(host: &TestHost, order: OrderId, deed: Deed) -> Mutation {
    Mutation { id: MutationId::from_uuid(host.next_uuid()), order, base_rev: None, at: host.now(), deed }
}

/// Puts a deed on.
pub(crate) async fn put(host: &TestHost, order: OrderId, deed: Deed) -> Outcome {
    apply_mutation(host, &mutation(host, order, deed)).await.unwrap()
}

/// The conflicts of an outcome.
pub(crate) fn conflicts(outcome: Outcome) -> Vec<Conflict> {
    match outcome {
        Outcome::Conflict(conflicts) => conflicts,
        other => panic!("no conflict: {other:?}"),
    }
}
