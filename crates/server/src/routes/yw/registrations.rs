//! `/yw/registrations`: 【验证】 and 【激活】 (YW-REG-02, YW-REG-06).

use actions::accounts::{
    ActivateRequest, Answer, VerifyRequest, activate as make_account, verify_registration,
};
use domain::account::{TypedApplicant, TypedCompany};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, DeviceId, Problem, Secret};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open, read_token},
    routes::auth::captcha,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(verify)).routes(routes!(activate))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VerifyBody {
    company_name: String,
    uscc: String,
    legal_rep_name: String,
    /// `resident_id`, `hmt_permit`, `prc_card`, `passport`
    legal_rep_doc_type: String,
    legal_rep_doc_no: String,
    /// Codes of warnings that the person has seen (CM-ERR-02)
    #[serde(default)]
    acknowledged: Vec<String>,
    /// Asked for before the third attempt
    captcha_id: Option<String>,
    captcha: Option<String>,
    device: String,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `Reply::of` writes; a test compares the two")]
struct VerifiedView {
    /// Lets the company's data be sent, once, within 30 minutes
    verification_token: String,
    expires_at: String,
    registry_status: String,
    registered_address: Option<String>,
}

/// Compare the four values with the registry
#[utoipa::path(post, path = "/yw/registrations/verify", tag = "registration", request_body = VerifyBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = VerifiedView), (status = "4XX", body = ProblemsBody)))]
async fn verify(call: Call) -> Result<Reply, Fault> {
    let typed: VerifyBody = call.json()?;
    let host = match open(&call, None).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let request = VerifyRequest {
        applicant: TypedApplicant {
            company_name: typed.company_name,
            uscc: typed.uscc,
            legal_rep_name: typed.legal_rep_name,
            legal_rep_doc_type: typed.legal_rep_doc_type,
            legal_rep_doc_no: typed.legal_rep_doc_no,
        },
        acknowledged: typed.acknowledged.iter().filter_map(|code| Code::from_name(code)).collect(),
        captcha: match typed.captcha_id {
            Some(id) => Some(captcha(Some(&id), typed.captcha)?),
            None => None,
        },
        device: DeviceId::parse(&typed.device).map_err(|problem| problem.in_field("device"))?,
    };
    close(&host, verify_registration(&host, &request).await, |done| Answer::Verified(done)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActivateBody {
    verification_token: String,
    company_name: String,
    uscc: String,
    legal_rep_name: String,
    legal_rep_doc_type: String,
    legal_rep_doc_no: String,
    password: String,
    password_repeat: String,
    contact_name: String,
    mobile: String,
    sms_code: String,
    #[serde(default)]
    contact_email: String,
    registered_address: String,
    #[serde(default)]
    office_address: String,
    #[serde(default)]
    customs_reg_no: String,
    /// `yw` is always on; `ta` adds 信用保障订单
    #[serde(default)]
    services: Vec<String>,
    /// The version of user agreement and privacy policy that was accepted
    #[serde(default)]
    agreement_version: String,
}

#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `Reply::of` writes; a test compares the two")]
struct ActivatedView {
    account_id: String,
    /// The credit code
    login_name: String,
    /// 市场采购号
    mpn: String,
}

/// Make the account
#[utoipa::path(post, path = "/yw/registrations/activate", tag = "registration", request_body = ActivateBody,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 200, body = ActivatedView), (status = "4XX", body = ProblemsBody)))]
async fn activate(call: Call) -> Result<Reply, Fault> {
    let typed: ActivateBody = call.json()?;
    let host = match open(&call, None).await? {
        Opened::Again(reply) => return Ok(reply),
        Opened::New(host) => host,
    };
    let token = read_token(&typed.verification_token).ok_or_else(|| Problem::new(Code::RegTokenExpired))?;
    let request = ActivateRequest {
        token,
        applicant: TypedApplicant {
            company_name: typed.company_name,
            uscc: typed.uscc,
            legal_rep_name: typed.legal_rep_name,
            legal_rep_doc_type: typed.legal_rep_doc_type,
            legal_rep_doc_no: typed.legal_rep_doc_no,
        },
        company: TypedCompany {
            password: typed.password,
            password_repeat: typed.password_repeat,
            contact_name: typed.contact_name,
            mobile: typed.mobile,
            contact_email: typed.contact_email,
            registered_address: typed.registered_address,
            office_address: typed.office_address,
            customs_reg_no: typed.customs_reg_no,
            services: typed.services,
            agreement_version: typed.agreement_version,
        },
        sms_code: Secret::new(typed.sms_code),
    };
    close(&host, make_account(&host, &request).await, |done| Answer::Activated(done)).await
}
