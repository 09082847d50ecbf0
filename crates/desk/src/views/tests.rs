use domain::{LineField, LineFields, Order, OrderField};
use values::{Code, Currency, Day, Instant, OrderId, Problem, Uuid};

use super::{EntryView, OrderView, ProblemView, Sight, mask};

fn order(texts: &[(OrderField, &str)]) -> Order {
    let id = OrderId::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_00ab_cdef));
    let mut order = Order::new(id, Instant::from_millis(1_750_000_000_000));
    for (field, text) in texts {
        order.fields.enter(*field, text).expect("no text here is refused");
    }
    order
}

/// CM-SEC-03: valid and wrong texts of identity fields are masked alike; revealed, they stand in full.
#[test]
fn identity_fields_are_masked() {
    let cases = [
        ("buyer_passport", "L898902C3", "L8*****C3"),
        ("buyer_passport", "AB12", "***2"),
        ("buyer_phone", "+971500000001", "+97******0001"),
        ("buyer_phone", "12345", "****5"),
        ("buyer_email", "buyer@example.test", "b***@example.test"),
        ("buyer_email", "no address", "n*********"),
        ("merchant_phone", "19900000001", "19900000001"),
        ("buyer_name", "SAMPLE BUYER ONE", "SAMPLE BUYER ONE"),
    ];
    for (field, text, masked) in cases {
        assert_eq!(mask::shown(field, text, Sight::Masked), masked, "{field} {text}");
        assert_eq!(mask::shown(field, text, Sight::Full), text, "{field} {text}");
    }
}

/// CM-SEC-03, CM-ERR-01: what a problem quotes of an identity field is masked as the field is.
#[test]
fn problems_do_not_leak_what_is_masked() {
    let problem = Problem::new(Code::PassportFormat).in_field("buyer_passport").found("SECRET-NUMBER-1");
    let view = ProblemView::of(&problem, Sight::Masked);
    let json = serde_json::to_string(&view).expect("a view is JSON");
    assert!(!json.contains("NUMBER"), "{json}");
    assert_eq!(ProblemView::of(&problem, Sight::Full).value.as_deref(), Some("SECRET-NUMBER-1"));
}

/// YW-IMP-12: an error of a file names its row, its column by letter and by Chinese name, and the value found.
#[test]
fn a_problem_of_a_file_names_its_cell() {
    let problem = Problem::new(Code::MoneyScale).in_field("amount").at(7, Some(7)).found("1.234");
    let view = ProblemView::of(&problem, Sight::Masked);
    assert_eq!(view.row, Some(7));
    assert_eq!(view.column.as_deref(), Some("H"));
    assert_eq!(view.params.get("column_name").map(String::as_str), Some("总金额"));
    assert_eq!(view.value.as_deref(), Some("1.234"));
}

/// YW-ORD-06, YW-ORD-18: values, raw texts and lists stand under the dictionary's names.
#[test]
fn an_order_shows_values_and_raw_texts() {
    let order = order(&[
        (OrderField::BuyerName, "SAMPLE BUYER ONE"),
        (OrderField::BuyerPassport, "??"),
        (OrderField::TotalUsd, "12,500"),
        (OrderField::PurchaseOrderNos, "PO-1\nPO-2"),
    ]);
    let view = serde_json::to_value(OrderView::of(&order, Sight::Full)).expect("a view is JSON");
    assert_eq!(view["buyer_name"], "SAMPLE BUYER ONE");
    assert_eq!(view["buyer_passport"], serde_json::json!({"raw": "??"}));
    assert_eq!(view["total_usd"], "12500.00");
    assert_eq!(view["purchase_order_nos"], serde_json::json!(["PO-1", "PO-2"]));
    assert_eq!(view["remark"], serde_json::Value::Null);
    assert_eq!(view["line_sum"], "0.00");
    assert_eq!(view["draft_no"], "草稿-ABCDEF");
    assert_eq!(view["problems"][0]["code"], "PASSPORT_FORMAT");
    for field in OrderField::ALL {
        assert!(view.get(field.name()).is_some(), "{} is missing", field.name());
    }
}

#[test]
fn a_wrong_cell_is_marked_in_tables() {
    let today = Day::new(2026, 11, 20).expect("a day");
    let context = domain::LineContext { today, currency: Currency::CNY };
    let mut fields = LineFields::default();
    fields.enter(LineField::Amount, "many", context).expect("short");
    assert_eq!(EntryView::of_line(LineField::Amount, &fields.entry(LineField::Amount)).for_table(), "?many");
}
