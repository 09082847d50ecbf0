//! A PostgreSQL cluster of the benchmarks' own. Unlike that of the tests it waits for the disk.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::{Context as _, ensure};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// The script that makes a cluster for the tests.
const SCRIPT: &str = include_str!("../../../crates/store-server/src/testing/postgres.sh");

/// A cluster; it is gone when this is dropped.
pub(crate) struct Cluster {
    script: Child,
    url: String,
    made: AtomicU32,
}

impl Cluster {
    /// # Errors
    /// PostgreSQL is not installed.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT, "postgres.sh"])
            .env("XINBAO_POSTGRES_DURABLE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut url = String::new();
        BufReader::new(script.stdout.take().context("its output is a pipe")?).read_line(&mut url)?;
        ensure!(!url.is_empty(), "no PostgreSQL: is Debian's package `postgresql` installed?");
        Ok(Self { script, url: url.trim().to_owned(), made: AtomicU32::new(0) })
    }

    /// The address of a new database.
    pub(crate) async fn fresh(&self) -> anyhow::Result<String> {
        let name = format!("bench_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.url).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await?;
        connection.close().await?;
        Ok(self.url.replacen("/postgres?", &format!("/{name}?"), 1))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The end of its input tells the script to stop the cluster and to remove it.
        drop(self.script.stdin.take());
        let _ = self.script.wait();
    }
}
