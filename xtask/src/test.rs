//! `cargo xtask test`: everything that must hold. CI runs this and nothing else.
//!
//! All Rust is built as one workspace in one profile, so that nothing is compiled twice with other features. Tests run
//! in a session of their own: an empty home folder and an unlocked keychain that ends with them.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context as _;

use crate::{check, cluster::Cluster, needs, steps};

/// The newest that our compiler builds.
const S3S_FS: &str = "0.14.1";

/// Every test, the real window's among them.
const TESTS: &[&str] = &["test", "--workspace", "--features", "house-tests/window"];

/// The simulation with bugs in it, each of which it must find. Built with other features, so that no program has them.
const PLANTED: &[&str] = &["test", "-p", "testkit", "--features", "planted", "--test", "sim", "planted"];

pub(crate) fn run(full: bool) -> anyhow::Result<()> {
    check::sources()?;
    needs::tests()?;
    check::screens()?;
    steps::program("UI tests", &mut steps::npm(&["run", "--silent", "test"]))?;
    steps::program("UI tests in a browser", &mut steps::npm(&["run", "--silent", "test:browser"]))?;
    steps::program("UI build", &mut steps::npm(&["run", "--silent", "build"]))?;
    // The server embeds them, so they come first.
    steps::program("consoles", &mut steps::npm(&["run", "--silent", "build:consoles"]))?;
    steps::program("clippy", &mut steps::cargo(check::CLIPPY))?;
    licences()?;
    steps::program("build", &mut steps::cargo(&["build", "--workspace", "--bins"]))?;
    let mut consoles = steps::npm(&["run", "--silent", "test:consoles"]);
    consoles.env("XINBAO_SERVER", steps::server_program());
    steps::program("consoles out of the server, in a browser", &mut consoles)?;
    steps::program("build the tests", &mut steps::cargo(&[TESTS, &["--no-run", "--quiet"]].concat()))?;
    crate::api::run(full)?;
    if full {
        crate::fuzz::run()?;
        steps::program("planted bugs", &mut steps::cargo(PLANTED))?;
    }
    let bucket = s3()?;
    let home = tempfile::tempdir().context("a home folder for the tests")?;
    let cluster = Cluster::start()?;
    steps::program(
        "tests",
        in_session(home.path(), TESTS, full)
            .env("XINBAO_TEST_POSTGRES", &cluster.url)
            .env("XINBAO_TEST_S3", &bucket),
    )?;
    if full { crate::systems::run() } else { Ok(()) }
}

/// The S3 server of the tests. Compiled for the eye, not for speed: it holds a few small files.
fn s3() -> anyhow::Result<PathBuf> {
    let installed =
        needs::cargo_tool_with("s3s-fs", &["--version", S3S_FS, "--features", "binary", "--debug"]);
    installed.context("s3s-fs, the S3 server of the tests, is neither installed nor to be had")
}

/// Licences, bans, sources always; advisories where their database can be fetched. Without network for the tool itself,
/// says so and goes on: the lock file has not changed by that.
fn licences() -> anyhow::Result<()> {
    let Some(deny) = needs::cargo_tool("cargo-deny") else {
        eprintln!(
            "! skipped: cargo-deny is neither installed nor to be had; licences and advisories were not checked"
        );
        return Ok(());
    };
    let run = |checks: &[&str]| {
        let mut command = Command::new(&deny);
        command.current_dir(steps::root()).args(["--log-level", "error", "check"]).args(checks);
        command
    };
    let fetched =
        Command::new(&deny).current_dir(steps::root()).args(["--log-level", "error", "fetch", "db"]).status();
    if fetched.is_ok_and(|status| status.success()) {
        steps::program("cargo deny (advisories)", &mut run(&["--disable-fetch", "advisories"]))?;
    } else {
        eprintln!("! skipped: the advisory database cannot be fetched here");
    }
    steps::program("cargo deny", &mut run(&["licenses", "bans", "sources"]))
}

/// `cargo …` inside a bus session with an unlocked keychain, a screen in memory and a home folder of its own.
pub(crate) fn in_session(home: &Path, arguments: &[&str], full: bool) -> Command {
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("xvfb-run");
        command.args([
            "--auto-servernum",
            "--server-args",
            "-screen 0 1440x900x24",
            "dbus-run-session",
            "--",
        ]);
        // The daemon reads the password of a new ring from its standard input and stays for the session.
        let unlocked =
            "printf synthetic | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";
        command.args(["sh", "-c", unlocked, "session"]).arg(steps::cargo(&[]).get_program());
        command.args(arguments);
        command
    } else {
        steps::cargo(arguments)
    };
    // Cargo and rustup keep their folders; everything else believes in the fresh home.
    for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        if std::env::var_os(variable).is_none()
            && let Some(real) = std::env::home_dir()
        {
            command.env(variable, real.join(folder));
        }
    }
    for variable in
        ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"]
    {
        command.env_remove(variable);
    }
    command.current_dir(steps::root()).env("HOME", home).env("XINBAO_WINDOW", steps::window_program());
    if full {
        command.env("XINBAO_FULL", "1");
    }
    command
}
