//! `outbox`: what waits to be synchronised, and why (CM-SYNC-01).

use desk::desk::Desk;
use serde_json::json;

use crate::answer::{Answer, OrFail as _, Outcome};
use crate::call::Call;

/// Counts what waits. Without a server everything is safe on this computer and waits until one is connected.
///
/// # Errors
/// Those of the store.
pub(super) async fn outbox(call: &Call, desk: &Desk) -> Outcome {
    let waiting = desk.store().outbox_count().await.or_fail()?;
    let why = call.say(
        "本机已存；未连接服务器，连接后再同步。",
        "Safe on this computer; no server is connected, it will be synchronised once one is.",
    );
    let data = json!({ "mode": "local", "waiting": waiting, "reason": "no_server" });
    let count = match call.lang {
        values::Lang::Zh => format!("待同步 {waiting}"),
        values::Lang::En => format!("{waiting} waiting"),
    };
    Ok(Answer::new(data, format!("{count}\n{why}")))
}
