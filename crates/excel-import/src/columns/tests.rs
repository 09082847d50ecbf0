use super::*;

/// YW-IMP-12: columns are named by their letters.
#[test]
fn letters_and_back() {
    for (column, text) in
        [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (255, "IV"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
    {
        assert_eq!(letters(column), text);
        assert_eq!(from_letters(text), Some(column));
        assert_eq!(from_letters(&text.to_lowercase()), Some(column));
    }
    for wrong in ["", "XFE", "AAAA", "1", "A1", "é"] {
        assert_eq!(from_letters(wrong), None, "{wrong}");
    }
}

/// DECISIONS, Import and export: `--map 品名=C`.
#[test]
fn assignments() {
    let mapping = Mapping::parse(["品名=C", "商户姓名 = d", "amount=AA"]).unwrap();
    assert_eq!(mapping.get(LineField::GoodsName), Some(2));
    assert_eq!(mapping.get(LineField::MerchantName), Some(3));
    assert_eq!(mapping.get(LineField::Amount), Some(26));
    assert_eq!(mapping.get(LineField::Quantity), None);
    for wrong in [
        vec!["品名"],
        vec!["颜色=C"],
        vec!["品名=3"],
        vec!["品名=XFD"],
        vec!["品名=C", "货物名称=D"],
        vec!["品名=C", "数量=C"],
    ] {
        let problem = Mapping::parse(wrong.iter().copied()).unwrap_err();
        assert_eq!(problem.code, Code::ImpMap, "{wrong:?}");
        assert_eq!(problem.value.as_deref(), wrong.last().copied());
    }
}

/// DECISIONS, Import: a field that stands nowhere has no column, and yet its place is decided.
#[test]
fn nowhere_is_a_decision() {
    let mut mapping = Mapping::default();
    mapping.assign(LineField::MerchantNo, NOWHERE);
    mapping.assign(LineField::GoodsName, 2);
    assert_eq!(mapping.get(LineField::MerchantNo), None);
    assert!(mapping.is_decided(LineField::MerchantNo) && !mapping.is_decided(LineField::Amount));
    assert_eq!(mapping.iter().collect::<Vec<_>>(), [(LineField::GoodsName, 2)]);
    assert_eq!(mapping.decisions().count(), 2);
}
