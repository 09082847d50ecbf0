//! What may be edited in which state (spec 01 §19.4).

use actions::{
    ActionError, ImportRequest, ImportedRow, add_lines, delete_order, edit_lines, edit_lines::TypedEdit,
    edit_order, import_lines, remove_lines,
};
use domain::{ImportMode, LineField, Lookup, OrderField, StateName};
use testkit::{TestHost, refusal, words};
use values::{Code, Currency, LineId, OrderId};

/// One thing that somebody tries with an order.
#[derive(Debug, Clone, Copy)]
enum Attempt {
    /// Another text into a field of the head.
    Head(OrderField, &'static str),
    /// Another text into a field of a line that is not linked.
    Line(LineField, &'static str),
    /// The same with a linked line.
    Linked(LineField, &'static str),
    Add,
    Remove,
    Import,
    Replace,
    Delete,
}

use Attempt::{Add, Delete, Head, Import, Line, Linked, Remove, Replace};

/// What the four states answer: draft, confirmed, declared, voided.
type Answers = [Option<Code>; 4];

const YES: Option<Code> = None;
const BUYER: Option<Code> = Some(Code::OrdLockedBuyer);
const DECLARED: Option<Code> = Some(Code::OrdLockedDeclared);
const STATE: Option<Code> = Some(Code::OrdState);
const LINKED: Option<Code> = Some(Code::LineLinked);

const LOCKED_AT_CONFIRMATION: Answers = [YES, BUYER, DECLARED, STATE];
const LOCKED_AT_DECLARATION: Answers = [YES, YES, DECLARED, STATE];
const LOCKED_BY_LINK: Answers = [LINKED, LINKED, DECLARED, STATE];

const TABLE: &[(Attempt, Answers)] = &[
    (Head(OrderField::BuyerKind, "company"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerName, "SAMPLE BUYER TWO"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerPassport, "E12345678"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerRegistrationNo, "REG-1"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerNationality, "DE"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerPhone, "+971501234567"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerEmail, "buyer@example.com"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::Destination, "DE"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::TotalUsd, "99.00"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::LineCurrency, "USD"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::ContractNo, "HT-1"), LOCKED_AT_CONFIRMATION),
    // A wrong text is no way around a lock, and emptying a field is none.
    (Head(OrderField::BuyerPassport, "??"), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::BuyerName, ""), LOCKED_AT_CONFIRMATION),
    (Head(OrderField::Remark, "备注"), LOCKED_AT_DECLARATION),
    (Head(OrderField::PurchaseOrderNos, "PO-1"), LOCKED_AT_DECLARATION),
    (Head(OrderField::ConsolidationNo, "ZH-1"), LOCKED_AT_DECLARATION),
    (Line(LineField::MerchantNo, "M00000009"), LOCKED_AT_DECLARATION),
    (Line(LineField::MerchantName, "示例商户九"), LOCKED_AT_DECLARATION),
    (Line(LineField::MerchantPhone, "19900000099"), LOCKED_AT_DECLARATION),
    (Line(LineField::OrderMonth, "2024-12"), LOCKED_AT_DECLARATION),
    (Line(LineField::GoodsName, "别的货"), LOCKED_AT_DECLARATION),
    (Line(LineField::Quantity, "77"), LOCKED_AT_DECLARATION),
    (Line(LineField::Packages, "78"), LOCKED_AT_DECLARATION),
    (Line(LineField::Amount, "79.01"), LOCKED_AT_DECLARATION),
    (Linked(LineField::MerchantNo, "M00000009"), LOCKED_BY_LINK),
    (Linked(LineField::MerchantName, "示例商户九"), LOCKED_BY_LINK),
    (Linked(LineField::MerchantPhone, "19900000099"), LOCKED_BY_LINK),
    (Linked(LineField::OrderMonth, "2024-12"), LOCKED_BY_LINK),
    (Linked(LineField::GoodsName, "别的货"), LOCKED_AT_DECLARATION),
    (Linked(LineField::Quantity, "77"), LOCKED_AT_DECLARATION),
    (Linked(LineField::Packages, "78"), LOCKED_AT_DECLARATION),
    (Linked(LineField::Amount, "79.01"), LOCKED_AT_DECLARATION),
    (Add, LOCKED_AT_DECLARATION),
    (Remove, LOCKED_AT_DECLARATION),
    (Import, [YES, YES, Some(Code::ImpStateChanged), Some(Code::ImpStateChanged)]),
    (
        Replace,
        [
            Some(Code::ImpReplaceLinked),
            Some(Code::ImpReplaceLinked),
            Some(Code::ImpStateChanged),
            Some(Code::ImpStateChanged),
        ],
    ),
    (Delete, [YES, STATE, DECLARED, STATE]),
];

/// An order in this state with two lines, the second of them linked.
async fn order_in(host: &TestHost, state: StateName) -> (OrderId, Vec<LineId>) {
    let (id, lines) = host.draft(2).await;
    host.link(id, &lines[1..]).await;
    match state {
        StateName::Draft => {}
        StateName::Confirmed => host.confirm(id).await,
        StateName::Declared => host.declare(id).await,
        StateName::Voided => host.void(id).await,
    }
    (id, lines)
}

async fn attempt(host: &TestHost, id: OrderId, lines: &[LineId], what: Attempt) -> Result<(), ActionError> {
    let typed =
        |line: LineId, field, text: &str| [TypedEdit { line, fields: vec![(field, text.to_owned())] }];
    match what {
        Head(field, text) => edit_order(host, id, &[(field, text.to_owned())]).await.map(|_| ()),
        Line(field, text) => edit_lines(host, id, &typed(lines[0], field, text)).await.map(|_| ()),
        Linked(field, text) => edit_lines(host, id, &typed(lines[1], field, text)).await.map(|_| ()),
        Add => add_lines(host, id, &[words::line(3)], true).await.map(|_| ()),
        Remove => remove_lines(host, id, vec![lines[0]]).await,
        Import => import(host, id, ImportMode::Append).await,
        Replace => import(host, id, ImportMode::Replace).await,
        Delete => delete_order(host, id).await,
    }
}

async fn import(host: &TestHost, id: OrderId, mode: ImportMode) -> Result<(), ActionError> {
    use actions::Host as _;
    let fields = words::fields(&words::line(4), host.today(), Currency::CNY);
    let rows = vec![ImportedRow { fields, lookup: Lookup::None }].into_iter();
    let request = ImportRequest { facts: host.facts(mode, 1), rows, updates: Vec::new() };
    import_lines(host, id, request, &|| false).await.map(|_| ())
}

/// YW-ORD-15, YW-ORD-03, YW-ORD-07, YW-ORD-09, YW-ORD-11, YW-ORD-16, YW-ORD-18, YW-IMP-14: every group, verb and state;
/// a refusal changes nothing, a permission leaves one step to undo.
#[tokio::test]
async fn edit_matrix_holds_for_every_state_group_and_verb() {
    let host = TestHost::new().await;
    for (what, answers) in TABLE {
        for (state, expected) in StateName::ALL.into_iter().zip(answers) {
            let (id, lines) = order_in(&host, state).await;
            let before = (host.stored(id).await, host.stored_lines(id).await, host.depth(id).await);
            let result = attempt(&host, id, &lines, *what).await;
            match expected {
                Some(code) => {
                    assert_eq!(refusal(result), [*code], "{what:?} in {state:?}");
                    let after = (host.stored(id).await, host.stored_lines(id).await, host.depth(id).await);
                    assert_eq!(after, before, "{what:?} in {state:?} left something");
                }
                None => {
                    result.unwrap_or_else(|error| panic!("{what:?} in {state:?}: {error}"));
                    assert_eq!(host.depth(id).await, (before.2.0 + 1, 0), "{what:?} in {state:?}");
                }
            }
        }
    }
}

/// YW-ORD-15: the lock also stops undo; what was typed before the confirmation stays.
#[tokio::test]
async fn undo_does_not_pass_a_lock() {
    let host = TestHost::new().await;
    for (state, head, line) in [
        (StateName::Confirmed, Code::OrdLockedBuyer, None),
        (StateName::Declared, Code::OrdLockedDeclared, Some(Code::OrdLockedDeclared)),
        (StateName::Voided, Code::OrdState, Some(Code::OrdState)),
    ] {
        let (id, _) = host.draft(2).await;
        edit_order(&host, id, &words::typed_head(&[(OrderField::BuyerName, "SAMPLE BUYER TWO")]))
            .await
            .unwrap();
        let (other, _) = host.draft(2).await;
        for order in [id, other] {
            match state {
                StateName::Confirmed => host.confirm(order).await,
                StateName::Declared => host.declare(order).await,
                StateName::Voided => host.void(order).await,
                StateName::Draft => unreachable!("not in the table"),
            }
        }
        assert_eq!(refusal(actions::undo(&host, id).await), [head], "the head in {state:?}");
        match line {
            Some(code) => {
                assert_eq!(refusal(actions::undo(&host, other).await), [code], "lines in {state:?}")
            }
            // Lines of a confirmed order may still go, but not the last ones.
            None => assert_eq!(refusal(actions::undo(&host, other).await), [Code::LineLast]),
        }
    }
}

/// YW-ORD-07, YW-ORD-11: a confirmed order keeps its last line, whichever way it would go.
#[tokio::test]
async fn a_confirmed_order_keeps_a_line() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    host.confirm(id).await;
    assert_eq!(refusal(remove_lines(&host, id, lines.clone()).await), [Code::LineLast]);
    remove_lines(&host, id, lines[1..].to_vec()).await.unwrap();
    assert_eq!(refusal(remove_lines(&host, id, lines[..1].to_vec()).await), [Code::LineLast]);
    import(&host, id, ImportMode::Replace).await.unwrap();
    assert_eq!(host.stored(id).await.sums.lines, 1);
    // Taking the replacement back empties the order for a moment, and that is not the end.
    actions::undo(&host, id).await.unwrap();
    let ids: Vec<LineId> = host.stored_lines(id).await.iter().map(|line| line.id).collect();
    assert_eq!(ids, lines[..1]);
    actions::redo(&host, id).await.unwrap();
    assert_eq!(host.stored(id).await.sums.lines, 1);
}
