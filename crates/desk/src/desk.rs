//! An open vault at work: the host under which the verbs run on a desk.

use std::{fs, io::Write as _, path::Path, sync::Arc};

use actions::{ActionError, Actor, Host, StoreFault};
use store_desk::{DeskTx, PassportKey, Store, StoreError};
use values::{Clock, Day, DeviceId, IdSource, Instant, PersonId, Uuid};

use crate::{
    clock::{FreshIds, SystemClock},
    remote,
    vault::Vault,
};

/// The setting that holds the id of whoever acts, under which history and undo are kept.
pub(crate) const PERSON: &str = "person";

/// The file that holds this computer's id. It stands beside the database and never in a backup: a vault restored on
/// another computer is another device, whose mutations must never be taken for this one's.
const DEVICE_FILE: &str = "device";

/// An open vault with its clock, its ids and the acting person.
pub struct Desk {
    vault: Vault,
    passport_key: PassportKey,
    actor: Actor,
    clock: Arc<dyn Clock + Send + Sync>,
    ids: FreshIds,
}

impl Desk {
    /// Takes an open vault to work with; the first time it gives person and computer their ids.
    ///
    /// # Errors
    /// Those of the store; `ReadOnly`, `Full` where the device file cannot be written.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        Self::open_at(vault, Arc::new(SystemClock)).await
    }

    /// The same with another clock.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_at(vault: Vault, clock: Arc<dyn Clock + Send + Sync>) -> Result<Self, StoreError> {
        let ids = FreshIds::default();
        let person = local_person(vault.store(), &ids).await?;
        let device = device(vault.folder(), &ids)?;
        let passport_key = PassportKey::new(vault.key().search_hash());
        Ok(Self { vault, passport_key, actor: Actor { person, device }, clock, ids })
    }

    /// The database, for reads.
    pub fn store(&self) -> &Store {
        self.vault.store()
    }

    /// The vault.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The key under which whole passport numbers are found.
    pub fn passport_key(&self) -> &PassportKey {
        &self.passport_key
    }

    /// The clock that everything here goes by.
    pub fn clock(&self) -> Arc<dyn Clock + Send + Sync> {
        Arc::clone(&self.clock)
    }

    /// Closes the database and wipes the key.
    pub async fn lock(self) {
        self.vault.lock().await;
    }
}

impl Host for Desk {
    type Tx = DeskTx;

    async fn begin(&self) -> Result<DeskTx, StoreFault> {
        Ok(self.store().write(&self.passport_key).await?)
    }

    fn now(&self) -> Instant {
        self.clock.now()
    }

    fn today(&self) -> Day {
        self.clock.today()
    }

    fn next_uuid(&self) -> Uuid {
        self.ids.next_uuid()
    }

    fn actor(&self) -> Actor {
        self.actor
    }

    async fn may_queue(&self) -> Result<(), ActionError> {
        let allowed = remote::may_queue(self.store(), self.now()).await.map_err(StoreFault::from)?;
        Ok(allowed?)
    }
}

async fn local_person(store: &Store, ids: &FreshIds) -> Result<PersonId, StoreError> {
    if let Some(person) = store.setting(PERSON).await?.and_then(|text| PersonId::parse(&text).ok()) {
        return Ok(person);
    }
    let person = PersonId::from_uuid(ids.next_uuid());
    // Two programs that open a new vault at once must agree: the first to write wins, both read what stands there.
    store.set_setting_once(PERSON, &person.to_string()).await?;
    Ok(store.setting(PERSON).await?.and_then(|text| PersonId::parse(&text).ok()).unwrap_or(person))
}

fn device(folder: &Path, ids: &FreshIds) -> Result<DeviceId, StoreError> {
    let path = folder.join(DEVICE_FILE);
    let read = || fs::read_to_string(&path).ok().and_then(|text| DeviceId::parse(text.trim()).ok());
    if let Some(device) = read() {
        return Ok(device);
    }
    let device = DeviceId::from_uuid(ids.next_uuid());
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{device}")?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(device),
        // Another program was first; an unreadable file is replaced.
        Err(refused) => match read() {
            Some(device) => Ok(device),
            None => {
                refused.file.persist(&path).map_err(|failed| failed.error)?;
                Ok(device)
            }
        },
    }
}
