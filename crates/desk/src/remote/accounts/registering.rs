//! 【验证】 and 【激活】 (YW-REG-02, YW-REG-04 … 06).

use domain::account::{Applicant, CompanyData, TypedApplicant, TypedCompany, acknowledged};
use serde::{Deserialize, Serialize};
use values::{Code, Instant, Problem, Secret};

use super::Captcha;
use crate::remote::{
    Draft, OddAnswer, Remote, RemoteError, draft, forget_draft,
    http::Ask,
    joined::{self, Joined},
    keep_draft, registration,
};

/// What the registry said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The company's status, such as 存续.
    pub registry_status: String,
    /// Its registered address, if the registry tells one.
    pub registered_address: Option<String>,
    /// Until when the company's data may be sent.
    pub until: Instant,
}

/// An account that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activated {
    /// The account's id.
    pub account: String,
    /// With which one signs in: the credit code.
    pub login_name: String,
    /// 市场采购号
    pub mpn: String,
}

#[derive(Serialize)]
struct VerifyTwin<'a> {
    company_name: &'a str,
    uscc: &'a str,
    legal_rep_name: &'a str,
    legal_rep_doc_type: &'a str,
    legal_rep_doc_no: &'a str,
    acknowledged: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    captcha_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    captcha: Option<&'a str>,
    device: String,
}

#[derive(Deserialize)]
struct VerifiedTwin {
    verification_token: String,
    expires_at: String,
    registry_status: String,
    registered_address: Option<String>,
}

#[derive(Serialize)]
struct ActivateTwin<'a> {
    verification_token: &'a str,
    company_name: &'a str,
    uscc: &'a str,
    legal_rep_name: &'a str,
    legal_rep_doc_type: &'a str,
    legal_rep_doc_no: &'a str,
    password: &'a str,
    password_repeat: &'a str,
    contact_name: &'a str,
    mobile: &'a str,
    sms_code: &'a str,
    contact_email: &'a str,
    registered_address: &'a str,
    office_address: &'a str,
    customs_reg_no: &'a str,
    services: &'a [String],
    agreement_version: &'a str,
}

#[derive(Deserialize)]
struct ActivatedTwin {
    account_id: String,
    login_name: String,
    mpn: String,
}

impl Draft {
    /// The four values as typed.
    pub fn applicant(&self) -> TypedApplicant {
        TypedApplicant {
            company_name: self.company_name.clone(),
            uscc: self.uscc.clone(),
            legal_rep_name: self.legal_rep_name.clone(),
            legal_rep_doc_type: self.legal_rep_doc_type.clone(),
            legal_rep_doc_no: self.legal_rep_doc_no.clone(),
        }
    }
}

impl Remote {
    /// 【验证】: checks the four values here, keeps them as the draft, and has them compared with the registry. `seen` are the
    /// warnings that the person has acknowledged.
    ///
    /// # Errors
    /// The codes of YW-REG-01 and `WARN_ACK_REQUIRED`, without asking anybody; `ACCOUNT_OTHER` for a vault that has an account;
    /// those of asking; the codes of YW-REG-02 and YW-REG-03, of which `FIELD_REQUIRED` of `captcha` asks for a picture.
    pub async fn verify(
        &self,
        draft: &Draft,
        seen: &[Code],
        captcha: Option<&Captcha>,
    ) -> Result<Verified, RemoteError> {
        let now = self.clock.now();
        let accepted = Applicant::parse(&draft.applicant(), now.china_day()).map_err(RemoteError::Refused)?;
        acknowledged(&accepted.warnings, seen).map_err(RemoteError::Refused)?;
        if let Some(own) = self.joined().await? {
            return Err(joined::other(&own).into());
        }
        keep_draft(&self.store, draft, now).await?;
        let twin = VerifyTwin {
            company_name: &draft.company_name,
            uscc: &draft.uscc,
            legal_rep_name: &draft.legal_rep_name,
            legal_rep_doc_type: &draft.legal_rep_doc_type,
            legal_rep_doc_no: &draft.legal_rep_doc_no,
            acknowledged: seen.iter().map(|code| code.as_str()).collect(),
            captcha_id: captcha.map(|captcha| captcha.id.as_str()),
            captcha: captcha.map(|captcha| captcha.text.as_str()),
            device: self.device.to_string(),
        };
        let ask = Ask::post("/yw/registrations/verify", &twin, self.key());
        let answered: Result<VerifiedTwin, RemoteError> = self.http.json(ask).await;
        let mut draft = self.draft().await?;
        match answered {
            Ok(twin) => {
                let until =
                    Instant::parse(&twin.expires_at).map_err(|_| RemoteError::Odd(OddAnswer::Form))?;
                draft.state = "verified".to_owned();
                draft.failed = None;
                draft.token = Some(twin.verification_token);
                draft.token_until = Some(twin.expires_at);
                draft.registry_status = Some(twin.registry_status.clone());
                draft.registered_address = twin.registered_address.clone();
                registration::save(&self.store, &draft).await?;
                Ok(Verified {
                    registry_status: twin.registry_status,
                    registered_address: twin.registered_address,
                    until,
                })
            }
            Err(error) => {
                // An answer about the company changes the state; an unreachable registry or a captcha does not (§19.1).
                if let Some(code) = negative(&error) {
                    draft.state = "verify_failed".to_owned();
                    draft.failed = Some(code.as_str().to_owned());
                    draft.token = None;
                    registration::save(&self.store, &draft).await?;
                }
                Err(error)
            }
        }
    }

    /// 【激活】: makes the account of the company that the registry confirmed, and this vault its own.
    ///
    /// # Errors
    /// The codes of YW-REG-04, without asking anybody; `REG_TOKEN_EXPIRED` where nothing was confirmed; those of asking; the
    /// codes of YW-REG-05 and YW-REG-06.
    pub async fn activate(
        &self,
        company: &TypedCompany,
        sms_code: &Secret<String>,
    ) -> Result<Activated, RemoteError> {
        let draft = self.draft().await?;
        check_company(&draft, company)?;
        let token = self.verification_token().await?;
        let twin = ActivateTwin {
            verification_token: token.reveal(),
            company_name: &draft.company_name,
            uscc: &draft.uscc,
            legal_rep_name: &draft.legal_rep_name,
            legal_rep_doc_type: &draft.legal_rep_doc_type,
            legal_rep_doc_no: &draft.legal_rep_doc_no,
            password: &company.password,
            password_repeat: &company.password_repeat,
            contact_name: &company.contact_name,
            mobile: &company.mobile,
            sms_code: sms_code.reveal(),
            contact_email: &company.contact_email,
            registered_address: &company.registered_address,
            office_address: &company.office_address,
            customs_reg_no: &company.customs_reg_no,
            services: &company.services,
            agreement_version: &company.agreement_version,
        };
        let ask = Ask::post("/yw/registrations/activate", &twin, self.key());
        let twin: ActivatedTwin = self.http.json(ask).await?;
        let joined = Joined {
            account: twin.account_id.clone(),
            state: "active".to_owned(),
            company_name: Some(draft.company_name.clone()),
            uscc: Some(draft.uscc.clone()),
            mpn: Some(twin.mpn.clone()),
            kyc_status: None,
            login_name: twin.login_name.clone(),
            person: None,
            as_of: self.clock.now().to_string(),
        };
        joined::join(&self.store, &joined).await?;
        forget_draft(&self.store).await?;
        Ok(Activated { account: twin.account_id, login_name: twin.login_name, mpn: twin.mpn })
    }

    /// What lets the company's data be sent.
    pub(in crate::remote) async fn verification_token(&self) -> Result<Secret<String>, RemoteError> {
        let draft = self.draft().await?;
        let expired = || Problem::new(Code::RegTokenExpired);
        match draft.token {
            Some(ref token) if draft.state_at(self.clock.now()) == "verified" => {
                Ok(Secret::new(token.clone()))
            }
            _ => Err(expired().into()),
        }
    }

    /// The draft; an empty one where there is none.
    async fn draft(&self) -> Result<Draft, RemoteError> {
        Ok(draft(&self.store, self.clock.now()).await?.0.unwrap_or_default())
    }
}

/// Whether the company's data may be sent.
///
/// # Errors
/// The codes of YW-REG-04.
fn check_company(draft: &Draft, company: &TypedCompany) -> Result<(), RemoteError> {
    CompanyData::parse(company, &draft.uscc).map(|_| ()).map_err(RemoteError::Refused)
}

/// The registry's answer, if it is one.
fn negative(error: &RemoteError) -> Option<Code> {
    [
        Code::RegAlready,
        Code::RegCompanyMismatch,
        Code::RegLegalRepMismatch,
        Code::RegNotFound,
        Code::RegCompanyInactive,
    ]
    .into_iter()
    .find(|code| error.is(*code))
}
