//! Separated text in every encoding (YW-IMP-06).

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| house_fuzz::import("csv", bytes));
