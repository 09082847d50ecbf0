//! `cargo xtask bench NAME`: one benchmark of the goals, in release. It prints one JSON line and keeps it under
//! `bench/results/`; a ratio to the floor of the same run is what counts.

use crate::{steps, test};

/// Benchmarks that start windows: they need the programs beside them, and a screen.
const OF_WINDOWS: [&str; 5] = ["start", "edit-window", "open-window", "size", "soak"];

pub(crate) fn run(name: Option<&str>, arguments: &[String]) -> anyhow::Result<()> {
    let step = format!("bench {}", name.unwrap_or_default());
    let mut words = vec!["run", "--release", "--quiet", "--package", "bench", "--"];
    words.extend(name);
    words.extend(arguments.iter().map(String::as_str));
    if !name.is_some_and(|name| OF_WINDOWS.contains(&name)) {
        return steps::program(step.trim_end(), &mut steps::cargo(&words));
    }
    steps::program("UI build", &mut steps::npm(&["run", "--silent", "build"]))?;
    let programs = [
        "build",
        "--release",
        "--quiet",
        "-p",
        "xinbao-desk",
        "-p",
        "empty-window",
        "-p",
        "cli",
        "-p",
        "bench",
    ];
    steps::program("programs in release", &mut steps::cargo(&programs))?;
    let home = tempfile::tempdir()?;
    let mut bench = test::in_session(home.path(), &words, false);
    let window = format!("xinbao-desk{}", std::env::consts::EXE_SUFFIX);
    bench.env("XINBAO_WINDOW", steps::target().join("release").join(window));
    steps::program(step.trim_end(), &mut bench)
}
