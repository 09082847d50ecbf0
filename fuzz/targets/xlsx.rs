//! The parts of an .xlsx workbook: relations, list of sheets, styles, shared strings, rows.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// What a workbook needs before its parser looks at the parts that matter.
const DEFAULTS: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="a" Type="http://x/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="http://x/relationships/styles" Target="styles.xml"/><Relationship Id="t" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];

fuzz_target!(init: house_fuzz::forgive_parsers(), |bytes: &[u8]| {
    if let Some(file) = house_fuzz::container(bytes, DEFAULTS) {
        house_fuzz::import("xlsx", &file);
    }
});
