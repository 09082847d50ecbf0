use values::Code;

use super::*;

fn code<T>(result: Result<T, Problem>) -> Option<Code> {
    result.err().map(|problem| problem.code)
}

fn states() -> [AccountState; 3] {
    [AccountState::Active, AccountState::Suspended("欠费".into()), AccountState::Closed]
}

/// §19.5, each state with each event.
#[test]
fn yw_ops_02_transitions_are_those_of_the_table() {
    let outcome = |result: Result<AccountState, Problem>| match result {
        Ok(state) => state.name().to_owned(),
        Err(problem) => problem.code.to_string(),
    };
    let table: Vec<[String; 4]> = states()
        .map(|state| {
            [
                state.name().to_owned(),
                outcome(state.clone().suspend("原因".into())),
                outcome(state.clone().lift()),
                outcome(state.close()),
            ]
        })
        .into();
    assert_eq!(
        table,
        [
            ["active", "suspended", "ACCOUNT_STATE", "closed"],
            ["suspended", "ACCOUNT_STATE", "active", "closed"],
            ["closed", "ACCOUNT_STATE", "ACCOUNT_STATE", "ACCOUNT_STATE"],
        ]
    );
}

/// A suspended account may sign in and read, and change nothing; a closed one may not sign in.
#[test]
fn yw_ops_02_suspended_reads_and_does_not_change() {
    let [active, suspended, closed] = states();
    assert!(active.lets_in() && suspended.lets_in() && !closed.lets_in());
    assert_eq!(code(active.check_change()), None);
    let refused = suspended.check_change().unwrap_err();
    assert_eq!(refused.code, Code::AuthSuspended);
    assert!(refused.message(values::Lang::Zh).contains("欠费"));
    assert_eq!(code(closed.check_change()), Some(Code::AuthSessionRevoked));
}

/// What is stored is read back; what cannot be is not.
#[test]
fn yw_ops_02_restored_as_stored() {
    for state in states() {
        let reason = if let AccountState::Suspended(reason) = &state { Some(&**reason) } else { None };
        assert_eq!(AccountState::restore(state.name(), reason), Some(state));
    }
    assert_eq!(AccountState::restore("suspended", None), None);
    assert_eq!(AccountState::restore("gone", None), None);
    for kind in AccountKind::ALL {
        assert_eq!(AccountKind::from_name(kind.name()), Some(kind));
    }
}

#[test]
fn yw_ops_02_a_reason_has_2_to_200_characters() {
    let long = "长".repeat(201);
    for (typed, expected) in [
        ("", Some(Code::ReasonRequired)),
        (" 好 ", Some(Code::ReasonRequired)),
        ("欠费", None),
        (&long[..600], None),
        (&long, Some(Code::ReasonRequired)),
    ] {
        assert_eq!(code(reason(typed)), expected, "{typed}");
    }
}
