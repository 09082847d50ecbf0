//! 注册: the draft that is kept in the vault, the check against the registry, the activation (YW-REG).

use std::sync::atomic::Ordering;

use actions::Host as _;
use desk::remote::{Draft, draft, keep_draft};
use domain::account::{Applicant, CompanyData, TypedCompany};
use values::{Code, Instant, Problem, Secret};

use super::{Answer, Session};
use crate::views::{
    ActivatedView, ApplicantForm, CaptchaAnswer, CompanyDraft, CompanyForm, ProblemView, RegistrationStage,
    RegistrationView, VerifiedView,
};

/// The version of user agreement and privacy policy that the form shows.
const AGREEMENT: &str = "1.0";

impl Session {
    /// The registration as far as it is filled in (YW-REG-08). That one was deleted because nobody touched it is said until
    /// another one is begun or the program ends, wherever somebody looks.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn registration(&self) -> Answer<RegistrationView> {
        let desk = self.desk().await?;
        let now = desk.now();
        let (kept, forgotten) = draft(desk.store(), now).await.map_err(|error| self.served(error))?;
        if forgotten {
            self.0.draft_forgotten.store(true, Ordering::Relaxed);
        }
        let forgotten = self.0.draft_forgotten.load(Ordering::Relaxed);
        Ok(RegistrationView::of(&kept.unwrap_or_default(), now, forgotten))
    }

    /// Keeps what is filled in; another value of the first step drops what the registry said.
    ///
    /// # Errors
    /// Those of the vault and the store.
    pub async fn keep_registration(&self, applicant: ApplicantForm, company: CompanyDraft) -> Answer<()> {
        let desk = self.desk().await?;
        let kept = keep_draft(desk.store(), &filled(applicant, &company), desk.now()).await;
        kept.map_err(|error| self.served(error))?;
        self.0.draft_forgotten.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// What is wrong or doubtful with the four values, without a network (YW-REG-01).
    ///
    /// # Errors
    /// Those of the vault.
    pub async fn check_applicant(&self, form: ApplicantForm) -> Answer<Vec<ProblemView>> {
        let today = self.desk().await?.today();
        let typed = filled(form, &CompanyDraft::default()).applicant();
        let problems = match Applicant::parse(&typed, today) {
            Ok(accepted) => accepted.warnings,
            Err(problems) => problems,
        };
        Ok(problems.iter().map(ProblemView::of).collect())
    }

    /// 【验证】 (YW-REG-02, YW-REG-03). `acknowledged` are codes of warnings that the person has seen.
    ///
    /// # Errors
    /// The codes of YW-REG-01 to 03, of which `FIELD_REQUIRED` of `captcha` asks for a picture; those of asking.
    pub async fn verify_applicant(
        &self,
        form: ApplicantForm,
        captcha: Option<CaptchaAnswer>,
        acknowledged: &[String],
    ) -> Answer<VerifiedView> {
        let company = self.registration().await?.company;
        let seen: Vec<Code> = acknowledged.iter().filter_map(|name| Code::from_name(name)).collect();
        let captcha = captcha.map(Into::into);
        let remote = self.remote().await?;
        let verified = remote.verify(&filled(form, &company), &seen, captcha.as_ref()).await;
        let verified = verified.map_err(|error| self.served(error))?;
        Ok(VerifiedView {
            seconds_left: seconds_until(verified.until, crate::session::now()),
            registered_address: verified.registered_address.unwrap_or_default(),
        })
    }

    /// What is wrong with the company's data, without a network (YW-REG-04).
    ///
    /// # Errors
    /// Those of the vault.
    pub async fn check_company(&self, uscc: &str, form: CompanyForm) -> Answer<Vec<ProblemView>> {
        drop(self.desk().await?);
        let no_code = form.sms_code.trim().is_empty();
        let mut problems = CompanyData::parse(&typed(form), uscc).err().unwrap_or_default();
        if no_code {
            problems.push(Problem::new(Code::FieldRequired).in_field("sms_code"));
        }
        Ok(problems.iter().map(ProblemView::of).collect())
    }

    /// 【激活】: makes the account, and this vault its own (YW-REG-06).
    ///
    /// # Errors
    /// The codes of YW-REG-04 to 06; those of asking.
    pub async fn activate(&self, form: CompanyForm) -> Answer<ActivatedView> {
        let code = Secret::new(form.sms_code.clone());
        let made = self.remote().await?.activate(&typed(form), &code).await;
        let made = made.map_err(|error| self.served(error))?;
        self.moved_with_server();
        Ok(ActivatedView { login_name: made.login_name, mpn: made.mpn })
    }
}

/// The form as the vault keeps it.
fn filled(applicant: ApplicantForm, company: &CompanyDraft) -> Draft {
    let mut draft = Draft::default();
    draft.company_name = applicant.company_name;
    draft.uscc = applicant.uscc;
    draft.legal_rep_name = applicant.legal_rep_name;
    draft.legal_rep_doc_type = applicant.legal_rep_doc_type;
    draft.legal_rep_doc_no = applicant.legal_rep_doc_no;
    let services = if company.trade_assurance { "yw\nta" } else { "yw" };
    let agreement = if company.agreed { AGREEMENT } else { "" };
    draft.company = [
        ("contact_name", company.contact_name.as_str()),
        ("mobile", &company.mobile),
        ("contact_email", &company.contact_email),
        ("registered_address", &company.registered_address),
        ("office_address", &company.office_address),
        ("customs_reg_no", &company.customs_reg_no),
        ("services", services),
        ("agreement_version", agreement),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into();
    draft
}

/// The company's data with what is never kept.
fn typed(form: CompanyForm) -> TypedCompany {
    let CompanyForm { company, password, password_repeat, sms_code: _ } = form;
    let mut services = vec!["yw".to_owned()];
    if company.trade_assurance {
        services.push("ta".to_owned());
    }
    TypedCompany {
        password,
        password_repeat,
        contact_name: company.contact_name,
        mobile: company.mobile,
        contact_email: company.contact_email,
        registered_address: company.registered_address,
        office_address: company.office_address,
        customs_reg_no: company.customs_reg_no,
        services,
        agreement_version: if company.agreed { AGREEMENT.to_owned() } else { String::new() },
    }
}

/// Whole seconds until then; 0 if it is past.
fn seconds_until(until: Instant, now: Instant) -> u32 {
    u32::try_from((until.millis() - now.millis()).max(0) / 1_000).unwrap_or(u32::MAX)
}

impl RegistrationView {
    fn of(draft: &Draft, now: Instant, forgotten: bool) -> Self {
        let said = |name: &str| draft.company.get(name).cloned().unwrap_or_default();
        let until = draft.token_until.as_deref().and_then(|text| Instant::parse(text).ok());
        let state = match draft.state_at(now) {
            "verified" => RegistrationStage::Verified,
            "verify_failed" => RegistrationStage::VerifyFailed,
            "verify_expired" => RegistrationStage::VerifyExpired,
            _ => RegistrationStage::Draft,
        };
        let doc_type = match draft.legal_rep_doc_type.as_str() {
            "" => "resident_id",
            named => named,
        };
        Self {
            applicant: ApplicantForm {
                company_name: draft.company_name.clone(),
                uscc: draft.uscc.clone(),
                legal_rep_name: draft.legal_rep_name.clone(),
                legal_rep_doc_type: doc_type.to_owned(),
                legal_rep_doc_no: draft.legal_rep_doc_no.clone(),
            },
            company: CompanyDraft {
                contact_name: said("contact_name"),
                mobile: said("mobile"),
                contact_email: said("contact_email"),
                registered_address: match said("registered_address") {
                    address if address.is_empty() => draft.registered_address.clone().unwrap_or_default(),
                    address => address,
                },
                office_address: said("office_address"),
                customs_reg_no: said("customs_reg_no"),
                trade_assurance: said("services").lines().any(|name| name == "ta"),
                agreed: said("agreement_version") == AGREEMENT,
            },
            seconds_left: match (state, until) {
                (RegistrationStage::Verified, Some(until)) => seconds_until(until, now),
                _ => 0,
            },
            state,
            forgotten,
        }
    }
}
