use super::*;

fn row(names: &[&str]) -> RawRow {
    RawRow { number: 1, cells: names.iter().map(|name| RawCell::text(name)).collect() }
}

/// YW-IMP-04: what is taken off a header before it is compared.
#[test]
fn bare_names() {
    for (text, bare) in [
        ("总金额*(元)", "总金额"),
        ("总金额（人民币）*", "总金额"),
        (" 商 户 名 ＊", "商户名"),
        ("\u{feff}采购号", "采购号"),
        ("数量[个(只)]", "数量"),
        ("总件数)", "总件数"),
        ("下单\n月份", "下单月份"),
    ] {
        assert_eq!(bare_name(text), bare, "{text}");
    }
}

/// YW-IMP-04: the words in the brackets of the amount header.
#[test]
fn currencies_of_headers() {
    for (text, found) in [
        ("总金额*(元)", None),
        ("总金额*(RMB)", None),
        ("总金额*(美元)", Some("USD")),
        ("总金额（usd）", Some("USD")),
        ("总金额[JPY]", Some("JPY")),
        ("总金额(含税)", None),
        ("总金额(", None),
        ("总金额", None),
    ] {
        let problem = other_currency(text, Currency::CNY, 1, 7);
        let named = problem.as_ref().map(|problem| &*problem.params[0].1);
        assert_eq!(named, found, "{text}");
    }
}

/// YW-IMP-04: four required names make a header; 采购号 is not required.
#[test]
fn four_names() {
    let three = ["采购号", "商户名", "手机", "品名"];
    assert!(!is_header(&row(&three), &Mapping::default()));
    let four = ["商户名", "手机", "品名", "金额"];
    assert!(is_header(&row(&four), &Mapping::default()));
    // A person assigned the fourth.
    let mut mapping = Mapping::default();
    mapping.assign(LineField::Quantity, 4);
    let assigned = ["采购号", "商户名", "手机", "品名", "Qty"];
    assert!(is_header(&row(&assigned), &mapping));
}

/// DECISIONS, Import and export: a fingerprint is the key of stored mappings, so it must never change.
#[test]
fn fingerprint_is_stable() {
    let of = |names: &[&str]| fingerprint(&names.iter().map(|name| Box::from(*name)).collect::<Vec<_>>());
    assert_eq!(of(&["商户名", "品名"]), 211_450_489_487_567_340_272_924_676_772_046_864_507);
    assert_eq!(of(&["商户名*", " 品名(中文)"]), of(&["商户名", "品名"]));
    assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
}
