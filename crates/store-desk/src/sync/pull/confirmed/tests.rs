use domain::ContentHash;

use super::{hash_of_sums, hash_parts};

/// CM-SYNC-03: hashes add up part by part as they do whole, with what is carried past the highest bit.
#[test]
fn hashes_add_up_by_parts() {
    let all = [u128::MAX, 1, 1 << 127, u128::from(u64::MAX), u128::from(u32::MAX) << 96, 0x1234 << 60];
    let hashes: Vec<ContentHash> =
        all.into_iter().cycle().take(100_000).map(ContentHash::from_number).collect();
    let mut sums = [0_i64; 4];
    for hash in &hashes {
        for (sum, part) in sums.iter_mut().zip(hash_parts(*hash)) {
            *sum += part;
        }
    }
    assert_eq!(hash_of_sums(sums), hashes.into_iter().sum());
    assert_eq!(hash_of_sums([0; 4]), ContentHash::NONE);
}
