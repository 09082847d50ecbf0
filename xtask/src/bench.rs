//! `cargo xtask bench NAME`: one benchmark of the goals, in release. It prints one JSON line and keeps it under
//! `bench/results/`; a ratio to the floor of the same run is what counts.

use crate::steps;

pub(crate) fn run(name: Option<&str>, arguments: &[String]) -> anyhow::Result<()> {
    let mut command = steps::cargo(&["run", "--release", "--quiet", "--package", "bench", "--"]);
    let step = format!("bench {}", name.unwrap_or_default());
    steps::program(step.trim_end(), command.args(name).args(arguments))
}
