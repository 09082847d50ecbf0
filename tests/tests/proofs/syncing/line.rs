//! A loopback proxy for HTTP: passes one request a connection, and cuts, delays or doubles it.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use testkit::Chance;

/// What becomes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// It is passed, and its answer too.
    None,
    /// The server never hears of it.
    CutBefore,
    /// The server answers, and nobody hears of that.
    CutAfter,
    /// Half of the answer comes.
    CutWithin,
    /// The answer comes late.
    Delay,
    /// The server gets it twice; the second answer comes.
    Double,
}

const FAULTS: [Fault; 5] = [Fault::CutBefore, Fault::CutAfter, Fault::CutWithin, Fault::Delay, Fault::Double];

struct Shared {
    target: SocketAddr,
    chance: Chance,
    misbehaves: bool,
    next: Option<Fault>,
    counts: BTreeMap<Fault, usize>,
}

/// A running proxy.
#[derive(Clone)]
pub(crate) struct Line {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

impl Line {
    pub(crate) fn to(target: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let shared = Shared {
            target,
            chance: Chance::new(seed),
            misbehaves: false,
            next: None,
            counts: BTreeMap::new(),
        };
        let line = Self {
            address: listener.local_addr().expect("it listens"),
            shared: Arc::new(Mutex::new(shared)),
        };
        let passing = line.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let line = passing.clone();
                // A desk that is killed hangs up in the middle.
                std::thread::spawn(move || drop(line.pass(stream)));
            }
        });
        line
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The server is somewhere else now.
    pub(crate) fn lead_to(&self, target: SocketAddr) {
        self.shared.lock().expect("no thread panics with it").target = target;
    }

    /// Whether faults happen by chance.
    pub(crate) fn misbehave(&self, misbehaves: bool) {
        self.shared.lock().expect("no thread panics with it").misbehaves = misbehaves;
    }

    /// What becomes of the next request.
    pub(crate) fn next(&self, fault: Fault) {
        self.shared.lock().expect("no thread panics with it").next = Some(fault);
    }

    /// How often what happened.
    pub(crate) fn counts(&self) -> BTreeMap<Fault, usize> {
        self.shared.lock().expect("no thread panics with it").counts.clone()
    }

    fn fault(&self) -> (Fault, SocketAddr, u64) {
        let mut shared = self.shared.lock().expect("no thread panics with it");
        let fault = match shared.next.take() {
            Some(fault) => fault,
            None if shared.misbehaves && shared.chance.in_every(1, 4) => {
                FAULTS[shared.chance.below(FAULTS.len())]
            }
            None => Fault::None,
        };
        *shared.counts.entry(fault).or_default() += 1;
        let wait = shared.chance.below(120) as u64;
        (fault, shared.target, wait)
    }

    fn pass(&self, mut desk: TcpStream) -> std::io::Result<()> {
        let request = read_request(&mut desk)?;
        // A stream of hints has no end that could be passed; desks poll without one.
        if request.starts_with(b"GET /api/v1/sync/hints") {
            return Ok(());
        }
        let (fault, target, wait) = self.fault();
        if fault == Fault::CutBefore {
            return Ok(());
        }
        if fault == Fault::Double {
            drop(asked(target, &request));
        }
        let answer = asked(target, &request)?;
        match fault {
            Fault::CutAfter => return Ok(()),
            Fault::CutWithin => return desk.write_all(&answer[..answer.len() / 2]),
            Fault::Delay => std::thread::sleep(Duration::from_millis(wait)),
            Fault::None | Fault::CutBefore | Fault::Double => {}
        }
        desk.write_all(&answer)
    }
}

/// One request, as long as its head says.
fn read_request(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..at]).to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
            if bytes.len() >= at + 4 + length.unwrap_or(0) {
                return Ok(closing(&bytes, at));
            }
        }
        match stream.read(&mut chunk)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => bytes.extend_from_slice(&chunk[..n]),
        }
    }
}

/// The request with the wish that the server closes after its answer, so that the answer's end is seen.
fn closing(request: &[u8], head: usize) -> Vec<u8> {
    [&request[..head], b"\r\nconnection: close", &request[head..]].concat()
}

fn asked(target: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(target)?;
    server.write_all(request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if answer.is_empty() { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(answer) }
}
