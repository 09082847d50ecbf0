//! The verbs of accounts: registering, signing in, passwords, clerks, devices, what operators do, and what they
//! tell everybody. They run on the
//! server only, over the ports in [`host`]; they know no HTTP, no SQL and no cipher.
//!
//! Slow work (a password's hash, the registry, the SMS gateway) is never done inside a transaction: other people's
//! requests would wait for it.

pub mod activate;
mod audit;
pub mod authenticate;
mod captcha;
pub mod change_mobile;
pub mod change_password;
pub mod clerks;
pub mod devices;
pub mod firm_page;
pub mod host;
pub mod notices;
pub mod operate;
pub mod parameters;
mod password;
pub mod refresh;
pub mod reset_password;
pub mod rows;
pub mod send_code;
pub mod sign_in;
pub mod sign_out;
mod sms;
pub mod staff;
mod tokens;
pub mod trail;
pub mod verify_registration;

pub use activate::{ActivateRequest, Activated, activate};
pub use authenticate::{Session, authenticate};
pub use captcha::{CaptchaTyped, NewCaptcha, make_captcha};
pub use change_mobile::{MobileRequest, change_mobile};
pub use change_password::change_password;
pub use clerks::{ClerkRequest, add_clerk, disable_clerk, list_people, set_role};
pub use devices::{list_devices, revoke_device};
pub use firm_page::firm_page;
pub use host::{AccountHost, AccountTx, Answer, Digest, Digested, RequestFacts};
pub use notices::{
    ShownNotice, change_notice, list_notices, publish_notice, read_notice, shown_notices, withdraw_notice,
};
pub use operate::{
    AccountFilter, AccountPage, account_detail, close_account, end_sessions, find_accounts, lift,
    replace_mobile, suspend, unlock,
};
pub use parameters::{read_settings, set_parameter};
pub use refresh::{Refreshed, refresh};
pub use reset_password::{ResetRequest, finish_reset, start_reset};
pub use send_code::{CodeSent, CodeWanted, send_code};
pub use sign_in::{Proof, SignInRequest, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use staff::{add_staff, give_password};
pub use tokens::Tokens;
pub use trail::{TrailFilter, TrailRequest, read_trail};
pub use verify_registration::{Verified, VerifyRequest, verify_registration};
