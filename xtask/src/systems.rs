//! `cargo xtask test --systems`: what can be proven of Windows and macOS on a Debian or Ubuntu machine (decision 0008).
//!
//! Debian carries a second Rust with the sources of its standard library, so everything is compiled for the other systems
//! with a standard library built here. Windows programs are linked and run under wine; for macOS, where linking needs
//! Apple's files, all code is type-checked. Where the tools cannot be had, says so and goes on.

mod left_out;
mod macos;
mod windows;

use std::{ffi::OsString, path::PathBuf, process::Command};

use anyhow::Context as _;

use crate::{check, needs, steps};

/// Longest a build may take on a slow, shared machine.
const BUILD_SECONDS: u32 = 90 * 60;

pub(crate) fn run() -> anyhow::Result<()> {
    if let Err(missing) = needs::systems() {
        eprintln!("! skipped: nothing was tried for Windows and macOS: {missing:#}");
        return Ok(());
    }
    check::dist()?;
    windows::run()?;
    macos::run()
}

/// Where all of this is built: apart from the everyday build, which another compiler made.
fn folder() -> PathBuf {
    steps::target().join("systems")
}

/// Debian's second cargo, for another system: `verb --target … arguments`, ended after `seconds`.
fn cargo(seconds: u32, verb: &str, target: &str, arguments: &[&str]) -> anyhow::Result<Command> {
    // The crates of the standard library are chosen once, so that checks, builds and tests share them.
    let library = "-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test";
    let mut command = bounded(seconds, "/usr/bin/cargo");
    command.args([verb, "--locked", "--target", target, library]).args(arguments).current_dir(steps::root());
    // What the cargo that runs us left in the environment would choose its own compiler.
    for inherited in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(inherited);
    }
    command
        .env("PATH", path()?)
        .env("RUSTC", "/usr/bin/rustc")
        // Building the standard library is not stable yet; this switch is how Debian's own packages do it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder())
        // Nobody looks at these programs with a debugger; it halves them.
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    Ok(command)
}

/// A program that is ended when it takes longer, with everything that it started.
fn bounded(seconds: u32, program: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=20", &seconds.to_string(), program]);
    command
}

/// The system's programs come first: a rustup earlier in the path would answer for Debian's compiler.
fn path() -> anyhow::Result<OsString> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(PathBuf::from("/usr/bin")).chain(std::env::split_paths(&inherited));
    std::env::join_paths(folders).context("the folders of PATH")
}
