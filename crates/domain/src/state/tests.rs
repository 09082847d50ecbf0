use values::{Code, DeclarationNumber, Instant};

use super::{OrderState, StateName};
use crate::OrderGroup;

fn at(millis: i64) -> Instant {
    Instant::from_millis(millis)
}

fn number() -> DeclarationNumber {
    DeclarationNumber::restore("292120250000000001").unwrap()
}

/// An order in each state, by way of the transitions.
fn each() -> [OrderState; 4] {
    let confirmed = OrderState::Draft.confirm("XB20260315000001".into(), at(1)).unwrap();
    let declared = confirmed.clone().declare(number(), at(2)).unwrap();
    let voided = confirmed.clone().void("客户取消", at(3)).unwrap();
    [OrderState::Draft, confirmed, declared, voided]
}

/// YW-CONF-03, YW-DECL-04, YW-ORD-07: each transition from each state (§19.3).
#[test]
fn transitions_lead_forward_only() {
    use Code::{OrdLockedDeclared as Declared, OrdState as State};
    type Answers = [Result<StateName, Code>; 3];
    let table: [Answers; 4] = [
        [Ok(StateName::Confirmed), Err(State), Err(State)],
        [Err(State), Ok(StateName::Declared), Ok(StateName::Voided)],
        [Err(State), Err(State), Err(Declared)],
        [Err(State), Err(State), Err(State)],
    ];
    for (state, expected) in each().into_iter().zip(table) {
        let from = state.name();
        let answers = [
            state.clone().confirm("XB20260315000002".into(), at(9)),
            state.clone().declare(number(), at(9)),
            state.void("原因", at(9)),
        ]
        .map(|result| result.map(|state| state.name()).map_err(|problem| problem.code));
        assert_eq!(answers, expected, "from {from:?}");
    }
}

/// YW-ORD-07: the reason of voiding has 2 to 200 characters after normalisation.
#[test]
fn voiding_needs_a_reason() {
    let void = |reason: &str| {
        let [_, confirmed, ..] = each();
        confirmed.void(reason, at(9)).map(|_| ()).map_err(|problem| problem.code)
    };
    assert_eq!(void("取消"), Ok(()));
    assert_eq!(void(&"因".repeat(200)), Ok(()));
    for reason in ["", "因", " 因 \u{200b}", &"因".repeat(201)] {
        assert_eq!(void(reason), Err(Code::ReasonRequired), "{reason:?}");
    }
}

/// YW-CONF-03: what was confirmed stays known in every later state.
#[test]
fn the_confirmation_stays_known() {
    let numbers = each().map(|state| state.confirmed().map(|confirmed| confirmed.order_no.to_string()));
    let issued = Some("XB20260315000001".to_owned());
    assert_eq!(numbers, [None, issued.clone(), issued.clone(), issued]);
}

/// YW-ORD-15: the table of §19.4 in words; the verbs are held to it in the tests of `actions`.
#[test]
fn permissions_by_group() {
    let groups = [
        OrderGroup::Buyer,
        OrderGroup::Destination,
        OrderGroup::Total,
        OrderGroup::LineCurrency,
        OrderGroup::Contract,
        OrderGroup::Remark,
        OrderGroup::Trace,
    ];
    for group in groups {
        let open = matches!(group, OrderGroup::Remark | OrderGroup::Trace);
        let answers = StateName::ALL.map(|state| state.may_edit(group).map_err(|problem| problem.code));
        let confirmed = if open { Ok(()) } else { Err(Code::OrdLockedBuyer) };
        assert_eq!(
            answers,
            [Ok(()), confirmed, Err(Code::OrdLockedDeclared), Err(Code::OrdState)],
            "{group:?}"
        );
    }
}

#[test]
fn names_are_read_back() {
    for state in StateName::ALL {
        assert_eq!(StateName::from_name(state.name()), Some(state));
    }
    assert_eq!(StateName::from_name("open"), None);
}
