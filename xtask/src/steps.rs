//! One step of the automation at a time: named, timed, and named again if it fails.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, bail};

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project's root").to_path_buf()
}

/// Runs a piece of work in this process as a named, timed step.
pub(crate) fn step(name: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    eprintln!("▶ {name}");
    let started = Instant::now();
    work().with_context(|| name.to_owned())?;
    eprintln!("✓ {name} ({:.1} s)", started.elapsed().as_secs_f64());
    Ok(())
}

/// Runs a program as a named, timed step; its output passes through, it gets no input.
pub(crate) fn program(name: &str, command: &mut Command) -> anyhow::Result<()> {
    step(name, || {
        let status =
            command.stdin(Stdio::null()).status().with_context(|| format!("starting {command:?}"))?;
        if !status.success() {
            bail!("{command:?} ended with {status}");
        }
        Ok(())
    })
}

/// `cargo …` in the project's root, with the cargo that runs us.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    command
}

/// `npm …` in `ui/`.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join("ui")).args(arguments);
    command
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The window's program as the everyday build leaves it.
pub(crate) fn window_program() -> PathBuf {
    debug_program("xinbao-desk")
}

/// The server's program as the everyday build leaves it.
pub(crate) fn server_program() -> PathBuf {
    debug_program("xinbao-server")
}

fn debug_program(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
