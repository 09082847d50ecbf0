//! A computer: a vault, and one or two programs that take turns in synchronising it, each with the engine of the desk.

use std::collections::VecDeque;

use actions::Host as _;
use store_desk::Store;
use sync::{
    Effect, Engine, Event,
    engine::{Fetch, Status, Ticket},
};
use testkit::TestHost;
use values::{Code, Instant, Problem};
use wire::push::request_text;

/// A request on its way.
#[derive(Debug, Clone)]
pub(crate) enum Request {
    Push(Ticket, String),
    Fetch(Ticket, Fetch),
}

pub(crate) struct Desk {
    pub(crate) number: u8,
    pub(crate) host: TestHost,
    apps: Vec<App>,
    /// The program that synchronises: one at a time.
    at: usize,
    /// How far its clock is off, in milliseconds.
    pub(crate) clock_off: i64,
    pub(crate) disk_is_full: bool,
}

/// A program.
pub(crate) struct App {
    engine: Engine,
    pub(crate) store: Store,
    pub(crate) inbox: VecDeque<Event>,
    pub(crate) todo: VecDeque<Effect>,
    pub(crate) wake_at: Option<u64>,
    /// Answers to an earlier life of it find nobody.
    pub(crate) life: u64,
    pub(crate) status: Status,
}

const START: i64 = 1_773_547_200_000;

impl Desk {
    pub(crate) async fn new(seed: u64, number: u8, apps: usize) -> Self {
        let host = TestHost::seeded(seed * 16 + u64::from(number)).await;
        host.act_as(number, number);
        let mut desk = Self { number, host, apps: Vec::new(), at: 0, clock_off: 0, disk_is_full: false };
        for at in 0..apps {
            let store = if at == 0 { desk.host.store().clone() } else { desk.host.another().await };
            desk.apps.push(App::start(store, 0).await);
        }
        desk
    }

    /// Everything in memory is gone, the open database too.
    pub(crate) async fn crash(&mut self) {
        for app in self.apps.iter().skip(1) {
            app.store.close().await;
        }
        self.host.reopen().await;
        let life = self.app().life + 1;
        for at in 0..self.apps.len() {
            let store = if at == 0 { self.host.store().clone() } else { self.host.another().await };
            self.apps[at] = App::start(store, life).await;
        }
    }

    /// The program that synchronises.
    pub(crate) fn app(&self) -> &App {
        &self.apps[self.at]
    }

    pub(crate) fn app_mut(&mut self) -> &mut App {
        &mut self.apps[self.at]
    }

    /// The program that synchronises ends; it, or the other one, begins.
    pub(crate) async fn restart(&mut self, at: usize) {
        let life = self.app().life + 1;
        self.at = at % self.apps.len();
        self.apps[self.at] = App::start(self.app().store.clone(), life).await;
    }

    pub(crate) async fn close(&self) {
        for app in &self.apps {
            app.store.close().await;
        }
        self.host.store().close().await;
    }

    /// What this computer's clock says, as it may be wrong.
    pub(crate) fn clock(&self, now: u64) -> u64 {
        u64::try_from(START + i64::try_from(now).unwrap() + self.clock_off).unwrap()
    }

    pub(crate) fn set_clock(&self, now: u64) {
        self.host.set_now(Instant::from_millis(i64::try_from(self.clock(now)).unwrap()));
    }

    /// An event happens to a program.
    pub(crate) async fn step(&mut self, event: Event, now: u64, chance: u64) {
        let clock = self.clock(now);
        let app = self.app_mut();
        if matches!(event, Event::Paged(..)) {
            let state = app.store.sync_state().await.unwrap();
            let known = Event::Numbered { sealed: state.sealed, processed: state.processed };
            app.take(known, now, clock, chance);
        }
        app.take(event, now, clock, chance);
    }

    /// Carries out what a program is to do next. Answers with a request that it makes; `true` if pages were put on.
    pub(crate) async fn act(&mut self) -> (Option<Request>, bool) {
        let now = self.host.now();
        let App { store, todo, inbox, status, .. } = &mut self.apps[self.at];
        let Some(effect) = todo.pop_front() else { return (None, false) };
        if self.disk_is_full && matches!(effect, Effect::Keep(_) | Effect::Stage { .. } | Effect::Apply(_)) {
            inbox.push_back(Event::StoreFailed(Problem::new(Code::LocalStoreFull)));
            return (None, false);
        }
        let failed = |error: store_desk::StoreError| {
            assert!(matches!(error, store_desk::StoreError::Busy), "a vault failed: {error:?}");
            Event::StoreFailed(error.problem())
        };
        let mut put_on = false;
        let event = match effect {
            Effect::Seal { at_most } => match store.seal(at_most).await {
                Ok(batch) => Event::Sealed(batch),
                Err(error) => failed(error),
            },
            Effect::Push(ticket, batch) => {
                // Another program of this computer may have sent them meanwhile, and have the answer.
                let Ok(bodies) = store.sealed(batch).await else {
                    inbox.push_back(Event::PushFailed(ticket, sync::engine::Failure::Lost));
                    return (None, false);
                };
                let text = request_text(bodies.iter().map(|body| (body.seq, body.hash, body.text.as_str())));
                return (Some(Request::Push(ticket, text)), false);
            }
            Effect::Keep(answer) => {
                store.keep_outcomes(&answer, now).await.unwrap();
                Event::Kept
            }
            Effect::Fetch(ticket, fetch) => return (Some(Request::Fetch(ticket, fetch)), false),
            Effect::Stage { page, first } => match store.stage(&page, first).await {
                Ok(()) => Event::Staged,
                Err(error) => failed(error),
            },
            Effect::Apply(apply) => {
                match store.put_on(&apply, self.host.passport_key(), self.host.actor().device).await {
                    Ok(differing) => {
                        put_on = true;
                        Event::Applied { differing }
                    }
                    Err(error) => failed(error),
                }
            }
            Effect::Tell(told) => {
                *status = told;
                return (None, false);
            }
            Effect::Sleep(_) => return (None, false),
        };
        inbox.push_back(event);
        (None, put_on)
    }

    /// Whether everything that was done here has been answered, and the rows go as far as the server's. What was made and deleted before
    /// anything of it was sent stays here.
    pub(crate) async fn is_at_rest(&self, newest: i64) -> bool {
        let state = self.host.store().sync_state().await.unwrap();
        let (waiting, _) = self.host.store().waiting_orders(0, 1_000).await.unwrap();
        state.sealed == state.processed
            && state.cursor.rev >= newest
            && waiting.iter().all(|waiting| waiting.order.deleted && waiting.sealed == 0)
    }
}

impl App {
    async fn start(store: Store, life: u64) -> Self {
        let state = store.sync_state().await.unwrap();
        let engine = Engine::new(state.cursor, state.sealed, state.processed);
        let (inbox, todo) = (VecDeque::from([Event::SignedIn]), VecDeque::new());
        Self { engine, store, inbox, todo, wake_at: None, life, status: Status::default() }
    }

    fn take(&mut self, event: Event, now: u64, clock: u64, chance: u64) {
        for effect in self.engine.step(event, clock, chance) {
            match effect {
                Effect::Sleep(millis) => self.wake_at = millis.map(|millis| now + millis),
                other => self.todo.push_back(other),
            }
        }
    }
}
