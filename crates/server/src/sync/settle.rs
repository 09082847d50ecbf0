//! Somebody decided what was to be decided (需处理): every desk of the firm hears of it.

use actions::{ActionError, Host};
use store_server::{FirmScope, FirmTx, Store};
use values::MutationId;

/// Marks an entry as decided, in the name of who acts; again it does nothing. `false` if the firm has no such entry.
///
/// # Errors
/// Faults of the store.
pub async fn settle<H: Host<Tx = FirmTx>>(
    store: &Store,
    host: &H,
    scope: &FirmScope,
    id: MutationId,
) -> Result<bool, ActionError> {
    let mut tx = store.write(scope).await?;
    match tx.decide(id).await? {
        None => return Ok(false),
        Some(false) => return Ok(true),
        Some(true) => {}
    }
    tx.audit(host.now(), "settle_attention", &id.to_string(), "").await?;
    tx.finish().await?;
    Ok(true)
}
