//! Minutes of fuzzing per target, for `cargo xtask test --full`. libFuzzer comes with the targets, so nothing but this
//! compiler is needed.

use std::time::Duration;

use anyhow::Context as _;

use crate::steps;

/// How long each target runs.
const PER_TARGET: Duration = Duration::from_secs(180);

/// Memory of one run above which it is a find (GOALS, hostile files).
const MEGABYTES_MAX: u32 = 1_024;

/// Seconds of one run above which it is a find.
const SECONDS_MAX: u32 = 20;

/// What libFuzzer needs to see which paths an input takes.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// Builds every target, makes its seeds, and lets it run.
pub(crate) fn run() -> anyhow::Result<()> {
    let folder = steps::root().join("fuzz");
    let target = steps::target().join("fuzz");
    let corpus = target.join("corpus");
    let manifest = folder.join("Cargo.toml");
    let manifest = manifest.to_str().context("the project lies in a folder with a plain name")?;
    let mut seeds =
        steps::cargo(&["run", "--quiet", "--manifest-path", manifest, "--example", "seeds", "--"]);
    steps::program("seeds of the fuzz targets", seeds.arg(&corpus).env("CARGO_TARGET_DIR", &target))?;
    // With a target triple the flags reach the code under test and not the build scripts.
    let host = host()?;
    let mut build =
        steps::cargo(&["build", "--quiet", "--release", "--manifest-path", manifest, "--target", &host]);
    steps::program(
        "build the fuzz targets",
        build.env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", COVERAGE),
    )?;
    let mut names: Vec<String> = std::fs::read_dir(folder.join("targets"))?
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    for name in names {
        let own = corpus.join(&name);
        std::fs::create_dir_all(&own)?;
        let finds = target.join("finds").join(&name);
        std::fs::create_dir_all(&finds)?;
        let mut fuzz = std::process::Command::new(target.join(&host).join("release").join(&name));
        fuzz.arg(format!("-max_total_time={}", PER_TARGET.as_secs()))
            .arg(format!("-rss_limit_mb={MEGABYTES_MAX}"))
            .arg(format!("-timeout={SECONDS_MAX}"))
            .arg(format!("-artifact_prefix={}/", finds.display()))
            .arg(own);
        steps::program(&format!("fuzz {name}"), &mut fuzz)?;
    }
    Ok(())
}

/// The triple of this machine, as the compiler names it.
fn host() -> anyhow::Result<String> {
    let told = std::process::Command::new("rustc").arg("-vV").output().context("starting rustc")?;
    let told = String::from_utf8(told.stdout).context("rustc speaks UTF-8")?;
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc names its host")
}
