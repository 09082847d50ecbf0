//! `order older | fetch`: orders of more than 24 months ago, which a new computer does not get by itself (CM-SYNC-03).

use desk::desk::Desk;
use desk::sync::{Surroundings, SyncHandle, SyncLock, Told};
use serde_json::json;
use values::{Code, OrderId, Problem};

use super::connect::server;
use crate::answer::{Answer, OrFail as _, Outcome};
use crate::call::Call;
use crate::table::Human;

/// Lists them, a page at a time.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `AUTH_REQUIRED`, `ID_INVALID`; those of asking.
pub(super) async fn older(call: &Call, desk: &Desk, before: Option<&str>) -> Outcome {
    let before = before.map(OrderId::parse).transpose().map_err(|problem| problem.in_field("before"))?;
    let (orders, next) = server(desk).await?.older(before).await?;
    let mut rows = Vec::new();
    let mut told = Vec::new();
    for order in orders {
        let id = OrderId::parse(&order.id)?;
        let is_here = desk.store().order(id).await.or_fail()?.is_some();
        rows.push(vec![
            order.id.clone(),
            order.order_no.clone().unwrap_or_default(),
            order.buyer_name.clone().unwrap_or_default(),
            order.total_usd.clone().unwrap_or_default(),
            order.lines.to_string(),
            order.updated_at.clone(),
            if is_here { call.say("在本机", "here") } else { "" }.to_owned(),
        ]);
        told.push(json!({
            "id": order.id,
            "order_no": order.order_no,
            "state": order.state,
            "buyer_name": order.buyer_name,
            "destination": order.destination,
            "total_usd": order.total_usd,
            "lines": order.lines,
            "created_at": order.created_at,
            "updated_at": order.updated_at,
            "here": is_here,
        }));
    }
    let heading = call.heading(&[
        ("编号", "id"),
        ("信保订单号", "order"),
        ("采购商姓名", "buyer"),
        ("总金额（美元）", "total (USD)"),
        ("明细", "lines"),
        ("修改时间", "changed"),
        ("", ""),
    ]);
    let data = json!({ "orders": told, "next": next.map(|next| next.to_string()) });
    Ok(Answer::new(data, Human::Table(heading, rows)))
}

/// Loads one of them whole, and with it whatever else is new.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `AUTH_REQUIRED`, `ID_INVALID`, `NOT_FOUND`; `LOCAL_BUSY` while another program synchronises this vault; what
/// stopped it.
pub(super) async fn fetch(call: &Call, desk: &Desk, id: &str) -> Outcome {
    let id = OrderId::parse(id).map_err(|problem| problem.in_field("id"))?;
    let remote = server(desk).await?;
    if !remote.is_signed_in().await? {
        return Err(Problem::new(Code::AuthRequired).into());
    }
    let Some(lock) = SyncLock::try_acquire(desk.vault().folder()).or_fail()? else {
        return Err(Problem::new(Code::LocalBusy).into());
    };
    let handle = SyncHandle::start(Surroundings::of(desk), remote, lock).await.or_fail()?;
    handle.tell(Told::SignedIn);
    handle.tell(Told::Wanted(id));
    let status = handle.sync_now().await;
    handle.stop().await;
    if let Some(problem) = status.engine.stopped {
        return Err(problem.in_field("id").into());
    }
    if !status.engine.online {
        return Err(Problem::new(Code::NetRequired).into());
    }
    let order = desk.store().order(id).await.or_fail()?;
    let order = order.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
    let data = json!({ "id": id.to_string(), "lines": order.sums.lines });
    Ok(Answer::new(data, call.say("已取回。", "Fetched.")))
}
