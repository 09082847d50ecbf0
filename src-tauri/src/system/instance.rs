//! One window per vault: a second start brings the first to the front and ends.
//!
//! Our own few lines over a local socket, because the name must depend on the vault: two vaults are two windows, and so are
//! two tests side by side.

use std::{
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

use interprocess::local_socket::{
    GenericNamespaced, ListenerOptions, Name, Stream, ToNsName as _,
    traits::{ListenerExt as _, Stream as _},
};
use sha2::{Digest as _, Sha256};

/// What a second start says, so that a stranger's connection summons nobody.
const SUMMONS: &[u8] = b"xinbao-desk: come to the front";

/// How long a second start waits for the first: longer than a page has to answer and a vault takes to close.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a start finds.
pub enum Start {
    /// Nobody has this vault open: go on, and call [`First::listen`].
    First(First),
    /// Another window has it, and stands before the person.
    HandedOver,
}

/// The right to be the vault's window.
pub struct First(interprocess::local_socket::Listener);

/// Takes the vault's place, or hands over to who has it.
///
/// # Errors
/// Where the system gives no local sockets, and where the other window neither answers nor ends; a window may open all
/// the same, since the database has its own lock and says who holds it.
pub fn start(vault: &Path) -> io::Result<Start> {
    // Somebody who ends between our two looks leaves the place free, so look twice at each.
    for _ in 0..2 {
        match summon_within(name(vault)?, PATIENCE) {
            Ok(()) => return Ok(Start::HandedOver),
            Err(silent) if silent.kind() == io::ErrorKind::TimedOut => return Err(silent),
            // Nobody was there, or they ended instead of answering.
            Err(_) => {}
        }
        match ListenerOptions::new().name(name(vault)?).try_overwrite(true).create_sync() {
            Ok(listener) => return Ok(Start::First(First(listener))),
            Err(taken) if is_taken(&taken) => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}

impl First {
    /// Calls `summoned` whenever the program is started again on this vault, until the program ends. It answers whether a
    /// window stands before the person now; if not, it has seen to it that this program ends.
    pub fn listen(self, summoned: impl Fn() -> bool + Send + 'static) {
        thread::spawn(move || {
            // Those who wait for this program's end: they hear of it when their connections end with it.
            let mut waiting = Vec::new();
            for mut caller in self.0.incoming().filter_map(Result::ok) {
                let mut said = vec![0; SUMMONS.len()];
                if caller.read_exact(&mut said).is_err() || said != SUMMONS {
                    continue;
                }
                if summoned() {
                    // The answer tells the second start that it may end.
                    drop(caller.write_all(b"."));
                } else {
                    waiting.push(caller);
                }
            }
        });
    }
}

/// Calls who has the place. Local sockets have no time limits on every system, so the caller waits apart.
fn summon_within(name: Name<'static>, patience: Duration) -> io::Result<()> {
    let (answered, answer) = mpsc::channel();
    // Who hears this late has gone on without it.
    thread::spawn(move || drop(answered.send(summon(name))));
    answer.recv_timeout(patience).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

fn summon(name: Name<'_>) -> io::Result<()> {
    let mut first = Stream::connect(name)?;
    first.write_all(SUMMONS)?;
    first.read_exact(&mut [0])
}

/// Whether somebody else holds the place. Windows has no word of its own for a pipe that exists already.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse
        || cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied
}

/// The same for every way to write the vault's path.
fn name(vault: &Path) -> io::Result<Name<'static>> {
    let digest = Sha256::digest(real(&std::path::absolute(vault)?).as_os_str().as_encoded_bytes());
    let digits: String = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("xinbao-desk-{digits}.sock").to_ns_name::<GenericNamespaced>()
}

/// The path without links, also before the vault and the folders above it are made: what is there is looked up, what is not is
/// added. Otherwise the first start ever would hold another place than the second, since Windows writes looked-up paths in a
/// form of its own.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => path.to_owned(),
    })
}

#[cfg(test)]
mod tests;
