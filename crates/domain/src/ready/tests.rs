use values::{Day, Instant, LineId, OrderId, Problem, Uuid};

use super::{LineCheck, ReadyBuyer, ready, ready_order};
use crate::{Line, LineContext, LineField, LineFields, Lookup, Order, OrderField};

fn today() -> Day {
    Day::new(2026, 3, 15).unwrap()
}

/// A draft that is ready but for these texts.
fn order(other: &[(OrderField, &str)]) -> Order {
    let right = [
        (OrderField::BuyerName, "SAMPLE BUYER ONE"),
        (OrderField::BuyerPassport, "L898902C3"),
        (OrderField::Destination, "AE"),
        (OrderField::TotalUsd, "150000.01"),
    ];
    let mut order = Order::new(OrderId::from_uuid(Uuid::nil()), Instant::from_millis(0));
    for (field, text) in right.iter().chain(other) {
        order.fields.enter(*field, text).unwrap();
    }
    order
}

fn line(lookup: Lookup, other: &[(LineField, &str)]) -> Line {
    let context = LineContext { today: today(), currency: values::Currency::CNY };
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
        fields.enter(*field, text, context).unwrap();
    }
    Line { id: LineId::from_uuid(Uuid::nil()), place: 0, fields, lookup, linked: false }
}

fn told(problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| match problem.params.iter().find(|(name, _)| *name == "positions") {
        Some((_, positions)) => format!("{} {positions}", problem.code),
        None => format!("{} {}", problem.field.as_deref().unwrap_or("-"), problem.code),
    };
    problems.iter().map(one).collect()
}

/// YW-ORD-03, YW-CONF-01: every required field by kind of buyer, every wrong text; warnings stop nothing.
#[test]
fn heads_that_are_not_ready() {
    use OrderField as F;
    type Case = (&'static [(OrderField, &'static str)], &'static [&'static str]);
    let table: &[Case] = &[
        (&[], &[]),
        (&[(F::BuyerName, "")], &["buyer_name FIELD_REQUIRED"]),
        (&[(F::BuyerPassport, "")], &["buyer_passport FIELD_REQUIRED"]),
        (&[(F::Destination, "")], &["destination FIELD_REQUIRED"]),
        (&[(F::TotalUsd, "")], &["total_usd FIELD_REQUIRED"]),
        (&[(F::BuyerPassport, "??")], &["buyer_passport PASSPORT_FORMAT"]),
        (&[(F::Destination, "CN")], &["destination DEST_IS_CN"]),
        (
            &[(F::BuyerEmail, "a@"), (F::BuyerPhone, "1")],
            &["buyer_phone PHONE_INTL_FORMAT", "buyer_email EMAIL_FORMAT"],
        ),
        (
            &[(F::BuyerNationality, "ZZ"), (F::TotalUsd, "")],
            &["total_usd FIELD_REQUIRED", "buyer_nationality CODE_UNKNOWN"],
        ),
        (&[(F::PurchaseOrderNos, "P 1")], &["purchase_order_nos TRACE_FORMAT"]),
        (&[(F::BuyerKind, "company")], &["buyer_registration_no FIELD_REQUIRED"]),
        (&[(F::BuyerKind, "company"), (F::BuyerRegistrationNo, "REG-1"), (F::BuyerPassport, "")], &[]),
        (
            &[(F::BuyerKind, "company"), (F::BuyerRegistrationNo, "REG-1"), (F::BuyerPassport, "??")],
            &["buyer_passport PASSPORT_FORMAT"],
        ),
    ];
    for (texts, expected) in table {
        let result = ready_order(&order(texts));
        assert_eq!(result.is_ok(), expected.is_empty(), "{texts:?}");
        assert_eq!(told(&result.err().unwrap_or_default()), *expected, "{texts:?}");
    }
}

/// YW-ORD-03, CM-DATA-01: what was entered is in the order, of either kind of buyer.
#[test]
fn a_ready_head_holds_what_was_entered() {
    let person = ready_order(&order(&[(OrderField::Remark, "备注")])).unwrap();
    assert!(matches!(&person.buyer, ReadyBuyer::Person { passport, .. } if passport.as_str() == "L898902C3"));
    assert_eq!((person.destination.alpha2(), person.total_usd.minor()), ("AE", 15_000_001));
    assert_eq!(person.remark.as_ref().map(values::Remark::as_str), Some("备注"));
    assert_eq!((person.email, person.contract_no, person.consolidation_no), (None, None, None));
    let company = [(OrderField::BuyerKind, "company"), (OrderField::BuyerRegistrationNo, "REG-1")];
    let company = ready_order(&order(&company)).unwrap();
    let ReadyBuyer::Company { registration_no, contact_passport, .. } = company.buyer else {
        panic!("a company")
    };
    assert_eq!(registration_no.as_str(), "REG-1");
    assert_eq!(contact_passport.map(|passport| passport.to_string()).as_deref(), Some("L898902C3"));
}

/// YW-CONF-01: only a draft is confirmed.
#[test]
fn only_drafts_are_ready() {
    let mut confirmed = order(&[]);
    confirmed.state = confirmed.state.confirm("XB20260315000001".into(), Instant::from_millis(1)).unwrap();
    assert_eq!(told(&ready_order(&confirmed).unwrap_err()), ["- ORD_STATE"]);
}

/// YW-CONF-01, YW-ORD-12: at least one line, every line valid, no number that is still to be checked or does not exist.
#[test]
fn lines_that_are_not_ready() {
    let with_no = [(LineField::MerchantNo, "M00000001")];
    let unnamed =
        [(LineField::MerchantNo, "M00000001"), (LineField::MerchantName, ""), (LineField::MerchantPhone, "")];
    let lines = [
        line(Lookup::None, &[]),
        line(Lookup::None, &[(LineField::Amount, "1.005")]),
        line(Lookup::Ok, &with_no),
        line(Lookup::Pending, &with_no),
        line(Lookup::Pending, &unnamed),
        line(Lookup::Pending, &[(LineField::MerchantNo, "M00000001"), (LineField::GoodsName, "")]),
        line(Lookup::Missing, &with_no),
        line(Lookup::Mismatch, &with_no),
        line(Lookup::Ok, &unnamed),
        line(Lookup::None, &[(LineField::MerchantName, "")]),
    ];
    let problems = ready(&order(&[(OrderField::BuyerName, "")]), &lines, today()).unwrap_err();
    let expected = [
        "buyer_name FIELD_REQUIRED",
        "LINE_INVALID 2, 6, 8, 9, 10",
        "lines[6].merchant_no MERCHANT_NOT_FOUND",
        "LINE_PENDING_LOOKUP 4, 5, 6",
    ];
    assert_eq!(told(&problems), expected);
    assert_eq!(told(&ready(&order(&[]), [], today()).unwrap_err()), ["- LINE_NONE"]);
    let (_, taken) = ready(&order(&[]), &[lines[0].clone(), lines[2].clone()], today()).unwrap();
    assert_eq!(taken.iter().map(|line| line.amount.minor()).collect::<Vec<_>>(), [860_000, 860_000]);
    assert_eq!(taken[1].merchant_no.as_ref().map(values::MerchantNo::as_str), Some("M00000001"));
}

/// YW-CONF-01, YW-VAL-06: a month that was let in and lies ahead on the day of confirmation is not valid.
#[test]
fn months_are_held_against_the_day_of_confirmation() {
    let line = line(Lookup::None, &[(LineField::OrderMonth, "2026-03")]);
    let mut check = LineCheck::new(&order(&[]), Day::new(2026, 2, 28).unwrap());
    assert_eq!(check.take(&line), None);
    assert_eq!(told(&check.finish()), ["LINE_INVALID 1"]);
}

/// YW-CONF-01: of very many wrong lines the first ten are named.
#[test]
fn the_first_ten_are_named() {
    let wrong = line(Lookup::None, &[(LineField::Amount, "")]);
    let lines = vec![wrong; 12];
    let problems = ready(&order(&[]), &lines, today()).unwrap_err();
    assert_eq!(told(&problems), ["LINE_INVALID 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …"]);
}
