//! GOALS edit (CM-PERF-01): one cell of a 100,000-line order, from the verb's call until it is durable and the sums
//! are right; beside one durable commit of one row, and beside the same edit in an order of 10 lines.

use std::time::{Duration, Instant};

use actions::edit_lines::TypedEdit;
use desk::desk::Desk;
use domain::LineField;
use serde_json::{Value, json};
use values::{LineId, OrderId};

use crate::{
    figures::{Figures, rounded},
    workshop,
};

const EDITS: usize = 400;

pub(crate) async fn run() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let (large, small) = (workshop::new_order(&desk).await?, workshop::new_order(&desk).await?);
    workshop::fill(&desk, large, 100_000).await?;
    workshop::fill(&desk, small, 10).await?;
    while desk.store().index_step(2_000).await?.left > 0 {}
    desk.store().checkpoint().await?;
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..EDITS {
        times[0].push(floor(&desk, round).await?);
        times[1].push(edit(&desk, large, (round * 7_919) % 100_000, round).await?);
        times[2].push(edit(&desk, small, round % 10, round).await?);
    }
    let [floor, large, small] = times.map(Figures::of);
    let over = large.percentile(0.99) - floor.percentile(0.99);
    Ok(json!({
        "name": "edit",
        "edits": EDITS,
        "floor_ms": { "p50": rounded(floor.median()), "p99": rounded(floor.percentile(0.99)) },
        "edit_100000_ms": { "p50": rounded(large.median()), "p99": rounded(large.percentile(0.99)) },
        "edit_10_ms": { "p50": rounded(small.median()), "p99": rounded(small.percentile(0.99)) },
        "p99_over_floor_ms": rounded(over),
        "large_to_small_p50": rounded(large.median() / small.median()),
        "goal": "p99 ≤ floor's p99 + 3 ms; large within ± 20 % of small",
        "met": over <= 3.0 && large.median() / small.median() <= 1.2,
    }))
}

/// One durable commit of one row.
async fn floor(desk: &Desk, round: usize) -> anyhow::Result<Duration> {
    let started = Instant::now();
    desk.store().set_setting("bench", &round.to_string()).await?;
    Ok(started.elapsed())
}

async fn edit(desk: &Desk, order: OrderId, at: usize, round: usize) -> anyhow::Result<Duration> {
    let page = desk.store().lines_page(order, u32::try_from(at)?, 1).await?;
    let line: LineId =
        page.lines.first().map(|placed| placed.line.id).ok_or_else(|| anyhow::anyhow!("no line {at}"))?;
    let typed = [TypedEdit { line, fields: vec![(LineField::Amount, format!("{}.25", round + 1))] }];
    let started = Instant::now();
    actions::edit_lines(desk, order, &typed).await?;
    Ok(started.elapsed())
}
