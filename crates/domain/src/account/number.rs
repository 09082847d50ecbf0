//! Market-procurement numbers (市场采购号, YW-REG-07).

use values::{MerchantNo, Problem};

#[cfg(test)]
mod tests;

/// Whose numbers run in one sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberSeries {
    /// `F` and 8 digits.
    Firms,
    /// `M` and 8 digits.
    Merchants,
}

impl NumberSeries {
    /// The letter that begins its numbers.
    pub const fn letter(self) -> char {
        match self {
            Self::Firms => 'F',
            Self::Merchants => 'M',
        }
    }
}

/// The number at this place of the sequence, from 1.
///
/// # Errors
/// `MPN_FORMAT` past 99,999,999: a number is never shortened or re-used.
pub fn issued_number(series: NumberSeries, place: u32) -> Result<MerchantNo, Problem> {
    let number = format!("{}{place:08}", series.letter());
    if number.len() > 9 {
        return Err(Problem::new(values::Code::MpnFormat));
    }
    MerchantNo::parse(&number)
}
