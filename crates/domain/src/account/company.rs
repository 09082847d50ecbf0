//! The second step of a registration: the company's data (YW-REG-04).

use values::{Code, Email, Mobile, PersonName, Problem, check_password, text};

use super::{applicant::kept, login::Login};

#[cfg(test)]
mod tests;

/// What the firm has opened (§17.1, `services`). 义乌信保登记 is always on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Services {
    /// 信用保障订单, of specification 02.
    pub trade_assurance: bool,
}

impl Services {
    /// The names of the services.
    pub fn names(self) -> Vec<&'static str> {
        if self.trade_assurance { vec!["yw", "ta"] } else { vec!["yw"] }
    }

    /// Reads names.
    ///
    /// # Errors
    /// `CODE_UNKNOWN`.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let mut services = Self::default();
        for name in names {
            match name {
                "yw" => {}
                "ta" => services.trade_assurance = true,
                other => return Err(Problem::new(Code::CodeUnknown).found(other)),
            }
        }
        Ok(services)
    }
}

/// The form as typed.
#[derive(Clone, Default)]
pub struct TypedCompany {
    /// 密码
    pub password: String,
    /// 确认密码
    pub password_repeat: String,
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
    /// 开通服务
    pub services: Vec<String>,
    /// The version of user agreement and privacy policy that was accepted; empty if none was.
    pub agreement_version: String,
}

impl std::fmt::Debug for TypedCompany {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedCompany")
    }
}

/// The company's data, checked. The password is checked and not kept here.
#[derive(Clone, PartialEq, Eq)]
pub struct CompanyData {
    /// 联系人姓名
    pub contact: PersonName,
    /// 绑定手机
    pub mobile: Mobile,
    /// 联系邮箱
    pub email: Option<Email>,
    /// 注册地址
    pub registered_address: Box<str>,
    /// 实际办公地址
    pub office_address: Option<Box<str>>,
    /// 海关注册编码
    pub customs_reg_no: Option<Box<str>>,
    /// 开通服务
    pub services: Services,
    /// The accepted agreement's version.
    pub agreement_version: Box<str>,
}

impl std::fmt::Debug for CompanyData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CompanyData")
    }
}

impl CompanyData {
    /// Checks the form; every field tells its own problem. `login` is the sign-in name, the credit code.
    ///
    /// # Errors
    /// The codes of YW-REG-04.
    pub fn parse(typed: &TypedCompany, login: &str) -> Result<Self, Vec<Problem>> {
        let mut told = Vec::new();
        let contact = kept(PersonName::parse(&typed.contact_name).map(Into::into), "contact_name", &mut told);
        let mobile = kept(Mobile::parse(&typed.mobile).map(Into::into), "mobile", &mut told);
        let email =
            kept(optional(&typed.contact_email, Email::parse).map(Into::into), "contact_email", &mut told);
        let registered =
            kept(address(&typed.registered_address).map(Into::into), "registered_address", &mut told);
        let office =
            kept(optional(&typed.office_address, address).map(Into::into), "office_address", &mut told);
        let customs = kept(
            optional(&typed.customs_reg_no, customs_reg_no).map(Into::into),
            "customs_reg_no",
            &mut told,
        );
        let services = kept(
            Services::parse(typed.services.iter().map(String::as_str)).map(Into::into),
            "services",
            &mut told,
        );
        let agreement =
            kept(agreement(&typed.agreement_version).map(Into::into), "agreement_version", &mut told);
        let phone = mobile.map(Mobile::as_string).unwrap_or_default();
        told.extend(new_password(&typed.password, &typed.password_repeat, &[login, &phone]));
        match (contact, mobile, email, registered, office, customs, services, agreement) {
            (
                Some(contact),
                Some(mobile),
                Some(email),
                Some(registered_address),
                Some(office_address),
                Some(customs_reg_no),
                Some(services),
                Some(agreement_version),
            ) if told.is_empty() => Ok(Self {
                contact,
                mobile,
                email,
                registered_address,
                office_address,
                customs_reg_no,
                services,
                agreement_version,
            }),
            _ => Err(told),
        }
    }

    /// The sign-in by phone that this mobile gives.
    pub const fn phone_login(&self) -> Login {
        Login::Phone(self.mobile)
    }
}

/// What is wrong with a new password and its repetition (YW-PWD-02, `PWD_REPEAT`).
pub(crate) fn new_password(password: &str, repeat: &str, same_as: &[&str]) -> Option<Problem> {
    let refused = check_password(password, same_as).err().map(|problem| problem.in_field("password"));
    let differs = || Problem::new(Code::PwdRepeat).in_field("password_repeat");
    refused.or_else(|| (password != repeat).then(differs))
}

fn optional<T>(typed: &str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    if typed.trim().is_empty() { Ok(None) } else { read(typed).map(Some) }
}

fn address(typed: &str) -> Result<Box<str>, Problem> {
    const LEAST: usize = 5;
    const MOST: usize = 200;
    let address = text::line(typed);
    text::check_chars(&address)?;
    match address.chars().count() {
        0 => Err(Problem::new(Code::FieldRequired)),
        n if n < LEAST => Err(Problem::new(Code::FieldTooShort).with("min", LEAST)),
        n if n > MOST => Err(Problem::new(Code::FieldTooLong).with("max", MOST).with("n", n)),
        _ => Ok(address.into()),
    }
}

fn customs_reg_no(typed: &str) -> Result<Box<str>, Problem> {
    let number = text::code_like(typed);
    let is_allowed = number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if number.len() == 10 && is_allowed {
        Ok(number.into())
    } else {
        Err(Problem::new(Code::CustomsRegFormat))
    }
}

fn agreement(typed: &str) -> Result<Box<str>, Problem> {
    const MOST: usize = 20;
    let version = typed.trim();
    let is_version = version.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    if version.is_empty() || version.len() > MOST || !is_version {
        return Err(Problem::new(Code::AgreementRequired));
    }
    Ok(version.into())
}
