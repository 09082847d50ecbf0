//! `GET /api/v1/sync/changes`: rows that changed since a cursor, page by page.

use domain::ContentHash;
use serde::{Deserialize, Serialize};
use values::{Code, OrderId, Problem, Uuid};

use crate::{
    PAGE_ROWS, ids,
    row::{Row, RowTwin},
};

/// How far a desk's rows go: everything up to this revision of this epoch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Names one continuous history of the firm's data; empty before the first pull.
    pub epoch: String,
    /// The firm's revision.
    pub rev: i64,
}

/// Where a row stands among the rows of a pull: pages come in ascending positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The revision that wrote it.
    pub rev: i64,
    /// Its kind ([`Row::kind`]).
    pub kind: u8,
    /// Its id.
    pub id: Uuid,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The epoch that the rows belong to. Another one than was asked for means: from the beginning, aside.
    pub epoch: String,
    /// Rows and tombstones, in ascending positions.
    pub rows: Vec<Row>,
    /// Set on the page that reached the firm's newest revision within its own read.
    pub complete: Option<Complete>,
}

/// What is true of the rows once a complete page is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complete {
    /// The firm's revision: the new cursor.
    pub rev: i64,
    /// The last number of the asking device that the server has processed.
    pub device_seq: i64,
    /// Each order that the pages touched.
    pub orders: Vec<OrderCheck>,
}

/// What an order's rows come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCheck {
    /// Which.
    #[serde(with = "ids::id")]
    pub order: OrderId,
    /// Its lines that are not removed.
    pub lines: i64,
    /// Its row and those lines ([`ContentHash::of_order_row`], [`ContentHash::of_line_row`]).
    #[serde(with = "ids::hash")]
    pub hash: ContentHash,
}

#[derive(Serialize, Deserialize)]
struct PageTwin {
    epoch: String,
    rows: Vec<RowTwin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    complete: Option<CompleteTwin>,
}

#[derive(Serialize, Deserialize)]
struct CompleteTwin {
    rev: i64,
    device_seq: i64,
    orders: Vec<OrderCheck>,
}

impl Cursor {
    /// As a parameter of the address: `epoch.rev`; empty before the first pull.
    pub fn text(&self) -> String {
        if self.epoch.is_empty() { String::new() } else { format!("{}.{}", self.epoch, self.rev) }
    }

    /// # Errors
    /// `REQ_MALFORMED`
    pub fn read(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let (epoch, rev) = text.rsplit_once('.').ok_or_else(malformed_cursor)?;
        let rev = rev.parse().ok().filter(|rev| *rev >= 0).ok_or_else(malformed_cursor)?;
        if epoch.is_empty() {
            return Err(malformed_cursor());
        }
        Ok(Self { epoch: epoch.to_owned(), rev })
    }
}

impl Position {
    /// As a parameter of the address: `rev.kind.id`.
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.rev, self.kind, self.id.hyphenated())
    }

    /// # Errors
    /// `REQ_MALFORMED`
    pub fn read(text: &str) -> Result<Self, Problem> {
        let mut parts = text.splitn(3, '.');
        let (rev, kind, id) = (parts.next(), parts.next(), parts.next());
        let position = (|| {
            let id = id.filter(|id| id.len() == 36)?;
            Some(Self { rev: rev?.parse().ok()?, kind: kind?.parse().ok()?, id: Uuid::try_parse(id).ok()? })
        })();
        position.ok_or_else(malformed_cursor)
    }
}

impl Page {
    /// Where the page after this one begins, if this one has rows.
    pub fn last(&self) -> Option<Position> {
        self.rows.last().map(Row::position)
    }

    /// As JSON.
    pub fn text(&self) -> String {
        let Self { epoch, rows, complete } = self;
        let complete = complete.as_ref().map(|Complete { rev, device_seq, orders }| CompleteTwin {
            rev: *rev,
            device_seq: *device_seq,
            orders: orders.clone(),
        });
        let twin =
            PageTwin { epoch: epoch.clone(), rows: rows.iter().map(RowTwin::from).collect(), complete };
        serde_json::to_string(&twin).expect("texts, ids and whole numbers are JSON")
    }

    /// Reads a page; what an older desk does not know in it is passed over, but for rows of a kind that it does not know.
    ///
    /// # Errors
    /// `SYNC_ANSWER` for what is no page, for more rows than a page has, for rows that do not ascend.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let nonsense = || Problem::new(Code::SyncAnswer);
        let PageTwin { epoch, rows, complete } = serde_json::from_str(text).map_err(|_| nonsense())?;
        if rows.len() > PAGE_ROWS || epoch.is_empty() {
            return Err(nonsense());
        }
        let rows: Vec<Row> =
            rows.into_iter().map(Row::try_from).collect::<Result<_, Problem>>().map_err(|_| nonsense())?;
        if !rows.windows(2).all(|pair| pair[0].position() < pair[1].position()) {
            return Err(nonsense());
        }
        let complete =
            complete.map(|CompleteTwin { rev, device_seq, orders }| Complete { rev, device_seq, orders });
        Ok(Self { epoch, rows, complete })
    }
}

fn malformed_cursor() -> Problem {
    Problem::new(Code::ReqMalformed).in_field("cursor")
}
