//! A server in this process, visitors with addresses and devices of their own, and a clock that stands still.

mod client;
mod firms;
mod work;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use std::time::Duration;

use axum::Router;
use server::{
    App, Settings,
    adapters::{Outbox, Registry, Sms},
    files::place::Place,
    routes,
};
use store_server::testing::{Fresh, START, key};
use values::{Clock, Instant};

pub(crate) use client::{Answer, Client};
pub(crate) use firms::{FIRM_ONE, FIRM_TWO, PASSWORD};
pub(crate) use work::{Desk, create, edit_remark, lines, mutation, new_order, outcomes, request};

/// A clock that tests move.
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// A server with simulated partners.
pub(crate) struct Server {
    pub(crate) app: App,
    pub(crate) router: Router,
    clock: Arc<TestClock>,
    settings: Settings,
    fresh: Fresh,
    /// Where files lie, unless the settings say otherwise.
    folder: tempfile::TempDir,
}

/// A second node over the database of a server.
pub(crate) struct Node {
    pub(crate) app: App,
    router: Router,
}

impl Node {
    /// Somebody who is signed in, as this node's visitor.
    pub(crate) fn client(&self, client: &Client) -> Client {
        client.at(&self.router)
    }
}

impl Server {
    pub(crate) fn new(fresh: Fresh) -> Self {
        Self::with(fresh, |_| {})
    }

    /// The same, told otherwise.
    pub(crate) fn with(fresh: Fresh, change: impl FnOnce(&mut Settings)) -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder for the test");
        let mut settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            database: fresh.url().to_owned(),
            files: folder.path().display().to_string(),
            data_key: key(),
            tls: None,
            behind_proxy: false,
            min_client_version: "0.1.0".to_owned(),
            requests_per_minute: 100_000,
            pushes_per_minute: 100_000,
            movable_clock: true,
            heartbeat: Duration::from_millis(20),
            registry: Registry::Simulated,
            sms: Sms::Simulated(Outbox::default()),
        };
        change(&mut settings);
        let clock = Arc::new(TestClock(AtomicI64::new(START.millis())));
        let app = App::with_clock(&settings, fresh.store().clone(), place(&settings), clock.clone());
        Self { router: routes::router(&app), app, clock, settings, fresh, folder }
    }

    /// The database's store, for looking behind the routes.
    pub(crate) fn store(&self) -> &store_server::Store {
        self.fresh.store()
    }

    /// Another node over the same database, with a store of its own.
    pub(crate) async fn another_node(&self) -> Node {
        let app = App::with_clock(
            &self.settings,
            self.fresh.another().await,
            place(&self.settings),
            self.clock.clone(),
        );
        Node { router: routes::router(&app), app }
    }

    /// Every byte that lies in the place of files.
    pub(crate) fn stored_bytes(&self) -> Vec<Vec<u8>> {
        files_below(self.folder.path())
    }

    /// What its clock shows.
    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Lets time pass.
    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }
}

fn place(settings: &Settings) -> Place {
    Place::open(&settings.files).expect("the place of files opens")
}

fn files_below(folder: &std::path::Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files_below(&path),
            path => vec![std::fs::read(path).expect("the file is read")],
        })
        .collect()
}
