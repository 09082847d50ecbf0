//! The columns of a line list: their names, and the letters by which people call the columns of a sheet.

use domain::LineField;
use values::{Code, Problem};

/// The name of a column in the template, without the star (YW-IMP-01).
pub fn name(field: LineField) -> &'static str {
    accepted_names(field)[0]
}

/// The headers that mean a column, the template's first (YW-IMP-04).
pub fn accepted_names(field: LineField) -> &'static [&'static str] {
    match field {
        LineField::MerchantNo => &["采购号", "市场采购号"],
        LineField::MerchantName => &["商户名", "商户姓名", "商户名称"],
        LineField::MerchantPhone => &["手机号", "手机号码", "手机", "联系电话"],
        LineField::OrderMonth => &["下单月份", "订单月份", "月份"],
        LineField::GoodsName => &["品名", "商品名称", "货物名称"],
        LineField::Quantity => &["数量"],
        LineField::Packages => &["总件数", "件数"],
        LineField::Amount => &["总金额", "金额"],
    }
}

/// Whether the sheet must have the column (YW-IMP-01).
pub fn is_required(field: LineField) -> bool {
    field != LineField::MerchantNo
}

/// The column of an accepted header name or of a field's name.
fn from_name(name: &str) -> Option<LineField> {
    LineField::ALL.into_iter().find(|&field| accepted_names(field).contains(&name) || field.name() == name)
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: u16) -> String {
    let mut letters = Vec::with_capacity(3);
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// The column of letters in any case, from 0; `None` unless it is one of `A` to `XFD`.
pub fn from_letters(letters: &str) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (column <= 16_384).then(|| (column - 1) as u16)
}

/// In the place of a column: the sheet has none for this field, whatever its header names.
pub const NOWHERE: u16 = u16::MAX;

/// Columns assigned by a person, where headers do not fit (DECISIONS, Import and export).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: [Option<u16>; 8],
}

impl Mapping {
    /// Assigns a column of the sheet, counted from 0, or [`NOWHERE`].
    pub fn assign(&mut self, field: LineField, at: u16) {
        self.columns[field as usize] = Some(at);
    }

    /// The column that was assigned to a field.
    pub fn get(&self, field: LineField) -> Option<u16> {
        self.columns[field as usize].filter(|&at| at != NOWHERE)
    }

    /// Whether a person said where a field stands, or that it stands nowhere: then its names in the header say nothing.
    pub fn is_decided(&self, field: LineField) -> bool {
        self.columns[field as usize].is_some()
    }

    /// Everything that was decided, in the order of the template: a column, or [`NOWHERE`].
    pub fn decisions(&self) -> impl Iterator<Item = (LineField, u16)> + '_ {
        LineField::ALL.into_iter().filter_map(|field| Some((field, self.columns[field as usize]?)))
    }

    /// Whether nothing was assigned.
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(Option::is_none)
    }

    /// The assignments in the order of the template.
    pub fn iter(&self) -> impl Iterator<Item = (LineField, u16)> + '_ {
        LineField::ALL.into_iter().filter_map(|field| self.get(field).map(|at| (field, at)))
    }

    /// Reads assignments such as `品名=C`, the name being any accepted header or the field's name.
    ///
    /// # Errors
    /// `IMP_MAP` with the text that is not an assignment, or that names a column for the second time.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let mut mapping = Self::default();
        for text in texts {
            let wrong = || Problem::new(Code::ImpMap).found(text);
            let (name, letters) = text.split_once(['=', '＝']).ok_or_else(wrong)?;
            let field = from_name(name.trim()).ok_or_else(wrong)?;
            let at = from_letters(letters.trim()).ok_or_else(wrong)?;
            let is_taken = mapping.get(field).is_some() || mapping.iter().any(|(_, other)| other == at);
            if is_taken || usize::from(at) >= crate::bounds::COLUMNS_MAX {
                return Err(wrong());
            }
            mapping.assign(field, at);
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests;
