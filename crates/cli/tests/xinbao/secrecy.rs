//! CM-SEC-04: whatever is logged, on standard error, at any level, holds nothing that was entered.

use crate::desk::{Desk, run};
use crate::workbook::csv;

const MARKS: [&str; 7] =
    ["MARKBUYER", "MARK12345", "+8613900001111", "mark@example.com", "标记商户", "标记货品", "mark-file"];

#[test]
fn cm_sec_04_logs_hold_nothing() {
    let desk = Desk::new("secrecy");
    let fields = "{\"buyer_name\": \"MARKBUYER\", \"buyer_passport\": \"MARK12345\", \"buyer_phone\": \"+8613900001111\", \
                  \"buyer_email\": \"mark@example.com\", \"remark\": \"标记货品\"}";
    let id = desk.order(fields);
    let row = ",标记商户,19900000001,2026-01,标记货品,1,1,8600.00";
    let file = desk.file("mark-file.csv", csv([row, "标记,标记商户,1,标记,标记货品,x,y,z"]));
    let out = desk.path("mark-file.xlsx");
    let commands: [&[&str]; 9] = [
        &["order", "show", &id, "--lines"],
        &["order", "list", "--search", "MARKBUYER", "--passport", "MARK12345"],
        &["import", &id, &file],
        &["import", &id, &file, "--only-good"],
        &["lines", "find", &id, "标记商户"],
        &["export", &id, &out],
        &["undo", &id],
        &["order", "list", "--merchant", "标记商户"],
        &["doctor"],
    ];
    for arguments in commands {
        let mut command = desk.command(arguments);
        command.env("XINBAO_LOG", "trace");
        let said = run(command, "");
        assert!(said.stderr.contains("answered"), "nothing was logged, so nothing was proven: {arguments:?}");
        for mark in MARKS {
            assert!(!said.stderr.contains(mark), "{mark} in the log of {arguments:?}: {}", said.stderr);
        }
    }
}
