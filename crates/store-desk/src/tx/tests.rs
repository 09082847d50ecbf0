use zeroize::Zeroizing;

use super::PassportKey;

fn key(byte: u8) -> PassportKey {
    PassportKey::new(Zeroizing::new([byte; 32]))
}

/// CM-SEC-01, YW-ORD-01: the same number under the same key is found, and neither key nor number shows.
#[test]
fn passports_are_hashed_under_a_key() {
    let hash = key(1).hash("L898902C3");
    assert_eq!(hash, key(1).hash("L898902C3"));
    assert_ne!(hash, key(2).hash("L898902C3"));
    assert_ne!(hash, key(1).hash("L898902C4"));
    assert_eq!(format!("{:?}", key(1)), "PassportKey");
}
