//! Accounts: who may sign in and as whom, how often one may be wrong, how long a code or a session lives (spec 01 §2, §4,
//! §5, §15, §19.1, §19.5). Pure: time is an argument, and nothing here knows of HTTP, tables or ciphers.

mod applicant;
mod attempts;
mod captcha;
mod company;
mod lockout;
mod login;
mod number;
mod person;
mod registration;
mod roles;
mod session;
mod sms;
mod state;
mod time;

pub use applicant::{Applicant, DocumentType, IdentityDocument, TypedApplicant, acknowledged};
pub use attempts::{
    CAPTCHAS_PER_SOURCE, Limit, REGISTRATIONS_PER_CODE, REGISTRATIONS_PER_SOURCE, SMS_PER_DAY, SMS_PER_HOUR,
    SMS_PER_SOURCE, SMS_RESEND, VERIFICATIONS_WITHOUT_CAPTCHA, Window,
};
pub use captcha::{CAPTCHA_LIFE, captcha_as_typed, captcha_text};
pub use company::{CompanyData, Services, TypedCompany};
pub use lockout::{AfterWrong, LOCK_MEMORY, WRONG_WINDOW, after_wrong, before_try, lock_ends, locked};
pub use login::{Login, ShortName, StaffName};
pub use number::{NumberSeries, issued_number};
pub use person::{Account, Firm, Person};
pub use registration::{Registered, RegistrationState, RegistryAnswer, VERIFICATION_LIFE, judge};
pub use roles::{Grants, May, Right, Role};
pub use session::{
    ACCESS_LIFE, DEVICES, REFRESH_LIFE, REPEAT_WITHIN, Refresh, RefreshFacts, refresh, sessions_to_replace,
};
pub use sms::{CODE_LIFE, SmsCode, SmsPurpose, TRIES, sms_digits, sms_text};
pub use state::{AccountKind, AccountState, reason};
pub use time::{earlier, later};
