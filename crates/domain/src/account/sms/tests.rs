use super::*;

const NOON: i64 = 1_773_547_200_000;

fn at(seconds: i64) -> Instant {
    Instant::from_millis(NOON + seconds * 1_000)
}

/// Entries (right or wrong, at these seconds) and what each is answered with.
fn entries(entries: &[(bool, i64)]) -> Vec<String> {
    let mut code = SmsCode::sent(at(0));
    let told = |(right, seconds): &(bool, i64)| match code.enter(*right, at(*seconds)) {
        Ok(()) => "right".to_owned(),
        Err(problem) => problem.code.to_string(),
    };
    entries.iter().map(told).collect()
}

#[test]
fn yw_auth_07_five_minutes_and_one_use() {
    assert_eq!(entries(&[(true, 299)]), ["right"]);
    assert_eq!(entries(&[(true, 300)]), ["SMS_EXPIRED"]);
    assert_eq!(entries(&[(true, 1), (true, 2)]), ["right", "SMS_EXPIRED"]);
}

#[test]
fn yw_auth_07_five_wrong_entries_void_the_code() {
    let tried = entries(&[(false, 1), (false, 2), (false, 3), (false, 4), (false, 5), (true, 6)]);
    assert_eq!(tried, ["SMS_WRONG", "SMS_WRONG", "SMS_WRONG", "SMS_WRONG", "SMS_TRIES", "SMS_TRIES"]);
    assert_eq!(entries(&[(false, 1), (false, 2), (false, 3), (false, 4), (true, 5)])[4], "right");
}

#[test]
fn yw_auth_07_six_digits_and_a_warning() {
    assert_eq!(sms_digits([0; 8]), "000000");
    assert_eq!(sms_digits(7_u64.to_be_bytes()), "000007");
    assert_eq!(sms_digits([255; 8]).len(), 6);
    for purpose in SmsPurpose::ALL {
        let text = sms_text(purpose, "123456");
        assert!(text.contains("123456") && text.contains("请勿告知他人") && text.contains(purpose.words()));
        assert_eq!(SmsPurpose::from_name(purpose.name()), Some(purpose));
    }
}
