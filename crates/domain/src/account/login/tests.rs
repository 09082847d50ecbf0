use super::*;

fn key(typed: &str) -> String {
    Login::name(typed).map_or_else(|problem| problem.code.to_string(), |login| login.key().1)
}

#[test]
fn yw_auth_01_names_are_found_in_either_case() {
    assert_eq!(key("91330782te5t00016t"), "91330782TE5T00016T");
    assert_eq!(key(" f00000001 "), "F00000001");
    assert_eq!(key("91330782TE5T00016T/wang.2"), "91330782TE5T00016T/WANG.2");
    assert_eq!(key("operator.one"), "OPERATOR.ONE");
    assert_eq!(key(" "), "FIELD_REQUIRED");
    assert_eq!(key(&"x".repeat(10_000)).len(), 64, "a name that cannot exist is looked up all the same");
}

#[test]
fn yw_auth_02_a_phone_is_a_mobile_number() {
    assert_eq!(Login::phone("+86 199 0000 0001").unwrap().key(), ("phone", "19900000001".to_owned()));
    assert_eq!(Login::phone("12900000001").unwrap_err().code, Code::PhoneFormat);
    assert_eq!(format!("{:?}", Login::phone("19900000001").unwrap()), "Login");
}

#[test]
fn yw_auth_01_a_clerk_signs_in_behind_the_credit_code() {
    let firm = Uscc::parse("91330782TE5T00016T").unwrap().value;
    let name = ShortName::parse("Wang.2").unwrap();
    assert_eq!(Login::clerk(firm, &name), Login::name("91330782te5t00016t/wang.2").unwrap());
    for (typed, right) in
        [("王小明", true), ("w", false), ("a/b", false), ("", false), ("x", false), ("a1", true)]
    {
        assert_eq!(ShortName::parse(typed).is_ok(), right, "{typed}");
    }
}

/// A staff name can never be taken for a purchase number or a credit code.
#[test]
fn yw_auth_01_staff_names_keep_clear_of_numbers() {
    for (typed, right) in [
        ("admin", true),
        ("op.zhang", true),
        ("ab", false),
        ("Admin", false),
        ("1admin", false),
        ("f00000001", false),
        ("m12345678", false),
        ("f0000000x", true),
        ("a23456789012345678", false),
    ] {
        assert_eq!(StaffName::parse(typed).is_ok(), right, "{typed}");
    }
}
