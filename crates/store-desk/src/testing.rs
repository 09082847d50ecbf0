//! For tests only: what a server or a later release writes into the rows, and what no screen reads from them.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ::sync::engine::Batch;
use sqlx::Row as _;
use values::{LineId, MutationId, OrderId};

use crate::{error::StoreError, open::Store, rows, sync::seal::Limits};

impl Store {
    /// Marks lines as linked to merchants' trade orders, and counts them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn pretend_linked(&self, order: OrderId, lines: &[LineId]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for line in lines {
            sqlx::query("UPDATE lines SET linked = 1 WHERE id = ?")
                .bind(&line.as_uuid().as_bytes()[..])
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query(
            "UPDATE orders SET linked_count = (SELECT count(*) FROM lines WHERE order_key = orders.key AND linked = 1 \
             AND removed = 0) WHERE id = ?",
        )
        .bind(&order.as_uuid().as_bytes()[..])
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Gives an order and its lines the revision under which a server has them, and empties the outbox.
    ///
    /// # Errors
    /// What the database says.
    pub async fn pretend_synced(&self, order: OrderId, rev: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for sql in [
            "UPDATE lines SET confirmed_rev = ?1 WHERE order_key = (SELECT key FROM orders WHERE id = ?2)",
            "UPDATE orders SET confirmed_rev = ?1 WHERE id = ?2",
        ] {
            sqlx::query(sql).bind(rev).bind(&order.as_uuid().as_bytes()[..]).execute(&mut *tx).await?;
        }
        sqlx::query("DELETE FROM outbox").execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Seals as [`Store::seal`] does, with smaller limits: changes of more than `lines_at_once` are folded beside the writers,
    /// imports and additions of more than `lines_held` are read line by line.
    ///
    /// # Errors
    /// As there.
    pub async fn seal_with(
        &self,
        at_most: usize,
        lines_at_once: i64,
        lines_held: usize,
    ) -> Result<Option<Batch>, StoreError> {
        self.seal_within(at_most, Limits { lines_at_once, lines_held }).await
    }

    /// The before-images of an order: its head's, and those of its lines, as JSON.
    ///
    /// # Errors
    /// What the database says.
    pub async fn before_images(
        &self,
        order: OrderId,
    ) -> Result<(Option<String>, Vec<(LineId, String)>), StoreError> {
        let mut conn = self.read().await?;
        let id = order.as_uuid().as_bytes().to_vec();
        let head = sqlx::query_scalar(
            "SELECT image FROM order_before_images JOIN orders ON orders.key = order_key WHERE orders.id = ?",
        )
        .bind(id.clone())
        .fetch_optional(&mut *conn)
        .await?;
        let found = sqlx::query(
            "SELECT lines.id AS id, image FROM line_before_images JOIN lines ON lines.key = line_key \
             JOIN orders ON orders.key = lines.order_key WHERE orders.id = ? ORDER BY lines.place",
        )
        .bind(id)
        .fetch_all(&mut *conn)
        .await?;
        let mut images = Vec::with_capacity(found.len());
        for row in &found {
            images.push((LineId::from_uuid(rows::uuid(row.try_get("id")?, "lines")?), row.try_get("image")?));
        }
        Ok((head, images))
    }

    /// The lines of each month as they are counted, as YYYYMM and count, by month.
    ///
    /// # Errors
    /// What the database says.
    pub async fn month_counts(&self, order: OrderId) -> Result<Vec<(u32, u32)>, StoreError> {
        let mut conn = self.read().await?;
        let counts = sqlx::query_as(
            "SELECT order_month, order_months.line_count FROM order_months JOIN orders ON orders.key = order_key \
             WHERE orders.id = ? ORDER BY order_month",
        )
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_all(&mut *conn)
        .await?;
        Ok(counts)
    }

    /// How many changes an order has in its history.
    ///
    /// # Errors
    /// What the database says.
    pub async fn change_count(&self, order: OrderId) -> Result<i64, StoreError> {
        let mut conn = self.read().await?;
        let count = sqlx::query_scalar(
            "SELECT count(*) FROM changes WHERE order_key = (SELECT key FROM orders WHERE id = ?)",
        )
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_one(&mut *conn)
        .await?;
        Ok(count)
    }

    /// Changes that the outbox does not name once, and outbox rows that name no change: zero in a store that never
    /// sent anything.
    ///
    /// # Errors
    /// What the database says.
    pub async fn outbox_gaps(&self) -> Result<i64, StoreError> {
        let mut conn = self.read().await?;
        let gaps = sqlx::query_scalar(
            "SELECT (SELECT count(*) FROM changes WHERE seq NOT IN (SELECT change_seq FROM outbox)) + \
             (SELECT count(*) FROM outbox WHERE change_seq NOT IN (SELECT seq FROM changes))",
        )
        .fetch_one(&mut *conn)
        .await?;
        Ok(gaps)
    }

    /// Writes into the tables past every rule, so that a test can see it found.
    ///
    /// # Errors
    /// What the database says.
    pub async fn damage(&self, sql: &'static str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query(sql).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Counts the steps of SQLite's machine that the writer takes from now on, in tens: what a verb costs, without a
    /// clock.
    ///
    /// # Errors
    /// What the database says.
    pub async fn count_steps(&self) -> Result<Arc<AtomicU64>, StoreError> {
        const EVERY: i32 = 10;
        let counted = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&counted);
        let mut tx = self.begin().await?;
        tx.lock_handle().await?.set_progress_handler(EVERY, move || {
            counter.fetch_add(1, Ordering::Relaxed);
            true
        });
        tx.rollback().await?;
        Ok(counted)
    }
}

/// What a simulation looks at.
impl Store {
    /// The mutations that stand under 需处理, decided or not.
    ///
    /// # Errors
    /// What the database says.
    pub async fn attention_ids(&self) -> Result<Vec<MutationId>, StoreError> {
        let mut conn = self.read().await?;
        let ids: Vec<Vec<u8>> =
            sqlx::query_scalar("SELECT id FROM attention ORDER BY key").fetch_all(&mut *conn).await?;
        ids.iter().map(|id| Ok(MutationId::from_uuid(rows::uuid(id, "attention")?))).collect()
    }

    /// Imports of which some lines are here and some are not, in hexadecimal digits.
    ///
    /// # Errors
    /// What the database says.
    pub async fn half_imports(&self) -> Result<Vec<String>, StoreError> {
        let mut conn = self.read().await?;
        Ok(sqlx::query_scalar(
            "SELECT hex(imports.id) FROM imports JOIN (SELECT import_key, count(*) AS n FROM lines \
             WHERE import_key IS NOT NULL GROUP BY import_key) AS found ON found.import_key = imports.key \
             WHERE n < imported",
        )
        .fetch_all(&mut *conn)
        .await?)
    }

    /// Every text of orders and lines, removed ones too, and of the history.
    ///
    /// # Errors
    /// What the database says.
    pub async fn texts(&self) -> Result<String, StoreError> {
        self.joined(&[
            "SELECT CAST(body AS TEXT) FROM changes",
            "SELECT concat_ws(' ', buyer_name, remark, raw) FROM orders",
            "SELECT concat_ws(' ', merchant_name, goods_name, raw) FROM lines",
        ])
        .await
    }

    /// Every text of what a person must decide, or has decided.
    ///
    /// # Errors
    /// What the database says.
    pub async fn attention_texts(&self) -> Result<String, StoreError> {
        self.joined(&[
            "SELECT outcome FROM attention",
            "SELECT body FROM mutations WHERE verdict IS NOT NULL",
        ])
        .await
    }

    async fn joined(&self, queries: &[&'static str]) -> Result<String, StoreError> {
        let mut conn = self.read().await?;
        let mut texts = Vec::new();
        for query in queries {
            texts.extend(sqlx::query_scalar::<_, String>(*query).fetch_all(&mut *conn).await?);
        }
        Ok(texts.join("\n"))
    }
}
