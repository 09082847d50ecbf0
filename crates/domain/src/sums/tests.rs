use values::{Currency, Day, LineId, Uuid};

use super::Sums;
use crate::{Line, LineContext, LineField, LineFields, Lookup};

fn line(amount: &str, packages: &str, lookup: Lookup, linked: bool) -> Line {
    let context = LineContext { today: Day::new(2026, 3, 15).unwrap(), currency: Currency::CNY };
    let mut fields = LineFields::default();
    fields.enter(LineField::Amount, amount, context).unwrap();
    fields.enter(LineField::Packages, packages, context).unwrap();
    Line { id: LineId::from_uuid(Uuid::nil()), place: 0, fields, lookup, linked }
}

/// YW-ORD-14: wrong amounts are left out and counted; taking lines away again leaves nothing.
#[test]
fn lines_add_up_and_go() {
    let lines = [
        line("8600", "24", Lookup::None, true),
        line("x", "1", Lookup::Pending, false),
        line("0.01", "?", Lookup::Ok, false),
        line("", "", Lookup::Pending, true),
    ];
    let sums: Sums = lines.iter().collect();
    let expected = Sums { lines: 4, wrong: 4, pending: 2, linked: 2, packages: 25, amount_minor: 860_001 };
    assert_eq!(sums, expected);
    let mut left = sums;
    for line in &lines {
        left -= Sums::of(line);
    }
    assert_eq!(left, Sums::default());
}

/// YW-ORD-14, CM-MONEY-01: 100,000 lines of the largest amount stay exact.
#[test]
fn the_largest_sum_is_exact() {
    let largest = Sums::of(&line("99,999,999.99", "9999999", Lookup::None, false));
    let mut sums = Sums::default();
    for _ in 0..100_000 {
        sums += largest;
    }
    assert_eq!(sums.amount_minor, 999_999_999_900_000);
    assert_eq!(sums.packages, 999_999_900_000);
}
