//! GOALS open, its data side (CM-PERF-01): an order of 100,000 lines until its first rows are there, beside an order
//! of 10 lines; and pages while scrolling.

use std::time::{Duration, Instant};

use desk::desk::Desk;
use serde_json::{Value, json};
use values::OrderId;

use crate::{
    figures::{Figures, rounded},
    workshop,
};

const OPENS: usize = 200;
const PAGE: u32 = 200;

pub(crate) async fn run() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let (large, small) = (workshop::new_order(&desk).await?, workshop::new_order(&desk).await?);
    workshop::fill(&desk, large, 100_000).await?;
    workshop::fill(&desk, small, 10).await?;
    desk.store().checkpoint().await?;
    let (mut opens_large, mut opens_small, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..OPENS {
        // Half of the rounds begin with the small order, so that neither always finds the caches as the other left them.
        if round % 2 == 0 {
            opens_large.push(open(&desk, large).await?);
            opens_small.push(open(&desk, small).await?);
        } else {
            opens_small.push(open(&desk, small).await?);
            opens_large.push(open(&desk, large).await?);
        }
        let offset = u32::try_from((round * 104_729) % 99_800)?;
        let started = Instant::now();
        desk.store().lines_page(large, offset, PAGE).await?;
        pages.push(started.elapsed());
    }
    let (large, small, pages) = (Figures::of(opens_large), Figures::of(opens_small), Figures::of(pages));
    let ratio = large.median() / small.median();
    Ok(json!({
        "name": "open",
        "opens": OPENS,
        "open_100000_ms": { "p50": rounded(large.median()), "p95": rounded(large.percentile(0.95)) },
        "floor_open_10_ms": { "p50": rounded(small.median()), "p95": rounded(small.percentile(0.95)) },
        "ratio": rounded(ratio),
        "page_ms": { "rows": PAGE, "p50": rounded(pages.median()), "p95": rounded(pages.percentile(0.95)) },
        "goal": "≤ 1.5 × the small order; a page p95 ≤ 8 ms",
        "met": ratio <= 1.5 && pages.percentile(0.95) <= 8.0,
    }))
}

/// The head and the first page, as the window asks for them.
async fn open(desk: &Desk, order: OrderId) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let head = desk.store().order(order).await?;
    anyhow::ensure!(head.is_some(), "the order is there");
    // As many rows as both orders have: what is compared is the size of the order, not of the page.
    let page = desk.store().lines_page(order, 0, 10).await?;
    anyhow::ensure!(page.lines.len() == 10, "the first rows are there");
    Ok(started.elapsed())
}
