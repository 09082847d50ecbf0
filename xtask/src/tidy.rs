//! `cargo xtask tidy`: house rules that no compiler knows. They also run as tests.

#[cfg(test)]
mod tests;

use anyhow::bail;

use crate::sources::{self, Source};

/// Where a second look is due; a list, not a refusal.
const LINES_FOR_A_SECOND_LOOK: usize = 400;

/// Things that never belong into the repository, written in halves so that this file does not find itself.
const FORBIDDEN: &[(&str, &str)] = &[
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (concat!("/Us", "ers/"), "a path of one machine"),
    (concat!("registry.npm", "js.org"), "an address of a registry"),
    (concat!("index.crates", ".io"), "an address of a registry"),
];

/// Macros that mark unfinished or forgotten work.
const UNFINISHED: &[&str] =
    &[concat!("to", "do!("), concat!("db", "g!("), concat!("unimple", "mented!("), concat!("#[ig", "nore")];

/// Words of a step that takes something away: nodes and desks of the release before still use it.
const TAKES_AWAY: &[&str] = &["DROP", "RENAME", "TRUNCATE"];

pub(crate) fn run() -> anyhow::Result<()> {
    let sources = sources::all()?;
    for long in sources.iter().filter_map(second_look) {
        eprintln!("second look: {long}");
    }
    let wrong: Vec<String> = sources.iter().flat_map(problems).collect();
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n  "));
    }
    Ok(())
}

/// A long file that a person wrote.
fn second_look(file: &Source) -> Option<String> {
    let lines = file.text.lines().count();
    let code = [".rs", ".ts", ".tsx", ".css"].iter().any(|ending| file.path.ends_with(ending));
    (code && lines > LINES_FOR_A_SECOND_LOOK && !is_generated(file))
        .then(|| format!("{} has {lines} lines", file.path))
}

fn is_generated(file: &Source) -> bool {
    file.text.lines().take(3).any(|line| line.contains("enerated from"))
}

/// What is wrong with one file, with its place.
fn problems(file: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    let top = file.text.lines().find(|line| !line.starts_with("#![") && !line.is_empty());
    if needs_doc(&file.path) && !top.is_some_and(|line| line.starts_with("//!")) {
        wrong.push(format!("{}: does not say at its top (`//!`) what it is for", file.path));
    }
    if file.text.contains('\r') {
        wrong.push(format!("{}: has line ends of another system; see .gitattributes", file.path));
    }
    for (number, line) in file.text.lines().enumerate() {
        let mut say = |what: &str| wrong.push(format!("{}:{}: {what}", file.path, number + 1));
        for (text, what) in FORBIDDEN {
            if line.contains(text) {
                say(&format!("{what} ({text})"));
            }
        }
        if file.path.ends_with(".rs") {
            for text in UNFINISHED.iter().filter(|text| line.contains(**text)) {
                say(&format!("unfinished work ({text})"));
            }
        }
        if file.path.starts_with("migrations/") && file.path.ends_with(".sql") {
            let statement = line.split("--").next().unwrap_or_default();
            let words = statement.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            for word in words.filter(|word| TAKES_AWAY.contains(&word.to_ascii_uppercase().as_str())) {
                say(&format!("migrations add first and remove a release later ({word})"));
            }
        }
        if file.path.ends_with("package-lock.json") && line.contains("\"resolved\": \"http") {
            say("records where a package was fetched from; see ui/.npmrc");
        }
    }
    wrong
}

/// Every Rust file says what it is for; test files beside the code are explained by their neighbour.
fn needs_doc(path: &str) -> bool {
    path.ends_with(".rs") && !path.ends_with("/tests.rs") && !path.contains("/tests/")
}
