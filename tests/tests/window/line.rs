//! The line between a desk and its server, which can be down, and break in the middle of a push.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
};

/// How the head of a push begins.
const PUSH: &[u8] = b"POST /api/v1/sync/push";

/// A loopback proxy that passes bytes both ways.
pub(crate) struct Line {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    target: Mutex<SocketAddr>,
    is_down: AtomicBool,
    /// The answer to the next push is lost.
    breaks: AtomicBool,
    broken: AtomicU32,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// A line that leads to a server.
    pub(crate) fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let address = listener.local_addr().expect("it listens");
        let state = Arc::new(State {
            target: Mutex::new(target),
            is_down: AtomicBool::new(false),
            breaks: AtomicBool::new(false),
            broken: AtomicU32::new(0),
            open: Mutex::default(),
        });
        let passing = Arc::clone(&state);
        thread::spawn(move || {
            for desk in listener.incoming().flatten() {
                let state = Arc::clone(&passing);
                // Either end may hang up at any time; then so does the other.
                thread::spawn(move || drop(state.pass(desk)));
            }
        });
        Self { address, state }
    }

    /// What a desk connects to.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The server is somewhere else now.
    pub(crate) fn leads_to(&self, target: SocketAddr) {
        *held(&self.state.target) = target;
    }

    /// Nothing passes any more, and what is under way breaks.
    pub(crate) fn goes_down(&self) {
        self.state.is_down.store(true, Ordering::SeqCst);
        for end in held(&self.state.open).drain(..) {
            // It may have ended by itself.
            drop(end.shutdown(Shutdown::Both));
        }
    }

    /// Everything passes again.
    pub(crate) fn comes_back(&self) {
        self.state.is_down.store(false, Ordering::SeqCst);
    }

    /// The server takes the next push, and its answer is lost.
    pub(crate) fn breaks_at_the_next_push(&self) {
        self.state.breaks.store(true, Ordering::SeqCst);
    }

    /// How many answers were lost.
    pub(crate) fn broken(&self) -> u32 {
        self.state.broken.load(Ordering::SeqCst)
    }
}

impl State {
    fn pass(&self, mut desk: TcpStream) -> std::io::Result<()> {
        let target = *held(&self.target);
        let server = TcpStream::connect(target)?;
        held(&self.open).extend([desk.try_clone()?, server.try_clone()?]);
        // Asked after both ends are known: whoever takes the line down meanwhile finds them, or is seen here.
        if self.is_down.load(Ordering::SeqCst) {
            desk.shutdown(Shutdown::Both)?;
            return server.shutdown(Shutdown::Both);
        }
        let pushed = AtomicBool::new(false);
        let (mut from_desk, mut to_desk) = (desk.try_clone()?, desk.try_clone()?);
        let (mut from_server, mut to_server) = (server.try_clone()?, server.try_clone()?);
        thread::scope(|scope| {
            scope.spawn(|| {
                chunks(&mut from_desk, |chunk| {
                    if chunk.windows(PUSH.len()).any(|part| part == PUSH) {
                        pushed.store(true, Ordering::SeqCst);
                    }
                    to_server.write_all(chunk)
                });
                drop(server.shutdown(Shutdown::Both));
            });
            chunks(&mut from_server, |chunk| {
                if pushed.swap(false, Ordering::SeqCst) && self.breaks.swap(false, Ordering::SeqCst) {
                    self.broken.fetch_add(1, Ordering::SeqCst);
                    return Err(std::io::ErrorKind::ConnectionReset.into());
                }
                to_desk.write_all(chunk)
            });
            drop(desk.shutdown(Shutdown::Both));
            drop(from_server.shutdown(Shutdown::Both));
        });
        desk.flush()
    }
}

/// Hands on what comes, until one of the ends hangs up.
fn chunks(from: &mut TcpStream, mut pass: impl FnMut(&[u8]) -> std::io::Result<()>) {
    let mut chunk = [0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        if pass(&chunk[..length]).is_err() {
            return;
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
