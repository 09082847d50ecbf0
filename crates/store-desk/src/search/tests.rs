use zeroize::Zeroizing;

use super::*;
use crate::open::{DatabaseKey, Store};

pub(crate) async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::new(Zeroizing::new([7; 32]));
    let store = Store::create(&folder.path().join("vault.db"), &key).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn smoke() {
    let (_folder, store) = store().await;
    store.add_sample(20, 2_000, 1).await.unwrap();
    for text in ["玩", "塑料", "毛绒玩具", "sl", "slwj", "199", "19", "Ahm", "ahmed silva", "%", "草稿"] {
        let before = store.search(text, 50).await.unwrap();
        let q = crate::list::OrderQuery { text: Some(text.into()), ..Default::default() };
        let list_before = store.list_orders(&q).await.unwrap();
        println!("{text} {:?} {} list {:?}", before.total, before.hits.len(), list_before.total);
    }
    while store.index_step(300).await.unwrap().left > 0 {}
    for text in ["玩", "塑料", "毛绒玩具", "sl", "slwj", "199", "19", "Ahm", "ahmed silva", "%", "草稿"] {
        let before = store.search(text, 50).await.unwrap();
        let q = crate::list::OrderQuery { text: Some(text.into()), ..Default::default() };
        let list_before = store.list_orders(&q).await.unwrap();
        println!("{text} {:?} {} list {:?}", before.total, before.hits.len(), list_before.total);
    }
    let mut conn = store.read().await.unwrap();
    assert_eq!(check(&mut conn, 10).await.unwrap(), Vec::<String>::new());
}
