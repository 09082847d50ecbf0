//! Synthetic orders and lines, as people type them.

use actions::add_lines::TypedLine;
use domain::{LineField, LineFields, OrderField, line::LineContext};
use values::{Currency, Day, Mobile, PartyName};

/// Goods of the market.
pub const GOODS: [&str; 6] = ["塑料玩具", "不锈钢保温杯", "圣诞装饰", "拉链", "雨伞 Umbrella", "发夹"];

/// Names of merchants that do not exist.
pub const MERCHANTS: [&str; 4] = ["示例商户一", "示例商户二", "样品饰品有限公司", "Sample Toys"];

/// A head with everything that a confirmation asks of a person, and a total of USD 12,500.00.
pub fn buyer() -> Vec<(OrderField, String)> {
    typed_head(&[
        (OrderField::BuyerName, "SAMPLE BUYER ONE"),
        // The specimen of ICAO Doc 9303.
        (OrderField::BuyerPassport, "L898902C3"),
        (OrderField::Destination, "AE"),
        (OrderField::TotalUsd, "12500.00"),
    ])
}

/// A head as typed.
pub fn typed_head(fields: &[(OrderField, &str)]) -> Vec<(OrderField, String)> {
    fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
}

/// A line as typed.
pub fn typed_line(fields: &[(LineField, &str)]) -> TypedLine {
    fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
}

/// A right line without purchase number. Lines of different numbers differ: amount `n`.10, quantity `n`.5.
pub fn line(n: u32) -> TypedLine {
    let at = n as usize;
    typed_line(&[
        (LineField::MerchantName, MERCHANTS[at % MERCHANTS.len()]),
        (LineField::MerchantPhone, &(19_900_000_000 + u64::from(n)).to_string()),
        (LineField::OrderMonth, &format!("2025-{:02}", n % 12 + 1)),
        (LineField::GoodsName, GOODS[at % GOODS.len()]),
        (LineField::Quantity, &format!("{n}.5")),
        (LineField::Packages, &(n % 1_000 + 1).to_string()),
        (LineField::Amount, &format!("{n}.10")),
    ])
}

/// The first `count` right lines.
pub fn lines(count: u32) -> Vec<TypedLine> {
    (1..=count).map(line).collect()
}

/// Typed texts as the fields they become on this day.
///
/// # Panics
/// If a text is refused.
pub fn fields(typed: &TypedLine, today: Day, currency: Currency) -> LineFields {
    let mut fields = LineFields::default();
    for (field, text) in typed {
        fields.enter(*field, text, LineContext { today, currency }).expect("the text is not refused");
    }
    fields
}

/// A name and a phone that the platform knows.
///
/// # Panics
/// If they are none.
pub fn merchant(name: &str, phone: u64, active: bool) -> actions::KnownMerchant {
    actions::KnownMerchant {
        name: PartyName::parse(name).expect("a name"),
        phone: Mobile::from_number(phone).expect("a mobile number"),
        active,
    }
}
