//! Sealed fields (decision 0010, CM-SEC-01).

use super::*;

fn key(byte: u8) -> DataKey {
    DataKey::new(Zeroizing::new([byte; 32]))
}

fn firm(number: u128) -> FirmId {
    FirmId::from_uuid(Uuid::from_u128(number))
}

fn place(row: u128) -> Place {
    Place { table: "orders", column: "buyer_passport", row: Uuid::from_u128(row) }
}

#[test]
fn a_sealed_value_opens_at_its_place_only_cm_sec_01() {
    let keys = key(1).of_firm(firm(1));
    let sealed = keys.seal(place(7), b"E12345678");
    assert_eq!(keys.open(place(7), &sealed).unwrap(), b"E12345678");

    let elsewhere = [
        key(1).of_firm(firm(2)).open(place(7), &sealed),
        key(2).of_firm(firm(1)).open(place(7), &sealed),
        keys.open(place(8), &sealed),
        keys.open(Place { column: "raw", ..place(7) }, &sealed),
        keys.open(Place { table: "changes", ..place(7) }, &sealed),
    ];
    assert!(elsewhere.iter().all(|opened| matches!(opened, Err(StoreError::Sealed { .. }))), "{elsewhere:?}");
}

#[test]
fn an_altered_or_cut_value_does_not_open_cm_sec_01() {
    let keys = key(1).of_firm(firm(1));
    let sealed = keys.seal(place(7), b"E12345678");
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        assert!(keys.open(place(7), &altered).is_err(), "byte {at}");
        assert!(keys.open(place(7), &sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn equal_numbers_of_two_rows_or_firms_look_different_cm_sec_01() {
    let keys = key(1).of_firm(firm(1));
    assert_ne!(keys.seal(place(7), b"E12345678"), keys.seal(place(8), b"E12345678"));
    assert_ne!(keys.search_hash("E12345678"), key(1).of_firm(firm(2)).search_hash("E12345678"));
    assert_eq!(keys.search_hash("E12345678"), key(1).of_firm(firm(1)).search_hash("E12345678"));
}
