//! `doctor`: whether what the database holds fits together.

use anyhow::Context as _;
use store_server::Store;

use crate::Settings;

/// Looks at the database; answers a line for each check, and whether all is well. Of firms it names ids and numbers, never
/// what they hold.
///
/// # Errors
/// The database cannot be read; a sealed value does not open, because it was altered or the data key is another one.
pub async fn doctor(settings: &Settings) -> anyhow::Result<(Vec<String>, bool)> {
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let looked = look(&store).await;
    store.close().await;
    looked
}

async fn look(store: &Store) -> anyhow::Result<(Vec<String>, bool)> {
    let mut lines = vec!["schema: up to date".to_owned()];
    let broken = store.broken_account_audit().await.context("reading the audit trail")?;
    lines.push(match &broken {
        None => "accounts' audit trail: every entry fits the one before it".to_owned(),
        Some(entry) => format!("accounts' audit trail: entry {entry} was altered or removed"),
    });
    let mut faulty = 0;
    let firms = store.firms().await.context("listing the firms")?;
    for firm in &firms {
        let checks = store.examine(*firm).await.with_context(|| format!("looking over firm {firm}"))?;
        let faults: Vec<_> = checks.iter().filter(|check| !check.faults.is_empty()).collect();
        for check in &faults {
            lines.push(format!("firm {firm}, {}: {}", check.name, check.faults.join(" ")));
        }
        faulty += usize::from(!faults.is_empty());
    }
    lines.push(match faulty {
        0 => {
            format!("firms: {} looked over; hashes, sums, strays, sequence and audit trail fit", firms.len())
        }
        _ => format!("firms: {faulty} of {} do not fit", firms.len()),
    });
    Ok((lines, broken.is_none() && faulty == 0))
}
