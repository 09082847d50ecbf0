//! The server: its real store and its real handling of pushes and pulls, without HTTP.

use std::collections::HashMap;

use actions::ActionError;
use domain::{Mutation, Outcome};
use store_server::{
    FirmScope, Store,
    testing::{FirmHost, Fresh, START, scope},
};
use sync::engine::{Failure, Fetch, Scope};
use values::{Code, Instant, Problem};
use wire::{Page, PushRequest};

/// What became of a mutation when it was taken first.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) device: u8,
    pub(crate) seq: i64,
    pub(crate) mutation: Mutation,
    pub(crate) outcome: Outcome,
    pub(crate) rev: i64,
}

pub(crate) struct Server {
    fresh: Fresh,
    store: Store,
    hosts: HashMap<u8, FirmHost>,
    /// In the order in which it was taken.
    pub(crate) taken: Vec<Taken>,
    by_number: HashMap<(u8, i64), usize>,
    now: u64,
}

fn of_device(device: u8) -> FirmScope {
    scope(1, device, device)
}

impl Server {
    pub(crate) async fn new() -> Self {
        let fresh = Fresh::sqlite().await;
        fresh.firm(1, 1, 1).await;
        let store = fresh.another().await;
        let hosts = HashMap::new();
        Self { fresh, store, hosts, taken: Vec::new(), by_number: HashMap::new(), now: 0 }
    }

    /// The program ends and starts again.
    pub(crate) async fn restart(&mut self) {
        self.store.close().await;
        self.store = self.fresh.another().await;
        self.hosts.clear();
    }

    pub(crate) async fn close(&self) {
        self.store.close().await;
        self.fresh.store().close().await;
    }

    fn instant(&self) -> Instant {
        Instant::from_millis(START.millis() + i64::try_from(self.now).unwrap())
    }

    /// It is so late; ids of a program that starts anew differ by that.
    pub(crate) fn at(&mut self, now: u64) {
        self.now = (self.now + 1).max(now);
    }

    /// Takes a push, or the beginning of it: at most so many mutations before the program ends.
    pub(crate) async fn push(&mut self, device: u8, text: &str, at_most: usize) -> Result<String, Failure> {
        let mut request = PushRequest::read(text, "1.0").map_err(Failure::Refused)?;
        request.mutations.truncate(at_most);
        let scope = of_device(device);
        let now = self.instant();
        let host = self.hosts.entry(device).or_insert_with(|| FirmHost::new(&self.store, scope));
        host.set_now(now);
        let answer = server::sync::push(&self.store, host, &scope, &|_| Ok(()), request.clone())
            .await
            .map_err(failure)?;
        for (answered, sealed) in answer.answered.iter().zip(&request.mutations) {
            assert_eq!(answered.seq, sealed.seq);
            if answered.outcome.is_final() {
                self.note(device, answered, sealed);
            }
        }
        Ok(answer.text())
    }

    fn note(&mut self, device: u8, answered: &wire::Answered, sealed: &wire::Sealed) {
        let mutation = sealed.mutation.clone().expect("a desk seals what can be read");
        match self.by_number.get(&(device, answered.seq)) {
            Some(at) => {
                let first = &self.taken[*at];
                let same = (&first.outcome, first.rev, &first.mutation)
                    == (&answered.outcome, answered.rev, &mutation);
                assert!(same, "P1: device {device} was told {first:?} of {}, now {answered:?}", answered.seq);
            }
            None => {
                self.by_number.insert((device, answered.seq), self.taken.len());
                self.taken.push(Taken {
                    device,
                    seq: answered.seq,
                    mutation,
                    outcome: answered.outcome.clone(),
                    rev: answered.rev,
                });
            }
        }
    }

    /// Tells a page of at most so many rows.
    pub(crate) async fn fetch(&mut self, device: u8, fetch: &Fetch, rows: usize) -> Result<String, Failure> {
        let Fetch { scope, cursor, after } = fetch;
        let (who, now) = (of_device(device), self.instant());
        let page = match scope {
            Scope::Changes | Scope::Everything => {
                server::sync::changes(&self.store, &who, cursor, *after, now).await.map_err(failure)?
            }
            Scope::Order(order) => server::sync::order(&self.store, &who, *order, cursor, *after)
                .await
                .map_err(failure)?
                .ok_or_else(|| Failure::Refused(Problem::new(Code::NotFound)))?,
        };
        Ok(shorter(page, rows).text())
    }

    /// The highest number that was given out.
    pub(crate) fn newest(&self) -> i64 {
        self.taken.iter().map(|taken| taken.rev).max().unwrap_or(0)
    }

    /// Tombstones are forgotten, so that a desk with an old cursor must begin anew.
    pub(crate) async fn forget_tombstones(&self, up_to: i64) {
        let mut tx = self.store.write(&of_device(1)).await.unwrap();
        tx.purge_tombstones(up_to).await.unwrap();
        tx.finish().await.unwrap();
    }
}

/// As a server with smaller pages would tell it.
fn shorter(mut page: Page, rows: usize) -> Page {
    if page.rows.len() > rows {
        page.rows.truncate(rows);
        page.complete = None;
    }
    page
}

fn failure(error: ActionError) -> Failure {
    match error {
        ActionError::Refused(problems) => Failure::Refused(problems.into_iter().next().unwrap()),
        ActionError::Store(fault) => panic!("the server's store failed: {fault}: {:?}", fault.cause),
    }
}
