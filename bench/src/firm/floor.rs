//! The floor of what travels: bare statements of many rows, in one transaction, into the same tables.

use std::{path::Path, time::Instant};

use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, Postgres, QueryBuilder, Sqlite, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use store_server::Store;
use values::{FirmId, Uuid};

use super::vault;
use crate::workshop;

/// Rows of one INSERT; as many as the stores have in theirs.
const SQLITE_ROWS: usize = 200;
const POSTGRES_ROWS: usize = 2_000;

/// A row of eight columns, as a merchant's file has them, under an id that ascends as UUIDv7 do.
struct Bare {
    id: Vec<u8>,
    place: i64,
    name: String,
    phone: i64,
    month: i64,
    goods: String,
    quantity: i64,
    packages: i64,
    amount: i64,
}

fn rows(lines: u32) -> Vec<Bare> {
    let row = |at: i64| {
        let mut id = vec![0; 16];
        id[..8].copy_from_slice(&at.to_be_bytes());
        Bare {
            id,
            place: at * 1_024,
            name: format!("示例商户{:04}", at % 3_000),
            phone: 19_900_010_000 + at % 3_000,
            month: 202_501 + at % 12,
            goods: format!("塑料玩具 {at:06}"),
            quantity: (at % 5_000 + 1) * 1_000,
            packages: at % 90 + 1,
            amount: (at % 900_000 + 1) * 100 + 50,
        }
    };
    (0..i64::from(lines)).map(row).collect()
}

const NAMES: &str =
    "place, merchant_name, merchant_phone, order_month, goods_name, quantity, packages, amount";

/// Milliseconds for a desk's rows, into a new vault.
pub(crate) async fn desk(lines: u32) -> anyhow::Result<f64> {
    let desk = workshop::new_desk(&vault()?).await?;
    let order = workshop::new_order(&desk).await?;
    let rows = rows(lines);
    let mut tx = desk.store().begin().await?;
    let key: i64 = sqlx::query_scalar("SELECT key FROM orders WHERE id = ?")
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_one(&mut *tx)
        .await?;
    let started = Instant::now();
    for rows in rows.chunks(SQLITE_ROWS) {
        let mut insert: QueryBuilder<Sqlite> =
            QueryBuilder::new(format!("INSERT INTO lines (id, {NAMES}, order_key, lookup, wrong) "));
        insert.push_values(rows, |mut row, bare| {
            row.push_bind(&bare.id).push_bind(bare.place).push_bind(&bare.name).push_bind(bare.phone);
            row.push_bind(bare.month).push_bind(&bare.goods).push_bind(bare.quantity);
            row.push_bind(bare.packages).push_bind(bare.amount).push_bind(key).push("0").push("0");
        });
        insert.build().execute(&mut *tx).await?;
    }
    tx.commit().await?;
    let took_ms = started.elapsed().as_secs_f64() * 1e3;
    desk.store().close().await;
    Ok(took_ms)
}

/// Milliseconds for a server's rows, into a fresh database.
pub(crate) async fn server(database: &str, lines: u32) -> anyhow::Result<f64> {
    let firm = FirmId::from_uuid(Uuid::from_u128(1 << 80 | 7 << 76 | 2 << 62));
    let store = Store::connect(database, server::keys::parse(super::DATA_KEY)?).await?;
    let mut tx = store.system().await?;
    tx.insert_firm(firm, values::Instant::from_millis(0)).await?;
    tx.commit().await?;
    store.close().await;
    let rows = rows(lines);
    let firm = firm.as_uuid().as_bytes().to_vec();
    match database.strip_prefix("sqlite:") {
        Some(file) => into_sqlite(Path::new(file), &firm, &rows).await,
        None => into_postgres(database, &firm, &rows).await,
    }
}

async fn into_sqlite(file: &Path, firm: &[u8], rows: &[Bare]) -> anyhow::Result<f64> {
    // As the server opens it.
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-32768");
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let started = Instant::now();
    let mut tx = connection.begin().await?;
    for rows in rows.chunks(SQLITE_ROWS) {
        let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new(format!(
            "INSERT INTO lines (firm, id, order_id, {NAMES}, rev, lookup, linked, removed) "
        ));
        insert.push_values(rows, |mut row, bare| {
            row.push_bind(firm).push_bind(&bare.id).push_bind(firm).push_bind(bare.place);
            row.push_bind(&bare.name).push_bind(bare.phone).push_bind(bare.month).push_bind(&bare.goods);
            row.push_bind(bare.quantity).push_bind(bare.packages).push_bind(bare.amount);
            row.push("1").push("0").push("0").push("0");
        });
        insert.build().execute(&mut *tx).await?;
    }
    tx.commit().await?;
    let took_ms = started.elapsed().as_secs_f64() * 1e3;
    connection.close().await?;
    Ok(took_ms)
}

async fn into_postgres(url: &str, firm: &[u8], rows: &[Bare]) -> anyhow::Result<f64> {
    let mut connection = PgConnection::connect(url).await?;
    let started = Instant::now();
    let mut tx = connection.begin().await?;
    let scope = firm.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let scope = format!("SELECT set_config('xinbao.firm', '{scope}', true)");
    sqlx::query(AssertSqlSafe(scope)).execute(&mut *tx).await?;
    let sql = format!(
        "INSERT INTO lines (firm, order_id, rev, lookup, linked, removed, id, {NAMES}) \
         SELECT $1, $1, 1, 0, 0, 0, * FROM unnest($2::bytea[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], \
         $7::text[], $8::bigint[], $9::bigint[], $10::bigint[])"
    );
    for rows in rows.chunks(POSTGRES_ROWS) {
        let numbers = |of: fn(&Bare) -> i64| rows.iter().map(of).collect::<Vec<i64>>();
        let texts = |of: fn(&Bare) -> &String| rows.iter().map(|row| of(row).clone()).collect::<Vec<_>>();
        sqlx::query::<Postgres>(AssertSqlSafe(sql.clone()))
            .bind(firm)
            .bind(rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>())
            .bind(numbers(|row| row.place))
            .bind(texts(|row| &row.name))
            .bind(numbers(|row| row.phone))
            .bind(numbers(|row| row.month))
            .bind(texts(|row| &row.goods))
            .bind(numbers(|row| row.quantity))
            .bind(numbers(|row| row.packages))
            .bind(numbers(|row| row.amount))
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    let took_ms = started.elapsed().as_secs_f64() * 1e3;
    connection.close().await?;
    Ok(took_ms)
}
