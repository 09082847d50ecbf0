//! The session over real vaults: each test has a folder, a key file or a keychain of its own.

mod account;
mod idle;
mod imports;
mod keys;
mod orders;
mod secrecy;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use actions::{Host as _, add_lines, create_order};
use desk::{
    desk::Desk,
    keys::{DeviceSecret, KeyFile, Keychain, KeychainError},
    vault::{KeyChoice, Vault},
};
use domain::{LineField, OrderField};
use tempfile::TempDir;
use values::OrderId;

use super::Session;
use crate::{
    place::Place,
    system::dialogs::PreparedDialogs,
    views::{OrderColumn, OrderFilter, OrderQuery, OrderSort, OrderState, PageQuery, VaultState},
};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// A keychain in memory; `None` is a computer without one.
#[derive(Default)]
struct MemoryKeychain(Option<Mutex<HashMap<String, DeviceSecret>>>);

impl MemoryKeychain {
    fn answering() -> Arc<Self> {
        Arc::new(Self(Some(Mutex::default())))
    }

    fn entries(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, DeviceSecret>>, KeychainError> {
        Ok(self.0.as_ref().ok_or(KeychainError)?.lock().expect("no test thread died"))
    }
}

impl Keychain for MemoryKeychain {
    fn get(&self, entry: &str) -> Result<Option<DeviceSecret>, KeychainError> {
        Ok(self.entries()?.get(entry).cloned())
    }

    fn put(&self, entry: &str, secret: &DeviceSecret) -> Result<(), KeychainError> {
        self.entries()?.insert(entry.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, entry: &str) -> Result<(), KeychainError> {
        self.entries()?.remove(entry);
        Ok(())
    }
}

/// Where a test's vault lies: `vault` in the folder, under the key file `key` there.
fn place(folder: &Path) -> Place {
    let key_file = folder.join("key");
    fs::write(&key_file, KEY).expect("the folder is writable");
    Place { folder: folder.join("vault"), key_file: Some(key_file), data: folder.to_owned() }
}

/// A session that reads workbooks in its own process: the program of a test does not know how to be the reader.
fn session_on(place: Place, keychain: Arc<MemoryKeychain>) -> Session {
    Session::with(place, keychain, None)
}

/// A vault under a key file that this test has open as another program would, and a session that opens it.
async fn vault(folder: &Path) -> (Desk, Session) {
    let place = place(folder);
    let choice = KeyChoice::KeyFile(KeyFile::parse(KEY).expect("64 digits"));
    let (vault, _) = Vault::create(&place.folder, choice).await.expect("the folder is empty");
    let session = session_on(place, MemoryKeychain::answering());
    (Desk::open(vault).await.expect("a new vault opens"), session)
}

/// A folder with a session on a vault that is open.
async fn open_session() -> (TempDir, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    let (desk, session) = vault(folder.path()).await;
    desk.lock().await;
    assert_eq!(session.vault().await.state, VaultState::Open);
    (folder, session)
}

/// Dialogs in which a person chooses these paths, one after the other.
fn choosing(folder: &Path, paths: &[PathBuf]) -> PreparedDialogs {
    let lines: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let file = folder.join("dialog-answers");
    fs::write(&file, lines.join("\n")).expect("the folder is writable");
    PreparedDialogs::read(&file).expect("it was just written")
}

async fn order(desk: &Desk, buyer: &str) -> OrderId {
    let fields = [
        (OrderField::BuyerName, buyer),
        (OrderField::BuyerPassport, "L898902C3"),
        (OrderField::BuyerEmail, "sample@example.com"),
        (OrderField::Destination, "AE"),
        (OrderField::TotalUsd, "150,000.01"),
    ];
    let fields = fields.map(|(field, text)| (field, text.to_owned()));
    create_order(desk, &fields).await.expect("a draft may be anything").value
}

fn all() -> OrderQuery {
    OrderQuery { filter: OrderFilter::default(), sort: None, page: PageQuery { offset: 0, limit: 50 } }
}

/// YW-ORD-01, CM-SEC-03, CM-MONEY-01
#[tokio::test]
async fn the_list_shows_what_was_drafted_masked_and_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let (desk, session) = vault(folder.path()).await;
    // Words, not digits: a draft's number is found as well, and its digits come by chance.
    for name in ["SAMPLE BUYER OTHO", "SAMPLE BUYER PRIMUS", "SAMPLE BUYER SECUNDUS"] {
        order(&desk, name).await;
    }
    let page = session.orders(all()).await.expect("the vault opens");
    assert_eq!((page.total, page.total_is_capped, page.rows.len()), (3, false, 3));
    let row = &page.rows[0];
    assert_eq!(row.buyer_name.text, "SAMPLE BUYER SECUNDUS");
    assert_eq!(row.buyer_passport.text, "L8*****C3");
    assert_eq!(row.destination.zh, "阿拉伯联合酋长国");
    assert_eq!(row.total_usd.text, "150000.01");
    assert_eq!(row.total_usd.problems[0].code, "ORD_OVER_150K");
    assert_eq!(row.state, OrderState::Draft);

    let asked = OrderQuery {
        sort: Some(OrderSort { column: OrderColumn::BuyerName, descending: false }),
        page: PageQuery { offset: 1, limit: 1 },
        ..all()
    };
    let page = session.orders(asked).await.expect("the vault is open");
    assert_eq!((page.total, page.rows[0].buyer_name.text.as_str()), (3, "SAMPLE BUYER PRIMUS"));

    let found = session
        .orders(OrderQuery {
            filter: OrderFilter { search: "buyer primus".to_owned(), ..OrderFilter::default() },
            ..all()
        })
        .await
        .expect("the vault is open");
    assert_eq!(found.rows.len(), 1);
}

/// YW-ORD-08, YW-ORD-14: a wrong amount stays as typed, is marked, and is not in the sum.
#[tokio::test]
async fn an_order_shows_its_lines_with_their_problems() {
    let folder = tempfile::tempdir().expect("a folder");
    let (desk, session) = vault(folder.path()).await;
    let id = order(&desk, "SAMPLE BUYER ONE").await;
    let line = |amount: &str| {
        let texts = [
            (LineField::MerchantName, "示例商户一"),
            (LineField::MerchantPhone, "19900000001"),
            (LineField::OrderMonth, "2025-03"),
            (LineField::GoodsName, "塑料玩具"),
            (LineField::Quantity, "1200"),
            (LineField::Packages, "24"),
            (LineField::Amount, amount),
        ];
        texts.map(|(field, text)| (field, text.to_owned())).to_vec()
    };
    add_lines(&desk, id, &[line("8600"), line("1.2e3")], false)
        .await
        .expect("wrong lines are marked, not refused");

    let view = session.order(&id.to_string()).await.expect("it is there");
    let page = session.lines(&id.to_string(), PageQuery { offset: 1, limit: 10 }).await.expect("it is there");
    assert_eq!((view.row.line_count, view.row.lines_wrong, view.row.line_sum.as_str()), (2, 1, "8600.00"));
    assert_eq!(view.buyer_email.text, "s***@example.com");
    let [wrong] = page.lines.as_slice() else { panic!("the second line only: {:?}", page.lines) };
    assert_eq!((wrong.number, wrong.amount.text.as_str()), (2, "1.2e3"));
    assert_eq!(wrong.amount.problems.len(), 1);

    let gone = OrderId::from_uuid(desk.next_uuid()).to_string();
    let refused = session.order(&gone).await.expect_err("it never was");
    assert_eq!(refused.code, "NOT_FOUND");
}

#[tokio::test]
async fn a_vault_made_meanwhile_is_there_at_the_next_try() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = session_on(place(folder.path()), MemoryKeychain::answering());
    let refused = session.orders(all()).await.expect_err("there is no vault yet");
    assert_eq!(refused.code, "LOCAL_VAULT_MISSING");
    assert_eq!(session.vault().await.state, VaultState::Missing);
    drop(vault(folder.path()).await);
    assert_eq!(session.orders(all()).await.expect("now there is").total, 0);
    assert_eq!(session.vault().await.state, VaultState::Open);
}
