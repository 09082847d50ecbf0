//! Blocks of 100,000 lines (YW-ORD-08, YW-ORD-02): a column filled, emptied and taken back, an order duplicated; beside the
//! import of the same lines, which writes each of them once.

use std::time::Instant;

use desk::{
    block::{Direction, LineRange},
    desk::Desk,
};
use domain::LineField;
use serde_json::{Value, json};
use values::{LineId, OrderId};

use crate::{figures::rounded, workshop};

const LINES: u32 = 100_000;

pub(crate) async fn run() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let desk = workshop::new_desk(&folder.path().join("vault")).await?;
    let order = workshop::new_order(&desk).await?;
    let started = Instant::now();
    workshop::fill(&desk, order, LINES).await?;
    let import_ms = millis(started);
    desk.store().checkpoint().await?;
    let column = async |field| -> anyhow::Result<LineRange> {
        let (from, to) = (line_at(&desk, order, 0).await?, line_at(&desk, order, LINES - 1).await?);
        Ok(LineRange { from, to, fields: vec![field] })
    };
    let mut figures = serde_json::Map::new();
    for (name, field) in [
        ("goods", LineField::GoodsName),
        ("amount", LineField::Amount),
        ("merchant", LineField::MerchantName),
    ] {
        let range = column(field).await?;
        let started = Instant::now();
        desk.fill(order, &range, Direction::Down).await?;
        figures.insert(format!("fill_{name}_ms"), rounded(millis(started)).into());
        let started = Instant::now();
        actions::undo(&desk, order).await?;
        figures.insert(format!("undo_{name}_ms"), rounded(millis(started)).into());
    }
    let range = column(LineField::Packages).await?;
    let started = Instant::now();
    desk.clear(order, &range).await?;
    figures.insert("clear_packages_ms".to_owned(), rounded(millis(started)).into());
    let started = Instant::now();
    actions::duplicate_order(&desk, order).await?;
    figures.insert("duplicate_ms".to_owned(), rounded(millis(started)).into());
    desk.store().close().await;
    Ok(json!({
        "name": "fill", "lines": LINES, "floor_ms": rounded(import_ms), "ms": figures,
        "goal": "none of its own: what a person waits for who fills a column, beside the import of the same lines",
    }))
}

async fn line_at(desk: &Desk, order: OrderId, at: u32) -> anyhow::Result<LineId> {
    let page = desk.store().lines_page(order, at, 1).await?;
    page.lines.first().map(|placed| placed.line.id).ok_or_else(|| anyhow::anyhow!("no line {at}"))
}

fn millis(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e3
}
