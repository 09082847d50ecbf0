//! What the fuzz targets share: one run of both import stages over a file, and containers made of mutated parts.

use std::cell::RefCell;
use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use excel_import::check::{CheckRequest, RowState};
use excel_import::columns::Mapping;
use excel_import::preview::{Batch, Reading, check_file};
use excel_import::reader::ReadRequest;
use tempfile::TempDir;
use values::{Currency, Day};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Parts of a container begin with this line and their name; so libFuzzer can swap and splice whole parts.
pub const PART: &[u8] = b"\n%%part ";

thread_local! {
    static FOLDER: RefCell<TempDir> = RefCell::new(folder());
}

/// In memory where the system has such a place: each run writes a file.
fn folder() -> TempDir {
    let made = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    made.expect("a temporary folder can be made")
}

/// The day that the vectors of the specification assume.
pub fn today() -> Day {
    Day::new(2025, 6, 30).expect("a real day")
}

/// Reads and checks a file as an import does, in this process, and holds what comes out against what both stages promise.
///
/// # Panics
/// Where a promise is broken: that is the find.
pub fn import(extension: &str, bytes: &[u8]) {
    let path = FOLDER.with_borrow(|folder| folder.path().join(format!("a.{extension}")));
    fs::write(&path, bytes).expect("a small file can be written");
    let check = CheckRequest {
        today: today(),
        currency: Currency::CNY,
        mapping: Mapping::default(),
    };
    let mut rows = 0;
    let mut last = 0;
    let never = AtomicBool::new(false);
    let mut on_batch = |batch: Batch<'_>| {
        for row in batch.rows.iter() {
            assert!(row.number > last, "rows come once, in their order");
            last = row.number;
            let is_raw = row.fields.has_raw();
            let is_faulty = row.state == RowState::Faulty;
            assert!(
                is_faulty || !is_raw,
                "a row with a wrong value is never importable"
            );
        }
        rows += batch.rows.len() as u32;
        ControlFlow::Continue(())
    };
    let report = check_file(
        Reading::InProcess,
        &ReadRequest::new(&path),
        &check,
        &(),
        &never,
        &mut on_batch,
    )
    .expect("nobody cancels");
    let counts = report.counts;
    let sum = counts.good + counts.warnings + counts.duplicates + counts.errors;
    assert_eq!(
        counts.rows, sum,
        "each row comes out in exactly one way (YW-IMP-12)"
    );
    if !report.is_refused() {
        assert!(report.header.is_some(), "rows need a header");
        assert_eq!(rows, counts.rows, "every row that counts is handed out");
    }
    for problem in report.file_problems.iter().cloned().chain(report.problems.iter()) {
        // Every sentence can be said: its parameters are there.
        for lang in [values::Lang::Zh, values::Lang::En] {
            assert!(!problem.message(lang).is_empty());
        }
    }
}

/// A container of the parts that stand in the input, not compressed, so that a mutation changes what a parser sees.
/// Parts that the input leaves out come from `defaults`.
pub fn container(input: &[u8], defaults: &[(&str, &str)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, content: &[u8]| {
        zip.start_file(name, stored).ok()?;
        zip.write_all(content).ok()
    };
    let parts = parts(input);
    for (name, content) in defaults {
        if parts.iter().all(|(given, _)| given != name) {
            put(name, content.as_bytes())?;
        }
    }
    for (name, content) in parts {
        // A name that comes twice is refused by the writer; the container's own target sees such files.
        let _ = put(&name, content);
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The parts of an input: name and content.
fn parts(input: &[u8]) -> Vec<(String, &[u8])> {
    let mut starts: Vec<usize> = input
        .windows(PART.len())
        .enumerate()
        .filter(|(_, window)| *window == PART)
        .map(|(at, _)| at)
        .collect();
    starts.truncate(32);
    let ends = starts.iter().skip(1).copied().chain([input.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let whole = &input[start + PART.len()..end];
            let line = whole.iter().position(|byte| *byte == b'\n')?;
            let name = std::str::from_utf8(&whole[..line]).ok()?;
            Some((name.to_owned(), &whole[line + 1..]))
        })
        .collect()
}

/// Lets panics inside the parsers of others pass: an import turns them into `IMP_DAMAGED`, and the reading process keeps
/// them from everything else. A panic in our own code stays a find.
pub fn forgive_parsers() {
    let strict = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_theirs = panic.location().is_some_and(|location| {
            location.file().contains("/registry/src/") || location.file().contains("/rustc/")
        });
        if !is_theirs {
            strict(panic);
        }
    }));
}
