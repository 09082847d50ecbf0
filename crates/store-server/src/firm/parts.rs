//! Parts of imports that are too large for one body: kept aside until the last one is there, so that nobody sees half an
//! import (decision 0009). They lie in the database, because the next part may reach another node.

use values::{ImportId, Instant};

use super::FirmTx;
use crate::{db::sql, error::StoreError};

/// A part of an import as it was sent.
#[derive(Debug, Clone, Copy)]
pub struct ImportPart<'a> {
    /// The import.
    pub import: ImportId,
    /// Which part, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// The body.
    pub body: &'a [u8],
    /// When it came.
    pub at: Instant,
}

impl FirmTx {
    /// Keeps a part aside; one that comes again replaces itself. `true` once none is missing.
    pub async fn stage_part(&mut self, part: ImportPart<'_>) -> Result<bool, StoreError> {
        sql("INSERT INTO import_parts (firm, import_id, part, parts, device, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (firm, import_id, part) DO UPDATE SET parts = excluded.parts, device = excluded.device, \
             body = excluded.body, at = excluded.at")
        .bind(self.scope.firm())
        .bind(part.import)
        .bind(part.number)
        .bind(part.of)
        .bind(self.scope.actor().device)
        .bind(part.body)
        .bind(part.at)
        .run(&mut self.conn)
        .await?;
        self.wrote = true;
        let staged: i64 =
            sql("SELECT count(*) AS n FROM import_parts WHERE firm = $1 AND import_id = $2 AND parts = $3 AND device = $4")
                .bind(self.scope.firm())
                .bind(part.import)
                .bind(part.of)
                .bind(self.scope.actor().device)
                .one(&mut self.conn)
                .await?
                .get("n")?;
        Ok(staged == i64::from(part.of))
    }

    /// The body of a part that is kept aside. They are read one by one: an import of 100,000 lines has a quarter of a hundred
    /// megabytes of them.
    pub async fn part(&mut self, import: ImportId, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sql("SELECT body FROM import_parts WHERE firm = $1 AND import_id = $2 AND part = $3")
            .bind(self.scope.firm())
            .bind(import)
            .bind(number)
            .optional(&mut self.conn)
            .await?;
        row.map(|row| row.get("body")).transpose()
    }

    /// Forgets the parts of an import that took effect, or never will.
    pub async fn forget_import(&mut self, import: ImportId) -> Result<(), StoreError> {
        sql("DELETE FROM import_parts WHERE firm = $1 AND import_id = $2")
            .bind(self.scope.firm())
            .bind(import)
            .run(&mut self.conn)
            .await?;
        self.wrote = true;
        Ok(())
    }

    /// Forgets parts that came before `at` and whose rest never did; how many.
    pub async fn forget_parts(&mut self, at: Instant) -> Result<u64, StoreError> {
        sql("DELETE FROM import_parts WHERE firm = $1 AND at < $2")
            .bind(self.scope.firm())
            .bind(at)
            .run(&mut self.conn)
            .await
    }
}
