//! The desk: verbs, and sealing as a program will do it.

use std::collections::{HashMap, HashSet};

use actions::{
    ActionError, Host as _, ImportRequest, ImportedRow, Tx as _, apply_mutation, create_order, delete_order,
    edit_lines, edit_lines::TypedEdit, edit_order, import_lines, redo, remove_lines, restore_order, undo,
};
use domain::{
    Change, ContentHash, Deed, ImportFacts, ImportMode, Line, LineField, Mutation, OrderField,
    mutation::{HeadEntries, LineContent},
};
use sync::{Fold, NowLine, Rows, fold, split};
use testkit::{Chance, TestHost, words};
use values::{LineId, MutationId, OrderId};
use wire::push::request_text;

pub(crate) struct Desk {
    pub(crate) host: TestHost,
    pub(crate) order: OrderId,
    imports: Vec<(ImportFacts, Vec<LineId>)>,
    /// The newest change that was sealed.
    sealed: i64,
    next_seq: i64,
    is_sealed: bool,
    typed: u32,
}

impl Desk {
    pub(crate) async fn new(seed: u64) -> Self {
        let host = TestHost::seeded(seed).await;
        let order = create_order(&host, &words::buyer()).await.unwrap().value;
        Self { host, order, imports: Vec::new(), sealed: 0, next_seq: 1, is_sealed: false, typed: 0 }
    }

    /// A desk that has just pulled: it has the server's rows, and nothing of its own.
    pub(crate) async fn pulled(seed: u64, order: OrderId, server: &TestHost) -> Self {
        let host = TestHost::seeded(seed).await;
        let (head, lines) = (server.stored(order).await, server.stored_lines(order).await);
        let deeds = [
            Deed::CreateOrder { head: HeadEntries::of_head(&head.fields) },
            Deed::AddLines {
                currency: head.fields.line_currency,
                lines: lines.iter().map(LineContent::of).collect(),
            },
        ];
        for deed in deeds {
            let id = MutationId::from_uuid(host.next_uuid());
            let mutation = Mutation { id, order, base_rev: None, at: host.now(), deed };
            apply_mutation(&host, &mutation).await.unwrap();
        }
        let newest = host.store().history(order, None, 1).await.unwrap();
        let sealed = newest.first().map_or(0, |entry| entry.seq);
        Self { host, order, imports: Vec::new(), sealed, next_seq: 1, is_sealed: true, typed: 0 }
    }

    /// Whether everything that was done has been sealed.
    pub(crate) fn is_sealed(&self) -> bool {
        self.is_sealed
    }

    async fn lines(&self) -> Vec<Line> {
        self.host.stored_lines(self.order).await
    }

    /// Something that a person might do; what is refused is not done.
    pub(crate) async fn do_anything(&mut self, chance: &mut Chance) {
        self.is_sealed = false;
        let (host, order) = (&self.host, self.order);
        let ids: Vec<LineId> = self.lines().await.iter().map(|line| line.id).collect();
        let some = chance.some_of(&ids, 3);
        self.typed += 1;
        let text = chance.one_of(&["5", "6", "six", ""]).to_owned();
        let done: Result<(), ActionError> = match chance.below(14) {
            0 => {
                let currency = chance.one_of(&["CNY", "USD"]).to_owned();
                edit_order(host, order, &[(OrderField::LineCurrency, currency)]).await.map(drop)
            }
            1 | 2 => {
                let field =
                    [OrderField::Remark, OrderField::TotalUsd, OrderField::BuyerPhone][chance.below(3)];
                edit_order(host, order, &[(field, text)]).await.map(drop)
            }
            3 | 4 => {
                let lines = [words::line(self.typed), words::line(100 + self.typed)];
                actions::add_lines(host, order, &lines, false).await.map(drop)
            }
            5 => remove_lines(host, order, some).await,
            6 | 7 => undo(host, order).await.map(drop),
            8 => redo(host, order).await.map(drop),
            9 if chance.in_every(1, 3) => delete_order(host, order).await,
            10 => restore_order(host, order).await,
            11 => {
                let mode = if chance.in_every(1, 2) { ImportMode::Replace } else { ImportMode::Append };
                self.import(mode, &ids).await
            }
            _ => {
                let field = LineField::ALL[chance.below(8)];
                let edit = |line: &LineId| TypedEdit { line: *line, fields: vec![(field, text.clone())] };
                let edits: Vec<TypedEdit> = some.iter().map(edit).collect();
                edit_lines(host, order, &edits).await.map(drop)
            }
        };
        if let Err(ActionError::Store(fault)) = done {
            panic!("{fault}: {:?}", fault.cause);
        }
    }

    async fn import(&mut self, mode: ImportMode, before: &[LineId]) -> Result<(), ActionError> {
        let currency = self.host.stored(self.order).await.fields.line_currency;
        let row = |n: u32| {
            let fields = words::fields(&words::line(n), self.host.today(), currency);
            ImportedRow { lookup: fields.unasked_lookup(), fields }
        };
        let facts = self.host.facts(mode, 2);
        let rows = (0..2).map(row).collect::<Vec<_>>().into_iter();
        let request = ImportRequest { facts: facts.clone(), rows, updates: Vec::new() };
        import_lines(&self.host, self.order, request, &|| false).await?;
        let before: HashSet<&LineId> = before.iter().collect();
        let new = self.lines().await.iter().map(|line| line.id).filter(|id| !before.contains(id)).collect();
        self.imports.push((facts, new));
        Ok(())
    }

    /// Seals what is unsealed: the body of a push, if anything is to be sent.
    pub(crate) async fn seal(&mut self) -> Option<String> {
        let history = self.host.store().history(self.order, None, 10_000).await.unwrap();
        let newest = history.first().map_or(0, |entry| entry.seq);
        let mut changes: Vec<Change> = history
            .into_iter()
            .filter(|entry| entry.seq > self.sealed)
            .map(|entry| entry.record.change)
            .collect();
        changes.reverse();
        let Fold::Deeds(deeds) = fold(&changes, &self.rows(&changes).await) else { return None };
        self.sealed = newest;
        self.is_sealed = true;
        let mut bodies = Vec::new();
        for deed in deeds.into_iter().flat_map(split) {
            let id = MutationId::from_uuid(self.host.next_uuid());
            let mutation = Mutation { id, order: self.order, base_rev: None, at: self.host.now(), deed };
            bodies.push((self.next_seq, wire::seal(&mutation)));
            self.next_seq += 1;
        }
        (!bodies.is_empty())
            .then(|| request_text(bodies.iter().map(|(seq, body)| (*seq, body.hash, body.text.as_str()))))
    }

    async fn rows(&self, changes: &[Change]) -> Rows {
        let order = self.host.stored(self.order).await;
        let live = self.lines().await;
        let named = changes.iter().flat_map(named_lines);
        let named: Vec<LineId> =
            named.chain(self.imports.iter().flat_map(|(_, lines)| lines.clone())).collect();
        let mut tx = self.host.begin().await.unwrap();
        tx.order(self.order).await.unwrap();
        let removed = tx.removed_lines(self.order, &named).await.unwrap();
        let contents = ContentHash::of_lines(&live);
        let amounts = ContentHash::of_amounts(&live);
        let now = |removed: bool| move |line: Line| (line.id, NowLine { line, removed });
        let lines: HashMap<LineId, NowLine> =
            live.into_iter().map(now(false)).chain(removed.into_iter().map(now(true))).collect();
        Rows { order, lines, imports: self.imports.clone(), amounts, contents }
    }
}

fn named_lines(change: &Change) -> Vec<LineId> {
    match change {
        Change::AddLines { lines } | Change::RemoveLines { lines } | Change::RestoreLines { lines } => {
            lines.clone()
        }
        Change::EditLines { lines } => lines.iter().map(|edit| edit.line).collect(),
        Change::CreateOrder { .. }
        | Change::EditOrder { .. }
        | Change::DeleteOrder
        | Change::RestoreOrder
        | Change::ImportLines { .. } => Vec::new(),
    }
}
