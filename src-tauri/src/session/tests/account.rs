//! The account without a server: what is known, what is kept, what is checked here.

use actions::Host as _;
use desk::remote::{Draft, keep_draft};
use values::Instant;

use super::open_session;
use crate::views::{ApplicantForm, CompanyDraft, CompanyForm, RegistrationStage, SeverityView};

fn applicant(uscc: &str, number: &str) -> ApplicantForm {
    ApplicantForm {
        company_name: "示例进出口有限公司".to_owned(),
        uscc: uscc.to_owned(),
        legal_rep_name: "示例甲".to_owned(),
        legal_rep_doc_type: "resident_id".to_owned(),
        legal_rep_doc_no: number.to_owned(),
    }
}

fn company() -> CompanyDraft {
    CompanyDraft { contact_name: "示例乙".to_owned(), trade_assurance: true, ..CompanyDraft::default() }
}

/// CM-OFF-02: a vault without a server is in local mode, and says so without asking anybody.
#[tokio::test]
async fn a_vault_begins_in_local_mode() {
    let (_folder, session) = open_session().await;
    let connection = session.connection().await.expect("the vault is open");
    assert_eq!((connection.server, connection.signed_in, connection.ended), (None, false, None));
    let refused = session.connect_server("http://example.com").await.expect_err("not over plain HTTP");
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("NET_ADDRESS", Some("server")));
    assert_eq!(session.captcha().await.expect_err("nobody to ask").code, "SERVER_NOT_CONNECTED");
    session.close().await;
}

/// YW-REG-01: wrong numbers are told before any call of the network, each at its field.
#[tokio::test]
async fn the_four_values_are_checked_here() {
    let (_folder, session) = open_session().await;
    let told = session.check_applicant(applicant("9133", "33078")).await.expect("it is open");
    let told: Vec<_> = told.iter().map(|one| (one.code.as_str(), one.field.as_deref())).collect();
    assert_eq!(told, [("USCC_LENGTH", Some("uscc")), ("RID_LENGTH", Some("legal_rep_doc_no"))]);
    let good = session.check_applicant(applicant("91330782TE5T00016T", "330782190101010013")).await;
    // A sample of a very old person: doubtful, not wrong.
    let told = good.expect("it is open");
    let doubts: Vec<_> = told.iter().map(|one| (one.code.as_str(), one.severity)).collect();
    assert_eq!(doubts, [("RID_AGE_HIGH", SeverityView::Warning)]);
    session.close().await;
}

/// YW-REG-04: the company's data are checked here as well; the code by SMS is missed before anything is sent.
#[tokio::test]
async fn the_company_s_data_are_checked_here() {
    let (_folder, session) = open_session().await;
    let form = CompanyForm {
        company: company(),
        password: "sample".to_owned(),
        password_repeat: "sample".to_owned(),
        sms_code: String::new(),
    };
    let told = session.check_company("91330782TE5T00016T", form).await.expect("it is open");
    let codes: Vec<_> = told.iter().map(|one| one.code.as_str()).collect();
    for code in ["PWD_LENGTH", "FIELD_REQUIRED", "AGREEMENT_REQUIRED"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    session.close().await;
}

/// YW-REG-08: the draft is in the vault, and what is kept is what was typed.
#[tokio::test]
async fn a_registration_is_kept() {
    let (_folder, session) = open_session().await;
    let applicant = applicant("91330782TE5T00016T", "330782190101010013");
    session.keep_registration(applicant.clone(), company()).await.expect("the vault is open");
    let kept = session.registration().await.expect("it is kept");
    assert_eq!((kept.state, kept.seconds_left, kept.forgotten), (RegistrationStage::Draft, 0, false));
    assert_eq!(kept.applicant.uscc, applicant.uscc);
    assert_eq!((kept.company.contact_name.as_str(), kept.company.trade_assurance), ("示例乙", true));
    assert!(!kept.company.agreed);
    session.close().await;
}

/// YW-REG-08: one that nobody touched for 30 days is deleted at the first look; that is said at every look until another is begun.
#[tokio::test]
async fn a_forgotten_registration_is_told_of_until_another_is_begun() {
    const DAYS_31: i64 = 31 * 86_400_000;
    let (_folder, session) = open_session().await;
    let applicant = applicant("91330782TE5T00016T", "330782190101010013");
    {
        let desk = session.desk().await.expect("it is open");
        let mut old = Draft::default();
        old.uscc.clone_from(&applicant.uscc);
        let then = Instant::from_millis(desk.now().millis() - DAYS_31);
        keep_draft(desk.store(), &old, then).await.expect("it is kept");
    }
    for _ in 0..2 {
        let told = session.registration().await.expect("it is read");
        assert_eq!((told.forgotten, told.applicant.uscc.as_str()), (true, ""));
    }
    session.keep_registration(applicant, company()).await.expect("the vault is open");
    assert!(!session.registration().await.expect("it is read").forgotten);
    session.close().await;
}
