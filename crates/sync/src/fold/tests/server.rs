//! The oracle: rows that take deeds only where they fit exactly.

use std::collections::BTreeMap;

use domain::{
    ContentHash, Deed, Order, OrderGroup,
    mutation::{ContentEdit, HeadEntries, ImportDeed, LineBase, LineContent, LineEntries, Meeting},
};
use values::{Instant, LineId, OrderId, Uuid};

use super::desk::{Desk, context};
use crate::NowLine;

#[derive(Default)]
pub(super) struct Server {
    order: Option<Order>,
    lines: BTreeMap<LineId, NowLine>,
    parts: Vec<ImportDeed>,
}

impl Server {
    fn order(&mut self) -> &mut Order {
        self.order.as_mut().expect("the order was made")
    }

    fn live(&self) -> impl Iterator<Item = &domain::Line> {
        self.lines.values().filter(|now| !now.removed).map(|now| &now.line)
    }

    pub(super) fn put(&mut self, deed: Deed) {
        match deed {
            Deed::CreateOrder { head } => {
                assert!(self.order.is_none());
                let mut order = Order::new(OrderId::from_uuid(Uuid::from_u128(1)), Instant::from_millis(0));
                order.fields = head.head_fields();
                self.order = Some(order);
            }
            Deed::EditOrder(edit) => {
                let amounts = ContentHash::of_amounts(self.live());
                let order = self.order();
                assert!(!order.deleted);
                assert_eq!(edit.base, ContentHash::of_head(order.id, &HeadEntries::of_head(&order.fields)));
                for group in &edit.groups {
                    assert_eq!(group.meet(|field| order.fields.entry(field)), Meeting::Applies);
                    if group.group() == OrderGroup::LineCurrency {
                        assert_eq!(amounts, edit.amounts);
                    }
                    for field in group.fields() {
                        order.fields.put(field.field, &field.after);
                    }
                }
            }
            Deed::DeleteOrder { base } => {
                let lines = ContentHash::of_lines(self.live());
                let order = self.order();
                assert_eq!(ContentHash::of_order_row(order) + lines, base);
                order.deleted = true;
            }
            Deed::RestoreOrder => {
                assert!(self.order().deleted);
                self.order().deleted = false;
            }
            Deed::AddLines { currency, lines } => {
                assert_eq!(currency, self.order().fields.line_currency);
                self.insert(lines);
            }
            Deed::EditLines { currency, lines } => {
                assert_eq!(currency, self.order().fields.line_currency);
                lines.iter().for_each(|edit| self.edit(edit));
            }
            Deed::RemoveLines { lines } => self.remove(&lines),
            Deed::RestoreLines { lines, .. } => {
                for content in lines {
                    match self.lines.get_mut(&content.id) {
                        None => self.insert(vec![content]),
                        Some(now) => {
                            assert!(now.removed);
                            assert_eq!(LineBase::of(&now.line), content.base());
                            now.removed = false;
                        }
                    }
                }
            }
            Deed::ImportLines(import) => {
                self.parts.push(import);
                if let Some(import) = ImportDeed::assemble(self.parts.clone()) {
                    self.parts.clear();
                    self.remove(&import.replaces);
                    self.insert(import.lines);
                }
            }
        }
    }

    fn insert(&mut self, lines: Vec<LineContent>) {
        let context = context(self.order());
        for content in lines {
            let line = content.line(content.place, context);
            assert!(self.lines.insert(content.id, NowLine { line, removed: false }).is_none());
        }
    }

    fn edit(&mut self, edit: &ContentEdit) {
        let context = context(self.order());
        let now = self.lines.get_mut(&edit.base.id).expect("the line is there");
        assert!(!now.removed);
        assert_eq!(LineBase::of(&now.line), edit.base);
        for group in &edit.groups {
            assert_eq!(group.meet(|field| now.line.fields.entry(field)), Meeting::Applies);
            for field in group.fields() {
                now.line.fields.put(field.field, &field.after, context);
            }
        }
    }

    fn remove(&mut self, bases: &[LineBase]) {
        for base in bases {
            let now = self.lines.get_mut(&base.id).expect("the line is there");
            assert!(!now.removed);
            assert_eq!(LineBase::of(&now.line), *base);
            now.removed = true;
        }
    }

    /// The desk's rows, but for lines that came and went before they were sent.
    pub(super) fn agrees_with(&mut self, desk: &Desk) {
        assert_eq!(self.parts, Vec::new(), "every import is whole");
        let order = self.order();
        assert_eq!((&order.fields, order.deleted), (&desk.order.fields, desk.order.deleted));
        let row = |now: &NowLine| (now.removed, now.line.place, LineEntries::of_line(&now.line.fields));
        for (id, now) in &desk.lines {
            match self.lines.get(id) {
                Some(theirs) => assert_eq!(row(theirs), row(now)),
                None => assert!(now.removed, "a line that is there travels"),
            }
        }
        assert!(self.lines.keys().all(|id| desk.lines.contains_key(id)));
    }
}
