use proptest::prelude::*;
use values::Uuid;

use super::*;

const NOON: i64 = 1_773_547_200_000;

fn at(seconds: i64) -> Instant {
    Instant::from_millis(NOON + seconds * 1_000)
}

fn fresh() -> RefreshFacts {
    RefreshFacts { issued_at: at(0), used_at: None, successor_used: false, same_device: true, revoked: false }
}

#[test]
fn cm_sec_02_rotation_as_a_table() {
    let used = RefreshFacts { used_at: Some(at(100)), ..fresh() };
    let day = 24 * 3_600;
    for (facts, now, expected) in [
        (fresh(), 0, Refresh::Rotate),
        (fresh(), 14 * day - 1, Refresh::Rotate),
        (fresh(), 14 * day, Refresh::Expired),
        (RefreshFacts { revoked: true, ..fresh() }, 1, Refresh::Ended),
        (RefreshFacts { same_device: false, ..fresh() }, 1, Refresh::Reused),
        (used, 159, Refresh::Repeat),
        (used, 160, Refresh::Reused),
        (RefreshFacts { same_device: false, ..used }, 101, Refresh::Reused),
        (RefreshFacts { successor_used: true, ..used }, 101, Refresh::Reused),
        (RefreshFacts { revoked: true, ..used }, 101, Refresh::Ended),
    ] {
        assert_eq!(refresh(facts, at(now)), expected, "{facts:?} at {now}");
    }
}

proptest! {
    /// With a sixth device, exactly five stay, and the one that ends is the one unused longest.
    #[test]
    fn cm_sec_02_five_devices(used in prop::collection::vec(0_i64..1_000, 0..12)) {
        let sessions: Vec<(SessionId, Instant)> =
            used.iter().zip(1_u128..).map(|(used, id)| (SessionId::from_uuid(Uuid::from_u128(id)), at(*used))).collect();
        let ended = sessions_to_replace(sessions.clone());
        prop_assert_eq!(ended.len(), (sessions.len() + 1).saturating_sub(DEVICES));
        let newest_ended = sessions.iter().filter(|(id, _)| ended.contains(id)).map(|(_, at)| *at).max();
        let oldest_kept = sessions.iter().filter(|(id, _)| !ended.contains(id)).map(|(_, at)| *at).min();
        if let (Some(ended), Some(kept)) = (newest_ended, oldest_kept) {
            prop_assert!(ended <= kept);
        }
    }
}
