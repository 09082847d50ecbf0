use zeroize::Zeroizing;

use super::*;
use crate::open::{DatabaseKey, Store};

pub(crate) async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::new(Zeroizing::new([7; 32]));
    let store = Store::create(&folder.path().join("vault.db"), &key).await.unwrap();
    (folder, store)
}

