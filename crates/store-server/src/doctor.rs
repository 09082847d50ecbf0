//! What `doctor` asks of a firm's rows: whether everything that is kept incrementally equals what it is kept for.

use std::{collections::HashMap, sync::LazyLock};

use domain::{ContentHash, Sums};
use values::{Currency, FirmId, LineId, OrderId};

use crate::{
    db::sql,
    error::{StoreError, inconsistent},
    firm::{FirmRead, first_broken, head_hash_of, lines_hash_of},
    rows::{self, LINE_READS, ORDER_READS},
    store::SystemTx,
};

/// Rows that are looked at, at a time.
const PAGE: usize = 2_000;
/// How many faults a check names.
const FAULTS_NAMED: usize = 10;

/// One check of a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked: `hashes`, `sums`, `strays`, `sequence`, `audit`, `uploads`.
    pub name: &'static str,
    /// Ids and numbers of what is not as it should be; empty when all is well. At most ten.
    pub faults: Vec<String>,
}

impl FirmRead {
    /// Recomputes sums and hashes of every order, looks for lines without an order and numbers beyond the sequence, and
    /// follows the audit trail and the pieces of uploads. Sealed fields are opened on the way: one that does not open is an error.
    pub async fn examine(&mut self) -> Result<Vec<Check>, StoreError> {
        let (mut hashes, mut sums) = (Vec::new(), Vec::new());
        let mut behind: Option<OrderId> = None;
        static ORDERS: LazyLock<String> = LazyLock::new(|| {
            format!("SELECT {ORDER_READS} FROM orders WHERE firm = $1 AND id > $2 ORDER BY id LIMIT {PAGE}")
        });
        loop {
            let from = behind.map_or(Vec::new(), |id| id.as_uuid().as_bytes().to_vec());
            let page = sql(&ORDERS).bind(self.scope.firm()).bind(from).all(&mut self.conn).await?;
            for row in &page {
                let order = rows::order(row, &self.keys)?;
                let (found, lines_hash) = self.lines_of(order.id, order.fields.line_currency).await?;
                if found != order.sums {
                    sums.push(order.id.to_string());
                }
                if lines_hash != lines_hash_of(row)?
                    || ContentHash::of_order_row(&order) != head_hash_of(row)?
                {
                    hashes.push(order.id.to_string());
                }
                behind = Some(order.id);
            }
            if page.len() < PAGE {
                break;
            }
        }
        let strays = self
            .ids_of(
                "SELECT id FROM lines WHERE firm = $1 AND NOT EXISTS (SELECT 1 FROM orders \
             WHERE orders.firm = lines.firm AND orders.id = lines.order_id) ORDER BY id LIMIT 10",
            )
            .await?;
        let sequence = self.beyond().await?;
        let audit = first_broken(self).await?.iter().map(i64::to_string).collect();
        let uploads = self.uneven_uploads().await?;
        let check = |name, mut faults: Vec<String>| {
            faults.truncate(FAULTS_NAMED);
            Check { name, faults }
        };
        Ok(vec![
            check("hashes", hashes),
            check("sums", sums),
            check("strays", strays),
            check("sequence", sequence),
            check("audit", audit),
            check("uploads", uploads),
        ])
    }

    async fn lines_of(
        &mut self,
        order: OrderId,
        currency: Currency,
    ) -> Result<(Sums, ContentHash), StoreError> {
        static LINES: LazyLock<String> = LazyLock::new(|| {
            format!(
                "SELECT {LINE_READS} FROM lines WHERE firm = $1 AND order_id = $2 AND removed = 0 AND (place, id) > ($3, $4) \
                 ORDER BY place, id LIMIT {PAGE}"
            )
        });
        let (mut sums, mut hash) = (Sums::default(), ContentHash::NONE);
        let mut behind: Option<(i64, LineId)> = None;
        loop {
            let (place, id) = behind
                .map_or((i64::MIN, Vec::new()), |(place, id)| (place, id.as_uuid().as_bytes().to_vec()));
            let page = sql(&LINES)
                .bind(self.scope.firm())
                .bind(order)
                .bind(place)
                .bind(id)
                .all(&mut self.conn)
                .await?;
            for row in &page {
                let line = rows::line(row, currency)?;
                sums += Sums::of(&line);
                hash += ContentHash::of_line_row(&line);
                behind = Some((line.place, line.id));
            }
            if page.len() < PAGE {
                return Ok((sums, hash));
            }
        }
    }

    async fn ids_of(&mut self, text: &'static str) -> Result<Vec<String>, StoreError> {
        let rows = sql(text).bind(self.scope.firm()).all(&mut self.conn).await?;
        rows.iter().map(|row| Ok(row.get::<LineId>("id")?.to_string())).collect()
    }

    /// Tables with a number that the sequence has not given out.
    async fn beyond(&mut self) -> Result<Vec<String>, StoreError> {
        const TABLES: [&str; 6] = ["orders", "imports", "lines", "changes", "attention", "mutations"];
        static TEXT: LazyLock<String> = LazyLock::new(|| {
            let of_table = |table: &str| {
                format!("SELECT '{table}' AS name, max(rev) AS rev FROM {table} WHERE firm = $1")
            };
            TABLES.map(of_table).join(" UNION ALL ")
        });
        let seq: i64 = sql("SELECT seq FROM firms WHERE firm = $1")
            .bind(self.scope.firm())
            .optional(&mut self.conn)
            .await?
            .ok_or(StoreError::UnknownFirm)?
            .get("seq")?;
        let newest = sql(&TEXT).bind(self.scope.firm()).all(&mut self.conn).await?;
        let mut found: HashMap<String, Option<i64>> = HashMap::new();
        for row in &newest {
            found.insert(row.get("name")?, row.get("rev")?);
        }
        let mut beyond: Vec<String> = found
            .into_iter()
            .filter(|(_, rev)| rev.is_some_and(|rev| rev > seq))
            .map(|(name, _)| name)
            .collect();
        beyond.sort();
        Ok(beyond)
    }
}

impl SystemTx {
    /// Gives a firm a new epoch, so that its desks load everything anew. After a restore, for every firm: a desk may have
    /// seen numbers that the restored database gives out again.
    ///
    /// # Errors
    /// `UnknownFirm`.
    pub async fn new_epoch(&mut self, firm: FirmId, epoch: values::Instant) -> Result<(), StoreError> {
        self.conn.set_firm(firm.as_uuid()).await?;
        let marked = sql("UPDATE firms SET epoch = $2 WHERE firm = $1")
            .bind(firm)
            .bind(epoch)
            .run(&mut self.conn)
            .await?;
        match marked {
            1 => Ok(()),
            0 => Err(StoreError::UnknownFirm),
            _ => Err(inconsistent("firms", "firm", firm)),
        }
    }
}
