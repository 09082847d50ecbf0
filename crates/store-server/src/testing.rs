//! Fresh databases for contract tests, of both kinds.

mod cluster;
mod host;

use std::sync::{
    LazyLock,
    atomic::{AtomicU32, Ordering},
};

use actions::Actor;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use values::{DeviceId, FirmId, Instant, PersonId, Uuid};
use zeroize::Zeroizing;

pub use self::host::FirmHost;
use crate::{DataKey, FirmScope, Store};

/// Noon of 15 March 2026 in China.
pub static START: LazyLock<Instant> = LazyLock::new(|| Instant::from_millis(1_773_547_200_000));

/// A fresh, migrated database. A file is gone when this is dropped; a database of the cluster goes with the cluster.
pub struct Fresh {
    url: String,
    store: Store,
    folder: Option<TempDir>,
}

impl Fresh {
    /// An SQLite file, in memory where the system offers that, so that no test waits for a disk.
    ///
    /// # Panics
    /// If none can be made.
    pub async fn sqlite() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder for the test");
        let path = folder.path().join("server.db");
        std::fs::write(&path, empty().await).expect("a file for the test");
        let url = format!("sqlite:{}", path.display());
        let store = Store::connect(&url, key()).await.expect("the database answers");
        Self { url, store, folder: Some(folder) }
    }

    /// A database of the test cluster.
    ///
    /// # Panics
    /// If there is no cluster and none can be started: the test fails, it is not skipped.
    pub async fn postgres() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let cluster = cluster::url();
        let mut connection = PgConnection::connect(cluster).await.expect("the test cluster answers");
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .expect("a database of its own");
        connection.close().await.expect("the connection ends");
        Self::migrated(cluster.replacen("/postgres?", &format!("/{name}?"), 1), None).await
    }

    async fn migrated(url: String, folder: Option<TempDir>) -> Self {
        Store::migrate(&url).await.expect("the schema is made");
        let store = Store::connect(&url, key()).await.expect("the database answers");
        Self { url, store, folder }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A second store over the same database, as another node has it.
    ///
    /// # Panics
    /// If the database does not answer.
    pub async fn another(&self) -> Store {
        Store::connect(&self.url, key()).await.expect("the database answers")
    }

    /// Everything that lies in the database, byte for byte: the file with its log, or every row as text, in which PostgreSQL
    /// writes bytes as hexadecimal digits.
    ///
    /// # Panics
    /// If it cannot be read.
    pub async fn dump(&self) -> Vec<u8> {
        if let Some(folder) = &self.folder {
            let files = std::fs::read_dir(folder.path()).expect("the folder is there").flatten();
            return files.flat_map(|file| std::fs::read(file.path()).expect("the file is read")).collect();
        }
        let mut connection = self.mighty().await;
        let tables: Vec<String> =
            sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                .fetch_all(&mut connection)
                .await
                .expect("the tables are listed");
        let mut dump = Vec::new();
        for table in tables {
            let rows: Vec<String> =
                sqlx::query_scalar(AssertSqlSafe(format!("SELECT t::text FROM {table} AS t")))
                    .fetch_all(&mut connection)
                    .await
                    .expect("the rows are read");
            dump.extend(rows.concat().into_bytes());
        }
        dump
    }

    /// Runs a statement past all walls, to do damage.
    ///
    /// # Panics
    /// If the database refuses it.
    pub async fn run(&self, statement: &'static str) {
        if self.folder.is_some() {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.expect("the file opens");
            sqlx::query(statement).execute(&mut connection).await.expect("the statement runs");
        } else {
            sqlx::query(statement).execute(&mut self.mighty().await).await.expect("the statement runs");
        }
    }

    async fn mighty(&self) -> PgConnection {
        let url = self.url.replace("user=xinbao", "user=postgres");
        PgConnection::connect(&url).await.expect("the test cluster answers")
    }

    /// A firm of this number, made if it is not there, with person and device of these numbers.
    ///
    /// # Panics
    /// If the store fails.
    pub async fn firm(&self, firm: u8, person: u8, device: u8) -> FirmScope {
        let scope = scope(firm, person, device);
        let mut tx = self.store.system().await.expect("a transaction");
        match tx.insert_firm(scope.firm(), *START).await {
            Ok(()) => tx.commit().await.expect("commit"),
            Err(crate::StoreError::Constraint(_)) => {} // another device of the same firm
            Err(error) => panic!("{error}"),
        }
        scope
    }
}

/// An empty SQLite file: made once, since making the schema takes longer than many a test.
async fn empty() -> &'static [u8] {
    static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = EMPTY.get_or_init(async || {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("server.db");
        let url = format!("sqlite:{}", path.display());
        Store::migrate(&url).await.expect("the schema is made");
        let store = Store::connect(&url, key()).await.expect("the database answers");
        store.close().await;
        std::fs::read(&path).expect("the database's file")
    });
    made.await
}

/// The data key of every test store.
pub fn key() -> DataKey {
    DataKey::new(Zeroizing::new([5; 32]))
}

/// Firm, person and device by number, whether or not they are there.
pub fn scope(firm: u8, person: u8, device: u8) -> FirmScope {
    let id = |kind: u128, number: u8| {
        Uuid::from_u128(1 << 80 | 7 << 76 | 2 << 62 | kind << 8 | u128::from(number))
    };
    let actor =
        Actor { person: PersonId::from_uuid(id(1, person)), device: DeviceId::from_uuid(id(2, device)) };
    FirmScope::for_tests(FirmId::from_uuid(id(3, firm)), actor)
}

/// A test that runs over SQLite and over PostgreSQL, a fresh database each: `#[test] async fn name(fresh: Fresh) { … }`, where
/// `Fresh` is [`Fresh`](crate::testing::Fresh) and need not be imported.
#[macro_export]
macro_rules! store_contract {
    ($($(#[doc = $doc:literal])* $(#[test])? async fn $name:ident($fresh:ident: Fresh) $body:block)*) => {$(
        $(#[doc = $doc])*
        mod $name {
            #[allow(unused_imports, reason = "some tests need nothing of their file")]
            use super::*;

            async fn check($fresh: $crate::testing::Fresh) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn over_sqlite() {
                check($crate::testing::Fresh::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn over_postgres() {
                check($crate::testing::Fresh::postgres().await).await;
            }
        }
    )*};
}
