//! What the sheets of template, error workbook and export have in common.

use domain::LineField;
use rust_xlsxwriter::{ColNum, Format, Worksheet, XlsxError};
use values::Currency;

use crate::columns;

/// Excel's built-in format "@": whatever is typed stays text.
const TEXT_FORMAT: u8 = 49;
/// Characters of Excel's longest text.
const TEXT_CHARS_MAX: usize = 32_767;

/// The header of a column with its star, the amount with the currency (YW-IMP-01).
pub(crate) fn header_name(field: LineField, currency: Currency) -> String {
    let star = if columns::is_required(field) { "*" } else { "" };
    let name = columns::name(field);
    if field == LineField::Amount {
        return format!("{name}{star}({})", currency_name(currency));
    }
    format!("{name}{star}")
}

fn currency_name(currency: Currency) -> String {
    match currency.code() {
        "CNY" => "元".to_owned(),
        "USD" => "美元".to_owned(),
        other => other.to_owned(),
    }
}

/// Column widths in characters, by the template's columns.
pub(crate) fn width(field: LineField) -> f64 {
    match field {
        LineField::MerchantNo | LineField::MerchantPhone => 14.0,
        LineField::MerchantName => 20.0,
        LineField::GoodsName => 28.0,
        LineField::OrderMonth | LineField::Quantity | LineField::Packages => 11.0,
        LineField::Amount => 16.0,
    }
}

/// Header format.
pub(crate) fn bold() -> Format {
    Format::new().set_bold()
}

/// Lays out the template's columns: header row 1, A–D as text so that nothing typed there changes (YW-IMP-01).
pub(crate) fn line_header(sheet: &mut Worksheet, currency: Currency) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format_index(TEXT_FORMAT);
    for (column, field) in (0..).zip(LineField::ALL) {
        sheet.set_column_width(column, width(field))?;
        if column < 4 {
            sheet.set_column_format(column, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    for (column, field) in (0..).zip(LineField::ALL) {
        sheet.write_string_with_format(0, column, header_name(field, currency), &bold())?;
    }
    Ok(())
}

/// Writes a text cell, whatever it begins with.
pub(crate) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: ColNum,
    text: &str,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let cut = match text.char_indices().nth(TEXT_CHARS_MAX) {
        Some((at, _)) => &text[..at],
        None => text,
    };
    sheet.write_string(row, column, cut)?;
    Ok(())
}
