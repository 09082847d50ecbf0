use super::*;

fn today() -> Day {
    Day::new(2026, 3, 15).unwrap()
}

fn typed() -> TypedApplicant {
    TypedApplicant {
        company_name: "示例进出口有限公司".into(),
        uscc: "9133 0782-te5t００016t".into(),
        legal_rep_name: "示例甲".into(),
        legal_rep_doc_type: "resident_id".into(),
        legal_rep_doc_no: "330782190101010013".into(),
    }
}

fn told(typed: &TypedApplicant) -> Vec<String> {
    let problems = match Applicant::parse(typed, today()) {
        Ok(accepted) => accepted.warnings,
        Err(problems) => problems,
    };
    problems
        .iter()
        .map(|problem| format!("{} {}", problem.field.as_deref().unwrap_or(""), problem.code))
        .collect()
}

#[test]
fn yw_reg_01_four_values_each_with_its_own_problem() {
    assert_eq!(told(&typed()), ["legal_rep_doc_no RID_AGE_HIGH"]);
    let wrong = TypedApplicant {
        company_name: String::new(),
        uscc: "91330782TE5T00016Y".into(),
        legal_rep_name: "示例1".into(),
        legal_rep_doc_no: "330782190101010014".into(),
        ..typed()
    };
    assert_eq!(
        told(&wrong),
        [
            "company_name FIELD_REQUIRED",
            "uscc USCC_CHECK",
            "legal_rep_name NAME_CHARS",
            "legal_rep_doc_no RID_CHECK",
        ]
    );
}

#[test]
fn yw_reg_01_four_kinds_of_document() {
    for (kind, number, expected) in [
        ("resident_id", "810000190303030030", "legal_rep_doc_no RID_KIND"),
        ("hmt_permit", "810000190303030030", "legal_rep_doc_no RID_AGE_HIGH"),
        ("prc_card", "933840190404040048", "legal_rep_doc_no RID_AGE_HIGH"),
        ("passport", "330782190101010013", "legal_rep_doc_no PASSPORT_LOOKS_LIKE_ID"),
        ("driving_licence", "1", "legal_rep_doc_type CODE_UNKNOWN"),
    ] {
        let typed =
            TypedApplicant { legal_rep_doc_type: kind.into(), legal_rep_doc_no: number.into(), ..typed() };
        assert!(told(&typed).contains(&expected.to_owned()), "{kind}: {:?}", told(&typed));
    }
    let typed = TypedApplicant {
        legal_rep_doc_type: "passport".into(),
        legal_rep_doc_no: "E00000001".into(),
        ..typed()
    };
    let read = Applicant::parse(&typed, today()).unwrap().value;
    let stored = IdentityDocument::restore(read.document.kind().name(), read.document.number());
    assert_eq!(stored.as_ref(), Some(&read.document));
    assert_eq!(read.document.masked(), "E0*****01");
}

#[test]
fn cm_err_02_a_new_warning_asks_to_be_acknowledged() {
    let warnings = Applicant::parse(&typed(), today()).unwrap().warnings;
    assert_eq!(acknowledged(&warnings, &[Code::RidAgeHigh]), Ok(()));
    let refused = acknowledged(&warnings, &[Code::UsccOrgCheck]).unwrap_err();
    let codes: Vec<Code> = refused.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::WarnAckRequired, Code::RidAgeHigh]);
    assert_eq!(acknowledged(&[], &[]), Ok(()));
}

#[test]
fn cm_sec_04_debug_shows_nothing() {
    let read = Applicant::parse(&typed(), today()).unwrap().value;
    assert_eq!(format!("{read:?} {:?}", typed()), "Applicant TypedApplicant");
    assert!(!format!("{:?}", read.document).contains("330782190101010013"));
}
