//! The transactions of a firm. A writing one is the port of the verbs (`actions::Tx`): it holds the firm's row, so that
//! firms wait for themselves only, and stamps the firm's next number on every row that it writes (decision 0009).

mod attention;
mod audit;
mod history;
mod imports;
mod lines;
mod parts;
mod port;
mod push;

use std::collections::HashMap;

use domain::{ContentHash, Order};
use values::{Currency, OrderId};

pub use self::{
    attention::Attention,
    audit::AuditEntry,
    history::HistoryEntry,
    parts::ImportPart,
    push::{Numbered, Processed, Settlement, Turn},
};
pub(crate) use self::{
    attention::read as read_attention, audit::first_broken, history::read as read_change,
    imports::read as read_import, push::last_seq,
};
use crate::{
    db::{Conn, Row, sql},
    error::{StoreError, inconsistent},
    pull::Extent,
    rows::{self, ORDER_READS},
    scope::FirmScope,
    sealing::FirmKeys,
    store::Store,
};

impl Store {
    /// Begins a transaction that writes in a firm. It waits until no other does.
    ///
    /// # Errors
    /// `UnknownFirm`; `Busy` after ten seconds.
    pub async fn write(&self, scope: &FirmScope) -> Result<FirmTx, StoreError> {
        let mut conn = self.db.write().await?;
        conn.set_firm(scope.firm().as_uuid()).await?;
        let text = match conn {
            Conn::Sqlite(_) => "SELECT seq FROM firms WHERE firm = $1",
            Conn::Postgres(_) => "SELECT seq FROM firms WHERE firm = $1 FOR UPDATE",
        };
        let row = sql(text).bind(scope.firm()).optional(&mut conn).await?.ok_or(StoreError::UnknownFirm)?;
        let seq: i64 = row.get("seq")?;
        Ok(FirmTx {
            conn,
            store: self.clone(),
            scope: *scope,
            keys: self.key.of_firm(scope.firm()),
            rev: seq + 1,
            wrote: false,
            known: HashMap::new(),
            recorded: 0,
        })
    }

    /// Begins a transaction that reads in a firm, all of one moment.
    pub async fn read(&self, scope: &FirmScope) -> Result<FirmRead, StoreError> {
        let mut conn = self.db.read().await?;
        conn.set_firm(scope.firm().as_uuid()).await?;
        Ok(FirmRead { conn, scope: *scope, keys: self.key.of_firm(scope.firm()), extent: None })
    }
}

/// A transaction that reads in a firm.
pub struct FirmRead {
    pub(crate) conn: Conn,
    pub(crate) scope: FirmScope,
    pub(crate) keys: FirmKeys,
    /// How far the rows go, once it was asked.
    pub(crate) extent: Option<Extent>,
}

impl FirmRead {
    /// The orders of the buyer with this passport, deleted ones too.
    pub async fn orders_of_passport(
        &mut self,
        passport: &values::Passport,
    ) -> Result<Vec<OrderId>, StoreError> {
        let rows = sql("SELECT id FROM orders WHERE firm = $1 AND passport_hash = $2 ORDER BY id")
            .bind(self.scope.firm())
            .bind(self.keys.search_hash(passport.as_str()))
            .all(&mut self.conn)
            .await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}

/// A transaction that writes in a firm. Dropped without commit, it rolls back.
pub struct FirmTx {
    pub(crate) conn: Conn,
    /// Whose listeners hear of the commit.
    store: Store,
    pub(crate) scope: FirmScope,
    pub(crate) keys: FirmKeys,
    /// The number that everything written here carries.
    rev: i64,
    /// Whether anything was written: a transaction that only looked takes no number.
    wrote: bool,
    known: HashMap<OrderId, KnownOrder>,
    /// Changes recorded so far.
    recorded: i64,
}

/// What the transaction knows of an order that it works on.
#[derive(Clone, Copy)]
struct KnownOrder {
    id: OrderId,
    currency: Currency,
    /// The sum of the hashes of its lines, as they stand now.
    lines_hash: ContentHash,
    /// Whether the row of the order does not say so yet.
    unsaved: bool,
}

impl FirmTx {
    /// The number of this transaction; every row that it writes carries it.
    pub const fn rev(&self) -> i64 {
        self.rev
    }

    /// Whose it is.
    pub const fn scope(&self) -> &FirmScope {
        &self.scope
    }

    /// Loads an order, deleted or not, and remembers what later writes need of it.
    async fn load(&mut self, id: OrderId) -> Result<Option<Order>, StoreError> {
        let Some(row) = order_row(&mut self.conn, &self.scope, id).await? else {
            return Ok(None);
        };
        let order = rows::order(&row, &self.keys)?;
        // Lines that were written since stand in this transaction only.
        if !self.known.get(&id).is_some_and(|known| known.unsaved) {
            let lines_hash = lines_hash_of(&row)?;
            let currency = order.fields.line_currency;
            self.known.insert(id, KnownOrder { id, currency, lines_hash, unsaved: false });
        }
        Ok(Some(order))
    }

    /// An order that is there, since the verb has loaded it.
    async fn known(&mut self, id: OrderId) -> Result<KnownOrder, StoreError> {
        if !self.known.contains_key(&id) {
            self.load(id).await?;
        }
        self.known.get(&id).copied().ok_or_else(|| inconsistent("orders", "id", id))
    }

    /// Remembers that the lines of an order have changed by so much.
    fn lines_changed(&mut self, known: KnownOrder, lines_hash: ContentHash) {
        self.wrote = true;
        self.known.insert(known.id, KnownOrder { lines_hash, unsaved: true, ..known });
    }

    /// Stores a new order, or one that was changed.
    async fn save(&mut self, order: &Order, new: bool) -> Result<(), StoreError> {
        let known = if new { None } else { Some(self.known(order.id).await?) };
        rows::order_sql(&self.scope, &self.keys, self.rev, order, new).run(&mut self.conn).await?;
        self.wrote = true;
        let (id, currency) = (order.id, order.fields.line_currency);
        let known =
            known.unwrap_or(KnownOrder { id, currency, lines_hash: ContentHash::NONE, unsaved: false });
        self.known.insert(id, KnownOrder { currency, ..known });
        Ok(())
    }

    /// Forgets the tombstones of lines up to a number; a desk whose cursor is below starts anew. How many there were.
    pub async fn purge_tombstones(&mut self, up_to: i64) -> Result<u64, StoreError> {
        let purged = sql("DELETE FROM lines WHERE firm = $1 AND removed = 1 AND rev <= $2")
            .bind(self.scope.firm())
            .bind(up_to)
            .run(&mut self.conn)
            .await?;
        if purged > 0 {
            sql("UPDATE firms SET floor = $2 WHERE firm = $1 AND floor < $2")
                .bind(self.scope.firm())
                .bind(up_to)
                .run(&mut self.conn)
                .await?;
        }
        Ok(purged)
    }

    /// The highest number that was given out before an instant, as the firm's pushes tell; 0 if there is none.
    pub async fn rev_before(&mut self, at: values::Instant) -> Result<i64, StoreError> {
        sql("SELECT coalesce(max(rev), 0) AS rev FROM mutations WHERE firm = $1 AND at < $2")
            .bind(self.scope.firm())
            .bind(at)
            .one(&mut self.conn)
            .await?
            .get("rev")
    }

    /// Makes everything durable, and gives the number out if anything was written.
    ///
    /// # Errors
    /// As the database fails; nothing is stored then.
    pub async fn finish(mut self) -> Result<i64, StoreError> {
        // The row of an order carries the number of whatever was written to its lines, so that a desk is told its hash.
        let unsaved: Vec<KnownOrder> = self.known.values().filter(|known| known.unsaved).copied().collect();
        for known in unsaved {
            sql("UPDATE orders SET lines_hash = $3, rev = $4 WHERE firm = $1 AND id = $2")
                .bind(self.scope.firm())
                .bind(known.id)
                .bind(known.lines_hash.get().to_be_bytes())
                .bind(self.rev)
                .run(&mut self.conn)
                .await?;
        }
        if self.wrote {
            sql("UPDATE firms SET seq = $2 WHERE firm = $1")
                .bind(self.scope.firm())
                .bind(self.rev)
                .run(&mut self.conn)
                .await?;
        }
        self.conn.commit().await?;
        if self.wrote {
            self.store.hints.committed(&self.store.db, self.scope.firm(), self.rev);
        }
        Ok(self.rev)
    }
}

/// The row of an order.
pub(crate) async fn order_row(
    conn: &mut Conn,
    scope: &FirmScope,
    id: OrderId,
) -> Result<Option<Row>, StoreError> {
    static TEXT: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| format!("SELECT {ORDER_READS} FROM orders WHERE firm = $1 AND id = $2"));
    sql(&TEXT).bind(scope.firm()).bind(id).optional(conn).await
}

/// The sum of the hashes of an order's lines, as its row says.
pub(crate) fn lines_hash_of(row: &Row) -> Result<ContentHash, StoreError> {
    Ok(ContentHash::from_number(u128::from_be_bytes(row.get("lines_hash")?)))
}

/// The hash of an order's head, as its row says.
pub(crate) fn head_hash_of(row: &Row) -> Result<ContentHash, StoreError> {
    Ok(ContentHash::from_number(u128::from_be_bytes(row.get("head_hash")?)))
}
