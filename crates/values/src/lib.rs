//! The words that everything else speaks: checked numbers, money, months, ids, texts, and the codes of what may be
//! wrong with them. Open to every crate, leans on none of ours, does no I/O and reads no clock.

// What may be wrong.
pub mod code;
pub mod problem;

// Texts and numbers as people type them.
pub mod number;
pub mod text;

// Money and measures.
pub mod currency;
pub mod money;
pub mod quantity;

// Time.
pub mod day;
pub mod month;

// Who and what.
pub mod country;
pub mod ids;
pub mod names;
pub mod secret;

// Checked numbers.
pub mod declaration;
pub mod email;
pub mod mobile;
pub mod passport;
pub mod password;
pub mod phone_intl;
pub mod region;
pub mod resident_id;
pub mod uscc;

// Code tables.
mod table;

pub use code::Code;
pub use country::Country;
pub use currency::Currency;
pub use day::{Clock, Day, Instant};
pub use declaration::DeclarationNumber;
pub use email::Email;
pub use ids::{
    AccountId, DeviceId, FileId, FilterId, FirmId, IdSource, ImportId, LineId, MutationId, NoticeId, OrderId,
    PersonId, SessionId, UploadId,
};
pub use mobile::Mobile;
pub use money::Money;
pub use month::Month;
pub use names::{
    CompanyName, ContractNo, GoodsName, MerchantNo, PartyName, PersonName, RegistrationNo, Remark, TraceNo,
};
pub use number::{is_scientific, read_number};
pub use passport::Passport;
pub use password::check_password;
pub use phone_intl::IntlPhone;
pub use problem::{Accepted, Lang, Param, Problem, Severity};
pub use quantity::{Packages, Quantity, Rate, UnitPrice};
pub use region::{Region, RegionStatus};
pub use resident_id::{DocumentKind, ResidentId};
pub use secret::Secret;
pub use uscc::Uscc;

pub use rust_decimal::Decimal;
pub use uuid::Uuid;

#[cfg(feature = "planted")]
pub mod planted;
#[cfg(test)]
mod testing;
