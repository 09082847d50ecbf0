use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

/// YW-ORD-04: 德, Germany, DE and DEU find the same entry.
#[test]
fn yw_ord_04_the_picker_finds_by_any_name() {
    let germany = Country::from_alpha2("DE").unwrap();
    for text in ["Germany", "germany", "DE", "DEU", "ｄｅ", "德国"] {
        assert_eq!(Country::search(text).first(), Some(&germany), "{text}");
    }
    assert!(Country::search("德").contains(&germany));
    let emirates = Country::from_alpha2("AE").unwrap();
    assert_eq!(Country::search("联合酋长"), [emirates]);
    assert_eq!(Country::search("").len(), 249);
    assert_eq!(Country::search("nowhere at all"), []);
    // 中国 itself comes before those whose names begin with it.
    assert_eq!(Country::search("中国").first(), Some(&Country::CN));
}

#[test]
fn yw_ord_04_code_unknown() {
    check(
        |text| plain_outcome(Country::parse(text)),
        &[
            ("AE", "AE"),
            ("are", "AE"),
            ("United Arab Emirates", "AE"),
            ("阿拉伯联合酋长国", "AE"),
            ("Bosnia and Herzegovina", "BA"),
            ("Russian Federation", "RU"),
            ("中国", "CN"),
            ("中国香港", "HK"),
            ("香港", "HK"),
            ("Taiwan", "TW"),
            ("ZZ", "CODE_UNKNOWN"),
            ("德", "CODE_UNKNOWN"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    let problem = Country::parse("ZZ").unwrap_err().in_field("destination");
    assert_eq!(problem.message(Lang::Zh), "目的国（地区）不在代码表中：ZZ");
}

#[test]
fn cm_data_01_names_of_hk_mo_tw() {
    let name = |code: &str| Country::from_alpha2(code).unwrap().name(Lang::Zh);
    assert_eq!((name("HK"), name("MO"), name("TW")), ("中国香港", "中国澳门", "中国台湾"));
    let english = Country::from_alpha2("HK").unwrap().name(Lang::En);
    assert_eq!(english, "Hong Kong, China");
}

/// CM-DATA-01: 249 entries, each found by its own codes and names.
#[test]
fn cm_data_01_every_country_is_found_by_its_names() {
    let all: Vec<Country> = Country::all().collect();
    assert_eq!(all.len(), 249);
    assert!(all.is_sorted());
    for country in all {
        let names = [country.alpha2(), country.alpha3(), country.name(Lang::Zh), country.name(Lang::En)];
        for name in names {
            assert_eq!(Country::parse(name), Ok(country), "{name}");
        }
    }
}

proptest! {
    #[test]
    fn cm_data_01_nothing_makes_it_panic(text in any::<String>()) {
        let _ = Country::parse(&text);
        let _ = Country::search(&text);
        let _ = Country::from_alpha2(&text);
    }
}
