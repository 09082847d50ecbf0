//! The subcommands beside serving: `migrate`, `openapi`, `user add`, `backup`, `restore`, `doctor`.

mod backup;
mod doctor;
mod user;

pub use backup::{backup, restore};
pub use doctor::doctor;
pub use user::{NewUser, add_user};

use anyhow::Context as _;
use store_server::Store;

use crate::{Settings, routes};

/// Brings the database's schema up to date.
///
/// # Errors
/// The database cannot be reached or changed.
pub async fn migrate(settings: &Settings) -> anyhow::Result<()> {
    Store::migrate(&settings.database).await.context("bringing the database up to date")
}

/// The description of the API, as it is committed.
///
/// # Errors
/// It cannot be written as JSON.
pub fn openapi() -> anyhow::Result<String> {
    let document = routes::description();
    Ok(document.to_pretty_json().context("writing the description")? + "\n")
}
