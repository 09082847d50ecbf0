//! Administrative divisions of China as identity numbers name them: current and abolished codes since 1980
//! (YW-VAL-02, CM-DATA-01).

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::table;

#[cfg(test)]
mod tests;

/// What has become of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionStatus {
    /// It exists.
    Active,
    /// It was abolished; its code stays in numbers issued before.
    Abolished,
    /// It lives on under another code or name.
    Changed,
    /// Only a yearly table of the ministry names it, later corrected.
    Corrected,
}

/// A division with its six-digit code.
#[derive(Debug)]
pub struct Region {
    /// The code, 110000–830000.
    pub code: u32,
    /// Its name, as `义乌市`.
    pub name: Cow<'static, str>,
    /// What has become of it.
    pub status: RegionStatus,
}

impl Region {
    /// The division of a code, abolished ones included. Where a code was given to several, the latest.
    pub fn find(code: u32) -> Option<&'static Self> {
        let at = TABLE.partition_point(|region| region.code < code);
        TABLE.get(at).filter(|region| region.code == code)
    }

    /// Whether the two digits begin codes of a province, GB/T 2260: the residence permits of Hong Kong (81),
    /// Macao (82) and Taiwan (83) residents included (YW-VAL-02).
    pub fn is_province(two_digits: u32) -> bool {
        matches!(
            two_digits,
            11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83
        )
    }
}

static TABLE: LazyLock<Vec<Region>> = LazyLock::new(|| {
    // Columns: code, name, level, province, prefecture, status, …; of one code the latest row comes first.
    let divisions = table::rows(include_str!("../data/cn-admin-divisions.csv"));
    let divisions = divisions.filter_map(|row| region(&row, status(row.get(5)?)));
    // Columns: code, name, first_year, last_year.
    let corrected = table::rows(include_str!("../data/id-address-extra.csv"));
    let corrected = corrected.filter_map(|row| region(&row, RegionStatus::Corrected));
    let mut regions: Vec<Region> = divisions.chain(corrected).collect();
    // Stable: of one code, the row that came first stays first.
    regions.sort_by_key(|region| region.code);
    regions
});

fn region(row: &[Cow<'static, str>], status: RegionStatus) -> Option<Region> {
    Some(Region { code: row.first()?.parse().ok()?, name: row.get(1)?.clone(), status })
}

fn status(word: &str) -> RegionStatus {
    match word {
        "active" => RegionStatus::Active,
        "changed" => RegionStatus::Changed,
        _ => RegionStatus::Abolished,
    }
}
