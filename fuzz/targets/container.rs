//! The guard over zip containers: any bytes under the names of the kinds that are containers (YW-IMP-02).

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: house_fuzz::forgive_parsers(), |bytes: &[u8]| {
    // Without these beginnings it would be read as text.
    let mut whole = b"PK\x03\x04".to_vec();
    whole.extend_from_slice(bytes.strip_prefix(b"PK\x03\x04").unwrap_or(bytes));
    house_fuzz::import("xlsx", &whole);
    house_fuzz::import("ods", &whole);
});
