//! How long reading and checking 100,000 rows takes, beside calamine's cell reader alone (GOALS, import).
//!
//! `cargo run --release -p excel-import --example measure [ROWS | FILE]`; one JSON line per form of file, or for one file
//! read and checked once in this process, with the memory that took.

#![allow(clippy::disallowed_methods, reason = "a measurement looks at the clock")]
#![allow(clippy::print_stdout, reason = "the figures go to standard output, for other programs")]

use std::error::Error;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use excel_import::check::CheckRequest;
use excel_import::columns::Mapping;
use excel_import::preview::{Reading, check_file};
use excel_import::reader::ReadRequest;
use excel_import::worker::read_in_process;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use values::{Currency, Day};

const HEADER: [&str; 8] =
    ["采购号", "商户名*", "手机号*", "下单月份*", "品名*", "数量*", "总件数*", "总金额*(元)"];
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let argument = std::env::args().nth(1);
    if let Some(path) = argument.as_deref().filter(|argument| Path::new(argument).exists()) {
        return measure_once(Path::new(path));
    }
    let rows = argument.map_or(Ok(100_000), |rows| rows.parse())?;
    let folder = std::env::temp_dir().join("excel-import-measure");
    std::fs::create_dir_all(&folder)?;
    for (name, is_inline, is_faulty) in
        [("shared strings", false, false), ("inline strings", true, false), ("two errors a row", false, true)]
    {
        let path = folder.join(format!("{}.xlsx", name.replace(' ', "-")));
        write(&path, rows, is_inline, is_faulty)?;
        measure(name, rows, &path)?;
    }
    Ok(())
}

fn measure_once(path: &Path) -> Result<(), Box<dyn Error>> {
    let before = peak_kib();
    let start = Instant::now();
    let (first, rows) = checked(path, Reading::InProcess)?;
    println!(
        r#"{{"file": "{}", "rows": {rows}, "read_check_ms": {}, "first_rows_ms": {}, "growth_kib": {}}}"#,
        path.display(),
        start.elapsed().as_millis(),
        first.as_millis(),
        peak_kib() - before,
    );
    Ok(())
}

fn measure(name: &str, rows: u32, path: &Path) -> Result<(), Box<dyn Error>> {
    let child = worker_program()?;
    let mut best = [Duration::MAX; 4];
    let mut first = Duration::MAX;
    // Alternated, so that a busy machine is busy for all of them.
    for _ in 0..RUNS {
        best[0] = best[0].min(timed(|| calamine_alone(path))?);
        best[1] = best[1].min(timed(|| read_alone(path))?);
        best[2] = best[2].min(timed(|| checked(path, Reading::InProcess).map(|_| ()))?);
        let start = Instant::now();
        let (seen, checked_rows) = checked(path, Reading::InChild(&child))?;
        assert_eq!(checked_rows, rows);
        best[3] = best[3].min(start.elapsed());
        first = first.min(seen);
    }
    let ms = |time: Duration| time.as_millis();
    println!(
        r#"{{"file": "{name}", "rows": {rows}, "bytes": {}, "calamine_ms": {}, "read_ms": {}, "read_check_ms": {}, "child_read_check_ms": {}, "first_rows_ms": {}, "ratio": {:.2}, "peak_kib": {}}}"#,
        std::fs::metadata(path)?.len(),
        ms(best[0]),
        ms(best[1]),
        ms(best[2]),
        ms(best[3]),
        ms(first),
        best[3].as_secs_f64() / best[0].as_secs_f64(),
        peak_kib(),
    );
    Ok(())
}

fn timed(work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn calamine_alone(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(std::fs::File::open(path)?))?;
    let mut cells = workbook.worksheet_cells_reader("交易清单")?;
    let mut count = 0u32;
    while let Some(cell) = cells.next_cell()? {
        std::hint::black_box(&cell);
        count += 1;
    }
    assert!(count > 8);
    Ok(())
}

fn read_alone(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut count = 0u32;
    let result = read_in_process(&ReadRequest::new(path), &mut |event| {
        std::hint::black_box(&event);
        count += 1;
        ControlFlow::Continue(())
    });
    assert!(count > 3);
    Ok(result?)
}

/// Reads and checks; the time until the first rows were there, and how many there are.
fn checked(path: &Path, reading: Reading<'_>) -> Result<(Duration, u32), Box<dyn Error>> {
    let check = CheckRequest {
        today: Day::new(2025, 6, 30).ok_or("no day")?,
        currency: Currency::CNY,
        mapping: Mapping::default(),
    };
    let start = Instant::now();
    let mut first = None;
    let report =
        check_file(reading, &ReadRequest::new(path), &check, &(), &AtomicBool::new(false), &mut |batch| {
            std::hint::black_box(&batch.rows);
            first.get_or_insert_with(|| start.elapsed());
            ControlFlow::Continue(())
        })?;
    assert!(!report.is_refused(), "{:?}", report.file_problems);
    Ok((first.ok_or("no rows")?, report.counts.rows))
}

/// The reading process, built beside this example.
fn worker_program() -> Result<PathBuf, Box<dyn Error>> {
    let here = std::env::current_exe()?;
    let folder = here.parent().and_then(Path::parent).ok_or("no target folder")?;
    Ok(folder.join(format!("read-workbook{}", std::env::consts::EXE_SUFFIX)))
}

fn write(path: &Path, rows: u32, is_inline: bool, is_faulty: bool) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet =
        if is_inline { workbook.add_worksheet_with_constant_memory()? } else { workbook.add_worksheet() };
    sheet.set_name("交易清单")?;
    for (column, name) in (0u16..).zip(HEADER) {
        sheet.write(0, column, name)?;
    }
    for row in 1..=rows {
        write_row(sheet, row, is_faulty)?;
    }
    workbook.save(path)
}

fn write_row(sheet: &mut Worksheet, row: u32, is_faulty: bool) -> Result<(), XlsxError> {
    sheet.write(row, 0, format!("M{:08}", row % 800))?;
    sheet.write(row, 1, format!("示例商户{}", row % 800))?;
    let phone = 19_900_000_000u64 + u64::from(row % 800);
    sheet.write(row, 2, if is_faulty { "12900000001".to_owned() } else { phone.to_string() })?;
    sheet.write(row, 3, "2025-03")?;
    sheet.write(row, 4, format!("塑料玩具 {}", row % 5_000))?;
    sheet.write(row, 5, f64::from(row % 1_000 + 1))?;
    sheet.write(row, 6, if is_faulty { 1.5 } else { f64::from(row % 50 + 1) })?;
    sheet.write(row, 7, f64::from(row) + 0.25)?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

#[cfg(not(target_os = "linux"))]
fn peak_kib() -> u64 {
    0
}
