//! 【激活】: the account comes to be (YW-REG-04, 05, 06, 07).

use domain::account::{
    Account, AccountKind, AccountState, Applicant, CompanyData, Firm, Grants, NumberSeries, Person, Role,
    SmsPurpose, TypedApplicant, TypedCompany, issued_number,
};
use values::{AccountId, Code, MerchantNo, PersonId, Problem, Secret, Uscc};

use super::{
    audit,
    authenticate::lost,
    host::{self as ports, AccountHost, AccountTx, Answer},
    rows::{KeptPerson, KeptRegistration},
    sms, tokens,
    verify_registration::{digest, registration_of},
};
use crate::fault::ActionError;

/// What is sent to activate.
#[derive(Debug, Clone)]
pub struct ActivateRequest {
    /// The verification token.
    pub token: Secret<[u8; 32]>,
    /// The four values, as they were verified.
    pub applicant: TypedApplicant,
    /// The form.
    pub company: TypedCompany,
    /// The code that was sent to the mobile.
    pub sms_code: Secret<String>,
}

/// The account exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activated {
    /// The account.
    pub account: AccountId,
    /// The sign-in name.
    pub login_name: Uscc,
    /// The market-procurement number.
    pub number: MerchantNo,
}

/// Makes the account, its owner and its number.
///
/// The codes of YW-REG-04 and YW-REG-05; `REG_TOKEN_EXPIRED` (also if the four values are not those verified),
/// `REG_TOKEN_USED`, `REG_ALREADY`, `PHONE_IN_USE`.
pub async fn activate<H: AccountHost>(host: &H, request: &ActivateRequest) -> Result<Activated, ActionError> {
    let applicant = Applicant::parse(&request.applicant, host.today()).map(|accepted| accepted.value);
    let login = request.applicant.uscc.as_str();
    let company = CompanyData::parse(&request.company, login);
    let (applicant, company) = match (applicant, company) {
        (Ok(applicant), Ok(company)) => (applicant, company),
        (applicant, company) => {
            let told = applicant.err().into_iter().chain(company.err()).flatten();
            return Err(ActionError::Refused(told.collect()));
        }
    };
    // The token is looked at before the slow hash is made: strangers cannot order work.
    let mut tx = host.look().await?;
    check_token(host, &mut tx, request, &applicant).await?;
    drop(tx);
    let hash = Secret::new(host.hash_password(&request.company.password).await?);

    let mut tx = host.begin().await?;
    let registration = check_token(host, &mut tx, request, &applicant).await?;
    let entry = audit::nobody(host, "activate").of(&registration.id);
    let number = ports::number(host, company.mobile);
    let bound = tokens::digest(host, request.token.reveal());
    let purpose = SmsPurpose::Registration;
    let entered = sms::enter(host, &mut tx, purpose, &number, &bound, request.sms_code.reveal()).await?;
    if let Err(problem) = entered {
        return audit::refuse::<H, _>(tx, entry, problem.in_field("sms_code")).await;
    }
    if !tx.finish_registration(registration.id).await? {
        return Err(Problem::new(Code::RegTokenUsed).into());
    }
    let (account, kept, firm) = make(host, &mut tx, applicant, company, hash, &registration).await?;
    if !tx.insert_account(&account).await? {
        return Err(Problem::new(Code::RegAlready).into());
    }
    tx.insert_firm(&firm).await?;
    tx.insert_person(&kept).await?;
    for login in kept.person.logins(&account) {
        if !tx.insert_login(&login, kept.person.id).await? {
            // Dropping the transaction leaves nothing: the token and the code can be used again.
            let code = if login.key().0 == "phone" { Code::PhoneInUse } else { Code::RegAlready };
            return Err(Problem::new(code).into());
        }
    }
    let number = account.number.clone().ok_or_else(|| lost(account.id.to_string()))?;
    let done = Activated { account: account.id, login_name: firm.uscc, number };
    let mut entry = entry;
    entry.account = Some(account.id);
    entry.person = Some(kept.person.id);
    entry.role = Some(kept.person.role);
    audit::finish(host, tx, entry, &Answer::Activated(&done)).await?;
    Ok(done)
}

async fn check_token<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    request: &ActivateRequest,
    applicant: &Applicant,
) -> Result<KeptRegistration, ActionError> {
    let registration = registration_of(host, tx, &request.token).await?;
    if registration.applicant != digest(host, applicant) {
        return Err(Problem::new(Code::RegTokenExpired).into());
    }
    Ok(registration)
}

async fn make<H: AccountHost>(
    host: &H,
    tx: &mut H::Tx,
    applicant: Applicant,
    company: CompanyData,
    hash: Secret<String>,
    registration: &KeptRegistration,
) -> Result<(Account, KeptPerson, Firm), ActionError> {
    let now = host.now();
    let number = issued_number(NumberSeries::Firms, tx.next_number(NumberSeries::Firms).await?)?;
    let account = Account {
        id: AccountId::from_uuid(host.next_uuid()),
        kind: AccountKind::Firm,
        state: AccountState::Active,
        number: Some(number),
        uscc: Some(applicant.uscc),
        services: company.services,
        created_at: now,
    };
    let person = Person {
        id: PersonId::from_uuid(host.next_uuid()),
        account: account.id,
        role: Role::Owner,
        grants: Grants::default(),
        name: Some(company.contact.clone()),
        short_name: None,
        staff_name: None,
        mobile: Some(company.mobile),
        mobile_unproven: false,
        must_change_password: false,
        disabled: false,
    };
    let registered = registration.registered.clone().ok_or_else(|| lost(registration.id.to_string()))?;
    let firm = Firm {
        account: account.id,
        company: applicant.company,
        uscc: applicant.uscc,
        representative: applicant.representative,
        document: applicant.document,
        data: company,
        agreement_at: now,
        registry_checked_at: registration.at,
        registry_status: registered.status,
    };
    let kept = KeptPerson { person, account: account.clone(), password_hash: hash };
    Ok((account, kept, firm))
}
