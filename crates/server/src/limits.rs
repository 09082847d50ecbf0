//! A flood from one source is turned away before it costs anything. Kept in memory, each node for itself: what must hold
//! across nodes (captchas, codes, passwords) is counted in the database.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use values::Instant;

/// Sources remembered at once; above it those whose minute is over go.
const SOURCES: usize = 50_000;
const MINUTE: i64 = 60_000;

/// Requests of each source, or of each firm, in the running minute.
#[derive(Debug)]
pub(crate) struct Limits<K = IpAddr> {
    most: u32,
    counts: Mutex<HashMap<K, (i64, u32)>>,
}

impl<K: Hash + Eq> Limits<K> {
    pub(crate) fn new(most: u32) -> Self {
        Self { most, counts: Mutex::default() }
    }

    /// Counts a request; answers after how many seconds the next may come if this one may not.
    pub(crate) fn count(&self, of: K, now: Instant) -> Option<i64> {
        let minute = now.millis().div_euclid(MINUTE);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= SOURCES {
            counts.retain(|_, (of, _)| *of == minute);
        }
        let (counted, count) = counts.entry(of).or_insert((minute, 0));
        if *counted != minute {
            (*counted, *count) = (minute, 0);
        }
        *count = count.saturating_add(1);
        (*count > self.most).then(|| 60 - now.millis().rem_euclid(MINUTE) / 1_000)
    }
}

/// One customer of IPv6 has a network of 2^64 addresses.
pub(crate) fn of_network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() & (u128::MAX << 64);
            IpAddr::V6(bits.into())
        }
        other => other,
    }
}
