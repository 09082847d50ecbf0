use std::collections::BTreeSet;

use super::names::COMMANDS;

const CAPABILITY: &str = include_str!("../../capabilities/desk.json");
const SHELL: &str = include_str!("../lib.rs");
const HOST: &str = include_str!("../../../ui/packages/host/Host.ts");
const SYNC_HOST: &str = include_str!("../../../ui/packages/host/SyncHost.ts");

/// A command that is not granted answers nothing, one that is granted and not handled neither: the three lists are one.
#[test]
fn every_command_is_refusable_granted_and_handled() {
    let commands: BTreeSet<String> = COMMANDS.iter().map(ToString::to_string).collect();
    assert_eq!(commands.len(), COMMANDS.len(), "each once");
    let capability: serde_json::Value = serde_json::from_str(CAPABILITY).expect("it is JSON");
    let granted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("a list of permissions")
        .iter()
        .map(|name| name.as_str().expect("names").replacen("allow-", "", 1).replace('-', "_"))
        .collect();
    assert_eq!(granted, commands);
    let handled: BTreeSet<String> = SHELL
        .split("commands::")
        .skip(1)
        .filter_map(|rest| rest.split_once("::"))
        .map(|(_, rest)| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
        .collect();
    assert_eq!(handled, commands);
}

/// Every call of `Host.ts` has its command under the same name; `listen` is `follow`.
#[test]
fn every_call_of_the_screens_has_its_command() {
    let calls: BTreeSet<String> =
        [("interface Host extends SyncHost {", HOST), ("interface SyncHost {", SYNC_HOST)]
            .into_iter()
            .flat_map(|(begin, text)| calls_of(begin, text))
            .collect();
    let commands: BTreeSet<String> = COMMANDS.iter().map(ToString::to_string).collect();
    let missing: Vec<&String> = calls.difference(&commands).collect();
    assert!(missing.is_empty(), "no command for {missing:?}");
}

/// The calls of an interface, by the names of their commands.
fn calls_of(begin: &str, text: &'static str) -> Vec<String> {
    let calls = text.split_once(begin).and_then(|(_, rest)| rest.split_once("\n}")).map(|(calls, _)| calls);
    calls
        .expect("the interface is there")
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('('))
        .map(|(name, _)| if name == "listen" { "follow".to_owned() } else { snake(name) })
        .collect()
}

fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
