//! A file in the preview of a real vault: pages, corrections, and what is stored then.

use std::sync::atomic::AtomicBool;

use domain::ImportMode;
use values::{Code, OrderId};

use super::*;
use crate::{
    desk::Desk,
    import::{ImportChoice, ImportFile},
    vault::{KeyChoice, Vault, tests::key_file},
};

const HEADER: &str = "采购号,商户名*,手机号*,下单月份*,品名*,数量*,总件数*,总金额*(元)";

async fn desk(folder: &std::path::Path) -> (Desk, OrderId) {
    let (vault, _) = Vault::create(folder, KeyChoice::KeyFile(key_file(1))).await.unwrap();
    let desk = Desk::open(vault).await.unwrap();
    let order = actions::create_order(&desk, &[]).await.unwrap().value;
    (desk, order)
}

async fn checked(desk: &Desk, order: OrderId, path: &std::path::Path, rows: &[&str]) -> CheckedFile {
    std::fs::write(path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    let file = ImportFile {
        path: path.to_owned(),
        sheet: None,
        encoding: None,
        mapping: Default::default(),
        mode: ImportMode::Append,
        reader: None,
    };
    desk.check_import(order, file, Default::default(), |_| {}).await.unwrap()
}

fn numbers(page: &PreviewPage) -> Vec<u32> {
    page.rows.iter().map(|row| row.number).collect()
}

const ROWS: [&str; 5] = [
    ",示例商户一,19900000001,2025-03,拉链,1,1,1.00",
    ",示例商户一,19900000001,2025-03,拉链,1,1,1.00",
    ",示例商户一,19900000001,2025-03,雨伞,1,1,1.005",
    "M00000009,,,2025-03,发夹,1,1,1.00",
    ",示例商户二,123,13月,发夹,,1,1.00",
];

/// YW-IMP-12: each tab has its rows and pages; wrong cells show what stands in the file.
#[tokio::test]
async fn yw_imp_12_tabs_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, order) = desk(&folder.path().join("vault")).await;
    let file = checked(&desk, order, &folder.path().join("a.csv"), &ROWS).await;
    let page = |tab| numbers(&file.rows_page(tab, 0, 200));
    use PreviewTab::{All, Duplicate, Faulty, Good, Warned};
    assert_eq!(page(All), [2, 3, 4, 5, 6]);
    assert_eq!(
        (page(Good), page(Warned), page(Duplicate), page(Faulty)),
        (vec![2], vec![5], vec![3], vec![4, 6])
    );
    let second = file.rows_page(Faulty, 1, 1);
    assert_eq!((numbers(&second), second.total), (vec![6], 2));
    assert_eq!(
        second.rows[0].texts.each_ref().map(|text| &**text),
        ["", "示例商户二", "123", "13月", "发夹", "", "1", "1.00"]
    );
    let codes: Vec<_> = second.rows[0].problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::PhoneFormat, Code::MonthFormat, Code::FieldRequired]);
    assert_eq!(numbers(&file.rows_page(All, 4, 9)), [6]);
    assert!(file.rows_page(Faulty, 7, 9).rows.is_empty());
    assert_eq!(file.problems_page(All, 9, 9).problems, []);
    assert_eq!(file.row(5).unwrap().state, RowState::Warned);
    assert_eq!(file.row(99), None);
}

/// YW-IMP-12: what was found in the rows of each tab, what must be mended before what may stay, in pages.
#[tokio::test]
async fn yw_imp_12_errors_before_warnings() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, order) = desk(&folder.path().join("vault")).await;
    let file = checked(&desk, order, &folder.path().join("a.csv"), &[&ROWS[3..4], &ROWS].concat()).await;
    use PreviewTab::{All, Duplicate, Faulty, Good, Warned};
    let found = |tab, offset| {
        let page = file.problems_page(tab, offset, 9);
        let rows: Vec<_> = page.problems.iter().filter_map(|problem| problem.row).collect();
        assert_eq!(page.total as usize, rows.len() + offset as usize);
        (page.errors, rows)
    };
    assert_eq!(found(All, 0), (4, vec![5, 7, 7, 7, 2, 6]));
    assert_eq!(found(All, 3), (4, vec![7, 2, 6]));
    assert_eq!(found(Good, 0), (0, vec![]));
    assert_eq!(found(Warned, 0), (0, vec![2, 6]));
    assert_eq!(found(Duplicate, 0), (0, vec![4]));
    assert_eq!(found(Faulty, 0), (4, vec![5, 7, 7, 7]));
}

/// YW-IMP-11, YW-IMP-12, YW-IMP-13: corrections move rows between the tabs, and what is stored is what was corrected.
#[tokio::test]
async fn yw_imp_12_corrected_rows_are_stored() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, order) = desk(&folder.path().join("vault")).await;
    let mut file = checked(&desk, order, &folder.path().join("a.csv"), &ROWS).await;
    assert_eq!(file.correct(99, LineField::Amount, "1").unwrap_err().code, Code::NotFound);
    assert_eq!(file.correct(2, LineField::GoodsName, "礼盒").unwrap(), [2, 3]);
    assert_eq!(file.row(3).unwrap().state, RowState::Good);
    assert_eq!(file.correct(4, LineField::Amount, "1.50").unwrap(), [4]);
    for (field, text) in [
        (LineField::MerchantPhone, "19900000002"),
        (LineField::OrderMonth, "2025-03"),
        (LineField::Quantity, "5"),
    ] {
        assert_eq!(file.report.counts.errors, 1);
        file.correct(6, field, text).unwrap();
    }
    let counts = file.report.counts;
    assert_eq!(
        (counts.rows, counts.good, counts.warnings, counts.duplicates, counts.errors),
        (5, 4, 1, 0, 0)
    );
    assert_eq!(file.rows_page(PreviewTab::Faulty, 0, 9).total, 0);
    let stored =
        desk.store_import(order, file, ImportChoice::default(), &AtomicBool::new(false)).await.unwrap();
    assert_eq!(stored.imported, 5);
    let page = desk.store().lines_page(order, 0, 9).await.unwrap();
    let texts: Vec<String> = page
        .lines
        .iter()
        .map(|placed| placed.line.fields.entry(LineField::GoodsName).text().to_owned())
        .collect();
    assert_eq!(texts, ["礼盒", "拉链", "雨伞", "发夹", "发夹"]);
    assert_eq!(desk.undo_state(order).await.unwrap().undo.unwrap().lines, 5);
    // The order has these lines now: a file that repeats one is told so at the moment when it becomes equal.
    let mut again = checked(&desk, order, &folder.path().join("b.csv"), &ROWS[2..3]).await;
    assert_eq!(again.correct(2, LineField::Amount, "1.5").unwrap(), [2]);
    assert_eq!(again.row(2).unwrap().state, RowState::Duplicate);
}
