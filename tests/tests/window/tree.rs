//! The order's page as the engine hands it to assistive technology: role and name of everything on it, as WebKit computes
//! them, beside what the component tests' trees say (`ui/apps/desk/trees`).

use std::fs;

use house_tests::{
    house::root,
    window::{Computer, Window},
};
use serde_json::json;

use super::{open, xinbao};

/// Everything that has a role of its own: what can be operated, what is read as a heading, and the parts of tables.
const NAMED: &str =
    "main :is(h1, h2, a[href], button, input, select, textarea, fieldset, [role], [aria-live])";
/// Where the expected tree lies; with `XINBAO_TREES=write` it is written instead of compared.
const EXPECTED: &str = "tests/tests/window/trees/order.txt";

/// One line each: role, name. Numbers of drafts and times of day differ from run to run.
fn tree(window: &Window) -> String {
    let mut lines = String::new();
    let found = window.accessible(NAMED).expect("the engine computes roles and names");
    for (role, name) in found.into_iter().filter(|(role, _)| role != "none") {
        let name: Vec<&str> = name.split_whitespace().collect();
        let name = name.join(" ");
        let name = if name.contains("草稿-") { "草稿-…" } else { name.as_str() };
        let name = name.split_once("已暂存").map_or(name, |(before, _)| before);
        lines.push_str(format!("{role} {name}").trim_end());
        lines.push('\n');
    }
    lines
}

/// HOUSE 6, CM-UI-01: what a screen reader finds on an order's page is what was read and found good.
#[test]
fn an_order_is_what_assistive_technology_finds() {
    let computer = Computer::new().expect("a folder");
    let folder = computer.folder();
    let (vault, file) = (folder.join("vault"), folder.join("file.json"));
    let path = file.to_str().expect("temporary folders have plain names");
    xinbao(&vault, &["init", "--recovery-out", folder.join("code").to_str().expect("a plain name")]);
    let head = json!({"buyer_name": "示例采购商一", "buyer_passport": "L898902C3", "destination": "AE", "total_usd": "12500.00"});
    fs::write(&file, head.to_string()).expect("the folder is writable");
    let order = xinbao(&vault, &["order", "new", "--file", path])["id"].as_str().expect("an id").to_owned();
    let line = |goods: &str, amount: &str| {
        json!({
            "merchant_name": "示例商户一", "merchant_phone": "19900000001", "order_month": "2025-03",
            "goods_name": goods, "quantity": "1200", "packages": "24", "amount": amount,
        })
    };
    let lines = json!([line("塑料玩具", "8600.00"), line("折叠雨伞", "1.2e3")]);
    fs::write(&file, lines.to_string()).expect("the folder is writable");
    xinbao(&vault, &["lines", "add", &order, "--file", path]);

    let mut window = open(&computer, &vault);
    window.wait_for("示例采购商一").expect("the start shows the order");
    window.click("nav a[href='/orders']").expect("the menu leads to the list");
    window.wait_for("共 1 单").expect("the list shows the order");
    window.click("tbody a").expect("the order's number is a link");
    window.wait_for("折叠雨伞").expect("the order shows its lines");

    let found = tree(&window);
    let expected = root().join(EXPECTED);
    if std::env::var_os("XINBAO_TREES").is_some_and(|wish| wish == "write") {
        fs::write(&expected, &found).expect("the checkout is writable");
    }
    let expected = fs::read_to_string(&expected).expect("the tree is committed");
    assert_eq!(found, expected, "see {EXPECTED}");
}
