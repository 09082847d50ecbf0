//! Excel 97–2003 workbooks: the guards in front of the parser, the parser, and what follows it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: house_fuzz::forgive_parsers(), |bytes: &[u8]| house_fuzz::import("xls", bytes));
