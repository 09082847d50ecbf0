//! Files made to do harm, through `xinbao import` (GOALS, hostile files): each comes to a result or a coded error, within
//! time and memory, with the exit status of the contract; what is stored does not change unless it says so.

mod corpus;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Answer, Desk, good_line, text};

/// What one file may take (GOALS, hostile files), from the program's start to its end.
const TIME_MAX: Duration = Duration::from_secs(20);
#[cfg(unix)]
const KIB_MAX: i64 = 1024 * 1024;

/// YW-IMP-02, YW-IMP-03
#[test]
fn yw_imp_02_no_file_does_harm() {
    let desk = Desk::new();
    let order = desk.order(&json!({}));
    let file = desk.write("lines.json", json!([good_line(1)]).to_string());
    desk.run(["lines", "add", &order, "--file", text(&file)]).data();
    let mut held = desk.show(&order);
    for item in corpus::items() {
        let path = desk.write(item.name, &item.bytes);
        let start = Instant::now();
        let answer = desk.run(["import", &order, text(&path)]);
        let took = start.elapsed();
        assert!(took < TIME_MAX, "{} took {took:?}", item.what);
        memory_kept(item.what);
        check(&item, &answer);
        let shown = desk.show(&order);
        let imported = answer.json.as_ref().and_then(|json| json["data"]["imported"].as_u64()).unwrap_or(0);
        let lines = |order: &Value| order["lines"].as_array().map_or(0, Vec::len) as u64;
        assert_eq!(lines(&shown), lines(&held) + imported, "{}", item.what);
        if imported == 0 {
            assert_eq!(shown, held, "{} is refused, and nothing changes", item.what);
        }
        held = shown;
    }
    assert_eq!(desk.run(["doctor"]).status.code(), Some(0));
    assert!(
        crate::program::files_below(&desk.temporary()).is_empty(),
        "nothing stays in the temporary folder"
    );
}

/// The answer's form, and what the file had to come to.
fn check(item: &corpus::Item, answer: &Answer) {
    let what = item.what;
    let json = answer.json.as_ref().unwrap_or_else(|| panic!("{what}: no object: {answer:?}"));
    let codes = answer.codes();
    assert!(!codes.contains(&"INTERNAL"), "{what}: {answer:?}");
    let has_errors = json["problems"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|problem| problem["severity"] == json!("error"));
    let status = answer.status.code();
    assert_eq!(status, Some(i32::from(has_errors)), "{what}: {answer:?}");
    assert_eq!(json["ok"], json!(!has_errors), "{what}: {answer:?}");
    for problem in json["problems"].as_array().into_iter().flatten() {
        for lang in ["message_zh", "message_en"] {
            let message = problem[lang].as_str().unwrap_or_default();
            assert!(!message.is_empty() && !message.contains('{'), "{what}: {problem}");
        }
    }
    assert!(
        item.codes.iter().any(|expected| if expected.is_empty() {
            !has_errors
        } else {
            codes.contains(expected)
        }),
        "{what}: expected one of {:?}, got {codes:?}, status {status:?}",
        item.codes
    );
}

/// No program that has ended so far took more than 1 GiB.
fn memory_kept(what: &str) {
    #[cfg(unix)]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        let used = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts").max_rss();
        // Kibibytes on Linux, bytes elsewhere.
        let kib = if cfg!(target_os = "linux") { used } else { used / 1024 };
        assert!(kib < KIB_MAX, "{what} took {kib} KiB");
    }
    #[cfg(not(unix))]
    let _ = what;
}
