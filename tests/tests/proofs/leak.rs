//! Nothing readable on the disk, nothing personal in the logs: marked values go in by every door, then every byte that
//! was left behind is searched for them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{Answer, Desk, files_below, good_line, text};
use crate::sheets;

/// Marked values: of people, goods, and what people wrote. None is part of another, none of a message.
const MARKS: [&str; 15] = [
    "阿依泉标记采购商",
    "E7719380K",
    "+4479460098123",
    "zhaoqian.mark@example.org",
    "合同HT9931标记",
    "这是一条标记备注",
    "黄河标记商户",
    "19987650431",
    "标记塑料雨靴",
    "十二万标记",
    "1998765不是手机",
    "标记文件名",
    "标记过滤器",
    "标记不存在的文件",
    "MARK7741TRACE",
];

/// A value as it may stand on the disk.
struct Mark {
    shown: &'static str,
    forms: Vec<Vec<u8>>,
}

impl Mark {
    fn of(value: &'static str) -> Self {
        let mut forms = vec![
            value.as_bytes().to_vec(),
            value.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            value.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            encoding_rs::GB18030.encode(value).0.into_owned(),
            // As JSON may escape it.
            value.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>().into_bytes(),
            value.bytes().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes(),
        ];
        if let Ok(number) = value.trim_start_matches('+').parse::<u64>() {
            // As SQLite keeps a number of this size.
            forms.push(number.to_be_bytes()[2..].to_vec());
            forms.push(number.to_le_bytes()[..6].to_vec());
        }
        Self { shown: value, forms }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        self.forms.iter().any(|form| memchr::memmem::find(bytes, form).is_some())
    }
}

/// Which marks stand in some bytes.
fn found(bytes: &[u8]) -> Vec<&'static str> {
    MARKS
        .iter()
        .map(|value| Mark::of(value))
        .filter(|mark| mark.is_in(bytes))
        .map(|mark| mark.shown)
        .collect()
}

/// CM-SEC-01, CM-SEC-04: after orders, lines, imports, searches, backups and a crash in the middle, no file of the vault,
/// no backup, no temporary file holds a marked value, and neither does what was logged on the way.
#[test]
fn cm_sec_01_cm_sec_04_nothing_readable_is_left_behind() {
    let desk = Desk::new();
    let mut log = Log::default();
    let order = fill(&desk, &mut log);
    crash(&desk, &mut log, &order);
    log.of(desk.command(["order", "list", "--search", MARKS[8]]), &[0]);

    let shown = desk.run(["--reveal", "order", "show", &order, "--lines"]).data().to_string();
    for value in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] {
        assert!(shown.contains(MARKS[value]), "the vault holds {}", MARKS[value]);
    }
    let import = fs::read(desk.file("标记文件名.csv")).expect("it was imported");
    assert!(found(&import).contains(&MARKS[8]), "the search finds what is readable");

    let mut searched = 0;
    for folder in [desk.vault().to_path_buf(), desk.temporary(), desk.home(), desk.file("kept")] {
        for file in files_below(&folder) {
            let bytes = fs::read(&file).expect("it is ours");
            assert_eq!(found(&bytes), Vec::<&str>::new(), "in {}", file.display());
            assert_eq!(
                found(file.as_os_str().as_encoded_bytes()),
                Vec::<&str>::new(),
                "the name {}",
                file.display()
            );
            searched += 1;
        }
    }
    assert!(searched >= 5, "database, log, keys, backups: {searched} files");
    assert_eq!(found(log.text.as_bytes()), Vec::<&str>::new(), "logged: {}", log.text);
    assert!(log.text.contains("WARN"), "what failed was logged: {}", log.text);
}

/// CM-SEC-04: an export that cannot be written is logged by its code, not by the folder that the person chose.
#[test]
fn cm_sec_04_a_failed_export_is_logged_without_its_folder() {
    let desk = Desk::new();
    let order = desk.order(&json!({}));
    let mut log = Log::default();
    log.of(desk.command(["export", &order, text(&desk.file(MARKS[13]).join("a.xlsx"))]), &[4]);
    assert_eq!(found(log.text.as_bytes()), Vec::<&str>::new(), "{}", log.text);
    assert!(log.text.contains("FILE_WRITE"), "the failure was logged: {}", log.text);
}

/// Everything that was said on standard error, with every level of the log switched on.
#[derive(Default)]
struct Log {
    text: String,
}

impl Log {
    fn of(&mut self, mut command: std::process::Command, statuses: &[i32]) -> Answer {
        let answer = Answer::of(command.env("XINBAO_LOG", "trace").spawn().expect("xinbao starts"));
        let status = answer.status.code().expect("nobody killed it");
        assert!(statuses.contains(&status), "{command:?}: {answer:?}");
        self.text.push_str(&answer.told);
        answer
    }
}

/// Orders, lines, a file, searches, a filter, backups; wrong values and wrong files among them.
fn fill(desk: &Desk, log: &mut Log) -> String {
    let head = json!({
        "buyer_name": MARKS[0], "buyer_passport": MARKS[1], "buyer_phone": MARKS[2], "buyer_email": MARKS[3],
        "contract_no": MARKS[4], "remark": MARKS[5], "destination": "AE",
    });
    let file = desk.write("order.json", head.to_string());
    let made = log.of(desk.command(["order", "new", "--file", text(&file)]), &[0]);
    let order = made.data()["id"].as_str().expect("an id").to_owned();
    let marked = |at: u64, changes: Value| {
        let mut line = good_line(at);
        for (name, value) in changes.as_object().expect("an object") {
            line[name] = value.clone();
        }
        line
    };
    let lines = [
        marked(1, json!({ "merchant_name": MARKS[6], "merchant_phone": MARKS[7], "goods_name": MARKS[8] })),
        marked(2, json!({ "amount": MARKS[9], "merchant_phone": MARKS[10] })),
        marked(3, json!({ "goods_name": format!("{}二", MARKS[8]) })),
    ];
    let file = desk.write("lines.json", Value::from(lines.to_vec()).to_string());
    let added = log.of(desk.command(["lines", "add", &order, "--file", text(&file)]), &[0, 1]);
    let ids = added.json.expect("an answer")["data"]["ids"].clone();

    let table = sheets::table(&[
        marked(4, json!({ "goods_name": MARKS[8], "merchant_name": MARKS[6] })),
        lines[1].clone(),
    ]);
    let import = desk.write("标记文件名.csv", sheets::make::csv(&table, ','));
    let report = desk.file("errors.xlsx");
    log.of(desk.command(["import", &order, text(&import), "--only-good", "--report", text(&report)]), &[1]);
    log.of(desk.command(["import", &order, text(&import), "--dry-run"]), &[1]);
    log.of(desk.command(["import", &order, text(&desk.write("标记文件名.xlsx", b"PK\x03\x04broken"))]), &[1]);

    log.of(desk.command(["order", "list", "--search", MARKS[0]]), &[0]);
    log.of(desk.command(["order", "list", "--passport", MARKS[1]]), &[0]);
    log.of(desk.command(["lines", "find", &order, MARKS[8]]), &[0]);
    log.of(desk.command(["filter", "save", MARKS[12], "--merchant", MARKS[6]]), &[0]);
    log.of(desk.command(["--reveal", "order", "show", &order, "--lines"]), &[0]);

    let out = desk.write("broken.json", format!("{{\"remark\": \"{}\", \"{}\": 1, ", MARKS[5], MARKS[14]));
    log.of(desk.command(["order", "edit", &order, "--file", text(&out)]), &[1, 2, 4]);
    let unknown = desk.write("unknown.json", json!({ MARKS[14]: MARKS[5] }).to_string());
    log.of(desk.command(["order", "edit", &order, "--file", text(&unknown)]), &[1, 2, 4]);
    log.of(desk.command(["import", &order, text(&desk.file(MARKS[13]))]), &[1, 4]);
    log.of(desk.command(["check", "mobile", MARKS[7], MARKS[10]]), &[0, 1]);
    log.of(desk.command(["order", MARKS[14]]), &[2]);

    let third = ids[2].as_str().expect("three lines were added");
    log.of(desk.command(["lines", "remove", &order, third]), &[0]);
    log.of(desk.command(["undo", &order]), &[0]);
    log.of(desk.command(["export", &order, text(&desk.file("out.xlsx"))]), &[0]);
    fs::create_dir(desk.file("kept")).expect("the folder is new");
    log.of(desk.command(["backup", text(&desk.file("kept/a.xbk"))]), &[0]);
    let elsewhere = desk.file("kept/restored");
    log.of(desk.command_on(&elsewhere, ["restore", text(&desk.file("kept/a.xbk"))]), &[0]);
    // No room for the daily backup: a failure that only the log tells about.
    fs::write(elsewhere.join("backups"), "in the way").expect("the folder is writable");
    let file = desk.write("remark.json", json!({ "remark": MARKS[5] }).to_string());
    log.of(desk.command_on(&elsewhere, ["order", "edit", &order, "--file", text(&file)]), &[0]);
    log.of(desk.command(["doctor"]), &[0]);
    order
}

/// An import ended in the middle, at several moments, so that logs and partial files stay.
fn crash(desk: &Desk, log: &mut Log, order: &str) {
    let lines: Vec<Value> = (0..3_000)
        .map(|at| {
            let mut line = good_line(at);
            line["goods_name"] = json!(format!("{}{at}", MARKS[8]));
            line["merchant_name"] = json!(MARKS[6]);
            line
        })
        .collect();
    let file = desk.write("标记文件名-大.csv", sheets::make::csv(&sheets::table(&lines), ','));
    for millis in [150, 300, 600, 900] {
        let mut command = desk.command(["import", order, text(&file), "--include-duplicates"]);
        let mut child = command.env("XINBAO_LOG", "trace").spawn().expect("xinbao starts");
        std::thread::sleep(Duration::from_millis(millis));
        // It may have ended by itself.
        let _ = child.kill();
        log.text.push_str(&Answer::of(child).told);
    }
    let mut backup = desk.command(["backup", text(&desk.file("kept/b.xbk"))]).spawn().expect("xinbao starts");
    std::thread::sleep(Duration::from_millis(200));
    let _ = backup.kill();
    log.text.push_str(&Answer::of(backup).told);
    assert!(Path::new(desk.vault()).join("vault.db").is_file());
}
