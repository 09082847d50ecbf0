//! The account of the reading process, which a hostile file may have taken over: any bytes are understood or refused,
//! and what is understood means the same when it is written again.

#![no_main]

use excel_import::pipe;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut from = bytes;
    let _ = pipe::read_start(&mut from);
    let mut from = bytes;
    while let Ok(message) = pipe::read_message(&mut from) {
        let mut written = Vec::new();
        pipe::write_message(&mut written, &message).expect("memory takes everything");
        let again = pipe::read_message(&mut written.as_slice()).expect("what is written can be read");
        assert_eq!(again, message);
    }
    if let Ok(request) = pipe::read_request(&mut &*bytes) {
        let mut written = Vec::new();
        pipe::write_request(&mut written, &request).expect("memory takes everything");
        let again = pipe::read_request(&mut written.as_slice()).expect("what is written can be read");
        assert_eq!(again, request);
    }
});
