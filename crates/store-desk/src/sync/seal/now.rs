//! What the desk has now of what the changes name (`sync::Rows`). Lines of large imports and additions that no other change
//! names are left where they are, and travel line by line.

use std::collections::{HashMap, HashSet};

use domain::{
    Change, ContentHash, Entry, ImportFacts, ImportMode, Line, LineField, Order, OrderField,
    mutation::LineEntries,
};
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, sqlite::SqliteRow};
use sync::{NowLine, Rows};
use values::{Code, ImportId, LineId};

use crate::{
    error::StoreError,
    rows::{self, LINE_COLUMNS, ORDER_COLUMNS, inconsistent},
};

/// Ids that one statement asks for.
const IDS: usize = 200;

pub(super) struct Now {
    pub(super) order_key: i64,
    /// The order's revision as the server has it.
    pub(super) base_rev: Option<i64>,
    /// What the fold looks at. Of a streamed import the lines that other changes name, and one other, so that it is seen to have
    /// lines.
    pub(super) rows: Rows,
    /// The keys of imports whose lines are streamed.
    pub(super) imports: HashMap<ImportId, i64>,
    /// Added lines, if they are streamed.
    pub(super) added: HashSet<LineId>,
}

/// A line as it is stored.
struct Stored {
    now: NowLine,
    import_key: Option<i64>,
}

impl Now {
    pub(super) async fn load(
        conn: &mut SqliteConnection,
        order_key: i64,
        changes: &[Change],
        lines_held: usize,
    ) -> Result<Self, StoreError> {
        let (order, base_rev) = order(conn, order_key).await?;
        let (named, added) = named(changes, lines_held);
        let rows = Rows {
            order,
            lines: HashMap::with_capacity(named.len()),
            imports: Vec::new(),
            amounts: ContentHash::NONE,
            contents: ContentHash::NONE,
        };
        let mut now = Self { order_key, base_rev, rows, imports: HashMap::new(), added };
        let mut of_imports: HashMap<i64, Vec<LineId>> = HashMap::new();
        for ids in named.chunks(IDS) {
            for Stored { now: line, import_key } in now.by_ids(conn, ids).await? {
                if let Some(key) = import_key {
                    of_imports.entry(key).or_default().push(line.line.id);
                }
                now.rows.lines.insert(line.line.id, line);
            }
        }
        for change in changes {
            if let Change::ImportLines { import, count, .. } = change {
                let (key, facts) = facts(conn, *import).await?;
                let known = of_imports.remove(&key).unwrap_or_default();
                now.add_import(conn, key, facts, *count as usize > lines_held, known).await?;
            }
        }
        if !now.added.is_empty() {
            now.hold_one(conn, None).await?;
        }
        now.add_hashes(conn, changes).await?;
        Ok(now)
    }

    /// Which lines travel without being held.
    pub(super) fn is_streamed(&self, id: LineId, import_key: Option<i64>) -> bool {
        self.added.contains(&id) || import_key.is_some_and(|key| self.imports.values().any(|one| *one == key))
    }

    async fn add_import(
        &mut self,
        conn: &mut SqliteConnection,
        key: i64,
        facts: ImportFacts,
        is_large: bool,
        known: Vec<LineId>,
    ) -> Result<(), StoreError> {
        let mut lines = known;
        if is_large {
            self.imports.insert(facts.id, key);
            lines.extend(self.hold_one(conn, Some(key)).await?);
        } else {
            let mut found = Vec::new();
            for removed in [false, true] {
                found.extend(self.of_import(conn, key, removed).await?);
            }
            found.sort_by_key(|stored| stored.now.line.place);
            lines = found.iter().map(|stored| stored.now.line.id).collect();
            self.rows.lines.extend(found.into_iter().map(|stored| (stored.now.line.id, stored.now)));
        }
        self.rows.imports.push((facts, lines));
        Ok(())
    }

    /// Holds a live line of what is streamed, unless one is held: so the fold sees that there are lines to travel.
    async fn hold_one(
        &mut self,
        conn: &mut SqliteConnection,
        import: Option<i64>,
    ) -> Result<Option<LineId>, StoreError> {
        let sql = format!(
            "SELECT {LINE_COLUMNS}, removed, import_key FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place"
        );
        let mut found = sqlx::query(AssertSqlSafe(sql)).bind(self.order_key).fetch(conn);
        while let Some(row) = found.try_next().await? {
            let import_key: Option<i64> = row.try_get("import_key")?;
            let stored = self.stored(&row)?;
            let id = stored.now.line.id;
            let belongs = match import {
                Some(key) => import_key == Some(key),
                None => self.added.contains(&id),
            };
            if belongs {
                return Ok(self.rows.lines.insert(id, stored.now).is_none().then_some(id));
            }
        }
        Ok(None)
    }

    /// What head edits and deletion start from, where there are any.
    async fn add_hashes(
        &mut self,
        conn: &mut SqliteConnection,
        changes: &[Change],
    ) -> Result<(), StoreError> {
        let currency = changes.iter().any(|change| change.touches_field(OrderField::LineCurrency));
        if !currency && !self.rows.order.deleted {
            return Ok(());
        }
        let sql = format!(
            "SELECT {LINE_COLUMNS}, removed, import_key FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place"
        );
        let mut found = sqlx::query(AssertSqlSafe(sql)).bind(self.order_key).fetch(conn);
        while let Some(row) = found.try_next().await? {
            let import_key: Option<i64> = row.try_get("import_key")?;
            let Line { id, fields, .. } = self.stored(&row)?.now.line;
            self.rows.contents += ContentHash::of_line(id, &LineEntries::of_line(&fields));
            // The fold takes off what the changes did to the lines that it sees. What is streamed it does not see, and no
            // server has it yet.
            if self.rows.lines.contains_key(&id) || !self.is_streamed(id, import_key) {
                self.rows.amounts += ContentHash::of_amount(id, &entry(&fields));
            }
        }
        Ok(())
    }

    async fn by_ids(&self, conn: &mut SqliteConnection, ids: &[LineId]) -> Result<Vec<Stored>, StoreError> {
        let marks = vec!["?"; ids.len()].join(",");
        // The plus keeps SQLite from walking through all lines of the order instead.
        let sql = format!(
            "SELECT {LINE_COLUMNS}, removed, import_key FROM lines WHERE id IN ({marks}) AND +order_key = ?"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        for id in ids {
            query = query.bind(id.as_uuid().as_bytes().to_vec());
        }
        let found = query.bind(self.order_key).fetch_all(conn).await?;
        found.iter().map(|row| self.stored(row)).collect()
    }

    /// Two statements, since each of the two indexes of places has either those removed or the others.
    async fn of_import(
        &self,
        conn: &mut SqliteConnection,
        key: i64,
        removed: bool,
    ) -> Result<Vec<Stored>, StoreError> {
        let sql = format!(
            "SELECT {LINE_COLUMNS}, removed, import_key FROM lines WHERE order_key = ? AND removed = {} AND import_key = ?",
            i64::from(removed)
        );
        let found = sqlx::query(AssertSqlSafe(sql)).bind(self.order_key).bind(key).fetch_all(conn).await?;
        found.iter().map(|row| self.stored(row)).collect()
    }

    fn stored(&self, row: &SqliteRow) -> Result<Stored, StoreError> {
        let line = rows::line(row, self.rows.order.fields.line_currency)?;
        let now = NowLine { line, removed: row.try_get("removed")? };
        Ok(Stored { now, import_key: row.try_get("import_key")? })
    }
}

fn entry(fields: &domain::LineFields) -> Entry {
    fields.entry(LineField::Amount)
}

async fn order(conn: &mut SqliteConnection, key: i64) -> Result<(Order, Option<i64>), StoreError> {
    let sql = format!("SELECT {ORDER_COLUMNS} FROM orders WHERE key = ?");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(key).fetch_one(conn).await?;
    Ok((rows::order(&row)?.1, row.try_get("confirmed_rev")?))
}

/// The lines that changes name, each once, and added lines that are too many to be held.
fn named(changes: &[Change], lines_held: usize) -> (Vec<LineId>, HashSet<LineId>) {
    let mut named: HashSet<LineId> = HashSet::new();
    let mut added: HashSet<LineId> = HashSet::new();
    for change in changes {
        match change {
            Change::AddLines { lines } => added.extend(lines),
            Change::RemoveLines { lines } | Change::RestoreLines { lines } => named.extend(lines),
            Change::EditLines { lines } => named.extend(lines.iter().map(|edit| edit.line)),
            Change::CreateOrder { .. }
            | Change::EditOrder { .. }
            | Change::DeleteOrder
            | Change::RestoreOrder
            | Change::ImportLines { .. } => {}
        }
    }
    if added.len() <= lines_held {
        named.extend(added.drain());
    }
    let mut named: Vec<LineId> = named.into_iter().collect();
    // In their order, so that the same changes give the same statements.
    named.sort_unstable();
    (named, added)
}

/// What is kept of an import, and its key.
async fn facts(conn: &mut SqliteConnection, id: ImportId) -> Result<(i64, ImportFacts), StoreError> {
    let bad = |column| inconsistent("imports", column, &id.to_string());
    let row = sqlx::query(
        "SELECT key, file_name, sha256, mode, row_count, left_out, duplicates, errors_by_code FROM imports WHERE id = ?",
    )
    .bind(&id.as_uuid().as_bytes()[..])
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| bad("id"))?;
    let sha256: &[u8] = row.try_get("sha256")?;
    let errors: std::collections::BTreeMap<String, u32> =
        serde_json::from_str(row.try_get("errors_by_code")?).map_err(|_| bad("errors_by_code"))?;
    let facts = ImportFacts {
        id,
        file_name: row.try_get("file_name")?,
        sha256: sha256.try_into().map_err(|_| bad("sha256"))?,
        mode: [ImportMode::Append, ImportMode::Replace]
            .into_iter()
            .find(|mode| row.try_get("mode").is_ok_and(|name: &str| name == mode.name()))
            .ok_or_else(|| bad("mode"))?,
        rows: row.try_get("row_count")?,
        left_out: row.try_get("left_out")?,
        duplicates: row.try_get("duplicates")?,
        errors_by_code: errors
            .into_iter()
            .map(|(name, count)| Code::from_name(&name).map(|code| (code, count)))
            .collect::<Option<_>>()
            .ok_or_else(|| bad("errors_by_code"))?,
    };
    Ok((row.try_get("key")?, facts))
}
