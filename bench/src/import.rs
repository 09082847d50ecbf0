//! GOALS import and import-error (YW-IMP-03, CM-PERF-01): a 100,000-row workbook read, checked, stored encrypted with
//! its indexes, and searchable; beside calamine's cell reader and a bare multi-row insert into the same table.
//!
//! Every measurement is a process of its own, floor and ours in turn, so that neither inherits the other's memory.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, atomic::AtomicBool, atomic::Ordering},
    time::Instant,
};

use anyhow::{Context as _, bail};
use calamine::{DataRef, Reader as _, Xlsx};
use desk::import::{ImportChoice, ImportFile};
use serde_json::{Value, json};

use crate::{
    figures::{memory_mib, rounded},
    workbook, workshop,
};

const ROUNDS: usize = 5;

/// What is wrong with the measured file.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Faults {
    /// Nothing.
    None,
    /// Two cells in every row.
    TwoInEveryRow,
}

/// The reading process (`excel_import::worker`). Its peak memory is written down while it reads, because its parent ends
/// it as soon as it has the last row.
pub(crate) fn become_reader() -> anyhow::Result<()> {
    if let Some(path) = std::env::var_os("XINBAO_BENCH_READER_MEMORY") {
        std::thread::spawn(move || {
            let aside = Path::new(&path).with_extension("aside");
            // Renamed into place, so that the end of this process cannot leave half a number.
            while std::fs::write(&aside, memory_mib("VmHWM").to_string()).is_ok()
                && std::fs::rename(&aside, &path).is_ok()
            {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        });
    }
    excel_import::worker::run(&mut std::io::stdin(), std::io::stdout())?;
    Ok(())
}

/// Floor and import in turn; medians and their ratio.
pub(crate) fn run(_: &tokio::runtime::Runtime, faults: Faults) -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let good = folder.path().join("good.xlsx");
    workbook::write(&good, false)?;
    let faulty = folder.path().join("faulty.xlsx");
    workbook::write(&faulty, true)?;
    let (mut floors, mut imports) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        match faults {
            Faults::None => {
                floors.push(child("floor", &good)?);
                imports.push(child("import", &good)?);
            }
            Faults::TwoInEveryRow => {
                floors.push(child("import", &good)?);
                imports.push(child("import", &faulty)?);
            }
        }
    }
    let median = |runs: &[Value], field: &str| {
        let mut values: Vec<f64> = runs.iter().filter_map(|run| run[field].as_f64()).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    let ratio = median(&imports, "durable_ms") / median(&floors, "durable_ms");
    let mut result = json!({
        "name": if faults == Faults::None { "import" } else { "import-error" },
        "rows": workbook::ROWS,
        "rounds": ROUNDS,
        "floor_ms": rounded(median(&floors, "durable_ms")),
        "durable_ms": rounded(median(&imports, "durable_ms")),
        "ratio": rounded(ratio),
    });
    let fields = result.as_object_mut().context("an object")?;
    for field in [
        "read_ms",
        "store_ms",
        "report_ms",
        "first_problems_ms",
        "searchable_ms",
        "growth_mib",
        "reader_mib",
        "cancel_ms",
    ] {
        let value = median(&imports, field);
        if value.is_finite() {
            fields.insert(field.to_owned(), json!(rounded(value)));
        }
    }
    for field in ["read_ms", "insert_ms"] {
        let value = median(&floors, field);
        if value.is_finite() {
            fields.insert(format!("floor_{field}"), json!(rounded(value)));
        }
    }
    fields.insert("goal".to_owned(), json!("durable ≤ 1.5 × floor; searchable ≤ 3 s later; first problems ≤ 300 ms; growth ≤ 150 MiB; cancel ≤ 100 ms"));
    fields.insert("met".to_owned(), json!(ratio <= 1.5));
    Ok(result)
}

fn child(kind: &str, file: &Path) -> anyhow::Result<Value> {
    let out = Command::new(std::env::current_exe()?).arg("import-once").arg(kind).arg(file).output()?;
    if !out.status.success() {
        bail!("{kind}: {}", String::from_utf8_lossy(&out.stderr));
    }
    Ok(serde_json::from_slice(&out.stdout)?)
}

/// One measurement in this process.
pub(crate) fn once(runtime: &tokio::runtime::Runtime, arguments: &[String]) -> anyhow::Result<()> {
    let [kind, file] = arguments else { bail!("import-once KIND FILE") };
    let result = match kind.as_str() {
        "floor" => runtime.block_on(floor(Path::new(file)))?,
        "import" => runtime.block_on(import(Path::new(file)))?,
        other => bail!("{other}"),
    };
    println!("{result}");
    Ok(())
}

/// calamine's cells, then a bare multi-row insert of eight columns into `lines`, in one transaction.
async fn floor(file: &Path) -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let order = workshop::new_order(&desk).await?;
    let started = Instant::now();
    let rows = calamine_rows(file)?;
    let read_ms = started.elapsed().as_secs_f64() * 1e3;
    let mut tx = desk.store().begin().await?;
    let key: i64 = sqlx::query_scalar("SELECT key FROM orders WHERE id = ?")
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_one(&mut *tx)
        .await?;
    const PER_INSERT: usize = 200;
    let sql = bare_insert(PER_INSERT);
    for (chunk, rows) in rows.chunks(PER_INSERT).enumerate() {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(if rows.len() == PER_INSERT {
            sql.clone()
        } else {
            bare_insert(rows.len())
        }));
        for (at, row) in rows.iter().enumerate() {
            let number = (chunk * PER_INSERT + at) as i64;
            // Ids ascend, as UUIDv7 do.
            let mut id = [0_u8; 16];
            id[..8].copy_from_slice(&number.to_be_bytes());
            query = query.bind(id.to_vec()).bind(key).bind(number * 1_024);
            query = query
                .bind(row.1.clone())
                .bind(row.2)
                .bind(row.3)
                .bind(row.4.clone())
                .bind(row.5)
                .bind(row.6)
                .bind(row.7);
        }
        query.execute(&mut *tx).await?;
    }
    tx.commit().await?;
    let durable_ms = started.elapsed().as_secs_f64() * 1e3;
    // SQLite's exit handler must find no connection that is still closing.
    desk.store().close().await;
    Ok(json!({ "read_ms": read_ms, "insert_ms": durable_ms - read_ms, "durable_ms": durable_ms }))
}

type BareRow = ((), String, i64, i64, String, i64, i64, i64);

fn calamine_rows(file: &Path) -> anyhow::Result<Vec<BareRow>> {
    let mut book: Xlsx<_> = calamine::open_workbook(file)?;
    let name = book.sheet_names().first().cloned().context("a sheet")?;
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut rows: Vec<BareRow> = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        if row == 0 {
            continue;
        }
        if rows.len() < row as usize {
            rows.push(BareRow::default());
        }
        let last = rows.last_mut().context("a row")?;
        let number = |value: &DataRef<'_>| match value {
            DataRef::Float(number) => *number,
            DataRef::Int(number) => *number as f64,
            _ => 0.0,
        };
        let text = |value: &DataRef<'_>| match value {
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::String(text) => text.clone(),
            _ => String::new(),
        };
        match column {
            1 => last.1 = text(cell.get_value()),
            2 => last.2 = text(cell.get_value()).parse().unwrap_or(0),
            3 => last.3 = text(cell.get_value()).replace('-', "").parse().unwrap_or(0),
            4 => last.4 = text(cell.get_value()),
            5 => last.5 = (number(cell.get_value()) * 1e3) as i64,
            6 => last.6 = number(cell.get_value()) as i64,
            7 => last.7 = (number(cell.get_value()) * 1e2) as i64,
            _ => {}
        }
    }
    Ok(rows)
}

fn bare_insert(rows: usize) -> String {
    let values = vec!["(?,?,?,?,?,?,?,?,?,?,0,0)"; rows].join(",");
    format!(
        "INSERT INTO lines (id, order_key, place, merchant_name, merchant_phone, order_month, goods_name, quantity, \
         packages, amount, lookup, wrong) VALUES {values}"
    )
}

/// The import as the program does it: a reading process, the checks, one step, then the search index.
async fn import(file: &Path) -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let order = workshop::new_order(&desk).await?;
    let memory_file = folder.path().join("reader-memory");
    let exe = reader_wrapper(&folder.path().join("reader"), &memory_file)?;
    let request = |reader: PathBuf| ImportFile {
        path: file.to_owned(),
        sheet: None,
        encoding: None,
        mapping: excel_import::columns::Mapping::default(),
        mode: domain::ImportMode::Append,
        reader: Some(reader),
    };
    let before_mib = memory_mib("VmRSS");
    let started = Instant::now();
    let first = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&first);
    let cancel = Arc::new(AtomicBool::new(false));
    let checked = desk
        .check_import(order, request(exe.clone()), Arc::clone(&cancel), move |_| {
            if let Ok(mut seen) = seen.lock() {
                seen.get_or_insert_with(|| started.elapsed());
            }
        })
        .await?;
    let read_ms = started.elapsed().as_secs_f64() * 1e3;
    let faulty = checked.report.counts.errors > 0;
    let mut result = json!({ "read_ms": read_ms });
    let durable = if faulty {
        started.elapsed()
    } else {
        let done = desk.store_import(order, checked, ImportChoice::default(), &cancel).await?;
        anyhow::ensure!(done.imported == workbook::ROWS, "every row is a line");
        result["store_ms"] = json!(done.store_ms);
        started.elapsed()
    };
    let growth = memory_mib("VmHWM") - before_mib;
    if !faulty {
        let indexing = Instant::now();
        while desk.store().index_step(2_000).await?.left > 0 {}
        result["searchable_ms"] = json!(indexing.elapsed().as_secs_f64() * 1e3);
    }
    let first_ms = first.lock().ok().and_then(|seen| *seen).map(|seen| seen.as_secs_f64() * 1e3);
    result["durable_ms"] = json!(durable.as_secs_f64() * 1e3);
    result["first_problems_ms"] = json!(first_ms);
    result["growth_mib"] = json!(growth);
    result["reader_mib"] = json!(std::fs::read_to_string(&memory_file)?.trim().parse::<f64>()?);
    result["cancel_ms"] = json!(cancelled(&desk, order, request(exe)).await?);
    desk.store().close().await;
    Ok(result)
}

/// How long a cancelled reading takes to return.
async fn cancelled(desk: &desk::desk::Desk, order: values::OrderId, file: ImportFile) -> anyhow::Result<f64> {
    let cancel = Arc::new(AtomicBool::new(false));
    let (flag, pressed) = (Arc::clone(&cancel), Arc::new(Mutex::new(None)));
    let at = Arc::clone(&pressed);
    let outcome = desk
        .check_import(order, file, cancel, move |rows| {
            if rows > 20_000 && !flag.swap(true, Ordering::Relaxed) {
                *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
            }
        })
        .await;
    anyhow::ensure!(outcome.is_err(), "a cancelled reading gives no result");
    let pressed = pressed.lock().ok().and_then(|at| *at).context("it was cancelled")?;
    Ok(pressed.elapsed().as_secs_f64() * 1e3)
}

/// This program as reader, told where to leave its peak memory.
fn reader_wrapper(path: &Path, memory_file: &Path) -> anyhow::Result<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let exe = std::env::current_exe()?;
    let script = format!(
        "#!/bin/sh\nXINBAO_BENCH_READER_MEMORY='{}' exec '{}' \"$@\"\n",
        memory_file.display(),
        exe.display()
    );
    std::fs::write(path, script)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    Ok(path.to_owned())
}
