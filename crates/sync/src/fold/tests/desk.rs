//! One order on a desk, as a plain model: what the verbs do to rows, and the changes that they record.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Change, ContentHash, FieldEdit, ImportFacts, ImportMode, Line, LineEdit, LineField, LineFields, Lookup,
    Order, OrderField, OrderFields, change, line::LineContext,
};
use values::{Day, ImportId, Instant, LineId, OrderId, Uuid};

use crate::{NowLine, Rows};

pub(super) struct Desk {
    pub(super) order: Order,
    pub(super) lines: BTreeMap<LineId, NowLine>,
    pub(super) imports: Vec<(ImportFacts, Vec<LineId>)>,
    pub(super) changes: Vec<Change>,
    former: HashMap<(LineId, LineField), domain::Entry>,
    seed: u64,
    ids: u128,
}

pub(super) fn context(order: &Order) -> LineContext {
    order.line_context(Day::new(2026, 3, 15).unwrap())
}

impl Desk {
    pub(super) fn new(seed: u64) -> Self {
        let order = Order::new(OrderId::from_uuid(Uuid::from_u128(1)), Instant::from_millis(0));
        let changes = vec![Change::CreateOrder { fields: Vec::new() }];
        let (lines, imports, former) = (BTreeMap::new(), Vec::new(), HashMap::new());
        Self { order, lines, imports, changes, former, seed, ids: 1 }
    }

    /// A number below `bound` (SplitMix64).
    pub(super) fn chance(&mut self, bound: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    fn next_id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    pub(super) fn rows(&self) -> Rows {
        let live = || self.lines.values().filter(|now| !now.removed).map(|now| &now.line);
        Rows {
            order: self.order.clone(),
            lines: self.lines.iter().map(|(id, now)| (*id, now.clone())).collect(),
            imports: self.imports.clone(),
            amounts: ContentHash::of_amounts(live()),
            contents: ContentHash::of_lines(live()),
        }
    }

    fn ids(&self, removed: bool) -> Vec<LineId> {
        self.lines.iter().filter(|(_, now)| now.removed == removed).map(|(id, _)| *id).collect()
    }

    fn new_lines(&mut self, count: usize) -> Vec<LineId> {
        let last = self.lines.values().map(|now| now.line.place).max().unwrap_or(0);
        let mut ids = Vec::new();
        for n in 1..=count {
            let id = LineId::from_uuid(self.next_id());
            let mut fields = LineFields::default();
            let amount = format!("{}.50", self.ids);
            fields.enter(LineField::Amount, &amount, context(&self.order)).unwrap();
            fields.enter(LineField::GoodsName, "塑料玩具", context(&self.order)).unwrap();
            let place = last + i64::try_from(n).unwrap() * 1_024;
            let line = Line { id, place, fields, lookup: Lookup::None, linked: false };
            self.lines.insert(id, NowLine { line, removed: false });
            ids.push(id);
        }
        ids
    }

    pub(super) fn add(&mut self, count: usize) -> Vec<LineId> {
        let lines = self.new_lines(count);
        self.changes.push(Change::AddLines { lines: lines.clone() });
        lines
    }

    pub(super) fn import(&mut self, replace: bool, count: usize) {
        let all = self.ids(false);
        if replace && !all.is_empty() {
            self.remove(&all);
        }
        let mode = if replace { ImportMode::Replace } else { ImportMode::Append };
        let facts = ImportFacts {
            id: ImportId::from_uuid(self.next_id()),
            file_name: "synthetic.xlsx".to_owned(),
            sha256: [1; 32],
            mode,
            rows: u32::try_from(count).unwrap(),
            left_out: 0,
            duplicates: 0,
            errors_by_code: Vec::new(),
        };
        let lines = self.new_lines(count);
        self.changes.push(Change::ImportLines { import: facts.id, mode, count: facts.rows });
        self.imports.push((facts, lines));
    }

    pub(super) fn edit_line(&mut self, id: LineId, field: LineField, text: &str) {
        let context = context(&self.order);
        let line = &mut self.lines.get_mut(&id).unwrap().line;
        let before = line.fields.clone();
        line.fields.enter(field, text, context).unwrap();
        let fields = change::line_edits(&before, &line.fields);
        for FieldEdit { field, before, .. } in &fields {
            self.former.insert((id, *field), before.clone());
        }
        if !fields.is_empty() {
            self.changes.push(Change::EditLines { lines: vec![LineEdit { line: id, fields }] });
        }
    }

    /// Types what stood in a field before its last edit.
    pub(super) fn put_back(&mut self, id: LineId, field: LineField) {
        if let Some(former) = self.former.get(&(id, field)).cloned() {
            self.edit_line(id, field, former.text());
        }
    }

    pub(super) fn edit_head(&mut self, field: OrderField, text: &str) {
        let before: OrderFields = self.order.fields.clone();
        self.order.fields.enter(field, text).unwrap();
        let fields = change::order_edits(&before, &self.order.fields);
        if !fields.is_empty() {
            self.changes.push(Change::EditOrder { fields });
        }
        // The store reads amounts in the line currency of the order.
        let context = context(&self.order);
        for now in self.lines.values_mut() {
            let entry = now.line.fields.entry(LineField::Amount);
            now.line.fields.put(LineField::Amount, &entry, context);
        }
    }

    pub(super) fn remove(&mut self, ids: &[LineId]) {
        for id in ids {
            self.lines.get_mut(id).unwrap().removed = true;
        }
        self.changes.push(Change::RemoveLines { lines: ids.to_vec() });
    }

    pub(super) fn restore(&mut self, ids: &[LineId]) {
        for id in ids {
            self.lines.get_mut(id).unwrap().removed = false;
        }
        self.changes.push(Change::RestoreLines { lines: ids.to_vec() });
    }

    pub(super) fn delete(&mut self) {
        self.order.deleted = true;
        self.changes.push(Change::DeleteOrder);
    }

    pub(super) fn undelete(&mut self) {
        self.order.deleted = false;
        self.changes.push(Change::RestoreOrder);
    }

    /// Something that a person might do.
    pub(super) fn anything(&mut self) {
        if self.order.deleted {
            self.undelete();
            return;
        }
        let (live, removed) = (self.ids(false), self.ids(true));
        let text = ["1", "2", "three", ""][self.chance(4)];
        match self.chance(14) {
            0 => self.edit_head(OrderField::LineCurrency, ["CNY", "USD"][text.len() % 2]),
            1 | 2 => {
                let field = [OrderField::Remark, OrderField::TotalUsd, OrderField::BuyerName][self.chance(3)];
                self.edit_head(field, text);
            }
            3 => {
                self.add(2);
            }
            4 => {
                let replace = self.chance(2) == 0;
                let count = self.chance(3);
                self.import(replace, count);
            }
            5 | 6 if !live.is_empty() => {
                let first = self.chance(live.len());
                self.remove(&live[first..(first + 2).min(live.len())]);
            }
            7 | 8 if !removed.is_empty() => {
                let first = self.chance(removed.len());
                self.restore(&removed[first..(first + 2).min(removed.len())]);
            }
            9 => self.delete(),
            _ if !live.is_empty() => {
                let line = live[self.chance(live.len())];
                let field = [LineField::Amount, LineField::Quantity, LineField::GoodsName][self.chance(3)];
                if self.chance(4) == 0 {
                    self.put_back(line, field);
                } else {
                    self.edit_line(line, field, text);
                }
            }
            _ => {}
        }
    }
}
