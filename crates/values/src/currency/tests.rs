use super::*;
use crate::testing::{check, plain_outcome};

#[test]
fn cm_money_01_the_table_gives_minor_units() {
    let minor = |code: &str| Currency::from_code(code).map(Currency::minor_unit);
    assert_eq!(minor("CNY"), Some(2));
    assert_eq!(minor("USD"), Some(2));
    assert_eq!(minor("JPY"), Some(0));
    assert_eq!(minor("KWD"), Some(3));
    assert_eq!(minor("CLF"), Some(4));
    // Gold has no minor unit, the schilling is withdrawn, lower case is no code.
    for code in ["XAU", "ATS", "usd", "", "US", "XYZ", "人"] {
        assert_eq!(Currency::from_code(code), None, "{code}");
    }
}

#[test]
fn cm_data_01_every_currency_has_its_names() {
    let all: Vec<Currency> = Currency::all().collect();
    assert_eq!(all.len(), 165);
    assert!(all.is_sorted());
    for currency in all {
        assert_eq!(Currency::from_code(currency.code()), Some(currency));
        assert!(!currency.name(Lang::Zh).is_empty() && !currency.name(Lang::En).is_empty(), "{currency}");
        assert!(currency.minor_unit() <= 4);
    }
    assert_eq!(Currency::CNY.name(Lang::Zh), "人民币");
    // The constants take a short way past the table; it must lead to the same.
    assert_eq!(Currency::CNY.entry().minor_unit, 2);
    assert_eq!(Currency::USD.entry().minor_unit, 2);
}

#[test]
fn cm_money_01_money_currency_names_what_a_field_takes() {
    check(
        |text| plain_outcome(Currency::parse(text, &[Currency::CNY, Currency::USD])),
        &[
            ("CNY", "CNY"),
            (" usd ", "USD"),
            ("EUR", "MONEY_CURRENCY"),
            ("元", "MONEY_CURRENCY"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}
