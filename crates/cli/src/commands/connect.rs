//! `connect`: the server of this vault (CM-SEC-02).

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use desk::desk::Desk;
use desk::keys::SystemKeychain;
use desk::remote::{Address, Connection, Remote, RemoteError};
use serde_json::json;
use values::Problem;

use crate::answer::{Answer, Failure, Outcome};
use crate::call::Call;
use crate::input::unreadable;
use crate::table::Human;

/// A file of certificates is a few KiB; no more than this is read.
const CA_BYTES_MAX: u64 = 1024 * 1024;

/// Asks the server who it is, and remembers it.
///
/// # Errors
/// `NET_ADDRESS`, `FILE_READ`, `NET_CERTIFICATE`, `NET_REQUIRED`, `NET_TIMEOUT`, `NET_TLS`, `NET_ANSWER`, `CLIENT_TOO_OLD`.
pub(super) async fn connect(
    call: &Call,
    desk: &Desk,
    url: &str,
    ca: Option<&Path>,
    plain_http: bool,
) -> Outcome {
    let address = Address::parse(url, plain_http)?;
    let ca = ca.map(certificates).transpose()?;
    let connection = Connection { address, ca };
    let (remote, info) = Remote::connect(desk, Arc::new(SystemKeychain), &connection).await?;
    let signed_in = remote.is_signed_in().await?;
    let data = json!({
        "server": remote.address().to_string(),
        "server_time": info.now.to_string(),
        "min_client_version": info.min_client_version,
        "simulated": info.simulated,
        "signed_in": signed_in,
    });
    let mut human = vec![Human::Pairs(vec![(
        call.say("已连接", "Connected to").to_owned(),
        remote.address().to_string(),
    )])];
    if info.simulated {
        human.push(
            call.say("模拟环境，不用于真实业务。", "Simulated partners: not for real business.").into(),
        );
    }
    Ok(Answer::new(data, Human::All(human)))
}

/// The vault's server.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`; those of the store.
pub(super) async fn server(desk: &Desk) -> Result<Remote, RemoteError> {
    Remote::open(desk, Arc::new(SystemKeychain)).await
}

fn certificates(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(CA_BYTES_MAX).read_to_string(&mut text));
    match read {
        Ok(_) => Ok(text),
        // Bytes that are no text hold no PEM.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(Problem::new(values::Code::NetCertificate).into())
        }
        Err(error) => Err(unreadable(&error).into()),
    }
}
