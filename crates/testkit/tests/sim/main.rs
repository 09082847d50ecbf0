//! Several desks and a server, all real but for the network, driven by one thread and a seed: people work, requests are lost,
//! doubled, late and cut, programs crash at every commit, clocks jump. Then the trouble ends, and everything must be as if
//! each mutation had happened once (SYNC, Properties).
//!
//! `XINBAO_SEED=n` runs one seed; the same seed gives the same run.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod desk;
mod oracle;
#[cfg(feature = "planted")]
mod planted;
mod properties;
mod server;
mod work;
mod world;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

const SEEDS: u64 = 300;
const SEEDS_FULL: u64 = 10_000;

/// CM-SYNC-01, CM-SYNC-02, CM-SYNC-03: whatever happens on the way, each mutation takes effect once (P1), nothing that was
/// acknowledged is missing (P2), all desks have the same in the end (P3), what did not apply is visible (P4), the queues
/// drain (P5), no state is skipped (P6), nobody sees his own edit vanish (P7), and the sums are an oracle's (P8).
#[test]
fn desks_and_server_lose_nothing() {
    let seeds = match std::env::var("XINBAO_SEED") {
        Ok(seed) => vec![seed.parse().expect("XINBAO_SEED is a number")],
        Err(_) if std::env::var_os("XINBAO_FULL").is_some() => (0..SEEDS_FULL).collect(),
        Err(_) => (0..SEEDS).collect::<Vec<u64>>(),
    };
    let failed = failing(&seeds, |_| {});
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Runs seeds, one thread each processor, and tells of each that fails; `prepare` is called in the thread of each run.
fn failing(seeds: &[u64], prepare: impl Fn(u64) + Sync) -> Vec<String> {
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let run = || {
        let mut failed = Vec::new();
        while let Some(seed) = seeds.get(usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap()) {
            prepare(*seed);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let ran = catch_unwind(AssertUnwindSafe(|| runtime.block_on(world::run(*seed))));
            if let Err(panic) = ran {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
                failed.push(format!("seed {seed} (XINBAO_SEED={seed} runs it alone): {text}"));
            }
        }
        failed
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}
