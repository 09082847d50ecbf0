use clap::CommandFactory as _;
use values::Lang;

use super::localized;
use crate::args::Line;

/// Every command and argument has its words in both languages, and clap finds nothing to object to.
#[test]
fn everything_has_its_words() {
    for lang in [Lang::Zh, Lang::En] {
        localized(Line::command(), lang).debug_assert();
        look(localized(Line::command(), lang), "");
    }
}

fn look(command: clap::Command, path: &str) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    assert!(!about.is_empty(), "{path} has no words");
    let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    assert!(example.contains("xinbao"), "{path} has no example");
    for arg in command.get_arguments() {
        assert!(arg.get_help().is_some(), "{path} {} has no words", arg.get_id());
    }
    for child in command.get_subcommands() {
        look(child.clone(), &format!("{path} {}", child.get_name()));
    }
}
