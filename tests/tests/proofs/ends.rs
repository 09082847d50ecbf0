//! How `xinbao` ends: by itself, with a status of the contract, whatever its threads are doing at that moment.

use std::time::Instant;

use serde_json::json;

use crate::program::{Desk, is_full};

/// Runs of each command. A fault of the last millisecond, such as two threads closing the cipher, shows in one of
/// hundreds.
const RUNS: usize = 100;
const RUNS_FULL: usize = 2_000;

/// CM-ERR-01, CM-OFF-01: never a signal of its own making.
#[test]
fn cm_off_01_every_run_ends_by_itself() {
    let desk = Desk::new();
    let order = desk.order(&json!({ "remark": "1" }));
    let file = desk.write("order.json", json!({ "remark": "2" }).to_string());
    let file = file.to_str().expect("a plain name");
    let unknown = "018f3c2a-7b1e-7cc0-8000-000000000001";
    let commands: [(&[&str], i32); 7] = [
        (&["order", "list"], 0),
        (&["order", "show", unknown], 1),
        (&["order", "edit", &order, "--file", file], 0),
        (&["order", "edit", unknown, "--file", file], 1),
        (&["import", &order, "no-such-file.csv"], 4),
        (&["doctor"], 0),
        // Refused after the vault was opened: standard input is empty.
        (&["lock", "set"], 4),
    ];
    let runs = if is_full() { RUNS_FULL } else { RUNS };
    let start = Instant::now();
    for run in 0..runs {
        for (words, status) in commands {
            let answer = desk.run(words);
            assert_eq!(answer.status.code(), Some(status), "run {run} of {words:?}: {answer:?}");
        }
    }
    println!("{} runs in {:?}", runs * commands.len(), start.elapsed());
}
