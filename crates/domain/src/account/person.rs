//! Accounts, the firms behind them, and the people who sign in (spec 01 §17.1, §17.2).

use values::{
    AccountId, Code, CompanyName, Instant, MerchantNo, Mobile, PersonId, PersonName, Problem, Uscc,
};

use super::{
    applicant::IdentityDocument,
    company::{CompanyData, Services, new_password},
    login::{Login, ShortName, StaffName},
    roles::{Grants, Right, Role},
    state::{AccountKind, AccountState},
};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id; for a firm also the firm's.
    pub id: AccountId,
    /// Whose it is.
    pub kind: AccountKind,
    /// Its state.
    pub state: AccountState,
    /// The market-procurement number of a firm or merchant.
    pub number: Option<MerchantNo>,
    /// The credit code of a firm.
    pub uscc: Option<Uscc>,
    /// What a firm has opened.
    pub services: Services,
    /// When it came to be.
    pub created_at: Instant,
}

/// A firm, as its registration and the registry describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Its account.
    pub account: AccountId,
    /// 企业名称
    pub company: CompanyName,
    /// 统一社会信用代码
    pub uscc: Uscc,
    /// 法定代表人姓名
    pub representative: PersonName,
    /// 法定代表人证件
    pub document: IdentityDocument,
    /// The second step of its registration.
    pub data: CompanyData,
    /// When the agreement was accepted.
    pub agreement_at: Instant,
    /// When the registry was last asked with success.
    pub registry_checked_at: Instant,
    /// What it said.
    pub registry_status: Box<str>,
}

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The account.
    pub account: AccountId,
    /// The role within it.
    pub role: Role,
    /// What an owner granted beyond the role.
    pub grants: Grants,
    /// What colleagues call them.
    pub name: Option<PersonName>,
    /// A clerk's name behind the firm's credit code.
    pub short_name: Option<ShortName>,
    /// The name of staff.
    pub staff_name: Option<StaffName>,
    /// The bound mobile.
    pub mobile: Option<Mobile>,
    /// The number was set by an operator and is proven at the next sign-in (YW-OPS-03).
    pub mobile_unproven: bool,
    /// The password was given by somebody else and must be changed at the next sign-in (YW-AUTH-08).
    pub must_change_password: bool,
    /// Whether the person may no longer sign in.
    pub disabled: bool,
}

impl Person {
    /// Whether the person may do this.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn check(&self, right: Right) -> Result<(), Problem> {
        self.role.check(right, self.grants)
    }

    /// What is wrong with a new password for this person (YW-PWD-02): it must not be a name that they sign in with.
    ///
    /// # Errors
    /// The `PWD_` codes, under `password` or `password_repeat`.
    pub fn check_new_password(&self, account: &Account, password: &str, repeat: &str) -> Result<(), Problem> {
        let names: Vec<String> = self.logins(account).into_iter().map(|login| login.key().1).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        new_password(password, repeat, &names).map_or(Ok(()), Err)
    }

    /// Everything this person may sign in with: the owner by credit code and purchase number, clerks behind the credit
    /// code, staff by name, whoever has a proven or bound mobile by phone.
    pub fn logins(&self, account: &Account) -> Vec<Login> {
        let mut logins = Vec::new();
        match self.role {
            Role::Owner if self.short_name.is_none() => {
                logins.extend(account.uscc.and_then(|uscc| Login::name(uscc.as_str()).ok()));
                logins.extend(account.number.as_ref().and_then(|number| Login::name(number.as_str()).ok()));
            }
            Role::Merchant => {
                logins.extend(account.number.as_ref().and_then(|number| Login::name(number.as_str()).ok()));
            }
            _ => {}
        }
        if let (Some(uscc), Some(short_name)) = (account.uscc, &self.short_name) {
            logins.push(Login::clerk(uscc, short_name));
        }
        logins.extend(self.staff_name.as_ref().map(StaffName::login));
        logins.extend(self.mobile.map(Login::Phone));
        logins
    }

    /// Whether the person belongs to this account.
    ///
    /// # Errors
    /// `NOT_FOUND`: people of other firms do not exist here (CM-SEC-05).
    pub fn check_of(&self, account: AccountId) -> Result<(), Problem> {
        if self.account == account { Ok(()) } else { Err(Problem::new(Code::NotFound)) }
    }
}
