//! From an edit that met another's to the mutation that decides it, through a vault of its own.

use ::sync::engine::{Apply, Batch, Scope};
use actions::Host as _;
use domain::{
    ContentHash, Order, OrderGroup,
    mutation::{HeadEntries, Side},
};
use tempfile::TempDir;
use values::OrderId;
use wire::{Answered, Cursor, OrderCheck, OrderRow, Page, PushAnswer, Row};

use super::*;
use crate::vault::{KeyChoice, Vault, tests::key_file};

const EPOCH: &str = "e1";

/// A desk that wrote "mine" where the server has "theirs" by now.
struct Bench {
    _folder: TempDir,
    desk: Desk,
    order: OrderId,
    entry: MutationId,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
        let desk = Desk::open(vault).await.unwrap();
        let order = actions::create_order(&desk, &remark("base")).await.unwrap().value;
        let mut bench =
            Self { _folder: folder, desk, order, entry: MutationId::from_uuid(values::Uuid::nil()) };
        bench.sealed().await;
        bench.answer(1, Outcome::Applied).await;
        bench.pull(1, "base").await;
        actions::edit_order(&bench.desk, order, &remark("mine")).await.unwrap();
        bench.sealed().await;
        let side = |text: &str| Side::Entries(vec![Entry::Value(text.into())]);
        let conflict = Conflict {
            entity: Entity::Order,
            group: Contested::Head(OrderGroup::Remark),
            code: Code::SyncConflict,
            base: side("base"),
            mine: side("mine"),
            theirs: side("theirs"),
        };
        bench.answer(2, Outcome::Conflict(vec![conflict])).await;
        let (entries, _) = bench.desk.store().attention(Some(order), 0, 9).await.unwrap();
        bench.entry = entries[0].id;
        bench
    }

    async fn sealed(&self) -> Batch {
        self.desk.store().seal(200).await.unwrap().expect("something was changed")
    }

    async fn answer(&self, seq: i64, outcome: Outcome) {
        let answered = vec![Answered { seq, outcome, rev: seq }];
        let answer = PushAnswer { epoch: EPOCH.to_owned(), answered };
        self.desk.store().keep_outcomes(&answer, self.desk.now()).await.unwrap();
    }

    /// The order's row comes down.
    async fn pull(&self, rev: i64, remark: &str) {
        let store = self.desk.store();
        let mut theirs: Order = store.order(self.order).await.unwrap().unwrap();
        theirs.fields.enter(OrderField::Remark, remark).unwrap();
        let row = Row::Order(OrderRow {
            rev,
            id: self.order,
            state: theirs.state.clone(),
            head: HeadEntries::of_head(&theirs.fields),
            deleted: false,
            created_at: theirs.created_at,
            updated_at: theirs.updated_at,
        });
        let page = Page { epoch: EPOCH.to_owned(), rows: vec![row], complete: None };
        store.stage(&page, true).await.unwrap();
        let check = OrderCheck { order: self.order, lines: 0, hash: ContentHash::of_order_row(&theirs) };
        let cursor = Cursor { epoch: EPOCH.to_owned(), rev };
        let apply = Apply { scope: Scope::Changes, cursor, orders: vec![check] };
        let differing =
            store.put_on(&apply, self.desk.passport_key(), self.desk.actor().device).await.unwrap();
        assert_eq!(differing, []);
    }

    async fn remark(&self) -> String {
        let order = self.desk.store().order(self.order).await.unwrap().unwrap();
        order.fields.entry(OrderField::Remark).text().to_owned()
    }

    async fn decide(&self, choices: &[Take]) -> Result<(), Code> {
        decide(&self.desk, self.entry, choices).await.map_err(|error| match error {
            ActionError::Refused(problems) => problems[0].code,
            ActionError::Store(fault) => panic!("{fault}"),
        })
    }
}

fn remark(text: &str) -> Vec<(OrderField, String)> {
    vec![(OrderField::Remark, text.to_owned())]
}

fn typed(field: &str, text: &str) -> Take {
    Take::Values(vec![(field.to_owned(), text.to_owned())])
}

/// CM-SYNC-02: one's own edit is seen until the server's side has come down; then that is, and ours stands under 需处理. What is chosen
/// travels from what stands there now.
#[tokio::test]
async fn a_choice_travels_from_what_stands_there() {
    let check = async |take: Take, remark: &str, edit: Option<(&str, &str)>| {
        let bench = Bench::new().await;
        assert_eq!(bench.remark().await, "mine", "until the rows have come down");
        assert_eq!(bench.decide(&[Take::Mine]).await, Err(Code::SyncOpHeld));
        bench.pull(2, "theirs").await;
        assert_eq!(bench.remark().await, "theirs");
        assert_eq!(bench.decide(std::slice::from_ref(&take)).await, Ok(()), "{take:?}");
        assert_eq!(bench.remark().await, remark, "{take:?}");
        assert_eq!(bench.desk.store().sync_counts().await.unwrap().attention, 0);
        let sealed = bench.desk.store().seal(200).await.unwrap();
        let Some((before, after)) = edit else { return assert_eq!(sealed, None, "nothing travels") };
        let bodies = bench.desk.store().sealed(sealed.expect("a new mutation")).await.unwrap();
        let Deed::EditOrder(edit) = wire::open(&bodies[0].text, "0.1.0").unwrap().deed else {
            panic!("an edit of the head")
        };
        assert_eq!((edit.groups[0].before()[0].text(), edit.groups[0].after()[0].text()), (before, after));
    };
    check(Take::Mine, "mine", Some(("theirs", "mine"))).await;
    check(Take::Theirs, "theirs", None).await;
    check(typed("remark", " both "), "both", Some(("theirs", "both"))).await;
    check(typed("remark", ""), "", Some(("theirs", ""))).await;
}

/// CM-SYNC-02: choices that do not fit the entry change nothing and leave it where it is.
#[tokio::test]
async fn choices_must_fit() {
    let bench = Bench::new().await;
    bench.pull(2, "theirs").await;
    assert_eq!(bench.decide(&[]).await, Err(Code::ReqMalformed));
    assert_eq!(bench.decide(&[Take::Mine, Take::Mine]).await, Err(Code::ReqMalformed));
    assert_eq!(bench.decide(&[typed("buyer_name", "x")]).await, Err(Code::ReqUnknownField));
    assert_eq!(
        (bench.remark().await.as_str(), bench.desk.store().sync_counts().await.unwrap().attention),
        ("theirs", 1)
    );
    assert_eq!(bench.decide(&[Take::Theirs]).await, Ok(()));
    assert_eq!(bench.decide(&[Take::Theirs]).await, Err(Code::NotFound), "it was decided");
}

/// CM-SYNC-01, CM-SEC-03: unsent work is written as lines of JSON with the bodies as they were sealed, and audited.
#[tokio::test]
async fn unsent_work_becomes_a_file() {
    let bench = Bench::new().await;
    actions::edit_order(&bench.desk, bench.order, &remark("later")).await.unwrap();
    let target = bench._folder.path().join("unsent.jsonl");
    assert_eq!(bench.desk.export_unsent(&target, values::Lang::En).await.unwrap(), 1);
    let text = std::fs::read_to_string(&target).unwrap();
    let line: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
    assert_eq!((&line["what"], &line["seq"]), (&"edit_order".into(), &3.into()));
    assert_eq!(line["summary"][0].as_str().unwrap().rsplit_once(": ").unwrap().1, "mine → later");
    let sealed = bench.desk.store().sealed(Batch { first: 3, last: 3 }).await.unwrap();
    assert!(text.contains(&sealed[0].text));
    let nowhere = bench._folder.path().join("no folder").join("unsent.jsonl");
    let refused = bench.desk.export_unsent(&nowhere, values::Lang::En).await.unwrap_err();
    assert!(matches!(refused, ActionError::Refused(problems) if problems[0].code == Code::FileWrite));
}
