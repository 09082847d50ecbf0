//! A host over a real encrypted store, in which nothing depends on the hour or on luck.

use std::{
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use actions::{
    Actor, Host, ImportFacts, KnownMerchant, StoreFault, Tx as _, UndoTx as _, add_lines::TypedLine,
};
use domain::{ImportMode, Line, Order, OrderField, OrderState};
use store_desk::{DatabaseKey, DeskTx, PassportKey, Store};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use values::{
    Day, DeclarationNumber, DeviceId, ImportId, Instant, LineId, MerchantNo, OrderId, PersonId, Uuid,
};
use zeroize::Zeroizing;

use crate::words;

/// 2026-03-15 12:00:00 China time.
const START: i64 = 1_773_547_200_000;

/// The surroundings of verbs under test. Its file is gone when it is dropped.
#[derive(Debug)]
pub struct TestHost {
    folder: TempDir,
    store: Store,
    passport_key: PassportKey,
    now: AtomicI64,
    seed: u64,
    ids: AtomicU64,
    actor: Mutex<Actor>,
}

impl TestHost {
    /// An empty store, person 1 at device 1, noon of 15 March 2026 in China.
    pub async fn new() -> Self {
        Self::seeded(0).await
    }

    /// The same with other ids for each seed.
    ///
    /// # Panics
    /// If no store can be made.
    pub async fn seeded(seed: u64) -> Self {
        let folder = folder();
        let path = folder.path().join(FILE);
        std::fs::write(&path, empty().await).expect("a file for the test");
        let store = Store::open(&path, &database_key()).await.expect("a new store");
        Self {
            folder,
            store,
            passport_key: PassportKey::new(Zeroizing::new([7; 32])),
            now: AtomicI64::new(START),
            seed,
            ids: AtomicU64::new(0),
            actor: Mutex::new(actor(1, 1)),
        }
    }

    /// The store, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The same database, as another program has it.
    ///
    /// # Panics
    /// If it does not open.
    pub async fn another(&self) -> Store {
        Store::open(&self.path(), &database_key()).await.expect("the store opens twice")
    }

    /// The key under which passports are hashed.
    pub fn passport_key(&self) -> &PassportKey {
        &self.passport_key
    }

    /// Closes the database and opens it again, as after a restart.
    ///
    /// # Panics
    /// If it does not open.
    pub async fn reopen(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.path(), &database_key()).await.expect("the store opens again");
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    /// From here on this person acts at this device.
    pub fn act_as(&self, person: u8, device: u8) {
        *self.actor.lock().expect("no test panics while it holds the actor") = actor(person, device);
    }

    /// Sets the clock.
    pub fn set_now(&self, now: Instant) {
        self.now.store(now.millis(), Ordering::Relaxed);
    }

    /// Lets time pass.
    pub fn pass_millis(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::Relaxed);
    }
}

/// Orders and lines, through the verbs.
impl TestHost {
    /// A draft with a whole head and this many right lines, in CNY.
    ///
    /// # Panics
    /// If the verbs refuse it.
    pub async fn draft(&self, line_count: u32) -> (OrderId, Vec<LineId>) {
        let id = self.order(&words::buyer()).await;
        let lines = self.lines(id, &words::lines(line_count)).await;
        (id, lines)
    }

    /// A draft with this head.
    ///
    /// # Panics
    /// If the verb refuses it.
    pub async fn order(&self, fields: &[(OrderField, String)]) -> OrderId {
        actions::create_order(self, fields).await.expect("a new order").value
    }

    /// Adds these lines, wrong ones too.
    ///
    /// # Panics
    /// If the verb refuses them.
    pub async fn lines(&self, id: OrderId, typed: &[TypedLine]) -> Vec<LineId> {
        actions::add_lines(self, id, typed, false).await.expect("new lines").value
    }

    /// The order as stored.
    ///
    /// # Panics
    /// If there is none.
    pub async fn stored(&self, id: OrderId) -> Order {
        self.store.order(id).await.expect("the store reads").expect("the order is there")
    }

    /// Its lines as stored.
    ///
    /// # Panics
    /// If they cannot be read.
    pub async fn stored_lines(&self, id: OrderId) -> Vec<Line> {
        let page = self.store.lines_page(id, 0, 200_000).await.expect("the store reads");
        page.lines.into_iter().map(|placed| placed.line).collect()
    }

    /// How many steps the acting person can undo and redo.
    ///
    /// # Panics
    /// If the store fails.
    pub async fn depth(&self, id: OrderId) -> (u32, u32) {
        let mut tx = self.begin().await.expect("a transaction");
        tx.undo_depth(id, self.actor().person).await.expect("the stack is read")
    }

    /// What an import of so many rows leaves behind. Its id and hash are new each time.
    pub fn facts(&self, mode: ImportMode, rows: u32) -> ImportFacts {
        let id = self.next_uuid();
        let mut sha256 = [0; 32];
        sha256[..16].copy_from_slice(id.as_bytes());
        ImportFacts {
            id: ImportId::from_uuid(id),
            file_name: "synthetic.xlsx".to_owned(),
            sha256,
            mode,
            rows,
            left_out: 0,
            duplicates: 0,
            errors_by_code: Vec::new(),
        }
    }
}

/// What only a server brings about.
impl TestHost {
    /// Moves an order to another state by a transition of the domain.
    ///
    /// # Panics
    /// If the transition is refused.
    pub async fn moved(&self, id: OrderId, to: impl FnOnce(OrderState, Instant) -> OrderState) {
        let mut tx = self.begin().await.expect("a transaction");
        let mut order = tx.order(id).await.expect("the store reads").expect("the order is there");
        order.state = to(order.state, self.now());
        tx.save_order(&order).await.expect("the order is saved");
        tx.commit().await.expect("commit");
    }

    /// 已确认
    ///
    /// # Panics
    /// If it is no draft.
    pub async fn confirm(&self, id: OrderId) {
        let serial = self.ids.fetch_add(1, Ordering::Relaxed);
        let number = format!("XB20260315{serial:06}");
        self.moved(id, |state, at| state.confirm(number.into(), at).expect("a draft")).await;
    }

    /// 已补录, by way of 已确认.
    ///
    /// # Panics
    /// If it is no draft.
    pub async fn declare(&self, id: OrderId) {
        self.confirm(id).await;
        let number = DeclarationNumber::restore("292120250000000001").expect("a synthetic number");
        self.moved(id, |state, at| state.declare(number, at).expect("a confirmed order")).await;
    }

    /// 已作废, by way of 已确认.
    ///
    /// # Panics
    /// If it is no draft.
    pub async fn void(&self, id: OrderId) {
        self.confirm(id).await;
        self.moved(id, |state, at| state.void("客户取消", at).expect("a confirmed order")).await;
    }

    /// Links lines to merchants' trade orders.
    ///
    /// # Panics
    /// If the store fails.
    pub async fn link(&self, id: OrderId, lines: &[LineId]) {
        self.store.pretend_linked(id, lines).await.expect("lines are linked");
    }

    /// Lets the platform have described a merchant just now.
    ///
    /// # Panics
    /// If the number is none or the store fails.
    pub async fn know_merchant(&self, no: &str, merchant: KnownMerchant) {
        let no = MerchantNo::parse(no).expect("a purchase number");
        self.store.keep_merchants(&[(no, merchant)], self.now()).await.expect("merchants are kept");
    }
}

impl Host for TestHost {
    type Tx = DeskTx;

    async fn begin(&self) -> Result<DeskTx, StoreFault> {
        Ok(self.store.write(&self.passport_key).await?)
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.now.load(Ordering::Relaxed))
    }

    fn today(&self) -> Day {
        self.now().china_day()
    }

    fn next_uuid(&self) -> Uuid {
        let count = u128::from(self.ids.fetch_add(1, Ordering::Relaxed));
        let millis = u128::from(self.now().millis().unsigned_abs());
        // Version 7: time, 12 and 62 free bits. The counter comes first, so that ids ascend within a millisecond.
        let (high, low) = (count >> 30 & 0xfff, count & 0x3fff_ffff);
        let seed = u128::from(self.seed & 0xffff_ffff);
        Uuid::from_u128(millis << 80 | 7 << 76 | high << 64 | 2 << 62 | low << 32 | seed)
    }

    fn actor(&self) -> Actor {
        *self.actor.lock().expect("no test panics while it holds the actor")
    }
}

const FILE: &str = "test.db";

/// An empty vault's file: made once, since making the schema takes longer than many a test.
async fn empty() -> &'static [u8] {
    static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = EMPTY.get_or_init(async || {
        let folder = folder();
        let path = folder.path().join(FILE);
        let store = Store::create(&path, &database_key()).await.expect("a new store");
        store.close().await;
        std::fs::read(&path).expect("the store's file")
    });
    made.await
}

/// In memory where the system offers that, so that no test waits for a disk.
fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder for the test")
}

fn database_key() -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([1; 32]))
}

fn actor(person: u8, device: u8) -> Actor {
    let id = |kind: u128, number: u8| {
        Uuid::from_u128(1 << 80 | 7 << 76 | 2 << 62 | kind << 8 | u128::from(number))
    };
    Actor { person: PersonId::from_uuid(id(1, person)), device: DeviceId::from_uuid(id(2, device)) }
}
