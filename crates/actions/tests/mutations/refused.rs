//! What states and limits refuse (§19.4).

use actions::Host as _;
use domain::{Deed, Entry, LineField, OrderField, Outcome, StateName, mutation::LineEntries};
use testkit::{TestHost, words};
use values::{Code, Currency};

use crate::seen::{Seen, put};

fn code(outcome: &Outcome) -> Option<Code> {
    match outcome {
        Outcome::Rejected(problem) => Some(problem.code),
        _ => None,
    }
}

/// CM-SYNC-01, YW-ORD-07: in each state, what each mutation is refused with; nothing of it takes effect.
#[tokio::test]
async fn states_refuse() {
    use Code::{OrdLockedBuyer, OrdLockedDeclared, OrdState};
    // What is said of the buyer, of lines, of deleting.
    let states = [
        (StateName::Confirmed, Some(OrdLockedBuyer), None, Some(OrdState)),
        (StateName::Declared, Some(OrdLockedDeclared), Some(OrdLockedDeclared), Some(OrdLockedDeclared)),
        (StateName::Voided, Some(OrdState), Some(OrdState), Some(OrdState)),
    ];
    for (state, of_buyer, of_lines, of_deleting) in states {
        let host = TestHost::new().await;
        let (id, lines) = host.draft(3).await;
        let seen = Seen::of(&host, id).await;
        match state {
            StateName::Draft => {}
            StateName::Confirmed => host.confirm(id).await,
            StateName::Declared => host.declare(id).await,
            StateName::Voided => host.void(id).await,
        }
        let before = (host.stored(id).await, host.stored_lines(id).await);
        let head = seen.edit_head(&[(OrderField::BuyerName, "SAMPLE LATE"), (OrderField::Remark, "late")]);
        assert_eq!(code(&put(&host, id, head).await), of_buyer);
        assert_eq!(code(&put(&host, id, seen.delete()).await), of_deleting);
        assert_eq!((host.stored(id).await, host.stored_lines(id).await), before);
        for deed in [
            seen.edit_line(&host, lines[0], &[(LineField::GoodsName, "雨伞")]),
            seen.add(&host, 1),
            seen.remove(&lines[1..2]),
            seen.restore(&lines[1..2]),
            Deed::ImportLines(seen.import(&host, &[], 1)),
        ] {
            let name = deed.name();
            assert_eq!(code(&put(&host, id, deed).await), of_lines, "{name}");
        }
    }
}

/// CM-SYNC-01: the last line of a confirmed order stays, though lines that come with the same import may replace all.
#[tokio::test]
async fn a_confirmed_order_keeps_a_line() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    host.confirm(id).await;
    let seen = Seen::of(&host, id).await;
    assert_eq!(code(&put(&host, id, seen.remove(&lines)).await), Some(Code::LineLast));
    assert_eq!(put(&host, id, Deed::ImportLines(seen.import(&host, &lines, 1))).await, Outcome::Applied);
    let nothing = Seen::of(&host, id).await;
    let all: Vec<_> = nothing.lines.iter().map(|line| line.id).collect();
    let mut emptying = nothing.import(&host, &all, 1);
    emptying.lines.clear();
    assert_eq!(code(&put(&host, id, Deed::ImportLines(emptying)).await), Some(Code::LineLast));
    assert_eq!(host.stored_lines(id).await.len(), 1);
}

/// YW-IMP-03, CM-SYNC-01: an order holds at most 100,000 lines, whoever adds them.
#[tokio::test]
async fn an_order_holds_so_many_lines() {
    let host = TestHost::new().await;
    let (id, _) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    let content = seen.new_lines(&host, 1).remove(0);
    let line = |n: u32| domain::mutation::LineContent {
        id: values::LineId::from_uuid(host.next_uuid()),
        place: content.place + i64::from(n),
        ..content.clone()
    };
    let mut import = seen.import(&host, &[], 0);
    import.lines = (0..100_000).map(line).collect();
    assert_eq!(code(&put(&host, id, Deed::ImportLines(import.clone())).await), Some(Code::LineLimit));
    assert_eq!(host.stored(id).await.sums.lines, 1);
    import.lines.pop();
    assert_eq!(put(&host, id, Deed::ImportLines(import)).await, Outcome::Applied);
    assert_eq!(code(&put(&host, id, seen.add(&host, 1)).await), Some(Code::LineLimit));
}

/// YW-ORD-06: a text that no desk would have kept is refused, wherever it comes.
#[tokio::test]
async fn texts_without_end_are_refused() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(1).await;
    let seen = Seen::of(&host, id).await;
    let endless = Entry::Raw("！".repeat(401).into());
    let mut new = seen.new_lines(&host, 1);
    new[0].entries.set(LineField::GoodsName, endless.clone());
    let added = put(&host, id, Deed::AddLines { currency: Currency::CNY, lines: new }).await;
    assert_eq!(code(&added), Some(Code::FieldTooLong));
    let mut edit = seen.edited(&host, lines[0], &[(LineField::GoodsName, "雨伞")]);
    let group = domain::LineGroup::Goods;
    edit.groups = vec![domain::mutation::GroupEdit::of(group, |_| (Entry::Empty, endless.clone()))];
    let edited = put(&host, id, Deed::EditLines { currency: Currency::CNY, lines: vec![edit] }).await;
    assert_eq!(code(&edited), Some(Code::FieldTooLong));
    let mut head = domain::mutation::HeadEntries::of_head(&seen.order.fields);
    head.set(OrderField::BuyerName, endless);
    let new = values::OrderId::from_uuid(host.next_uuid());
    assert_eq!(code(&put(&host, new, Deed::CreateOrder { head }).await), Some(Code::FieldTooLong));
    let fields = words::fields(&words::line(1), host.today(), Currency::CNY);
    assert_eq!(
        LineEntries::of_line(&fields),
        LineEntries::of_line(&seen.lines[0].fields),
        "the line is as it was"
    );
}
