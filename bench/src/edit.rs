//! GOALS edit (CM-PERF-01): one cell of a 100,000-line order, from the verb's call until it is durable and the sums
//! are right; beside one durable commit of one row, beside the same edit in an order of 10 lines, and while the search
//! index catches up with 100,000 new lines.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use actions::edit_lines::TypedEdit;
use desk::desk::Desk;
use domain::LineField;
use serde_json::{Value, json};
use values::{LineId, OrderId};

use crate::{
    figures::{Figures, rounded},
    workshop,
};

const EDITS: usize = 2_000;

pub(crate) async fn run() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let (large, small) = (workshop::new_order(&desk).await?, workshop::new_order(&desk).await?);
    workshop::fill(&desk, large, 100_000).await?;
    workshop::fill(&desk, small, 10).await?;
    let started = Instant::now();
    let beside = beside_index(&desk, large).await?;
    let index_ms = started.elapsed().as_secs_f64() * 1e3;
    desk.store().checkpoint().await?;
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..EDITS {
        times[0].push(floor(&desk, round).await?);
        times[1].push(edit(&desk, large, (round * 7_919) % 100_000, round).await?);
        times[2].push(edit(&desk, small, round % 10, round).await?);
    }
    desk.store().close().await;
    let edits_beside = beside.len();
    let beside = Figures::of(beside);
    let [floor, large, small] = times.map(Figures::of);
    let over = large.percentile(0.99) - floor.percentile(0.99);
    let is_met = over <= 3.0 && large.median() / small.median() <= 1.2;
    Ok(json!({
        "name": "edit",
        "edits": EDITS,
        "floor_ms": { "p50": rounded(floor.median()), "p99": rounded(floor.percentile(0.99)) },
        "edit_100000_ms": { "p50": rounded(large.median()), "p99": rounded(large.percentile(0.99)) },
        "edit_10_ms": { "p50": rounded(small.median()), "p99": rounded(small.percentile(0.99)) },
        "p99_over_floor_ms": rounded(over),
        "large_to_small_p50": rounded(large.median() / small.median()),
        "beside_index": {
            "edits": edits_beside,
            "index_ms": rounded(index_ms),
            "p50_ms": rounded(beside.median()),
            "p99_ms": rounded(beside.percentile(0.99)),
            "max_ms": rounded(beside.percentile(1.0)),
        },
        "goal": "p99 ≤ floor's p99 + 3 ms; large within ± 20 % of small",
        "met": is_met,
    }))
}

/// Edits, one after the other, until the index has caught up with 100,000 new lines.
async fn beside_index(desk: &Desk, order: OrderId) -> anyhow::Result<Vec<Duration>> {
    let ended = Arc::new(AtomicBool::new(false));
    let index = tokio::spawn({
        let (store, ended) = (desk.store().clone(), Arc::clone(&ended));
        async move {
            let mut left = Ok(1);
            while matches!(left, Ok(1..)) {
                left = store.index_step(2_000).await.map(|step| step.left);
            }
            ended.store(true, Ordering::Relaxed);
            left
        }
    });
    let mut times = Vec::new();
    while !ended.load(Ordering::Relaxed) {
        let round = times.len();
        // Other values than the later rounds bring, so that those change something.
        times.push(edit(desk, order, (round * 7_919) % 100_000, 10_000 + round).await?);
        // Faster than anybody types: what this shows is the worst that a person may meet.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    index.await??;
    Ok(times)
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
