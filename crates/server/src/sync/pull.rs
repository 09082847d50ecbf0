//! Telling rows: what changed since a cursor, or one order whole, page by page (SYNC, Pull).

use actions::ActionError;
use store_server::{Cursor, Epoch, FirmScope, Kind, Position, Pulled, Store};
use values::{Code, Instant, OrderId, Problem};
use wire::{PAGE_ROWS, Page};

use super::twins;

/// A device that begins gets the orders of so many months; older ones come when they are asked for (DECISIONS, Rows).
pub const HORIZON_MONTHS: i64 = 24;

/// Of a month, to the day near enough: a horizon is no deadline.
const MONTH_MS: i64 = 30_437 * 24 * 60 * 60;

/// From when on a device that begins gets the firm's orders.
pub fn horizon(now: Instant) -> Instant {
    Instant::from_millis(now.millis().saturating_sub(HORIZON_MONTHS * MONTH_MS))
}

/// The next page of what changed. A page of another epoch than the cursor's is empty and means: from the beginning, aside.
///
/// # Errors
/// `REQ_MALFORMED` for a place that is none; `SYNC_MISMATCH` for a cursor ahead of the firm's rows; faults of the store.
pub async fn changes(
    store: &Store,
    scope: &FirmScope,
    cursor: &wire::Cursor,
    after: Option<wire::Position>,
    now: Instant,
) -> Result<Page, ActionError> {
    let mut read = store.read(scope).await?;
    let current = read.epoch().await?;
    let asked = start(cursor, after, current)?;
    match read.pull(asked, Some(horizon(now)), limit()).await? {
        Pulled::Page(page) => twins::page(page),
        // The same epoch would say nothing to the desk: its cursor is of rows that this firm never had.
        Pulled::Anew(_) if asked.epoch == current => Err(mismatch()),
        Pulled::Anew(anew) => Ok(nothing_of(anew.epoch)),
    }
}

/// The next page of one order, whole; `None` for an order that the firm does not have. Of the cursor only the epoch counts.
///
/// # Errors
/// `REQ_MALFORMED` for a place that is none; faults of the store.
pub async fn order(
    store: &Store,
    scope: &FirmScope,
    order: OrderId,
    cursor: &wire::Cursor,
    after: Option<wire::Position>,
) -> Result<Option<Page>, ActionError> {
    let mut read = store.read(scope).await?;
    let current = read.epoch().await?;
    let asked = start(cursor, after, current)?;
    match read.pull_order(order, asked, limit()).await? {
        None => Ok(None),
        Some(Pulled::Page(page)) => twins::page(page).map(Some),
        Some(Pulled::Anew(anew)) => Ok(Some(nothing_of(anew.epoch))),
    }
}

/// Where to go on. An epoch that cannot be read never was: it leads to a new beginning as any other that is over.
fn start(
    cursor: &wire::Cursor,
    after: Option<wire::Position>,
    current: Epoch,
) -> Result<Cursor, ActionError> {
    let epoch = match cursor.epoch.as_str() {
        "" => current,
        text => Epoch::parse(text).unwrap_or_default(),
    };
    let behind = after.map(position).transpose()?;
    Ok(Cursor { epoch, base: cursor.rev, behind })
}

fn position(of: wire::Position) -> Result<Position, Problem> {
    let wire::Position { rev, kind, id } = of;
    let kind = Kind::from_number(kind).ok_or_else(|| Problem::new(Code::ReqMalformed).in_field("after"))?;
    Ok(Position { rev, kind, id })
}

fn limit() -> u32 {
    u32::try_from(PAGE_ROWS).expect("a page has a thousand rows")
}

fn mismatch() -> ActionError {
    Problem::new(Code::SyncMismatch).in_field("cursor").into()
}

fn nothing_of(epoch: Epoch) -> Page {
    Page { epoch: epoch.to_string(), rows: Vec::new(), complete: None }
}
