//! `cargo xtask check`: the quick look before a commit.

use crate::{generate, needs, steps, tidy};

/// Clippy over everything, as one feature set; warnings are errors.
pub(crate) const CLIPPY: &[&str] =
    &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];

pub(crate) fn run() -> anyhow::Result<()> {
    sources()?;
    needs::window()?;
    screens()?;
    dist()?;
    steps::program("clippy", &mut steps::cargo(CLIPPY))
}

/// What can be seen without building: format, generated files, house rules.
pub(crate) fn sources() -> anyhow::Result<()> {
    steps::program("cargo fmt", &mut steps::cargo(&["fmt", "--all", "--check"]))?;
    steps::step("generated files", || generate::run(true, false))?;
    steps::step("tidy", tidy::run)
}

/// The screens' types, lints and format.
pub(crate) fn screens() -> anyhow::Result<()> {
    for (name, script) in [
        ("UI types of the API", "api:check"),
        ("UI types", "types"),
        ("UI lint", "lint"),
        ("UI format", "format:check"),
    ] {
        steps::program(name, &mut steps::npm(&["run", "--silent", script]))?;
    }
    Ok(())
}

/// The window embeds `ui/dist`, so its code does not even check without one.
pub(crate) fn dist() -> anyhow::Result<()> {
    if steps::root().join("ui/dist/index.html").exists() {
        return Ok(());
    }
    steps::program("build the screens", &mut steps::npm(&["run", "--silent", "build"]))
}
