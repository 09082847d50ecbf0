//! Cells through real files: phones, months, numbers (YW-IMP-07, -08, -09), the vectors of spec 01 §18.

use crate::make::{Cell, XlsSheet, Xlsx, good, header, n, ods, t, table, with, xls_of, xlsx};
use crate::outcome::{Outcome, check};

const PHONE: usize = 2;
const MONTH: usize = 3;
const QUANTITY: usize = 5;
const PACKAGES: usize = 6;
const AMOUNT: usize = 7;

/// What each cell comes to: its value, or a code; warnings after it.
fn results(outcome: &Outcome, field: domain::LineField) -> Vec<String> {
    let rows = outcome.rows.iter();
    rows.map(|row| {
        let problems: Vec<_> = outcome.report.problems.of_row(row.number).collect();
        let mut codes: Vec<String> = problems.iter().map(|problem| problem.code.to_string()).collect();
        if !problems.iter().any(values::Problem::is_error) {
            let domain::Entry::Value(value) = row.fields.entry(field) else {
                panic!("no value in row {}", row.number)
            };
            codes.insert(0, value.to_string());
        }
        codes.join(" ")
    })
    .collect()
}

fn check_column(column: usize, vectors: &[(Cell, &str)]) {
    let rows = (0u32..).zip(vectors).map(|(at, (cell, _))| with(at, column, cell.clone()));
    let outcome = check("a.xlsx", &xlsx(&table(rows)));
    let found = results(&outcome, domain::LineField::ALL[column]);
    let expected: Vec<&str> = vectors.iter().map(|(_, result)| *result).collect();
    assert_eq!(found, expected);
}

/// YW-IMP-07, YW-VAL-03: phones as text and as numbers.
#[test]
fn phones() {
    check_column(
        PHONE,
        &[
            (t("19900000001"), "19900000001"),
            (t("+86 199 0000 0001"), "19900000001"),
            (t("008619900000002"), "19900000002"),
            (t("１９９００００００３３"), "19900000033"),
            (t("'19900000001"), "19900000001"),
            (n(19_900_000_001.0), "19900000001"),
            (n(8_619_900_000_001.0), "19900000001"),
            (t("12900000001"), "PHONE_FORMAT"),
            (t("1990000000"), "PHONE_FORMAT"),
            (t("199000000011"), "PHONE_FORMAT"),
            (t("0579-85250715"), "PHONE_FORMAT"),
            (t("1.99E+10"), "IMP_SCIENTIFIC"),
            (n(19_900_000_001.5), "PHONE_FORMAT"),
            (n(1.99e30), "PHONE_FORMAT"),
        ],
    );
}

/// YW-IMP-07: purchase numbers as text and as numbers.
#[test]
fn purchase_numbers() {
    check_column(
        0,
        &[
            (t("M00000001"), "M00000001"),
            (t("m0000-0001"), "M00000001"),
            (n(12_345_678.0), "12345678"),
            (n(1234.5), "MPN_FORMAT"),
            (t("1.23E+12"), "IMP_SCIENTIFIC"),
            (t("号"), "MPN_FORMAT"),
        ],
    );
}

/// YW-IMP-08, YW-VAL-06: the vectors of months, through a workbook of the 1900 system.
#[test]
fn months() {
    check_column(
        MONTH,
        &[
            (t("2025-03"), "2025-03"),
            (t("2025-3"), "2025-03"),
            (t("2025/03"), "2025-03"),
            (t("2025.3"), "2025-03"),
            (t("202503"), "2025-03"),
            (t("2025年3月"), "2025-03"),
            (t("２０２５－０３"), "2025-03"),
            (t("Mar-25"), "2025-03"),
            (t("Mar-2025"), "2025-03"),
            (n(202_503.0), "2025-03"),
            (Cell::Date(45_717.0), "2025-03"),
            (n(45_717.0), "2025-03 IMP_MONTH_SERIAL"),
            (t("2025-03-15"), "2025-03 IMP_MONTH_DAY"),
            (n(2025.1), "IMP_MONTH_AMBIGUOUS"),
            (t("2025-13"), "MONTH_FORMAT"),
            (t("25-03"), "MONTH_FORMAT"),
            (t("三月"), "MONTH_FORMAT"),
            (t("2025-07"), "MONTH_FUTURE"),
            (t("2022-05"), "2022-05 MONTH_OLD"),
            (Cell::Date(30.0), "MONTH_FORMAT"),
        ],
    );
}

/// YW-IMP-08, YW-VAL-06: serial 44255 in a workbook of the 1904 system, in both formats that have one.
#[test]
fn months_of_1904() {
    let rows = table([with(1, MONTH, Cell::Date(44_255.0))]);
    let mut workbook = Xlsx::of(&crate::make::sheet_data(&rows));
    workbook.is_1904 = true;
    let old = xls_of(&[XlsSheet { name: "交易清单".into(), table: rows, ..XlsSheet::default() }], true, &[]);
    for (name, bytes) in [("a.xlsx", workbook.bytes()), ("a.xls", old)] {
        let outcome = check(name, &bytes);
        assert!(outcome.report.facts.as_ref().unwrap().is_1904, "{name}");
        assert_eq!(results(&outcome, domain::LineField::OrderMonth), ["2025-03"], "{name}");
    }
}

/// YW-IMP-08: date cells of every kind of workbook, and ISO dates in cells of .xlsx.
#[test]
fn date_cells() {
    let rows = table([with(1, MONTH, Cell::Date(45_717.0))]);
    let old = xls_of(
        &[XlsSheet { name: "交易清单".into(), table: rows.clone(), ..XlsSheet::default() }],
        false,
        &[],
    );
    for (name, bytes) in [("a.xlsx", xlsx(&rows)), ("a.xls", old), ("a.ods", ods(&rows))] {
        assert_eq!(results(&check(name, &bytes), domain::LineField::OrderMonth), ["2025-03"], "{name}");
    }
    let xml = crate::make::sheet_data(&table([with(1, MONTH, t("2025-03"))])).replace(
        r#"<c r="D2" t="inlineStr"><is><t>2025-03</t></is></c>"#,
        r#"<c r="D2" t="d"><v>2025-03-01T00:00:00</v></c>"#,
    );
    assert_eq!(
        results(&check("a.xlsx", &Xlsx::of(&xml).bytes()), domain::LineField::OrderMonth),
        ["2025-03"]
    );
}

/// YW-IMP-09: stored binary values are rounded only where nothing is lost.
#[test]
fn numbers() {
    check_column(
        AMOUNT,
        &[
            (n(8600.1), "8600.10"),
            (n(0.1 + 0.2), "0.30"),
            (n(8600.123), "MONEY_SCALE"),
            (n(1_234.560_000_000_1), "1234.56"),
            (n(1_234.567), "MONEY_SCALE"),
            (t("１，２３４．５６"), "1234.56"),
            (n(0.0), "MONEY_RANGE"),
            (n(-380.0), "MONEY_RANGE"),
            (n(1e12), "MONEY_RANGE"),
            (t("1,234,567.80"), "1234567.80"),
            (t("￥12.50元"), "MONEY_FORMAT"),
            (t("￥12.500"), "12.50"),
            (t("US$12"), "MONEY_CURRENCY_MISMATCH"),
            (t("1.234,50"), "MONEY_FORMAT"),
            (Cell::Date(45_717.0), "MONEY_FORMAT"),
        ],
    );
    check_column(
        QUANTITY,
        &[
            (n(1200.125), "1200.125"),
            (n(1200.1234), "NUM_SCALE"),
            (n(0.0), "NUM_RANGE"),
            (t("１２００"), "1200.000"),
            (t("1.2E3"), "NUM_FORMAT"),
            (t("12%"), "NUM_FORMAT"),
        ],
    );
    check_column(
        PACKAGES,
        &[(n(24.0), "24"), (n(12.5), "NUM_SCALE"), (t("0"), "NUM_RANGE"), (n(1e7), "NUM_RANGE")],
    );
}

/// YW-IMP-18: text that looks like a formula is text.
#[test]
fn formulas_in_text_are_text() {
    for start in ['=', '+', '-', '@'] {
        let name = format!("{start}SUM(1)");
        let outcome = check("a.xlsx", &xlsx(&table([with(1, 4, t(&name))])));
        assert_eq!(results(&outcome, domain::LineField::GoodsName), [name]);
    }
}

/// YW-IMP-09: texts as Excel stores them: references, rich text, reading aids, escapes, shared strings.
#[test]
fn texts_of_xlsx() {
    let mut rows =
        header().iter().map(|cell| format!("<si><t>{}</t></si>", text_of(cell))).collect::<String>();
    rows += "<si><r><t>塑料</t></r><r><rPr/><t xml:space=\"preserve\">&amp;玩具</t></r><rPh><t>su liao</t></rPh></si>";
    rows += "<si><t>a_x0041_b_x41</t></si><si/>";
    let mut xml = String::from(r#"<sheetData><row r="1">"#);
    for column in 0..8 {
        xml += &format!(r#"<c t="s"><v>{column}</v></c>"#);
    }
    let rest = |goods: u32| {
        format!(
            r#"<row><c r="B2" t="str"><f>A1</f><v>示例商户一</v></c><c><v>19900000001</v></c><c><v>202503</v></c><c t="s"><v>{goods}</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>"#
        )
    };
    xml += &format!("</row>{}{}</sheetData>", rest(8), rest(9).replace("B2", "B3"));
    let mut workbook = Xlsx::of(&xml);
    workbook.shared_strings = Some(rows);
    let outcome = check("a.xlsx", &workbook.bytes());
    assert_eq!(results(&outcome, domain::LineField::GoodsName), ["塑料&玩具", "aAb_x41"]);
}

fn text_of(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

/// YW-IMP-12: twelve kinds of faults, each at its row and column, all of a row listed.
#[test]
fn faults_at_their_places() {
    let faults = [
        with(0, 0, t("##")),
        with(1, 1, t("")),
        with(2, PHONE, t("12900000001")),
        with(3, PHONE, t("1.99E+10")),
        with(4, MONTH, t("2025-13")),
        with(5, MONTH, n(2025.1)),
        with(6, MONTH, t("2025-07")),
        with(7, 4, t("")),
        with(8, QUANTITY, n(0.0)),
        with(9, PACKAGES, n(12.5)),
        with(10, AMOUNT, t("1.234,50")),
        with(11, AMOUNT, n(-380.0)),
        good(12),
        vec![t("#"), t("x"), t("1"), t("x"), t("长").clone(), t("x"), t("x"), t("x")],
    ];
    let found = check("a.xlsx", &xlsx(&table(faults)));
    assert_eq!(
        found.places(),
        [
            "2 A MPN_FORMAT",
            "3 B FIELD_REQUIRED",
            "4 C PHONE_FORMAT",
            "5 C IMP_SCIENTIFIC",
            "6 D MONTH_FORMAT",
            "7 D IMP_MONTH_AMBIGUOUS",
            "8 D MONTH_FUTURE",
            "9 E FIELD_REQUIRED",
            "10 F NUM_RANGE",
            "11 G NUM_SCALE",
            "12 H MONEY_FORMAT",
            "13 H MONEY_RANGE",
            "15 A MPN_FORMAT",
            "15 B FIELD_TOO_SHORT",
            "15 C PHONE_FORMAT",
            "15 D MONTH_FORMAT",
            "15 F NUM_FORMAT",
            "15 G NUM_FORMAT",
            "15 H MONEY_FORMAT",
        ]
    );
    let values: Vec<_> =
        found.report.problems.iter().map(|problem| problem.value.unwrap_or_default()).collect();
    assert_eq!(&*values[3], "1.99E+10");
    assert_eq!(&*values[5], "2025.1");
    assert_eq!(&*values[11], "-380");
    let counts = found.report.counts;
    assert_eq!((counts.rows, counts.good, counts.errors), (14, 1, 13));
}
