//! The PostgreSQL cluster of the tests: the one that the environment names, or one that lives as long as this process.

use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    sync::OnceLock,
};

/// The script that makes a cluster; `cargo xtask test` runs the same.
const SCRIPT: &str = include_str!("postgres.sh");

/// Where the cluster is; the database that it names serves to make others.
///
/// # Panics
/// If none is named and none can be started.
pub(super) fn url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| std::env::var("XINBAO_TEST_POSTGRES").unwrap_or_else(|_| start()))
}

fn start() -> String {
    let mut script = Command::new("sh")
        .args(["-c", SCRIPT, "postgres.sh"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut url = String::new();
    BufReader::new(script.stdout.take().expect("its output is a pipe"))
        .read_line(&mut url)
        .expect("the script says where the cluster is");
    assert!(!url.is_empty(), "no PostgreSQL for the tests: is Debian's package `postgresql` installed?");
    // Its end of input is the end of this process: then the script stops the cluster and removes it.
    std::mem::forget(script);
    url.trim().to_owned()
}
