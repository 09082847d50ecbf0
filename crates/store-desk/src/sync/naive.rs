//! For tests only: the naive rebase. What the server confirmed, with everything that waits laid over it from scratch, one
//! deed and one change after the other.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Change, Deed,
    mutation::{GroupEdit, Grouped, HeadEntries, LineEntries, entries::Entries},
};
use sqlx::{Row as _, SqliteConnection};
use values::{Currency, LineId, OrderId};

use super::{image, waiting};
use crate::{
    error::StoreError,
    open::Store,
    rows::{self, LINE_COLUMNS},
    tx,
};

/// An order with its lines as they should stand.
#[derive(Default)]
struct Laid {
    head: Option<(HeadEntries, bool)>,
    /// What a line says, and whether it is removed.
    lines: BTreeMap<LineId, (LineEntries, bool)>,
    /// Lines that no deed tells: what they say is taken as it stands.
    unsealed: BTreeSet<LineId>,
}

impl Store {
    /// Rows that are not what the naive rebase makes of them, each with its id.
    ///
    /// # Errors
    /// What the database says.
    pub async fn rebase_faults(&self) -> Result<Vec<String>, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = sqlx::Connection::begin(&mut *reader).await?;
        let orders: Vec<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT key, id FROM orders").fetch_all(&mut *conn).await?;
        let mut faults = Vec::new();
        for (key, id) in orders {
            let id = OrderId::from_uuid(rows::uuid(&id, "orders")?);
            let laid = laid(&mut conn, key, id).await?;
            compare(&mut conn, key, id, &laid, &mut faults).await?;
        }
        Ok(faults)
    }
}

/// What should stand.
async fn laid(conn: &mut SqliteConnection, key: i64, id: OrderId) -> Result<Laid, StoreError> {
    let mut laid = confirmed(conn, key, id).await?;
    let deeds: Vec<(i64, String)> =
        sqlx::query_as("SELECT seq, body FROM mutations WHERE order_key = ? AND landed = 0 ORDER BY seq")
            .bind(key)
            .fetch_all(&mut *conn)
            .await?;
    for (seq, body) in deeds {
        laid.put_deed(&waiting::deed(&body, seq)?);
    }
    let changes = sqlx::query(
        "SELECT c.id, c.kind, c.body, c.person, c.device, c.at FROM outbox b JOIN changes c ON c.seq = b.change_seq \
         WHERE c.order_key = ? ORDER BY c.seq",
    )
    .bind(key)
    .fetch_all(&mut *conn)
    .await?;
    for row in &changes {
        let change = tx::read_change(row)?.change;
        if let Change::ImportLines { import, .. } = &change {
            let lines: Vec<Vec<u8>> = sqlx::query_scalar(
                "SELECT id FROM lines WHERE import_key = (SELECT key FROM imports WHERE id = ?)",
            )
            .bind(&import.as_uuid().as_bytes()[..])
            .fetch_all(&mut *conn)
            .await?;
            for line in lines {
                laid.unsealed.insert(LineId::from_uuid(rows::uuid(&line, "lines")?));
            }
        }
        laid.put_change(&change);
    }
    Ok(laid)
}

/// What the server confirmed.
async fn confirmed(conn: &mut SqliteConnection, key: i64, id: OrderId) -> Result<Laid, StoreError> {
    let head = match image::order(conn, key).await? {
        Some((order, _)) => Some((HeadEntries::of_head(&order.fields), order.deleted)),
        None => match tx::orders::load(conn, id).await? {
            Some((order, known)) if known.confirmed => {
                Some((HeadEntries::of_head(&order.fields), order.deleted))
            }
            _ => None,
        },
    };
    let mut laid = Laid { head, ..Laid::default() };
    let imaged: Vec<i64> = sqlx::query_scalar(
        "SELECT line_key FROM line_before_images JOIN lines ON lines.key = line_key WHERE order_key = ?",
    )
    .bind(key)
    .fetch_all(&mut *conn)
    .await?;
    for line in image::lines(conn, &imaged, Currency::CNY).await? {
        laid.lines.insert(line.line.id, (LineEntries::of_line(&line.line.fields), line.removed));
    }
    let sql = format!(
        "SELECT {LINE_COLUMNS}, removed FROM lines WHERE order_key = ? AND confirmed_rev IS NOT NULL \
         AND key NOT IN (SELECT line_key FROM line_before_images)"
    );
    for row in &sqlx::query(sqlx::AssertSqlSafe(sql)).bind(key).fetch_all(&mut *conn).await? {
        let line = rows::line(row, Currency::CNY)?;
        laid.lines.insert(line.id, (LineEntries::of_line(&line.fields), row.try_get("removed")?));
    }
    Ok(laid)
}

impl Laid {
    fn put_deed(&mut self, deed: &Deed) {
        match deed {
            Deed::CreateOrder { head } => {
                self.head.get_or_insert_with(|| (head.clone(), false));
            }
            Deed::EditOrder(edit) => {
                if let Some((head, _)) = &mut self.head {
                    put_groups(head, &edit.groups);
                }
            }
            Deed::DeleteOrder { .. } => self.set_deleted(true),
            Deed::RestoreOrder => self.set_deleted(false),
            Deed::AddLines { lines, .. } => {
                for line in lines {
                    self.lines.entry(line.id).or_insert_with(|| (line.entries.clone(), false));
                }
            }
            Deed::EditLines { lines, .. } => {
                for edit in lines {
                    if let Some((entries, _)) = self.lines.get_mut(&edit.base.id) {
                        put_groups(entries, &edit.groups);
                    }
                }
            }
            Deed::RemoveLines { lines } => lines.iter().for_each(|base| self.set_removed(base.id, true)),
            Deed::RestoreLines { lines, .. } => {
                for line in lines {
                    self.lines.entry(line.id).or_insert_with(|| (line.entries.clone(), false)).1 = false;
                }
            }
            Deed::ImportLines(import) => {
                import.replaces.iter().for_each(|base| self.set_removed(base.id, true));
                for line in &import.lines {
                    self.lines.entry(line.id).or_insert_with(|| (line.entries.clone(), false));
                }
            }
        }
    }

    fn put_change(&mut self, change: &Change) {
        match change {
            // What it was made with stands in the row alone.
            Change::CreateOrder { .. } => {}
            Change::EditOrder { fields } => {
                if let Some((head, _)) = &mut self.head {
                    fields.iter().for_each(|edit| head.set(edit.field, edit.after.clone()));
                }
            }
            Change::DeleteOrder => self.set_deleted(true),
            Change::RestoreOrder => self.set_deleted(false),
            Change::AddLines { lines } => self.unsealed.extend(lines),
            Change::EditLines { lines } => {
                for edit in lines {
                    if let Some((entries, _)) = self.lines.get_mut(&edit.line) {
                        edit.fields.iter().for_each(|field| entries.set(field.field, field.after.clone()));
                    }
                }
            }
            Change::RemoveLines { lines } => lines.iter().for_each(|line| self.set_removed(*line, true)),
            Change::RestoreLines { lines } => {
                for line in lines {
                    self.set_removed(*line, false);
                    // One that was added and removed before anything was sent is no server's.
                    if !self.lines.contains_key(line) {
                        self.unsealed.insert(*line);
                    }
                }
            }
            Change::ImportLines { .. } => {}
        }
    }

    fn set_deleted(&mut self, to: bool) {
        if let Some((_, deleted)) = &mut self.head {
            *deleted = to;
        }
    }

    fn set_removed(&mut self, line: LineId, to: bool) {
        if let Some((_, removed)) = self.lines.get_mut(&line) {
            *removed = to;
        }
    }
}

fn put_groups<F: Grouped>(entries: &mut Entries<F>, groups: &[GroupEdit<F>]) {
    for edit in groups.iter().flat_map(GroupEdit::fields) {
        entries.set(edit.field, edit.after.clone());
    }
}

/// Tells what stands otherwise.
async fn compare(
    conn: &mut SqliteConnection,
    key: i64,
    id: OrderId,
    laid: &Laid,
    faults: &mut Vec<String>,
) -> Result<(), StoreError> {
    if let (Some((order, _)), Some((head, deleted))) = (tx::orders::load(conn, id).await?, &laid.head)
        && (HeadEntries::of_head(&order.fields) != *head || order.deleted != *deleted)
    {
        faults.push(format!("order {id}: {order:?} should be {head:?}, deleted {deleted}"));
    }
    let mut missing: BTreeSet<LineId> = laid.lines.keys().copied().collect();
    let sql = format!("SELECT {LINE_COLUMNS}, removed FROM lines WHERE order_key = ?");
    for row in &sqlx::query(sqlx::AssertSqlSafe(sql)).bind(key).fetch_all(conn).await? {
        let line = rows::line(row, Currency::CNY)?;
        let removed: bool = row.try_get("removed")?;
        missing.remove(&line.id);
        let stands = (LineEntries::of_line(&line.fields), removed);
        match laid.lines.get(&line.id) {
            Some(should) if *should == stands => {}
            Some(should) => faults.push(format!("line {}: {stands:?} should be {should:?}", line.id)),
            // Nobody's: the server did not take it.
            None if removed || laid.unsealed.contains(&line.id) => {}
            None => faults.push(format!("line {}: {stands:?} is nobody's", line.id)),
        }
    }
    faults.extend(missing.iter().map(|line| format!("line {line} is missing")));
    Ok(())
}
