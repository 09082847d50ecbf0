//! The error catalogue: `catalogue.toml` → Rust enum, UI texts, `docs/ERRORS.md`.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use anyhow::{Context as _, bail};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    fields: BTreeMap<String, Words>,
    changes: BTreeMap<String, Words>,
    /// By `CODE parameter=value`.
    special: BTreeMap<String, Words>,
    codes: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    severity: Severity,
    http: Option<u16>,
    zh: String,
    en: String,
    #[serde(default = "spec_22")]
    source: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
}

fn spec_22() -> String {
    "spec 01 §22".to_owned()
}

/// Paths and contents of everything the catalogue generates.
pub(super) fn outputs(root: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(root.join("catalogue.toml")).context("reading catalogue.toml")?;
    let catalogue: Catalogue = toml::from_str(&text).context("catalogue.toml")?;
    for (code, entry) in &catalogue.codes {
        if parameters(&entry.zh, "_zh") != parameters(&entry.en, "_en") {
            bail!("catalogue.toml: {code}: the two sentences name different parameters");
        }
    }
    for (key, words) in &catalogue.special {
        let known = key.split_once(' ').and_then(|(code, told)| {
            let (parameter, _) = told.split_once('=')?;
            Some(parameters(&catalogue.codes.get(code)?.zh, "_zh").iter().any(|name| name == parameter))
        });
        if known != Some(true) || parameters(&words.zh, "_zh") != parameters(&words.en, "_en") {
            bail!(
                "catalogue.toml: {key}: no parameter of that code, or the two sentences name different ones"
            );
        }
    }
    Ok(vec![
        ("crates/values/src/code.rs".to_owned(), rust(&catalogue)?),
        ("ui/packages/text/catalogue.ts".to_owned(), typescript(&catalogue)?),
        ("docs/ERRORS.md".to_owned(), document(&catalogue)?),
    ])
}

/// The parameters of a sentence, sorted; a language's own ending is taken off, so that both sentences compare.
fn parameters(sentence: &str, ending: &str) -> Vec<String> {
    let mut found: Vec<String> = sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.strip_suffix(ending).unwrap_or(name).to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// `ORD_STATE` → `OrdState`.
fn variant(code: &str) -> String {
    code.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_owned() + &rest.to_lowercase()
        })
        .collect()
}

fn rust(catalogue: &Catalogue) -> anyhow::Result<String> {
    let mut out = String::from(
        "//! Generated from `catalogue.toml` by `cargo xtask gen`; do not edit.\n\n\
         use crate::problem::Severity;\n\n\
         /// A code of the error catalogue.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum Code {\n",
    );
    for (code, entry) in &catalogue.codes {
        writeln!(out, "    /// {}", entry.en)?;
        writeln!(out, "    {},", variant(code))?;
    }
    out.push_str("}\n\n/// What the catalogue says of one code.\npub(crate) struct Entry {\n    pub(crate) name: &'static str,\n    pub(crate) severity: Severity,\n    pub(crate) http: Option<u16>,\n    pub(crate) zh: &'static str,\n    pub(crate) en: &'static str,\n}\n\n");
    out.push_str(
        "impl Code {\n    /// Every code, in alphabetical order.\n    pub const ALL: &'static [Code] = &[\n",
    );
    for code in catalogue.codes.keys() {
        writeln!(out, "        Code::{},", variant(code))?;
    }
    out.push_str("    ];\n\n    pub(crate) const fn entry(self) -> Entry {\n        match self {\n");
    for (code, entry) in &catalogue.codes {
        let severity = if entry.severity == Severity::Error { "Error" } else { "Warning" };
        writeln!(
            out,
            "            Code::{} => Entry {{\n                name: {code:?},\n                severity: Severity::{severity},\n                http: {:?},\n                zh: {:?},\n                en: {:?},\n            }},",
            variant(code),
            entry.http,
            entry.zh,
            entry.en
        )?;
    }
    out.push_str("        }\n    }\n}\n\n");
    for (name, argument, what, table) in [
        ("field_words", "field", "name of a field of the data dictionary", &catalogue.fields),
        ("change_words", "change", "name of a change, by the mutation's name", &catalogue.changes),
        ("special_words", "told", "sentence of a code with this `CODE parameter=value`", &catalogue.special),
    ] {
        writeln!(
            out,
            "/// The Chinese and English {what}, or `None` if it has none.\n\
             pub(crate) fn {name}({argument}: &str) -> Option<(&'static str, &'static str)> {{\n    Some(match {argument} {{"
        )?;
        for (key, words) in table {
            writeln!(out, "        {key:?} => ({:?}, {:?}),", words.zh, words.en)?;
        }
        out.push_str("        _ => return None,\n    })\n}\n\n");
    }
    format_rust(&out)
}

/// Runs the house's formatter over generated code, so that it reads and compares like the rest.
fn format_rust(text: &str) -> anyhow::Result<String> {
    use std::{
        io::Write as _,
        process::{Command, Stdio},
    };
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting rustfmt")?;
    child.stdin.take().expect("stdin is piped").write_all(text.as_bytes())?;
    let done = child.wait_with_output()?;
    if !done.status.success() {
        bail!("rustfmt refused generated code");
    }
    Ok(String::from_utf8(done.stdout)?)
}

fn typescript(catalogue: &Catalogue) -> anyhow::Result<String> {
    let mut out = String::from(
        "// Generated from catalogue.toml by `cargo xtask gen`; do not edit.\n\nexport const catalogue = {\n",
    );
    for (code, entry) in &catalogue.codes {
        let severity = if entry.severity == Severity::Error { "error" } else { "warning" };
        writeln!(out, "  {code}: {{ severity: {severity:?}, zh: {:?}, en: {:?} }},", entry.zh, entry.en)?;
    }
    out.push_str("} as const;\n\nexport type Code = keyof typeof catalogue;\n");
    for (name, table) in [
        ("fieldNames", &catalogue.fields),
        ("changeNames", &catalogue.changes),
        ("specialWords", &catalogue.special),
    ] {
        writeln!(out, "\nexport const {name} = {{")?;
        for (key, words) in table {
            let is_name = key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            let key = if is_name { key.clone() } else { format!("{key:?}") };
            writeln!(out, "  {key}: {{ zh: {:?}, en: {:?} }},", words.zh, words.en)?;
        }
        out.push_str("} as const;\n");
    }
    Ok(out)
}

fn document(catalogue: &Catalogue) -> anyhow::Result<String> {
    let mut out = String::from(
        "# Error catalogue\n\nGenerated from `catalogue.toml` by `cargo xtask gen`; do not edit. A warning may be acknowledged.\n\n\
         | Code | Kind | HTTP | Chinese | English | Source |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for (code, entry) in &catalogue.codes {
        let kind = if entry.severity == Severity::Error { "error" } else { "warning" };
        let http = entry.http.map_or("–".to_owned(), |http| http.to_string());
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            out,
            "| `{code}` | {kind} | {http} | {} | {} | {} |",
            cell(&entry.zh),
            cell(&entry.en),
            entry.source
        )?;
        for (told, words) in catalogue
            .special
            .iter()
            .filter_map(|(key, words)| key.strip_prefix(code)?.strip_prefix(' ').map(|told| (told, words)))
        {
            writeln!(
                out,
                "| `{code}`, {told} | {kind} | {http} | {} | {} | – |",
                cell(&words.zh),
                cell(&words.en)
            )?;
        }
    }
    Ok(out)
}
