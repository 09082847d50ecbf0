//! Connecting a vault to a server, and the server as the vault reaches it.

use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use store_desk::Store;
use values::{Clock, Code, DeviceId, IdSource as _, Instant, Problem, Uuid};

use super::{
    Address, OddAnswer, RemoteError,
    http::{Ask, Http, VERSION},
    joined, kept,
    tokens::{TokenCase, Tokens},
};
use crate::{clock::FreshIds, desk::Desk, keys::Keychain};

/// `/healthz` says two letters.
const HEALTH_BYTES: usize = 64;

/// A server as one vault reaches it. Cloning shares the connection.
#[derive(Clone)]
pub struct Remote {
    pub(super) http: Http,
    pub(super) case: TokenCase,
    pub(super) store: Store,
    pub(super) device: DeviceId,
    pub(super) clock: Arc<dyn Clock + Send + Sync>,
    ids: Arc<FreshIds>,
    /// The tokens that the server took no longer and why, for whoever asks in the same moment and finds none any more.
    pub(super) ended: Arc<Mutex<Option<(Tokens, Problem)>>>,
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("address", &self.http.address().to_string()).finish_non_exhaustive()
    }
}

/// What a vault remembers of its server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where it is.
    pub address: Address,
    /// The certificates that are trusted beside those of the system, PEM.
    pub ca: Option<String>,
}

/// What a server says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerInfo {
    /// Its time.
    pub now: Instant,
    /// The oldest client that it speaks with.
    pub min_client_version: String,
    /// Whether its partners are simulated: every screen says so then (CM-ARCH-02).
    pub simulated: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectionTwin {
    url: String,
    plain_http: bool,
    ca: Option<String>,
}

#[derive(Deserialize)]
struct TimeTwin {
    now: String,
    min_client_version: String,
    /// A server that does not say reads the first number only.
    #[serde(default = "first_protocol")]
    protocol: u32,
    #[serde(default = "first_protocol")]
    protocol_oldest: u32,
    #[serde(default)]
    simulated: bool,
}

const fn first_protocol() -> u32 {
    1
}

impl Connection {
    /// The vault's server, if it has one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(store: &Store) -> Result<Option<Self>, RemoteError> {
        let twin: Option<ConnectionTwin> = kept::read(store, kept::SERVER).await?;
        Ok(twin.and_then(|ConnectionTwin { url, plain_http, ca }| {
            Some(Self { address: Address::parse(&url, plain_http).ok()?, ca })
        }))
    }
}

impl Remote {
    /// The vault's server. Nothing is sent yet. `chain` is the keychain that this computer has.
    ///
    /// # Errors
    /// `NotConnected`; those of the store.
    pub async fn open(desk: &Desk, chain: Arc<dyn Keychain>) -> Result<Self, RemoteError> {
        let connection = Connection::of(desk.store()).await?.ok_or(RemoteError::NotConnected)?;
        Self::to(desk, chain, &connection)
    }

    /// Asks a server who it is, and remembers it as the vault's. A session with another server ends here; the account that the
    /// vault belongs to stays, and its work too.
    ///
    /// # Errors
    /// Those of asking; `Refused` with `CLIENT_TOO_OLD`, `SERVER_TOO_OLD` or `NET_CERTIFICATE`; those of the store.
    pub async fn connect(
        desk: &Desk,
        chain: Arc<dyn Keychain>,
        connection: &Connection,
    ) -> Result<(Self, ServerInfo), RemoteError> {
        let remote = Self::to(desk, chain, connection)?;
        let info = remote.hello().await?;
        let before = Connection::of(desk.store()).await?;
        if before.is_some_and(|before| before.address != connection.address) {
            // A token is shown to nobody but the server that gave it.
            remote.case.clear().await?;
        }
        let twin = ConnectionTwin {
            url: connection.address.to_string(),
            plain_http: connection.address.plain_http(),
            ca: connection.ca.clone(),
        };
        kept::write(desk.store(), kept::SERVER, &twin).await?;
        Ok((remote, info))
    }

    fn to(desk: &Desk, chain: Arc<dyn Keychain>, connection: &Connection) -> Result<Self, RemoteError> {
        use actions::Host as _;
        let vault = desk.vault();
        // A vault that another secret opens was made for a computer whose keychain is not to be used.
        let uses_chain = crate::vault::Vault::doors(vault.folder())?.keychain;
        let device = desk.actor().device;
        let case = TokenCase::new(
            desk.store().clone(),
            vault.key().clone(),
            vault.id(),
            device,
            uses_chain.then_some(chain),
        );
        Ok(Self {
            http: Http::new(connection.address.clone(), connection.ca.as_deref())?,
            case,
            store: desk.store().clone(),
            device,
            clock: desk.clock(),
            ids: Arc::new(FreshIds::default()),
            ended: Arc::default(),
        })
    }

    /// Asks the server who it is.
    ///
    /// # Errors
    /// Those of asking; `Odd` for what is no server of ours; `Refused` with `CLIENT_TOO_OLD`, or `SERVER_TOO_OLD` for one that
    /// would not understand what this desk sends.
    pub async fn hello(&self) -> Result<ServerInfo, RemoteError> {
        let alive = self.http.text("/healthz", HEALTH_BYTES).await.map_err(stranger)?;
        if alive != b"ok" {
            return Err(RemoteError::Odd(OddAnswer::Stranger));
        }
        let told: TimeTwin = self.http.json(Ask::<()>::get("/time")).await.map_err(stranger)?;
        let now = Instant::parse(&told.now).map_err(|_| RemoteError::Odd(OddAnswer::Stranger))?;
        let least = version(&told.min_client_version).ok_or(RemoteError::Odd(OddAnswer::Stranger))?;
        // The number of the shapes decides; the release is what people are told to install.
        if wire::PROTOCOL < told.protocol_oldest || version(VERSION).is_some_and(|own| own < least) {
            let problem = Problem::new(Code::ClientTooOld).with("min_version", &told.min_client_version);
            return Err(problem.into());
        }
        if wire::PROTOCOL > told.protocol {
            return Err(Problem::new(Code::ServerTooOld).into());
        }
        Ok(ServerInfo { now, min_client_version: told.min_client_version, simulated: told.simulated })
    }

    /// Where the server is.
    pub fn address(&self) -> &Address {
        self.http.address()
    }

    /// Whether somebody is signed in here, as far as this computer knows.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn is_signed_in(&self) -> Result<bool, RemoteError> {
        Ok(self.case.get().await?.is_some())
    }

    /// Whose the vault is.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn joined(&self) -> Result<Option<joined::Joined>, RemoteError> {
        joined::joined(&self.store).await
    }

    /// A key for a request of its own.
    pub(super) fn key(&self) -> Uuid {
        self.ids.next_uuid()
    }
}

/// What answers in another form is another kind of server.
fn stranger(error: RemoteError) -> RemoteError {
    match error {
        RemoteError::Odd(OddAnswer::Kind | OddAnswer::Form | OddAnswer::TooLarge | OddAnswer::Status) => {
            RemoteError::Odd(OddAnswer::Stranger)
        }
        other => other,
    }
}

/// `1.2.3` as three numbers; what follows a hyphen does not count.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('-').next()?.split('.').map(|part| part.parse().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}
