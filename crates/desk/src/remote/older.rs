//! Orders of more than 24 months ago, which a new computer does not get by itself (CM-SYNC-03).

use serde::Deserialize;
use values::OrderId;

use super::{OddAnswer, Remote, RemoteError, http::Ask};

/// More than any server of ours tells at once.
const ROWS_MOST: usize = 200;

/// An order as the list of older ones shows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OlderOrder {
    /// Its id.
    pub id: String,
    /// 信保订单号
    pub order_no: Option<String>,
    /// `draft`, `confirmed`, `declared`, `voided`.
    pub state: String,
    /// 采购商姓名
    pub buyer_name: Option<String>,
    /// 目的国（地区）, two letters.
    pub destination: Option<String>,
    /// 总金额（美元）, two decimals.
    pub total_usd: Option<String>,
    /// How many lines it has.
    pub lines: i64,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339.
    pub updated_at: String,
}

#[derive(Deserialize)]
struct OlderTwin {
    orders: Vec<OlderOrder>,
    next: Option<String>,
}

impl Remote {
    /// A page of them, newest first, before an order; and where the next page goes on.
    ///
    /// # Errors
    /// `AUTH_REQUIRED`, `FORBIDDEN`; those of asking.
    pub async fn older(
        &self,
        before: Option<OrderId>,
    ) -> Result<(Vec<OlderOrder>, Option<OrderId>), RemoteError> {
        let before = before.map(|before| before.to_string());
        let query: Vec<(&str, &str)> = before.iter().map(|before| ("before", before.as_str())).collect();
        let twin: OlderTwin = self.json_as(Ask { query: &query, ..Ask::<()>::get("/sync/older") }).await?;
        let form = || RemoteError::Odd(OddAnswer::Form);
        if twin.orders.len() > ROWS_MOST || twin.orders.iter().any(|order| OrderId::parse(&order.id).is_err())
        {
            return Err(form());
        }
        let next = twin.next.as_deref().map(OrderId::parse).transpose().map_err(|_| form())?;
        Ok((twin.orders, next))
    }
}
