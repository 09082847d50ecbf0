//! What may happen while the reading process is at work: it is held still by a signal, as a parser in an endless loop or a
//! machine that is out of breath would hold it.

use std::fs;
use std::process::{Child, Command, Stdio};

use values::DeclarationNumber;

use crate::desk::{Desk, Said, ended, line};
use crate::states::move_on;
use crate::workbook::{csv, row};

/// An import whose reading process does not get on.
struct Held {
    program: Child,
    reader: u32,
}

impl Held {
    /// Starts the import of a file that is long enough to be caught at it, and stops its reading process.
    fn start(desk: &Desk, order: &str) -> Self {
        let file = desk.file("long.csv", csv((1..=100_000).map(row)));
        let mut command = desk.command(&["import", order, &file]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = command.spawn().unwrap();
        let reader = loop {
            if let Some(reader) = reader_of(program.id()) {
                break reader;
            }
            assert!(program.try_wait().unwrap().is_none(), "it ended before its reading process was found");
        };
        signal("STOP", reader);
        Self { program, reader }
    }

    fn go_on(&self) {
        signal("CONT", self.reader);
    }

    fn end(self) -> Said {
        ended(self.program)
    }
}

/// The process that a running program reads a workbook in, once it is no longer a copy of its parent.
fn reader_of(program: u32) -> Option<u32> {
    let is_reader = |process: &u32| {
        let read = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).unwrap_or_default();
        // The name in the middle may hold anything; state and parent follow its bracket.
        let status = read("stat");
        let parent = status.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        parent == Some(&program.to_string()) && read("cmdline").contains("read-workbook")
    };
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).find(is_reader)
}

fn signal(name: &str, process: u32) {
    let done = Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap();
    assert!(done.success(), "the reading process ended before it could be held");
}

/// GOALS, hostile files; YW-IMP-02: `IMP_TIMEOUT` after the 19 seconds that the message names; the reading process goes
/// with it, and nothing is stored.
#[test]
fn yw_imp_02_a_reader_that_does_not_get_on() {
    let desk = Desk::new("timeout");
    let id = desk.order_with(&line(1));
    let before = desk.run(&["order", "show", &id, "--lines"]).data(0);
    let held = Held::start(&desk, &id);
    let reader = held.reader;
    let said = held.end();
    assert_eq!((said.code, said.codes()), (1, vec!["IMP_TIMEOUT".to_owned()]), "{said:?}");
    assert_eq!(said.json()["problems"][0]["params"]["seconds"], "19");
    assert_eq!(said.data(1)["imported"], 0);
    assert!(!fs::exists(format!("/proc/{reader}")).unwrap(), "the reading process is still there");
    assert_eq!(desk.run(&["order", "show", &id, "--lines"]).data(0), before);
    assert_eq!(desk.run(&["imports", &id]).data(0)["imports"], serde_json::json!([]));
}

/// YW-IMP-16: `IMP_STATE_CHANGED`: while the file is read, the order is declared; its lines stay as they are.
#[test]
fn yw_imp_16_an_order_declared_while_its_file_is_read() {
    let desk = Desk::new("overtaken");
    let id = desk.order_with(&line(1));
    let held = Held::start(&desk, &id);
    move_on(&desk, &id, |state, at| {
        let confirmed = state.confirm("XB20250304000021".into(), at).unwrap();
        confirmed.declare(DeclarationNumber::restore("292120250000000001").unwrap(), at).unwrap()
    });
    let before = desk.run(&["order", "show", &id, "--lines"]).data(0);
    held.go_on();
    let said = held.end();
    assert_eq!((said.code, said.codes()), (1, vec!["IMP_STATE_CHANGED".to_owned()]), "{said:?}");
    assert_eq!(said.json()["data"], serde_json::Value::Null);
    assert_eq!(desk.run(&["order", "show", &id, "--lines"]).data(0), before);
    assert_eq!(desk.run(&["imports", &id]).data(0)["imports"], serde_json::json!([]));
    assert!(desk.run(&["doctor"]).data(0)["ok"].as_bool().unwrap());
}
