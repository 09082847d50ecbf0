//! Memory over time: orders are opened, edited, scrolled and undone in the real window while `xinbao` imports and undoes
//! beside it. The figure is what all processes of the window hold at the end, beside the same after the first minute.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use house_tests::window::keys;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{
    figures::rounded,
    start, window,
    window::{Desks, opened},
};

const MINUTES: u64 = 3;
const WARM_UP: Duration = Duration::from_secs(60);
const GOAL: f64 = 1.2;

pub(crate) fn run(runtime: &Runtime, arguments: &[String]) -> anyhow::Result<Value> {
    let minutes =
        arguments.first().map_or(Ok(MINUTES), |text| text.parse()).context("minutes, such as 10")?;
    let mut desks = opened(runtime, 20_000)?;
    let rows: String =
        (0..300).map(|at| format!(",示例商户一,19900000001,2025-03,折叠雨伞{at},12,2,7.50\n")).collect();
    let file = desks.computer.folder().join("lines.csv");
    std::fs::write(&file, format!("采购号,商户名,手机号,下单月份,品名,数量,总件数,总金额\n{rows}"))?;
    let began = Instant::now();
    let (mut rounds, mut first, mut samples) = (0_u32, None, Vec::new());
    while began.elapsed() < Duration::from_secs(minutes * 60) {
        round(&mut desks, rounds)?;
        rounds += 1;
        let mib = held()?;
        samples.push(rounded(mib));
        if began.elapsed() >= WARM_UP && first.is_none() {
            first = Some(mib);
        }
    }
    let first = first.context("longer than the first minute")?;
    let last = held()?;
    drop(desks);
    let every = samples.len().div_ceil(20).max(1);
    let ratio = last / first;
    Ok(json!({
        "name": "soak", "minutes": minutes, "rounds": rounds,
        "floor_mib": rounded(first), "mib": rounded(last), "ratio": rounded(ratio),
        "samples_mib": samples.iter().step_by(every).collect::<Vec<_>>(),
        "goal": "memory of all processes at the end ≤ 1.2 × what it was after the first minute",
        "met": ratio <= GOAL,
    }))
}

/// MiB of the window's processes and its driver's.
fn held() -> anyhow::Result<f64> {
    let own = std::process::id();
    let others: Vec<u32> = start::family(own).into_iter().filter(|&process| process != own).collect();
    start::pss_mib(&others)
}

fn round(desks: &mut Desks, round: u32) -> anyhow::Result<()> {
    let order = if round.is_multiple_of(3) { desks.small } else { desks.large };
    window::show(&mut desks.window, order)?;
    desks.window.press(&format!("{}{}", round % 1_000 + 100, keys::ENTER))?;
    desks.window.run(&format!(
        "const area = document.querySelector('[role=grid]').parentElement.parentElement; \
         area.scrollTop = (area.scrollHeight * {}) / 10;",
        round % 10
    ))?;
    desks.window.chord(&[keys::CONTROL], 'z')?;
    let id = desks.small.to_string();
    let file = desks.computer.folder().join("lines.csv");
    xinbao(desks, &["import", &id, file.to_str().context("a plain name")?])?;
    xinbao(desks, &["undo", &id])
}

fn xinbao(desks: &Desks, arguments: &[&str]) -> anyhow::Result<()> {
    let folder = desks.computer.folder();
    let mut command = Command::new(start::program("xinbao")?);
    command.arg("--data").arg(folder.join("vault")).arg("--key-file").arg(folder.join("key")).arg("--json");
    let done = command.args(arguments).output()?;
    let told = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "xinbao {arguments:?}: {told} {}", String::from_utf8_lossy(&done.stdout));
    Ok(())
}
