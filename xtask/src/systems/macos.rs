//! macOS: all code is checked for it. Linking needs files of Apple's that may not be had here, so nothing runs.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Context as _;

use super::{BUILD_SECONDS, cargo, folder};
use crate::steps;

const TARGET: &str = "aarch64-apple-darwin";
/// The C compiler for macOS, as the Python package index has it; the version with which this was tried.
const ZIG: &str = "ziglang==0.13.0";

/// Build scripts name the system in Apple's words, which this compiler does not take: it is told once, here.
const CC: &str = r#"for word do
    shift
    if [ "$skip" ]; then skip=; continue; fi
    case "$word" in
        -arch|-isysroot|-target) skip=yes ;;
        --target=*|-mmacosx-version-min=*|-mmacos-version-min=*) ;;
        *) set -- "$@" "$word" ;;
    esac
done
exec $zig cc -target aarch64-macos "$@"
"#;
const AR: &str = "exec $zig ar \"$@\"\n";
const RANLIB: &str = "exec $zig ranlib \"$@\"\n";

pub(super) fn run() -> anyhow::Result<()> {
    let Some(compiler) = c_compiler()? else {
        eprintln!("! skipped: nothing was checked for macOS: its C compiler ({ZIG}) cannot be had here");
        return Ok(());
    };
    let nothing = folder().join("no-sdk");
    fs::create_dir_all(&nothing).context("an empty folder in place of Apple's")?;
    let all = ["--workspace", "--all-targets", "--features", "house-tests/window", "--quiet"];
    let mut check = cargo(BUILD_SECONDS, "check", TARGET, &all)?;
    check
        .env("CC_aarch64_apple_darwin", compiler.join("cc"))
        .env("CXX_aarch64_apple_darwin", compiler.join("cc"))
        .env("AR_aarch64_apple_darwin", compiler.join("ar"))
        .env("RANLIB_aarch64_apple_darwin", compiler.join("ranlib"))
        .env("SDKROOT", nothing);
    steps::program("macOS: check everything, the window too", &mut check)
}

/// A folder with `cc`, `ar` and `ranlib` for macOS; `None` where the package cannot be fetched.
fn c_compiler() -> anyhow::Result<Option<PathBuf>> {
    let python = folder().join("python");
    let zig = python.join("bin/python");
    if !python.join("zig-is-here").exists() {
        let mut make = Command::new("python3");
        make.args(["-m", "venv", "--clear"]).arg(&python);
        let mut fetch = super::bounded(15 * 60, &zig.display().to_string());
        fetch.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ZIG]);
        let fetched = steps::program("macOS: a folder for Python", &mut make)
            .and_then(|()| steps::program("macOS: fetch the C compiler", &mut fetch));
        if let Err(error) = fetched {
            eprintln!("  {error:#}");
            return Ok(None);
        }
        fs::write(python.join("zig-is-here"), ZIG)?;
    }
    let tools = folder().join("macos-tools");
    fs::create_dir_all(&tools)?;
    for (name, words) in [("cc", CC), ("ar", AR), ("ranlib", RANLIB)] {
        fs::write(tools.join(name), format!("#!/bin/sh\nzig='{} -m ziglang'\n{words}", zig.display()))?;
    }
    let mut mark = Command::new("chmod");
    mark.arg("+x").args(["cc", "ar", "ranlib"].map(|name| tools.join(name)));
    steps::program("macOS: names for the C compiler", &mut mark)?;
    Ok(Some(tools))
}
