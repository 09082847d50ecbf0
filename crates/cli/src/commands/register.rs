//! `register` and `activate` (YW-REG-01 … 06).

use std::path::Path;

use actions::Host as _;
use desk::desk::Desk;
use desk::remote::{Captcha, CodeFor, Draft, Remote, draft, keep_draft};
use domain::account::{Applicant, CompanyData, TypedCompany};
use serde_json::json;
use values::{Code, Problem, Secret};

use super::{
    connect::server,
    sign_in::{read_picture, tell_sent},
};
use crate::answer::{Answer, Failure, Outcome};
use crate::call::Call;
use crate::table::Human;
use crate::{input, secret};

const VALUES: [&str; 5] =
    ["company_name", "uscc", "legal_rep_name", "legal_rep_doc_type", "legal_rep_doc_no"];

const COMPANY: [&str; 8] = [
    "contact_name",
    "mobile",
    "contact_email",
    "registered_address",
    "office_address",
    "customs_reg_no",
    "services",
    "agreement_version",
];

/// 【验证】
///
/// # Errors
/// Those of the input file; the codes of YW-REG-01, before anybody is asked; those of YW-REG-02 and YW-REG-03.
pub(super) async fn register(call: &Call, desk: &Desk, file: &Path, seen: &[String]) -> Outcome {
    let seen = seen.iter().map(|name| code(name)).collect::<Result<Vec<_>, _>>()?;
    let mut typed = Draft::default();
    typed.legal_rep_doc_type = "resident_id".to_owned();
    for (name, text) in input::form(file, &VALUES, None)? {
        *match name {
            "company_name" => &mut typed.company_name,
            "uscc" => &mut typed.uscc,
            "legal_rep_name" => &mut typed.legal_rep_name,
            "legal_rep_doc_type" => &mut typed.legal_rep_doc_type,
            _ => &mut typed.legal_rep_doc_no,
        } = text;
    }
    Applicant::parse(&typed.applicant(), desk.today()).map_err(Failure)?;
    // Also without a server the form is kept (YW-REG-01 is offline work).
    keep_draft(desk.store(), &typed, desk.now()).await?;
    let remote = server(desk).await?;
    let verified = match remote.verify(&typed, &seen, None).await {
        Err(error) if error.is(Code::FieldRequired) => {
            let captcha = solved(call, &remote).await?;
            remote.verify(&typed, &seen, Some(&captcha)).await?
        }
        answered => answered?,
    };
    let data = json!({
        "state": "verified",
        "registry_status": verified.registry_status,
        "registered_address": verified.registered_address,
        "expires_at": verified.until.to_string(),
    });
    let mut pairs = vec![
        (call.say("登记状态", "Status").to_owned(), verified.registry_status),
        (call.say("有效至", "Valid until").to_owned(), verified.until.china_text()),
    ];
    if let Some(address) = verified.registered_address {
        pairs.push((call.say("注册地址", "Registered address").to_owned(), address));
    }
    let next = call.say("核对通过，请用 activate 激活。", "All four agree; go on with activate.");
    Ok(Answer::new(data, Human::All(vec![Human::Pairs(pairs), next.into()])))
}

/// 【激活】
///
/// # Errors
/// Those of the input file; the codes of YW-REG-04, before anybody is asked; those of YW-REG-05 and YW-REG-06.
pub(super) async fn activate(call: &Call, desk: &Desk, file: &Path, no_send: bool) -> Outcome {
    let (kept, _) = draft(desk.store(), desk.now()).await?;
    let kept = kept.unwrap_or_default();
    let mut company = TypedCompany {
        registered_address: kept.registered_address.clone().unwrap_or_default(),
        services: vec!["yw".to_owned()],
        ..TypedCompany::default()
    };
    for (name, text) in input::form(file, &COMPANY, Some("services"))? {
        match name {
            "contact_name" => company.contact_name = text,
            "mobile" => company.mobile = text,
            "contact_email" => company.contact_email = text,
            "registered_address" => company.registered_address = text,
            "office_address" => company.office_address = text,
            "customs_reg_no" => company.customs_reg_no = text,
            "services" => company.services = text.lines().map(str::to_owned).collect(),
            _ => company.agreement_version = text,
        }
    }
    let remote = server(desk).await?;
    let password = required(secret::asked(call, call.say("设置密码", "Password to set")).await?, "password")?;
    company.password = password.reveal().clone();
    company.password_repeat = repeated(call, &password).await?;
    CompanyData::parse(&company, &kept.uscc).map_err(Failure)?;
    if !no_send {
        let wanted = CodeFor::Registration { mobile: company.mobile.clone() };
        tell_sent(call, remote.send_code(&wanted).await?);
    }
    let sms_code = required(secret::read(call, call.say("短信验证码", "SMS code")).await?, "sms_code")?;
    let done = remote.activate(&company, &sms_code).await?;
    let data = json!({ "account_id": done.account, "login_name": done.login_name, "mpn": done.mpn });
    let pairs = vec![
        (call.say("登录账号", "Sign-in name").to_owned(), done.login_name),
        (call.say("市场采购号", "Market-procurement number").to_owned(), done.mpn),
    ];
    let next = call.say("账号已激活，请用 sign-in 登录。", "The account is active; go on with sign-in.");
    Ok(Answer::new(data, Human::All(vec![Human::Pairs(pairs), next.into()])))
}

/// On a terminal a new password is typed twice, because nobody sees it; a file or a pipe cannot mistype.
///
/// # Errors
/// `FILE_READ`.
pub(super) async fn repeated(call: &Call, password: &Secret<String>) -> Result<String, Failure> {
    use std::io::IsTerminal as _;
    if call.global.password_file.is_some() || !std::io::stdin().is_terminal() {
        return Ok(password.reveal().clone());
    }
    let again = secret::asked(call, call.say("再次输入密码", "Password, again")).await?;
    Ok(again.map(|text| text.to_string()).unwrap_or_default())
}

/// A secret that must be there.
///
/// # Errors
/// `FIELD_REQUIRED`.
pub(super) fn required(
    given: Option<zeroize::Zeroizing<String>>,
    field: &'static str,
) -> Result<Secret<String>, Failure> {
    let given = given.ok_or_else(|| Problem::new(Code::FieldRequired).in_field(field))?;
    Ok(Secret::new(given.to_string()))
}

/// A captcha that somebody read.
///
/// # Errors
/// Those of asking for it; `FIELD_REQUIRED` if nobody does.
pub(super) async fn solved(call: &Call, remote: &Remote) -> Result<Captcha, Failure> {
    read_picture(call, remote, None).await
}

fn code(name: &str) -> Result<Code, Failure> {
    let found = Code::from_name(&name.trim().to_ascii_uppercase());
    Ok(found.ok_or_else(|| Problem::new(Code::CodeUnknown).found(name).in_field("acknowledge"))?)
}
