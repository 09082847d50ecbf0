//! The account of the firm, its server, and the way in (YW-REG, YW-AUTH, YW-PWD). Passwords, codes and identity numbers only go
//! one way: from the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// How this vault stands with a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ConnectionView {
    /// The server's address; `null` in local mode.
    pub server: Option<String>,
    /// Who works here: whoever signed in last; `null` before the first sign-in.
    pub account: Option<AccountView>,
    /// Whether the session is good, as far as this computer knows.
    pub signed_in: bool,
    /// Why the session ended without being asked to, such as `AUTH_SESSION_EXPIRED`.
    pub ended: Option<ProblemView>,
}

/// Who is signed in (YW-AUTH-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AccountView {
    /// 企业名称
    pub company_name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 市场采购号
    pub mpn: String,
    /// The person's name; empty where the account has none.
    pub person: String,
    /// What the person may do.
    pub role: RoleView,
    /// Whether it may read and export only (YW-OPS-02).
    pub suspended: bool,
    /// A one-time password was given: another one is due before anything else.
    pub must_change_password: bool,
}

/// Roles within a firm (DECISIONS, Sub-accounts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoleView {
    /// 管理员
    Owner,
    /// 业务员
    Clerk,
    /// 单证
    Documents,
    /// 财务
    Finance,
}

/// A picture with four letters to be typed (YW-AUTH-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaptchaView {
    /// Goes back with the letters.
    pub id: String,
    /// The picture as a `data:` address of a PNG, 120 × 40.
    pub picture: String,
}

/// What a person answers a captcha with.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaptchaAnswer {
    /// Of the picture.
    pub id: String,
    /// As typed.
    pub letters: String,
}

/// 登录: by name or by mobile number, with the picture's letters, or with a code by SMS in their place (YW-AUTH-01 to 03).
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInForm {
    /// Which tab.
    pub mode: SignInMode,
    /// Credit code, purchase number, `<credit code>/<short name>`, or the mobile number.
    pub name: String,
    /// As typed.
    pub password: String,
    /// The picture's answer; `null` where a code by SMS is given.
    pub captcha: Option<CaptchaAnswer>,
    /// The code by SMS in place of the picture.
    pub sms_code: Option<String>,
}

/// The two tabs of the sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInMode {
    /// 普通用户登录
    User,
    /// 手机号码登录
    Phone,
}

/// The four values of the first step (YW-REG-01); the document's type decides how its number is checked.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ApplicantForm {
    /// 企业名称
    pub company_name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 法定代表人姓名
    pub legal_rep_name: String,
    /// `resident_id`, `hmt_permit`, `prc_card` or `passport`
    pub legal_rep_doc_type: String,
    /// 证件号码
    pub legal_rep_doc_no: String,
}

/// What the registry said to the four values (YW-REG-02). The token stays in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedView {
    /// Seconds for which the company's data may be sent; 1,800 at first.
    pub seconds_left: u32,
    /// The address that the registry delivered; empty if none.
    pub registered_address: String,
}

/// The company's data of the second step, as far as they are kept (YW-REG-04, YW-REG-08).
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompanyDraft {
    /// 联系人姓名
    pub contact_name: String,
    /// 绑定手机
    pub mobile: String,
    /// 联系邮箱
    pub contact_email: String,
    /// 注册地址
    pub registered_address: String,
    /// 实际办公地址
    pub office_address: String,
    /// 海关注册编码
    pub customs_reg_no: String,
    /// Whether 信用保障订单 is opened as well.
    pub trade_assurance: bool,
    /// Whether user agreement and privacy policy were accepted.
    pub agreed: bool,
}

/// 【激活】: what is kept, and what is not.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompanyForm {
    /// What is kept.
    pub company: CompanyDraft,
    /// 密码
    pub password: String,
    /// 确认密码
    pub password_repeat: String,
    /// The code that was sent to the bound mobile.
    pub sms_code: String,
}

/// A registration that is not finished (YW-REG-08, §19.1). No secret is in it.
#[derive(Clone, Serialize, TS)]
pub struct RegistrationView {
    /// The four values.
    pub applicant: ApplicantForm,
    /// The company's data.
    pub company: CompanyDraft,
    /// Where it stands.
    pub state: RegistrationStage,
    /// Seconds for which the company's data may be sent; 0 unless verified.
    pub seconds_left: u32,
    /// One that nobody touched for 30 days was deleted just now.
    pub forgotten: bool,
}

/// Where a registration stands (§19.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationStage {
    /// Being filled in.
    Draft,
    /// The registry agreed.
    Verified,
    /// The registry did not agree.
    VerifyFailed,
    /// It agreed more than 30 minutes ago.
    VerifyExpired,
}

/// The account that was made (YW-REG-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActivatedView {
    /// The credit code.
    pub login_name: String,
    /// 市场采购号
    pub mpn: String,
}

/// What a code by SMS is for (YW-AUTH-07).
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "purpose", rename_all = "snake_case", deny_unknown_fields)]
pub enum CodeRequest {
    /// To prove the bound mobile of a registration.
    Registration {
        /// The number.
        mobile: String,
    },
    /// In place of the picture at sign-in.
    SignIn {
        /// As typed in the name's field.
        name: String,
        /// Which tab.
        mode: SignInMode,
    },
}

/// A code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct CodeSentView {
    /// Seconds before another one may be asked for.
    pub resend_seconds: u32,
}

/// 忘记密码, second step: the code and the new password (YW-AUTH-08).
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResetForm {
    /// Credit code or purchase number.
    pub name: String,
    /// The bound mobile.
    pub mobile: String,
    /// The code that was sent to it.
    pub sms_code: String,
    /// The new password.
    pub next: String,
    /// The same again.
    pub again: String,
}

/// A computer on which this person is signed in (CM-SEC-02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeviceView {
    /// Of its session.
    pub id: String,
    /// What the computer calls itself; empty if it told no name.
    pub name: String,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub signed_in_at: String,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub last_used_at: String,
    /// Whether it is this one.
    pub is_this: bool,
}
