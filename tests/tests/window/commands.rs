//! Every command through the real window: permission, name, arguments and answer fit on both sides (decision 0004).

use std::{cell::RefCell, collections::BTreeSet, ffi::OsStr, fs};

use house_tests::window::{Computer, Window};
use serde_json::{Value, json};

/// Every command, as the window's build lists them.
const COMMANDS: &str = include_str!("../../../src-tauri/src/commands/names.rs");
/// What the page itself calls before anything can be asked of it, and what ends it.
const BY_ITSELF: [&str; 4] = ["follow", "heard", "ready", "close_window"];

/// A window whose commands are called from within its page.
struct Page {
    window: RefCell<Window>,
    called: RefCell<BTreeSet<String>>,
}

impl Page {
    fn call(&self, command: &str, arguments: &Value) -> Value {
        self.called.borrow_mut().insert(command.to_owned());
        let mut window = self.window.borrow_mut();
        let script = format!(
            "window.__answer = null; window.__TAURI_INTERNALS__.invoke({}, {arguments}).then(\
             value => window.__answer = {{done: value ?? null}}, fault => window.__answer = {{fault}}); return true",
            json!(command)
        );
        window.run(&script).expect("the page is there");
        window.wait_until(command, "return window.__answer").expect("every command answers")
    }

    /// What a command answers that must not be refused.
    fn done(&self, command: &str, arguments: &Value) -> Value {
        let answer = self.call(command, arguments);
        assert!(answer.get("fault").is_none(), "{command} {arguments}: {answer}");
        answer["done"].clone()
    }

    /// The code with which a command refuses.
    fn refused(&self, command: &str, arguments: &Value) -> String {
        let answer = self.call(command, arguments);
        answer["fault"]["code"].as_str().unwrap_or_else(|| panic!("{command}: {answer}")).to_owned()
    }
}

#[test]
fn every_command_answers_in_the_real_window() {
    let computer = Computer::new().expect("a folder");
    let folder = computer.folder();
    let path = |name: &str| folder.join(name).display().to_string();
    fs::write(path("key"), "0011223344556677".repeat(4)).expect("the folder is writable");
    let files = ["code.txt", "a.xinbao-backup", "list.xlsx", "order.csv", "template.xlsx", "errors.xlsx"];
    let answers: Vec<String> =
        files.into_iter().chain(["lines.csv", "log.txt", "unsent.jsonl"]).map(path).collect();
    fs::write(path("answers"), answers.join("\n")).expect("the folder is writable");
    let header = "采购号,商户名,手机号,下单月份,品名,数量,总件数,总金额";
    let row = |quantity: &str| format!(",示例商户一,19900000001,2025-03,塑料玩具,{quantity},24,8600.00");
    fs::write(path("lines.csv"), [header, &row("12"), &row("0")].join("\n")).expect("the folder is writable");

    let (vault, key, dialogs) = (path("vault"), path("key"), path("answers"));
    let arguments = ["--data", &vault, "--key-file", &key].map(OsStr::new);
    let environment = [("XINBAO_DIALOG_ANSWERS", OsStr::new(&dialogs))];
    let mut window = computer.open(&arguments, &environment).expect("the window opens");
    window.wait_until("the page's door", "return !!window.__TAURI_INTERNALS__").expect("the page loads");
    let page = Page { window: RefCell::new(window), called: RefCell::default() };

    let recovery = first_run(&page);
    let order = one_order(&page);
    grid(&page, &order);
    import(&page, &order, &path("lines.csv"));
    account(&page);
    keys(&page, &recovery, &path("a.xinbao-backup"));
    for (at, file) in files.iter().enumerate() {
        assert!(folder.join(file).is_file(), "{file}, the {at}th file that was chosen");
    }

    let all: BTreeSet<String> = COMMANDS.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    let mut called = page.called.into_inner();
    called.extend(BY_ITSELF.map(str::to_owned));
    assert_eq!(called, all, "each command is called, and no other");
}

/// The recovery code of a vault that was just made.
fn first_run(page: &Page) -> Value {
    assert_eq!(page.done("vault_state", &json!({}))["state"], "missing");
    let recovery = page.done("create_vault", &json!({"keeping": {"kind": "computer"}}));
    assert!(page.done("save_recovery", &json!({"recovery": recovery}))["path"].is_string());
    page.done("recovery_kept", &json!({}));
    let mut preferences = page.done("preferences", &json!({}));
    preferences["scale"] = json!(125);
    page.done("set_preferences", &json!({"preferences": preferences}));
    assert_eq!(page.done("preferences", &json!({}))["scale"], 125);
    assert!(page.done("about", &json!({}))["vault_id"].is_string());
    recovery
}

fn one_order(page: &Page) -> String {
    let order = page.done("create_order", &json!({}));
    let id = order.as_str().expect("an id").to_owned();
    let fields = json!([{"field": "buyer_name", "text": "SAMPLE BUYER"}, {"field": "buyer_passport", "text": "L898902C3"}]);
    let view = page.done("edit_order", &json!({"id": id, "fields": fields}));
    assert_eq!(view["row"]["buyer_passport"]["text"], "L8*****C3");
    assert_eq!(page.done("reveal_field", &json!({"id": id, "field": "buyer_passport"})), "L898902C3");
    assert_eq!(page.done("countries", &json!({})).as_array().expect("a table").len(), 249);
    assert!(page.done("undo", &json!({"id": id}))["step"]["change"].is_string());
    assert!(page.done("redo", &json!({"id": id}))["step"]["change"].is_string());
    assert!(
        !page.done("history", &json!({"id": id, "next": null}))["changes"]
            .as_array()
            .expect("pages")
            .is_empty()
    );
    assert_eq!(page.done("show_order", &json!({"id": id}))["row"]["id"], json!(id));
    let query = json!({"filter": {}, "sort": null, "page": {"offset": 0, "limit": 50}});
    assert_eq!(page.done("list_orders", &json!({"query": query}))["total"], 1);
    assert_eq!(page.done("order_sums", &json!({"filter": {}}))["figures"]["orders"], 1);
    let sort = json!({"column": "total_usd", "descending": true});
    let saved = page.done("save_filter", &json!({"name": "a", "filter": {"buyer": "x"}, "sort": sort}));
    assert_eq!(page.done("saved_filters", &json!({})), saved);
    assert_eq!(page.done("delete_filter", &json!({"id": saved[0]["id"]})), json!([]));
    let copy = page.done("duplicate_order", &json!({"id": id}));
    page.done("delete_order", &json!({"id": copy}));
    page.done("restore_order", &json!({"id": copy}));
    page.done("delete_order", &json!({"id": copy}));
    id
}

fn grid(page: &Page, order: &str) {
    let columns = json!(["goods_name", "quantity", "packages", "amount"]);
    let text = "塑料玩具\t1\t2\t3\n折叠雨伞\t1\t2\tx\n";
    let paste = json!({"line": null, "columns": columns, "onto": null, "text": text, "html": null});
    assert_eq!(page.done("paste_cells", &json!({"id": order, "paste": paste}))["added"], 2);
    let lines = page.done("lines_page", &json!({"id": order, "page": {"offset": 0, "limit": 10}}));
    let ids: Vec<&Value> = lines["lines"].as_array().expect("lines").iter().map(|line| &line["id"]).collect();
    let of = |more: Value| {
        let mut arguments = json!({"id": order});
        arguments.as_object_mut().expect("it is one").extend(more.as_object().expect("it is one").clone());
        arguments
    };
    let range = json!({"from": ids[0], "to": ids[1], "columns": columns});
    assert_eq!(page.done("sum_cells", &of(json!({"range": range})))["amount"], "3.00");
    let found = page.done("find_in_lines", &of(json!({"text": "雨伞", "after": 0, "backwards": false})));
    assert_eq!(found, json!({"number": 2, "column": "goods_name"}));
    page.done("copy_cells", &of(json!({"range": range})));
    page.done("copy_text", &json!({"text": "a", "html": null}));
    page.done("type_cell", &of(json!({"line": ids[0], "column": "amount", "text": "9"})));
    page.done("fill_cells", &of(json!({"range": range, "direction": "down"})));
    page.done("clear_cells", &of(json!({"range": range})));
    assert_eq!(page.done("places_of", &of(json!({"lines": ids}))), json!([1, 2]));
    assert_eq!(page.done("next_wrong", &of(json!({"after": 1})))["number"], 2);
    assert_eq!(page.done("next_duplicate", &of(json!({"after": 0}))), Value::Null);
    assert_eq!(page.done("count_duplicates", &of(json!({}))), 0);
    assert!(page.done("known_merchants", &of(json!({"text": "示"}))).is_array());
    let wrong = page.done("add_line", &of(json!({"fields": []})));
    assert_eq!((&wrong["added"], &wrong["problems"][0]["code"]), (&json!(0), &json!("FIELD_REQUIRED")));
    page.done("keep_scratch", &json!({"place": "a", "body": "b"}));
    assert_eq!(page.done("scratch", &json!({"places": ["a", "none"]})), json!(["b", null]));
    assert_eq!(page.done("remove_lines", &of(json!({"ranges": [range]})))["removed"], 2);
    assert!(page.done("back_up", &json!({}))["path"].is_string());
    assert_eq!(page.done("export_orders", &json!({"filter": {}, "sort": null}))["rows"], 1);
    assert_eq!(page.done("export_order", &of(json!({"withPassport": true})))["rows"], 0);
    assert!(page.done("save_template", &of(json!({})))["path"].is_string());
}

fn import(page: &Page, order: &str, file: &str) {
    let options = json!({"path": file, "sheet": null, "encoding": null, "mapping": [], "replace": false});
    page.done("start_import", &json!({"order": order, "options": options}));
    let state = loop {
        let state = page.done("import_state", &json!({}));
        if state["state"] != "reading" {
            break state;
        }
    };
    assert_eq!((&state["state"], &state["preview"]["faulty"]), (&json!("ready"), &json!(1)));
    assert!(page.done("import_columns", &json!({})).is_object());
    let page_of = json!({"offset": 0, "limit": 10});
    let rows = page.done("preview_rows", &json!({"tab": "faulty", "page": page_of}));
    assert_eq!(rows["rows"][0]["row"], 3);
    assert_eq!(page.done("preview_findings", &json!({"tab": "all", "page": page_of}))["total"], 1);
    assert_eq!(page.done("save_error_workbook", &json!({}))["rows"], 1);
    assert_eq!(page.done("choose_workbook", &json!({})), json!(file));
    let choice = json!({"only_good": false, "include_duplicates": false});
    assert_eq!(page.refused("store_import", &json!({"choice": choice})), "IMP_HAS_ERRORS");
    let corrected = page.done("correct_cell", &json!({"row": 3, "column": "quantity", "text": "7"}));
    assert_eq!(corrected["state"], "good");
    assert_eq!(page.done("store_import", &json!({"choice": choice}))["imported"], 2);
    page.done("cancel_import", &json!({}));
    let records = page.done("import_records", &json!({"id": order}));
    assert_eq!(records[0]["imported"], 2);
    assert!(page.done("save_log", &json!({}))["path"].is_string());
}

/// Without a server: what needs one says so, what does not works.
fn account(page: &Page) {
    assert_eq!(page.done("connection", &json!({}))["server"], Value::Null);
    assert_eq!(page.refused("connect_server", &json!({"address": "http://example.com"})), "NET_ADDRESS");
    let applicant = json!({
        "company_name": "示例进出口有限公司", "uscc": "91330782TE5T00016T", "legal_rep_name": "示例甲",
        "legal_rep_doc_type": "resident_id", "legal_rep_doc_no": "330782190101010013",
    });
    let company = json!({
        "contact_name": "示例乙", "mobile": "19900000001", "contact_email": "", "registered_address": "示例省示例市 1 号",
        "office_address": "", "customs_reg_no": "", "trade_assurance": true, "agreed": true,
    });
    page.done("keep_registration", &json!({"applicant": applicant, "company": company}));
    let kept = page.done("registration", &json!({}));
    assert_eq!(
        (&kept["applicant"], &kept["company"], &kept["state"]),
        (&applicant, &company, &json!("draft"))
    );
    let told = page.done("check_applicant", &json!({"form": applicant}));
    assert_eq!(
        (&told[0]["code"], &told[0]["severity"], &told[1]),
        (&json!("RID_AGE_HIGH"), &json!("warning"), &Value::Null)
    );
    let form = json!({"company": company, "password": "sample-2025", "password_repeat": "sample", "sms_code": "246810"});
    let told = page.done("check_company", &json!({"uscc": "91330782TE5T00016T", "form": form}));
    assert_eq!(told[0]["code"], "PWD_REPEAT");

    let page_of = json!({"offset": 0, "limit": 10});
    let state = page.done("sync_state", &json!({}));
    assert_eq!((&state["online"], &state["attention"]), (&json!(false), &json!(0)));
    let waiting = page.done("outbox", &json!({"page": page_of}));
    assert!(waiting["total"].as_i64().is_some_and(|total| total > 0), "nothing was sent yet: {waiting}");
    assert!(page.done("export_outbox", &json!({}))["path"].is_string());
    assert_eq!(page.done("attention_list", &json!({"page": page_of}))["total"], 0);
    let gone = "00000000-0000-7000-8000-000000000001";
    assert_eq!(page.refused("attention_item", &json!({"id": gone})), "NOT_FOUND");
    let theirs = json!([{"key": "", "take": "theirs"}]);
    assert_eq!(page.refused("resolve_attention", &json!({"id": gone, "decisions": theirs})), "NOT_FOUND");

    let answer = json!({"id": "a", "letters": "7K4M"});
    let sign_in = json!({"mode": "user", "name": "F00000001", "password": "sample-2025", "captcha": answer, "sms_code": null});
    let reset = json!({"name": "F00000001", "mobile": "19900000001", "sms_code": "246810", "next": "a", "again": "a"});
    for (command, arguments) in [
        ("sync_now", json!({})),
        ("captcha", json!({})),
        ("sign_in", json!({"form": sign_in})),
        ("sign_out", json!({})),
        ("verify_applicant", json!({"form": applicant, "captcha": null, "acknowledged": []})),
        ("send_code", json!({"request": {"purpose": "registration", "mobile": "19900000001"}})),
        ("activate", json!({"form": form})),
        ("change_password", json!({"old": "a", "next": "b", "again": "b"})),
        ("start_reset", json!({"name": "F00000001", "mobile": "19900000001", "captcha": answer})),
        ("finish_reset", json!({"form": reset})),
        ("devices", json!({})),
        ("end_device", json!({"id": "00000000-0000-7000-8000-000000000001"})),
    ] {
        assert_eq!(page.refused(command, &arguments), "SERVER_NOT_CONNECTED", "{command}");
    }
}

fn keys(page: &Page, recovery: &Value, backup: &str) {
    page.done("set_lock", &json!({"present": null, "next": "135790"}));
    page.done("lock_vault", &json!({}));
    assert_eq!(page.done("vault_state", &json!({}))["state"], "locked");
    assert_eq!(page.refused("create_order", &json!({})), "LOCAL_LOCKED");
    page.done("unlock_vault", &json!({"typed": "135790"}));
    let code = page.done("renew_recovery", &json!({"present": "135790"}));
    let joined = |recovery: &Value| {
        let groups = recovery["groups"].as_array().expect("six groups");
        groups.iter().map(|group| group.as_str().expect("five letters")).collect::<Vec<_>>().join("-")
    };
    page.done("recover_vault", &json!({"code": joined(&code)}));
    assert!(page.done("backups", &json!({})).is_array());
    let key = json!({"kind": "recovery", "code": joined(recovery)});
    let restored =
        page.done("restore_backup", &json!({"path": backup, "key": key, "keeping": {"kind": "computer"}}));
    assert_eq!(restored["state"], "open");
}
