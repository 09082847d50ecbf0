//! OpenDocument spreadsheets from their XML.

use super::xlsx::escaped;
use super::{Cell, Table, zip_of};

/// A document of one table.
pub(crate) fn ods(table: &Table) -> Vec<u8> {
    let mut rows = String::new();
    for row in table {
        rows += "<table:table-row>";
        for cell in row {
            rows += &match cell {
                Cell::Empty => "<table:table-cell/>".to_owned(),
                Cell::Text(text) => format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                    escaped(text)
                ),
                Cell::Number(number) => format!(
                    r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
                ),
                Cell::Date(serial) => format!(
                    r#"<table:table-cell office:value-type="date" office:date-value="{}"><text:p>x</text:p></table:table-cell>"#,
                    date(*serial)
                ),
            };
        }
        rows += "</table:table-row>";
    }
    of(&format!(r#"<table:table table:name="交易清单">{rows}</table:table>"#))
}

/// A document of these tables.
pub(crate) fn of(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>"),
    ])
}

fn date(serial: f64) -> String {
    let zero = values::Day::new(1899, 12, 30).unwrap();
    zero.plus_days(serial as i32).unwrap().to_string()
}
