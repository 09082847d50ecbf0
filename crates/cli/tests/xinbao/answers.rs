//! The form of every answer: one JSON object, exit statuses, help, completions, a reader that goes away.

use std::io::Read as _;
use std::process::Stdio;

use crate::desk::{Desk, alone, many_lines, program, run};

/// `USAGE`: wrong usage is one JSON object too, in both languages, with status 2.
#[test]
fn wrong_usage_is_status_2() {
    for arguments in
        [&["fly"][..], &["order", "show"], &["check", "weight", "1"], &["--lang", "fr", "doctor"], &[]]
    {
        let said = alone(arguments);
        assert_eq!(said.code, 2, "{said:?}");
        let problem = &said.json()["problems"][0];
        assert_eq!(problem["code"], "USAGE");
        assert!(problem["message_zh"].as_str().unwrap().starts_with("命令用法不正确"), "{problem}");
        assert!(
            problem["message_en"].as_str().unwrap().starts_with("The command is not used correctly"),
            "{problem}"
        );
    }
}

/// `USAGE`: an export goes to .xlsx or .csv.
#[test]
fn the_name_of_an_export_says_its_kind() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let said = desk.run(&["export", &id, &desk.path("lines.doc")]);
    assert_eq!((said.code, said.codes()), (2, vec!["USAGE".to_owned()]));
}

/// Global arguments stand before or after the command.
#[test]
fn globals_stand_anywhere() {
    for arguments in [["--json", "check", "month", "2025-03"], ["check", "--json", "month", "2025-03"]] {
        let said = run(program(arguments), "");
        assert_eq!(said.data(0)["results"][0]["normalized"], "2025-03");
    }
}

#[test]
fn help_and_version_are_answers() {
    assert!(alone(&["--help"]).data(0)["help"].as_str().unwrap().contains("init"));
    assert!(
        alone(&["order", "new", "--help"]).data(0)["help"].as_str().unwrap().contains("xinbao order new")
    );
    assert_eq!(alone(&["--version"]).data(0)["version"], env!("CARGO_PKG_VERSION"));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let said = run(program(["completions", shell]), "");
        assert_eq!(said.code, 0);
        assert!(said.stdout.contains("xinbao"), "{shell}");
    }
}

/// A reader that goes away in the middle is no panic and no failure.
#[test]
fn a_closed_pipe_is_no_fault() {
    let desk = Desk::shared();
    let id = desk.order_with(&many_lines(500));
    let mut command = desk.command(&["order", "show", &id, "--lines", "--limit", "500"]);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0_u8; 16];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

/// CM-ERR-01: at most 200 problems are listed, errors first, with the count of all.
#[test]
fn many_problems_are_counted_and_200_listed() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let wrong: String = (0..150)
        .map(|_| "{\"order_month\": \"2010-01\", \"packages\": \"x\", \"amount\": \"y\"}\n")
        .collect();
    let said = desk.given(&["lines", "add", &id, "--file", "-"], &wrong);
    assert_eq!(said.code, 1);
    let answer = said.json();
    assert_eq!(answer["data"]["ids"].as_array().unwrap().len(), 150);
    assert_eq!(answer["problems"].as_array().unwrap().len(), 200);
    // Per line: merchant, phone, goods, quantity are missing, packages and amount wrong, the month old.
    assert_eq!(answer["problem_count"], 150 * 7);
    assert_eq!(answer["problems"][199]["severity"], "error");
}

/// For people: words of the chosen language, problems on standard error.
#[test]
fn answers_for_people() {
    let both = |lang| run(program(["--lang", lang, "check", "mobile", "1"]), "");
    let (zh, en) = (both("zh"), both("en"));
    assert_eq!((zh.code, en.code), (1, 1));
    assert!(zh.stdout.contains("错误") && zh.stderr.starts_with("错误 PHONE_FORMAT"), "{zh:?}");
    assert!(en.stdout.contains("wrong") && en.stderr.starts_with("error PHONE_FORMAT"), "{en:?}");
    let mut english = program(["check", "mobile", "1"]);
    english.env("LANG", "en_GB.UTF-8");
    assert!(run(english, "").stderr.starts_with("error"));
    let mut unknown = program(["check", "mobile", "1"]);
    unknown.env("LANG", "C.UTF-8");
    assert!(run(unknown, "").stderr.starts_with("错误"));
}
