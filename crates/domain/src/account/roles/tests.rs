use super::*;

/// The table of DECISIONS, Sub-accounts, and the columns of YW-ACT-01 for the platform's own people.
#[test]
fn yw_act_01_the_table() {
    let header = "right: owner clerk documents finance merchant reviewer operator officer";
    let rows = Right::ALL.map(|right| {
        let cells = Role::ALL.map(|role| match role.may(right) {
            May::Yes => "yes",
            May::ByGrant => "grant",
            May::No => "-",
        });
        format!("{}: {}", right.name(), cells.join(" "))
    });
    let table = [&[header.to_owned()][..], &rows].concat();
    assert_eq!(
        table,
        [
            header,
            "read_orders: yes yes yes yes - - - -",
            "draft_orders: yes yes yes - - - - -",
            "confirm_orders: yes yes - - - - - -",
            "declare: yes yes yes - - - - -",
            "identity: yes grant grant - - - - -",
            "settle: yes - - yes - - - -",
            "administer: yes - - - - - - -",
            "trade_orders: - - - - yes - - -",
            "review: - - - - - yes - -",
            "operate: - - - - - - yes -",
        ]
    );
}

/// A grant adds exactly what the table lets be granted.
#[test]
fn yw_act_01_grants_add_only_what_may_be_granted() {
    for role in Role::ALL {
        for right in Right::ALL {
            let (without, with) =
                (role.has(right, Grants::default()), role.has(right, Grants { identity: true }));
            assert_eq!(without, role.may(right) == May::Yes, "{role:?} {right:?}");
            assert_eq!(with, role.may(right) != May::No, "{role:?} {right:?}");
            let refused = role.check(right, Grants::default()).err().map(|problem| problem.code);
            assert_eq!(refused, (!without).then_some(Code::Forbidden));
        }
    }
}

/// Names on the wire lead back, and each role belongs to one kind of account.
#[test]
fn yw_act_01_names_lead_back() {
    for role in Role::ALL {
        assert_eq!(Role::from_name(role.name()), Some(role));
        assert_eq!(Role::OF_A_FIRM.contains(&role), role.account_kind() == AccountKind::Firm);
    }
}
