//! One run: random verbs, each done by the product and by the model.

mod blocks;
mod heads;
mod imports;
mod lines;

use actions::{ActionError, delete_order, redo, restore_order, undo};
use testkit::{Chance, TestHost, codes, words};
use values::{Code, Problem};

use crate::{
    compare::compare,
    oracle::{Order, State},
    vocabulary::KNOWN,
};

pub(crate) struct Run {
    host: TestHost,
    chance: Chance,
    orders: Vec<Order>,
    person: usize,
    trail: Trail,
}

/// Names seed and last steps when a test fails.
struct Trail {
    seed: u64,
    done: Vec<String>,
}

impl Drop for Trail {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let from = self.done.len().saturating_sub(15);
            eprintln!("XINBAO_SEED={} failed at step {}:", self.seed, self.done.len());
            self.done[from..].iter().for_each(|step| eprintln!("  {step}"));
        }
    }
}

/// What the product answered: the codes told, or the codes of the refusal.
fn answer<T>(
    result: Result<T, ActionError>,
    told: impl FnOnce(T) -> Vec<Problem>,
) -> Result<Vec<Problem>, Vec<Code>> {
    match result {
        Ok(done) => Ok(told(done)),
        Err(ActionError::Refused(problems)) => Err(codes(&problems)),
        Err(ActionError::Store(fault)) => panic!("{fault}: {:?}", fault.cause),
    }
}

impl Run {
    pub(crate) async fn new(seed: u64) -> Self {
        let host = TestHost::seeded(seed).await;
        for (at, (no, name, phone)) in KNOWN.iter().enumerate() {
            let merchant = words::merchant(name, phone.parse().unwrap(), at == 0);
            host.know_merchant(no, merchant).await;
        }
        let mut run = Self {
            host,
            chance: Chance::new(seed),
            orders: Vec::new(),
            person: 0,
            trail: Trail { seed, done: Vec::new() },
        };
        run.create().await;
        run
    }

    pub(crate) async fn step(&mut self) {
        self.host.pass_millis(1 + self.chance.below(5_000) as i64);
        self.person = usize::from(self.chance.in_every(1, 5));
        self.host.act_as(u8::try_from(self.person).unwrap() + 1, 1);
        let at = self.chance.below(self.orders.len());
        match self.chance.below(100) {
            0..2 if self.orders.len() < 3 => self.create().await,
            0..16 => self.edit_head(at).await,
            16..25 => self.add(at).await,
            25..39 => self.edit(at).await,
            39..48 => self.paste(at).await,
            48..55 => self.remove(at).await,
            55..63 => self.import(at).await,
            63 => self.duplicate(at).await,
            64..66 => self.delete(at).await,
            66..70 => self.restore(at).await,
            70..86 => self.turn(at, true).await,
            86..95 => self.turn(at, false).await,
            95..97 => self.link(at).await,
            97 => self.confirm(at).await,
            98 => self.burst(at).await,
            _ => self.reopen().await,
        }
        // Idle work, wherever it stands: merchants are counted behind the lines and with their changes.
        if self.chance.in_every(1, 6) {
            let rows = 1 + self.chance.below(400);
            self.host.store().count_merchants(rows).await.expect("merchants are counted");
        }
        // A step touches one order; that it leaves the others alone is seen every few steps.
        let all = self.trail.done.len().is_multiple_of(8);
        for (other, order) in self.orders.iter().enumerate() {
            if all || other == at {
                compare(&self.host, order, self.person).await;
            }
        }
    }

    pub(crate) async fn finish(self) {
        for order in &self.orders {
            compare(&self.host, order, self.person).await;
            let history = self.host.store().history(order.id, None, 100_000).await.expect("history is read");
            assert_eq!(history.len(), order.history, "every change is read back");
        }
        for check in self.host.store().check_contents().await.expect("contents are read") {
            assert_eq!(check.faults, Vec::<String>::new(), "{}", check.name);
        }
        assert_eq!(self.host.store().outbox_gaps().await.expect("outbox is read"), 0);
    }

    fn log(&mut self, what: String) {
        self.trail.done.push(format!("person {}: {what}", self.person));
    }

    async fn delete(&mut self, at: usize) {
        self.log(format!("order {at} delete"));
        let order = &mut self.orders[at];
        let said = answer(delete_order(&self.host, order.id).await, |()| Vec::new());
        let refusal = match () {
            () if order.state.deleted => Code::NotFound,
            () if order.confirmed => Code::OrdState,
            () => {
                assert_eq!(said, Ok(Vec::new()));
                let after = State { deleted: true, ..order.state.clone() };
                order.becomes(self.person, after, None);
                return;
            }
        };
        assert_eq!(said, Err(vec![refusal]));
    }

    async fn restore(&mut self, at: usize) {
        self.log(format!("order {at} restore"));
        let order = &mut self.orders[at];
        let said = answer(restore_order(&self.host, order.id).await, |()| Vec::new());
        assert_eq!(said, Ok(Vec::new()));
        let after = State { deleted: false, ..order.state.clone() };
        order.becomes(self.person, after, None);
    }

    async fn turn(&mut self, at: usize, back: bool) {
        self.log(format!("order {at} {}", if back { "undo" } else { "redo" }));
        let order = &mut self.orders[at];
        let result = if back { undo(&self.host, order.id).await } else { redo(&self.host, order.id).await };
        let left = result.as_ref().ok().map(|done| (done.value.undo_left, done.value.redo_left));
        let said = answer(result, |done| done.problems);
        match order.turn(self.person, back) {
            Ok(_) => {
                assert!(
                    said.as_ref().is_ok_and(|told| told.iter().all(|p| p.code == Code::UndoLinesKept)),
                    "{said:?}"
                );
                assert_eq!(left, Some(order.depth(self.person)), "steps left");
            }
            Err(expected) => {
                let said = said.expect_err("the model refuses it");
                assert!(said.iter().all(|code| expected.contains(code)), "{said:?}, expected {expected:?}");
            }
        }
    }

    /// Many steps back at once, as people do.
    async fn burst(&mut self, at: usize) {
        for _ in 0..12 {
            self.turn(at, true).await;
        }
    }

    async fn link(&mut self, at: usize) {
        let chosen = self.some_lines(at, 2);
        self.log(format!("order {at} link {chosen:?}"));
        self.host.link(self.orders[at].id, &chosen).await;
        for id in chosen {
            self.orders[at].state.line_mut(id).expect("chosen among the lines").linked = true;
        }
    }

    async fn confirm(&mut self, at: usize) {
        let order = &self.orders[at];
        // Rarely, and never the order on which everything may happen.
        if at > 0 && !order.confirmed && !order.state.deleted && !order.state.lines.is_empty() {
            self.host.confirm(order.id).await;
            self.orders[at].confirmed = true;
            self.log(format!("order {at} confirm"));
        }
    }

    async fn reopen(&mut self) {
        self.log("reopen".to_owned());
        self.host.reopen().await;
    }
}
