//! What the machine must have, and how to get it where we can: Debian and Ubuntu packages, the UI's packages, three
//! cargo tools. Elsewhere it says what is missing.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::bail;

use crate::steps;

/// A Debian package, and a file or program that shows it is there.
struct Package {
    name: &'static str,
    sign: Sign,
}

enum Sign {
    Program(&'static str),
    Path(&'static str),
    /// A program in the folder of any version, such as Debian's of PostgreSQL, that is on no path.
    Versioned(&'static str, &'static str),
    PkgConfig(&'static str),
    Font(&'static str),
}

const fn package(name: &'static str, sign: Sign) -> Package {
    Package { name, sign }
}

/// To build and open the window.
const WINDOW: &[Package] = &[
    package("pkg-config", Sign::Program("pkg-config")),
    package("libwebkit2gtk-4.1-dev", Sign::PkgConfig("webkit2gtk-4.1")),
    package("fonts-noto-cjk", Sign::Font(":lang=zh-cn")),
];

/// To look at the window without a screen, to hold a keychain, to write workbooks with another program, and to run the
/// server's store on its grown database.
const TESTS: &[Package] = &[
    package("xvfb", Sign::Program("Xvfb")),
    package("xdotool", Sign::Program("xdotool")),
    package("xauth", Sign::Program("xauth")),
    package("dbus-x11", Sign::Program("dbus-run-session")),
    package("webkit2gtk-driver", Sign::Program("WebKitWebDriver")),
    package("imagemagick", Sign::Program("import")),
    package("gnome-keyring", Sign::Program("gnome-keyring-daemon")),
    package("libreoffice-calc", Sign::Program("soffice")),
    package("chromium", Sign::Program("chromium")),
    package("postgresql", Sign::Versioned("/usr/lib/postgresql", "bin/postgres")),
    package("python3-venv", Sign::Path("/usr/share/doc/python3-venv")),
];

/// To build for Windows and macOS, and to run what was built for Windows. Debian's security updates carry this second Rust
/// for its browsers; it comes with the sources of the standard library.
const SYSTEMS: &[Package] = &[
    package("rustc-web", Sign::Path("/usr/bin/rustc")),
    package("cargo-web", Sign::Path("/usr/bin/cargo")),
    package("rust-web-src", Sign::Path("/usr/lib/rustlib/src/rust/library")),
    package("gcc-mingw-w64-x86-64-win32", Sign::Program("x86_64-w64-mingw32-gcc")),
    package("g++-mingw-w64-x86-64-win32", Sign::Program("x86_64-w64-mingw32-g++")),
    package("wine", Sign::Program("wine")),
    package("wine64", Sign::Path("/usr/lib/wine/wine64")),
];

/// Makes sure that the window can be built and opened.
pub(crate) fn window() -> anyhow::Result<()> {
    packages("system packages of the window", &[WINDOW])?;
    ui()
}

/// Makes sure that everything can be tested.
pub(crate) fn tests() -> anyhow::Result<()> {
    packages("system packages of the tests", &[WINDOW, TESTS])?;
    ui()
}

/// Makes sure that other systems can be built for, and that Windows programs run here.
pub(crate) fn systems() -> anyhow::Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("that is done on Linux on x86-64");
    }
    packages("compilers for other systems", &[WINDOW, TESTS, SYSTEMS])?;
    ui()
}

/// The UI's packages, exactly as locked; nothing to do while they are newer than the lock file.
pub(crate) fn ui() -> anyhow::Result<()> {
    let ui = steps::root().join("ui");
    let changed = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&ui.join("package-lock.json")) {
        return Ok(());
    }
    steps::program("npm ci", &mut steps::npm(&["ci", "--no-audit", "--no-fund"]))
}

fn packages(step: &str, lists: &[&[Package]]) -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<&str> = lists
        .iter()
        .copied()
        .flatten()
        .filter(|package| !package.sign.is_there())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(apt) = apt() else {
        bail!("missing on this machine, please install (Debian names): {}", missing.join(" "));
    };
    let run = |arguments: &[&str]| {
        let mut command = Command::new(apt[0]);
        command.args(&apt[1..]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    steps::program("apt-get update", &mut run(&["update", "-q"]))?;
    let install = ["install", "-y", "-q", "--no-install-recommends"];
    steps::program(step, &mut run(&[&install[..], &missing[..]].concat()))
}

/// How to call apt-get here, if we may: as root, or through a sudo that asks nothing.
fn apt() -> Option<Vec<&'static str>> {
    if !on_path("apt-get") {
        return None;
    }
    if quiet(Command::new("id").arg("-u")).is_some_and(|out| out.trim() == "0") {
        return Some(vec!["apt-get"]);
    }
    quiet(Command::new("sudo").args(["-n", "true"]))?;
    Some(vec!["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
}

impl Sign {
    fn is_there(&self) -> bool {
        match self {
            Self::Program(name) => on_path(name),
            Self::Path(path) => Path::new(path).exists(),
            Self::Versioned(folder, program) => std::fs::read_dir(folder).is_ok_and(|versions| {
                versions.flatten().any(|version| version.path().join(program).is_file())
            }),
            Self::PkgConfig(name) => quiet(Command::new("pkg-config").args(["--exists", name])).is_some(),
            Self::Font(pattern) => {
                quiet(Command::new("fc-list").arg(pattern)).is_some_and(|out| !out.trim().is_empty())
            }
        }
    }
}

/// A cargo tool, installed beside the build if the machine has none. `None`: it could not be had (no network).
pub(crate) fn cargo_tool(name: &str) -> Option<PathBuf> {
    cargo_tool_with(name, &[])
}

/// The same, installed with more said.
pub(crate) fn cargo_tool_with(name: &str, more: &[&str]) -> Option<PathBuf> {
    if let Some(found) = find(name) {
        return Some(found);
    }
    let tools = steps::target().join("tools");
    let installed = tools.join("bin").join(name);
    if !installed.exists() {
        let mut install = steps::cargo(&["install", "--locked", "--quiet", "--root"]);
        install.arg(&tools).arg(name).args(more).env("CARGO_TARGET_DIR", tools.join("build"));
        steps::program(&format!("cargo install {name}"), &mut install).ok()?;
        // The intermediate files are as large as our own build and never needed again.
        std::fs::remove_dir_all(tools.join("build")).ok();
    }
    installed.exists().then_some(installed)
}

fn on_path(program: &str) -> bool {
    find(program).is_some()
}

fn find(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Standard output of a program that succeeded.
fn quiet(command: &mut Command) -> Option<String> {
    let done = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
}
