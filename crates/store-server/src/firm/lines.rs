//! Rows of `lines` inside a firm's writing transaction. What is written changes the hash of the order by as much.

use std::{collections::HashMap, sync::LazyLock};

use domain::{ContentHash, Line};
use values::{Currency, ImportId, LineId, OrderId};

use super::{FirmTx, KnownOrder};
use crate::{
    db::{Value, built, sql},
    error::{StoreError, inconsistent},
    rows::{self, LINE_COLUMNS, LINE_READS, upper_half},
};

/// Ids that one statement asks for.
const IDS: usize = 1_000;
/// Lines that are looked at, at a time, where all of an order are.
const PAGE: usize = 2_000;
/// Columns of an import's own, which come last and which no edit touches.
const OF_IMPORT: usize = 2;
const KEY: &[&str] = &["firm", "id"];

/// Lines of the order, of those that are removed or of those that are not. An order that never had a line, as most have that a
/// large import comes to, is not asked for each of them.
pub(super) async fn load(
    tx: &mut FirmTx,
    known: KnownOrder,
    ids: &[LineId],
    removed: bool,
) -> Result<Vec<Line>, StoreError> {
    let any = sql("SELECT id FROM lines WHERE firm = $1 AND order_id = $2 LIMIT 1")
        .bind(tx.scope.firm())
        .bind(known.id)
        .optional(&mut tx.conn)
        .await?;
    if any.is_none() {
        return Ok(Vec::new());
    }
    let mut found: HashMap<LineId, Line> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IDS) {
        // By their ids alone: a condition on the order would tempt a planner to look at all of its lines.
        let text = format!(
            "SELECT {LINE_READS}, order_id, removed FROM lines WHERE firm = $1 AND id {}",
            tx.conn.any_of(2)
        );
        let statement = built(text).bind(tx.scope.firm()).bind(Value::ids(chunk));
        for row in statement.all(&mut tx.conn).await? {
            if row.get::<OrderId>("order_id")? == known.id && row.get::<bool>("removed")? == removed {
                let line = rows::line(&row, known.currency)?;
                found.insert(line.id, line);
            }
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(super) async fn ids(tx: &mut FirmTx, order: OrderId) -> Result<Vec<LineId>, StoreError> {
    let rows =
        sql("SELECT id FROM lines WHERE firm = $1 AND order_id = $2 AND removed = 0 ORDER BY place, id")
            .bind(tx.scope.firm())
            .bind(order)
            .all(&mut tx.conn)
            .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Removed lines count too: what comes back must find its place free.
pub(super) async fn last_place(tx: &mut FirmTx, order: OrderId) -> Result<i64, StoreError> {
    sql("SELECT coalesce(max(place), 0) AS place FROM lines WHERE firm = $1 AND order_id = $2")
        .bind(tx.scope.firm())
        .bind(order)
        .one(&mut tx.conn)
        .await?
        .get("place")
}

pub(super) async fn position(tx: &mut FirmTx, order: OrderId, line: LineId) -> Result<i64, StoreError> {
    sql("SELECT count(*) AS n FROM lines WHERE firm = $1 AND order_id = $2 AND removed = 0 \
         AND (place, id) <= (SELECT place, id FROM lines WHERE firm = $1 AND id = $3)")
    .bind(tx.scope.firm())
    .bind(order)
    .bind(line)
    .one(&mut tx.conn)
    .await?
    .get("n")
}

pub(super) async fn insert(
    tx: &mut FirmTx,
    known: KnownOrder,
    lines: &[Line],
    import: Option<ImportId>,
) -> Result<(), StoreError> {
    let values =
        lines.iter().map(|line| rows::line_values(&tx.scope, tx.rev, known.id, line, import)).collect();
    tx.conn.insert("lines", &LINE_COLUMNS, values, None).await?;
    let added: ContentHash = lines.iter().map(ContentHash::of_line_row).sum();
    tx.lines_changed(known, known.lines_hash + added);
    Ok(())
}

/// Writes changed lines over themselves, many in one statement.
pub(super) async fn update(
    tx: &mut FirmTx,
    known: KnownOrder,
    pairs: &[(Line, Line)],
) -> Result<(), StoreError> {
    let columns = &LINE_COLUMNS[..LINE_COLUMNS.len() - OF_IMPORT];
    let mut hash = known.lines_hash;
    let mut values: Vec<Vec<Value>> = Vec::with_capacity(pairs.len());
    for (before, after) in pairs {
        hash -= ContentHash::of_line_row(before);
        hash += ContentHash::of_line_row(after);
        let mut row = rows::line_values(&tx.scope, tx.rev, known.id, after, None);
        row.truncate(columns.len());
        values.push(row);
    }
    tx.conn.insert("lines", columns, values, Some(KEY)).await?;
    tx.lines_changed(known, hash);
    Ok(())
}

/// Removes lines of the order, which it had when they were loaded, or brings them back.
pub(super) async fn mark(
    tx: &mut FirmTx,
    known: KnownOrder,
    lines: &[Line],
    removed: bool,
) -> Result<(), StoreError> {
    for chunk in lines.chunks(IDS) {
        let text =
            format!("UPDATE lines SET removed = $2, rev = $3 WHERE firm = $1 AND id {}", tx.conn.any_of(4));
        let ids: Vec<LineId> = chunk.iter().map(|line| line.id).collect();
        let statement = built(text).bind(tx.scope.firm()).bind(removed).bind(tx.rev).bind(Value::ids(&ids));
        if statement.run(&mut tx.conn).await? != chunk.len() as u64 {
            return Err(inconsistent("lines", "id", known.id));
        }
    }
    let marked: ContentHash = lines.iter().map(ContentHash::of_line_row).sum();
    let hash = if removed { known.lines_hash - marked } else { known.lines_hash + marked };
    tx.lines_changed(known, hash);
    Ok(())
}

/// A page of an order's lines that are not removed, behind this line.
async fn page(
    tx: &mut FirmTx,
    order: OrderId,
    currency: Currency,
    behind: Option<(i64, LineId)>,
) -> Result<Vec<(Line, Option<ImportId>, Option<i64>)>, StoreError> {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "SELECT {LINE_READS}, import_id, import_hash FROM lines WHERE firm = $1 AND order_id = $2 AND removed = 0 \
             AND (place, id) > ($3, $4) ORDER BY place, id LIMIT {PAGE}"
        )
    });
    let (place, id) =
        behind.map_or((i64::MIN, Vec::new()), |(place, id)| (place, id.as_uuid().as_bytes().to_vec()));
    let rows = sql(&TEXT).bind(tx.scope.firm()).bind(order).bind(place).bind(id).all(&mut tx.conn).await?;
    rows.iter()
        .map(|row| Ok((rows::line(row, currency)?, row.get("import_id")?, row.get("import_hash")?)))
        .collect()
}

/// Copies all lines of one order into another, in their order.
pub(super) async fn copy(
    tx: &mut FirmTx,
    from: KnownOrder,
    to: KnownOrder,
    ids: &[LineId],
    spacing: i64,
) -> Result<(), StoreError> {
    let mut ids = ids.iter();
    let (mut behind, mut place) = (None, 0);
    loop {
        let lines = page(tx, from.id, from.currency, behind).await?;
        let Some((last, ..)) = lines.last() else { break };
        behind = Some((last.place, last.id));
        let mut copies = Vec::with_capacity(lines.len());
        for (line, ..) in lines {
            place += spacing;
            let id = *ids.next().ok_or_else(|| inconsistent("orders", "line_count", from.id))?;
            copies.push(Line { id, place, linked: false, ..line });
        }
        let known = tx.known(to.id).await?;
        insert(tx, known, &copies, None).await?;
    }
    match ids.next() {
        None => Ok(()),
        Some(_) => Err(inconsistent("orders", "line_count", from.id)),
    }
}

/// For each line that is asked for, the position of another one with its fingerprint. One pass over the order: the server
/// keeps no index of fingerprints, which would cost every import more than the question costs.
pub(super) async fn same(
    tx: &mut FirmTx,
    order: OrderId,
    lines: &[(i64, u128)],
) -> Result<Vec<Option<i64>>, StoreError> {
    let rows = sql("SELECT place, fingerprint FROM lines WHERE firm = $1 AND order_id = $2 AND removed = 0 \
                    ORDER BY place, id")
    .bind(tx.scope.firm())
    .bind(order)
    .all(&mut tx.conn)
    .await?;
    let mut by_fingerprint: HashMap<i64, Vec<(i64, i64)>> = HashMap::new();
    for (row, position) in rows.iter().zip(1..) {
        if let Some(fingerprint) = row.get::<Option<i64>>("fingerprint")? {
            by_fingerprint.entry(fingerprint).or_default().push((row.get("place")?, position));
        }
    }
    let twin = |(place, fingerprint): &(i64, u128)| {
        let found = by_fingerprint.get(&upper_half(*fingerprint))?;
        found.iter().find(|(other, _)| other != place).map(|(_, position)| *position)
    };
    Ok(lines.iter().map(twin).collect())
}

/// The ids of an import's lines that are still there: those as imported, and those edited since.
pub(super) async fn of_import(
    tx: &mut FirmTx,
    known: KnownOrder,
    import: ImportId,
) -> Result<(Vec<LineId>, Vec<LineId>), StoreError> {
    let (mut untouched, mut edited) = (Vec::new(), Vec::new());
    let mut behind = None;
    loop {
        let lines = page(tx, known.id, known.currency, behind).await?;
        let Some((last, ..)) = lines.last() else { break };
        behind = Some((last.place, last.id));
        for (line, _, hash) in lines.iter().filter(|(_, of, _)| *of == Some(import)) {
            let same = *hash == Some(upper_half(line.fields.content_hash()));
            if same { &mut untouched } else { &mut edited }.push(line.id);
        }
    }
    Ok((untouched, edited))
}
