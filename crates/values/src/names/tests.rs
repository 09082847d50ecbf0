use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

/// CM-TEXT-02: a name with `·` or a CJK Extension B character is accepted; `示例1` as a person name is refused.
#[test]
fn cm_text_02_person_names() {
    let chinese_51 = "示".repeat(51);
    let latin_100 = "a".repeat(100);
    let latin_101 = "a".repeat(101);
    check(
        |text| plain_outcome(PersonName::parse(text)),
        &[
            ("示例甲", "示例甲"),
            ("阿依古丽·买买提", "阿依古丽·买买提"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("𠀀𠀁", "𠀀𠀁"),
            ("〇一", "〇一"),
            ("Sample O’Neill-Smith Jr.", "Sample O’Neill-Smith Jr."),
            ("नमूना", "नमूना"),
            ("Նմուշ", "Նմուշ"),
            (" SAMPLE  ONE ", "SAMPLE ONE"),
            ("示例1", "NAME_CHARS"),
            ("示例１", "NAME_CHARS"),
            ("示例（甲）", "NAME_CHARS"),
            ("..", "NAME_CHARS"),
            ("示", "FIELD_TOO_SHORT"),
            (&chinese_51, "FIELD_TOO_LONG"),
            (&latin_100, &latin_100),
            (&latin_101, "FIELD_TOO_LONG"),
            ("\u{3000}", "FIELD_REQUIRED"),
            ("示例\u{e000}", "TEXT_CHARS"),
        ],
    );
    let problem = PersonName::parse("示例1号2号1").unwrap_err().in_field("person_name");
    assert_eq!(problem.message(crate::Lang::Zh), "姓名含有不允许的字符：12");
    let problem = PersonName::parse(&chinese_51).unwrap_err().in_field("person_name");
    assert_eq!(problem.message(crate::Lang::En), "Name has at most 50 characters, now 51");
}

#[test]
fn cm_text_02_company_names() {
    check(
        |text| plain_outcome(CompanyName::parse(text)),
        &[
            ("示例进出口有限公司", "示例进出口有限公司"),
            ("示例（义乌）贸易, 'A&B' Co.+-_/，、’·1２", "示例（义乌）贸易, 'A&B' Co.+-_/，、’·1２"),
            ("示例\"公司\"", "NAME_CHARS"),
            ("示例😀", "NAME_CHARS"),
            ("示", "FIELD_TOO_SHORT"),
        ],
    );
    let same = |a, b| CompanyName::parse(a).unwrap().is_same(&CompanyName::parse(b).unwrap());
    assert!(same("示例（义乌）公司", "示例(义乌) 公司"));
    assert!(!same("示例公司", "示范公司"));
}

#[test]
fn yw_ord_08_party_names_may_hold_digits() {
    let long = "示".repeat(101);
    check(
        |text| plain_outcome(PartyName::parse(text)),
        &[
            ("示例商户1", "示例商户1"),
            ("SAMPLE BUYER ONE", "SAMPLE BUYER ONE"),
            ("阿依・古丽", "阿依·古丽"),
            ("a", "FIELD_TOO_SHORT"),
            (&long, "FIELD_TOO_LONG"),
            ("商户=1", "NAME_CHARS"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

#[test]
fn yw_ord_08_goods_and_yw_ord_03_contract_and_remark() {
    let goods_100 = "品".repeat(100);
    let goods_101 = "品".repeat(101);
    check(
        |text| plain_outcome(GoodsName::parse(text)),
        &[
            ("塑料玩具", "塑料玩具"),
            ("=1+1 \"玩具\" 🧸", "=1+1 \"玩具\" 🧸"),
            (&goods_100, &goods_100),
            (&goods_101, "FIELD_TOO_LONG"),
            (" ", "FIELD_REQUIRED"),
            ("\u{e000}", "TEXT_CHARS"),
        ],
    );
    let contract_41 = "C".repeat(41);
    check(
        |text| plain_outcome(ContractNo::parse(text)),
        &[
            ("HT-2025/001（补）", "HT-2025/001（补）"),
            (&contract_41, "FIELD_TOO_LONG"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    let remark_500 = "注".repeat(500);
    let remark_501 = "注".repeat(501);
    check(
        |text| plain_outcome(Remark::parse(text)),
        &[
            ("", ""),
            (" 一\r\n二 ", "一\n二"),
            (&remark_500, &remark_500),
            (&remark_501, "FIELD_TOO_LONG"),
            ("\u{e000}", "TEXT_CHARS"),
        ],
    );
}

#[test]
fn yw_ord_18_trace_format_and_registration_numbers() {
    let long = "A".repeat(41);
    check(
        |text| plain_outcome(TraceNo::parse(text)),
        &[
            ("CG-2025-a1", "CG-2025-a1"),
            ("ＣＧ－１", "CG-1"),
            ("CG 1", "TRACE_FORMAT"),
            ("采购1", "TRACE_FORMAT"),
            (&long, "TRACE_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    check(
        |text| plain_outcome(RegistrationNo::parse(text)),
        &[
            ("HRB 12345-b", "HRB12345-b"),
            ("HRB/1", "BUYER_REG_FORMAT"),
            (&long, "BUYER_REG_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

#[test]
fn yw_ord_08_mpn_format() {
    check(
        |text| plain_outcome(MerchantNo::parse(text)),
        &[
            ("M00000001", "M00000001"),
            ("m 0000-0001", "M00000001"),
            ("'M00000001", "M00000001"),
            ("12345678901234567890", "12345678901234567890"),
            ("123456789012345678901", "MPN_FORMAT"),
            ("M01", "MPN_FORMAT"),
            ("M_0001", "MPN_FORMAT"),
            ("采购号1234", "MPN_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

#[test]
fn yw_imp_07_purchase_number_cells() {
    let table = [
        (10_000_001.0, "10000001"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "IMP_SCIENTIFIC"),
        (1e300, "IMP_SCIENTIFIC"),
        (1234.5, "MPN_FORMAT"),
        (12.0, "MPN_FORMAT"),
        (-12345.0, "MPN_FORMAT"),
        (f64::NAN, "MPN_FORMAT"),
        (f64::INFINITY, "MPN_FORMAT"),
    ];
    for (cell, expected) in table {
        assert_eq!(plain_outcome(MerchantNo::from_cell(cell)), expected, "of {cell}");
    }
}

proptest! {
    /// CM-TEXT-02: what was accepted is accepted again as it is.
    #[test]
    fn cm_text_02_round_trip(text in "[ a-zA-Z一-三阿-陋•·.'0-9（）-]{0,60}", other in any::<String>()) {
        for text in [text, other] {
            macro_rules! again {
                ($($name:ident),*) => {$(
                    if let Ok(read) = $name::parse(&text) {
                        prop_assert_eq!($name::parse(read.as_str()), Ok(read));
                    }
                )*};
            }
            again!(PersonName, CompanyName, PartyName, GoodsName, Remark, ContractNo, TraceNo, RegistrationNo, MerchantNo);
        }
    }

    /// The bounds count characters, whatever their bytes.
    #[test]
    fn cm_text_02_lengths_are_characters(text in "[a一𠀀]{1,30}", min in 0_usize..12, max in 12_usize..24) {
        let n = text.chars().count();
        prop_assert_eq!(check_length(&text, min, max).is_ok(), (min..=max).contains(&n));
    }
}
