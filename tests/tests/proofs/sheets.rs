//! Files of lines for the commands, made by the same writers as the tests of the import.

use serde_json::Value;

#[allow(dead_code, unused_imports, clippy::unwrap_used, reason = "the tests of the import use all of it")]
#[path = "../../../crates/excel-import/tests/files"]
mod files {
    pub(crate) mod make;
}

pub(crate) use files::make;
use make::{Table, n, t};

/// Lines in the columns of the template.
pub(crate) fn table(lines: &[Value]) -> Table {
    make::table(lines.iter().map(|line| {
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let number = |name: &str| text(name).parse().map_or_else(|_| t(&text(name)), n);
        vec![
            t(&text("merchant_no")),
            t(&text("merchant_name")),
            t(&text("merchant_phone")),
            t(&text("order_month")),
            t(&text("goods_name")),
            number("quantity"),
            number("packages"),
            number("amount"),
        ]
    }))
}
