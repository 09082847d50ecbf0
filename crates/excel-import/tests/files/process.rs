//! The reading process: the same account, bounded in time, memory and crashes (GOALS, hostile files).

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use excel_import::preview::{Cancelled, Reading, check_file};
use excel_import::reader::ReadRequest;
use excel_import::refusal::Refusal;
use excel_import::worker::{read_in_child, read_in_process};

use crate::make::{Folder, csv, good, n, table, with, xlsx};
use crate::outcome::{check_path, request};

pub(crate) fn child() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_read-workbook"))
}

/// YW-IMP-02: a child tells the same as this process.
#[test]
fn same_account() {
    let folder = Folder::new();
    let rows = table((0..500).map(|at| if at % 7 == 0 { with(at, 6, n(1.5)) } else { good(at) }));
    for (name, bytes) in [("a.xlsx", xlsx(&rows)), ("a.csv", csv(&rows, ',')), ("b.csv", b"a,\"b".to_vec())] {
        let path = folder.file(name, &bytes);
        let mut accounts = [Vec::new(), Vec::new()];
        let request = ReadRequest::new(&path);
        let [here, there] = &mut accounts;
        let first = read_in_process(&request, &mut |event| {
            here.push(event);
            ControlFlow::Continue(())
        });
        let second = read_in_child(child(), &request, &AtomicBool::new(false), &mut |event| {
            there.push(event);
            ControlFlow::Continue(())
        });
        assert_eq!(first, second, "{name}");
        assert_eq!(accounts[0], accounts[1], "{name}");
    }
}

/// YW-IMP-03: 取消 ends the child and leaves nothing.
#[test]
fn cancel() {
    let folder = Folder::new();
    let path = folder.file("a.xlsx", &xlsx(&table((0..20_000).map(good))));
    let cancel = AtomicBool::new(false);
    let mut batches = 0;
    let mut asked = None;
    let result = check_file(
        Reading::InChild(child()),
        &ReadRequest::new(&path),
        &request(),
        &(),
        &cancel,
        &mut |_| {
            batches += 1;
            cancel.store(true, std::sync::atomic::Ordering::Relaxed);
            asked = Some(Instant::now());
            ControlFlow::Continue(())
        },
    );
    assert_eq!(result.map(|_| ()), Err(Cancelled));
    assert_eq!(batches, 1);
    assert!(asked.unwrap().elapsed() < Duration::from_secs(2), "the child does not outlive the wish");
}

/// A program that is no reading process, or is not there, is a refusal and no hang.
#[test]
fn crashed_child() {
    let folder = Folder::new();
    let path = folder.file("a.csv", b"x");
    let read = |exe: &str| {
        read_in_child(Path::new(exe), &ReadRequest::new(&path), &AtomicBool::new(false), &mut |_| {
            ControlFlow::Continue(())
        })
    };
    assert!(matches!(read("/nonexistent/program"), Err(Refusal::Unreadable(_))));
    if cfg!(unix) {
        assert_eq!(read("/bin/false"), Err(Refusal::Damaged));
    }
}

/// The whole way in a child gives the report of the whole way here.
#[test]
fn whole_way() {
    let folder = Folder::new();
    let path = folder.file("a.xlsx", &xlsx(&table((0..3_000).map(good))));
    let found = check_path(&path, Reading::InChild(child()), &request(), &(), |_| {});
    assert_eq!(found.report.counts.good, 3_000);
    assert_eq!(found.rows.len(), 3_000);
}
