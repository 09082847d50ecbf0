//! Files that the program writes: template, error workbook, lists (YW-IMP-01, -15, -18).

use std::io::Read;
use std::path::Path;

use excel_import::preview::Reading;
use excel_import::write::table::{Table, TableCell, TableColumn, TableKind};
use excel_import::write::{error_workbook, template};
use values::{Currency, Lang, Money};

use crate::make::{Cell, Folder, Xlsx, good, n, sheet_data, t, table, with, xlsx, zip_of};
use crate::outcome::{Outcome, check, check_path, request};

/// The texts of a sheet, row by row, as calamine reads them.
fn texts(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut content = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut content).unwrap();
    content
}

/// YW-IMP-01: the template's sheets, columns in their order, currency, text columns; it reads as empty.
#[test]
fn the_template() {
    let folder = Folder::new();
    assert_eq!(template::FILE_NAME, "信保订单交易清单导入模板_v1.xlsx");
    for (currency, amount) in [(Currency::CNY, "总金额*(元)"), (Currency::USD, "总金额*(美元)")] {
        let path = folder.path().join(template::FILE_NAME);
        template::write(&path, currency).unwrap();
        let header = ["采购号", "商户名*", "手机号*", "下单月份*", "品名*", "数量*", "总件数*", amount];
        assert_eq!(texts(&path, "交易清单"), [header]);
        let notes = texts(&path, "填写说明");
        assert_eq!(notes[0][0], "列名");
        assert!(notes.iter().flatten().any(|text| text.contains("商户名和手机号可以不填")));
        // Columns A–D carry the text format.
        let xml = part(&path, "xl/worksheets/sheet1.xml");
        for (first, last) in [(1, 1), (2, 2), (3, 3), (4, 4)] {
            assert!(
                xml.contains(&format!(r#"<col min="{first}" max="{last}""#)) && xml.contains("style="),
                "{xml}"
            );
        }
        assert!(part(&path, "xl/styles.xml").contains(r#"numFmtId="49""#));
        let mut request = request();
        request.currency = currency;
        let found = check_path(&path, Reading::InProcess, &request, &(), |_| {});
        assert_eq!(found.file_codes(), ["IMP_EMPTY"]);
    }
}

/// A workbook with the XML of its first sheet changed, as a person would by typing.
fn edited(path: &Path, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for name in &names {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            content = edit(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        parts.push((name.as_str(), content));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (*name, content.as_slice())).collect();
    zip_of(&parts)
}

/// YW-IMP-01: the template, filled in, imports without assigning columns.
#[test]
fn the_template_filled_in() {
    let folder = Folder::new();
    let path = folder.path().join(template::FILE_NAME);
    template::write(&path, Currency::CNY).unwrap();
    let rows = sheet_data(&table([good(1), good(2)]));
    let rows = &rows[rows.find(r#"<row r="2">"#).unwrap()..];
    let filled = edited(&path, |xml| xml.replace("</sheetData>", rows));
    let found = check("filled.xlsx", &filled);
    assert_eq!((found.file_codes(), found.places(), found.report.counts.good), (vec![], vec![], 2));
}

/// YW-IMP-15: the error workbook, corrected, imports.
#[test]
fn the_error_workbook_corrected() {
    let found =
        check("a.xlsx", &xlsx(&table([good(1), with(2, 2, t("1.99E+10")), with(3, 3, t("2025.13"))])));
    let folder = Folder::new();
    let path = folder.path().join("report.xlsx");
    error_workbook::write(&path, &found.report, Currency::CNY, Lang::Zh).unwrap();
    let corrected =
        edited(&path, |xml| xml.replace(">1.99E+10<", ">19900000002<").replace(">2025.13<", ">2025.3<"));
    let again = check("report.xlsx", &corrected);
    assert_eq!((again.file_codes(), again.places(), again.report.counts.good), (vec![], vec![], 2));
}

/// YW-IMP-01: `FILE_WRITE` where the folder is missing or may not be written; what was there stays.
#[test]
fn not_writable() {
    let folder = Folder::new();
    let nowhere = folder.path().join("missing").join("a.xlsx");
    let error = template::write(&nowhere, Currency::CNY).unwrap_err();
    assert_eq!(error.problem().code.as_str(), "FILE_WRITE");
    let taken = folder.path().join("b.xlsx");
    std::fs::create_dir(&taken).unwrap();
    assert_eq!(template::write(&taken, Currency::CNY).unwrap_err().problem().code.as_str(), "FILE_WRITE");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
}

fn faulty() -> Outcome {
    check(
        "a.xlsx",
        &xlsx(&table([
            good(1),
            with(2, 2, t("1.99E+10")),
            with(3, 3, n(2025.1)),
            vec![
                Cell::Empty,
                t("=x"),
                t("12"),
                Cell::Date(45_900.0),
                Cell::Empty,
                n(0.0),
                n(12.5),
                t("1.234,50"),
            ],
            good(5),
            good(5),
        ])),
    )
}

/// YW-IMP-15: the faulty rows in template form with the reason, and a list of every error.
#[test]
fn the_error_workbook() {
    let found = faulty();
    let folder = Folder::new();
    let path = folder.path().join("错误报告.xlsx");
    error_workbook::write(&path, &found.report, Currency::CNY, Lang::Zh).unwrap();
    let rows = texts(&path, "交易清单");
    assert_eq!(rows.len(), 4, "the header and three faulty rows");
    assert_eq!(rows[0].last().unwrap(), "错误原因");
    assert_eq!((rows[1][2].as_str(), rows[2][3].as_str()), ("1.99E+10", "2025.1"));
    assert_eq!(rows[3][1], "=x");
    assert!(rows[1][8].starts_with("手机号：“1.99E+10”为科学计数法"), "{}", rows[1][8]);
    let errors = texts(&path, "错误清单");
    assert_eq!(errors[0], ["行号", "列名", "列号", "原值", "错误代码", "错误说明"]);
    assert_eq!(errors[1][..5], ["3", "手机号", "C", "1.99E+10", "IMP_SCIENTIFIC"]);
    assert_eq!(errors[2][..5], ["4", "下单月份", "D", "2025.1", "IMP_MONTH_AMBIGUOUS"]);
    assert_eq!(errors.len() - 1, found.report.problems.errors());
    assert!(errors.iter().all(|row| row[4] != "IMP_DUPLICATE"), "warnings are no errors");

    // It comes back as it went, with the same faults and nothing else; corrected, its rows are good.
    let again = check_path(&path, Reading::InProcess, &request(), &(), |_| {});
    assert_eq!(again.file_codes(), Vec::<&str>::new());
    let codes = |outcome: &Outcome| -> Vec<String> {
        outcome
            .report
            .problems
            .iter()
            .filter(values::Problem::is_error)
            .map(|problem| problem.code.to_string())
            .collect()
    };
    assert_eq!(codes(&again), codes(&found));
}

/// YW-IMP-15: all errors are written, also far above 200, and in English where that is the language.
#[test]
fn all_errors_are_written() {
    let rows = (0..2_000).map(|at| {
        let mut row = with(at, 2, t("12900000001"));
        row[6] = n(1.5);
        row
    });
    let found = check("a.xlsx", &xlsx(&table(rows)));
    let folder = Folder::new();
    let path = folder.path().join("report.xlsx");
    error_workbook::write(&path, &found.report, Currency::CNY, Lang::En).unwrap();
    let errors = texts(&path, "错误清单");
    assert_eq!(errors.len(), 4_001);
    assert_eq!(errors[4_000][0], "2001");
    assert!(errors[1][5].is_ascii(), "{}", errors[1][5]);
    assert_eq!(texts(&path, "交易清单").len(), 2_001);
}

/// YW-IMP-15: dates of the 1904 system keep their day, and line ids their hidden column.
#[test]
fn dates_and_ids_survive_the_error_workbook() {
    let mut rows = table([with(1, 3, Cell::Date(44_255.0))]);
    rows[1][6] = n(1.5);
    rows[0].push(t("明细编号"));
    rows[1].push(t("01890a5d-ac96-774b-bcce-b302099a8057"));
    let mut workbook = Xlsx::of(&sheet_data(&rows));
    workbook.is_1904 = true;
    let found = check("a.xlsx", &workbook.bytes());
    let folder = Folder::new();
    let path = folder.path().join("report.xlsx");
    error_workbook::write(&path, &found.report, Currency::CNY, Lang::Zh).unwrap();
    let again = check_path(&path, Reading::InProcess, &request(), &(), |_| {});
    assert_eq!(again.rows[0].fields.order_month, found.rows[0].fields.order_month);
    let header = again.report.header.as_ref().unwrap();
    assert_eq!((header.line_id, header.names[9].as_ref()), (Some(8), "错误原因"));
    assert!(part(&path, "xl/worksheets/sheet1.xml").contains(r#"hidden="1""#));
}

/// YW-IMP-18: lists of any kind are guarded against formulas in .csv and written as text in .xlsx.
#[test]
fn lists_are_guarded() {
    let folder = Folder::new();
    let columns =
        ["订单号", "金额"].map(|name| TableColumn { name: name.into(), width: 12.0, is_hidden: false });
    for kind in [TableKind::Csv, TableKind::Xlsx] {
        let path = folder.path().join(if kind == TableKind::Csv { "a.csv" } else { "a.xlsx" });
        assert_eq!(TableKind::of(&path), Some(kind));
        let mut list = Table::create(&path, kind, "订单", &columns).unwrap();
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let text = format!("{start}1+1");
            list.push(&[TableCell::Text(&text), TableCell::Amount(Money::from_minor(75_000, Currency::CNY))])
                .unwrap();
        }
        list.finish().unwrap();
    }
    let text = std::fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert!(text.starts_with("\u{feff}订单号,金额\r\n'=1+1,750.00\r\n'+1+1,"), "{text}");
    let xml = part(&folder.path().join("a.xlsx"), "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>"), "no formula is written");
    assert_eq!(texts(&folder.path().join("a.xlsx"), "订单")[1], ["=1+1", "750"]);
}
