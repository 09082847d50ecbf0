//! Writes the seeds of every fuzz target: small files of each kind, made by the same writers as the tests of the import,
//! and the vectors of the specification. `cargo run --manifest-path fuzz/Cargo.toml --example seeds FOLDER`.

use std::error::Error;
use std::fs;
use std::path::Path;

use excel_import::pipe::{Message, write_message, write_request};
use excel_import::raw::{RawCell, RawEvent, RawRow};
use excel_import::reader::{ReadRequest, read};

/// The writers of the import's tests.
#[allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    reason = "the tests of the import use all of it"
)]
#[path = "../../crates/excel-import/tests/files"]
mod files {
    pub(crate) mod make;
}

use files::make::{self, Cell, Table, good, n, t, table, with};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("the folder to write to is missing")?;
    let folder = Path::new(&folder);
    for (at, table) in tables().iter().enumerate() {
        text(folder, at, table)?;
        let xlsx = make::xlsx(table);
        put(folder, "container", &format!("{at}.xlsx"), &xlsx)?;
        put(folder, "xlsx", &at.to_string(), &parts(&xlsx)?)?;
        let ods = make::ods(table);
        put(folder, "container", &format!("{at}.ods"), &ods)?;
        put(folder, "ods", &at.to_string(), &parts(&ods)?)?;
        let xls = make::xls(table);
        put(folder, "xls", &at.to_string(), &xls)?;
        put(folder, "pipe", &at.to_string(), &account(&xlsx)?)?;
    }
    let mut request = Vec::new();
    write_request(&mut request, &ReadRequest::new("/a/b.xlsx"))?;
    put(folder, "pipe", "request", &request)?;
    for (at, value) in VALUES.iter().enumerate() {
        put(folder, "values", &at.to_string(), value.as_bytes())?;
    }
    for (at, cell) in [202_503.0, 45_731.0, 750.0, 1_200.5, 19_900_000_001.0, 0.1 + 0.2]
        .iter()
        .enumerate()
    {
        put(folder, "values", &format!("cell-{at}"), &f64::to_le_bytes(*cell))?;
    }
    Ok(())
}

/// Right and wrong rows, forms of months, a total, texts where numbers belong.
fn tables() -> Vec<Table> {
    let months = [
        "2025/3",
        "2025年3月",
        "202503",
        "Mar-25",
        "２０２５．３",
        "2025-03-15",
        "三月",
    ];
    let months = months
        .iter()
        .enumerate()
        .map(|(at, month)| with(at as u32, 3, t(month)));
    let wrong = [
        with(1, 2, t("1.99E+10")),
        with(2, 2, n(19_900_000_001.0)),
        with(3, 5, t("1,200.5")),
        with(4, 6, t("-3")),
        with(5, 7, t("￥８６００。５")),
        with(6, 0, t("'0012AB")),
        with(7, 3, Cell::Date(45_731.25)),
        vec![
            t("合计"),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            n(99.0),
        ],
        with(8, 1, t("")),
    ];
    vec![
        table((0..3).map(good)),
        table(months),
        table(wrong),
        table([]),
        vec![vec![t("x")]],
    ]
}

/// The same text in the encodings and with the separators that are told apart.
fn text(folder: &Path, at: usize, table: &Table) -> Result<(), Box<dyn Error>> {
    let dated = table.iter().flatten().any(|cell| matches!(cell, Cell::Date(_)));
    if dated {
        return Ok(());
    }
    for (name, separator) in [("comma", ','), ("semicolon", ';'), ("tab", '\t')] {
        let text = String::from_utf8(make::csv(table, separator))?;
        put(folder, "csv", &format!("{at}-{name}"), text.as_bytes())?;
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(
            folder,
            "csv",
            &format!("{at}-{name}-utf16"),
            &[b"\xff\xfe", &wide[..]].concat(),
        )?;
    }
    // 采购号 and 商户名 in GBK.
    put(
        folder,
        "csv",
        "gbk",
        b"\xb2\xc9\xb9\xba\xba\xc5,\xc9\xcc\xbb\xa7\xc3\xfb\r\n1,2\r\n",
    )
}

/// A container as the targets take it: its parts one after the other, not compressed.
fn parts(container: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(container))?;
    let mut out = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        out.extend_from_slice(house_fuzz::PART);
        out.extend_from_slice(part.name()?.as_bytes());
        out.push(b'\n');
        std::io::copy(&mut part, &mut out)?;
    }
    Ok(out)
}

/// What the reading process tells of a file.
fn account(xlsx: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.xlsx");
    fs::write(&path, xlsx)?;
    let mut out = Vec::new();
    let written = read(&ReadRequest::new(&path), &mut |event| {
        write_message(&mut out, &Message::Event(event)).expect("memory takes everything");
        std::ops::ControlFlow::Continue(())
    });
    if let Err(refusal) = written {
        write_message(&mut out, &Message::Refused(refusal))?;
    }
    let cells = vec![
        RawCell::Empty,
        RawCell::Date(45_731.5),
        RawCell::Bool(true),
        RawCell::Error("#N/A".into()),
        RawCell::FormulaNoResult,
    ];
    write_message(
        &mut out,
        &Message::Event(RawEvent::Row(RawRow { number: 9, cells })),
    )?;
    Ok(out)
}

fn put(folder: &Path, target: &str, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let folder = folder.join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), bytes)?)
}

/// Synthetic numbers, right and nearly right, and texts on the edges of the rules.
const VALUES: &[&str] = &[
    "91330782MA2E00001N",
    "330782199003070011",
    "110101199003070134",
    "830000199003070011",
    "+86 199-0000-0001",
    "１９９００００００１",
    "E12345678",
    "290120250123456789",
    "290120250000000001",
    "name@example.com",
    "名字@例子.公司",
    "+44 20 7946 0000",
    "2025-03",
    "2025年03月15日",
    "Mar-2025",
    "20250315",
    "1,234,567.89",
    "¥750.00",
    "US$12.5",
    "１２．５元",
    "1。5",
    "1.99E+10",
    "-0.00",
    "+.5",
    "阿依古丽·买买提",
    "示例贸易（义乌）有限公司",
    "O'Neil-Smith Jr.",
    "e\u{301}\u{200d}\u{feff}\u{202e}x",
    "𠮷野家\u{3000}\t名",
    "018f3c2a-7b1e-7cc0-8000-000000000001",
    "2025-06-30T23:59:59.999+08:00",
    "Abc12345!",
    "China",
    "中国香港",
    "TRACE-0001",
];
