//! `cargo xtask bench NAME`: one benchmark of GOALS, in release, its JSON line kept under `bench/results/`.

use std::{fs, process::Stdio};

use anyhow::{Context as _, bail};

use crate::steps;

pub(crate) fn run(name: Option<&str>, arguments: &[String]) -> anyhow::Result<()> {
    let root = steps::root();
    if !root.join("bench/Cargo.toml").exists() {
        bail!("there are no benchmarks yet");
    }
    let mut command = steps::cargo(&["run", "--release", "--quiet", "--package", "bench", "--"]);
    let Some(name) = name else {
        return steps::program("the list of benchmarks", command.arg("--help"));
    };
    steps::step(&format!("bench {name}"), || {
        let command = command
            .arg(name)
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit());
        let done = command.output().context("starting cargo")?;
        let out = String::from_utf8(done.stdout).context("a benchmark prints text")?;
        print!("{out}");
        if !done.status.success() {
            bail!("the benchmark ended with {}", done.status);
        }
        let line = out
            .lines()
            .rev()
            .find(|line| line.starts_with('{'))
            .context("a benchmark prints one JSON line")?;
        let folder = root.join("bench/results");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{name}.json")), format!("{line}\n")).context("writing bench/results")
    })
}
