//! Office Open XML workbooks from their XML.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Cell, Table, zip_and};

/// A workbook in the making; every part can be set.
#[derive(Clone)]
pub(crate) struct Xlsx {
    /// Name, state (`visible`, `hidden`), XML of the sheet.
    pub(crate) sheets: Vec<(String, String, String)>,
    pub(crate) shared_strings: Option<String>,
    pub(crate) is_1904: bool,
    pub(crate) content_type: String,
    pub(crate) more_parts: Vec<(String, Vec<u8>)>,
    /// Takes the place of the part of its name.
    pub(crate) long_part: Option<LongPart>,
}

/// A part that is too long to be made at once: one text many times over.
#[derive(Clone)]
pub(crate) struct LongPart {
    pub(crate) name: &'static str,
    pub(crate) start: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) times: usize,
    pub(crate) end: &'static str,
}

impl LongPart {
    /// Adds it to a container, packed quickly rather than well; so it is no container bomb either.
    fn write(&self, zip: &mut ZipWriter<Cursor<Vec<u8>>>) {
        const AT_ONCE: usize = 10_000;
        zip.start_file(self.name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        zip.write_all(self.start.as_bytes()).unwrap();
        let many = self.unit.repeat(AT_ONCE);
        for _ in 0..self.times / AT_ONCE {
            zip.write_all(many.as_bytes()).unwrap();
        }
        zip.write_all(self.end.as_bytes()).unwrap();
    }
}

impl Xlsx {
    /// One sheet named 交易清单 with this content of `<worksheet>`.
    pub(crate) fn of(content: &str) -> Self {
        Self {
            sheets: vec![("交易清单".into(), "visible".into(), worksheet(content))],
            shared_strings: None,
            is_1904: false,
            content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml".into(),
            more_parts: Vec::new(),
            long_part: None,
        }
    }

    pub(crate) fn sheet(mut self, name: &str, state: &str, content: &str) -> Self {
        self.sheets.push((name.into(), state.into(), worksheet(content)));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut sheets = String::new();
        let mut relations = String::new();
        for (at, (name, state, _)) in self.sheets.iter().enumerate() {
            let id = at + 1;
            sheets += &format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#);
            relations += &format!(
                r#"<Relationship Id="rId{id}" Type="http://x/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#
            );
        }
        relations += r#"<Relationship Id="s" Type="http://x/relationships/styles" Target="styles.xml"/>"#;
        relations += r#"<Relationship Id="t" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/>"#;
        let workbook = format!(
            r#"<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="{}"/><sheets>{sheets}</sheets></workbook>"#,
            u8::from(self.is_1904)
        );
        let relations = format!("<Relationships>{relations}</Relationships>");
        let types = format!(
            r#"<Types><Override PartName="/xl/workbook.xml" ContentType="{}"/></Types>"#,
            self.content_type
        );
        let mut parts: Vec<(String, Vec<u8>)> = vec![
            ("[Content_Types].xml".into(), types.into_bytes()),
            ("_rels/.rels".into(), ROOT_RELATIONS.into()),
            ("xl/workbook.xml".into(), workbook.into_bytes()),
            ("xl/_rels/workbook.xml.rels".into(), relations.into_bytes()),
            ("xl/styles.xml".into(), STYLES.into()),
        ];
        for (at, (_, _, xml)) in self.sheets.iter().enumerate() {
            parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), xml.clone().into_bytes()));
        }
        if let Some(strings) = &self.shared_strings {
            parts.push(("xl/sharedStrings.xml".into(), format!("<sst>{strings}</sst>").into_bytes()));
        }
        parts.extend(self.more_parts.iter().cloned());
        parts.retain(|(name, _)| self.long_part.as_ref().is_none_or(|part| part.name != name));
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        zip_and(&parts, |zip| {
            if let Some(part) = &self.long_part {
                part.write(zip);
            }
        })
    }
}

const ROOT_RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="http://x/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;

/// Style 1: a built-in date format; 2: an own one; 3: text.
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="49"/></cellXfs></styleSheet>"#;

fn worksheet(content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="m"><dimension ref="A1:XFD1048576"/>{content}</worksheet>"#
    )
}

/// The letters of a column, from 0.
pub(crate) fn column_name(column: usize) -> String {
    excel_import::columns::letters(column as u16)
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// `<sheetData>` of a table, texts as inline strings.
pub(crate) fn sheet_data(table: &Table) -> String {
    let mut xml = String::from("<sheetData>");
    for (row, cells) in table.iter().enumerate() {
        let row = row + 1;
        xml += &format!(r#"<row r="{row}">"#);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{row}", column_name(column));
            xml += &match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    format!(r#"<c r="{place}" t="inlineStr"><is><t>{}</t></is></c>"#, escaped(text))
                }
                Cell::Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                Cell::Date(serial) => format!(r#"<c r="{place}" s="2"><v>{serial}</v></c>"#),
            };
        }
        xml += "</row>";
    }
    xml + "</sheetData>"
}

/// A workbook of one sheet.
pub(crate) fn xlsx(table: &Table) -> Vec<u8> {
    Xlsx::of(&sheet_data(table)).bytes()
}
