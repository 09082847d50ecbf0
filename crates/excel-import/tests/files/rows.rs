//! Rows: totals, hidden rows, merged cells, formulas, duplicates, limits (YW-IMP-03, -05, -11).

use excel_import::check::RowState;

use crate::make::{
    Cell, XlsSheet, Xlsx, csv, good, header, n, ods, ods_of, sheet_data, t, table, with, xls, xls_of, xlsx,
};
use crate::outcome::check;

/// YW-IMP-05: totals and empty rows are skipped and told; a total word in a row with a phone is a line.
#[test]
fn totals_and_blank_rows() {
    let total = |word: &str| {
        let mut row = vec![Cell::Empty; 8];
        row[0] = t(word);
        row[7] = n(99.0);
        row
    };
    let mut named_total = good(4);
    named_total[0] = Cell::Empty;
    named_total[1] = t("合计");
    let rows = table([
        good(1),
        vec![],
        total("合计"),
        good(2),
        total("小计："),
        total("TOTAL"),
        total("总 计"),
        named_total,
    ]);
    for (name, bytes) in
        [("a.xlsx", xlsx(&rows)), ("a.xls", xls(&rows)), ("a.ods", ods(&rows)), ("a.csv", csv(&rows, ','))]
    {
        let found = check(name, &bytes);
        assert_eq!(
            found.places(),
            ["4 - IMP_TOTAL_ROW", "6 - IMP_TOTAL_ROW", "7 - IMP_TOTAL_ROW", "8 - IMP_TOTAL_ROW"],
            "{name}"
        );
        let counts = found.report.counts;
        assert_eq!((counts.rows, counts.good, counts.total_rows, counts.blank_rows), (3, 3, 4, 1), "{name}");
        assert_eq!(found.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5, 9], "{name}");
    }
}

/// YW-IMP-05: hidden and filtered rows are read, and `IMP_HIDDEN` tells how many.
#[test]
fn hidden_rows() {
    let rows = table((0..5).map(good));
    let xml = sheet_data(&rows)
        .replace(r#"<row r="3">"#, r#"<row r="3" hidden="1">"#)
        .replace(r#"<row r="5">"#, r#"<row r="5" hidden="true">"#)
        .replace("</sheetData>", r#"<row r="9" hidden="1"/></sheetData>"#);
    let old = XlsSheet {
        name: "a".into(),
        table: rows.clone(),
        hidden_rows: vec![2, 4, 40],
        ..XlsSheet::default()
    };
    let open = String::from_utf8(unzipped(&ods(&rows), "content.xml")).unwrap();
    let mut at = 0;
    let open = open.split("<table:table-row>").fold(String::new(), |out, piece| {
        at += 1;
        let tag = match at {
            1 => "",
            4 => r#"<table:table-row table:visibility="collapse">"#,
            6 => r#"<table:table-row table:visibility="filter">"#,
            _ => "<table:table-row>",
        };
        out + tag + piece
    });
    let tables = &open[open.find("<table:table ").unwrap()..open.find("</office:spreadsheet>").unwrap()];
    for (name, bytes) in
        [("a.xlsx", Xlsx::of(&xml).bytes()), ("a.xls", xls_of(&[old], false, &[])), ("a.ods", ods_of(tables))]
    {
        let found = check(name, &bytes);
        assert_eq!(found.file_codes(), ["IMP_HIDDEN"], "{name}");
        assert_eq!(&*found.report.file_problems[0].params[0].1, "2", "{name}");
        assert_eq!(found.report.counts.good, 5, "{name}");
    }
}

fn unzipped(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut content).unwrap();
    content
}

/// YW-IMP-05: of merged cells only the top-left has a value; the error names the area.
#[test]
fn merged_cells() {
    let rows = table([good(1), with(2, 4, Cell::Empty), with(3, 4, Cell::Empty), with(4, 4, Cell::Empty)]);
    let xml = sheet_data(&rows) + r#"<mergeCells count="1"><mergeCell ref="E2:E4"/></mergeCells>"#;
    let old =
        XlsSheet { name: "a".into(), table: rows.clone(), merges: vec![[1, 3, 4, 4]], ..XlsSheet::default() };
    let open = String::from_utf8(unzipped(&ods(&rows), "content.xml")).unwrap();
    let open = open.replacen(
        r#"<table:table-cell office:value-type="string"><text:p>塑料玩具1<"#,
        r#"<table:table-cell office:value-type="string" table:number-rows-spanned="3"><text:p>塑料玩具1<"#,
        1,
    );
    let tables = &open[open.find("<table:table ").unwrap()..open.find("</office:spreadsheet>").unwrap()];
    for (name, bytes) in
        [("a.xlsx", Xlsx::of(&xml).bytes()), ("a.xls", xls_of(&[old], false, &[])), ("a.ods", ods_of(tables))]
    {
        let found = check(name, &bytes);
        assert_eq!(found.places(), ["3 E IMP_MERGED", "4 E IMP_MERGED", "5 E FIELD_REQUIRED"], "{name}");
        assert_eq!(&*found.report.problems.get(0).unwrap().params[0].1, "E2:E4", "{name}");
        assert_eq!(found.report.counts.errors, 3, "{name}");
    }
}

/// YW-IMP-05: formulas give their stored result; an error value, or no result, is an error of the cell.
#[test]
fn formulas() {
    let row = |number: u32, amount: &str| {
        sheet_data(&vec![good(number)])
            .replace("<sheetData>", "")
            .replace("</sheetData>", "")
            .replace(r#"<row r="1">"#, &format!(r#"<row r="{number}">"#))
            .replace("1\"", &format!("{number}\""))
            .replace(
                &format!(r#"<c r="H{number}"><v>8600.5</v></c>"#),
                &amount.replace('#', &format!("H{number}")),
            )
    };
    let xml = sheet_data(&vec![header()]).replace("</sheetData>", "")
        + &row(2, r##"<c r="#"><f>F2*2</f><v>2400</v></c>"##)
        + &row(3, r##"<c r="#"><f>F3*2</f></c>"##)
        + &row(4, r##"<c r="#" t="e"><f>1/0</f><v>#DIV/0!</v></c>"##.replace("#DIV", "@DIV").as_str())
        + &row(5, r##"<c r="#"><f>F5*2</f><v/></c>"##)
        + &row(6, r##"<c r="#" t="str"><f>IF(1,"","")</f><v></v></c>"##)
        + "</sheetData>";
    let found = check("a.xlsx", &Xlsx::of(&xml).bytes());
    assert_eq!(
        found.places(),
        ["3 H IMP_FORMULA", "4 H IMP_FORMULA", "5 H IMP_FORMULA", "6 H FIELD_REQUIRED"]
    );
    assert_eq!(found.report.problems.get(1).unwrap().value.as_deref(), Some("@DIV/0!"));
    assert_eq!(found.rows[0].fields.amount.value().unwrap().minor(), 240_000);
}

/// YW-IMP-11: equal rows within the file name the first of them.
#[test]
fn duplicates() {
    let mut again = good(1);
    again[1] = t("另一个商户名");
    let mut faulty = good(2);
    faulty[1] = t("x");
    let found = check("a.xlsx", &xlsx(&table([good(1), faulty, again, good(2), good(2)])));
    assert_eq!(found.places(), ["3 B FIELD_TOO_SHORT", "4 - IMP_DUPLICATE", "6 - IMP_DUPLICATE"]);
    let firsts: Vec<String> =
        found.report.problems.iter().skip(1).map(|problem| problem.params[0].1.to_string()).collect();
    assert_eq!(firsts, ["2", "5"]);
    use RowState::{Duplicate, Faulty, Good};
    assert_eq!(found.states(), [Good, Faulty, Duplicate, Good, Duplicate]);
    let counts = found.report.counts;
    assert_eq!(
        (counts.rows, counts.good, counts.warnings, counts.duplicates, counts.errors),
        (5, 2, 0, 2, 1)
    );
}

/// YW-IMP-03: 100,000 rows pass, one more is refused with the count.
#[test]
fn row_limit() {
    let line = ",示例商户一,19900000001,2025-03,玩具,1,1,";
    for (rows, expected) in [(100_000u32, vec![]), (100_003, vec!["IMP_ROWS"])] {
        let mut text = crate::make::HEADER.join(",");
        for row in 0..rows {
            text += &format!("\n{line}{}.{:02}", row / 100 + 1, row % 100);
        }
        let found = check("a.csv", text.as_bytes());
        assert_eq!(found.file_codes(), expected);
        if let Some(problem) = found.report.file_problems.first() {
            assert_eq!(&*problem.params[0].1, "100003");
        } else {
            assert_eq!(found.report.counts.good, rows);
        }
    }
}
