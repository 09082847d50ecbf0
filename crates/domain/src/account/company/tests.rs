use super::*;

const LOGIN: &str = "91330782TE5T00016T";

fn typed() -> TypedCompany {
    TypedCompany {
        password: "abcdefg1".into(),
        password_repeat: "abcdefg1".into(),
        contact_name: "示例乙".into(),
        mobile: "19900000001".into(),
        contact_email: "info@example.com".into(),
        registered_address: "浙江省义乌市示例路1号".into(),
        office_address: String::new(),
        customs_reg_no: "3318900001".into(),
        services: vec!["yw".into()],
        agreement_version: "1.0".into(),
    }
}

fn told(typed: &TypedCompany) -> Vec<String> {
    let problems = CompanyData::parse(typed, LOGIN).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{} {}", problem.field.as_deref().unwrap_or(""), problem.code))
        .collect()
}

/// YW-REG-04, a wrong value for each field.
#[test]
fn yw_reg_04_each_field_has_its_rule() {
    assert_eq!(told(&typed()), Vec::<String>::new());
    let change = |change: fn(&mut TypedCompany)| {
        let mut typed = typed();
        change(&mut typed);
        told(&typed)
    };
    assert_eq!(change(|typed| typed.contact_name = "1".into()), ["contact_name FIELD_TOO_SHORT"]);
    assert_eq!(change(|typed| typed.mobile = "0579-85250715".into()), ["mobile PHONE_FORMAT"]);
    assert_eq!(change(|typed| typed.contact_email = "nobody".into()), ["contact_email EMAIL_FORMAT"]);
    assert_eq!(change(|typed| typed.contact_email = String::new()), Vec::<String>::new());
    assert_eq!(
        change(|typed| typed.registered_address = "义乌市".into()),
        ["registered_address FIELD_TOO_SHORT"]
    );
    assert_eq!(
        change(|typed| typed.registered_address = String::new()),
        ["registered_address FIELD_REQUIRED"]
    );
    assert_eq!(change(|typed| typed.office_address = "路".repeat(201)), ["office_address FIELD_TOO_LONG"]);
    assert_eq!(
        change(|typed| typed.customs_reg_no = "331890000".into()),
        ["customs_reg_no CUSTOMS_REG_FORMAT"]
    );
    assert_eq!(change(|typed| typed.services = vec!["gold".into()]), ["services CODE_UNKNOWN"]);
    assert_eq!(
        change(|typed| typed.agreement_version = String::new()),
        ["agreement_version AGREEMENT_REQUIRED"]
    );
    assert_eq!(change(|typed| typed.password_repeat = "abcdefg2".into()), ["password_repeat PWD_REPEAT"]);
    assert_eq!(change(|typed| typed.password = "abcdefgh".into()), ["password PWD_CLASSES"]);
}

#[test]
fn yw_pwd_02_no_password_equals_a_sign_in_name() {
    let same = |password: &str| {
        told(&TypedCompany { password: password.into(), password_repeat: password.into(), ..typed() })
    };
    assert_eq!(same("91330782te5t00016t"), ["password PWD_SAME_AS_ACCOUNT"]);
    // Eleven digits are refused for their one class before anybody compares them with the number.
    assert_eq!(same("19900000001"), ["password PWD_CLASSES"]);
}

#[test]
fn yw_reg_04_services() {
    assert_eq!(Services::parse(["yw", "ta"]).unwrap().names(), ["yw", "ta"]);
    assert_eq!(Services::parse([]).unwrap().names(), ["yw"], "义乌信保登记 is always on");
}
