//! The import template (YW-IMP-01).

use std::path::Path;

use domain::LineField;
use rust_xlsxwriter::Worksheet;
use values::Currency;

use super::WriteError;
use super::save::{save, workbook_for};
use super::sheet::{bold, header_name, line_header};
use crate::columns;
use crate::reader::SHEET_NAME;

/// The template's customary name.
pub const FILE_NAME: &str = "信保订单交易清单导入模板_v1.xlsx";

/// Writes the template for an order in this line currency: sheet 1 with the header, sheet 2 with an explanation and a
/// synthetic example of each column. No macros, no protection.
///
/// # Errors
/// `FILE_WRITE`.
pub fn write(target: &Path, currency: Currency) -> Result<(), WriteError> {
    let mut workbook = workbook_for(target)?;
    let lines = workbook.add_worksheet();
    lines.set_name(SHEET_NAME)?;
    line_header(lines, currency)?;
    let notes = workbook.add_worksheet();
    notes.set_name("填写说明")?;
    write_notes(notes, currency)?;
    save(workbook, target)
}

fn write_notes(sheet: &mut Worksheet, currency: Currency) -> Result<(), WriteError> {
    for (column, width) in [(0, 16.0), (1, 10.0), (2, 70.0), (3, 18.0)] {
        sheet.set_column_width(column, width)?;
    }
    for (column, name) in (0..).zip(["列名", "是否必填", "说明", "示例"]) {
        sheet.write_string_with_format(0, column, name, &bold())?;
    }
    for (row, field) in (1..).zip(LineField::ALL) {
        let (rule, example) = explanation(field);
        sheet.write_string(row, 0, header_name(field, currency))?;
        sheet.write_string(row, 1, if columns::is_required(field) { "必填" } else { "选填" })?;
        sheet.write_string(row, 2, rule)?;
        sheet.write_string(row, 3, example)?;
    }
    sheet.write_string(10, 0, "填写了采购号的行，商户名和手机号可以不填，由系统补全。")?;
    sheet.write_string(11, 0, "表头请勿修改；每个文件最多 100,000 行；合计行会被跳过。")?;
    Ok(())
}

fn explanation(field: LineField) -> (&'static str, &'static str) {
    match field {
        LineField::MerchantNo => ("市场采购号，4–20 位字母或数字；商户不在平台时留空", "M00000001"),
        LineField::MerchantName => ("商户姓名或名称，2–100 个字；填写采购号时可留空", "示例商户一"),
        LineField::MerchantPhone => ("11 位大陆手机号；填写采购号时可留空", "19900000001"),
        LineField::OrderMonth => ("年-月，例如 2025-03，不晚于本月", "2025-03"),
        LineField::GoodsName => ("商品名称，1–100 个字", "塑料玩具"),
        LineField::Quantity => ("大于 0 的数，最多 3 位小数", "1200"),
        LineField::Packages => ("1 至 9,999,999 的整数", "24"),
        LineField::Amount => ("0.01 至 99,999,999.99，最多 2 位小数，币种与订单一致", "8600.00"),
    }
}
