use values::{Code, Currency, Instant, Money, OrderId, Uuid};

use super::{Order, OrderField, OrderFields, PurchaseOrderNos};
use crate::{Sums, field::Entry};

fn order(total: &str, currency: &str, sum: i64) -> Order {
    let mut order = Order::new(OrderId::from_uuid(Uuid::nil()), Instant::from_millis(0));
    order.fields.enter(OrderField::TotalUsd, total).unwrap();
    order.fields.enter(OrderField::LineCurrency, currency).unwrap();
    order.sums = Sums { lines: 2, amount_minor: sum, ..Sums::default() };
    order
}

/// YW-ORD-14: the difference is told in US dollars only, once there are lines and a total.
#[test]
fn the_total_is_held_against_the_lines_in_dollars() {
    let cases = [
        (order("12.00", "USD", 1_200), None),
        (order("12.00", "USD", 1_201), Some("0.01")),
        (order("12.00", "USD", 1_100), Some("-1.00")),
        (order("12.00", "CNY", 1_100), None),
        (order("", "USD", 1_100), None),
        (order("zwölf", "USD", 1_100), None),
        (Order { sums: Sums::default(), ..order("12.00", "USD", 0) }, None),
    ];
    for (order, expected) in cases {
        let diff = order.total_difference().map(|problem| {
            assert_eq!(problem.code, Code::OrdTotalDiff);
            problem.params.iter().find(|(name, _)| *name == "diff").unwrap().1.to_string()
        });
        assert_eq!(diff.as_deref(), expected, "{:?} of {:?}", order.sums, order.fields.total_usd);
    }
}

/// YW-ORD-05: the ceiling itself does not warn.
#[test]
fn the_customs_ceiling() {
    for (total, warns) in [("150000.00", false), ("150000.01", true)] {
        let accepted = super::parse_total(total).unwrap();
        assert_eq!(accepted.value.currency(), Currency::USD);
        assert_eq!(
            accepted.warnings.iter().any(|warning| warning.code == Code::OrdOver150k),
            warns,
            "{total}"
        );
    }
    assert_eq!(super::CUSTOMS_CEILING_CENTS, Money::parse("150,000", Currency::USD).unwrap().minor());
}

/// YW-ORD-04: every way of naming China is refused, its regions are taken.
#[test]
fn destinations() {
    for text in ["CN", "chn", "中国", "China"] {
        assert_eq!(super::parse_destination(text).unwrap_err().code, Code::DestIsCn, "{text}");
    }
    for (text, code) in
        [("HK", "HK"), ("澳门", "MO"), ("TWN", "TW"), ("德国", "DE"), ("germany", "DE"), ("DEU", "DE")]
    {
        assert_eq!(super::parse_destination(text).unwrap().alpha2(), code, "{text}");
    }
}

/// YW-ORD-18: up to 50 numbers in any usual separation, read back from their text.
#[test]
fn purchase_orders() {
    let parse = |text: &str| PurchaseOrderNos::parse(text).map(|numbers| numbers.to_string());
    assert_eq!(parse("PO-1, PO-2；PO-3、po4\nPO-5").unwrap(), "PO-1\nPO-2\nPO-3\npo4\nPO-5");
    let fifty = vec!["P-1"; 50].join(";");
    assert_eq!(PurchaseOrderNos::parse(&parse(&fifty).unwrap()).unwrap().as_slice().len(), 50);
    for wrong in [&vec!["P-1"; 51].join(";"), "P 1", "采购单", ", ;", &"P".repeat(41)] {
        assert_eq!(parse(wrong).unwrap_err().code, Code::TraceFormat, "{wrong}");
    }
}

/// YW-ORD-03: what each kind of buyer still lacks; a wrong text is told as wrong and not as missing.
#[test]
fn what_a_confirmation_lacks() {
    let mut fields = OrderFields::default();
    let lacks = |fields: &OrderFields| fields.missing().into_iter().map(OrderField::name).collect::<Vec<_>>();
    assert_eq!(lacks(&fields), ["buyer_name", "buyer_passport", "destination", "total_usd"]);
    fields.enter(OrderField::BuyerKind, "company").unwrap();
    fields.enter(OrderField::Destination, "CN").unwrap();
    assert_eq!(lacks(&fields), ["buyer_name", "buyer_registration_no", "total_usd"]);
    let codes: Vec<Code> = fields.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::DestIsCn]);
}

/// YW-ORD-06: entries put into another head make it the same head.
#[test]
fn entries_make_the_head_again() {
    let mut fields = OrderFields::default();
    for (field, text) in [
        (OrderField::BuyerKind, "company"),
        (OrderField::BuyerName, " 样本・买方 "),
        (OrderField::BuyerPassport, "??"),
        (OrderField::BuyerNationality, "德国"),
        (OrderField::TotalUsd, "US$ 1,200.50"),
        (OrderField::LineCurrency, "usd"),
        (OrderField::Remark, "一\r\n二"),
        (OrderField::PurchaseOrderNos, "PO-1,PO-2"),
    ] {
        fields.enter(field, text).unwrap();
    }
    let mut again = OrderFields::default();
    for field in OrderField::ALL {
        again.put(field, &fields.entry(field));
        assert_eq!(OrderField::from_name(field.name()), Some(field));
    }
    assert_eq!(again, fields);
    assert_eq!(fields.entry(OrderField::BuyerName), Entry::Value("样本·买方".into()));
}
