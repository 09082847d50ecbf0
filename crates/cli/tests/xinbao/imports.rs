//! `import`, `imports`, `export`.

use std::io::Read as _;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::desk::Desk;
use crate::workbook::{HEADER, TAIL, csv, row, sheets, xlsx, xlsx_row, zipped};

/// YW-IMP-12, YW-IMP-13, YW-IMP-16, `IMP_HAS_ERRORS`: a file with errors imports nothing; by choice its good rows.
#[test]
fn yw_imp_13_all_or_part() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let file = desk.file("list.csv", csv([row(1), row(2).replace("8600.00", "1.234"), row(3), row(1)]));
    let counts = |data: &serde_json::Value| {
        ["rows", "good", "warnings", "duplicates", "errors", "imported"]
            .map(|name| data[name].as_u64().unwrap())
    };
    for choice in [&["--dry-run"][..], &[]] {
        let said = desk.run(&[&["import", &id, &file], choice].concat());
        assert_eq!(counts(&said.data(1)), [4, 2, 0, 1, 1, 0]);
        let problem = said.json()["problems"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["code"] == "MONEY_SCALE")
            .cloned()
            .unwrap();
        assert_eq!(
            (&problem["row"], &problem["column"], &problem["field"]),
            (&json!(3), &json!("H"), &json!("amount"))
        );
        assert_eq!(
            (&problem["value"], &problem["params"]["column_name"]),
            (&json!("1.234"), &json!("总金额"))
        );
        assert_eq!(said.codes().contains(&"IMP_HAS_ERRORS".to_owned()), choice.is_empty());
    }
    assert_eq!(desk.run(&["imports", &id]).data(0)["imports"], json!([]));
    let data = desk.run(&["import", &id, &file, "--only-good"]).data(1);
    assert_eq!(counts(&data), [4, 2, 0, 1, 1, 2]);
    assert!(["read", "check", "store"].iter().all(|step| data["ms"][step].is_u64()), "{data}");
    let record = desk.run(&["imports", &id]).data(0)["imports"][0].take();
    assert_eq!(
        ["rows", "imported", "left_out", "duplicates"].map(|name| record[name].as_u64().unwrap()),
        [4, 2, 2, 1]
    );
    assert_eq!(
        (&record["file_name"], &record["errors_by_code"]["MONEY_SCALE"]),
        (&json!("list.csv"), &json!(1))
    );
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 2);
    assert_eq!(desk.run(&["undo", &id]).data(0)["done"], "import_lines");
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 0);
}

/// YW-IMP-11, YW-IMP-14, `IMP_SAME_FILE`, `IMP_DUPLICATE`: again, insisting, and in place of the lines.
#[test]
fn yw_imp_11_the_same_file_again() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let file = desk.file("list.csv", csv([row(1), row(2)]));
    let total = || desk.run(&["order", "show", &id]).data(0)["total"].as_u64().unwrap();
    assert_eq!(desk.run(&["import", &id, &file]).data(0)["imported"], 2);
    let again = desk.run(&["import", &id, &file]);
    assert_eq!((again.data(0)["imported"].clone(), again.codes()[0].as_str()), (json!(0), "IMP_SAME_FILE"));
    assert!(again.codes().contains(&"IMP_DUPLICATE".to_owned()));
    assert_eq!(total(), 2);
    assert_eq!(desk.run(&["import", &id, &file, "--include-duplicates"]).data(0)["imported"], 2);
    assert_eq!(total(), 4);
    assert_eq!(desk.run(&["import", &id, &file, "--replace"]).data(0)["imported"], 2);
    assert_eq!(total(), 2);
    desk.run(&["undo", &id]).data(0);
    assert_eq!(total(), 4);
}

/// YW-IMP-02 … 06: each refusal of a whole file with its code; nothing is stored, status 1.
#[test]
fn refused_files() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let head = |from: &str, to: &str| csv([row(1)]).replacen(from, to, 1);
    let csv_cases = [
        ("IMP_HEADER", "a,b,c,d\n1,2,3,4\n".to_owned()),
        ("IMP_COLUMN_MISSING", head(",品名", ",货号")),
        ("IMP_COLUMN_DOUBLE", head("采购号", "数量")),
        ("IMP_CURRENCY", head("(元)", "(美元)")),
        ("IMP_EMPTY", csv([""; 0])),
        ("IMP_CSV", format!("{HEADER}\r\n\"open")),
    ];
    for (code, content) in csv_cases {
        let said = desk.run(&["import", &id, &desk.file("list.csv", content)]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.codes().contains(&code.to_owned()), "{code}: {said:?}");
    }
    let locked = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
        ("content.xml", "x"),
    ];
    let byte_cases: [(&str, &str, Vec<u8>); 8] = [
        ("IMP_ENCRYPTED", "list.ods", zipped(&locked)),
        ("IMP_SHEET_CHOICE", "list.xlsx", sheets(&["one", "two"], &[&xlsx_row("", TAIL)], "")),
        ("IMP_ENCODING", "list.csv", [HEADER.as_bytes(), b"\r\n\xff\xff\xff\xff\x81"].concat()),
        ("IMP_TYPE", "list.xls", b"<html><table></table></html>".to_vec()),
        ("IMP_TYPE", "list.pdf", b"%PDF-1.7".to_vec()),
        ("IMP_DAMAGED", "list.xlsx", xlsx(&[], "")[..200].to_vec()),
        ("IMP_EMPTY", "list.csv", Vec::new()),
        ("IMP_TOO_LARGE", "list.csv", vec![b'a'; 50 * 1024 * 1024 + 1]),
    ];
    for (code, name, content) in byte_cases {
        let said = desk.run(&["import", &id, &desk.file(name, content)]);
        assert_eq!((said.code, said.codes().contains(&code.to_owned())), (1, true), "{code}: {said:?}");
    }
    let rows: String = csv((0..100_001).map(row));
    let said = desk.run(&["import", &id, &desk.file("list.csv", rows)]);
    assert!(said.codes().contains(&"IMP_ROWS".to_owned()), "{said:?}");
    for missing in ["/nowhere/list.xlsx", "/"] {
        let said = desk.run(&["import", &id, missing]);
        assert_eq!((said.code, said.codes()), (4, vec!["FILE_READ".to_owned()]), "{missing}");
    }
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 0);
}

/// `IMP_MAP`, `IMP_ENCODING`, `IMP_SHEET_UNKNOWN`, `IMP_REPLACE…`: wrong choices.
#[test]
fn wrong_choices() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let text = desk.file("list.csv", csv([row(1)]));
    let sheet = desk.file("list.xlsx", xlsx(&[&xlsx_row("", TAIL)], ""));
    let cases: [(&str, &[&str], &str); 4] = [
        (&text, &["--map", "品名"], "IMP_MAP"),
        (&text, &["--map", "重量=C"], "IMP_MAP"),
        (&text, &["--encoding", "klingon"], "IMP_ENCODING"),
        (&sheet, &["--sheet", "nothing"], "IMP_SHEET_UNKNOWN"),
    ];
    for (file, choice, code) in cases {
        let said = desk.run(&[&["import", &id, file], choice].concat());
        assert_eq!((said.code, said.codes()), (1, vec![code.to_owned()]), "{choice:?}");
    }
}

/// DECISIONS, Import and export: columns that the header does not name are assigned, and remembered for the next file.
#[test]
fn assigned_columns_are_remembered() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let odd = |rows: &[u32]| csv(rows.iter().map(|at| row(*at))).replacen("品名", "货品描述", 1);
    let first = desk.file("one.csv", odd(&[1]));
    assert!(desk.run(&["import", &id, &first]).codes().contains(&"IMP_COLUMN_MISSING".to_owned()));
    assert_eq!(desk.run(&["import", &id, &first, "--map", "品名=E"]).data(0)["imported"], 1);
    assert_eq!(desk.run(&["import", &id, &desk.file("two.csv", odd(&[2]))]).data(0)["imported"], 1);
}

/// YW-IMP-05 … 10: what single rows come to, in text.
#[test]
fn rows_of_text() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    for (row, code, status) in [
        (row(1).replace("2026-01", "2026-01-15"), "IMP_MONTH_DAY", 0),
        (row(1).replace("2026-01", "2020-01"), "MONTH_OLD", 0),
        (row(1).replace("2026-01", "2099-01"), "MONTH_FUTURE", 1),
        (row(1).replace("19900000001", "1.99E+10"), "IMP_SCIENTIFIC", 1),
        ("M00000001,,,2026-01,塑料玩具,1200,24,8600.00".to_owned(), "IMP_PENDING_LOOKUP", 0),
        (row(1).replace("1200", ""), "FIELD_REQUIRED", 1),
        (row(1).replace("24", "0"), "NUM_RANGE", 1),
        (format!("{}\r\n合计,,,,,1200,24,8600.00", row(1)), "IMP_TOTAL_ROW", 0),
    ] {
        let said = desk.run(&["import", &id, "--dry-run", &desk.file("list.csv", csv([&row]))]);
        assert_eq!((said.code, said.codes()), (status, vec![code.to_owned()]), "{row}");
    }
    let extra = format!("{HEADER},备注\r\n{},x\r\n", row(1));
    let said = desk.run(&["import", &id, "--dry-run", &desk.file("list.csv", extra)]);
    assert_eq!((said.code, said.codes()), (0, vec!["IMP_COLUMN_EXTRA".to_owned()]));
    let said = desk.run(&["import", &id, "--dry-run", &desk.file("list.xlsx", csv([row(1)]))]);
    assert_eq!((said.code, said.codes()), (0, vec!["IMP_EXT".to_owned()]));
}

/// YW-IMP-05, YW-IMP-08: what cells of a workbook come to.
#[test]
fn cells_of_workbooks() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let with = |at: usize, cell: &'static str| {
        let mut tail = TAIL;
        tail[at] = cell;
        tail
    };
    let month = |cell| xlsx_row("", with(0, cell));
    let cases = [
        (xlsx_row("", TAIL), "", None, 0),
        (month("<c><v>202601</v></c>"), "", None, 0),
        (month("<c><v>46037</v></c>"), "", Some("IMP_MONTH_SERIAL"), 0),
        (month("<c><v>2025.1</v></c>"), "", Some("IMP_MONTH_AMBIGUOUS"), 1),
        (xlsx_row("", with(2, "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")), "", Some("IMP_FORMULA"), 1),
        (xlsx_row(" hidden=\"1\"", TAIL), "", Some("IMP_HIDDEN"), 0),
        (
            xlsx_row("", with(1, "<c/>")),
            "<mergeCells><mergeCell ref=\"D2:E2\"/></mergeCells>",
            Some("IMP_MERGED"),
            1,
        ),
    ];
    for (row, after, code, status) in cases {
        let said = desk.run(&["import", &id, "--dry-run", &desk.file("list.xlsx", xlsx(&[&row], after))]);
        assert_eq!(
            (said.code, said.codes()),
            (status, code.iter().map(|code| (*code).to_owned()).collect()),
            "{row}"
        );
    }
}

/// YW-IMP-15, `FILE_WRITE`: the error report, corrected, would import; where it cannot be written, nothing is imported.
#[test]
fn yw_imp_15_report() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let file = desk.file("list.csv", csv([row(1), row(2).replace("24", "x")]));
    let report = desk.path("report.xlsx");
    desk.run(&["import", &id, &file, "--dry-run", "--report", &report]).data(1);
    let again = desk.run(&["import", &id, &report, "--dry-run"]);
    assert_eq!(
        (again.data(1)["rows"].clone(), again.json()["problems"][0]["row"].clone()),
        (json!(1), json!(2)),
        "{again:?}"
    );
    let said = desk.run(&["import", &id, &file, "--only-good", "--report", "/nowhere/report.xlsx"]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_WRITE".to_owned()]));
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 0);
}

/// YW-IMP-18, CM-SEC-03: exports come back without doubling; a changed row changes its line; phones stand in full.
#[test]
fn exports_come_back() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    desk.run(&["import", &id, &desk.file("list.csv", csv([row(1), row(2), row(3)]))]).data(0);
    for name in ["lines.xlsx", "lines.csv"] {
        let out = desk.path(name);
        assert_eq!(desk.run(&["export", &id, &out]).data(0)["lines"], 3);
        let back = desk.run(&["import", &id, &out]).data(0);
        assert_eq!((&back["imported"], &back["unchanged"]), (&json!(0), &json!(3)), "{name}");
    }
    let out = desk.path("lines.csv");
    desk.run(&["export", &id, &out]).data(0);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("19900000002"), "{text}");
    std::fs::write(&out, text.replacen("8600.00", "8601.00", 1)).unwrap();
    let back = desk.run(&["import", &id, &out]).data(0);
    assert_eq!((&back["imported"], &back["unchanged"]), (&json!(1), &json!(2)));
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["order"]["line_sum"], "25801.00");
    let said = desk.run(&["export", &id, "/nowhere/lines.csv"]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_WRITE".to_owned()]));
}

/// `CANCELLED`: Ctrl+C in the middle leaves nothing behind and is status 1 (YW-IMP-03).
#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let file = desk.file("list.csv", csv((0..60_000).map(row)));
    let mut command = desk.command(&["import", &id, &file, "--progress"]);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The first rows were read: now it is in the middle.
    let mut first = [0_u8; 1];
    child.stderr.as_mut().unwrap().read_exact(&mut first).unwrap();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    let said = crate::desk::Said {
        code: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert_eq!((said.code, said.codes()), (1, vec!["CANCELLED".to_owned()]), "{said:?}");
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 0);
    assert_eq!(desk.run(&["imports", &id]).data(0)["imports"], json!([]));
}
