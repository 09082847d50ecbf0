//! Schemathesis over the API's description, against the real server with simulated partners: whatever is sent, no answer says that the
//! server failed, and every answer is of the form that the description names.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, ensure};

use crate::steps;

/// Fetched from the package index into a folder of its own.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Who asks.
const HOOKS: &str = include_str!("api/hooks.py");

/// A stream of hints has no end.
const ENDLESS: &str = "/sync/hints";

/// Requests of one route; so many make a run of a minute or two.
const EXAMPLES: &str = "25";
const EXAMPLES_FULL: &str = "500";

/// Runs it. Where the package cannot be fetched, says so and goes on: the server's own tests stand.
pub(crate) fn run(full: bool) -> anyhow::Result<()> {
    let Some(program) = schemathesis()? else {
        eprintln!(
            "! skipped: {SCHEMATHESIS} is neither installed nor to be had; nothing was sent to the API's routes"
        );
        return Ok(());
    };
    let home = tempfile::tempdir().context("a home folder for the server")?;
    let server = Server::start(home.path())?;
    let hooks = home.path().join("hooks.py");
    fs::write(&hooks, HOOKS).context("the hooks of schemathesis")?;
    let api = format!("{}/api/v1", server.url);
    let mut command = Command::new(program);
    command
        .current_dir(home.path())
        .env("SCHEMATHESIS_HOOKS", &hooks)
        .env("XINBAO_API", &api)
        .env("NO_PROXY", "127.0.0.1")
        .args([
            "run",
            "--no-color",
            "--url",
            &api,
            "--exclude-path",
            ENDLESS,
            "--seed",
            "1",
            "--workers",
            "1",
        ])
        .args(["--checks", "not_a_server_error,content_type_conformance,response_schema_conformance"])
        .args([
            "--phases",
            "examples,coverage,fuzzing",
            "--warnings",
            "off",
            "--suppress-health-check",
            "all",
        ])
        .args(["--max-examples", if full { EXAMPLES_FULL } else { EXAMPLES }])
        .arg(steps::root().join("openapi/server.json"));
    steps::program("schemathesis over the API", &mut command)
}

/// The program; `None` where it cannot be fetched.
fn schemathesis() -> anyhow::Result<Option<PathBuf>> {
    let python = steps::target().join("tools/schemathesis");
    let (program, sign) = (python.join("bin/schemathesis"), python.join("is-here"));
    if fs::read_to_string(&sign).is_ok_and(|version| version == SCHEMATHESIS) {
        return Ok(Some(program));
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"]).arg(&python);
    let mut fetch = Command::new(python.join("bin/python"));
    fetch.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", SCHEMATHESIS]);
    let fetched = steps::program("a folder for schemathesis", &mut make)
        .and_then(|()| steps::program("fetch schemathesis", &mut fetch));
    if let Err(error) = fetched {
        eprintln!("  {error:#}");
        return Ok(None);
    }
    fs::write(&sign, SCHEMATHESIS)?;
    Ok(Some(program))
}

/// A server over a fresh database, with an operator; gone with this value.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(home: &Path) -> anyhow::Result<Self> {
        let config = home.join("server.toml");
        fs::write(&config, "simulated = true\nrequests_per_minute = 1000000\n")?;
        let program =
            steps::target().join("debug").join(format!("xinbao-server{}", std::env::consts::EXE_SUFFIX));
        let command = || {
            let mut command = Command::new(&program);
            command.env("XDG_DATA_HOME", home).env("XINBAO_LOG", "error").arg("--config").arg(&config);
            command
        };
        let migrated =
            command().arg("migrate").stdout(Stdio::null()).status().context("starting the server")?;
        ensure!(migrated.success(), "the server's database was not made");
        let mut adding = command();
        let adding = adding.args(["user", "add", "admin", "--role", "operator"]);
        let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        adding.stdin.take().context("its input is a pipe")?.write_all(b"First-pass1\n")?;
        ensure!(adding.wait()?.success(), "no operator was added");
        let mut process = command()
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        BufReader::new(process.stdout.take().context("its output is a pipe")?).read_line(&mut said)?;
        let url = said.trim().strip_prefix("listening on ").unwrap_or_default().to_owned();
        let server = Self { process, url };
        ensure!(!server.url.is_empty(), "the server did not say where it listens");
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is gone already needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
