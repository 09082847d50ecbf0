//! kill −9 and Ctrl+C at random moments (CM-OFF-01, CM-SEC-01): what was acknowledged is there, once; what was not is there whole or
//! not at all; the vault is sound, and its backups restore.
//!
//! A run is told by its seed. The moment of each kill is uniform over the time that a command of its kind takes.

mod commands;
mod model;
mod older;

use std::collections::BTreeMap;
use std::process::Child;
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
    println!(
        "seed {seed}: kills {:?}, before the answer {:?}; {} times Ctrl+C; {} commands",
        trial.kills, trial.unanswered, trial.interrupts, trial.steps
    );
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
    interrupts: usize,
}

/// What ends a command early.
#[derive(Debug, Clone, Copy)]
enum End {
    /// kill −9.
    Kill,
    /// Ctrl+C.
    Interrupt,
}

impl End {
    /// It may have ended by itself; then nobody is hit.
    fn reach(self, child: &mut Child) {
        #[cfg(unix)]
        if matches!(self, Self::Interrupt) {
            use nix::sys::signal::{Signal, killpg};
            let group = nix::unistd::Pid::from_raw(child.id().cast_signed());
            let _ = killpg(group, Signal::SIGINT);
            return;
        }
        let _ = child.kill();
    }
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
            interrupts: 0,
        }
    }

    /// Runs one command of each kind to its end, so that there is a duration to choose a moment from.
    fn measure(&mut self) {
        for kind in Kind::ALL {
            let deed = self.deed(kind);
            let (answer, lasts) = self.run(&deed, None);
            self.lasts.insert(kind, lasts);
            assert!(answer.is_acknowledged(), "{}: {deed:?} {answer:?}", self.place());
            self.settle(&deed, &answer);
        }
    }

    /// One command, ended at a random moment unless it is faster.
    fn step(&mut self) {
        let kind = Kind::any(&mut self.chance);
        let end = if self.chance.in_every(1, 4) { End::Interrupt } else { End::Kill };
        let deed = self.deed(kind);
        let after = self.lasts[&kind].mul_f64(self.chance.below(1_000) as f64 / 1_000.0);
        let (answer, lasts) = self.run(&deed, Some((end, after)));
        let signal = answer.signal();
        match (end, signal) {
            (End::Kill, Some(9)) => {
                *self.kills.entry(kind).or_default() += 1;
                if !answer.is_acknowledged() {
                    *self.unanswered.entry(kind).or_default() += 1;
                }
            }
            // Before it listens, or where nothing is written in place, Ctrl+C simply ends it.
            (End::Interrupt, Some(2)) => self.interrupts += 1,
            (End::Interrupt, None) if answer.codes() == ["CANCELLED"] => self.interrupts += 1,
            (_, None) => {
                // A busy machine is slower today: the newest duration counts.
                self.lasts.insert(kind, lasts);
                assert!(answer.is_acknowledged(), "{}: {deed:?} {answer:?}", self.place());
            }
            (_, Some(own)) => panic!("{}: {deed:?} died of signal {own}: {answer:?}", self.place()),
        }
        self.settle(&deed, &answer);
        self.steps += 1;
    }

    /// Starts the deed's command and ends it after that time. Tells how long it ran.
    fn run(&self, deed: &Deed, end: Option<(End, Duration)>) -> (Answer, Duration) {
        let mut command = deed.command(&self.desk, &self.model);
        // A group of its own, as a terminal gives it: Ctrl+C reaches the reading process too.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let start = Instant::now();
        let mut child = command.spawn().expect("xinbao starts");
        if let Some((end, after)) = end {
            std::thread::sleep(after);
            end.reach(&mut child);
        }
        (Answer::of(child), start.elapsed())
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
    assert!(
        is_well && answer.status.code() == Some(0),
        "{place}: the doctor says {:?} {}",
        answer.json,
        answer.told
    );
}
