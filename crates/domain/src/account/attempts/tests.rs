use proptest::prelude::*;

use super::*;

const NOON: i64 = 1_773_547_200_000;

fn at(seconds: i64) -> Instant {
    Instant::from_millis(NOON + seconds * 1_000)
}

/// The seconds to wait after attempts at these seconds.
fn wait(limit: Limit, past: &[i64], now: i64) -> Option<u64> {
    let past: Vec<Instant> = past.iter().map(|seconds| at(*seconds)).collect();
    limit.wait(&past, at(now)).map(|wait| wait.as_secs())
}

#[test]
fn yw_reg_03_the_sixth_attempt_in_an_hour_waits_for_the_first_to_pass() {
    let five = [0, 60, 120, 180, 240];
    assert_eq!(wait(REGISTRATIONS_PER_CODE, &five[..4], 300), None);
    assert_eq!(wait(REGISTRATIONS_PER_CODE, &five, 300), Some(3_300));
    assert_eq!(wait(REGISTRATIONS_PER_CODE, &five, 3_599), Some(1));
    assert_eq!(wait(REGISTRATIONS_PER_CODE, &five, 3_600), None);
}

/// The China date decides: noon of China is twelve hours before midnight there, whatever UTC says.
#[test]
fn yw_reg_03_twenty_a_china_day() {
    let twenty: Vec<i64> = (0..20).collect();
    assert_eq!(wait(REGISTRATIONS_PER_SOURCE, &twenty, 60), Some(12 * 3_600 - 60));
    assert_eq!(wait(REGISTRATIONS_PER_SOURCE, &twenty[1..], 60), None);
    assert_eq!(wait(REGISTRATIONS_PER_SOURCE, &twenty, 12 * 3_600), None);
}

#[test]
fn yw_auth_03_thirty_captchas_a_minute() {
    let thirty = vec![0; 30];
    assert_eq!(wait(CAPTCHAS_PER_SOURCE, &thirty[1..], 1), None);
    assert_eq!(wait(CAPTCHAS_PER_SOURCE, &thirty, 1), Some(59));
    assert_eq!(wait(CAPTCHAS_PER_SOURCE, &thirty, 60), None);
}

#[test]
fn yw_auth_07_a_minute_between_codes_five_an_hour_ten_a_day() {
    assert_eq!(wait(SMS_RESEND, &[0], 59), Some(1));
    assert_eq!(wait(SMS_RESEND, &[0], 60), None);
    assert_eq!(wait(SMS_PER_HOUR, &[0, 60, 120, 180, 240], 300), Some(3_300));
    let ten: Vec<i64> = (0..10).map(|nth| nth * 900).collect();
    assert_eq!(wait(SMS_PER_DAY, &ten, 9_000), Some(12 * 3_600 - 9_000));
    assert_eq!(wait(SMS_PER_DAY, &ten[1..], 9_000), None);
}

proptest! {
    /// However attempts come, obeying the wait never lets more than the limit into any window of its length.
    #[test]
    fn yw_reg_03_no_window_holds_more_than_the_limit(steps in prop::collection::vec(0_u64..2_000, 1..60)) {
        let limit = REGISTRATIONS_PER_CODE;
        let (mut now, mut taken): (i64, Vec<Instant>) = (0, Vec::new());
        for step in steps {
            now += i64::try_from(step).unwrap();
            if limit.wait(&taken, at(now)).is_none() {
                taken.push(at(now));
            }
        }
        for (first, start) in taken.iter().enumerate() {
            let end = later(*start, std::time::Duration::from_secs(3_600));
            let within = taken[first..].iter().filter(|at| **at < end).count();
            prop_assert!(within <= limit.most);
        }
    }
}
