//! A registration that is not finished (YW-REG-08): kept in the vault for 30 days after the last change. It holds no password,
//! no SMS code and no captcha.

use serde::{Deserialize, Serialize};
use store_desk::Store;
use values::Instant;

use super::{RemoteError, kept};

/// How long a draft is kept after its last change.
const KEPT_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// The form as far as it is filled in.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// 企业名称
    pub company_name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 法定代表人姓名
    pub legal_rep_name: String,
    /// `resident_id`, `hmt_permit`, `prc_card`, `passport`.
    pub legal_rep_doc_type: String,
    /// 证件号码
    pub legal_rep_doc_no: String,
    /// `draft`, `verified`, `verify_failed`, `verify_expired` (§19.1); a finished one is no draft.
    pub state: String,
    /// Why the registry did not agree.
    pub failed: Option<String>,
    /// Lets the company's data be sent, once.
    pub(super) token: Option<String>,
    /// Until when it does, RFC 3339.
    pub token_until: Option<String>,
    /// The status that the registry told.
    pub registry_status: Option<String>,
    /// The address that the registry told, to begin with.
    pub registered_address: Option<String>,
    /// The company's data of step 2, as typed, by the names of the data dictionary.
    pub company: std::collections::BTreeMap<String, String>,
    /// When it was changed last, milliseconds since 1970.
    changed_at: i64,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("state", &self.state).finish_non_exhaustive()
    }
}

impl Draft {
    /// The state by now: a check that nobody used expires.
    pub fn state_at(&self, now: Instant) -> &str {
        let until = self.token_until.as_deref().and_then(|text| Instant::parse(text).ok());
        match until {
            Some(until) if self.state == "verified" && now >= until => "verify_expired",
            _ => &self.state,
        }
    }

    /// Whether these are the values that the registry was asked about.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        self.company_name == other.company_name
            && self.uscc == other.uscc
            && self.legal_rep_name == other.legal_rep_name
            && self.legal_rep_doc_type == other.legal_rep_doc_type
            && self.legal_rep_doc_no == other.legal_rep_doc_no
    }
}

/// The draft, and whether one was deleted just now because nobody touched it for 30 days.
///
/// # Errors
/// Those of the store.
pub async fn draft(store: &Store, now: Instant) -> Result<(Option<Draft>, bool), RemoteError> {
    let Some(draft) = kept::read::<Draft>(store, kept::REGISTRATION).await? else { return Ok((None, false)) };
    if now.millis().saturating_sub(draft.changed_at) > KEPT_DAYS * DAY_MS {
        forget_draft(store).await?;
        return Ok((None, true));
    }
    Ok((Some(draft), false))
}

/// Keeps the draft; a change of the four values drops what the registry said of the earlier ones.
///
/// # Errors
/// Those of the store.
pub async fn keep_draft(store: &Store, new: &Draft, now: Instant) -> Result<(), RemoteError> {
    let (before, _) = draft(store, now).await?;
    let mut draft = match before {
        Some(before) if before.is_about(new) => Draft { company: new.company.clone(), ..before },
        _ => Draft { state: "draft".to_owned(), failed: None, token: None, token_until: None, ..new.clone() },
    };
    draft.changed_at = now.millis();
    save(store, &draft).await
}

/// Forgets the draft.
///
/// # Errors
/// Those of the store.
pub async fn forget_draft(store: &Store) -> Result<(), RemoteError> {
    Ok(kept::remove(store, kept::REGISTRATION).await?)
}

pub(super) async fn save(store: &Store, draft: &Draft) -> Result<(), RemoteError> {
    Ok(kept::write(store, kept::REGISTRATION, draft).await?)
}
