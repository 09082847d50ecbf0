//! The files. Each is made here, from a good one or from nothing.

use crate::program::is_full;
use crate::sheets::make::{
    Table, XlsSheet, Xlsx, compound_of, csv, good, n, ods, ods_of, sheet_data, t, table, with, xls, xls_of,
    xlsx, zip_of,
};

/// One file.
pub(crate) struct Item {
    /// For a failure.
    pub(crate) what: &'static str,
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// One of these codes must be told; the empty one stands for a result without errors.
    pub(crate) codes: &'static [&'static str],
}

const DAMAGED: &[&str] = &["IMP_DAMAGED"];
const TOO_LARGE: &[&str] = &["IMP_TOO_LARGE"];
const WELL: &[&str] = &[""];
/// Cut off or changed at any place: whatever it is then.
const REFUSED: &[&str] =
    &["IMP_DAMAGED", "IMP_TYPE", "IMP_EMPTY", "IMP_HEADER", "IMP_TOO_LARGE", "IMP_ENCRYPTED"];

/// Every file, made one after the other as it is needed.
pub(crate) fn items() -> impl Iterator<Item = Item> {
    let makers: [fn() -> Vec<Item>; 7] =
        [containers, sheets, old_sheets, open_documents, texts, cut_off, pretenders];
    makers.into_iter().flat_map(|make| make())
}

fn item(what: &'static str, name: &'static str, bytes: Vec<u8>, codes: &'static [&'static str]) -> Item {
    Item { what, name, bytes, codes }
}

fn containers() -> Vec<Item> {
    let blank = vec![b' '; 40 * 1024 * 1024];
    let bomb = zip_of(&[
        ("[Content_Types].xml", b"<Types>spreadsheetml</Types>"),
        ("xl/workbook.xml", &blank),
        ("xl/worksheets/sheet1.xml", &blank),
    ]);
    let one = zip_of(&[
        ("[Content_Types].xml", b"<Types>spreadsheetml</Types>"),
        ("xl/a.xml", b"aaaaaaaaaaaaaaaaaaaaaa"),
    ]);
    let mut overlapping = one.clone();
    let directory = rfind(&one, b"PK\x01\x02");
    overlapping[directory + 42..directory + 46].copy_from_slice(&0u32.to_le_bytes());
    let mut countless = one;
    let end = rfind(&countless, b"PK\x05\x06");
    countless[end + 8..end + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    let mut inner = zip_of(&[("a", &vec![0; 1_000_000])]);
    for _ in 0..5 {
        inner = zip_of(&[("a.zip", &inner)]);
    }
    let mut nested = Xlsx::of(&sheet_data(&table([good(9_001)])));
    nested.more_parts.push(("xl/media/a.zip".into(), inner));
    vec![
        item("a container that unpacks to much", "a.xlsx", bomb, TOO_LARGE),
        item("a container that lies about its sizes", "a.xlsx", lying(), &["IMP_TOO_LARGE", "IMP_DAMAGED"]),
        item("parts that share their bytes", "a.xlsx", overlapping, DAMAGED),
        item("65,534 declared parts", "a.xlsx", countless, TOO_LARGE),
        item("containers in containers", "a.xlsx", nested.bytes(), WELL),
    ]
}

/// 30 MB that claim to be 1,000 bytes.
fn lying() -> Vec<u8> {
    const REAL: u32 = 30 * 1024 * 1024;
    let mut bytes = Xlsx::of(&format!("<sheetData/>{}", " ".repeat(REAL as usize))).bytes();
    for at in 0..bytes.len() - 4 {
        let size = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        if (REAL..REAL + 1_000).contains(&size) {
            bytes[at..at + 4].copy_from_slice(&1_000u32.to_le_bytes());
        }
    }
    bytes
}

fn sheets() -> Vec<Item> {
    let mut styled = sheet_data(&table([good(9_002)])).replace("</sheetData>", "");
    for row in 3..=1_048_576 {
        let height = row % 97;
        styled += &format!(
            r#"<row r="{row}" spans="1:8" s="1" customFormat="1" ht="{height}.5"><c r="A{row}" s="1"/></row>"#
        );
    }
    let named = sheet_data(&table([good(9_003)])).replace("<c r=\"A1\"", "<c r=\"ZZZZ1\"");
    let without_result = sheet_data(&table([good(9_004)])).replace("<v>24</v>", "<f>SUM(1)</f>");
    vec![
        item("1,048,576 styled empty rows", "a.xlsx", Xlsx::of(&(styled + "</sheetData>")).bytes(), WELL),
        item("very many shared strings", "a.xlsx", many_strings(), WELL),
        item("a column that no sheet has", "a.xlsx", Xlsx::of(&named).bytes(), DAMAGED),
        item("a formula without its result", "a.xlsx", Xlsx::of(&without_result).bytes(), &["IMP_FORMULA"]),
        item("no rows at all", "a.xlsx", Xlsx::of("").bytes(), &["IMP_EMPTY"]),
        item("more rows than an import takes", "a.xlsx", xlsx(&table((0..100_001).map(good))), &["IMP_ROWS"]),
        item("full-width digits", "a.xlsx", xlsx(&table([with(9_005, 7, t("８６００．５"))])), WELL),
        item("numbers as text", "a.xlsx", xlsx(&table([with(9_006, 5, t("1,200"))])), WELL),
        item(
            "a phone in scientific notation",
            "a.xlsx",
            xlsx(&table([with(9_007, 2, t("1.99E+10"))])),
            &["IMP_SCIENTIFIC"],
        ),
        item("a number that is none", "a.xlsx", xlsx(&table([with(9_008, 7, n(1e300))])), &["MONEY_RANGE"]),
    ]
}

/// One million strings every day, ten million in the long form, of which eight are used.
fn many_strings() -> Vec<u8> {
    let count = if is_full() { 10_000_000u32 } else { 1_000_000 };
    let header = crate::sheets::make::HEADER;
    let mut strings: String = header.iter().map(|name| format!("<si><t>{name}</t></si>")).collect();
    for at in 0..count {
        // Not too repetitive, or it would be a container bomb.
        strings += "<si><t>";
        strings.push_str(&(at.wrapping_mul(2_654_435_761) >> 12).to_string());
        strings += "</t></si>";
    }
    let mut rows = String::from(r#"<sheetData><row r="1">"#);
    (0..8).for_each(|column| rows += &format!(r#"<c t="s"><v>{column}</v></c>"#));
    rows += "</row>";
    let second = sheet_data(&vec![vec![], good(9_009)]);
    rows += &second.replace("<sheetData>", "").replace(r#"<row r="1"></row>"#, "");
    let mut book = Xlsx::of(&rows);
    book.shared_strings = Some(strings);
    book.bytes()
}

fn old_sheets() -> Vec<Item> {
    let sheet = |rows: Table, records: Vec<(u16, Vec<u8>)>| XlsSheet {
        name: "a".into(),
        table: rows,
        records,
        ..XlsSheet::default()
    };
    let absurd = [0u32.to_le_bytes(), u32::MAX.to_le_bytes(), [0, 0, 0xff, 0xff]].concat();
    let absurd = [absurd, vec![0, 0]].concat();
    let corner = |row: u16, column: u16| {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        (0x0203u16, [place, 1f64.to_le_bytes().to_vec()].concat())
    };
    let corners = sheet(table([good(9_010)]), vec![corner(0, 0), corner(65_535, 255)]);
    let mut circle = xls(&table((9_100..9_150).map(good)));
    let fat = circle.len() - 512;
    circle[fat + 4..fat + 8].copy_from_slice(&1u32.to_le_bytes());
    let dated = sheet(table([with(9_011, 3, crate::sheets::make::Cell::Date(44_269.0))]), vec![]);
    vec![
        item(
            "declared dimensions of the whole sheet",
            "a.xls",
            xls_of(&[sheet(table([good(9_012)]), vec![(0x0200, absurd)])], false, &[]),
            WELL,
        ),
        item("two cells in opposite corners", "a.xls", xls_of(&[corners], false, &[]), TOO_LARGE),
        item("a circle in the allocation table", "a.xls", circle, DAMAGED),
        item("days of the 1904 system", "a.xls", xls_of(&[dated], true, &[]), WELL),
        item(
            "a workbook that needs a password",
            "a.xls",
            compound_of("EncryptedPackage"),
            &["IMP_ENCRYPTED"],
        ),
    ]
}

fn open_documents() -> Vec<Item> {
    let text = |attributes: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {attributes}><text:p>x</text:p></table:table-cell>"#
        )
    };
    let of = |rows: &str, cell: &str| {
        ods_of(&format!(
            r#"<table:table table:name="a"><table:table-row {rows}>{cell}</table:table-row></table:table>"#
        ))
    };
    let wide = text(r#"table:number-columns-repeated="16384""#);
    let spaces = r#"<table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell>"#;
    let open = br#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>x"#;
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    vec![
        item(
            "rows repeated a million times",
            "a.ods",
            of(r#"table:number-rows-repeated="1048576""#, &wide),
            TOO_LARGE,
        ),
        item(
            "rows repeated more often than a sheet has",
            "a.ods",
            of(r#"table:number-rows-repeated="99999999999""#, &wide),
            TOO_LARGE,
        ),
        item("four billion spaces", "a.ods", of("", spaces), TOO_LARGE),
        item(
            "content that ends inside a cell",
            "a.ods",
            zip_of(&[("mimetype", mimetype), ("content.xml", open)]),
            DAMAGED,
        ),
        item("an ordinary document", "a.ods", ods(&table([good(9_013)])), WELL),
    ]
}

fn texts() -> Vec<Item> {
    let good_text = String::from_utf8(csv(&table([good(9_014)]), ',')).expect("it was text");
    let gbk = encoding_rs::GBK.encode(&good_text.replace("9014", "9015")).0.into_owned();
    let wide: Vec<u8> = good_text.replace("9014", "9016").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let open_quote = good_text.replace("塑料玩具9014", "\"塑料玩具");
    let endless = format!("{good_text}{}", "x".repeat(30 * 1024 * 1024));
    let columns = format!("{}\r\n", ",".repeat(8 * 1024 * 1024));
    let mut wrong = csv(&table((0..20_000).map(|at| with(at, 7, t("x")))), ',');
    wrong.extend([0xff, 0xfe, 0x00]);
    vec![
        item("GBK without a mark", "a.csv", gbk, WELL),
        item("UTF-16", "a.csv", [b"\xff\xfe".to_vec(), wide].concat(), WELL),
        item("a quote that never ends", "a.csv", open_quote.into_bytes(), &["IMP_CSV"]),
        item(
            "one line of 30 MB",
            "a.csv",
            endless.into_bytes(),
            &["FIELD_REQUIRED", "IMP_CSV", "IMP_TOO_LARGE"],
        ),
        item(
            "eight million columns",
            "a.csv",
            columns.into_bytes(),
            &["IMP_HEADER", "IMP_EMPTY", "IMP_TOO_LARGE"],
        ),
        item("every row wrong, and bytes of no encoding", "a.csv", wrong, &["IMP_ENCODING", "MONEY_FORMAT"]),
        item("a file of 51 MB", "a.csv", vec![b'x'; 51 * 1024 * 1024], TOO_LARGE),
        item("nothing", "a.csv", Vec::new(), &["IMP_EMPTY"]),
        item("zeros", "a.csv", vec![0; 100_000], &["IMP_ENCODING", "IMP_HEADER", "IMP_TYPE", "IMP_EMPTY"]),
    ]
}

/// Every kind cut off: every kilobyte in the long form, some of them every day (the import's own tests take them all).
fn cut_off() -> Vec<Item> {
    let rows = table((9_200..9_500).map(good));
    let step = if is_full() { 1 } else { 9 };
    let mut items = Vec::new();
    for (name, bytes) in [("a.xlsx", xlsx(&rows)), ("a.xls", xls(&rows)), ("a.ods", ods(&rows))] {
        for len in (1..bytes.len()).step_by(1_024 * step) {
            items.push(item("a file cut off", name, bytes[..len].to_vec(), REFUSED));
        }
    }
    items
}

/// Files of other kinds under the names of tables.
fn pretenders() -> Vec<Item> {
    const TYPE: &[&str] = &["IMP_TYPE"];
    let page = b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec();
    vec![
        item("a web page named .xls", "a.xls", page, TYPE),
        item("a document to print", "a.xlsx", b"%PDF-1.7\n".to_vec(), TYPE),
        item("a picture", "a.csv", b"\x89PNG\r\n\x1a\n".to_vec(), TYPE),
        item("an archive that is no workbook", "a.xlsx", zip_of(&[("a.txt", b"x")]), TYPE),
        item("an empty archive", "a.xlsx", zip_of(&[]), TYPE),
        item("a workbook named .csv", "b.csv", xlsx(&table([good(9_017)])), WELL),
    ]
}

fn rfind(bytes: &[u8], sought: &[u8]) -> usize {
    bytes.windows(sought.len()).rposition(|window| window == sought).expect("a container has it")
}
