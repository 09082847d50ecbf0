//! Files to import: separated text, and the smallest workbooks that Excel's format allows, part by part.

use std::io::Write as _;

pub(crate) const HEADER: &str = "采购号,商户名,手机号,下单月份,品名,数量,总件数,总金额(元)";

/// A row of separated text in which everything is right.
pub(crate) fn row(at: u32) -> String {
    format!(",示例商户{at},199{at:08},2026-01,塑料玩具,1200,24,8600.00")
}

/// Separated text with the header and these rows.
pub(crate) fn csv<S: AsRef<str>>(rows: impl IntoIterator<Item = S>) -> String {
    let mut text = format!("{HEADER}\r\n");
    for row in rows {
        text.push_str(row.as_ref());
        text.push_str("\r\n");
    }
    text
}

/// A workbook of one sheet with these cells as XML below the header, and whatever follows the sheet's data.
pub(crate) fn xlsx(rows: &[&str], after: &str) -> Vec<u8> {
    sheets(&["交易清单"], rows, after)
}

/// The same with several sheets of these names, all alike.
pub(crate) fn sheets(names: &[&str], rows: &[&str], after: &str) -> Vec<u8> {
    let head: String = HEADER.split(',').map(text).collect();
    let mut body = format!("<row r=\"1\">{head}</row>");
    for (at, row) in rows.iter().enumerate() {
        let number = at + 2;
        body.push_str(&row.replacen("<row", &format!("<row r=\"{number}\""), 1));
    }
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{body}</sheetData>{after}</worksheet>"
    );
    let named =
        |(at, name): (usize, &&str)| format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r1\"/>", at + 1);
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{}</sheets></workbook>",
        names.iter().enumerate().map(named).collect::<String>()
    );
    zipped(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
             <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", &workbook),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// A cell of text.
pub(crate) fn text(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A row in which everything is right but the columns from the month on, which are given as cells.
pub(crate) fn xlsx_row(attributes: &str, tail: [&str; 5]) -> String {
    let head: String = ["", "示例商户一", "19900000001"].map(text).concat();
    format!("<row{attributes}>{head}{}</row>", tail.concat())
}

/// The cells of a right row from the month on.
pub(crate) const TAIL: [&str; 5] = [
    "<c t=\"inlineStr\"><is><t>2026-01</t></is></c>",
    "<c t=\"inlineStr\"><is><t>塑料玩具</t></is></c>",
    "<c><v>1200</v></c>",
    "<c><v>24</v></c>",
    "<c><v>8600</v></c>",
];

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
