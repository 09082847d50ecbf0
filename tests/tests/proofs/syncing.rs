//! Two desks and a server as real processes, over a line that cuts, delays and doubles, with kill −9 of desk and server in the
//! middle of synchronising (CM-SYNC-01, CM-SYNC-03): whatever was acknowledged at a desk is on both desks at the end, once.
//!
//! A run is told by its seed.

mod line;
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use testkit::Chance;

use crate::program::{Answer, Desk, good_line, is_full, text};
use line::{Fault, Line};
use server::Server;

/// Kills of the everyday form and of the long one.
const KILLS: usize = 50;
const KILLS_FULL: usize = 1_000;
/// Orders that both desks write into.
const ORDERS: usize = 4;

/// CM-SYNC-01, CM-SYNC-03
#[test]
fn cm_sync_01_no_kill_and_no_cut_loses_or_doubles_anything() {
    let seed = std::env::var("XINBAO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_121);
    let kills = if is_full() { KILLS_FULL } else { KILLS };
    let mut trial = Trial::new(seed);
    while trial.killed_desks + trial.killed_servers < kills {
        trial.step();
    }
    trial.finish();
    println!(
        "seed {seed}: {} desks and {} servers killed among {} rounds; faults {:?}; {} lines",
        trial.killed_desks,
        trial.killed_servers,
        trial.rounds,
        trial.line.counts(),
        trial.lines.len()
    );
}

struct Trial {
    seed: u64,
    chance: Chance,
    server: Server,
    line: Line,
    desks: [Desk; 2],
    orders: Vec<String>,
    /// The goods of each acknowledged line, and its order.
    lines: BTreeMap<String, String>,
    /// The goods of lines whose command was killed: they are there once, or not at all.
    perhaps: BTreeSet<String>,
    /// The remark that each desk wrote last into its own orders; those whose command was killed may be there as well.
    remarks: BTreeMap<String, Vec<String>>,
    made: u64,
    rounds: usize,
    lasts: Duration,
    killed_desks: usize,
    killed_servers: usize,
}

impl Trial {
    fn new(seed: u64) -> Self {
        let server = Server::start();
        let line = Line::to(server.address(), seed);
        let desks = [Desk::new(), Desk::new()];
        for desk in &desks {
            desk.run(["connect", &line.url()]).data();
        }
        server.register(&desks[0]);
        for desk in &desks {
            server.sign_in(desk);
        }
        let mut trial = Self {
            seed,
            chance: Chance::new(seed),
            server,
            line,
            desks,
            orders: Vec::new(),
            lines: BTreeMap::new(),
            perhaps: BTreeSet::new(),
            remarks: BTreeMap::new(),
            made: 0,
            rounds: 0,
            lasts: Duration::from_millis(500),
            killed_desks: 0,
            killed_servers: 0,
        };
        for at in 0..ORDERS {
            let order =
                trial.desks[at % 2].order(&json!({ "contract_no": format!("C-{at}"), "remark": "0" }));
            trial.remarks.insert(order.clone(), vec!["0".to_owned()]);
            trial.orders.push(order);
        }
        trial.settle();
        trial.line.misbehave(true);
        trial
    }

    /// Some work on a desk, then a round of synchronising during which something is killed, or nothing.
    fn step(&mut self) {
        let at = self.chance.below(2);
        for _ in 0..=self.chance.below(2) {
            self.work(at);
        }
        let after = self.lasts.mul_f64(self.chance.below(1_200) as f64 / 1_000.0);
        let start = Instant::now();
        let mut child = self.desks[at].command(["sync"]).spawn().expect("xinbao starts");
        match self.chance.below(4) {
            0 | 1 => {
                std::thread::sleep(after);
                // It may have ended by itself.
                let _ = child.kill();
                let answer = Answer::of(child);
                if answer.signal() == Some(9) {
                    self.killed_desks += 1;
                }
            }
            2 => {
                std::thread::sleep(after);
                self.server.kill();
                self.killed_servers += 1;
                let answer = Answer::of(child);
                self.look(&answer);
                self.server.again();
                self.line.lead_to(self.server.address());
            }
            _ => {
                let answer = Answer::of(child);
                self.look(&answer);
                self.lasts = start.elapsed();
            }
        }
        self.rounds += 1;
    }

    /// Adds a line to any order, or writes a remark into one of one's own.
    fn work(&mut self, at: usize) {
        self.made += 1;
        let is_killed = self.chance.in_every(1, 8);
        if self.chance.in_every(1, 3) {
            let own = self.orders[at + 2 * self.chance.below(ORDERS / 2)].clone();
            let remark = format!("remark {}", self.made);
            let file = self.desks[at].write("remark.json", json!({ "remark": remark }).to_string());
            let done = self.run(at, &["order", "edit", &own, "--file", text(&file)], is_killed);
            let written = self.remarks.get_mut(&own).expect("every order has a remark");
            if done {
                written.clear();
            }
            written.push(remark);
        } else {
            let any = self.orders[self.chance.below(ORDERS)].clone();
            let mut line = good_line(self.made);
            let goods = format!("货品{}", self.made);
            line["goods_name"] = json!(goods);
            let file = self.desks[at].write("line.json", json!([line]).to_string());
            if self.run(at, &["lines", "add", &any, "--file", text(&file)], is_killed) {
                self.lines.insert(goods, any);
            } else {
                self.perhaps.insert(goods);
            }
        }
    }

    /// Whether the command was acknowledged.
    fn run(&mut self, at: usize, words: &[&str], is_killed: bool) -> bool {
        let mut child = self.desks[at].command(words).spawn().expect("xinbao starts");
        if is_killed {
            std::thread::sleep(Duration::from_millis(self.chance.below(150) as u64));
            // It may have ended by itself.
            let _ = child.kill();
        }
        let answer = Answer::of(child);
        assert!(is_killed || answer.is_acknowledged(), "{}: {words:?} {answer:?}", self.place());
        answer.is_acknowledged()
    }

    /// Whatever the line does, `xinbao` ends by itself, done or with status 3.
    #[track_caller]
    fn look(&self, answer: &Answer) {
        let is_well = match answer.status.code() {
            Some(0) => true,
            Some(3) => answer
                .codes()
                .iter()
                .all(|code| matches!(*code, "NET_REQUIRED" | "NET_LOST" | "NET_TIMEOUT" | "SERVER_BUSY")),
            _ => false,
        };
        assert!(is_well, "{}: {answer:?}", self.place());
    }

    /// Synchronises both desks over a good line until neither has anything to send and both have what the other sent.
    fn settle(&mut self) {
        self.line.misbehave(false);
        for round in 0..3 {
            for at in [0, 1] {
                let data = self.desks[at].run(["sync"]).data();
                assert_eq!(data["online"], true, "{} round {round}: {data}", self.place());
                assert_eq!(data["waiting"], 0, "{} round {round}: {data}", self.place());
            }
        }
    }

    /// Both desks say the same, nothing is lost, nothing is there twice.
    fn finish(&mut self) {
        self.settle();
        for order in self.orders.clone() {
            let [here, there] = [0, 1].map(|at| self.shown(at, &order));
            assert_eq!(here, there, "{}: the desks differ", self.place());
            let remark = here["remark"].as_str().expect("a remark").to_owned();
            assert!(
                self.remarks[&order].contains(&remark),
                "{}: {remark} of {:?}",
                self.place(),
                self.remarks[&order]
            );
            let mut goods = BTreeMap::new();
            for line in here["lines"].as_array().expect("lines") {
                *goods.entry(line["goods_name"].as_str().expect("goods").to_owned()).or_insert(0) += 1;
            }
            for (name, count) in &goods {
                assert_eq!(*count, 1, "{}: {name} is there {count} times", self.place());
                let is_known = self.lines.get(name) == Some(&order) || self.perhaps.contains(name);
                assert!(is_known, "{}: nobody wrote {name} into {order}", self.place());
            }
            let missing: Vec<&String> = self
                .lines
                .iter()
                .filter(|(name, of)| **of == order && !goods.contains_key(*name))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(missing, Vec::<&String>::new(), "{}: lost", self.place());
        }
        for desk in &self.desks {
            assert_eq!(desk.run(["attention", "list"]).data()["total"], 0, "{}", self.place());
            assert_eq!(desk.run(["doctor"]).status.code(), Some(0), "{}", self.place());
        }
        self.server.doctor();
    }

    fn shown(&self, at: usize, order: &str) -> Value {
        let shown = self.desks[at].show(order);
        let lines: Vec<Value> = shown["lines"].as_array().expect("lines").clone();
        json!({ "remark": shown["order"]["remark"], "contract_no": shown["order"]["contract_no"], "lines": lines })
    }

    fn place(&self) -> String {
        format!("XINBAO_SEED={} round {}", self.seed, self.rounds)
    }
}

/// The faults are what they say: a good line passes a question, a cut one loses it.
#[test]
fn cm_sync_03_the_line_does_what_it_says() {
    let server = Server::start();
    let line = Line::to(server.address(), 1);
    let desk = Desk::new();
    desk.run(["connect", &line.url()]).data();
    for fault in [Fault::CutBefore, Fault::CutAfter, Fault::CutWithin] {
        line.next(fault);
        let said = desk.run(["connect", &line.url()]);
        assert_eq!((said.status.code(), said.codes()), (Some(3), vec!["NET_LOST"]), "{fault:?}");
    }
    for fault in [Fault::Delay, Fault::Double] {
        line.next(fault);
        desk.run(["connect", &line.url()]).data();
    }
}
