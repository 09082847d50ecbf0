//! `backup`, `backups`, `restore`, `doctor` (CM-SEC-01, CM-OFF-01).

use std::path::Path;
use std::sync::Arc;

use desk::Check;
use desk::backup::{Backups, RestoreKey};
use desk::desk::Desk;
use desk::keys::{KeyError, SystemKeychain};
use desk::vault::{KeyChoice, Unlock, Vault, VaultError};
use desk::views::{ProblemView, Sight};
use serde_json::json;
use values::{Code, Problem};

use super::lock::ask_code;
use crate::answer::{Answer, Failure, Outcome, reference};
use crate::call::Call;
use crate::session;
use crate::table::Human;

/// Writes a backup.
///
/// # Errors
/// `FILE_WRITE`; those of the store.
pub(super) async fn backup(call: &Call, desk: &Desk, file: &Path) -> Outcome {
    use actions::Host as _;
    desk.audit("backup", "", "").await?;
    let facts = desk.vault().back_up(file, desk.now()).await?;
    let data = json!({
        "file": file.display().to_string(),
        "made_at": facts.made_at.to_string(),
        "schema": facts.schema,
        "vault": facts.vault,
    });
    Ok(Answer::new(data, call.say("备份已写出并核对。", "The backup was written and verified.")))
}

/// Lists the daily backups.
///
/// # Errors
/// None of its own.
pub(super) fn backups(call: &Call, desk: &Desk) -> Outcome {
    let mut backups = Vec::new();
    let mut rows = Vec::new();
    for (day, path, facts) in Backups::list(desk.vault().folder()) {
        let path = path.display().to_string();
        let problem = facts.as_ref().err().map(|error| ProblemView::of(&error.problem(), Sight::Masked));
        let made_at = facts.as_ref().ok().map(|facts| facts.made_at.to_string());
        rows.push(vec![
            day.to_string(),
            path.clone(),
            problem.as_ref().map_or("", |problem| problem.code).to_owned(),
        ]);
        backups.push(json!({ "day": day.to_string(), "file": path, "made_at": made_at, "ok": problem.is_none(), "problem": problem }));
    }
    let heading = call.heading(&[("日期", "day"), ("文件", "file"), ("问题", "problem")]);
    Ok(Answer::new(json!({ "backups": backups }), Human::Table(heading, rows)))
}

/// Restores a backup into the empty folder of `--data`. The key file opens it if it was the vault's, otherwise the
/// recovery code; from then on the key file or the keychain of this computer does.
///
/// # Errors
/// `RESTORE_NOT_EMPTY`, `BACKUP_TYPE`, `BACKUP_DAMAGED`, `LOCAL_KEY_WRONG`, `FILE_READ`; those of the store.
pub(super) async fn restore(call: &Call, file: &Path) -> Outcome {
    let folder = session::folder(call)?;
    let key_file = session::key_file(call)?;
    let device = match &key_file {
        Some(file) => KeyChoice::KeyFile(file.clone()),
        None => KeyChoice::Keychain(Arc::new(SystemKeychain)),
    };
    let by_file = match key_file {
        Some(key) => {
            let key = RestoreKey::KeyFile { file: key, lock: None };
            match desk::backup::restore(file, &folder, key, Some(device.clone())).await {
                Err(VaultError::Key(
                    KeyError::Wrong | KeyError::Missing | KeyError::Locked | KeyError::NoKeychain,
                )) => None,
                restored => Some(restored?),
            }
        }
        None => None,
    };
    let facts = match by_file {
        Some(facts) => facts,
        None => {
            // What the file is comes first: nobody types a code for a file that is no backup.
            desk::backup::facts(file)?;
            let code = ask_code(call)?;
            desk::backup::restore(file, &folder, RestoreKey::Recovery(code), Some(device)).await?
        }
    };
    let data = json!({
        "folder": folder.display().to_string(),
        "made_at": facts.made_at.to_string(),
        "schema": facts.schema,
        "vault": facts.vault,
    });
    Ok(Answer::new(data, call.say("已恢复。", "Restored.")))
}

/// An unexpected fault that a check met gets its reference number.
fn number(problem: &mut Problem) {
    if problem.code == Code::Internal {
        let request_id = reference();
        tracing::error!(request_id, "a check met an unexpected fault");
        *problem = problem.clone().with("request_id", request_id);
    }
}

/// What opens the vault; where its keys cannot even be read, anything will do to have that told.
fn unlock(call: &Call) -> Result<Unlock, Failure> {
    let is_readable = Vault::doors(&session::folder(call)?).is_ok();
    if is_readable {
        session::unlock(call)
    } else {
        Ok(Unlock::Keychain { chain: Arc::new(SystemKeychain), lock: None })
    }
}

/// The checks; where the keychain's entry is gone, those behind the key by the recovery code, if somebody gives it.
async fn checks(call: &Call) -> Result<Vec<Check>, Failure> {
    let folder = session::folder(call)?;
    let unlock = untouched(unlock(call)?);
    let checks = desk::vault::doctor(&folder, unlock.clone()).await?;
    let found = |code| checks.iter().flat_map(|check| &check.problems).any(|problem| problem.code == code);
    let lost = [(Code::LocalKeyMissing, KeyError::Missing), (Code::LocalKeychain, KeyError::NoKeychain)];
    let Some((_, error)) = lost.into_iter().find(|(code, _)| found(*code)) else { return Ok(checks) };
    match session::instead(call, &unlock, &error)? {
        Some(unlock) => Ok(desk::vault::doctor(&folder, untouched(unlock)).await?),
        None => Ok(checks),
    }
}

/// Looking a vault over changes nothing about how it opens.
fn untouched(unlock: Unlock) -> Unlock {
    match unlock {
        Unlock::Recovery { code, .. } => Unlock::Recovery { code, renew: None },
        other => other,
    }
}

/// Looks the vault over.
///
/// # Errors
/// `LOCAL_VAULT_MISSING`; `LOCAL_KEY_WRONG` for a recovery code that is none; what is found is in the answer.
pub(super) async fn doctor(call: &Call) -> Outcome {
    let mut checks = checks(call).await?;
    for problem in checks.iter_mut().flat_map(|check| &mut check.problems) {
        number(problem);
    }
    let ok = checks.iter().all(|check| check.ok());
    let mut views = Vec::new();
    let mut rows = Vec::new();
    for check in &checks {
        let problems: Vec<_> =
            check.problems.iter().map(|problem| ProblemView::of(problem, Sight::Masked)).collect();
        let verdict = if check.ok() { call.say("完好", "well") } else { call.say("有问题", "not well") };
        rows.push(vec![check.name.to_owned(), verdict.to_owned()]);
        views.push(json!({ "name": check.name, "ok": check.ok(), "problems": problems }));
    }
    let heading = call.heading(&[("检查", "check"), ("结果", "result")]);
    let answer = Answer::new(json!({ "ok": ok, "checks": views }), Human::Table(heading, rows));
    Ok(answer.with(checks.into_iter().flat_map(|check| check.problems), Sight::Masked))
}
