use proptest::prelude::*;

use super::*;

const NOON: i64 = 1_773_547_200_000;

fn at(seconds: i64) -> Instant {
    Instant::from_millis(NOON + seconds * 1_000)
}

fn all(seconds: &[i64]) -> Vec<Instant> {
    seconds.iter().map(|seconds| at(*seconds)).collect()
}

/// What the n-th wrong password in a row is answered with.
#[test]
fn yw_auth_04_the_third_tells_what_is_left_and_the_fifth_locks() {
    let answers: Vec<String> = (1..=5)
        .map(|count| {
            let wrong: Vec<Instant> = (0..count).map(at).collect();
            match after_wrong(&wrong, &[], at(count)) {
                AfterWrong::Wrong(problem) => problem.message(values::Lang::Zh),
                AfterWrong::Locks(problem) => format!("locks: {}", problem.message(values::Lang::En)),
            }
        })
        .collect();
    assert_eq!(
        answers,
        [
            "账号或密码不正确",
            "账号或密码不正确",
            "账号或密码不正确，还可尝试 2 次",
            "账号或密码不正确，还可尝试 1 次",
            "locks: Too many wrong passwords. The account is locked; try again in 15 minutes or reset the password",
        ]
    );
}

#[test]
fn yw_auth_04_only_the_last_15_minutes_count() {
    let wrong = all(&[0, 1, 2, 3, 900]);
    assert!(matches!(after_wrong(&wrong, &[], at(900)), AfterWrong::Wrong(_)));
    assert!(matches!(after_wrong(&all(&[1, 2, 3, 4, 900]), &[], at(900)), AfterWrong::Locks(_)));
}

/// A lock ends by itself; each further one within a day lasts twice as long, and never longer than a day.
#[test]
fn yw_auth_04_locks_double_within_a_day() {
    let minutes = |locks: &[i64]| lock_ends(&all(locks)).map(|end| (end.millis() - NOON) / 60_000);
    assert_eq!(minutes(&[]), None);
    assert_eq!(minutes(&[0]), Some(15));
    assert_eq!(minutes(&[-3_600, 0]), Some(30));
    assert_eq!(minutes(&[-7_200, -3_600, 0]), Some(60));
    assert_eq!(minutes(&[-86_400, 0]), Some(15), "a lock of a day ago is forgotten");
    let many: Vec<i64> = (-40..=0).collect();
    assert_eq!(minutes(&many), Some(24 * 60));
}

#[test]
fn yw_auth_04_no_try_begins_under_a_lock() {
    let code = |wrong: &[i64], locks: &[i64], now| {
        before_try(&all(wrong), &all(locks), at(now)).err().map(|problem| problem.message(values::Lang::En))
    };
    let told = |minutes| {
        Some(format!(
            "Too many wrong passwords. The account is locked; try again in {minutes} minutes or reset the password"
        ))
    };
    assert_eq!(code(&[], &[0], 0), told(15));
    assert_eq!(code(&[], &[0], 899), told(1));
    assert_eq!(code(&[], &[0], 900), None);
    assert_eq!(code(&[0, 0, 0, 0], &[], 1), None);
    assert_eq!(code(&[0, 0, 0, 0, 0], &[], 1), told(15), "five are under way at once");
}

proptest! {
    /// An attacker who tries as fast as answers allow gets no more than a few dozen tries a day.
    #[test]
    fn yw_auth_04_a_day_of_guessing_is_a_few_dozen_tries(pause in 1_i64..120) {
        let (mut wrong, mut locks, mut tries) = (Vec::new(), Vec::new(), 0);
        let mut now = 0;
        while now < 86_400 {
            if before_try(&wrong, &locks, at(now)).is_ok() {
                tries += 1;
                wrong.push(at(now));
                if let AfterWrong::Locks(_) = after_wrong(&wrong, &locks, at(now)) {
                    locks.push(at(now));
                    wrong.clear();
                }
            }
            now += pause;
        }
        prop_assert!(tries <= 45, "{tries}");
    }
}
