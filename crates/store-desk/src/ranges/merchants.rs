//! Merchants to choose from while one is being typed (YW-ORD-12): those that this vault's lines named last, and those
//! that the platform described.

use std::collections::HashSet;

use futures_util::TryStreamExt as _;
use sqlx::Connection as _;
use values::Instant;

use crate::{error::StoreError, open::Store, tx::MERCHANT_MS};

/// A merchant to choose; each text as a cell shows it, empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UsedMerchant {
    /// 采购号
    pub merchant_no: String,
    /// 商户名
    pub name: String,
    /// 手机号
    pub phone: String,
}

/// The newest lines that are looked at, in the order in which they were stored, at less than 1 µs each: this bounds the
/// time of a key press, whatever the vault holds.
const NEWEST_LINES: i64 = 8_000;
/// The platform's merchants that are looked at.
const MERCHANTS: i64 = 3_000;

impl Store {
    /// Merchants whose number, name or phone holds `text`, ASCII letters in either case: first those of the newest
    /// lines, the last used first, then those that the platform described in the last 90 days; at most `limit`. A blank
    /// text gives the last used ones.
    ///
    /// # Errors
    /// What the database says.
    pub async fn suggested_merchants(
        &self,
        text: &str,
        limit: u32,
        now: Instant,
    ) -> Result<Vec<UsedMerchant>, StoreError> {
        let needle = values::text::line(text).to_ascii_lowercase();
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let mut found = Vec::new();
        let mut known = HashSet::new();
        for (sql, bound) in [(USED, NEWEST_LINES), (PLATFORM, MERCHANTS)] {
            let mut rows = sqlx::query_as::<_, (String, String, String)>(sql)
                .bind(&needle)
                .bind(bound)
                .bind(now.millis() - MERCHANT_MS)
                .fetch(&mut *conn);
            while let Some((merchant_no, name, phone)) = rows.try_next().await? {
                if found.len() >= limit as usize {
                    return Ok(found);
                }
                let merchant = UsedMerchant { merchant_no, name, phone };
                if known.insert(merchant.clone()) {
                    found.push(merchant);
                }
            }
        }
        Ok(found)
    }
}

const USED: &str = "SELECT coalesce(merchant_no, '') AS no, coalesce(merchant_name, '') AS name, \
     coalesce(CAST(merchant_phone AS TEXT), '') AS phone FROM (SELECT key, merchant_no, merchant_name, merchant_phone, \
     removed FROM lines WHERE key > (SELECT coalesce(max(key), 0) FROM lines) - ?2 AND ?3 IS NOT NULL) \
     WHERE removed = 0 AND (merchant_no IS NOT NULL OR merchant_name IS NOT NULL) AND (instr(lower(coalesce(merchant_no, '')), ?1) OR instr(lower(coalesce(merchant_name, '')), ?1) \
     OR instr(coalesce(merchant_phone, ''), ?1)) GROUP BY 1, 2, 3 ORDER BY max(key) DESC";

const PLATFORM: &str = "SELECT merchant_no, name, CAST(phone AS TEXT) FROM (SELECT * FROM merchants LIMIT ?2) \
     WHERE active = 1 AND seen_at >= ?3 AND (instr(lower(merchant_no), ?1) OR instr(lower(name), ?1) OR instr(phone, ?1)) \
     ORDER BY seen_at DESC, merchant_no";
