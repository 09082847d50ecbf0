//! `remove-data`: 从本机删除账号数据 (YW-AUTH-10).

use desk::desk::Desk;
use desk::vault::Vault;
use serde_json::json;
use values::{Code, Problem};

use super::connect::server;
use crate::answer::{Answer, OrFail as _, Outcome};
use crate::call::Call;
use crate::{secret, session};

/// The word that says that work which no server has may go as well.
const WORD: &str = "删除";

/// Signs out, and removes the vault with its backups from this computer. Refuses while anything is not synchronised, unless the
/// word is typed.
///
/// # Errors
/// Those of opening; `LOCAL_UNSYNCED` with the number; those of the files.
pub(super) async fn remove_data(call: &Call) -> Outcome {
    let folder = session::folder(call)?;
    let (desk, unlock) = session::open(call).await?;
    let checked = check(call, &desk).await;
    let told = match checked {
        Ok(()) => sign_out(&desk).await,
        Err(_) => false,
    };
    desk.lock().await;
    checked?;
    Vault::remove(&folder, unlock).await?;
    let data = json!({ "folder": folder.display().to_string(), "server_told": told });
    Ok(Answer::new(
        data,
        call.say("已从本机删除账号数据。", "The account's data is gone from this computer."),
    ))
}

async fn check(call: &Call, desk: &Desk) -> Result<(), crate::answer::Failure> {
    let counts = desk.store().sync_counts().await.or_fail()?;
    let left = counts.waiting + counts.attention;
    if left == 0 {
        return Ok(());
    }
    let typed = secret::asked(
        call,
        call.say("仍有未同步的内容，确定请输入“删除”", "Not everything is synchronised; type 删除 to go on"),
    );
    if typed.await?.is_some_and(|typed| typed.trim() == WORD) {
        return Ok(());
    }
    Err(Problem::new(Code::LocalUnsynced).with("n", left).into())
}

/// Whether the server was told; a vault that goes away does not wait for it.
async fn sign_out(desk: &Desk) -> bool {
    let Ok(remote) = server(desk).await else { return false };
    match remote.sign_out().await {
        Ok(told) => told,
        Err(error) => {
            tracing::warn!(%error, "signing out before the data goes");
            false
        }
    }
}
