//! Windows: everything is built and linked; what needs no window runs under wine.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};

use super::{BUILD_SECONDS, bounded, cargo, folder, left_out};
use crate::steps;

const TARGET: &str = "x86_64-pc-windows-gnu";
/// The crates without a window, whose tests start real processes as well. They come first: what breaks mostly breaks here.
const CRATES: &[&str] = &["values", "domain", "actions", "excel-import", "store-desk", "desk", "cli"];
/// The window: what stands behind it runs without a web view.
const WINDOW: &[&str] = &["xinbao-desk"];
/// For one test program.
const PROGRAM_SECONDS: u32 = 20 * 60;
/// For all of them.
const TESTS_SECONDS: u32 = 60 * 60;

pub(super) fn run() -> anyhow::Result<()> {
    let mut build =
        cargo(BUILD_SECONDS, "test", TARGET, &[&of(CRATES)[..], &["--no-run", "--quiet"]].concat())?;
    steps::program("Windows: build the crates without a window", &mut build)?;
    let wine = Wine::prepare()?;
    let tested = wine.test("Windows: their tests under wine", CRATES);

    let mut build = cargo(BUILD_SECONDS, "build", TARGET, &["--workspace", "--bins", "--quiet"])?;
    steps::program("Windows: build all programs, the window too", &mut build)?;
    let shown = steps::step("Windows: a start without WebView2 says what to install", || {
        wine.start_without_webview()
    });
    let window = wine.test("Windows: the window's tests under wine", WINDOW);
    left_out::tell()?;
    // All of it has been tried by now; the first that failed is the one to tell.
    tested.and(shown).and(window)
}

fn of(packages: &[&'static str]) -> Vec<&'static str> {
    packages.iter().flat_map(|package| ["-p", package]).collect()
}

/// A Windows of our own, which ends with us.
struct Wine {
    prefix: PathBuf,
}

impl Wine {
    fn prepare() -> anyhow::Result<Self> {
        let wine = Self { prefix: folder().join("wine") };
        fs::create_dir_all(&wine.prefix).context("a folder for wine")?;
        let mut boot = bounded(5 * 60, "wine");
        wine.dress(boot.args(["wineboot", "--init"]));
        steps::program("Windows: prepare wine", &mut boot)?;
        let system = wine.prefix.join("drive_c/windows/system32");
        if !system.join("bcryptprimitives.dll").exists() {
            steps::step("Windows: the random numbers that this wine lacks", || random_numbers(&system))?;
        }
        Ok(wine)
    }

    /// The tests of some packages, except those that are known not to run here.
    fn test(&self, step: &str, packages: &[&'static str]) -> anyhow::Result<()> {
        let mut arguments = [&of(packages)[..], &["--no-fail-fast", "--quiet", "--", "--exact"]].concat();
        for (test, _) in left_out::UNDER_WINE {
            arguments.extend(["--skip", test]);
        }
        let mut tests = cargo(TESTS_SECONDS, "test", TARGET, &arguments)?;
        self.dress(&mut tests);
        let runner = format!("timeout --kill-after=20 {PROGRAM_SECONDS} wine");
        steps::program(step, tests.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", runner))
    }

    fn dress(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEDEBUG", "-all")
            // It would offer to download a browser and a runtime that nothing here asks for.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            // The libraries beside the programs: tests lie a folder deeper.
            .env("WINEPATH", format!("Z:{}", programs().display()).replace('/', "\\"))
            // Where this Windows keeps a person's data, not where Linux does.
            .env_remove("XDG_RUNTIME_DIR");
    }

    /// Wine has no web view, so a start must end in the message that a person without one needs.
    fn start_without_webview(&self) -> anyhow::Result<()> {
        let mut start = Command::new("xvfb-run");
        start.args(["--auto-servernum", "timeout", "--kill-after=5", "60", "wine"]);
        start.arg(programs().join("xinbao-desk.exe")).args(["--data", r"C:\nobody"]).stdin(Stdio::null());
        self.dress(&mut start);
        let done = start.output().context("starting the window under wine")?;
        let said = String::from_utf8_lossy(&done.stderr);
        // The message stays until somebody presses its button; nobody does, so it ends with the time.
        if !said.contains("WebView2") {
            bail!("{}: {said}", done.status);
        }
        Ok(())
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        let mut end = Command::new("wineserver");
        self.dress(end.arg("--kill"));
        // One that has ended by itself already is no fault.
        drop(end.stderr(Stdio::null()).status());
    }
}

fn programs() -> PathBuf {
    folder().join(TARGET).join("debug")
}

/// Wine 8 has no `ProcessPrng`, by which Rust's standard library seeds its tables. Every Windows since 8 has it.
fn random_numbers(system: &Path) -> anyhow::Result<()> {
    let source = folder().join("bcryptprimitives.c");
    fs::write(
        &source,
        "#include <windows.h>\n\
         BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG length);\n\
         __declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)\n\
         { return SystemFunction036(data, (ULONG)length); }\n",
    )?;
    let mut compile = bounded(60, "x86_64-w64-mingw32-gcc");
    compile
        .args(["-shared", "-O1", "-o"])
        .arg(system.join("bcryptprimitives.dll"))
        .arg(source)
        .arg("-ladvapi32");
    let status = compile.status().context("starting the compiler")?;
    if !status.success() {
        bail!("{compile:?} ended with {status}");
    }
    Ok(())
}
