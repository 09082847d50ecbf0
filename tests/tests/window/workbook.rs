//! Workbooks as merchants send them and give them back, written and read without the house's own code.

use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

const HEADINGS: [&str; 8] =
    ["采购号", "商户名*", "手机号*", "下单月份*", "品名*", "数量*", "总件数*", "总金额*(元)"];

/// Writes a workbook with the template's headings over these rows.
pub(crate) fn write(path: &Path, rows: &[[String; 8]]) {
    let headings = HEADINGS.map(str::to_owned);
    let sheet: Vec<Vec<String>> =
        std::iter::once(headings.to_vec()).chain(rows.iter().map(|row| row.to_vec())).collect();
    write_sheet(path, &sheet);
}

/// Writes cells as texts; an empty one is none.
pub(crate) fn write_sheet(path: &Path, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell).expect("a sheet has room");
            }
        }
    }
    book.save(path).expect("the folder is writable");
}

/// The first sheet's cells as texts.
pub(crate) fn read(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("it has a sheet").expect("it can be read");
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}
