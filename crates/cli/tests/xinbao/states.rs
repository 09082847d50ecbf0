//! Rules that rest on what only a server or a second person brings about: the vault is taken there through the
//! domain's own transitions, then the program is asked.

use ::desk::{
    desk::Desk as OpenDesk,
    keys::KeyFile,
    vault::{Unlock, Vault},
};
use actions::{Host as _, KnownMerchant, Tx as _};
use domain::OrderState;
use serde_json::json;
use values::{DeclarationNumber, LineId, MerchantNo, Mobile, OrderId, PartyName};

use crate::desk::{Desk, line};

/// Works inside the vault, as a server's answer would.
pub(crate) fn at_work<T>(vault: &Desk, work: impl AsyncFnOnce(&OpenDesk) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let file = KeyFile::read(&vault.key).unwrap();
        let open = Vault::open(&vault.folder, Unlock::KeyFile { file, lock: None }).await.unwrap();
        let desk = OpenDesk::open(open).await.unwrap();
        let done = work(&desk).await;
        desk.lock().await;
        done
    })
}

/// Moves an order to another state.
pub(crate) fn move_on(vault: &Desk, id: &str, to: impl FnOnce(OrderState, values::Instant) -> OrderState) {
    let id = OrderId::parse(id).unwrap();
    at_work(vault, async |desk| {
        let mut tx = desk.begin().await.unwrap();
        let mut order = tx.order(id).await.unwrap().unwrap();
        order.state = to(order.state, desk.now());
        tx.save_order(&order).await.unwrap();
        tx.commit().await.unwrap();
    });
}

fn confirm(vault: &Desk, id: &str, number: &str) {
    move_on(vault, id, |state, at| state.confirm(number.into(), at).unwrap());
}

fn first_line(vault: &Desk, id: &str) -> String {
    let shown = vault.run(&["order", "show", id, "--lines"]).data(0);
    shown["lines"][0]["id"].as_str().unwrap().to_owned()
}

/// YW-ORD-03, YW-ORD-07, YW-ORD-11, YW-ORD-15: `ORD_LOCKED_BUYER`, `ORD_STATE`, `LINE_LAST` after confirmation; remark
/// and lines stay open.
#[test]
fn yw_ord_15_a_confirmed_order_through_the_program() {
    let desk = Desk::new("confirmed");
    let id = desk.order_with(&line(1));
    confirm(&desk, &id, "XB20250304000017");
    let edit = |json: &str| desk.given(&["order", "edit", &id, "--file", "-"], json);
    assert_eq!(edit(r#"{"buyer_name": "Sample"}"#).problems(), ["ORD_LOCKED_BUYER buyer_name"]);
    assert_eq!(edit(r#"{"line_currency": "USD"}"#).problems(), ["ORD_LOCKED_BUYER line_currency"]);
    edit(r#"{"remark": "second container"}"#).data(0);
    assert_eq!(desk.run(&["order", "delete", &id]).codes(), ["ORD_STATE"]);
    assert_eq!(desk.run(&["lines", "remove", &id, &first_line(&desk, &id)]).codes(), ["LINE_LAST"]);
    desk.given(&["lines", "add", &id, "--file", "-"], &line(2)).data(0);
    let shown = desk.run(&["order", "show", &id]).data(0);
    assert_eq!(
        (
            &shown["order"]["state"],
            &shown["order"]["order_no"],
            &shown["total"],
            &shown["order"]["buyer_name"]
        ),
        (&json!("confirmed"), &json!("XB20250304000017"), &json!(2), &json!(null))
    );
}

/// YW-ORD-15, YW-ORD-07: `ORD_LOCKED_DECLARED` for every change of a declared order, `ORD_STATE` for a voided one.
#[test]
fn yw_ord_15_declared_and_voided_orders_through_the_program() {
    let desk = Desk::new("declared");
    let rows = desk.file(
        "rows.csv",
        "商户名,手机号,下单月份,品名,数量,总件数,总金额\n示例商户,19900000001,2025-03,雨伞,1,1,1\n",
    );
    for (number, code) in [("XB20250304000018", "ORD_LOCKED_DECLARED"), ("XB20250304000019", "ORD_STATE")] {
        let id = desk.order_with(&line(1));
        let at_line = first_line(&desk, &id);
        confirm(&desk, &id, number);
        move_on(&desk, &id, |state, at| {
            if code == "ORD_STATE" {
                state.void("the buyer cancelled", at).unwrap()
            } else {
                state.declare(DeclarationNumber::restore("292120250000000001").unwrap(), at).unwrap()
            }
        });
        let before = desk.run(&["order", "show", &id, "--lines"]).data(0);
        for said in [
            desk.given(&["order", "edit", &id, "--file", "-"], r#"{"remark": "late"}"#),
            desk.given(&["lines", "add", &id, "--file", "-"], &line(2)),
            desk.given(&["lines", "edit", &id, &at_line, "--file", "-"], r#"{"amount": "1"}"#),
            desk.run(&["lines", "remove", &id, &at_line]),
            desk.run(&["import", &id, &rows]),
            desk.run(&["undo", &id]),
            desk.run(&["order", "delete", &id]),
        ] {
            assert_eq!((said.code, said.codes()), (1, vec![code.to_owned()]), "{said:?}");
        }
        assert_eq!(desk.run(&["order", "show", &id, "--lines"]).data(0), before);
    }
}

/// YW-ORD-16, YW-IMP-14: `LINE_LINKED` for merchant and month of a linked line, `IMP_REPLACE_LINKED`.
#[test]
fn yw_ord_16_linked_lines_through_the_program() {
    let desk = Desk::new("linked");
    let id = desk.order_with(&line(1));
    let at_line = first_line(&desk, &id);
    let (order, linked) = (OrderId::parse(&id).unwrap(), LineId::parse(&at_line).unwrap());
    at_work(&desk, async |desk| desk.store().pretend_linked(order, &[linked]).await.unwrap());
    let edit = |json: &str| desk.given(&["lines", "edit", &id, &at_line, "--file", "-"], json);
    assert_eq!(edit(r#"{"merchant_phone": "19900000077"}"#).codes(), ["LINE_LINKED"]);
    assert_eq!(edit(r#"{"order_month": "2025-01"}"#).codes(), ["LINE_LINKED"]);
    edit(r#"{"amount": "77.00"}"#).data(0);
    let rows = desk.file(
        "rows.csv",
        "商户名,手机号,下单月份,品名,数量,总件数,总金额\n示例商户,19900000001,2025-03,雨伞,1,1,1\n",
    );
    assert_eq!(desk.run(&["import", &id, &rows, "--replace"]).codes(), ["IMP_REPLACE_LINKED"]);
    let shown = desk.run(&["order", "show", &id, "--lines"]).data(0);
    assert_eq!((&shown["total"], &shown["lines"][0]["amount"]), (&json!(1), &json!("77.00")));
}

/// YW-ORD-12, YW-IMP-10: a known purchase number fills name and phone in; `MERCHANT_MISMATCH`, `MERCHANT_INACTIVE`.
#[test]
fn yw_ord_12_known_merchants_through_the_program() {
    let desk = Desk::new("merchants");
    let id = desk.order("{}");
    at_work(&desk, async |desk| {
        let merchant = |no: &str, active: bool| {
            let (name, phone) =
                (PartyName::parse("示例商户一").unwrap(), Mobile::parse("19900000001").unwrap());
            (MerchantNo::parse(no).unwrap(), KnownMerchant { name, phone, active })
        };
        let known = [merchant("M00000001", true), merchant("M00000002", false)];
        desk.store().keep_merchants(&known, desk.now()).await.unwrap();
    });
    let rest =
        r#""order_month": "2025-03", "goods_name": "雨伞", "quantity": "1", "packages": "1", "amount": "1""#;
    let add = |merchant: &str| {
        desk.given(&["lines", "add", &id, "--file", "-"], &format!("[{{{merchant}, {rest}}}]"))
    };
    add(r#""merchant_no": "m0000 0001""#).data(0);
    assert_eq!(
        add(r#""merchant_no": "M00000001", "merchant_phone": "19900000009""#).problems(),
        ["MERCHANT_MISMATCH lines[0].merchant_no"]
    );
    let inactive = add(r#""merchant_no": "M00000002""#);
    assert!(inactive.codes().contains(&"MERCHANT_INACTIVE".to_owned()), "{inactive:?}");
    let shown = desk.run(&["order", "show", &id, "--lines"]).data(0);
    let facts = |at: usize| {
        let line = &shown["lines"][at];
        (line["merchant_name"].clone(), line["merchant_phone"].clone(), line["merchant_lookup"].clone())
    };
    assert_eq!(facts(0), (json!("示例商户一"), json!("19900000001"), json!("ok")));
    assert_eq!(facts(1), (json!(null), json!("19900000009"), json!("mismatch")));
    let rows = desk.file(
        "rows.csv",
        "采购号,商户名,手机号,下单月份,品名,数量,总件数,总金额\nM00000001,,19900000009,2025-02,雨伞,1,1,1\n",
    );
    assert!(desk.run(&["import", &id, &rows]).codes().contains(&"MERCHANT_MISMATCH".to_owned()));
}

/// DECISIONS, Undo: `UNDO_CHANGED` where another person changed it since; `UNDO_LINES_KEPT` names the edited lines of an
/// undone import.
#[test]
fn another_person_between_doing_and_undoing() {
    let desk = Desk::new("persons");
    let id = desk.order(r#"{"remark": "one"}"#);
    let other = "019a9f3c-0000-7000-8000-000000000002";
    let first = at_work(&desk, async |desk| desk.store().setting("person").await.unwrap().unwrap());
    let becomes = |person: &str| {
        at_work(&desk, async |desk| desk.store().set_setting("person", person).await.unwrap());
    };
    desk.given(&["order", "edit", &id, "--file", "-"], r#"{"remark": "two"}"#).data(0);
    becomes(other);
    assert_eq!(desk.run(&["undo", &id]).codes(), ["UNDO_NONE"]);
    desk.given(&["order", "edit", &id, "--file", "-"], r#"{"remark": "three"}"#).data(0);
    becomes(&first);
    assert_eq!(desk.run(&["undo", &id]).problems(), ["UNDO_CHANGED remark"]);
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["order"]["remark"], "three");

    let rows = desk.file(
        "rows.csv",
        "商户名,手机号,下单月份,品名,数量,总件数,总金额\n示例商户,19900000001,2025-03,雨伞,1,1,1\n示例商户,19900000001,2025-03,围巾,2,2,2\n",
    );
    desk.run(&["import", &id, &rows]).data(0);
    let edited = first_line(&desk, &id);
    becomes(other);
    desk.given(&["lines", "edit", &id, &edited, "--file", "-"], r#"{"quantity": "9"}"#).data(0);
    becomes(&first);
    let undone = desk.run(&["undo", &id]);
    assert_eq!((undone.code, undone.codes()), (0, vec!["UNDO_LINES_KEPT".to_owned()]));
    let shown = desk.run(&["order", "show", &id, "--lines"]).data(0);
    assert_eq!((&shown["total"], &shown["lines"][0]["id"]), (&json!(1), &json!(edited)));
    assert!(desk.run(&["doctor"]).data(0)["ok"].as_bool().unwrap());
}

/// CM-UI-02: `EXPORT_TOO_LARGE` for one order more than a file takes; the file that was there stays as it was.
#[test]
fn cm_ui_02_more_orders_than_a_file_takes() {
    let desk = Desk::new("crowd");
    at_work(&desk, async |desk| desk.store().add_sample(100_001, 0, 1).await.unwrap());
    let old = desk.file("old.csv", "mine");
    let said = desk.run(&["order", "export-list", &old]);
    assert_eq!((said.code, said.codes()), (1, vec!["EXPORT_TOO_LARGE".to_owned()]), "{said:?}");
    assert_eq!(std::fs::read_to_string(&old).unwrap(), "mine");
    let folder = std::path::Path::new(&old).parent().unwrap();
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1, "nothing half written stays");
    let narrower = ["order", "export-list", &old, "--created-to", "2020-01-01"];
    assert_eq!(desk.run(&narrower).data(0)["orders"], 0);
}

/// CM-OFF-01: `LOCAL_STORE_FULL`: what does not fit is refused whole, and what was there stays.
#[cfg(unix)]
#[test]
fn cm_off_01_a_full_disk_through_the_program() {
    let desk = Desk::new("full");
    let id = desk.order_with(&line(1));
    let many: String = (0..4_000)
        .map(|at| {
            format!("{{\"goods_name\": \"塑料玩具 {at:06}\", \"merchant_name\": \"示例商户 {at:06}\"}}\n")
        })
        .collect();
    let plain = desk.command(&["lines", "add", &id, "--file", "-"]);
    let mut bounded = std::process::Command::new("sh");
    // A file may grow to 300 KiB here, as on a disk with so much left; the signal for it is ignored.
    bounded.args(["-c", "trap '' XFSZ; ulimit -f 600; exec \"$@\"", "sh"]);
    bounded.arg(plain.get_program()).args(plain.get_args());
    let said = crate::desk::run(bounded, &many);
    assert_eq!((said.code, said.codes()), (4, vec!["LOCAL_STORE_FULL".to_owned()]), "{said:?}");
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 1);
    assert!(desk.run(&["doctor"]).data(0)["ok"].as_bool().unwrap());
}

/// YW-IMP-02: `FILE_READ` for what is no file: a pipe would otherwise hold the program for ever.
#[cfg(unix)]
#[test]
fn yw_imp_02_a_pipe_is_no_workbook() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let pipe = desk.path("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let said = desk.run(&["import", &id, &pipe]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_READ".to_owned()]));
}
