//! What `doctor` finds, and copies of the embedded database.

use store_server::{
    Cursor, Epoch, Pulled, Store, store_contract,
    testing::{Fresh, START, key},
};
use values::Instant;

use super::common::*;

store_contract! {
    /// CM-AUD-01, P8: each kind of damage is named by the check that is there for it, and by no other.
    #[test]
    async fn each_damage_is_named(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = stored(store, &scope, 1, &(1..=30).collect::<Vec<_>>()).await;
        push(store, &scope, 1, &add(1, id, 40)).await;
        push(store, &scope, 2, &add(2, id, 41)).await;
        let faults = async || {
            let checks = store.read(&scope).await.unwrap().examine().await.unwrap();
            let named = checks.into_iter().filter(|check| !check.faults.is_empty());
            named.map(|check| check.name).collect::<Vec<_>>()
        };
        assert_eq!(faults().await, [""; 0]);
        let damages: [(&str, &str, &[&str]); 5] = [
            ("UPDATE lines SET goods_name = 'other'", "UPDATE lines SET goods_name = '塑料玩具'", &["hashes"]),
            ("UPDATE orders SET amount_sum = amount_sum + 1", "UPDATE orders SET amount_sum = amount_sum - 1", &["sums"]),
            ("UPDATE firms SET seq = seq - 1", "UPDATE firms SET seq = seq + 1", &["sequence"]),
            ("UPDATE audit SET detail = 'x' WHERE seq = 1", "UPDATE audit SET detail = 'applied' WHERE seq = 1", &["audit"]),
            ("UPDATE audit SET seq = 3 WHERE seq = 1", "UPDATE audit SET seq = 1 WHERE seq = 3", &["audit"]),
        ];
        for (damage, repair, named) in damages {
            fresh.run(damage).await;
            assert_eq!(faults().await, named, "{damage}");
            fresh.run(repair).await;
            assert_eq!(faults().await, [""; 0], "{repair}");
        }
    }

    /// A restored database gives numbers out again; with a new epoch no desk takes them for those it knows.
    #[test]
    async fn a_new_epoch_sends_every_cursor_back(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        stored(store, &scope, 1, &[1]).await;
        let (_, last) = pull_all(store, &scope, beginning(store, &scope).await, 100).await;
        let mut tx = store.system().await.unwrap();
        let epoch = Instant::from_millis(START.millis() + 1);
        tx.new_epoch(scope.firm(), epoch).await.unwrap();
        tx.commit().await.unwrap();
        let mut read = store.read(&scope).await.unwrap();
        let anew = Cursor { epoch: Epoch { began: epoch.millis(), floor: 0 }, base: 0, behind: None };
        assert_eq!(read.pull(last.next, None, 100).await.unwrap(), Pulled::Anew(anew));
    }
}

/// A copy of the embedded database is whole, and never takes the place of a file.
#[tokio::test]
async fn a_copy_is_whole() {
    let fresh = Fresh::sqlite().await;
    let scope = fresh.firm(1, 1, 1).await;
    stored(fresh.store(), &scope, 1, &[1, 2, 3]).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    assert!(fresh.store().copy_to(&path).await.unwrap());
    assert!(fresh.store().copy_to(&path).await.is_err(), "an existing file");

    let copy = Store::connect(&format!("sqlite:{}", path.display()), key()).await.unwrap();
    let (rows, _) = pull_all(&copy, &scope, beginning(&copy, &scope).await, 100).await;
    assert_eq!(rows.len(), 4);
    assert!(
        copy.read(&scope).await.unwrap().examine().await.unwrap().iter().all(|check| check.faults.is_empty())
    );
}

/// A database of another schema is refused before anything is read.
#[tokio::test]
async fn an_empty_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("empty.db").display());
    let refused = Store::connect(&url, key()).await;
    assert!(matches!(refused, Err(store_server::StoreError::Schema { found: None, .. })), "{refused:?}");
}
