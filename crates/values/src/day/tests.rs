use proptest::prelude::*;

use super::*;
use crate::testing::{check, day, plain_outcome};

#[test]
fn cm_time_01_days() {
    check(
        |text| plain_outcome(Day::parse(text)),
        &[
            ("2025-03-01", "2025-03-01"),
            (" ２０２４－０２－２９ ", "2024-02-29"),
            ("2025-02-29", "DATE_INVALID"),
            ("2025-13-01", "DATE_INVALID"),
            ("0000-01-01", "DATE_INVALID"),
            ("2025-3-1", "DATE_INVALID"),
            ("2025/03/01", "DATE_INVALID"),
            ("2025-03-01x", "DATE_INVALID"),
            ("三月", "DATE_INVALID"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

/// CM-TIME-01: whatever the computer's zone, the China date counts.
#[test]
fn cm_time_01_the_china_day_begins_at_16_utc() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let before = at("2025-03-03T15:59:59.999Z");
    assert_eq!(before.china_day(), day(2025, 3, 3));
    assert_eq!(before.china_text(), "2025-03-03 23:59:59");
    let midnight = at("2025-03-03T16:00:00.000Z");
    assert_eq!(midnight.china_day(), day(2025, 3, 4));
    assert_eq!(midnight.china_text(), "2025-03-04 00:00:00");
    assert_eq!(day(2025, 3, 4).china_start(), midnight);
    assert_eq!(at("2025-03-04T00:00:00+08:00"), midnight);
}

#[test]
fn cm_time_01_instants() {
    check(
        |text| plain_outcome(Instant::parse(text)),
        &[
            ("2025-03-04T02:00:00.000Z", "2025-03-04T02:00:00.000Z"),
            ("2025-03-04T02:00:00Z", "2025-03-04T02:00:00.000Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("2025-03-04", "DATE_INVALID"),
            ("2025-02-30T02:00:00Z", "DATE_INVALID"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    assert_eq!(Instant::from_millis(0).to_string(), "1970-01-01T00:00:00.000Z");
    assert_eq!(Instant::from_millis(i64::MIN).to_string(), "0001-01-02T00:00:00.000Z");
    assert_eq!(Instant::from_millis(i64::MAX).china_text(), "9999-12-31 06:00:00");
}

#[test]
fn cm_time_01_a_clock_gives_the_china_day() {
    struct Fixed;
    impl Clock for Fixed {
        fn now(&self) -> Instant {
            Instant::parse("2025-06-30T16:00:00Z").unwrap()
        }
    }
    assert_eq!(Fixed.today(), day(2025, 7, 1));
}

#[test]
fn ages_are_whole_years() {
    let birth = day(2004, 2, 29);
    assert_eq!(day(2020, 2, 28).age_of(birth), 15);
    assert_eq!(day(2020, 2, 29).age_of(birth), 16);
    assert_eq!(day(2021, 2, 28).age_of(birth), 16);
    assert_eq!(day(2021, 3, 1).age_of(birth), 17);
}

#[test]
fn days_are_counted() {
    assert_eq!(day(2025, 3, 1).days_since(day(2025, 2, 1)), 28);
    assert_eq!(day(2025, 2, 1).days_since(day(2025, 3, 1)), -28);
    assert_eq!(day(2024, 2, 28).plus_days(2), Some(day(2024, 3, 1)));
    assert_eq!(day(9999, 12, 31).plus_days(1), None);
    assert_eq!(day(1, 1, 1).plus_days(-1), None);
    assert_eq!(day(2024, 1, 1).plus_days(i32::MAX), None);
}

proptest! {
    /// CM-TIME-01: texts are read as what they were written from.
    #[test]
    fn cm_time_01_round_trip(millis in any::<i64>(), near in 0_i64..4_102_444_800_000) {
        for millis in [millis, near] {
            let instant = Instant::from_millis(millis);
            prop_assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
            let day = instant.china_day();
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert!(instant.china_text().starts_with(&day.to_string()));
            if day.year() > 1 {
                let start = day.china_start();
                prop_assert!(start <= instant && instant.millis() - start.millis() < 86_400_000);
            }
        }
    }

    #[test]
    fn cm_time_01_nothing_makes_it_panic(text in any::<String>(), numbers in any::<(u16, u8, u8, i32)>()) {
        let _ = Day::parse(&text);
        let _ = Instant::parse(&text);
        if let Some(day) = Day::new(numbers.0, numbers.1, numbers.2) {
            let _ = day.plus_days(numbers.3);
        }
    }
}
