use std::io::Write as _;

use tracing_subscriber::fmt::MakeWriter as _;

use super::{FILE_BYTES_MAX, LogFiles, NAMES};

/// The newest lines are there, in their order, and the log stays small however much is logged.
#[test]
fn the_log_rolls_and_keeps_its_newest_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = LogFiles::in_folder(folder.path().join("log"));
    let line = format!("{}\n", "x".repeat(199));
    let lines = FILE_BYTES_MAX * 5 / line.len() as u64;
    let mut current = log.0.lock().expect("nobody else logs");
    for _ in 0..lines {
        current.write(line.as_bytes()).expect("the folder is writable");
    }
    current.write(b"the last\n").expect("the folder is writable");
    drop(current);
    let all = LogFiles::read(&folder.path().join("log")).expect("it was just written");
    assert!(all.ends_with(b"the last\n"));
    assert!(
        all.len() as u64 > FILE_BYTES_MAX && all.len() as u64 <= NAMES.len() as u64 * (FILE_BYTES_MAX + 200)
    );
    assert_eq!(std::fs::read_dir(folder.path().join("log")).expect("it is there").count(), NAMES.len());
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let in_the_way = folder.path().join("log");
    std::fs::write(&in_the_way, "a file where the folder should be").expect("the folder is writable");
    let log = LogFiles::in_folder(in_the_way);
    log.make_writer().write_all(b"\n").expect("standard error has the line");
}
