use values::{Code, Currency, Day};

use super::{LineContext, LineField, LineFields, Lookup};
use crate::field::Entry;

fn context() -> LineContext {
    LineContext { today: Day::new(2026, 3, 15).unwrap(), currency: Currency::CNY }
}

/// A right line with these texts instead of its own.
fn line(other: &[(LineField, &str)]) -> LineFields {
    let right = [
        (LineField::MerchantName, "示例商户一"),
        (LineField::MerchantPhone, "19900000001"),
        (LineField::OrderMonth, "2025-03"),
        (LineField::GoodsName, "塑料玩具"),
        (LineField::Quantity, "1200"),
        (LineField::Packages, "24"),
        (LineField::Amount, "8600.00"),
    ];
    let mut fields = LineFields::default();
    for (field, text) in right.iter().chain(other) {
        fields.enter(*field, text, context()).unwrap();
    }
    fields
}

fn problems(fields: &LineFields) -> Vec<String> {
    let name =
        |problem: &values::Problem| format!("{} {}", problem.field.as_deref().unwrap_or("-"), problem.code);
    fields.problems(context()).iter().map(name).collect()
}

/// YW-ORD-08, CM-TEXT-01, CM-NUM-01: valid and invalid values of each column, with the code.
#[test]
fn columns_with_their_values() {
    use LineField as F;
    let table: [(LineField, &str, Result<&str, Code>); 40] = [
        (F::MerchantNo, "m0000-0001", Ok("M00000001")),
        (F::MerchantNo, "M123", Ok("M123")),
        (F::MerchantNo, "M12", Err(Code::MpnFormat)),
        (F::MerchantNo, "M12345678901234567890", Err(Code::MpnFormat)),
        (F::MerchantName, "李2号档口", Ok("李2号档口")),
        (F::MerchantName, "李", Err(Code::FieldTooShort)),
        (F::MerchantName, "李@", Err(Code::NameChars)),
        (F::MerchantPhone, "+86 199-0000-0001", Ok("19900000001")),
        (F::MerchantPhone, "１９９００００００１", Err(Code::PhoneFormat)),
        (F::MerchantPhone, "１９９００００００００１", Err(Code::PhoneFormat)),
        (F::MerchantPhone, "12900000001", Err(Code::PhoneFormat)),
        (F::OrderMonth, "2026-03", Ok("2026-03")),
        (F::OrderMonth, "2026-04", Err(Code::MonthFuture)),
        (F::OrderMonth, "2025年3月", Ok("2025-03")),
        (F::OrderMonth, "2025-13", Err(Code::MonthFormat)),
        (F::GoodsName, "x", Ok("x")),
        (F::GoodsName, "\u{e000}", Err(Code::TextChars)),
        (F::Quantity, "0.001", Ok("0.001")),
        (F::Quantity, "999,999,999,999.000", Err(Code::NumRange)),
        (F::Quantity, "999,999,999.999", Ok("999999999.999")),
        (F::Quantity, "0", Err(Code::NumRange)),
        (F::Quantity, "-1", Err(Code::NumRange)),
        (F::Quantity, "0.0001", Err(Code::NumScale)),
        (F::Quantity, "1e3", Err(Code::NumFormat)),
        (F::Packages, "1", Ok("1")),
        (F::Packages, "9,999,999", Ok("9999999")),
        (F::Packages, "10000000", Err(Code::NumRange)),
        (F::Packages, "0", Err(Code::NumRange)),
        (F::Packages, "1.5", Err(Code::NumScale)),
        (F::Packages, "24箱", Err(Code::NumFormat)),
        (F::Amount, "0.01", Ok("0.01")),
        (F::Amount, "¥8,600", Ok("8600.00")),
        (F::Amount, "8600元", Ok("8600.00")),
        (F::Amount, "12.500", Ok("12.50")),
        (F::Amount, "99999999.99", Ok("99999999.99")),
        (F::Amount, "100000000", Err(Code::MoneyRange)),
        (F::Amount, "0", Err(Code::MoneyRange)),
        (F::Amount, "1.005", Err(Code::MoneyScale)),
        (F::Amount, "$5", Err(Code::MoneyCurrencyMismatch)),
        (F::Amount, "1.234,50", Err(Code::MoneyFormat)),
    ];
    for (field, text, expected) in table {
        let fields = line(&[(field, text)]);
        let found: Vec<String> = problems(&fields);
        match expected {
            Ok(value) => {
                assert_eq!(fields.entry(field), Entry::Value(value.into()), "{text}");
                assert_eq!(found, Vec::<String>::new(), "{text}");
            }
            Err(code) => {
                assert_eq!(fields.entry(field), Entry::Raw(text.into()), "{text}");
                assert_eq!(found, [format!("{} {code}", field.name())], "{text}");
            }
        }
        assert_eq!(fields.is_wrong(), expected.is_err(), "{text}");
        assert_eq!(fields.has_raw(), expected.is_err(), "{text}");
    }
}

/// YW-ORD-08, YW-ORD-12: which fields may stay empty, and that the counter of wrong lines agrees with what is told.
#[test]
fn empty_fields() {
    for field in LineField::ALL {
        for no in ["", "M00000001"] {
            let fields = line(&[(LineField::MerchantNo, no), (field, "")]);
            let named = !no.is_empty() && matches!(field, LineField::MerchantName | LineField::MerchantPhone);
            let may = named || field == LineField::MerchantNo;
            let expected = if may { vec![] } else { vec![format!("{} FIELD_REQUIRED", field.name())] };
            assert_eq!(problems(&fields), expected, "{} beside {no:?}", field.name());
            assert_eq!(fields.is_wrong(), !may, "{} beside {no:?}", field.name());
        }
    }
    assert!(LineFields::default().is_blank());
    assert!(!line(&[]).is_blank());
}

/// YW-VAL-06: a month that was let in and now lies ahead is an error, an old one a warning.
#[test]
fn months_are_held_against_today() {
    let fields = line(&[(LineField::OrderMonth, "2026-03"), (LineField::Amount, "1")]);
    let earlier = LineContext { today: Day::new(2026, 2, 28).unwrap(), ..context() };
    let codes = |context| fields.problems(context).iter().map(|problem| problem.code).collect::<Vec<_>>();
    assert_eq!(codes(earlier), [Code::MonthFuture]);
    let later = LineContext { today: Day::new(2029, 4, 1).unwrap(), ..context() };
    assert_eq!(codes(later), [Code::MonthOld]);
}

/// YW-ORD-13: the six values make the sameness, the merchant's name and number do not; a missing value makes none.
#[test]
fn sameness_is_of_six_values() {
    let same = line(&[]).fingerprint();
    assert!(same.is_some());
    let others = [
        (LineField::MerchantPhone, "19900000002", true),
        (LineField::OrderMonth, "2025-04", true),
        (LineField::GoodsName, "塑料玩", true),
        (LineField::Quantity, "1200.001", true),
        (LineField::Packages, "25", true),
        (LineField::Amount, "8600.01", true),
        (LineField::MerchantName, "示例商户二", false),
        (LineField::MerchantNo, "M00000001", false),
        (LineField::Quantity, "1,200.000", false),
        (LineField::GoodsName, " 塑料玩具 ", false),
    ];
    for (field, text, differs) in others {
        assert_eq!(line(&[(field, text)]).fingerprint() != same, differs, "{} {text}", field.name());
    }
    assert_eq!(line(&[(LineField::Amount, "")]).fingerprint(), None);
    assert_eq!(line(&[(LineField::Amount, "x")]).fingerprint(), None);
}

/// YW-IMP-16: any entry makes other contents, raw and checked texts apart, and neighbours cannot trade letters.
#[test]
fn contents_are_told_apart() {
    let hash = |other: &[(LineField, &str)]| line(other).content_hash();
    let mut hashes = vec![hash(&[])];
    hashes.extend(LineField::ALL.map(|field| hash(&[(field, "????")])));
    hashes.extend(LineField::ALL[1..].iter().map(|field| hash(&[(*field, "")])));
    hashes.push(hash(&[(LineField::MerchantName, "示例商户一塑料"), (LineField::GoodsName, "玩具")]));
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    // "????" is a right name of goods.
    assert_eq!(hashes.len(), count);
    assert_eq!(hash(&[(LineField::Amount, "8,600")]), hash(&[]));
}

#[test]
fn names_are_read_back() {
    for field in LineField::ALL {
        assert_eq!(LineField::from_name(field.name()), Some(field));
    }
    let names =
        [Lookup::None, Lookup::Ok, Lookup::Pending, Lookup::Missing, Lookup::Mismatch].map(Lookup::name);
    assert_eq!(names, ["none", "ok", "pending", "missing", "mismatch"]);
}
