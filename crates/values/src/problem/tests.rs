use super::*;

/// CM-ERR-01: a code is found by the name that people quote, and by no other.
#[test]
fn cm_err_01_codes_have_one_name() {
    assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()));
    for code in Code::ALL {
        assert_eq!(Code::from_name(code.as_str()), Some(*code));
        assert_eq!(Code::from_name(&code.as_str().to_lowercase()), None);
    }
    assert_eq!(Code::from_name("NO_SUCH_CODE"), None);
}

/// CM-ERR-01: both languages have a sentence for every code, and both tell the same facts.
#[test]
fn cm_err_01_every_code_speaks_both_languages() {
    for code in Code::ALL {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| facts(code.template(lang)));
        assert!(!code.template(Lang::Zh).is_empty() && !code.template(Lang::En).is_empty(), "{code}");
        assert_eq!(zh, en, "{code}");
        let message = Problem::new(*code).message(Lang::En);
        assert!(!message.contains(['{', '}']), "{code}: {message}");
    }
}

/// The parameters that a sentence names, without its language.
fn facts(template: &str) -> Vec<&str> {
    let names = template.split('{').skip(1).filter_map(|part| part.split('}').next());
    let mut facts: Vec<&str> =
        names.map(|name| name.trim_end_matches("_zh").trim_end_matches("_en")).collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

#[test]
fn cm_err_01_sentences_are_filled_in() {
    let problem =
        Problem::new(Code::NumRange).with("min", 1).with("max", "9,999,999").in_field("lines[3].packages");
    assert_eq!(problem.message(Lang::Zh), "总件数应在 1 到 9,999,999 之间");
    assert_eq!(problem.message(Lang::En), "Packages must lie between 1 and 9,999,999");
    let found = Problem::new(Code::MoneyFormat).found("abc");
    assert_eq!(found.message(Lang::En), "Not a valid amount: abc");
    // What was found may look like a parameter and is still only text.
    let found = Problem::new(Code::MoneyFormat).found("{field_en}");
    assert_eq!(found.message(Lang::En), "Not a valid amount: {field_en}");
    // A field that the dictionary does not name is its own name.
    let unknown = Problem::new(Code::FieldRequired).in_field("colour");
    assert_eq!(unknown.message(Lang::En), "Please fill in colour");
}

/// CM-ERR-01: “at most 0 decimals” is said as people say it.
#[test]
fn cm_err_01_whole_numbers_have_a_sentence_of_their_own() {
    let quantity = Problem::new(Code::NumScale).with("scale", 3).in_field("quantity");
    assert_eq!(quantity.message(Lang::Zh), "数量最多 3 位小数");
    let packages = Problem::new(Code::NumScale).with("scale", 0).in_field("packages");
    assert_eq!(packages.message(Lang::Zh), "总件数只能填整数");
    assert_eq!(packages.message(Lang::En), "Packages must be a whole number");
}

#[test]
fn cm_err_01_the_first_place_stays() {
    let problem = Problem::new(Code::FieldRequired).in_field("amount").in_field("quantity").at(7, Some(2));
    assert_eq!(problem.field.as_deref(), Some("amount"));
    assert_eq!((problem.row, problem.column), (Some(7), Some(2)));
}

/// CM-ERR-02: warnings do not block.
#[test]
fn cm_err_02_severity() {
    assert!(Problem::new(Code::MonthFuture).is_error());
    assert!(!Problem::new(Code::MonthOld).is_error());
    let accepted = Accepted { value: 1, warnings: vec![Problem::new(Code::MonthOld)] }.map(|value| value + 1);
    assert_eq!((accepted.value, accepted.warnings.len()), (2, 1));
}
