//! The rows of a page: first their positions, across all kinds, then each kind's own columns.

use std::{collections::HashMap, sync::LazyLock};

use actions::Actor;
use values::{Currency, Instant, OrderId, Uuid};

use super::{Kind, Patch, Position};
use crate::{
    db::{Row, Value, built, places, sql},
    error::{StoreError, inconsistent},
    firm::{FirmRead, read_attention, read_change, read_import},
    rows::{LINE_READS, LINE_TOLD, ORDER_READS, line, order},
};

/// Orders whose currency one statement asks for.
const ORDERS: usize = 200;

/// A page tells about so many bytes at most: a change of a thousand lines has hundreds of kilobytes, and a thousand of those
/// are no page.
const PAGE_BYTES: i64 = 4 * 1_024 * 1_024;

const IMPORT_READS: &str = "id, rev, order_id, file_name, sha256, mode, row_count, imported, left_out, duplicates, errors_by_code, \
     person, device, at";
const CHANGE_READS: &str = "id, rev, order_id, kind, line_count, body, merged, person, device, at";
const ATTENTION_READS: &str = "id, rev, order_id, kind, outcome, person, device, resolved, at";

impl Kind {
    const fn table(self) -> &'static str {
        match self {
            Self::Order => "orders",
            Self::Import => "imports",
            Self::Line => "lines",
            Self::Change => "changes",
            Self::Attention => "attention",
        }
    }

    /// About how many bytes a row of it tells, as SQL.
    const fn size(self) -> &'static str {
        match self {
            Self::Order => "1024",
            Self::Import | Self::Line => "512",
            Self::Change => "256 + length(body)",
            Self::Attention => "256 + length(outcome)",
        }
    }

    fn reads(self) -> String {
        match self {
            Self::Order => ORDER_READS.to_owned(),
            Self::Import => IMPORT_READS.to_owned(),
            // As `LINE_TOLD` has them.
            Self::Line => format!("{LINE_READS}, rev, order_id, import_id, removed"),
            Self::Change => CHANGE_READS.to_owned(),
            Self::Attention => ATTENTION_READS.to_owned(),
        }
    }
}

/// Whose rows are told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Within {
    /// The firm's.
    Firm,
    /// Those of the firm's orders that changed since; what belongs to no order that is there, too.
    Since(Instant),
    /// One order's.
    Order(OrderId),
}

/// Some rows.
pub(super) struct Behind {
    pub(super) rows: Vec<(Position, Patch)>,
    /// Whether there may be others behind them.
    pub(super) more: bool,
}

impl Within {
    const COUNT: usize = 3;

    const fn number(self) -> usize {
        match self {
            Self::Firm => 0,
            Self::Since(_) => 1,
            Self::Order(_) => 2,
        }
    }

    /// The condition of each number, on rows of this kind.
    fn condition(number: usize, kind: Kind) -> String {
        let table = kind.table();
        match (number, kind) {
            (0, _) => String::new(),
            (1, Kind::Order) => " AND updated_at >= $8".to_owned(),
            (1, _) => format!(
                " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.firm = {table}.firm AND o.id = {table}.order_id \
                 AND o.updated_at < $8)"
            ),
            (_, Kind::Order) => " AND id = $8".to_owned(),
            (_, _) => " AND order_id = $8".to_owned(),
        }
    }

    /// What is bound to `$8`, if anything is.
    fn narrowed(self) -> Option<Value> {
        match self {
            Self::Firm => None,
            Self::Since(at) => Some(at.into()),
            Self::Order(id) => Some(id.into()),
        }
    }
}

/// The positions behind `$2` (rev), `$3` (kind), `$4` (id): of each kind as many as a page holds, then the first of all, each
/// with about how many bytes it tells. One row value compares with an index where a chain of ORs would not.
static POSITIONS: LazyLock<[String; Within::COUNT]> = LazyLock::new(|| {
    [0, 1, 2].map(|number| {
        let of_kind = |kind: Kind| {
            format!(
                "SELECT * FROM (SELECT rev, CAST({kind_number} AS BIGINT) AS kind, id, CAST({size} AS BIGINT) AS size \
                 FROM {table} WHERE firm = $1 AND (rev, id) > ($2, {from}){condition} ORDER BY rev, id LIMIT $5) \
                 AS {table}_behind",
                kind_number = kind as u8,
                size = kind.size(),
                table = kind.table(),
                from = from(kind),
                condition = Within::condition(number, kind),
            )
        };
        let all: Vec<String> = Kind::ALL.into_iter().map(of_kind).collect();
        format!("{} ORDER BY rev, kind, id LIMIT $5", all.join(" UNION ALL "))
    })
});

/// Of the number where the last page ended, a kind that comes later is still to be told whole, one that came earlier is
/// done with. Ids have 16 bytes: nothing is below the empty one, and none is above `$6`, sixteen bytes of ones.
fn from(kind: Kind) -> String {
    let number = kind as u8;
    format!("CASE WHEN $3 < {number} THEN $7 WHEN $3 > {number} THEN $6 ELSE $4 END")
}

/// The columns of one kind behind the same position, `$5` of them.
static COLUMNS: LazyLock<[[String; 5]; Within::COUNT]> = LazyLock::new(|| {
    [0, 1, 2].map(|number| {
        Kind::ALL.map(|kind| {
            format!(
                "SELECT {} FROM {} WHERE firm = $1 AND (rev, id) > ($2, {}){} ORDER BY rev, id LIMIT $5",
                kind.reads(),
                kind.table(),
                from(kind),
                Within::condition(number, kind),
            )
        })
    })
});

pub(super) async fn behind(
    read: &mut FirmRead,
    within: Within,
    behind: Position,
    limit: u32,
) -> Result<Behind, StoreError> {
    let firm = read.scope.firm();
    let bound = |text: &'static str, limit: i64| {
        let statement = sql(text)
            .bind(firm)
            .bind(behind.rev)
            .bind(i64::from(behind.kind as u8))
            .bind(behind.id)
            .bind(limit)
            .bind(Uuid::max())
            .bind(Vec::new());
        statement.bind_all(within.narrowed())
    };
    let positions = bound(&POSITIONS[within.number()], i64::from(limit)).all(&mut read.conn).await?;
    let mut counts = [0_i64; 5];
    let (mut bytes, mut taken) = (0_i64, 0);
    for row in &positions {
        let size: i64 = row.get("size")?;
        // One row is told whatever its size.
        if taken > 0 && bytes + size > PAGE_BYTES {
            break;
        }
        bytes += size;
        taken += 1;
        let kind: i64 = row.get("kind")?;
        let at = Kind::ALL.iter().position(|known| i64::from(*known as u8) == kind);
        counts[at.ok_or_else(|| inconsistent("page", "kind", kind))?] += 1;
    }
    let more = taken < positions.len() || positions.len() == limit as usize;
    let mut rows = Vec::with_capacity(taken);
    for (kind, count) in Kind::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        let columns = bound(&COLUMNS[within.number()][kind as usize - 1], count);
        let found = match kind {
            Kind::Line => columns.all_packed(&LINE_TOLD, &mut read.conn).await?,
            _ => columns.all(&mut read.conn).await?,
        };
        let currencies = match kind {
            Kind::Line => currencies(read, &found).await?,
            _ => HashMap::new(),
        };
        for row in &found {
            let position = Position { rev: row.get("rev")?, kind, id: row.get("id")? };
            rows.push((position, patch(read, kind, row, &currencies)?));
        }
    }
    rows.sort_unstable_by_key(|(position, _)| *position);
    Ok(Behind { rows, more })
}

/// The line currency of each order that these lines belong to: amounts are numbers of it.
async fn currencies(read: &mut FirmRead, lines: &[Row]) -> Result<HashMap<OrderId, Currency>, StoreError> {
    let mut orders: Vec<OrderId> = lines.iter().map(|row| row.get("order_id")).collect::<Result<_, _>>()?;
    orders.sort_unstable();
    orders.dedup();
    let mut currencies = HashMap::with_capacity(orders.len());
    for chunk in orders.chunks(ORDERS) {
        let text = format!(
            "SELECT id, line_currency FROM orders WHERE firm = $1 AND id IN ({})",
            places(2, chunk.len())
        );
        let statement = built(text).bind(read.scope.firm()).bind_all(chunk.iter().copied());
        let statement = if chunk.len() == 1 { statement } else { statement.once() };
        for row in &statement.all(&mut read.conn).await? {
            let id: OrderId = row.get("id")?;
            let currency = Currency::from_code(&row.get::<String>("line_currency")?);
            currencies.insert(id, currency.ok_or_else(|| inconsistent("orders", "line_currency", id))?);
        }
    }
    Ok(currencies)
}

fn patch(
    read: &FirmRead,
    kind: Kind,
    row: &Row,
    currencies: &HashMap<OrderId, Currency>,
) -> Result<Patch, StoreError> {
    Ok(match kind {
        Kind::Order => Patch::Order(Box::new(order(row, &read.keys)?)),
        Kind::Import => {
            let (facts, imported) = read_import(row)?;
            let actor = Actor { person: row.get("person")?, device: row.get("device")? };
            Patch::Import { order: row.get("order_id")?, facts, imported, actor, at: row.get("at")? }
        }
        Kind::Line => {
            let of: OrderId = row.get("order_id")?;
            let currency = *currencies.get(&of).ok_or_else(|| inconsistent("lines", "order_id", of))?;
            Patch::Line {
                order: of,
                line: Box::new(line(row, currency)?),
                import: row.get("import_id")?,
                removed: row.get("removed")?,
            }
        }
        Kind::Change => Patch::Change(Box::new(read_change(row, &read.keys)?)),
        Kind::Attention => Patch::Attention(Box::new(read_attention(row, &read.keys)?)),
    })
}
