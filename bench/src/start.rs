//! `start`: cold start → home is painted and takes keys, beside a Tauri window with nothing in it; ten alternated starts each,
//! in release, without a lock. Memory is what all their processes hold together (PSS), three seconds after.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};

use crate::figures::rounded;

const STARTS: usize = 10;
const GOAL_TIME: f64 = 1.3;
const GOAL_MEMORY: f64 = 1.4;

/// One start: milliseconds until the page said that it was ready, MiB of all processes afterwards.
struct Start {
    ms: f64,
    mib: f64,
}

pub(crate) fn run() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let vault = make_vault(folder.path())?;
    let (empty, desk) = (program("empty-window")?, program("xinbao-desk")?);
    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        floor.push(start(Command::new(&empty), folder.path())?);
        let mut command = Command::new(&desk);
        command.arg("--data").arg(&vault).arg("--key-file").arg(folder.path().join("key"));
        ours.push(start(command, folder.path())?);
    }
    let times = |starts: &[Start]| median(starts.iter().map(|start| start.ms).collect());
    let memory = |starts: &[Start]| median(starts.iter().map(|start| start.mib).collect());
    let (time_ratio, memory_ratio) = (times(&ours) / times(&floor), memory(&ours) / memory(&floor));
    Ok(json!({
        "name": "start",
        "goal": format!("time ≤ {GOAL_TIME} × an empty window, memory of all processes ≤ {GOAL_MEMORY} ×"),
        "starts": STARTS,
        // The desk opens at home, where a new order is one key away; it does not return to the last order.
        "place": "home",
        "floor_ms": rounded(times(&floor)), "ms": rounded(times(&ours)), "ratio": rounded(time_ratio),
        "floor_mib": rounded(memory(&floor)), "mib": rounded(memory(&ours)), "memory_ratio": rounded(memory_ratio),
        "met": time_ratio <= GOAL_TIME && memory_ratio <= GOAL_MEMORY,
    }))
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    if figures.len() % 2 == 1 { figures[middle] } else { f64::midpoint(figures[middle - 1], figures[middle]) }
}

/// A vault with one order, kept by a key file: a keychain's answer would be measured with it.
fn make_vault(folder: &Path) -> anyhow::Result<PathBuf> {
    let (vault, key) = (folder.join("vault"), folder.join("key"));
    fs::write(&key, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n")?;
    let xinbao = |arguments: &[&str]| -> anyhow::Result<()> {
        let mut command = Command::new(program("xinbao")?);
        command.arg("--data").arg(&vault).arg("--key-file").arg(&key).arg("--json").args(arguments);
        let done = command.output()?;
        ensure!(done.status.success(), "xinbao {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        Ok(())
    };
    let code = folder.join("code");
    xinbao(&["init", "--recovery-out", code.to_str().context("a plain name")?])?;
    xinbao(&["order", "new"])?;
    Ok(vault)
}

/// A program that was built beside this one.
pub(crate) fn program(name: &str) -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(name);
    ensure!(path.is_file(), "{} is not built; `cargo xtask bench` builds it", path.display());
    Ok(path)
}

fn start(mut command: Command, home: &Path) -> anyhow::Result<Start> {
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("XINBAO_ANNOUNCE", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    let began = Instant::now();
    let mut child = command.spawn()?;
    let ready = wait_ready(&mut child).map(|()| began.elapsed().as_secs_f64() * 1_000.0);
    let mib = ready.as_ref().ok().map(|_| {
        thread::sleep(Duration::from_secs(3));
        memory(child.id())
    });
    end(&mut child)?;
    Ok(Start { ms: ready?, mib: mib.context("measured after it was ready")?? })
}

fn wait_ready(child: &mut Child) -> anyhow::Result<()> {
    let told = BufReader::new(child.stderr.take().context("its standard error is ours")?);
    for line in told.lines() {
        if line? == "ready" {
            return Ok(());
        }
    }
    bail!("the window ended before it was ready")
}

/// MiB that a process and all that it started hold, shared pages divided among their holders.
fn memory(root: u32) -> anyhow::Result<f64> {
    pss_mib(&family(root))
}

/// A process and all that it started.
pub(crate) fn family(root: u32) -> Vec<u32> {
    let mut family = vec![root];
    let mut seen = 0;
    while let Some(&process) = family.get(seen) {
        seen += 1;
        let tasks = format!("/proc/{process}/task");
        for task in fs::read_dir(tasks).into_iter().flatten().filter_map(Result::ok) {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    family
}

/// MiB that these processes hold, shared pages divided among their holders.
pub(crate) fn pss_mib(processes: &[u32]) -> anyhow::Result<f64> {
    let mut kib = 0.0;
    for process in processes {
        // One that ended meanwhile holds nothing.
        let Ok(rollup) = fs::read_to_string(format!("/proc/{process}/smaps_rollup")) else { continue };
        let pss =
            rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("smaps_rollup has Pss")?;
        kib += pss.trim().trim_end_matches(" kB").parse::<f64>()?;
    }
    Ok(kib / 1_024.0)
}

fn end(child: &mut Child) -> anyhow::Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}
