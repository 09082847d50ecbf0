//! Files for the tests, made here so that nothing binary has to be kept.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

mod ods;
mod xls;
mod xlsx;

pub(crate) use ods::{ods, of as ods_of};
pub(crate) use xls::{XlsSheet, xls, xls_of};
pub(crate) use xlsx::{LongPart, Xlsx, sheet_data, xlsx};

/// The header of the template, in yuan.
pub(crate) const HEADER: [&str; 8] =
    ["采购号", "商户名*", "手机号*", "下单月份*", "品名*", "数量*", "总件数*", "总金额*(元)"];

/// A cell to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Date(f64),
}

/// Rows of a sheet.
pub(crate) type Table = Vec<Vec<Cell>>;

pub(crate) fn t(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

pub(crate) fn n(number: f64) -> Cell {
    Cell::Number(number)
}

pub(crate) fn header() -> Vec<Cell> {
    HEADER.iter().map(|name| t(name)).collect()
}

/// A good row; no two with different `at` are equal.
pub(crate) fn good(at: u32) -> Vec<Cell> {
    vec![
        Cell::Empty,
        t("示例商户一"),
        t(&format!("{}", 19_900_000_000u64 + u64::from(at % 1_000))),
        t("2025-03"),
        t(&format!("塑料玩具{at}")),
        n(1_200.0),
        n(24.0),
        n(8_600.5),
    ]
}

/// A good row with one cell changed.
pub(crate) fn with(at: u32, column: usize, cell: Cell) -> Vec<Cell> {
    let mut row = good(at);
    row[column] = cell;
    row
}

/// The header and some rows.
pub(crate) fn table(rows: impl IntoIterator<Item = Vec<Cell>>) -> Table {
    std::iter::once(header()).chain(rows).collect()
}

/// A text file, the numbers as a spreadsheet program writes them.
pub(crate) fn csv(table: &Table, separator: char) -> Vec<u8> {
    let field = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.contains([separator, '"', '\n']) => {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(_) => panic!("text has no dates"),
    };
    let mut out = String::new();
    for row in table {
        out += &row.iter().map(field).collect::<Vec<_>>().join(&separator.to_string());
        out += "\r\n";
    }
    out.into_bytes()
}

/// A zip container of these parts.
pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip_and(parts, |_| {})
}

/// The same, and parts that are written as they are made.
pub(crate) fn zip_and(
    parts: &[(&str, &[u8])],
    more: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>),
) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method =
            if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    more(&mut zip);
    zip.finish().unwrap().into_inner()
}

/// A folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

/// A compound file with one stream of this name.
pub(crate) fn compound_of(name: &str) -> Vec<u8> {
    xls::compound(name, b"x")
}
