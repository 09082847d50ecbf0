//! `sync`: sends what waits, fetches what is new; `--watch` goes on until Ctrl+C (CM-SYNC-01 … 03).

use desk::desk::Desk;
use desk::remote::Remote;
use desk::sync::{Surroundings, SyncHandle, SyncLock, SyncStatus, Told};
use serde_json::{Value, json};
use values::{Code, Problem};

use super::{attention::tell, connect::server, notices};
use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::call::Call;
use crate::run::listen;

/// Synchronises.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `AUTH_REQUIRED`; `CANCELLED` on Ctrl+C. What stopped it is told beside what was done.
pub(super) async fn sync(call: &Call, desk: &Desk, watch: bool) -> Outcome {
    let remote = server(desk).await?;
    if !remote.is_signed_in().await? {
        return Err(Problem::new(Code::AuthRequired).into());
    }
    let Some(lock) = SyncLock::try_acquire(desk.vault().folder()).or_fail()? else {
        return by_another(call, desk).await;
    };
    let handle = SyncHandle::start(Surroundings::of(desk), remote.clone(), lock).await.or_fail()?;
    let mut interrupted = listen(call);
    handle.tell(Told::SignedIn);
    let mut is_interrupted = false;
    let mut status = tokio::select! {
        status = handle.sync_now() => status,
        _ = interrupted.changed() => {
            is_interrupted = true;
            handle.status().borrow().clone()
        }
    };
    if watch && !is_interrupted {
        status = until_interrupted(call, &handle, &mut interrupted).await;
    }
    // What is being written is written to its end.
    handle.stop().await;
    if status.engine.online {
        tell(desk).await;
        notices::refresh(&remote).await;
    }
    if is_interrupted && !watch {
        return Err(Problem::new(Code::Cancelled).into());
    }
    told(call, desk, &remote, &status).await
}

/// Tells each change of how things stand on standard error, and each time that something came down.
async fn until_interrupted(
    call: &Call,
    handle: &SyncHandle,
    interrupted: &mut tokio::sync::watch::Receiver<bool>,
) -> SyncStatus {
    let mut statuses = handle.status();
    let mut before = String::new();
    loop {
        let now = statuses.borrow_and_update().clone();
        let mut line = line(call, &now);
        if now.pulls > 0 {
            line = format!("{line}{}{}", call.say("，取回 ", ", fetched "), now.pulls);
        }
        if line != before {
            eprintln!("{line}");
            before = line;
        }
        tokio::select! {
            changed = statuses.changed() => if changed.is_err() { return now },
            _ = interrupted.changed() => return now,
        }
    }
}

/// Another program, such as the window, synchronises this vault already, and what this one writes with it.
async fn by_another(call: &Call, desk: &Desk) -> Outcome {
    let counts = desk.store().sync_counts().await.or_fail()?;
    let data = json!({
        "by_another_program": true, "online": Value::Null, "waiting": counts.waiting, "attention": counts.attention,
    });
    let text = call.say("另一个程序正在同步此保险库。", "Another program synchronises this vault already.");
    Ok(Answer::new(data, text))
}

async fn told(call: &Call, desk: &Desk, remote: &Remote, status: &SyncStatus) -> Outcome {
    let counts = desk.store().sync_counts().await.or_fail()?;
    let data = json!({
        "server": remote.address().to_string(),
        "by_another_program": false,
        "online": status.engine.online,
        "waiting": counts.waiting,
        "attention": counts.attention,
        "synced_at": status.synced_at.map(|at| at.to_string()),
    });
    let mut answer = Answer::new(data, line(call, &SyncStatus { counts, ..status.clone() }));
    if let Some(problem) = &status.engine.stopped {
        answer = answer.with([problem.clone()], call.sight());
    } else if !status.engine.online {
        answer = answer.with([Problem::new(Code::NetRequired)], call.sight());
    }
    Ok(answer)
}

/// The words of the status bar (DECISIONS, Words on screen).
fn line(call: &Call, status: &SyncStatus) -> String {
    let mut words = vec![call.say(
        if status.engine.online { "在线" } else { "离线" },
        if status.engine.online { "online" } else { "offline" },
    )];
    let (waiting, attention) = (status.counts.waiting, status.counts.attention);
    let waits = format!("{} {waiting}", call.say("待同步", "waiting"));
    let decide = format!("{} {attention}", call.say("需处理", "to be decided"));
    if waiting > 0 {
        words.push(&waits);
    } else {
        words.push(call.say("已同步", "synchronised"));
    }
    if attention > 0 {
        words.push(&decide);
    }
    words.join(call.say("，", ", "))
}

/// How a vault stands with a server, for other answers: `local`, `connected`, `signed_out`, `account`.
///
/// # Errors
/// Those of the store.
pub(super) async fn mode(desk: &Desk) -> Result<&'static str, Failure> {
    use desk::remote::{Connection, joined};
    if Connection::of(desk.store()).await?.is_none() {
        return Ok("local");
    }
    if joined(desk.store()).await?.is_none() {
        return Ok("connected");
    }
    Ok(if server(desk).await?.is_signed_in().await? { "account" } else { "signed_out" })
}
