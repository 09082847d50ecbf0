//! kill −9 at random moments (CM-OFF-01, CM-SEC-01): what was acknowledged is there, once; what was not is there whole or
//! not at all; the vault is sound, and its backups restore.
//!
//! A run is told by its seed. The moment of each kill is uniform over the time that a command of its kind takes.

mod commands;
mod model;
mod older;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use testkit::Chance;

use crate::program::{Answer, Desk, is_full, text};
use commands::{Deed, Kind};
use model::Model;

/// Kills of the everyday form and of the long one.
const KILLS: usize = 50;
const KILLS_FULL: usize = 1_000;

/// CM-OFF-01, CM-SEC-01
#[test]
fn cm_off_01_no_kill_loses_or_doubles_an_acknowledged_change() {
    let seed = std::env::var("XINBAO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_120);
    let kills = if is_full() { KILLS_FULL } else { KILLS };
    let mut trial = Trial::new(seed);
    trial.measure();
    while trial.kills.values().sum::<usize>() < kills {
        trial.step();
    }
    trial.finish();
    println!("seed {seed}: {:?} kills, {:?} of them before the answer, {} commands", trial.kills, trial.unanswered, trial.steps);
}

/// One vault, what must be in it, and the chance that hurts it.
struct Trial {
    desk: Desk,
    chance: Chance,
    model: Model,
    seed: u64,
    steps: usize,
    /// How long a command of each kind takes, from its start to its end.
    lasts: BTreeMap<Kind, Duration>,
    kills: BTreeMap<Kind, usize>,
    unanswered: BTreeMap<Kind, usize>,
}

impl Trial {
    fn new(seed: u64) -> Self {
        let desk = Desk::new();
        let order = desk.order(&serde_json::json!({ "remark": "0", "contract_no": "HT-0" }));
        Self {
            model: Model::new(order),
            desk,
            chance: Chance::new(seed),
            seed,
            steps: 0,
            lasts: BTreeMap::new(),
            kills: BTreeMap::new(),
            unanswered: BTreeMap::new(),
        }
    }

    /// Runs one command of each kind to its end, so that there is a duration to choose a moment from.
    fn measure(&mut self) {
        for kind in Kind::ALL {
            let deed = self.deed(kind);
            let start = Instant::now();
            let answer = self.run(&deed, None);
            self.lasts.insert(kind, start.elapsed());
            assert!(answer.is_acknowledged(), "{}: {deed:?} {answer:?}", self.place());
            self.settle(&deed, &answer);
        }
    }

    /// One command, ended at a random moment unless it is faster.
    fn step(&mut self) {
        let kind = Kind::any(&mut self.chance);
        let deed = self.deed(kind);
        let lasts = self.lasts[&kind];
        let after = lasts.mul_f64(self.chance.below(1_000) as f64 / 1_000.0);
        let start = Instant::now();
        let answer = self.run(&deed, Some(after));
        let was_killed = answer.status.code().is_none();
        if was_killed {
            *self.kills.entry(kind).or_default() += 1;
            if !answer.is_acknowledged() {
                *self.unanswered.entry(kind).or_default() += 1;
            }
        } else {
            // A busy machine is slower today: the newest duration counts.
            self.lasts.insert(kind, start.elapsed());
            assert!(answer.is_acknowledged(), "{}: {deed:?} {answer:?}", self.place());
        }
        self.settle(&deed, &answer);
        self.steps += 1;
    }

    /// Starts the deed's command and kills it after that time.
    fn run(&self, deed: &Deed, kill_after: Option<Duration>) -> Answer {
        let mut child = deed.command(&self.desk, &self.model).spawn().expect("xinbao starts");
        if let Some(after) = kill_after {
            std::thread::sleep(after);
            // It may have ended by itself; then nobody is hit.
            let _ = child.kill();
        }
        Answer::of(child)
    }

    /// Looks at everything that can be seen, and lets the model know which way it went.
    fn settle(&mut self, deed: &Deed, answer: &Answer) {
        let place = format!("{}: {deed:?} answered {:?}", self.place(), answer.json);
        deed.settle(&self.desk, &mut self.model, answer, &place);
        self.model.agree(&self.desk, &place);
        sound(&self.desk, self.desk.vault(), &place);
    }

    /// Chooses what a command of this kind does, and writes the files that it reads.
    fn deed(&mut self, kind: Kind) -> Deed {
        Deed::new(kind, &self.desk, &self.model, &mut self.chance)
    }

    /// The last look: the newest backup restores to what it was made from.
    fn finish(&mut self) {
        let place = self.place();
        let folder = self.desk.file("last");
        let made = self.desk.file("last.xbk");
        self.desk.run(["backup", text(&made)]).data();
        self.desk.run_on(&folder, ["restore", text(&made)]).data();
        self.model.agree_at(&self.desk, &folder, &place);
    }

    fn place(&self) -> String {
        format!("XINBAO_SEED={} step {}", self.seed, self.steps)
    }
}

/// The doctor finds no fault; that there is no daily backup yet, or little space, is none.
#[track_caller]
fn sound(desk: &Desk, vault: &std::path::Path, place: &str) {
    let answer = desk.run_on(vault, ["doctor"]);
    let problems = answer.codes();
    let is_well = problems.iter().all(|code| matches!(*code, "BACKUP_NONE" | "LOCAL_SPACE_LOW"));
    assert!(is_well && answer.status.code() == Some(0), "{place}: the doctor says {:?} {}", answer.json, answer.told);
}
