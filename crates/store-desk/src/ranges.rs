//! Ranges of an order's lines, named by their first and last line (YW-ORD-08): what a grid selects, copies and sums,
//! without holding the lines.

mod find;
pub(crate) mod merchants;
mod twins;

use domain::LineField;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};
use values::{LineId, OrderId, PersonId};

pub use self::merchants::UsedMerchant;
use crate::{
    error::StoreError,
    open::Store,
    reads::{PlacedLine, load},
    rows::{self, LINE_COLUMNS},
};

/// Sums over the cells of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RangeSums {
    /// Lines in the range.
    pub rows: i64,
    /// Cells of it in which something stands, right or wrong.
    pub filled: i64,
    /// Thousandths of the quantities; `None` unless the range has that column. Wrong texts count for nothing.
    pub quantity_thousandths: Option<i64>,
    /// Packages; `None` unless the range has that column.
    pub packages: Option<i64>,
    /// Minor units of the amounts; `None` unless the range has that column.
    pub amount_minor: Option<i64>,
}

/// What could be taken back, or done again, next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoName {
    /// The name of the step's last change, as it was first done, such as `edit_lines`.
    pub what: String,
    /// How many lines it touched; 0 where it touched only the head.
    pub lines: u32,
}

/// The tops of a person's two stacks on one order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoState {
    /// What undo would take back.
    pub undo: Option<UndoName>,
    /// What redo would do again.
    pub redo: Option<UndoName>,
}

/// Places of the lines of a range, ends included.
#[derive(Debug, Clone, Copy)]
struct Places {
    key: i64,
    first: i64,
    last: i64,
}

impl Store {
    /// The ids of the lines from one line to another, in their order, whichever of the two stands first; `None` if one
    /// of them is not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ids_between(
        &self,
        id: OrderId,
        from: LineId,
        to: LineId,
    ) -> Result<Option<Vec<LineId>>, StoreError> {
        let mut conn = self.read().await?;
        let Some(places) = places_of_range(&mut conn, id, from, to).await? else { return Ok(None) };
        Ok(Some(ids_in(&mut conn, places, u32::MAX).await?))
    }

    /// The ids of at most `limit` lines from this one on, itself first; `None` if it is not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ids_from(
        &self,
        id: OrderId,
        line: LineId,
        limit: u32,
    ) -> Result<Option<Vec<LineId>>, StoreError> {
        let mut conn = self.read().await?;
        let Some(places) = places_of_range(&mut conn, id, line, line).await? else { return Ok(None) };
        Ok(Some(ids_in(&mut conn, Places { last: i64::MAX, ..places }, limit).await?))
    }

    /// The line before this one; `None` if it is the first, or not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn line_before(&self, id: OrderId, line: LineId) -> Result<Option<LineId>, StoreError> {
        let mut conn = self.read().await?;
        let Some(places) = places_of_range(&mut conn, id, line, line).await? else { return Ok(None) };
        let found: Option<Vec<u8>> = sqlx::query_scalar(
            "SELECT id FROM lines WHERE order_key = ? AND removed = 0 AND place < ? ORDER BY place DESC LIMIT 1",
        )
        .bind(places.key)
        .bind(places.first)
        .fetch_optional(&mut *conn)
        .await?;
        found.map(|bytes| Ok(LineId::from_uuid(rows::uuid(&bytes, "lines")?))).transpose()
    }

    /// Calls `each` with the lines from one line to another, from one moment in time. Holds one line at a time; false if
    /// one of the two is not there.
    ///
    /// # Errors
    /// What the database says, and what `each` does.
    pub async fn each_line_between(
        &self,
        id: OrderId,
        from: LineId,
        to: LineId,
        mut each: impl FnMut(PlacedLine) -> Result<(), StoreError>,
    ) -> Result<bool, StoreError> {
        use futures_util::TryStreamExt as _;
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((_, order)) = load(&mut conn, id).await? else { return Ok(false) };
        let Some(places) = places_of_range(&mut conn, id, from, to).await? else { return Ok(false) };
        let mut position = count_between(&mut conn, places.key, i64::MIN, places.first).await? - 1;
        let sql = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE order_key = ? AND removed = 0 AND place BETWEEN ? AND ? ORDER BY place"
        );
        let mut rows = sqlx::query(AssertSqlSafe(sql))
            .bind(places.key)
            .bind(places.first)
            .bind(places.last)
            .fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            position += 1;
            each(PlacedLine { position, line: rows::line(&row, order.fields.line_currency)? })?;
        }
        Ok(true)
    }

    /// Sums over the cells of these fields from one line to another; `None` if one of the two is not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn range_sums(
        &self,
        id: OrderId,
        from: LineId,
        to: LineId,
        fields: &[LineField],
    ) -> Result<Option<RangeSums>, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some(places) = places_of_range(&mut conn, id, from, to).await? else { return Ok(None) };
        let has = |field: LineField| fields.contains(&field);
        // A wrong text stands in `raw` under its field's name, and its own column is null then.
        let filled = LineField::ALL.into_iter().filter(|field| has(*field)).map(|field| {
            let name = field.name();
            format!("({name} IS NOT NULL OR (raw IS NOT NULL AND json_type(raw, '$.{name}') IS NOT NULL))")
        });
        let filled = std::iter::once("0".to_owned()).chain(filled).collect::<Vec<_>>().join(" + ");
        let sql = format!(
            "SELECT count(*) AS rows_, coalesce(sum({filled}), 0) AS filled, coalesce(sum(quantity), 0) AS quantity, \
             coalesce(sum(packages), 0) AS packages, coalesce(sum(amount), 0) AS amount FROM lines \
             WHERE order_key = ? AND removed = 0 AND place BETWEEN ? AND ?"
        );
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(places.key)
            .bind(places.first)
            .bind(places.last)
            .fetch_one(&mut *conn)
            .await?;
        let sum = |field, column: &str| if has(field) { row.try_get(column).map(Some) } else { Ok(None) };
        Ok(Some(RangeSums {
            rows: row.try_get("rows_")?,
            filled: row.try_get("filled")?,
            quantity_thousandths: sum(LineField::Quantity, "quantity")?,
            packages: sum(LineField::Packages, "packages")?,
            amount_minor: sum(LineField::Amount, "amount")?,
        }))
    }

    /// Where these lines stand, counted from 1; `None` for those that are not there. One pass over the lines, however
    /// many are asked for.
    ///
    /// # Errors
    /// What the database says.
    pub async fn positions_of(&self, id: OrderId, lines: &[LineId]) -> Result<Vec<Option<i64>>, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else { return Ok(vec![None; lines.len()]) };
        let mut places = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            places.extend(place_of(&mut conn, key, *line).await?.map(|place| (place, at)));
        }
        places.sort_unstable();
        let mut positions = vec![None; lines.len()];
        let mut counting = Counting::of(key);
        for (place, at) in places {
            positions[at] = Some(counting.position(&mut conn, place).await?);
        }
        Ok(positions)
    }

    /// What this person's next undo and redo on the order would be.
    ///
    /// # Errors
    /// What the database says.
    pub async fn undo_state(&self, id: OrderId, person: PersonId) -> Result<UndoState, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else { return Ok(UndoState::default()) };
        Ok(UndoState {
            undo: undo_name(&mut conn, key, person, false).await?,
            redo: undo_name(&mut conn, key, person, true).await?,
        })
    }
}

/// The top of one stack: the newest step that stands, or the oldest that was undone.
async fn undo_name(
    conn: &mut SqliteConnection,
    key: i64,
    person: PersonId,
    undone: bool,
) -> Result<Option<UndoName>, StoreError> {
    let sql = if undone {
        "SELECT what, first_seq, last_seq FROM undo_steps WHERE order_key = ? AND person = ? AND undone = 1 \
         ORDER BY step LIMIT 1"
    } else {
        "SELECT what, first_seq, last_seq FROM undo_steps WHERE order_key = ? AND person = ? AND undone = 0 \
         ORDER BY step DESC LIMIT 1"
    };
    let step: Option<(String, i64, i64)> = sqlx::query_as(sql)
        .bind(key)
        .bind(&person.as_uuid().as_bytes()[..])
        .fetch_optional(&mut *conn)
        .await?;
    let Some((what, first, last)) = step else { return Ok(None) };
    let changes: Vec<(String, u32)> = sqlx::query_as(
        "SELECT kind, line_count FROM changes WHERE order_key = ? AND seq BETWEEN ? AND ? ORDER BY seq",
    )
    .bind(key)
    .bind(first)
    .bind(last)
    .fetch_all(conn)
    .await?;
    let counts = changes.iter().map(|(kind, lines)| (kind.as_str(), *lines as usize));
    let lines = actions::lines_of_step(&what, undone, counts);
    Ok(Some(UndoName { what, lines }))
}

/// The place of a line that is there.
async fn place_of(conn: &mut SqliteConnection, key: i64, line: LineId) -> Result<Option<i64>, StoreError> {
    Ok(sqlx::query_scalar("SELECT place FROM lines WHERE id = ? AND order_key = ? AND removed = 0")
        .bind(&line.as_uuid().as_bytes()[..])
        .bind(key)
        .fetch_optional(conn)
        .await?)
}

async fn places_of_range(
    conn: &mut SqliteConnection,
    id: OrderId,
    from: LineId,
    to: LineId,
) -> Result<Option<Places>, StoreError> {
    let key: Option<i64> = sqlx::query_scalar("SELECT key FROM orders WHERE id = ?")
        .bind(&id.as_uuid().as_bytes()[..])
        .fetch_optional(&mut *conn)
        .await?;
    let Some(key) = key else { return Ok(None) };
    let (Some(one), Some(other)) = (place_of(conn, key, from).await?, place_of(conn, key, to).await?) else {
        return Ok(None);
    };
    Ok(Some(Places { key, first: one.min(other), last: one.max(other) }))
}

async fn ids_in(conn: &mut SqliteConnection, places: Places, limit: u32) -> Result<Vec<LineId>, StoreError> {
    let rows = sqlx::query(
        "SELECT id FROM lines WHERE order_key = ? AND removed = 0 AND place BETWEEN ? AND ? ORDER BY place LIMIT ?",
    )
    .bind(places.key)
    .bind(places.first)
    .bind(places.last)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(LineId::from_uuid(rows::uuid(row.try_get("id")?, "lines")?))).collect()
}

/// Positions of many lines of one order: a pass over the lines, however many are asked for.
pub(crate) struct Counting {
    key: i64,
    behind: i64,
    position: i64,
}

impl Counting {
    pub(crate) fn of(key: i64) -> Self {
        Self { key, behind: i64::MIN, position: 0 }
    }

    /// The position, from 1, of the line at a place. Places are asked for in ascending order.
    pub(crate) async fn position(
        &mut self,
        conn: &mut SqliteConnection,
        place: i64,
    ) -> Result<i64, StoreError> {
        if place > self.behind {
            self.position += count_between(conn, self.key, self.behind, place).await?;
            self.behind = place;
        }
        Ok(self.position)
    }
}

/// How many lines stand behind one place, up to another and with it.
async fn count_between(
    conn: &mut SqliteConnection,
    key: i64,
    behind: i64,
    up_to: i64,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM lines WHERE order_key = ? AND removed = 0 AND place > ? AND place <= ?",
    )
    .bind(key)
    .bind(behind)
    .bind(up_to)
    .fetch_one(conn)
    .await?)
}

/// The place of the line at a position counted from 1; beyond every place where there is none.
async fn place_at(conn: &mut SqliteConnection, key: i64, position: i64) -> Result<i64, StoreError> {
    if position <= 0 {
        return Ok(i64::MIN);
    }
    let place: Option<i64> = sqlx::query_scalar(
        "SELECT place FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place LIMIT 1 OFFSET ?",
    )
    .bind(key)
    .bind(position - 1)
    .fetch_optional(conn)
    .await?;
    Ok(place.unwrap_or(i64::MAX))
}
