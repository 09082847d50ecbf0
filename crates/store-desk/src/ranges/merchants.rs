//! Merchants to choose from while one is being typed (YW-ORD-12): those that this vault's lines name, and those that the
//! platform described.

pub(crate) mod counts;

use std::collections::HashSet;

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use values::Instant;

use crate::{
    error::StoreError,
    open::Store,
    search::{Clause, Within, clause},
    tx::MERCHANT_MS,
};

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

/// The newest lines that are looked at themselves as long as they are not counted: for some seconds after an import.
const NEWEST_LINES: i64 = 4_000;
/// The merchants that are looked at, the last used first. This bounds the time of a key press, whatever the vault holds.
const USED_MERCHANTS: i64 = 50_000;
/// The platform's merchants that are looked at.
const PLATFORM_MERCHANTS: i64 = 3_000;

impl Store {
    /// Merchants whose number, name or phone holds `text`, as searches find it: Chinese and three letters or digits anywhere,
    /// fewer at the beginning, and pinyin initials. First those that lines name, the last used first, then those that the
    /// platform described in the last 90 days; at most `limit`. A blank text gives the last used ones.
    ///
    /// # Errors
    /// What the database says.
    pub async fn suggested_merchants(
        &self,
        text: &str,
        limit: u32,
        now: Instant,
    ) -> Result<Vec<UsedMerchant>, StoreError> {
        let sought = clause(text, Within::Merchant);
        if sought.as_ref().is_some_and(Clause::is_impossible) {
            return Ok(Vec::new());
        }
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let mut found = Found { most: limit as usize, merchants: Vec::new(), known: HashSet::new() };
        found.look(&mut conn, UNCOUNTED, &[NEWEST_LINES], sought.as_ref()).await?;
        if !found.is_full() {
            found.look_in_counted(&mut conn, sought.as_ref()).await?;
        }
        if !found.is_full() {
            let bounds = [PLATFORM_MERCHANTS, now.millis() - MERCHANT_MS];
            found.look(&mut conn, PLATFORM, &bounds, sought.as_ref()).await?;
        }
        Ok(found.merchants)
    }
}

/// What was found so far, each once.
struct Found {
    most: usize,
    merchants: Vec<UsedMerchant>,
    known: HashSet<UsedMerchant>,
}

type Texts = (String, String, String);

impl Found {
    fn is_full(&self) -> bool {
        self.merchants.len() >= self.most
    }

    fn take(&mut self, (merchant_no, name, phone): Texts) {
        let merchant = UsedMerchant { merchant_no, name, phone };
        if !self.is_full() && self.known.insert(merchant.clone()) {
            self.merchants.push(merchant);
        }
    }

    /// Looks at some merchants one by one.
    async fn look(
        &mut self,
        conn: &mut SqliteConnection,
        sql: &'static str,
        bounds: &[i64],
        sought: Option<&Clause>,
    ) -> Result<(), StoreError> {
        let mut query = sqlx::query_as(sql);
        for bound in bounds {
            query = query.bind(*bound);
        }
        let mut rows = query.fetch(conn);
        while let Some(texts) = rows.try_next().await? {
            let texts: Texts = texts;
            let holds = |sought: &Clause| sought.matches(&haystack(&texts), "");
            if sought.is_none_or(holds) {
                self.take(texts);
            }
            if self.is_full() {
                break;
            }
        }
        Ok(())
    }

    /// Lets the database look: their haystacks are kept ready.
    async fn look_in_counted(
        &mut self,
        conn: &mut SqliteConnection,
        sought: Option<&Clause>,
    ) -> Result<(), StoreError> {
        let needles: Vec<&str> = sought.into_iter().flat_map(Clause::needles).collect();
        let sql = format!(
            "SELECT merchant_no, name, CASE phone WHEN 0 THEN '' ELSE CAST(phone AS TEXT) END FROM (SELECT merchant_no, \
             name, phone, haystack FROM used_merchants ORDER BY used DESC, key DESC LIMIT ?) WHERE 1{} LIMIT ?",
            " AND instr(haystack, ?)".repeat(needles.len())
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(USED_MERCHANTS);
        for needle in &needles {
            query = query.bind(*needle);
        }
        // Those that were found already may come again.
        let most = i64::try_from(self.most + self.known.len()).unwrap_or(i64::MAX);
        let rows: Vec<Texts> = query.bind(most).fetch_all(conn).await?;
        rows.into_iter().for_each(|texts| self.take(texts));
        Ok(())
    }
}

fn haystack((merchant_no, name, phone): &Texts) -> String {
    Clause::haystack(&[merchant_no, name, phone])
}

/// What newer lines name than those that are counted.
const UNCOUNTED: &str = "SELECT coalesce(merchant_no, ''), coalesce(merchant_name, ''), \
     coalesce(CAST(merchant_phone AS TEXT), '') FROM lines WHERE key > max((SELECT line_key FROM used_merchants_marker), \
     (SELECT coalesce(max(key), 0) FROM lines) - ?) AND removed = 0 \
     AND (merchant_no IS NOT NULL OR merchant_name IS NOT NULL) GROUP BY 1, 2, 3 ORDER BY max(key) DESC";

const PLATFORM: &str = "SELECT merchant_no, name, CAST(phone AS TEXT) FROM (SELECT * FROM merchants LIMIT ?) \
     WHERE active = 1 AND seen_at >= ? ORDER BY seen_at DESC, merchant_no";
