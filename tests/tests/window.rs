//! The real window: screens, permissions, commands, Rust, vault and keychain together. Built with the feature `window`,
//! run by `cargo xtask test` on a screen in memory with a keychain of its own.

#[path = "window/commands.rs"]
mod commands;
#[path = "window/firm.rs"]
mod firm;
#[path = "window/line.rs"]
mod line;
#[path = "window/person.rs"]
mod person;
#[path = "window/workbook.rs"]
mod workbook;

#[path = "window/closing.rs"]
mod closing;
#[path = "window/everyone.rs"]
mod everyone;
#[path = "window/journeys.rs"]
mod journeys;
#[path = "window/keeping.rs"]
mod keeping;
#[path = "window/server.rs"]
mod server;
#[path = "window/synced.rs"]
mod synced;
#[path = "window/tree.rs"]
mod tree;

use std::{ffi::OsStr, fs, path::Path, process::Command};

use house_tests::window::{Computer, Window, command_line};
use serde_json::{Value, json};

/// Runs `xinbao --json` on a vault and gives its `data`.
fn xinbao(vault: &Path, arguments: &[&str]) -> Value {
    let program = command_line().expect("the command line stands beside the window");
    let done = Command::new(&program).arg("--data").arg(vault).arg("--json").args(arguments).output();
    let done = done.expect("xinbao starts");
    let out: Value = serde_json::from_slice(&done.stdout).unwrap_or(Value::Null);
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(!out["data"].is_null(), "xinbao {arguments:?}: {out} {told}");
    out["data"].clone()
}

fn open(computer: &Computer, vault: &Path) -> Window {
    computer.open(&[OsStr::new("--data"), vault.as_os_str()], &[]).expect("the window opens")
}

/// YW-ORD-01, YW-ORD-08, CM-SEC-01, CM-SEC-03, CM-UI-01: drafted on the command line, read in the window, from the vault
/// that the keychain opens for both.
#[test]
fn an_order_drafted_on_the_command_line_is_seen_in_the_window() {
    let computer = Computer::new().expect("a folder");
    let folder = computer.folder();
    let (vault, file) = (folder.join("vault"), folder.join("file.json"));
    let path = file.to_str().expect("temporary folders have plain names");
    let written = |content: Value| fs::write(&file, content.to_string()).expect("the folder is writable");

    xinbao(&vault, &["init", "--recovery-out", folder.join("code").to_str().expect("a plain name")]);
    written(json!({
        "buyer_name": "示例采购商一", "buyer_passport": "L898902C3", "destination": "AE", "total_usd": "12500.00",
    }));
    let order = xinbao(&vault, &["order", "new", "--file", path])["id"].as_str().expect("an id").to_owned();
    let line = |goods: &str, amount: &str| {
        json!({
            "merchant_name": "示例商户一", "merchant_phone": "19900000001", "order_month": "2025-03",
            "goods_name": goods, "quantity": "1200", "packages": "24", "amount": amount,
        })
    };
    written(json!([line("塑料玩具", "8600.00"), line("折叠雨伞", "1.2e3")]));
    xinbao(&vault, &["lines", "add", &order, "--file", path]);

    let mut window = open(&computer, &vault);
    let home = window.wait_for("示例采购商一").expect("the start shows the order");
    assert!(home.contains("本机模式"), "{home}");
    window.click("nav a[href='/orders']").expect("the menu leads to the list");
    let list = window.wait_for("共 1 单").expect("the list shows the order");
    for shown in
        ["L8*****C3", "示例采购商一", "阿拉伯联合酋长国", "12,500.00", "8,600.00", "暂存", "本机模式"]
    {
        assert!(list.contains(shown), "{shown}: {list}");
    }
    window.click("tbody a").expect("the order's number is a link");
    let page = window.wait_for("折叠雨伞").expect("the order shows its lines");
    for shown in ["交易清单", "塑料玩具", "1.2e3", "1 行有误，读不出的数未计入"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let wrong = window
        .run("return document.querySelectorAll('[aria-invalid=true]').length")
        .expect("the page answers");
    assert_eq!(wrong, json!(1));
}
