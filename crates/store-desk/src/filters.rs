//! Saved filters of the order list (CM-UI-02).

mod body;

use sqlx::Row as _;
use values::{FilterId, Instant};

use crate::{error::StoreError, list::OrderQuery, open::Store, rows};

#[cfg(test)]
mod tests;

/// A filter that somebody gave a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its id, given by whoever saves it first.
    pub id: FilterId,
    /// Its name, unique.
    pub name: String,
    /// What it asks for.
    pub query: OrderQuery,
    /// When it was saved last.
    pub updated_at: Instant,
}

impl Store {
    /// Saves a filter, in place of the one with the same id if there is one.
    ///
    /// # Errors
    /// `Constraint("saved_filters.name")` if another filter has the name; `Busy`, `Full`, `Closed`.
    pub async fn save_filter(&self, filter: &SavedFilter) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO saved_filters (id, name, body, updated_at) VALUES (?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body, updated_at = excluded.updated_at",
        )
        .bind(&filter.id.as_uuid().as_bytes()[..])
        .bind(&filter.name)
        .bind(body::write(&filter.query))
        .bind(filter.updated_at.millis())
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// All saved filters, by name.
    ///
    /// # Errors
    /// `Inconsistent` for a filter that this program cannot have written; `Busy`, `Closed`, `Damaged`.
    pub async fn list_filters(&self) -> Result<Vec<SavedFilter>, StoreError> {
        let mut conn = self.read().await?;
        let rows = sqlx::query("SELECT id, name, body, updated_at FROM saved_filters ORDER BY name")
            .fetch_all(&mut *conn)
            .await?;
        rows.iter()
            .map(|row| {
                let id = FilterId::from_uuid(rows::uuid(row.try_get("id")?, "saved_filters")?);
                let query = body::read(row.try_get("body")?)
                    .ok_or_else(|| rows::inconsistent("saved_filters", "body", &id.to_string()))?;
                let updated_at = Instant::from_millis(row.try_get("updated_at")?);
                Ok(SavedFilter { id, name: row.try_get("name")?, query, updated_at })
            })
            .collect()
    }

    /// Deletes a saved filter. Returns whether there was one.
    ///
    /// # Errors
    /// `Busy`, `Full`, `Closed`.
    pub async fn delete_filter(&self, id: FilterId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let deleted = sqlx::query("DELETE FROM saved_filters WHERE id = ?")
            .bind(&id.as_uuid().as_bytes()[..])
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(deleted.rows_affected() > 0)
    }
}
