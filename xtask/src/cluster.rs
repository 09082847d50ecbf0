//! A PostgreSQL cluster for one run of the tests.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, ensure};

/// The script that the store's own tests use when nobody has started a cluster for them.
const SCRIPT: &str = include_str!("../../crates/store-server/src/testing/postgres.sh");

/// A fresh cluster; stopped and removed when this is dropped, or when this program dies.
pub(crate) struct Cluster {
    /// Where it is.
    pub(crate) url: String,
    script: Child,
}

impl Cluster {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT, "postgres.sh"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("a shell for the PostgreSQL cluster of the tests")?;
        let mut url = String::new();
        let said = script.stdout.take().context("the script's output is a pipe")?;
        BufReader::new(said).read_line(&mut url).context("where the PostgreSQL cluster is")?;
        let cluster = Self { url: url.trim().to_owned(), script };
        ensure!(!cluster.url.is_empty(), "the PostgreSQL cluster of the tests did not start");
        Ok(cluster)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The script waits for the end of its input, then stops the cluster. If it is gone already, so is the cluster.
        drop(self.script.stdin.take());
        let _ = self.script.wait();
    }
}
