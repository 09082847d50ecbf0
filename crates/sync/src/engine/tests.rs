//! The machine, event by event.

mod lanes;
mod random;

use domain::{OrderState, Outcome, field::Entry, mutation::HeadEntries};
use values::{Code, Instant, OrderId, Problem, Uuid};
use wire::{Answered, Complete, Cursor, OrderCheck, OrderRow, Page, PushAnswer, Row};

use super::{Apply, Batch, Effect, Engine, Event, Failure, Fetch, Millis, Scope, Status, Ticket};

/// A machine, its clock, and what it asked for.
struct Desk {
    engine: Engine,
    now: Millis,
    status: Status,
    sleep: Option<Millis>,
}

impl Desk {
    /// Signed in, with this much sealed and answered before; the first effects are given back.
    fn signed_in(sealed: i64, processed: i64) -> (Self, Vec<Effect>) {
        let cursor = Cursor { epoch: "e1".to_owned(), rev: 10 };
        let mut desk = Self {
            engine: Engine::new(cursor, sealed, processed),
            now: 1_000,
            status: Status::default(),
            sleep: None,
        };
        let effects = desk.event(Event::SignedIn);
        (desk, effects)
    }

    /// One whose lanes have nothing to do.
    fn quiet() -> Self {
        let (mut desk, effects) = Self::signed_in(5, 5);
        let (ticket, _) = fetch(&effects);
        assert_eq!(desk.event(Event::Sealed(None)), []);
        desk.pull_empty(ticket, 10);
        desk
    }

    fn event(&mut self, event: Event) -> Vec<Effect> {
        self.event_with(event, 20)
    }

    fn event_with(&mut self, event: Event, chance: u64) -> Vec<Effect> {
        let effects = self.engine.step(event, self.now, chance);
        let mut left = Vec::new();
        for effect in effects {
            match effect {
                Effect::Tell(status) => self.status = status,
                Effect::Sleep(sleep) => self.sleep = sleep,
                other => left.push(other),
            }
        }
        left
    }

    fn after(&mut self, millis: Millis) -> Vec<Effect> {
        self.now += millis;
        self.event(Event::Tick)
    }

    /// Answers a fetch with nothing new, and goes through to the end.
    fn pull_empty(&mut self, ticket: Ticket, rev: i64) {
        let device_seq = self.engine.push.processed;
        let page = page(&[], Some(Complete { rev, device_seq, orders: Vec::new() }));
        assert!(matches!(self.event(Event::Paged(ticket, page))[..], [Effect::Stage { first: true, .. }]));
        assert!(matches!(self.event(Event::Staged)[..], [Effect::Apply(_)]));
        self.event(Event::Applied { differing: Vec::new() });
    }

    fn stopped(&self) -> Option<Code> {
        self.status.stopped.as_ref().map(|problem| problem.code)
    }
}

fn fetch(effects: &[Effect]) -> (Ticket, Fetch) {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Fetch(ticket, fetch) => Some((*ticket, fetch.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no fetch: {effects:?}"))
}

fn pushing(effects: &[Effect]) -> (Ticket, Batch) {
    match effects {
        [Effect::Push(ticket, batch), ..] => (*ticket, *batch),
        other => panic!("no push: {other:?}"),
    }
}

fn order_id(n: u128) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(n))
}

fn row(rev: i64, n: u128) -> Row {
    Row::Order(OrderRow {
        rev,
        id: order_id(n),
        state: OrderState::Draft,
        head: HeadEntries::of(|_| Entry::Empty),
        deleted: false,
        created_at: Instant::from_millis(0),
        updated_at: Instant::from_millis(0),
    })
}

fn page(rows: &[Row], complete: Option<Complete>) -> Page {
    Page { epoch: "e1".to_owned(), rows: rows.to_vec(), complete }
}

fn complete(rev: i64, device_seq: i64) -> Complete {
    let orders = vec![OrderCheck { order: order_id(1), lines: 0, hash: domain::ContentHash::NONE }];
    Complete { rev, device_seq, orders }
}

fn answered(seq: i64, outcome: Outcome) -> Answered {
    Answered { seq, outcome, rev: 10 + seq }
}

fn answer(of: Vec<Answered>) -> PushAnswer {
    PushAnswer { epoch: "e1".to_owned(), answered: of }
}

fn refused(code: Code) -> Failure {
    Failure::Refused(Problem::new(code))
}
