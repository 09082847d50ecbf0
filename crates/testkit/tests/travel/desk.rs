//! The desk: verbs, and sealing as a program will do it.

use actions::{
    ActionError, Host as _, ImportRequest, ImportedRow, apply_mutation, create_order, delete_order,
    edit_lines, edit_lines::TypedEdit, edit_order, import_lines, redo, remove_lines, restore_order, undo,
};
use domain::{
    Deed, ImportMode, Line, LineField, Mutation, OrderField, Outcome,
    mutation::{HeadEntries, LineContent},
};
use store_desk::SealedBody;
use testkit::{Chance, TestHost, words};
use values::{LineId, MutationId, OrderId};
use wire::{Answered, PushAnswer, push::request_text};

pub(crate) struct Desk {
    pub(crate) host: TestHost,
    pub(crate) order: OrderId,
    is_sealed: bool,
    typed: u32,
}

impl Desk {
    pub(crate) async fn new(seed: u64) -> Self {
        let host = TestHost::seeded(seed).await;
        let order = create_order(&host, &words::buyer()).await.unwrap().value;
        Self { host, order, is_sealed: false, typed: 0 }
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
        host.store().pretend_synced(order, 1).await.unwrap();
        Self { host, order, is_sealed: true, typed: 0 }
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
                self.import(mode).await
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

    async fn import(&mut self, mode: ImportMode) -> Result<(), ActionError> {
        let currency = self.host.stored(self.order).await.fields.line_currency;
        let row = |n: u32| {
            let fields = words::fields(&words::line(n), self.host.today(), currency);
            ImportedRow { lookup: fields.unasked_lookup(), fields }
        };
        let facts = self.host.facts(mode, 4);
        let rows = (0..4).map(row).collect::<Vec<_>>().into_iter();
        let request = ImportRequest { facts, rows, updates: Vec::new() };
        import_lines(&self.host, self.order, request, &|| false).await.map(drop)
    }

    /// Seals what is unsealed: the body of a push, if anything is to be sent. How much is held in memory and what is folded beside
    /// the writers makes no difference to it.
    pub(crate) async fn seal(&mut self, chance: &mut Chance) -> Option<String> {
        let store = self.host.store();
        let (at_once, held) = ([0, 2_000][chance.below(2)], chance.below(4));
        let batch = store.seal_with(usize::MAX, at_once, held).await.unwrap();
        self.is_sealed = store.outbox_count().await.unwrap() == 0;
        let bodies = store.sealed(batch?).await.unwrap();
        let answered = |body: &SealedBody| Answered { seq: body.seq, outcome: Outcome::Applied, rev: 1 };
        let answer = PushAnswer { epoch: "e1".to_owned(), answered: bodies.iter().map(answered).collect() };
        store.keep_outcomes(&answer, self.host.now()).await.unwrap();
        Some(request_text(bodies.iter().map(|body| (body.seq, body.hash, body.text.as_str()))))
    }
}
