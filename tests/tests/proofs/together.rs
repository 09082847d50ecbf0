//! Several programs on one vault at once (DECISIONS, Rows: one writer at a time by SQLite's own lock).

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Answer, Desk, good_line, text};
use crate::sheets;

/// How long a program may wait for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// CM-OFF-01, YW-ORD-08: four programs add lines to one order at the same time; every acknowledged line is there, once.
#[test]
fn cm_off_01_four_programs_add_lines_at_once() {
    const PROGRAMS: u64 = 4;
    const TIMES: u64 = 5;
    let desk = Desk::new();
    let order = desk.order(&json!({}));
    let added: Vec<Value> = thread::scope(|scope| {
        let (desk, order) = (&desk, &order);
        let writers: Vec<_> =
            (0..PROGRAMS).map(|program| scope.spawn(move || write(desk, order, program, TIMES))).collect();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().expect("every addition is acknowledged"))
            .collect()
    });
    let shown = desk.show(&order);
    let lines = shown["lines"].as_array().expect("lines were asked for");
    let ids: BTreeSet<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    let acknowledged: BTreeSet<&str> = added.iter().filter_map(Value::as_str).collect();
    assert_eq!(ids, acknowledged);
    assert_eq!(lines.len(), acknowledged.len(), "no line twice");
    let minor: i64 = lines.iter().filter_map(|line| line["amount"].as_str()).map(minor_units).sum();
    assert_eq!(minor_units(shown["order"]["line_sum"].as_str().expect("a sum")), minor);
    assert_eq!(shown["order"]["line_count"], json!(lines.len()));
    let history = desk.run(["history", &order, "--limit", "1000"]).data();
    assert_eq!(history["history"].as_array().map(Vec::len), Some(1 + (PROGRAMS * TIMES) as usize));
    assert_eq!(desk.run(["doctor"]).status.code(), Some(0));
}

/// One writer: adds a few lines again and again, and gives their ids.
fn write(desk: &Desk, order: &str, program: u64, times: u64) -> Vec<Value> {
    let mut ids = Vec::new();
    for time in 0..times {
        let lines: Vec<Value> = (0..=time).map(|at| good_line(program * 10_000 + time * 100 + at)).collect();
        let file = desk.write(&format!("lines-{program}.json"), Value::from(lines).to_string());
        let start = Instant::now();
        let data = desk.run(["lines", "add", order, "--file", text(&file)]).data();
        assert!(start.elapsed() < PATIENCE, "waited {:?}", start.elapsed());
        ids.extend(data["ids"].as_array().cloned().unwrap_or_default());
    }
    ids
}

fn minor_units(amount: &str) -> i64 {
    amount.replace('.', "").parse().expect("two decimals")
}

/// YW-IMP-12, CM-OFF-01: whoever reads during an import sees nothing of it or all of it, and does not wait for it.
#[test]
fn yw_imp_12_a_reader_sees_nothing_of_an_import_or_all_of_it() {
    const ROWS: u64 = 4_000;
    let desk = Desk::new();
    let order = desk.order(&json!({}));
    let lines: Vec<Value> = (0..ROWS).map(good_line).collect();
    let file = desk.write("many.csv", sheets::make::csv(&sheets::table(&lines), ','));
    let mut import = desk.command(["import", &order, text(&file)]).spawn().expect("xinbao starts");
    let mut seen = BTreeSet::new();
    let mut is_over = false;
    while !is_over {
        is_over = import.try_wait().expect("it was started here").is_some();
        let start = Instant::now();
        let shown = desk.run(["order", "show", &order]).data();
        assert!(start.elapsed() < PATIENCE, "a reader waited {:?}", start.elapsed());
        let count = shown["order"]["line_count"].as_u64().expect("a count");
        assert!(count == 0 || count == ROWS, "{count} of {ROWS} lines were seen");
        seen.insert(count);
    }
    let answer = Answer::of(import);
    assert_eq!(answer.data()["imported"], json!(ROWS));
    assert!(seen.contains(&ROWS), "the last look comes after the import");
}

/// DECISIONS, Rows: an import and an addition at once: one waits for the other, both are there.
#[test]
fn cm_off_01_an_addition_during_an_import() {
    const ROWS: u64 = 2_000;
    let desk = Desk::new();
    let order = desk.order(&json!({}));
    let lines: Vec<Value> = (0..ROWS).map(good_line).collect();
    let file = desk.write("many.csv", sheets::make::csv(&sheets::table(&lines), ','));
    let import = desk.command(["import", &order, text(&file)]).spawn().expect("xinbao starts");
    let added = write(&desk, &order, 9, 3).len() as u64;
    assert_eq!(Answer::of(import).data()["imported"], json!(ROWS));
    let shown = desk.run(["order", "show", &order]).data();
    assert_eq!(shown["order"]["line_count"], json!(ROWS + added));
    assert_eq!(desk.run(["doctor"]).status.code(), Some(0));
}
