//! Random mixes of verbs against a plain model.
//!
//! The model is a list of texts and a stack of snapshots. It knows nothing of SQL, counters, changes or their inverses,
//! and what each text becomes stands in a table. After every step all that the store keeps is compared with it.
//!
//! `XINBAO_SEED=<n>` runs one seed, `XINBAO_FULL=1` thousands. A failure names its seed and the last steps.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod compare;
mod mix;
mod oracle;
mod vocabulary;

use mix::Run;

const STEPS: usize = 150;
const SEEDS: u64 = 40;
const SEEDS_FULL: u64 = 2_000;

/// YW-ORD-03, YW-ORD-06, YW-ORD-07, YW-ORD-09, YW-ORD-11, YW-ORD-12, YW-ORD-14, YW-ORD-16, YW-IMP-13, YW-IMP-14.
#[tokio::test]
async fn random_mixes_agree_with_a_plain_model() {
    let chosen: Option<u64> =
        std::env::var("XINBAO_SEED").ok().map(|seed| seed.parse().expect("a seed is a number"));
    let full = std::env::var_os("XINBAO_FULL").is_some();
    let seeds = match chosen {
        Some(seed) => seed..seed + 1,
        None if full => 0..SEEDS_FULL,
        None => 0..SEEDS,
    };
    for seed in seeds {
        let mut run = Run::new(seed).await;
        for _ in 0..STEPS {
            run.step().await;
        }
        run.finish().await;
    }
}
