//! `outbox`: what waits to be synchronised, and why; what waits as a file (CM-SYNC-01).

use std::path::Path;

use desk::desk::Desk;
use desk::views::ProblemView;
use serde_json::json;

use super::sync::mode;
use crate::answer::{Answer, OrFail as _, Outcome};
use crate::call::Call;
use crate::table::Human;

/// Shows what waits, order by order, the oldest first. Everything of it is safe on this computer.
///
/// # Errors
/// Those of the store.
pub(super) async fn outbox(call: &Call, desk: &Desk, limit: u32, offset: u32) -> Outcome {
    let counts = desk.store().sync_counts().await.or_fail()?;
    let (orders, total) = desk.store().waiting_orders(offset, limit).await.or_fail()?;
    let mode = mode(desk).await?;
    let (reason, why) = match mode {
        "local" => (
            "no_server",
            call.say(
                "本机已存；未连接服务器，连接后再同步。",
                "Safe on this computer; no server is connected, it will be synchronised once one is.",
            ),
        ),
        "connected" | "signed_out" => (
            "not_signed_in",
            call.say(
                "本机已存；登录后再同步。",
                "Safe on this computer; synchronised after the next sign-in.",
            ),
        ),
        _ => ("sync", call.say("本机已存；用 sync 同步。", "Safe on this computer; sync sends it.")),
    };
    let mut views = Vec::new();
    let mut rows = Vec::new();
    for waiting in &orders {
        let problem = waiting.reason.as_ref().map(|problem| ProblemView::of(problem, call.sight()));
        rows.push(vec![
            waiting.order.id.draft_number(),
            waiting.waiting.to_string(),
            waiting.oldest_at.china_text(),
            problem.as_ref().map(|problem| problem.message(call.lang).to_owned()).unwrap_or_default(),
        ]);
        views.push(json!({
            "order": waiting.order.id.to_string(),
            "draft_no": waiting.order.id.draft_number(),
            "deleted": waiting.order.deleted,
            "waiting": waiting.waiting,
            "sealed": waiting.sealed,
            "oldest_at": waiting.oldest_at.to_string(),
            "reason": problem,
        }));
    }
    let data = json!({
        "mode": mode,
        "waiting": counts.waiting,
        "attention": counts.attention,
        "oldest_at": counts.oldest_at.map(|at| at.to_string()),
        "reason": reason,
        "orders": views,
        "total": total,
    });
    let count = match call.lang {
        values::Lang::Zh => format!("待同步 {}\n{why}", counts.waiting),
        values::Lang::En => format!("{} waiting\n{why}", counts.waiting),
    };
    let heading =
        call.heading(&[("信保订单号", "order"), ("待同步", "waiting"), ("最早", "oldest"), ("原因", "why")]);
    let mut human = vec![count.into()];
    if !rows.is_empty() {
        human.push(Human::Table(heading, rows));
    }
    Ok(Answer::new(data, Human::All(human)))
}

/// Writes what no server has answered yet to a file, one JSON object a line.
///
/// # Errors
/// `FILE_WRITE`; those of the store.
pub(super) async fn export(call: &Call, desk: &Desk, out: &Path) -> Outcome {
    let count = desk.export_unsent(out, call.lang).await?;
    let data = json!({ "file": out.display().to_string(), "count": count });
    let text = match call.lang {
        values::Lang::Zh => format!("已写出 {count} 项未同步内容。"),
        values::Lang::En => format!("{count} unsent changes were written."),
    };
    Ok(Answer::new(data, text))
}
