//! Help in both languages.

use crate::desk::{program, run};

/// CM-UI-01: the program's own help.
#[test]
fn top_level_in_chinese() {
    insta::assert_snapshot!(run(program(["--lang", "zh", "--help"]), "").stdout);
}

/// CM-UI-01: the program's own help.
#[test]
fn top_level_in_english() {
    insta::assert_snapshot!(run(program(["--lang", "en", "--help"]), "").stdout);
}

/// CM-UI-01: a command with its arguments and its example.
#[test]
fn a_command_in_chinese() {
    insta::assert_snapshot!(run(program(["import", "--help", "--lang", "zh"]), "").stdout);
}

/// CM-UI-01: a command with its arguments and its example.
#[test]
fn a_command_in_english() {
    insta::assert_snapshot!(run(program(["import", "--help", "--lang", "en"]), "").stdout);
}
