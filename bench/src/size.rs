//! GOALS size: the window's program, and how much of an installer it fills, beside a Tauri window with nothing in it.
//! The screens lie inside the program; fonts are those of the system.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::ensure;
use serde_json::{Value, json};

use crate::{figures::rounded, start::program};

const MIB: f64 = 1_048_576.0;
const GOAL_MB: f64 = 15.0;

pub(crate) fn run() -> anyhow::Result<Value> {
    let (desk, empty) = (program("xinbao-desk")?, program("empty-window")?);
    let installed = |path: &Path| -> anyhow::Result<f64> { Ok(path.metadata()?.len() as f64 / MIB) };
    let (packed, floor_packed) = (packed(&desk)?, packed(&empty)?);
    Ok(json!({
        "name": "size",
        "installed_mib": rounded(installed(&desk)?), "floor_installed_mib": rounded(installed(&empty)?),
        "packed_mb": rounded(packed), "floor_packed_mb": rounded(floor_packed),
        "goal": "installer ≤ 15 MB + fonts; measured as the program packed by gzip -9, as in a .deb",
        "met": packed <= GOAL_MB,
    }))
}

/// MB (a million bytes) of a program in an installer.
fn packed(path: &Path) -> anyhow::Result<f64> {
    let done = Command::new("gzip").args(["-9", "-c"]).arg(path).stdin(Stdio::null()).output()?;
    ensure!(done.status.success(), "gzip ended with {}", done.status);
    Ok(done.stdout.len() as f64 / 1e6)
}
