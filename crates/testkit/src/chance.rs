//! Chance from a seed: the same seed gives the same run on every machine.

/// A generator (SplitMix64). Good enough to vary tests, useless for secrets.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The run of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is at least 1.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).expect("it is below a usize")
    }

    /// True in `part` of `whole` cases.
    pub fn in_every(&mut self, part: usize, whole: usize) -> bool {
        self.below(whole) < part
    }

    /// One of the things given, of which there is at least one.
    pub fn one_of<'a, T: ?Sized + 'a>(&mut self, things: &[&'a T]) -> &'a T {
        things[self.below(things.len())]
    }

    /// A few of these, each at most once, in their order.
    pub fn some_of<T: Clone>(&mut self, things: &[T], at_most: usize) -> Vec<T> {
        let wanted = self.below(at_most.min(things.len()) + 1);
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < wanted {
            let at = self.below(things.len());
            if !picked.contains(&at) {
                picked.push(at);
            }
        }
        picked.sort_unstable();
        picked.into_iter().map(|at| things[at].clone()).collect()
    }
}
