//! Firms never meet: the functions find nothing of another firm, and on PostgreSQL a second wall holds without them.

use actions::Tx as _;
use sqlx::{Connection as _, Row as _};
use store_server::{
    ImportPart, Settlement, StoreError, Turn, store_contract,
    testing::{Fresh, START, scope},
};

use super::common::*;

store_contract! {
    /// SECURITY, tenants never meet: with another firm's ids every function finds nothing.
    #[test]
    async fn another_firms_ids_find_nothing(fresh: Fresh) {
        let ours = fresh.firm(1, 1, 1).await;
        let theirs = fresh.firm(2, 2, 2).await;
        let store = fresh.store();
        let order = stored(store, &theirs, 1, &[1, 2]).await;
        push(store, &theirs, 1, &add(1, order, 3)).await;
        let refused = add(2, order, 4);
        let numbered = numbered(2, &refused);
        let Turn::Yours(tx) = store.turn(&theirs, &numbered).await.unwrap() else { panic!("its turn") };
        let settlement = Settlement {
            numbered,
            order,
            kind: "add_lines",
            verdict: "rejected",
            outcome: b"",
            merged: false,
            attention: true,
            at: *START,
        };
        tx.settle(settlement).await.unwrap();

        let their_import = values::ImportId::from_uuid(uuid(5));
        let part = ImportPart { import: their_import, number: 1, of: 2, body: b"x", at: *START };
        let mut tx = store.write(&theirs).await.unwrap();
        tx.stage_part(part).await.unwrap();
        tx.commit().await.unwrap();

        // Number and id of their mutation are free in ours: this one has its own turn, and its order is not there.
        let pushed = push(store, &ours, 1, &add(1, order, 3)).await;
        assert!(matches!(pushed, Pushed::Now(domain::Outcome::Deferred(_))), "{pushed:?}");
        assert!(pull_order(store, &ours, order, 10).await.is_none());
        let mut tx = store.write(&ours).await.unwrap();
        assert_eq!(tx.part(their_import, 1).await.unwrap(), None);
        assert_eq!(tx.order(order).await.unwrap(), None);
        assert!(tx.line_ids(order).await.unwrap().is_empty());
        assert!(tx.lines(order, &[line_id(1)]).await.is_err(), "lines of an order that is not there");
        assert_eq!(tx.last_place(order).await.unwrap(), 0);
        assert_eq!(tx.position(order, line_id(2)).await.unwrap(), 0);
        assert!(tx.insert_lines(order, &[line(7)], None).await.is_err());
        assert!(tx.save_order(&crate::common::order(1)).await.is_err());
        assert!(!tx.resolve(refused.id).await.unwrap());
        assert!(!tx.creation_refused(order).await.unwrap());
        assert_eq!(tx.purge_tombstones(i64::MAX).await.unwrap(), 0);
        tx.commit().await.unwrap();
        // Their ids are free in our firm: nothing tells that they are taken elsewhere.
        assert_eq!(stored(store, &ours, 1, &[1, 2]).await, order);
        let (rows, _) = pull_all(store, &ours, beginning(store, &ours).await, 100).await;
        assert_eq!(rows.len(), 3, "our own head and two lines");
        let mut tx = store.write(&theirs).await.unwrap();
        assert!(tx.part(their_import, 1).await.unwrap().is_some());
        drop(tx);
        let mut read = store.read(&theirs).await.unwrap();
        assert_eq!(pull_order(store, &theirs, order, 1).await.unwrap().1.lines, 2 + 1);
        assert_eq!(read.audit_after(0, 10).await.unwrap().len(), 2);
    }

    /// A firm that is not there has no transaction.
    #[test]
    async fn an_unknown_firm_has_no_transaction(fresh: Fresh) {
        let nobody = scope(77, 1, 1);
        assert!(matches!(fresh.store().write(&nobody).await, Err(StoreError::UnknownFirm)));
    }
}

/// Every table of the schema with the column `firm`, and how many rows a raw query sees.
async fn seen(connection: &mut sqlx::PgConnection, firm: Option<&str>) -> Vec<(String, i64)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.columns \
         WHERE table_schema = 'public' AND column_name = 'firm' ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut tx = connection.begin().await.unwrap();
    if let Some(firm) = firm {
        sqlx::query("SELECT set_config('xinbao.firm', $1, true)").bind(firm).execute(&mut *tx).await.unwrap();
    }
    let mut counts = Vec::new();
    for table in tables {
        let text = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let count: i64 = sqlx::query(text).fetch_one(&mut *tx).await.unwrap().get(0);
        counts.push((table, count));
    }
    counts
}

/// SECURITY, tenants never meet: row-level security alone shows no row without a firm and none of another's.
#[tokio::test]
async fn the_second_wall_holds_without_the_first() {
    let fresh = Fresh::postgres().await;
    let theirs = fresh.firm(2, 2, 2).await;
    let ours = fresh.firm(1, 1, 1).await;
    let store = fresh.store();
    let order = stored(store, &theirs, 1, &[1, 2]).await;
    push(store, &theirs, 1, &add(1, order, 3)).await;

    let mut connection = sqlx::PgConnection::connect(fresh.url()).await.unwrap();
    // Tables of accounts name firms too, but are asked before anybody has signed in; they are not this wall's.
    let walled: Vec<String> =
        sqlx::query_scalar("SELECT relname::text FROM pg_class WHERE relforcerowsecurity ORDER BY 1")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    for table in
        ["attention", "audit", "changes", "firms", "import_parts", "imports", "lines", "mutations", "orders"]
            .into_iter()
            .chain(["uploads", "upload_pieces"])
    {
        assert!(walled.iter().any(|walled| walled == table), "{table} has no wall");
    }
    let hex = |scope: store_server::FirmScope| scope.firm().as_uuid().simple().to_string();
    let behind = |counts: Vec<(String, i64)>| -> i64 {
        counts.iter().filter(|(table, _)| walled.contains(table)).map(|(_, count)| count).sum()
    };
    assert_eq!(behind(seen(&mut connection, None).await), 0, "no firm named");
    assert_eq!(behind(seen(&mut connection, Some("")).await), 0, "an empty firm named");
    assert_eq!(
        behind(seen(&mut connection, Some(&hex(ours))).await),
        1,
        "ours has its sequence and nothing else"
    );
    // Theirs: sequence, order, 3 lines, history, mutation, audit.
    assert_eq!(behind(seen(&mut connection, Some(&hex(theirs))).await), 8);

    let mut tx = connection.begin().await.unwrap();
    sqlx::query("SELECT set_config('xinbao.firm', $1, true)")
        .bind(hex(ours))
        .execute(&mut *tx)
        .await
        .unwrap();
    let stolen = sqlx::query("UPDATE orders SET firm = $1").bind(ours.firm().as_uuid().as_bytes().to_vec());
    assert_eq!(stolen.execute(&mut *tx).await.unwrap().rows_affected(), 0);
    let planted = sqlx::query("INSERT INTO firms (firm, epoch) VALUES ($1, 0)").bind(vec![7_u8; 16]);
    assert!(planted.execute(&mut *tx).await.is_err(), "a row of another firm");
}

/// SECURITY: a role that row-level security does not bind is refused.
#[tokio::test]
async fn a_mighty_role_is_refused() {
    let fresh = Fresh::postgres().await;
    let mighty = fresh.url().replace("user=xinbao", "user=postgres");
    let refused = store_server::Store::connect(&mighty, store_server::testing::key()).await;
    assert!(matches!(refused, Err(StoreError::Mighty)), "{refused:?}");
}
