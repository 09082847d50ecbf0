//! Desks, a server model and a network that drops, doubles, delays and cuts, in one thread: the outbox drains, every number
//! takes effect once, and every desk's cursor reaches the server's.

use std::collections::BTreeMap;

use super::*;

/// Chance from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn in_every(&mut self, part: u64, whole: u64) -> bool {
        self.bits() % whole < part
    }
}

/// The server: each device's processed number, and which device wrote each revision.
#[derive(Default)]
struct Server {
    processed: BTreeMap<usize, i64>,
    effects: Vec<(usize, i64)>,
}

impl Server {
    fn rev(&self) -> i64 {
        i64::try_from(self.effects.len()).unwrap()
    }

    /// A number that was seen is answered as done; a gap is deferred.
    fn push(&mut self, device: usize, batch: Batch) -> PushAnswer {
        let mut of = Vec::new();
        for seq in batch.first..=batch.last {
            let processed = self.processed.entry(device).or_default();
            let outcome = match seq - *processed {
                ..=0 => Outcome::Applied,
                1 => {
                    *processed = seq;
                    self.effects.push((device, seq));
                    Outcome::Applied
                }
                _ => Outcome::Deferred(Problem::new(Code::SyncOpHeld)),
            };
            let waits = !outcome.is_final();
            of.push(Answered { seq, outcome, rev: i64::try_from(self.effects.len()).unwrap() });
            if waits {
                break;
            }
        }
        answer(of)
    }

    /// At most three rows a page; the row of revision n is row n.
    fn pull(&self, device: usize, fetch: &Fetch) -> Page {
        let after = fetch.after.map_or(fetch.cursor.rev, |after| after.rev);
        let rows: Vec<Row> =
            (after + 1..=self.rev()).take(3).map(|rev| row(rev, rev.unsigned_abs().into())).collect();
        let reached = after + i64::try_from(rows.len()).unwrap() == self.rev();
        let device_seq = self.processed.get(&device).copied().unwrap_or(0);
        let complete = Complete { rev: self.rev(), device_seq, orders: Vec::new() };
        page(&rows, reached.then_some(complete))
    }
}

/// What a desk's disk holds: it is what a crash leaves.
#[derive(Clone, Default)]
struct Disk {
    unsealed: i64,
    sealed: i64,
    processed: i64,
    staged: Vec<Page>,
    rows: Vec<i64>,
    cursor: Cursor,
}

struct Computer {
    device: usize,
    engine: Engine,
    disk: Disk,
    /// Events on their way, with the time at which they come.
    coming: Vec<(Millis, Event)>,
}

impl Computer {
    fn new(device: usize) -> Self {
        let engine = Engine::new(Cursor::default(), 0, 0);
        Self { device, engine, disk: Disk::default(), coming: vec![(0, Event::SignedIn)] }
    }

    /// The program ends in the middle of whatever it does, and starts from its disk.
    fn crash(&mut self, now: Millis) {
        self.engine = Engine::new(self.disk.cursor.clone(), self.disk.sealed, self.disk.processed);
        self.coming = vec![(now, Event::SignedIn)];
    }

    fn carry_out(
        &mut self,
        effect: Effect,
        server: &mut Server,
        now: Millis,
        chance: &mut Chance,
        calm: bool,
    ) {
        let device = self.device;
        let fails = |chance: &mut Chance| !calm && chance.in_every(1, 4);
        let later = |chance: &mut Chance| now + 1 + chance.bits() % 400;
        match effect {
            Effect::Seal { at_most } => {
                self.disk.sealed += self.disk.unsealed;
                self.disk.unsealed = 0;
                let first = self.disk.processed + 1;
                let last = self.disk.sealed.min(self.disk.processed + i64::try_from(at_most).unwrap());
                let batch = (first <= last).then_some(Batch { first, last });
                self.coming.push((now, Event::Sealed(batch)));
            }
            Effect::Push(ticket, batch) => {
                // Lost on its way up, or the answer on its way down, or answered twice.
                if fails(chance) {
                    return self.coming.push((later(chance), Event::PushFailed(ticket, Failure::Lost)));
                }
                let answer = server.push(device, batch);
                if fails(chance) {
                    return self.coming.push((later(chance), Event::PushFailed(ticket, Failure::Lost)));
                }
                self.coming.push((later(chance), Event::Pushed(ticket, answer.clone())));
                if fails(chance) {
                    self.coming.push((later(chance), Event::Pushed(ticket, answer)));
                }
            }
            Effect::Keep(answer) => {
                let last = answer.answered.iter().rfind(|one| one.outcome.is_final()).map(|one| one.seq);
                self.disk.processed = last.unwrap_or(self.disk.processed);
                self.coming.push((now, Event::Kept));
            }
            Effect::Fetch(ticket, fetch) => {
                let event = if fails(chance) {
                    Event::PullFailed(ticket, Failure::Busy(chance.in_every(1, 2).then_some(3)))
                } else {
                    Event::Paged(ticket, server.pull(device, &fetch))
                };
                self.coming.push((later(chance), event));
            }
            Effect::Stage { page, first } => {
                if first {
                    self.disk.staged.clear();
                }
                self.disk.staged.push(page);
                self.coming.push((now, Event::Staged));
            }
            Effect::Apply(apply) => {
                let rows = self.disk.staged.drain(..).flat_map(|page| page.rows);
                self.disk.rows.extend(rows.map(|row| row.position().rev));
                self.disk.cursor = apply.cursor;
                self.coming.push((now, Event::Applied { differing: Vec::new() }));
            }
            Effect::Tell(_) => {}
            Effect::Sleep(millis) => {
                self.coming.extend(millis.map(|millis| (now + millis.max(1), Event::Tick)))
            }
        }
    }

    /// Everything that has come by now.
    fn run(&mut self, server: &mut Server, now: Millis, chance: &mut Chance, calm: bool) {
        loop {
            self.coming.sort_by_key(|(at, _)| *at);
            if self.coming.first().is_none_or(|(at, _)| *at > now) {
                return;
            }
            let (at, event) = self.coming.remove(0);
            if matches!(event, Event::Tick) {
                self.coming.retain(|(_, other)| !matches!(other, Event::Tick));
            }
            let bits = chance.bits();
            for effect in self.engine.step(event, at, bits) {
                self.carry_out(effect, server, at, chance, calm);
            }
        }
    }
}

/// One run: half an hour of trouble, then calm until everything has come to rest.
fn run(seed: u64) {
    let mut chance = Chance(seed);
    let mut server = Server::default();
    let mut desks: Vec<Computer> = (0..3).map(Computer::new).collect();
    let mut edits = 0;
    for second in 0..1_800_u64 {
        let now = second * 1_000;
        for desk in &mut desks {
            if chance.in_every(1, 20) {
                desk.disk.unsealed += 1;
                edits += 1;
                desk.coming.push((now, Event::Edited));
            }
            if chance.in_every(1, 200) {
                desk.crash(now);
            }
            if chance.in_every(1, 200) {
                desk.coming.push((now, Event::NetworkReturned));
            }
            desk.run(&mut server, now, &mut chance, false);
        }
    }
    for second in 1_800..3_000_u64 {
        desks.iter_mut().for_each(|desk| desk.run(&mut server, second * 1_000, &mut chance, true));
    }
    assert_eq!(server.rev(), edits, "seed {seed}: every edit took effect once");
    let all: Vec<i64> = (1..=edits).collect();
    for desk in &desks {
        let Disk { unsealed, sealed, processed, rows, cursor, .. } = &desk.disk;
        assert_eq!((*unsealed, sealed), (0, processed), "seed {seed}: the queue is empty");
        assert_eq!(cursor.rev, edits, "seed {seed}: desk {} is where the server is", desk.device);
        assert_eq!(*rows, all, "seed {seed}: every row came once, in order");
    }
}

/// CM-SYNC-01, CM-SYNC-03: with a network that loses a quarter of everything and programs that crash, each mutation takes effect
/// once (P1), all desks converge (P3), the queues drain (P5).
#[test]
fn desks_converge() {
    let seeds = if std::env::var_os("XINBAO_FULL").is_some() { 2_000 } else { 30 };
    (0..seeds).for_each(run);
}
