//! Which requirement is proven by which test: `docs/requirements.toml` (what there is to prove) against the tests and
//! benchmarks that name an id → `docs/TRACE.md`.
//!
//! A proof is a test whose name holds the id (`cm_num_01_…`), whose doc comment does (`/// CM-NUM-01`), or whose
//! TypeScript title does; a benchmark names its ids anywhere in its documentation. What is not on the list is not
//! done, and what is called done without a proof fails the build.

mod scan;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt::Write as _, fs};

use anyhow::Context as _;
use serde::Deserialize;

use crate::{sources, steps};

pub(crate) use scan::Proof;

/// One requirement of the specification.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    title: String,
    status: Status,
    /// Which part of the product it waits for; said of everything that is not done.
    area: Option<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// Built and proven.
    Done,
    /// Begun; its area completes it.
    Open,
    /// Waits for its area.
    Later,
}

type Requirements = BTreeMap<String, Requirement>;

/// What the list and the tests say together.
pub(crate) struct Trace {
    /// The text of `docs/TRACE.md`.
    pub(crate) document: String,
    /// Done requirements without proof, proofs of unknown requirements, and what waits without saying for what.
    pub(crate) gaps: Vec<String>,
}

/// Where the trace stands.
pub(crate) const PATH: &str = "docs/TRACE.md";

/// Reads the list and every test.
pub(crate) fn trace() -> anyhow::Result<Trace> {
    let text =
        fs::read_to_string(steps::root().join("docs/requirements.toml")).context("docs/requirements.toml")?;
    let requirements: Requirements = toml::from_str(&text).context("docs/requirements.toml")?;
    let proofs: Vec<Proof> =
        sources::all()?.iter().flat_map(|file| scan::proofs(&file.path, &file.text)).collect();
    Ok(Trace { document: document(&requirements, &proofs), gaps: gaps(&requirements, &proofs) })
}

fn gaps(requirements: &Requirements, proofs: &[Proof]) -> Vec<String> {
    let mut gaps = Vec::new();
    for proof in proofs.iter().filter(|proof| !requirements.contains_key(&proof.id)) {
        gaps.push(format!(
            "{} `{}` names {}, which docs/requirements.toml does not know",
            proof.path, proof.test, proof.id
        ));
    }
    for (id, requirement) in requirements {
        if requirement.status == Status::Done && !proofs.iter().any(|proof| &proof.id == id) {
            gaps.push(format!("{id} is called done, but no test or benchmark names it"));
        }
        if requirement.status != Status::Done && requirement.area.is_none() {
            gaps.push(format!("{id} is not done and does not say which area it waits for"));
        }
    }
    gaps
}

fn document(requirements: &Requirements, proofs: &[Proof]) -> String {
    let count = |status| requirements.values().filter(|requirement| requirement.status == status).count();
    let mut out = format!(
        "# Trace of requirements\n\nGenerated from `docs/requirements.toml` and the tests by `cargo xtask gen`; do not edit.\n\n\
         {} requirements: {} done, {} begun, {} later. A done requirement without a proof fails the build.\n\n\
         | Id | Requirement | Status | Proven by |\n| --- | --- | --- | --- |\n",
        requirements.len(),
        count(Status::Done),
        count(Status::Open),
        count(Status::Later),
    );
    for (id, requirement) in requirements {
        let status = match requirement.status {
            Status::Done => "done".to_owned(),
            Status::Open => format!("begun ({})", requirement.area.as_deref().unwrap_or_default()),
            Status::Later => format!("later ({})", requirement.area.as_deref().unwrap_or_default()),
        };
        writeln!(out, "| {id} | {} | {status} | {} |", requirement.title, cell(id, proofs))
            .expect("writing to a string cannot fail");
    }
    out
}

/// `file: test, test; file: test`, in the order of the files.
fn cell(id: &str, proofs: &[Proof]) -> String {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for proof in proofs.iter().filter(|proof| proof.id == id) {
        files.entry(&proof.path).or_default().push(&proof.test);
    }
    let file = |(path, tests): (&&str, &Vec<&str>)| {
        let tests: Vec<String> = tests.iter().map(|test| format!("`{}`", test.replace('|', "\\|"))).collect();
        format!("{path}: {}", tests.join(", "))
    };
    files.iter().map(file).collect::<Vec<_>>().join("; ")
}
