//! The schema, step by step: shared steps, and those of PostgreSQL alone, in one order of time stamps. Each step is one transaction with its own row of book-keeping.

use std::sync::LazyLock;

use sqlx::migrate::{Migration, Migrator};

use crate::{
    db::{Conn, sql},
    error::StoreError,
};

static SHARED: Migrator = sqlx::migrate!("../../migrations/server");
static OF_POSTGRES: Migrator = sqlx::migrate!("../../migrations/server/postgres");

static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| {
    let steps: Vec<Migration> = SHARED.iter().chain(OF_POSTGRES.iter()).cloned().collect();
    Migrator::with_migrations(steps)
});

pub(crate) fn sqlite() -> &'static Migrator {
    &SHARED
}

pub(crate) fn postgres() -> &'static Migrator {
    &POSTGRES
}

/// The newest schema that this program knows.
pub(crate) fn newest(conn: &Conn) -> i64 {
    let migrator = match conn {
        Conn::Sqlite(_) => sqlite(),
        Conn::Postgres(_) => postgres(),
    };
    migrator.iter().map(|step| step.version).max().unwrap_or(0)
}

/// Refuses a database that an older or a newer program keeps: an older schema must be migrated first, and nobody
/// knows what a newer one means. Nodes of the release before go on while the next one migrates, because steps only add
/// (HOUSE 8); they were started before.
pub(crate) async fn refuse_other(conn: &mut Conn) -> Result<(), StoreError> {
    let known = newest(conn);
    let table = match conn {
        Conn::Sqlite(_) => "SELECT count(*) AS n FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        Conn::Postgres(_) => "SELECT count(*) AS n FROM pg_tables WHERE tablename = '_sqlx_migrations'",
    };
    let found = if sql(table).one(conn).await?.get::<i64>("n")? == 0 {
        None
    } else {
        sql("SELECT max(version) AS newest FROM _sqlx_migrations").one(conn).await?.get("newest")?
    };
    if found == Some(known) { Ok(()) } else { Err(StoreError::Schema { found, known }) }
}
