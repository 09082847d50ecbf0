//! Files made to do harm: each gets a result or a coded error, within its bounds (GOALS, hostile files; YW-IMP-02, -03).

use std::time::{Duration, Instant};

use excel_import::preview::Reading;

use crate::make::{
    Folder, HEADER, LongPart, Table, XlsSheet, Xlsx, good, ods, ods_of, sheet_data, table, xls, xls_of, xlsx,
    zip_of,
};
use crate::outcome::{Outcome, check_path, request};
use crate::process::child;

/// Reads in a child, which bounds time and memory, and sees that time was kept.
fn attacked(name: &str, bytes: &[u8]) -> Outcome {
    let folder = Folder::new();
    let path = folder.file(name, bytes);
    let start = Instant::now();
    let found = check_path(&path, Reading::InChild(child()), &request(), &(), |_| {});
    assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    found
}

fn last_code(name: &str, bytes: &[u8]) -> Option<&'static str> {
    attacked(name, bytes).file_codes().last().copied()
}

/// A container bomb: 300 MB of zeros or rows packed a thousandfold is refused by what it declares.
#[test]
fn declared_zip_bomb() {
    let blank = vec![b' '; 40 * 1024 * 1024];
    let bytes = zip_of(&[
        ("[Content_Types].xml", b"<Types>spreadsheetml</Types>"),
        ("xl/workbook.xml", &blank),
        ("xl/worksheets/sheet1.xml", &blank),
    ]);
    assert!(bytes.len() < 200_000);
    assert_eq!(last_code("a.xlsx", &bytes), Some("IMP_TOO_LARGE"));
}

/// A container that lies about its sizes is stopped while it is unpacked.
#[test]
fn lying_zip_bomb() {
    let mut bytes = Xlsx::of(&format!("<sheetData/>{}", " ".repeat(30 * 1024 * 1024))).bytes();
    let declared = (30 * 1024 * 1024u32).to_le_bytes();
    // In both headers of the sheet's part the unpacked size becomes small.
    let mut changed = 0;
    for at in 0..bytes.len() - 4 {
        let size = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        if (30 * 1024 * 1024..30 * 1024 * 1024 + 1_000).contains(&size) {
            bytes[at..at + 4].copy_from_slice(&1_000u32.to_le_bytes());
            changed += 1;
        }
    }
    assert!(changed >= 2, "{declared:?}");
    let code = last_code("a.xlsx", &bytes);
    assert!(matches!(code, Some("IMP_TOO_LARGE" | "IMP_DAMAGED")), "{code:?}");
}

/// Parts that share their bytes, and a list of very many parts.
#[test]
fn overlapping_and_countless_parts() {
    let one = zip_of(&[
        ("[Content_Types].xml", b"<Types>spreadsheetml</Types>"),
        ("xl/a.xml", b"aaaaaaaaaaaaaaaaaaaaaa"),
    ]);
    // The second entry of the directory points at the first one's header.
    let directory = one.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    let mut overlapping = one.clone();
    overlapping[directory + 42..directory + 46].copy_from_slice(&0u32.to_le_bytes());
    assert_eq!(last_code("a.xlsx", &overlapping), Some("IMP_DAMAGED"));
    let mut countless = one;
    let end = countless.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").unwrap();
    countless[end + 8..end + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    assert_eq!(last_code("a.xlsx", &countless), Some("IMP_TOO_LARGE"));
}

/// A zip in a zip in a zip is just a part that nobody opens.
#[test]
fn nested_containers() {
    let mut inner = zip_of(&[("a", &vec![0; 1_000_000])]);
    for _ in 0..5 {
        inner = zip_of(&[("a.zip", &inner)]);
    }
    let mut book = Xlsx::of(&sheet_data(&table([good(1)])));
    book.more_parts.push(("xl/media/a.zip".into(), inner));
    assert_eq!(attacked("a.xlsx", &book.bytes()).report.counts.good, 1);
}

/// 1,048,576 styled rows with nothing in them; a dimension that claims the whole sheet.
#[test]
fn a_million_styled_empty_rows() {
    let mut xml = sheet_data(&table([good(1)])).replace("</sheetData>", "");
    for row in 3..=1_048_576 {
        xml += &format!(
            r#"<row r="{row}" spans="1:8" s="1" customFormat="1" ht="{}.5"><c r="A{row}" s="1"/></row>"#,
            row % 97
        );
    }
    let found = attacked("a.xlsx", &Xlsx::of(&(xml + "</sheetData>")).bytes());
    assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1));
}

/// Ten million shared strings, few of which are used; one million every day.
#[test]
fn ten_million_shared_strings() {
    let count = if std::env::var_os("XINBAO_FULL").is_some() { 10_000_000u32 } else { 1_000_000 };
    let mut strings = HEADER.iter().map(|name| format!("<si><t>{name}</t></si>")).collect::<String>();
    for at in 0..count {
        // Not too repetitive, or it would be a container bomb.
        strings += "<si><t>";
        strings.push_str(&(at.wrapping_mul(2_654_435_761) >> 12).to_string());
        strings += "</t></si>";
    }
    let mut xml = String::from(r#"<sheetData><row r="1">"#);
    (0..8).for_each(|column| xml += &format!(r#"<c t="s"><v>{column}</v></c>"#));
    xml += "</row>";
    xml += &sheet_data(&vec![vec![], good(1)]).replace("<sheetData>", "").replace(r#"<row r="1"></row>"#, "");
    let mut book = Xlsx::of(&xml);
    book.shared_strings = Some(strings);
    let bytes = book.bytes();
    assert!(bytes.len() < 50 * 1024 * 1024);
    let found = attacked("a.xlsx", &bytes);
    assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1));
}

/// Half a gibibyte of the shortest elements, each of which a reader must look at: as strings, as one string of
/// references, as empty cells, as cells with a value. A twentieth of it every day, which has its answer in time; the whole
/// may also end as what took too long, on a busy machine.
#[test]
fn floods_of_elements() {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const STRINGS: &str = "xl/sharedStrings.xml";
    const ROW_END: &str = "</row></sheetData></worksheet>";
    let is_full = std::env::var_os("XINBAO_FULL").is_some();
    let mebibytes = if is_full { 505 } else { 25 };
    for (name, start, unit, end, code) in [
        (STRINGS, "<sst><si>", "<t/>", "</si></sst>", None),
        (STRINGS, "<sst><si><t>", "&lt;", "</t></si></sst>", None),
        (SHEET, "<worksheet><sheetData><row>", "<c/>", ROW_END, Some("IMP_EMPTY")),
        (SHEET, "<worksheet><sheetData><row>", "<c><v>1</v></c>", ROW_END, Some("IMP_HEADER")),
    ] {
        let mut book = Xlsx::of(&sheet_data(&table([good(1)])));
        book.long_part = Some(LongPart { name, start, unit, times: (mebibytes << 20) / unit.len(), end });
        let found = last_code("a.xlsx", &book.bytes());
        assert!(found == code || is_full && found == Some("IMP_TIMEOUT"), "{unit}: {found:?}");
    }
}

/// References that lead nowhere.
#[test]
fn broken_references() {
    for (content, code) in [
        (r#"<sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="0"><c><v>7</v></c></row></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="99999999"><c><v>7</v></c></row></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="2"/><row r="1"/></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="1"><c r="ZZZZ1"><v>7</v></c></row></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="1"><c><v>7</v>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="1"><c><v>7</v></c></row><c><v>8</v></c></row></sheetData>"#, "IMP_DAMAGED"),
        (r#"<sheetData><row r="1"><c><v>&unknown;1e999</v></c></row></sheetData>"#, "IMP_HEADER"),
        ("", "IMP_EMPTY"),
    ] {
        assert_eq!(last_code("a.xlsx", &Xlsx::of(content).bytes()), Some(code), "{content}");
    }
    let mut lost = Xlsx::of("<sheetData/>");
    lost.sheets[0].2 =
        "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><worksheet>&d;</worksheet>".into();
    assert_eq!(last_code("a.xlsx", &lost.bytes()), Some("IMP_EMPTY"));
}

/// Every kind of file cut off at every kilobyte: a coded error or a result, never a crash.
#[test]
fn cut_off_files() {
    let rows = table((0..400).map(good));
    for (name, bytes) in [("a.xlsx", xlsx(&rows)), ("a.xls", xls(&rows)), ("a.ods", ods(&rows))] {
        let folder = Folder::new();
        for len in (1..bytes.len()).step_by(1_024) {
            let path = folder.file(name, &bytes[..len]);
            let found = check_path(&path, Reading::InProcess, &request(), &(), |_| {});
            assert!(found.report.is_refused(), "{name} cut at {len}: {:?}", found.file_codes());
        }
    }
}

/// .ods: rows and cells repeated millions of times, and spaces by the billion.
#[test]
fn repeated_cells_of_ods() {
    let cell = |attributes: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {attributes}><text:p>x</text:p></table:table-cell>"#
        )
    };
    let bomb = |rows: &str, cell: &str| {
        ods_of(&format!(
            r#"<table:table table:name="a"><table:table-row {rows}>{cell}</table:table-row></table:table>"#
        ))
    };
    for (rows, cells) in [
        (r#"table:number-rows-repeated="1048576""#, cell(r#"table:number-columns-repeated="16384""#)),
        (r#"table:number-rows-repeated="99999999999""#, cell(r#"table:number-columns-repeated="16384""#)),
        ("", r#"<table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell>"#.to_owned()),
    ] {
        assert_eq!(last_code("a.ods", &bomb(rows, &cells)), Some("IMP_TOO_LARGE"), "{rows}");
    }
    // What LibreOffice writes at the end of every sheet is harmless.
    let tail = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let harmless =
        unpacked_tables(&ods(&table([good(1)]))).replace("</table:table>", &format!("{tail}</table:table>"));
    assert_eq!(attacked("a.ods", &ods_of(&harmless)).report.counts.good, 1);
}

/// .ods: content that ends inside an element, for whose end a parser would wait forever.
#[test]
fn cut_off_content_of_ods() {
    let content = br#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>x"#;
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zip_of(&[("mimetype", mimetype), ("content.xml", content)]);
    assert_eq!(last_code("a.ods", &bytes), Some("IMP_DAMAGED"));
}

fn unpacked_tables(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut content = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("content.xml").unwrap(), &mut content).unwrap();
    content[content.find("<table:table ").unwrap()..content.find("</office:spreadsheet>").unwrap()].to_owned()
}

/// .xls: absurd dimensions are not believed, far corners are refused, circles in the allocation table end.
#[test]
fn attacks_in_xls() {
    let sheet = |rows: Table, records: Vec<(u16, Vec<u8>)>| XlsSheet {
        name: "a".into(),
        table: rows,
        records,
        ..XlsSheet::default()
    };
    let absurd =
        [0u32.to_le_bytes().to_vec(), u32::MAX.to_le_bytes().to_vec(), vec![0, 0, 0xff, 0xff, 0, 0]].concat();
    let found = attacked("a.xls", &xls_of(&[sheet(table([good(1)]), vec![(0x0200, absurd)])], false, &[]));
    assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1));
    let corner = |row: u16, column: u16| {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        (0x0203u16, [place, 1f64.to_le_bytes().to_vec()].concat())
    };
    let corners = sheet(table([good(1)]), vec![corner(0, 0), corner(65_535, 255)]);
    assert_eq!(last_code("a.xls", &xls_of(&[corners], false, &[])), Some("IMP_TOO_LARGE"));
    let mut circle = xls(&table((0..50).map(good)));
    // The table is the last sector; its entry of the first data sector points at itself.
    let fat = circle.len() - 512;
    circle[fat + 4..fat + 8].copy_from_slice(&1u32.to_le_bytes());
    assert_eq!(last_code("a.xls", &circle), Some("IMP_DAMAGED"));
}

/// .xls: one long text that is meant half a million times would fill any memory; the reading process ends in its stead.
#[test]
fn a_flood_of_memory() {
    const CHARS: u16 = 30_000;
    let mut strings = [1u32.to_le_bytes(), 1u32.to_le_bytes()].concat();
    strings.extend(CHARS.to_le_bytes());
    strings.push(0);
    strings.extend(vec![b'x'; usize::from(CHARS)]);
    let cell = |row: u16, column: u16| {
        (0x00fdu16, [row.to_le_bytes(), column.to_le_bytes(), [0, 0], [0, 0], [0, 0]].concat())
    };
    let records = (0..60_000u16).flat_map(|row| (0..8).map(move |column| cell(row, column))).collect();
    let sheet = XlsSheet { name: "a".into(), records, ..XlsSheet::default() };
    let bytes = xls_of(&[sheet], false, &[(0x00fc, strings)]);
    assert_eq!(last_code("a.xls", &bytes), Some("IMP_TOO_LARGE"));
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Some bytes changed, taken away or doubled.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..1 + self.below(8) {
            if bytes.is_empty() {
                return;
            }
            let at = self.below(bytes.len());
            let end = (at + 1 + self.below(40)).min(bytes.len());
            match self.below(4) {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                // Digits, quotes and brackets do more harm than other bytes.
                2 => bytes[at] = b"0123456789<>/\"'&=-.:"[self.below(20)],
                _ => bytes[at] = self.below(256) as u8,
            }
        }
    }
}

fn rounds() -> usize {
    if std::env::var_os("XINBAO_FULL").is_some() { 20_000 } else { 100 }
}

/// Files of every kind spoilt at random: a result or a code, whatever comes. Twenty thousand of each in the long run.
#[test]
fn spoilt_files() {
    let rows = table((0..40).map(good));
    let folder = Folder::new();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let csv = crate::make::csv(&rows, ',');
    for (name, bytes) in
        [("a.xlsx", xlsx(&rows)), ("a.xls", xls(&rows)), ("a.ods", ods(&rows)), ("a.csv", csv)]
    {
        for _ in 0..rounds() {
            let mut spoilt = bytes.clone();
            dice.spoil(&mut spoilt);
            let path = folder.file(name, &spoilt);
            check_path(&path, Reading::InProcess, &request(), &(), |_| {});
        }
    }
}

/// The same inside the containers, where no checksum stands in the way.
#[test]
fn spoilt_parts() {
    let rows = table((0..40).map(good));
    let folder = Folder::new();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for (name, bytes) in [("a.xlsx", xlsx(&rows)), ("a.ods", ods(&rows))] {
        let parts = parts_of(&bytes);
        for _ in 0..rounds() {
            let mut parts = parts.clone();
            let at = dice.below(parts.len());
            dice.spoil(&mut parts[at].1);
            let parts: Vec<(&str, &[u8])> =
                parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            let path = folder.file(name, &zip_of(&parts));
            check_path(&path, Reading::InProcess, &request(), &(), |_| {});
        }
    }
}

fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = |at: usize, archive: &mut zip::ZipArchive<_>| {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        (file.name().unwrap().into_owned(), content)
    };
    (0..archive.len()).map(|at| part(at, &mut archive)).collect()
}

/// A line of text with twenty million fields.
#[test]
fn endless_lines() {
    let mut text = crate::make::csv(&table([good(1)]), ',');
    text.extend(vec![b','; 20_000_000]);
    let found = attacked("a.csv", &text);
    assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1));
}

/// A text of many megabytes in one cell, repeated in every row.
#[test]
fn endless_texts() {
    let long = "长".repeat(200_000);
    let mut book = Xlsx::of("");
    book.shared_strings = Some(
        HEADER.iter().map(|name| format!("<si><t>{name}</t></si>")).collect::<String>()
            + &format!("<si><t>{long}</t></si>"),
    );
    let mut xml = String::from("<sheetData><row>");
    (0..8).for_each(|column| xml += &format!(r#"<c t="s"><v>{column}</v></c>"#));
    xml += "</row>";
    for row in 0..200 {
        xml += &format!(r#"<row><c t="s"><v>8</v></c><c><v>{row}</v></c><c t="s"><v>8</v></c></row>"#);
    }
    book.sheets[0].2 = book.sheets[0].2.replace("</worksheet>", &format!("{xml}</sheetData></worksheet>"));
    let found = attacked("a.xlsx", &book.bytes());
    assert_eq!(found.report.counts.errors, 200);
}
