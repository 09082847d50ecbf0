//! The merchant's workbook of 100,000 rows that the import is measured with. Synthetic throughout.

use std::path::Path;

use rust_xlsxwriter::Workbook;

pub(crate) const ROWS: u32 = 100_000;

const HEADER: [&str; 8] =
    ["采购号", "商户名*", "手机号*", "下单月份*", "品名*", "数量*", "总件数*", "总金额*(元)"];
const GOODS: [&str; 16] = [
    "塑料玩具",
    "不锈钢保温杯",
    "圣诞装饰灯串",
    "儿童雨伞",
    "硅胶手机壳",
    "仿真花",
    "陶瓷马克杯",
    "针织围巾",
    "LED 台灯",
    "毛绒公仔",
    "木质相框",
    "运动水壶",
    "厨房收纳盒",
    "化妆刷套装",
    "宠物牵引绳",
    "文具套装",
];

/// The texts of row `at`, numbers as numbers; with `faults` month and quantity are wrong.
pub(crate) fn write(path: &Path, faults: bool) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("交易清单")?;
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string(0, column, name)?;
    }
    for at in 0..ROWS {
        let row = at + 1;
        let merchant = at % 3_000;
        sheet.write_string(row, 1, format!("示例商户{merchant:04}"))?;
        sheet.write_string(row, 2, format!("199{:08}", 10_000 + merchant))?;
        sheet.write_string(
            row,
            3,
            if faults { "三月".to_owned() } else { format!("2025-{:02}", at % 12 + 1) },
        )?;
        let goods = GOODS[at as usize % GOODS.len()];
        sheet.write_string(row, 4, format!("{goods} {:03}", at / 7 % 1_000))?;
        if faults {
            sheet.write_string(row, 5, "若干")?;
        } else {
            sheet.write_number(row, 5, f64::from(at % 5_000 + 1))?;
        }
        sheet.write_number(row, 6, f64::from(at % 90 + 1))?;
        sheet.write_number(row, 7, f64::from(at % 900_000 + 1) + f64::from(at % 100) / 100.0)?;
    }
    book.save(path)?;
    Ok(())
}
