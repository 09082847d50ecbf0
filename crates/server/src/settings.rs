//! What a server is told: by flags, then by the environment, then by its file (CLI contract).

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde::Deserialize;
use store_server::DataKey;
use values::Secret;

use crate::{
    adapters::{Outbox, Registry, Sms},
    keys,
};

/// Where a server listens unless it is told otherwise.
const LISTEN: &str = "127.0.0.1:8787";

/// An import of 100,000 lines is some hundred pushes; several desks of a firm may send theirs at once.
const PUSHES: u32 = 600;

/// Proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Flags that every subcommand understands.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Address and port to listen on [default: 127.0.0.1:8787]
    #[arg(long, global = true, env = "XINBAO_SERVER_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// sqlite:FILE or postgres://… [default: a file in the data folder]
    #[arg(long, global = true, env = "XINBAO_SERVER_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Where files lie: a folder, or s3://BUCKET/PREFIX?endpoint=URL&region=NAME [default: a folder in the data folder]
    #[arg(long, global = true, env = "XINBAO_SERVER_FILES", value_name = "DIR|URL")]
    pub files: Option<String>,
    /// Configuration file (TOML)
    #[arg(long, global = true, env = "XINBAO_SERVER_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Simulate every partner that is not configured; never for real business
    #[arg(long, global = true)]
    pub simulated: bool,
    /// Speak plain HTTP on an address that others can reach, because a proxy in front speaks TLS
    #[arg(long, global = true)]
    pub plain_http: bool,
}

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    listen: Option<SocketAddr>,
    database: Option<String>,
    files: Option<String>,
    data_key_file: Option<PathBuf>,
    production: bool,
    simulated: bool,
    allow_simulated: bool,
    plain_http: bool,
    /// The source address is the last one of `X-Forwarded-For`, which a proxy of one's own writes.
    behind_proxy: bool,
    min_client_version: Option<String>,
    requests_per_minute: Option<u32>,
    pushes_per_minute: Option<u32>,
    tls: Option<Tls>,
    registry: Option<Partner>,
    sms: Option<Partner>,
}

/// Certificate and key, both PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The chain's file.
    pub certificate: PathBuf,
    /// The key's file.
    pub key: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Partner {
    url: String,
    token_file: Option<PathBuf>,
}

/// What a server works with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where its database is.
    pub database: String,
    /// Where files lie: a folder, or `s3://…` as [`Place::open`](crate::files::place::Place::open) reads it.
    pub files: String,
    /// The key of what the database must not tell.
    pub data_key: DataKey,
    /// Certificate and key, unless it speaks plain HTTP.
    pub tls: Option<Tls>,
    /// Whether a proxy of one's own names the source address.
    pub behind_proxy: bool,
    /// The oldest client that may go on.
    pub min_client_version: String,
    /// Requests of one source address a minute.
    pub requests_per_minute: u32,
    /// Pushes of one firm a minute.
    pub pushes_per_minute: u32,
    /// Whether a tester may let time pass: where partners are simulated, and never in production.
    pub movable_clock: bool,
    /// How often a stream of hints shows that it lives, and looks whether its session does.
    pub heartbeat: Duration,
    /// The company registry.
    pub registry: Registry,
    /// The SMS gateway.
    pub sms: Sms,
}

impl Settings {
    /// Brings flags, environment and file together.
    ///
    /// # Errors
    /// A file cannot be read or says what is not understood; plain HTTP for others without saying so; a simulated partner
    /// in production without saying so.
    pub fn read(flags: &Flags) -> anyhow::Result<Self> {
        Self::read_with(flags, true)
    }

    /// The same where a key that is missing is never made: what is to be read was written under another one.
    ///
    /// # Errors
    /// As [`Settings::read`]; the data key is missing.
    pub fn read_without_new_key(flags: &Flags) -> anyhow::Result<Self> {
        Self::read_with(flags, false)
    }

    fn read_with(flags: &Flags, may_make_key: bool) -> anyhow::Result<Self> {
        let file = flags.config.as_deref().map(read_file).transpose()?.unwrap_or_default();
        let listen = flags.listen.or(file.listen).unwrap_or(LISTEN.parse().context("the default address")?);
        let folder = data_folder();
        let own = folder.join("server.db");
        let database = flags.database.clone().or(file.database);
        let files =
            flags.files.clone().or(file.files).unwrap_or_else(|| folder.join("files").display().to_string());
        let is_new = database.is_none() && !own.exists();
        let database = database.unwrap_or_else(|| format!("sqlite:{}", own.display()));
        ensure!(
            file.tls.is_some() || listen.ip().is_loopback() || flags.plain_http || file.plain_http,
            "{listen} can be reached by others: configure [tls], or say --plain-http behind a proxy that speaks TLS"
        );
        let simulated = flags.simulated || file.simulated;
        let registry = match &file.registry {
            Some(partner) => Registry::live(&partner.url, token(partner)?)?,
            None if simulated => Registry::Simulated,
            None => Registry::Absent,
        };
        let sms = match &file.sms {
            Some(partner) => Sms::live(&partner.url, token(partner)?)?,
            None if simulated => Sms::Simulated(Outbox::default()),
            None => Sms::Absent,
        };
        ensure!(
            !file.production || file.allow_simulated || !(registry.is_simulated() || sms.is_simulated()),
            "a production server does not start with a simulated partner unless allow_simulated = true"
        );
        let key_file = file.data_key_file.unwrap_or_else(|| folder.join("data.key"));
        Ok(Self {
            listen,
            data_key: data_key(&key_file, may_make_key && (is_new || is_new_sqlite(&database)))?,
            database,
            files,
            tls: file.tls,
            behind_proxy: file.behind_proxy,
            min_client_version: file.min_client_version.unwrap_or_else(|| "0.1.0".to_owned()),
            requests_per_minute: file.requests_per_minute.unwrap_or(600),
            pushes_per_minute: file.pushes_per_minute.unwrap_or(PUSHES),
            movable_clock: !file.production && (registry.is_simulated() || sms.is_simulated()),
            heartbeat: HEARTBEAT,
            registry,
            sms,
        })
    }

    /// Whether any partner is simulated: every screen says so then.
    pub fn is_simulated(&self) -> bool {
        self.registry.is_simulated() || self.sms.is_simulated()
    }

    /// The file of the embedded database.
    pub fn database_file(&self) -> Option<PathBuf> {
        sqlite_file(&self.database)
    }

    /// Whether the database is the embedded one, which the server brings up to date by itself.
    pub fn is_embedded(&self) -> bool {
        self.database.starts_with("sqlite:")
    }
}

fn read_file(path: &Path) -> anyhow::Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

fn token(partner: &Partner) -> anyhow::Result<Option<Secret<String>>> {
    let read = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        Ok(Secret::new(text.trim().to_owned()))
    };
    partner.token_file.as_ref().map(read).transpose()
}

/// The environment's key, else that of the file. A key is made only for a database that is not there yet.
fn data_key(file: &Path, is_new: bool) -> anyhow::Result<DataKey> {
    match std::env::var("XINBAO_DATA_KEY") {
        Ok(text) => keys::parse(&text).context("XINBAO_DATA_KEY"),
        Err(_) => keys::read(file, is_new),
    }
}

fn is_new_sqlite(database: &str) -> bool {
    sqlite_file(database).is_some_and(|file| !file.exists())
}

/// The file that `sqlite:…` names.
fn sqlite_file(database: &str) -> Option<PathBuf> {
    let rest = database.strip_prefix("sqlite:")?;
    let file = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(file.split('?').next().unwrap_or(file)))
}

fn data_folder() -> PathBuf {
    let home = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".local").join("share")));
    home.unwrap_or_else(|| PathBuf::from(".")).join("xinbao-server")
}

/// Whether an address is the machine's own; used by checks of who may see the figures.
pub(crate) fn is_own(address: IpAddr) -> bool {
    address.is_loopback()
}
