use super::*;

fn noon() -> Instant {
    Instant::from_millis(1_773_547_200_000)
}

fn minutes(minutes: u64) -> Instant {
    later(noon(), Duration::from_secs(minutes * 60))
}

fn name(result: Result<RegistrationState, Problem>) -> String {
    result.map_or_else(|problem| problem.code.to_string(), |state| state.name().to_owned())
}

/// §19.1, each state with each event.
#[test]
fn yw_reg_06_transitions_are_those_of_the_table() {
    let failed = RegistrationState::VerifyFailed(Code::RegNotFound);
    let verified = RegistrationState::Verified(noon());
    let table: Vec<[String; 5]> = [
        RegistrationState::Draft,
        failed,
        RegistrationState::VerifyExpired,
        verified,
        RegistrationState::Activated,
    ]
    .map(|state| {
        [
            state.name().to_owned(),
            name(state.verified(Ok(()), noon())),
            name(state.verified(Err(Code::RegNotFound), noon())),
            state.back().name().to_owned(),
            name(state.activate(noon())),
        ]
    })
    .into();
    assert_eq!(
        table,
        [
            ["draft", "verified", "verify_failed", "draft", "REG_TOKEN_EXPIRED"],
            ["verify_failed", "verified", "verify_failed", "verify_failed", "REG_TOKEN_EXPIRED"],
            ["verify_expired", "verified", "verify_failed", "verify_expired", "REG_TOKEN_EXPIRED"],
            ["verified", "verified", "verified", "draft", "activated"],
            ["activated", "REG_TOKEN_USED", "REG_TOKEN_USED", "activated", "REG_TOKEN_USED"],
        ]
    );
}

#[test]
fn yw_reg_06_a_check_is_good_for_30_minutes() {
    let verified = RegistrationState::Verified(noon());
    assert_eq!(name(verified.activate(minutes(29))), "activated");
    assert_eq!(name(verified.activate(minutes(30))), "REG_TOKEN_EXPIRED");
    assert!(verified.lets_edit_company() && !verified.lets_edit_applicant());
    assert!(verified.as_of(minutes(30)).lets_edit_applicant());
    assert!(!RegistrationState::Activated.lets_edit_applicant());
}

#[test]
fn yw_reg_02_each_answer_has_its_code() {
    let company = |status: &str| RegistryAnswer::Match(Registered { status: status.into(), address: None });
    let code = |answer| judge(answer).err().map(|problem| problem.code);
    assert_eq!(code(RegistryAnswer::Unknown), Some(Code::RegNotFound));
    assert_eq!(code(RegistryAnswer::CompanyMismatch), Some(Code::RegCompanyMismatch));
    assert_eq!(code(RegistryAnswer::RepresentativeMismatch), Some(Code::RegLegalRepMismatch));
    for status in ["存续", "在业", "开业", "在营", "正常"] {
        assert_eq!(code(company(status)), None, "{status}");
    }
    for status in ["注销", "吊销", "迁出", ""] {
        assert_eq!(code(company(status)), Some(Code::RegCompanyInactive), "{status}");
    }
    let refused = judge(RegistryAnswer::RepresentativeMismatch).unwrap_err();
    assert!(refused.params.is_empty() && refused.field.is_none(), "it never tells which value is wrong");
}
