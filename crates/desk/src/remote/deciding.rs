//! Telling the server what was decided here (需处理), so that other desks list it no longer. What could not be told waits for the
//! next time.

use store_desk::Store;
use values::{Code, MutationId, Uuid};

use super::{Remote, RemoteError, http::Ask, kept};

/// Remembers that an entry was decided here.
///
/// # Errors
/// Those of the store.
pub async fn note_decided(store: &Store, id: MutationId) -> Result<(), RemoteError> {
    change(store, |untold| untold.push(id.to_string())).await
}

impl Remote {
    /// Tells the server of whatever was decided here and not told yet; answers how many entries that were.
    ///
    /// # Errors
    /// `AUTH_REQUIRED`, `AUTH_SUSPENDED`; those of asking, with which the rest waits.
    pub async fn tell_decided(&self) -> Result<usize, RemoteError> {
        let untold: Vec<String> = kept::read(&self.store, kept::DECIDED).await?.unwrap_or_default();
        for id in &untold {
            let path = format!("/sync/attention/{}/settle", MutationId::parse(id)?);
            let ask = Ask { body: None::<&()>, key: None, ..Ask::post(&path, &(), Uuid::nil()) };
            match self.done_as(ask).await {
                Ok(()) => {}
                // The server has no such entry, or no more.
                Err(error) if error.is(Code::NotFound) => {}
                Err(error) => return Err(error),
            }
            change(&self.store, |untold| untold.retain(|other| other != id)).await?;
        }
        Ok(untold.len())
    }
}

/// Changes the list, whoever else does so meanwhile.
async fn change(store: &Store, change: impl Fn(&mut Vec<String>)) -> Result<(), RemoteError> {
    loop {
        let stands = store.setting(kept::DECIDED).await?;
        let mut untold: Vec<String> =
            stands.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        change(&mut untold);
        if store.swap_setting(kept::DECIDED, stands.as_deref(), Some(&kept::json(&untold))).await? {
            return Ok(());
        }
    }
}
