//! Small facts that a vault remembers: settings, column mappings, what is being typed, known merchants.

use actions::KnownMerchant;
use sqlx::Row as _;
use values::{Instant, MerchantNo};

use crate::{error::StoreError, open::Store};

impl Store {
    /// A setting's value.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut conn = self.read().await?;
        Ok(sqlx::query_scalar("SELECT value FROM settings WHERE name = ?")
            .bind(name)
            .fetch_optional(&mut *conn)
            .await?)
    }

    /// Writes a setting.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")
            .bind(name)
            .bind(value)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Writes a setting that is not there yet; one that is stays.
    pub async fn set_setting_once(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(value)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Writes, or with no `value` removes, a setting that still stands at `expected`; says whether it did. Two programs that work
    /// on one vault then never undo each other.
    pub async fn swap_setting(
        &self,
        name: &str,
        expected: Option<&str>,
        value: Option<&str>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let stands: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE name = ?")
            .bind(name)
            .fetch_optional(&mut *tx)
            .await?;
        if stands.as_deref() != expected {
            return Ok(false);
        }
        let statement = match value {
            Some(_) => {
                "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
            }
            None => "DELETE FROM settings WHERE name = ?1 AND ?2 IS NULL",
        };
        sqlx::query(statement).bind(name).bind(value).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// How a person assigned columns when this header was met last: pairs of field name and column.
    pub async fn column_mapping(&self, fingerprint: &[u8]) -> Result<Option<Vec<(String, u16)>>, StoreError> {
        let mut conn = self.read().await?;
        let json: Option<String> =
            sqlx::query_scalar("SELECT columns FROM column_mappings WHERE header_fingerprint = ?")
                .bind(fingerprint)
                .fetch_optional(&mut *conn)
                .await?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Remembers how columns were assigned to this header.
    pub async fn remember_mapping(
        &self,
        fingerprint: &[u8],
        columns: &[(String, u16)],
        now: Instant,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO column_mappings (header_fingerprint, columns, used_at) VALUES (?, ?, ?) \
             ON CONFLICT DO UPDATE SET columns = excluded.columns, used_at = excluded.used_at",
        )
        .bind(fingerprint)
        .bind(serde_json::to_string(columns).expect("names and numbers are JSON"))
        .bind(now.millis())
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// What was being typed at this place, such as `order/<id>/entry`.
    pub async fn scratch(&self, place: &str) -> Result<Option<String>, StoreError> {
        let mut conn = self.read().await?;
        Ok(sqlx::query_scalar("SELECT body FROM scratch WHERE place = ?")
            .bind(place)
            .fetch_optional(&mut *conn)
            .await?)
    }

    /// Keeps what is being typed at this place; `None` clears it. Durable when it returns (DECISIONS, Drafts).
    pub async fn keep_scratch(
        &self,
        place: &str,
        body: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let query = match body {
            None => sqlx::query("DELETE FROM scratch WHERE place = ?").bind(place),
            Some(body) => sqlx::query(
                "INSERT INTO scratch (place, body, updated_at) VALUES (?, ?, ?) \
                 ON CONFLICT DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at",
            )
            .bind(place)
            .bind(body)
            .bind(now.millis()),
        };
        query.execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps what the platform said of merchants (YW-ORD-12).
    pub async fn keep_merchants(
        &self,
        merchants: &[(MerchantNo, KnownMerchant)],
        now: Instant,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for (no, merchant) in merchants {
            sqlx::query(
                "INSERT INTO merchants (merchant_no, name, phone, active, seen_at) VALUES (?, ?, ?, ?, ?) \
                 ON CONFLICT DO UPDATE SET name = excluded.name, phone = excluded.phone, active = excluded.active, \
                 seen_at = excluded.seen_at",
            )
            .bind(no.as_str())
            .bind(merchant.name.as_str())
            .bind(merchant.phone.number().cast_signed())
            .bind(merchant.active)
            .bind(now.millis())
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Every merchant the platform described in the last 90 days, for checking a whole file at once.
    pub async fn known_merchants(
        &self,
        now: Instant,
    ) -> Result<Vec<(MerchantNo, KnownMerchant)>, StoreError> {
        let mut conn = self.read().await?;
        let rows = sqlx::query("SELECT merchant_no, name, phone, active FROM merchants WHERE seen_at >= ?")
            .bind(now.millis() - crate::tx::MERCHANT_MS)
            .fetch_all(&mut *conn)
            .await?;
        rows.iter()
            .map(|row| {
                let no: &str = row.try_get("merchant_no")?;
                let bad = |column| crate::rows::inconsistent("merchants", column, no);
                let number = MerchantNo::parse(no).map_err(|_| bad("merchant_no"))?;
                Ok((number, crate::tx::merchant_from(row, no)?))
            })
            .collect()
    }
}
