//! Pulls: what changed in a firm since a cursor, in pages, in the order in which it was written (decision 0009).
//!
//! A row that is written while pages are read moves behind them; so a desk that puts all pages on in the end, and not
//! before the complete one, has the state of the moment of the complete one.

mod older;
mod rows;

use actions::{Actor, ImportFacts};
use domain::{ContentHash, Line, Order};
use values::{ImportId, Instant, OrderId, Uuid};

use self::rows::{Behind, Within};
use crate::{
    db::sql,
    error::StoreError,
    firm::{Attention, FirmRead, HistoryEntry, head_hash_of, last_seq, lines_hash_of},
};

/// One continuous history of a firm's rows. A desk keeps its text and compares it: another one means that everything is
/// to be loaded anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Epoch {
    /// When it began: at the firm's first day, or at a restore.
    pub began: i64,
    /// Up to where tombstones were gone when the desk began to load. Kept for its text to differ from that of a cursor
    /// which is too old.
    pub floor: i64,
}

impl Epoch {
    /// The epoch of this text.
    pub fn parse(text: &str) -> Option<Self> {
        let (began, floor) = text.split_once('-')?;
        Some(Self { began: began.parse().ok()?, floor: floor.parse().ok()? })
    }
}

impl std::fmt::Display for Epoch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.began, self.floor)
    }
}

/// Where a desk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The epoch that `base` belongs to.
    pub epoch: Epoch,
    /// Up to here it has everything; 0 at the beginning.
    pub base: i64,
    /// The last row of the page before, within a pull of several pages.
    pub behind: Option<Position>,
}

/// The place of a row among all that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Its number.
    pub rev: i64,
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
}

/// Kinds of rows, in the order in which those of one number are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An order's head.
    Order = 1,
    /// An import.
    Import = 2,
    /// A line.
    Line = 3,
    /// An entry of the history.
    Change = 4,
    /// Something to decide.
    Attention = 5,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 5] = [Self::Order, Self::Import, Self::Line, Self::Change, Self::Attention];

    /// The kind of this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == number)
    }
}

/// A row as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Patch {
    /// An order, deleted ones too: `deleted` is its tombstone.
    Order(Box<Order>),
    /// An import.
    Import {
        /// Its order.
        order: OrderId,
        /// What is kept of it.
        facts: ImportFacts,
        /// How many lines it added.
        imported: u32,
        /// Who imported.
        actor: Actor,
        /// When.
        at: Instant,
    },
    /// A line, removed ones too.
    Line {
        /// Its order.
        order: OrderId,
        /// The line.
        line: Box<Line>,
        /// The import that it came by.
        import: Option<ImportId>,
        /// Whether this is its tombstone.
        removed: bool,
    },
    /// An entry of the history.
    Change(Box<HistoryEntry>),
    /// Something to decide, or that was.
    Attention(Box<Attention>),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Rows in ascending position.
    pub rows: Vec<(Position, Patch)>,
    /// Where to go on.
    pub next: Cursor,
    /// What only the last page says.
    pub complete: Option<Complete>,
}

/// What the page says that reaches the firm's sequence within its own read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complete {
    /// The last number of the asking device that was processed.
    pub device_seq: i64,
    /// Every order that was written since the pull's base, with what it should add up to on the desk.
    pub orders: Vec<OrderCheck>,
}

/// What an order adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderCheck {
    /// Which.
    pub order: OrderId,
    /// Lines that are not removed.
    pub lines: i64,
    /// The hash of its head and of those lines.
    pub hash: ContentHash,
}

/// What a cursor leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pulled {
    /// The next page.
    Page(Page),
    /// The cursor is of before a restore, or tombstones since are gone: everything is to be loaded aside, from here.
    Anew(Cursor),
}

/// How far the firm's rows go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    epoch: Epoch,
    seq: i64,
}

impl FirmRead {
    /// The epoch in which a desk would begin to load now.
    pub async fn epoch(&mut self) -> Result<Epoch, StoreError> {
        Ok(self.extent().await?.epoch)
    }

    /// Read once: the transaction sees one moment.
    async fn extent(&mut self) -> Result<Extent, StoreError> {
        if let Some(extent) = self.extent {
            return Ok(extent);
        }
        let firm = sql("SELECT epoch, seq, floor FROM firms WHERE firm = $1")
            .bind(self.scope.firm())
            .optional(&mut self.conn)
            .await?
            .ok_or(StoreError::UnknownFirm)?;
        let epoch = Epoch { began: firm.get("epoch")?, floor: firm.get("floor")? };
        let seq: i64 = firm.get("seq")?;
        #[cfg(feature = "planted")]
        let seq = seq + i64::from(values::planted::is_planted(values::planted::Bug::EarlyNumber));
        let extent = Extent { epoch, seq };
        self.extent = Some(extent);
        Ok(extent)
    }

    /// The next page: at most `limit` rows.
    ///
    /// `since` counts for a desk that begins (`base` 0): orders that did not change since are left out, and come when they are
    /// asked for or changed.
    pub async fn pull(
        &mut self,
        cursor: Cursor,
        since: Option<Instant>,
        limit: u32,
    ) -> Result<Pulled, StoreError> {
        let Extent { epoch, seq } = self.extent().await?;
        // A beginner has no row whose tombstone could be missing. A base ahead of the sequence is of another database.
        let stale = (cursor.base != 0 && cursor.base < epoch.floor) || cursor.base > seq;
        if cursor.epoch.began != epoch.began || stale {
            return Ok(Pulled::Anew(Cursor { epoch, base: 0, behind: None }));
        }
        if cursor.base == seq && cursor.behind.is_none() {
            // Most polls end here.
            let device_seq = last_seq(&mut self.conn, &self.scope).await?;
            let complete = Some(Complete { device_seq, orders: Vec::new() });
            return Ok(Pulled::Page(page(cursor, Vec::new(), seq, complete)));
        }
        let since = since.filter(|_| cursor.base == 0);
        let within = since.map_or(Within::Firm, Within::Since);
        let behind =
            cursor.behind.unwrap_or(Position { rev: cursor.base, kind: Kind::Attention, id: Uuid::max() });
        let Behind { rows, more } = rows::behind(self, within, behind, limit).await?;
        let complete = if more { None } else { Some(self.complete(cursor.base, since).await?) };
        Ok(Pulled::Page(page(cursor, rows, seq, complete)))
    }

    /// The next page of one order, whole: for a desk whose own does not add up, and for orders that are asked for singly. Of
    /// `cursor` the epoch and the place count, since everything of the order is told. `None` for an order that the firm does
    /// not have.
    pub async fn pull_order(
        &mut self,
        order: OrderId,
        cursor: Cursor,
        limit: u32,
    ) -> Result<Option<Pulled>, StoreError> {
        let Extent { epoch, seq } = self.extent().await?;
        let Some(head) = crate::firm::order_row(&mut self.conn, &self.scope, order).await? else {
            return Ok(None);
        };
        if cursor.epoch.began != epoch.began {
            return Ok(Some(Pulled::Anew(Cursor { epoch, base: 0, behind: None })));
        }
        let behind = cursor.behind.unwrap_or(Position { rev: 0, kind: Kind::Attention, id: Uuid::max() });
        let Behind { rows, more } = rows::behind(self, Within::Order(order), behind, limit).await?;
        let complete = if more {
            None
        } else {
            let device_seq = last_seq(&mut self.conn, &self.scope).await?;
            Some(Complete { device_seq, orders: vec![check_of(&head)?] })
        };
        Ok(Some(Pulled::Page(page(cursor, rows, seq, complete))))
    }

    async fn complete(&mut self, base: i64, since: Option<Instant>) -> Result<Complete, StoreError> {
        let device_seq = last_seq(&mut self.conn, &self.scope).await?;
        let since = since.map_or(i64::MIN, |since| since.millis().saturating_sub(SLACK_MS));
        let orders =
            sql("SELECT id, line_count, head_hash, lines_hash FROM orders WHERE firm = $1 AND rev > $2 \
                          AND updated_at >= $3 ORDER BY id")
            .bind(self.scope.firm())
            .bind(base)
            .bind(since)
            .all(&mut self.conn)
            .await?;
        Ok(Complete { device_seq, orders: orders.iter().map(check_of).collect::<Result<_, _>>()? })
    }
}

/// An order may come to be too old while the pages of a beginner are told: some of its rows were, others were not. It is among
/// the checked ones all the same, so that it shows.
const SLACK_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

fn page(cursor: Cursor, rows: Vec<(Position, Patch)>, seq: i64, complete: Option<Complete>) -> Page {
    let next = match (&complete, rows.last()) {
        (None, Some((last, _))) => Cursor { behind: Some(*last), ..cursor },
        _ => Cursor { epoch: cursor.epoch, base: seq, behind: None },
    };
    Page { rows, next, complete }
}

fn check_of(row: &crate::db::Row) -> Result<OrderCheck, StoreError> {
    Ok(OrderCheck {
        order: row.get("id")?,
        lines: row.get("line_count")?,
        hash: head_hash_of(row)? + lines_hash_of(row)?,
    })
}
