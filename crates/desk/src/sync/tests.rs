//! The task, over a vault of its own and a server that is a script. Nothing waits for a clock: each test waits for what it tells of.

use std::{
    collections::VecDeque,
    future,
    sync::{Arc, Mutex},
    time::Duration,
};

use ::sync::engine::{Failure, Fetch};
use domain::Outcome;
use tempfile::TempDir;
use tokio::sync::mpsc;
use values::{Code, Problem};
use wire::{Answered, Complete, Page, PushAnswer, PushRequest};

use super::*;
use crate::vault::{KeyChoice, Vault, tests::key_file};

/// What the server does with the next requests; once nothing is left, what it should.
#[derive(Debug, Clone)]
enum Next {
    Fails(Failure),
    /// Answers with this text.
    Says(&'static str),
    /// Takes it, and its answer is lost.
    TakesAndFails,
    /// Never answers.
    Hangs,
}

#[derive(Default)]
struct Server {
    next: VecDeque<Next>,
    /// The bodies that it took, each once.
    taken: Vec<String>,
    pushes: u32,
    fetches: u32,
}

/// The way to it.
struct Wire {
    server: Arc<Mutex<Server>>,
    hints: Mutex<Option<mpsc::UnboundedReceiver<()>>>,
}

impl Transport for Wire {
    type Hints = Hinted;

    async fn push(&self, request: String) -> Result<String, Failure> {
        let next = {
            let mut server = self.server.lock().unwrap();
            server.pushes += 1;
            server.next.pop_front()
        };
        match next {
            Some(Next::Fails(failure)) => return Err(failure),
            Some(Next::Says(text)) => return Ok(text.to_owned()),
            Some(Next::Hangs) => future::pending().await,
            Some(Next::TakesAndFails) | None => {}
        }
        let mut server = self.server.lock().unwrap();
        let mutations = PushRequest::read(&request, "0.1.0").unwrap().mutations;
        let mut answered = Vec::new();
        for sealed in mutations {
            let known = i64::try_from(server.taken.len()).unwrap();
            assert!(sealed.seq <= known + 1, "numbers come without gaps");
            if sealed.seq == known + 1 {
                server.taken.push(sealed.text);
            } else {
                assert_eq!(
                    server.taken[usize::try_from(sealed.seq).unwrap() - 1],
                    sealed.text,
                    "as it was before"
                );
            }
            // Far ahead, so that no pull of these tests takes it off the rows.
            answered.push(Answered { seq: sealed.seq, outcome: Outcome::Applied, rev: 1_000 });
        }
        match next {
            Some(_) => Err(Failure::Lost),
            None => Ok(PushAnswer { epoch: "e1".to_owned(), answered }.text()),
        }
    }

    async fn fetch(&self, _fetch: Fetch) -> Result<String, Failure> {
        let mut server = self.server.lock().unwrap();
        server.fetches += 1;
        let device_seq = i64::try_from(server.taken.len()).unwrap();
        let complete = Some(Complete { rev: 1, device_seq, orders: Vec::new() });
        Ok(Page { epoch: "e1".to_owned(), rows: Vec::new(), complete }.text())
    }

    async fn hints(&self) -> Result<Hinted, Failure> {
        let hints = self.hints.lock().unwrap().take();
        hints.map(Hinted).ok_or_else(|| Failure::Refused(Problem::new(Code::NotFound)))
    }
}

struct Hinted(mpsc::UnboundedReceiver<()>);

impl Hints for Hinted {
    async fn next(&mut self) -> Option<()> {
        self.0.recv().await
    }
}

/// An open vault with one draft, its task, and the server.
struct Bench {
    folder: TempDir,
    desk: Desk,
    server: Arc<Mutex<Server>>,
    hint: Option<mpsc::UnboundedSender<()>>,
    handle: SyncHandle,
}

impl Bench {
    async fn new(next: &[Next]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
        let desk = Desk::open(vault).await.unwrap();
        actions::create_order(&desk, &[]).await.unwrap();
        let server =
            Arc::new(Mutex::new(Server { next: next.iter().cloned().collect(), ..Server::default() }));
        let (hint, hints) = mpsc::unbounded_channel();
        let wire = Wire { server: Arc::clone(&server), hints: Mutex::new(Some(hints)) };
        let pace = Pace { edited: Duration::ZERO, unasked: Duration::from_secs(3_600) };
        let surroundings = Surroundings { chance: Box::new(|| 20), pace, ..Surroundings::of(&desk) };
        let lock = SyncLock::try_acquire(folder.path()).unwrap().expect("nobody else has it");
        let handle = SyncHandle::start(surroundings, wire, lock).await.unwrap();
        Self { folder, desk, server, hint: Some(hint), handle }
    }

    /// Waits until things stand so.
    async fn until(&self, stands: impl FnMut(&SyncStatus) -> bool) -> SyncStatus {
        self.handle.status().wait_for(stands).await.unwrap().clone()
    }

    /// Signs in and waits until the task rests.
    async fn signed_in(&self) -> SyncStatus {
        self.handle.tell(Told::SignedIn);
        self.until(|now| now.rests > 0).await
    }

    async fn processed(&self) -> i64 {
        self.desk.store().sync_state().await.unwrap().processed
    }

    fn taken(&self) -> usize {
        self.server.lock().unwrap().taken.len()
    }
}

/// CM-SYNC-01, CM-OFF-02: after sign-in what waits is sent and kept, news are fetched, and it is told that the desk is online.
#[tokio::test]
async fn what_waits_is_sent() {
    let bench = Bench::new(&[]).await;
    let before = bench.handle.sync_now().await;
    assert_eq!(
        (before.engine.online, before.counts.waiting, bench.taken()),
        (false, 1, 0),
        "nobody is signed in"
    );
    bench.handle.tell(Told::SignedIn);
    let status = bench.until(|now| now.rests > before.rests).await;
    assert!(status.engine.online && status.engine.stopped.is_none() && status.pulls > 0, "{status:?}");
    assert_eq!((bench.taken(), bench.processed().await), (1, 1));
    bench.handle.stop().await;
}

/// CM-SYNC-03: what is changed meanwhile is found and sent, with or without being told of.
#[tokio::test]
async fn edits_are_noticed() {
    let bench = Bench::new(&[]).await;
    let status = bench.signed_in().await;
    actions::create_order(&bench.desk, &[]).await.unwrap();
    bench.handle.tell(Told::Edited);
    bench.until(|now| now.rests > status.rests && !now.engine.working).await;
    assert_eq!((bench.taken(), bench.processed().await), (2, 2));
    bench.handle.stop().await;
}

/// CM-SYNC-01, CM-OFF-01: a lost answer is no failure and no success: the same goes out again, and is taken once.
#[tokio::test]
async fn lost_answers_are_asked_for_again() {
    let bench = Bench::new(&[Next::Fails(Failure::Lost), Next::TakesAndFails]).await;
    let status = bench.signed_in().await;
    assert_eq!((status.counts.waiting, bench.processed().await, bench.taken()), (1, 0, 0));
    bench.handle.tell(Told::NetworkReturned);
    let status = bench.until(|now| now.rests > status.rests).await;
    assert_eq!((bench.taken(), bench.processed().await), (1, 0), "it was taken, and nobody here knows");
    bench.handle.tell(Told::NetworkReturned);
    bench.until(|now| now.rests > status.rests).await;
    assert_eq!((bench.taken(), bench.processed().await), (1, 1));
    bench.handle.stop().await;
}

/// CM-SYNC-03: what a server says that makes no sense, or that refuses, stops the queue with its reason and keeps the outbox; whoever
/// asks goes on.
#[tokio::test]
async fn refusals_stop_and_say_why() {
    let check = async |next: Next, code: Code| {
        let bench = Bench::new(&[next]).await;
        let status = bench.signed_in().await;
        let stopped = status.engine.stopped.expect("a reason");
        assert_eq!((stopped.code, status.counts.waiting, bench.processed().await), (code, 1, 0));
        let status = bench.handle.sync_now().await;
        assert_eq!((status.engine.stopped, bench.processed().await), (None, 1));
        bench.handle.stop().await;
    };
    check(Next::Says("<html>"), Code::SyncAnswer).await;
    check(Next::Says("{\"epoch\":\"e1\",\"answered\":[]}"), Code::SyncAnswer).await;
    let old = Problem::new(Code::ClientTooOld).with("min_version", "9.0");
    check(Next::Fails(Failure::Refused(old)), Code::ClientTooOld).await;
}

/// CM-SYNC-03: a session that ended signs out, and everything goes on after the next sign-in.
#[tokio::test]
async fn ended_sessions_sign_out() {
    let bench = Bench::new(&[Next::Fails(Failure::Refused(Problem::new(Code::AuthSessionExpired)))]).await;
    bench.handle.tell(Told::SignedIn);
    let status = bench.until(|now| now.engine.stopped.is_some()).await;
    assert!(!status.engine.signed_in);
    bench.handle.tell(Told::SignedIn);
    bench.until(|now| now.rests > status.rests && now.engine.online && !now.engine.working).await;
    assert_eq!(bench.processed().await, 1);
    bench.handle.stop().await;
}

/// CM-SYNC-03: a hint brings a pull, and an open stream means online.
#[tokio::test]
async fn hints_bring_pulls() {
    let bench = Bench::new(&[]).await;
    let status = bench.signed_in().await;
    let before = bench.until(|now| now.rests >= status.rests && !now.engine.working).await.pulls;
    bench.hint.as_ref().unwrap().send(()).unwrap();
    bench.until(|now| now.pulls > before && !now.engine.working).await;
    bench.handle.stop().await;
}

/// CM-OFF-01: a server that never answers holds up neither an edit nor the end; the outbox is kept, and another program may go on.
#[tokio::test]
async fn a_silent_server_holds_nothing_up() {
    let bench = Bench::new(&[Next::Hangs]).await;
    bench.handle.tell(Told::SignedIn);
    bench.until(|now| now.engine.working && now.pulls > 0).await;
    actions::create_order(&bench.desk, &[]).await.unwrap();
    assert!(SyncLock::try_acquire(bench.folder.path()).unwrap().is_none(), "one program at a time");
    bench.handle.stop().await;
    assert!(SyncLock::try_acquire(bench.folder.path()).unwrap().is_some());
    let state = bench.desk.store().sync_state().await.unwrap();
    assert_eq!((state.sealed, state.processed), (1, 0));
    assert_eq!(bench.desk.store().sync_counts().await.unwrap().waiting, 2);
}
