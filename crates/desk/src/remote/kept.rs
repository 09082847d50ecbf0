//! What a vault remembers of its server: settings with JSON in the encrypted database.

use serde::{Serialize, de::DeserializeOwned};
use store_desk::{Store, StoreError};

/// Which server, and how it is trusted.
pub(super) const SERVER: &str = "remote.server";
/// Whose the vault is, and who signed in last.
pub(super) const ACCOUNT: &str = "remote.account";
/// Under which ids the account's people act here.
pub(super) const PEOPLE: &str = "remote.people";
/// The sealed tokens of the session.
pub(super) const TOKENS: &str = "remote.tokens";
/// When the server let this computer in last, milliseconds since 1970.
pub(super) const ONLINE: &str = "remote.online";
/// Whether the vault's lock is the account's password.
pub(super) const LOCK: &str = "remote.lock";
/// What the platform tells everybody.
pub(super) const CONTENT: &str = "remote.content";
/// What was decided here and the server was not told of.
pub(super) const DECIDED: &str = "remote.decided";
/// A registration that is not finished.
pub(super) const REGISTRATION: &str = "remote.registration";

/// Reads a setting; one that is not of this form was written by a newer version, and counts as none.
pub(super) async fn read<T: DeserializeOwned>(store: &Store, name: &str) -> Result<Option<T>, StoreError> {
    let text = store.setting(name).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Writes a setting.
pub(super) async fn write(store: &Store, name: &str, value: &impl Serialize) -> Result<(), StoreError> {
    store.set_setting(name, &json(value)).await
}

/// Removes a setting, whatever stands there.
pub(super) async fn remove(store: &Store, name: &str) -> Result<(), StoreError> {
    while let Some(stands) = store.setting(name).await? {
        if store.swap_setting(name, Some(&stands), None).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// As JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("settings are maps with text keys")
}
