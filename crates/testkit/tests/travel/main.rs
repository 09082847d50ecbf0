//! A desk's work on its way: random verbs over one store, folded, split, sealed as JSON, read again and put on over another.
//! With nobody else at work nothing conflicts, and the server has what the desk has.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod desk;
mod meeting;
mod server;

use std::collections::BTreeSet;

use testkit::Chance;

use crate::{desk::Desk, server::Server};

const SEEDS: u64 = 12;
const SEEDS_FULL: u64 = 400;

/// CM-SYNC-01, CM-SYNC-02: what a desk did, sealed at random moments, makes the server's rows the desk's.
#[tokio::test]
async fn the_servers_rows_become_the_desks() {
    let seeds = if std::env::var_os("XINBAO_FULL").is_some() { SEEDS_FULL } else { SEEDS };
    let mut travelled = BTreeSet::new();
    for seed in 0..seeds {
        let mut chance = Chance::new(seed);
        let mut desk = Desk::new(seed).await;
        let mut server = Server::new().await;
        for round in 0..8 {
            for _ in 0..chance.below(8) {
                desk.do_anything(&mut chance).await;
            }
            if let Some(request) = desk.seal(&mut chance).await {
                server.take(&request, &format!("seed {seed}, round {round}")).await;
            }
            if desk.is_sealed() {
                server.agrees_with(&desk, &format!("seed {seed}, round {round}")).await;
            }
        }
        travelled.extend(server.taken);
    }
    assert_eq!(travelled.len(), 9, "every kind of mutation travelled: {travelled:?}");
}
