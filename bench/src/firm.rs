//! A firm to measure with: a real server in a process of its own, over either database, and desks that travel through it.

pub(crate) mod cluster;
pub(crate) mod desks;
pub(crate) mod floor;

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, ensure};
use server::{Settings, settings::Flags};
use tokio::runtime::Runtime;

use self::cluster::Cluster;
use crate::figures::process_mib;

/// The data key of every server that is measured, as its environment variable has it.
pub(crate) const DATA_KEY: &str = "0505050505050505050505050505050505050505050505050505050505050505";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Makes fresh databases of one kind.
pub(crate) enum Databases {
    Sqlite,
    Postgres(Cluster),
}

impl Databases {
    /// # Errors
    /// PostgreSQL is not installed.
    pub(crate) fn of(database: Database) -> anyhow::Result<Self> {
        Ok(match database {
            Database::Sqlite => Self::Sqlite,
            Database::Postgres => Self::Postgres(Cluster::start()?),
        })
    }

    /// The address of a fresh database that has its tables; a file lies in the folder.
    pub(crate) fn fresh(&self, runtime: &Runtime, folder: &Path) -> anyhow::Result<String> {
        let url = match self {
            Self::Sqlite => format!("sqlite:{}", folder.join("server.db").display()),
            Self::Postgres(cluster) => runtime.block_on(cluster.fresh())?,
        };
        runtime.block_on(store_server::Store::migrate(&url))?;
        Ok(url)
    }
}

/// A server, which ends with this.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts one over this database.
    pub(crate) fn start(database: &str, home: &Path) -> anyhow::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["server", database])
            .env("XDG_DATA_HOME", home)
            .env("XINBAO_DATA_KEY", DATA_KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let told = process.stdout.take().context("its output is a pipe")?;
        BufReader::new(told).read_line(&mut line)?;
        ensure!(!line.is_empty(), "the server does not start");
        Ok(Self { process, address: line.trim().to_owned() })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A measurement of its memory begins: what it holds now, in MiB.
    pub(crate) fn memory(&self) -> anyhow::Result<Memory> {
        Memory::of(self.process.id())
    }
}

/// What a process holds, from some moment on.
pub(crate) struct Memory {
    process: u32,
    before_mib: f64,
}

impl Memory {
    /// From now on; its peak of before is forgotten.
    pub(crate) fn of(process: u32) -> anyhow::Result<Self> {
        std::fs::write(format!("/proc/{process}/clear_refs"), "5").context("the peak is not forgotten")?;
        Ok(Self { process, before_mib: process_mib(process, "VmRSS") })
    }

    /// By how much it has grown at its peak, in MiB.
    pub(crate) fn growth_mib(&self) -> f64 {
        process_mib(self.process, "VmHWM") - self.before_mib
    }
}

/// This program as a server: what `xinbao-server --simulated` is, but for the limit of requests, since a few desks ask here what
/// many do elsewhere. It says where it listens and serves until it is ended.
pub(crate) fn become_server(runtime: &Runtime, arguments: &[String]) -> anyhow::Result<()> {
    let database = arguments.first().context("server DATABASE")?;
    let flags = Flags {
        listen: Some("127.0.0.1:0".parse()?),
        database: Some(database.clone()),
        simulated: true,
        ..Flags::default()
    };
    let settings = Settings { requests_per_minute: 1_000_000, ..Settings::read(&flags)? };
    runtime.block_on(server::serve::run(&settings, |address| println!("{address}")))
}

/// Runs a step in a process of its own, so that no measurement inherits another's memory; answers with what it prints.
pub(crate) fn step(words: &[&str], vault: &Path) -> anyhow::Result<serde_json::Value> {
    let out = Command::new(std::env::current_exe()?)
        .args(words)
        .env("XINBAO_BENCH_VAULT", vault)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(out.status.success(), "{} failed", words.join(" "));
    if out.stdout.is_empty() { Ok(serde_json::Value::Null) } else { Ok(serde_json::from_slice(&out.stdout)?) }
}

/// The vault of a step.
pub(crate) fn vault() -> anyhow::Result<PathBuf> {
    std::env::var_os("XINBAO_BENCH_VAULT").map(PathBuf::from).context("XINBAO_BENCH_VAULT")
}
