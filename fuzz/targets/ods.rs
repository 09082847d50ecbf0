//! The content of an .ods document: the guard that looks into its XML, the parser, and what follows it.

#![no_main]

use libfuzzer_sys::fuzz_target;

const DEFAULTS: &[(&str, &str)] = &[
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    (
        "META-INF/manifest.xml",
        r#"<manifest:manifest xmlns:manifest="m"/>"#,
    ),
];

fuzz_target!(init: house_fuzz::forgive_parsers(), |bytes: &[u8]| {
    if let Some(file) = house_fuzz::container(bytes, DEFAULTS) {
        house_fuzz::import("ods", &file);
    }
});
