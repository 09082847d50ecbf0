//! `doctor`: whether what the database holds fits together.

use anyhow::Context as _;
use store_server::Store;

use crate::Settings;

/// Looks at the database; answers a line for each check, and whether all is well.
///
/// # Errors
/// The database cannot be read.
pub async fn doctor(settings: &Settings) -> anyhow::Result<(Vec<String>, bool)> {
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let broken = store.broken_account_audit().await.context("reading the audit trail")?;
    store.close().await;
    let audit = match &broken {
        None => "accounts' audit trail: every entry fits the one before it".to_owned(),
        Some(entry) => format!("accounts' audit trail: entry {entry} was altered or removed"),
    };
    Ok((vec!["schema: up to date".to_owned(), audit], broken.is_none()))
}
