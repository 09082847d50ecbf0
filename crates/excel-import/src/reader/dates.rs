//! Dates in workbooks: which number formats show one, and dates written as text in the file.

/// Whether a built-in number format of Excel shows a date or time; 27–36 and 50–58 are the East Asian ones.
pub(super) fn is_builtin_date(format: u32) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code of a workbook shows a date or time: it has one of `y m d h s` outside quotes, brackets and
/// escapes. `General` and colours in brackets do not count; `[h]` does.
pub(super) fn is_date_format(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|next| next != '"') {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|&next| next != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
            }
            // General, General/通用格式
            'G' | 'g' if letters.as_str().to_ascii_lowercase().starts_with("eneral") => {
                letters.nth("eneral".len() - 1);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return true,
            // Only the first section decides; the others are for negative numbers and text.
            ';' => return false,
            _ => {}
        }
    }
    false
}

/// The serial (1900 system) of a date such as `2025-03-01` or `2025-03-01T08:00:00`; the time is dropped.
pub(super) fn iso_serial(text: &str) -> Option<f64> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let day: i64 = parts.next()?.parse().ok()?;
    let is_plausible = (1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_plausible.then(|| (days_from_civil(year, month, day) + DAYS_1899_TO_1970) as f64)
}

/// Days from the zero of the 1900 system (1899-12-30) to 1970-01-01.
const DAYS_1899_TO_1970: i64 = 25_569;

/// Days since 1970-01-01 in the proleptic Gregorian calendar; the year is taken to begin in March, so that the leap day is
/// its last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests;
