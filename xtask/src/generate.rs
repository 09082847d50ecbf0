//! `cargo xtask gen`: everything that is written by a program, from its one source. Results are committed;
//! `--check` compares instead of writing, so that a stale file fails the build.

mod catalogue;

use anyhow::{Context as _, bail};

use crate::{requirements, steps};

/// Writes, or with `check` compares, everything generated. `types`: also the screen's types and the API's description, which
/// tests of the shell and of the server write and compare, since only these can name them.
pub(crate) fn run(check: bool, types: bool) -> anyhow::Result<()> {
    let root = steps::root();
    let mut outputs = catalogue::outputs(&root)?;
    let trace = requirements::trace()?;
    outputs.push((requirements::PATH.to_owned(), trace.document));
    let mut stale = Vec::new();
    for (path, text) in outputs {
        let full = root.join(&path);
        if std::fs::read_to_string(&full).is_ok_and(|now| now == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            if let Some(folder) = full.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&full, text).with_context(|| format!("writing {path}"))?;
        }
    }
    if !stale.is_empty() {
        bail!("stale, run `cargo xtask gen`: {}", stale.join(", "));
    }
    // What is written is written: a gap in the proofs keeps nobody from a new code.
    if !trace.gaps.is_empty() {
        bail!("{}", trace.gaps.join("\n  "));
    }
    if types && !check {
        let mut test =
            steps::cargo(&["test", "--quiet", "--package", "xinbao-desk", "--lib", "generated_types"]);
        steps::program("the screen's types", test.env("XINBAO_GEN", "1"))?;
        let committed = "openapi::cm_api_01_the_committed_description";
        let mut test =
            steps::cargo(&["test", "--quiet", "--package", "server", "--test", "routes", committed]);
        steps::program("the API's description", test.env("XINBAO_GEN", "1"))?;
        steps::program("its types for the consoles", &mut steps::npm(&["run", "--silent", "api"]))?;
    }
    Ok(())
}
