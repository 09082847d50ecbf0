//! Every checked number, and every reader of texts, numbers, months and money (CM-TEXT-01, CM-NUM-01, CM-MONEY-01,
//! YW-VAL-01 to -06): none panics; an accepted value, written out, is accepted again as the same value; normalising twice
//! is normalising once.

#![no_main]

use std::borrow::Cow;
use std::fmt::{Debug, Display};

use libfuzzer_sys::fuzz_target;
use values::{
    Accepted, CompanyName, ContractNo, Country, Currency, Day, DeclarationNumber, DocumentKind, Email,
    GoodsName, Instant, IntlPhone, MerchantNo, Mobile, Money, Month, OrderId, Packages, PartyName, Passport,
    PersonName, Problem, Quantity, RegistrationNo, Remark, ResidentId, TraceNo, Uscc, check_password,
    read_number, text,
};

fuzz_target!(|bytes: &[u8]| {
    let written = String::from_utf8_lossy(bytes);
    texts(&written);
    checked_numbers(&written);
    names(&written);
    numbers(&written);
    let cells = bytes.as_chunks::<8>().0;
    cells
        .iter()
        .take(4)
        .for_each(|cell| self::cells(f64::from_le_bytes(*cell)));
});

fn texts(written: &str) {
    let normalisations: [fn(&str) -> Cow<'_, str>; 6] = [
        text::line,
        text::multiline,
        text::code_like,
        text::email_like,
        text::month_like,
        text::person,
    ];
    for (at, normalise) in normalisations.into_iter().enumerate() {
        let once = normalise(written);
        assert_eq!(once, normalise(&once), "normalisation {at} of {written:?}");
        assert!(
            once.chars().all(|c| !c.is_control() || c == '\n'),
            "normalisation {at} of {written:?}"
        );
    }
    let _ = check_password(written, &[written]);
}

fn checked_numbers(written: &str) {
    let today = house_fuzz::today();
    again(written, Uscc::parse_any_kind);
    let kinds = [
        DocumentKind::ResidentId,
        DocumentKind::HmtPermit,
        DocumentKind::PrcCard,
    ];
    for kind in kinds {
        if let Some(id) = again(written, |text| ResidentId::parse(text, kind, today, None)) {
            assert_eq!(ResidentId::restore(id.as_str()), Some(id));
            assert!(id.birth() <= today && id.kind() == kind);
            assert!(id.masked() != id.as_str() && id.masked().len() == 18);
        }
    }
    if let Some(number) = again(written, |text| DeclarationNumber::parse(text, today, None)) {
        assert_eq!(DeclarationNumber::restore(number.as_str()), Some(number));
    }
    if let Some(mobile) = again(written, |text| Mobile::parse(text).map(Accepted::from)) {
        assert_eq!(Mobile::from_number(mobile.number()), Some(mobile));
    }
    if let Some(passport) = again(written, Passport::parse) {
        assert!(passport.masked().contains('*'));
    }
    again(written, |text| IntlPhone::parse(text).map(Accepted::from));
    if let Some(email) = again(written, |text| Email::parse(text).map(Accepted::from)) {
        assert!(email.is_same(&email) && email.as_str().len() <= 254 && email.as_str().is_ascii());
        email.masked();
    }
    again(written, |text| MerchantNo::parse(text).map(Accepted::from));
    again(written, |text| OrderId::parse(text).map(Accepted::from));
}

fn names(written: &str) {
    again(written, |text| PersonName::parse(text).map(Accepted::from));
    again(written, |text| CompanyName::parse(text).map(Accepted::from));
    again(written, |text| PartyName::parse(text).map(Accepted::from));
    again(written, |text| GoodsName::parse(text).map(Accepted::from));
    again(written, |text| Remark::parse(text).map(Accepted::from));
    again(written, |text| ContractNo::parse(text).map(Accepted::from));
    again(written, |text| TraceNo::parse(text).map(Accepted::from));
    again(written, |text| RegistrationNo::parse(text).map(Accepted::from));
    again(written, |text| Country::parse(text).map(Accepted::from));
    again(written, |text| {
        Currency::parse(text, &[Currency::CNY, Currency::USD]).map(Accepted::from)
    });
    Country::search(written);
}

fn numbers(written: &str) {
    let today = house_fuzz::today();
    for currency in [Currency::CNY, Currency::USD] {
        again(written, |text| Money::parse(text, currency).map(Accepted::from));
        if let Some(money) = again(written, |text| {
            Money::parse_positive(text, currency).map(Accepted::from)
        }) {
            assert!((1..=9_999_999_999).contains(&money.minor()));
            assert_eq!(
                read_number(written, Some(currency)),
                Ok(money.decimal().normalize())
            );
        }
        again(written, |text| {
            read_number(text, Some(currency)).map(Accepted::from)
        });
    }
    again(written, |text| Quantity::parse(text).map(Accepted::from));
    again(written, |text| Packages::parse(text).map(Accepted::from));
    again(written, |text| Day::parse(text).map(Accepted::from));
    again(written, |text| Instant::parse(text).map(Accepted::from));
    if let Some(month) = again(written, |text| Month::parse(text, today)) {
        assert_eq!(Month::from_yyyymm(month.yyyymm()), Some(month));
    }
    values::is_scientific(written);
}

/// Number cells: what they are accepted as reads back from its text.
fn cells(cell: f64) {
    let today = house_fuzz::today();
    let same =
        |shown: String, read: Option<String>| assert_eq!(read.as_deref(), Some(&*shown), "cell {cell:e}");
    if let Ok(money) = Money::from_cell(cell, Currency::CNY) {
        let read = Money::parse_positive(&money.to_string(), Currency::CNY);
        same(money.to_string(), read.ok().map(|read| read.to_string()));
    }
    if let Ok(quantity) = Quantity::from_cell(cell) {
        let read = Quantity::parse(&quantity.to_string());
        same(quantity.to_string(), read.ok().map(|read| read.to_string()));
        assert_eq!(Quantity::from_thousandths(quantity.thousandths()), Some(quantity));
    }
    if let Ok(packages) = Packages::from_cell(cell) {
        let read = Packages::parse(&packages.to_string());
        same(packages.to_string(), read.ok().map(|read| read.to_string()));
    }
    if let Ok(mobile) = Mobile::from_cell(cell) {
        same(mobile.to_string(), Some(cell.to_string()));
    }
    if let Ok(number) = MerchantNo::from_cell(cell) {
        same(number.to_string(), Some(cell.to_string()));
    }
    let months = [
        Month::from_number(cell, today),
        Month::from_serial(cell, false, today),
        Month::from_serial(cell, true, today),
    ];
    for month in months.into_iter().flatten() {
        let read = Month::parse(&month.value.to_string(), today);
        same(
            month.value.to_string(),
            read.ok().map(|read| read.value.to_string()),
        );
    }
}

/// Reads a text, and what came of it once more: the same value with the same warnings about itself.
fn again<T>(written: &str, read: impl Fn(&str) -> Result<Accepted<T>, Problem>) -> Option<T>
where
    T: Display + Debug + PartialEq,
{
    let first = match read(written) {
        Ok(first) => first,
        Err(problem) => {
            assert!(problem.is_error(), "{} refuses but is no error", problem.code);
            return None;
        }
    };
    assert!(first.warnings.iter().all(|warning| !warning.is_error()));
    let shown = first.value.to_string();
    let second = read(&shown)
        .unwrap_or_else(|problem| panic!("{written:?} is accepted, {shown:?} is {}", problem.code));
    assert_eq!(second.value, first.value, "{written:?} shown as {shown:?}");
    Some(first.value)
}
