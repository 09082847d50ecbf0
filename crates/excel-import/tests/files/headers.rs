//! Sheets and headers (YW-IMP-04), assigned columns (DECISIONS, Import and export).

use excel_import::columns::Mapping;
use values::Currency;

use crate::make::{Table, XlsSheet, Xlsx, good, header, sheet_data, t, table, with, xls_of, xlsx};
use crate::outcome::{check, check_with, request};

fn renamed(names: [&str; 8]) -> Table {
    vec![names.iter().map(|name| t(name)).collect(), good(1)]
}

/// YW-IMP-04: accepted names, stars, brackets, spaces, free order, a title above.
#[test]
fn accepted_headers() {
    for names in [
        ["市场采购号", "商户姓名", "手机号码", "订单月份", "商品名称", "数量", "件数", "金额"],
        ["采购号", "商户名称", "手机", "月份", "货物名称", "数量(个)", "总件数", "总金额（人民币）"],
        [
            " 采购号 ",
            "商户名 *",
            "联系电话",
            "下单月份（YYYY-MM）",
            "品 名",
            "＊数量",
            "总件数",
            "总金额(含税)",
        ],
    ] {
        let found = check("a.xlsx", &xlsx(&renamed(names)));
        assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1), "{names:?}");
    }
    let reversed: Table = table([good(1)]).into_iter().map(|row| row.into_iter().rev().collect()).collect();
    assert_eq!(check("a.xlsx", &xlsx(&reversed)).report.counts.good, 1);
    let mut titled = vec![vec![t("三月清单")], vec![]];
    titled.extend(table([good(1)]));
    let found = check("a.xlsx", &xlsx(&titled));
    assert_eq!((found.report.header.as_ref().unwrap().row, found.rows[0].number), (3, 4));
}

/// YW-IMP-04: the header is looked for in ten rows and needs four required names.
#[test]
fn no_header() {
    let mut late: Table = (0..9).map(|_| vec![t("标题")]).collect();
    late.extend(table([good(1)]));
    assert_eq!(check("a.xlsx", &xlsx(&late)).report.counts.good, 1);
    late.insert(0, vec![t("又一行")]);
    let found = check("a.xlsx", &xlsx(&late));
    assert_eq!(found.file_codes(), ["IMP_HEADER"]);
    assert_eq!(found.report.heading.len(), 10);
    let mut very_late: Table = (0..11).map(|_| vec![]).collect();
    very_late.extend(table([good(1)]));
    assert_eq!(check("a.xlsx", &xlsx(&very_late)).file_codes(), ["IMP_HEADER"]);
    let few = renamed(["采购号", "商户名", "手机", "x", "y", "数量", "z", "w"]);
    assert_eq!(check("a.xlsx", &xlsx(&few)).file_codes(), ["IMP_HEADER"]);
}

/// YW-IMP-04: missing columns named all at once, double ones with their letters, unknown ones as a warning.
#[test]
fn columns_missing_double_extra() {
    let found = check(
        "a.xlsx",
        &xlsx(&renamed(["采购号", "商户名", "手机", "月份", "品名", "备注", "件数", "颜色"])),
    );
    assert_eq!(found.file_codes(), ["IMP_COLUMN_MISSING", "IMP_COLUMN_EXTRA"]);
    let params: Vec<&str> = found.report.file_problems.iter().map(|problem| &*problem.params[0].1).collect();
    assert_eq!(params, ["数量、总金额", "备注、颜色"]);
    assert!(found.rows.is_empty());
    let mut double = table([good(1)]);
    double[0].push(t("件数"));
    let found = check("a.xlsx", &xlsx(&double));
    assert_eq!(found.file_codes(), ["IMP_COLUMN_DOUBLE"]);
    let params: Vec<&str> = found.report.file_problems[0].params.iter().map(|(_, value)| &**value).collect();
    assert_eq!(params, ["总件数", "G、I"]);
}

/// YW-IMP-04: the amount header's currency against the order's.
#[test]
fn currency_of_the_header() {
    let usd = {
        let mut request = request();
        request.currency = Currency::USD;
        request
    };
    for (name, in_cny, in_usd) in [
        ("总金额*(元)", true, false),
        ("总金额*(美元)", false, true),
        ("总金额（USD）", false, true),
        ("总金额(EUR)", false, false),
        ("总金额", true, true),
        ("总金额(含税)", true, true),
    ] {
        let mut rows = table([good(1)]);
        rows[0][7] = t(name);
        for (request, fits) in [(&request(), in_cny), (&usd, in_usd)] {
            let found = check_with("a.xlsx", &xlsx(&rows), request, &(), |_| {});
            let expected: &[&str] = if fits { &[] } else { &["IMP_CURRENCY"] };
            assert_eq!(found.file_codes(), expected, "{name}");
        }
    }
}

/// YW-IMP-04: which sheet is read.
#[test]
fn sheets() {
    let list = sheet_data(&table([good(1)]));
    let other = sheet_data(&table([good(1), good(2)]));
    let cover = sheet_data(&vec![vec![t("封面")]]);
    let book = |sheets: &[(&str, &str, &str)]| {
        let mut book = Xlsx::of("");
        book.sheets.clear();
        sheets.iter().fold(book, |book, (name, state, content)| book.sheet(name, state, content)).bytes()
    };
    let named = book(&[("清单", "visible", &other), ("交易清单", "visible", &list)]);
    assert_eq!(check("a.xlsx", &named).rows.len(), 1);
    let hidden = book(&[("旧", "hidden", &list), ("新", "visible", &other)]);
    assert_eq!(check("a.xlsx", &hidden).rows.len(), 2);
    let two = book(&[("甲", "visible", &list), ("封面", "visible", &cover), ("乙", "visible", &other)]);
    let found = check("a.xlsx", &two);
    assert_eq!(found.file_codes(), ["IMP_SHEET_CHOICE"]);
    assert_eq!(&*found.report.file_problems[0].params[0].1, "甲、乙");
    let chosen = |name: &'static str| {
        check_with("a.xlsx", &two, &request(), &(), |read| read.sheet = Some(name.into()))
    };
    assert_eq!(chosen("乙").rows.len(), 2);
    let unknown = chosen("丙");
    assert_eq!(unknown.file_codes(), ["IMP_SHEET_UNKNOWN"]);
    assert_eq!(&*unknown.report.file_problems[0].params[1].1, "甲、封面、乙");
    assert_eq!(check("a.xlsx", &book(&[("封面", "visible", &cover)])).file_codes(), ["IMP_HEADER"]);
    let old = |name: &str, hidden, rows: Table| XlsSheet {
        name: name.into(),
        hidden,
        table: rows,
        ..XlsSheet::default()
    };
    let two_old =
        xls_of(&[old("甲", false, table([good(1)])), old("乙", false, table([good(1)]))], false, &[]);
    assert_eq!(check("a.xls", &two_old).file_codes(), ["IMP_SHEET_CHOICE"]);
    let one_old =
        xls_of(&[old("甲", true, table([good(1)])), old("乙", false, table([good(1), good(2)]))], false, &[]);
    assert_eq!(check("a.xls", &one_old).rows.len(), 2);
}

/// DECISIONS, Import and export: columns assigned by a person, and a fingerprint that knows the headers again.
#[test]
fn assigned_columns() {
    let rows = renamed(["No", "Shop", "Tel", "Month", "Goods", "Qty", "Ctns", "Amount"]);
    let found = check("a.xlsx", &xlsx(&rows));
    assert_eq!(found.file_codes(), ["IMP_HEADER"]);
    let fingerprint = found.report.header_fingerprint();
    let mut request = request();
    let texts =
        ["采购号=A", "商户名=B", "手机号=C", "下单月份=D", "品名=E", "数量=F", "总件数=G", "总金额=H"];
    request.mapping = Mapping::parse(texts).unwrap();
    let found = check_with("a.xlsx", &xlsx(&rows), &request, &(), |_| {});
    assert_eq!((found.file_codes(), found.report.counts.good), (vec![], 1));
    assert_eq!(found.report.header_fingerprint(), fingerprint);
    assert!(fingerprint.is_some());
    // One assignment beside names that fit; the replaced column is ignored with a warning.
    let mut wide = table([good(1)]);
    wide[0].push(t("真正的品名"));
    wide[1].push(t("雨伞"));
    request.mapping = Mapping::parse(["品名=I"]).unwrap();
    let found = check_with("a.xlsx", &xlsx(&wide), &request, &(), |_| {});
    assert_eq!(found.file_codes(), ["IMP_COLUMN_EXTRA"]);
    assert_eq!(found.rows[0].fields.goods_name.value().unwrap().as_str(), "雨伞");
}

/// YW-IMP-04: the same headers have the same fingerprint whatever the rows; others have another.
#[test]
fn fingerprints() {
    let of = |rows: &Table| check("a.xlsx", &xlsx(rows)).report.header_fingerprint();
    let one = of(&table([good(1)]));
    assert_eq!(one, of(&table([good(2), with(3, 2, t("x"))])));
    let mut other = vec![header(), good(1)];
    other[0][4] = t("商品名称");
    assert_ne!(one, of(&other));
}
