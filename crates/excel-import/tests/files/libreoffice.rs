//! Files as LibreOffice writes them, where it is installed (the automation installs it): real .xls, .ods, .xlsx, .csv.

use std::path::Path;
use std::process::{Command, Stdio};

use excel_import::preview::Reading;

use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};

use crate::make::{Cell, Folder, good, n, t, table, with};
use crate::outcome::{check_path, request};
use crate::process::child;

fn is_installed() -> bool {
    let found = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

fn convert(source: &Path, to: &str) -> std::path::PathBuf {
    let folder = source.parent().unwrap();
    let out = folder.join(format!("as-{}", to.split(':').next().unwrap()));
    // A profile of its own, so that runs side by side do not wait for each other.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(source)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let extension = to.split(':').next().unwrap();
    out.join(source.with_extension(extension).file_name().unwrap())
}

/// Rows 2–8 are lines, 9 is empty, 10 a total; row 5 is hidden, E6 and E7 are merged, H2 and H3 are formulas.
fn write_source(path: &Path) -> Result<(), XlsxError> {
    let rows = table([
        good(1),
        with(2, 2, n(19_900_000_002.0)),
        with(3, 3, Cell::Date(45_717.0)),
        with(4, 4, t("带,逗号\"引号\"")),
        with(5, 6, n(12.5)),
        with(6, 4, Cell::Empty),
        with(7, 3, t("2025-03-15")),
        vec![],
        vec![t("合计"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, n(9.0)],
    ]);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("交易清单")?;
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(&rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
                Cell::Date(serial) => {
                    sheet.write_number_with_format(row, column, *serial, &date)?;
                }
            }
        }
    }
    sheet.write_formula(1, 7, Formula::new("=F2*7").set_result("8400"))?;
    sheet.write_formula(2, 7, Formula::new("=1/0").set_result("#DIV/0!"))?;
    sheet.set_row_hidden(4)?;
    sheet.merge_range(5, 4, 6, 4, "塑料玩具", &Format::new())?;
    workbook.save(path)
}

/// YW-IMP-02, YW-IMP-05: the same sheet through LibreOffice into every kind gives the same rows, the same faults at the same
/// cells, the same merged areas, hidden rows, dates and formula results.
#[test]
fn every_kind_as_libreoffice_writes_it() {
    if !is_installed() {
        eprintln!("! skipped: LibreOffice is not installed");
        return;
    }
    let folder = Folder::new();
    let source = folder.path().join("清单.xlsx");
    write_source(&source).unwrap();
    let expected =
        ["3 H IMP_FORMULA", "6 G NUM_SCALE", "7 E IMP_MERGED", "8 D IMP_MONTH_DAY", "10 - IMP_TOTAL_ROW"];
    for to in ["xls", "ods", "xlsx"] {
        let path = convert(&source, to);
        let found = check_path(&path, Reading::InChild(child()), &request(), &(), |_| {});
        assert_eq!(found.places(), expected, "{to}");
        assert_eq!(found.file_codes(), ["IMP_HIDDEN"], "{to}");
        assert_eq!(found.report.counts.rows, 7, "{to}");
        assert_eq!(found.rows[0].fields.amount.value().unwrap().minor(), 840_000, "{to}");
        assert_eq!(found.rows[2].fields.order_month.value().unwrap().to_string(), "2025-03", "{to}");
    }
    // Text has no hidden rows, merged cells or dates; GBK as Excel in China writes it.
    for (to, marks) in [
        ("csv:Text - txt - csv (StarCalc):44,34,76", "utf-8"),
        ("csv:Text - txt - csv (StarCalc):9,34,GB18030", "gb18030"),
    ] {
        let path = convert(&source, to);
        let found = check_path(&path, Reading::InChild(child()), &request(), &(), |_| {});
        assert_eq!(found.report.counts.rows, 7, "{marks}");
        assert!(found.places().contains(&"6 G NUM_SCALE".to_owned()), "{marks}: {:?}", found.places());
    }
}
