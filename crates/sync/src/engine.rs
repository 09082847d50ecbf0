//! When a desk pushes, pulls, waits and stops: a state machine that is told what happened and says what is to be done. It does
//! nothing itself, so it can be run a thousand times in a test.
//!
//! Push and pull are two lanes: neither waits for the other, so a stuck queue stops no news. Whatever goes wrong, the outbox
//! is kept: a lane that stops says why, and goes on when a person asks, or the program starts anew.

mod pull;
mod push;
#[cfg(test)]
mod tests;
mod wait;

use std::collections::VecDeque;

use values::{Code, OrderId, Problem};
use wire::{Cursor, OrderCheck, Page, Position, PushAnswer};

use self::{pull::Pull, push::Push, wait::Lane};

/// Milliseconds on whatever clock the desk has. It orders nothing: only what passes between two events counts, and of that at
/// most an hour, so that a clock which jumps by years harms nobody.
pub type Millis = u64;

/// Ties an answer to what was asked: what comes late, or twice, is no answer.
pub type Ticket = u64;

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// Time passed.
    Tick,
    /// Somebody signed in.
    SignedIn,
    /// Nobody is signed in any more.
    SignedOut,
    /// 立即同步: at once, and past whatever stopped it.
    Asked,
    /// Somebody wants an order that this desk does not have: one of before the horizon.
    Wanted(OrderId),
    /// The network is back.
    NetworkReturned,
    /// The server says that something is new.
    Hint,
    /// The hint stream opened or closed.
    Hints {
        /// Whether it is open.
        open: bool,
    },
    /// Something waits in the outbox.
    Edited,
    /// How far the vault is: another program may have sealed and pushed from it. Told before each page.
    Numbered {
        /// The highest number that was sealed.
        sealed: i64,
        /// The highest number whose final outcome is known.
        processed: i64,
    },
    /// What [`Effect::Seal`] found: the numbers of the oldest sealed mutations without a final outcome, if there are any.
    Sealed(Option<Batch>),
    /// An answer to a push.
    Pushed(Ticket, PushAnswer),
    /// Its outcomes are kept.
    Kept,
    /// A push failed.
    PushFailed(Ticket, Failure),
    /// A page came.
    Paged(Ticket, Page),
    /// It is kept aside.
    Staged,
    /// The pages are on; these orders do not come to what the server says.
    Applied {
        /// Their ids.
        differing: Vec<OrderId>,
    },
    /// A fetch failed.
    PullFailed(Ticket, Failure),
    /// The store could not do it: the disk is full, another program writes.
    StoreFailed(Problem),
}

/// Sealed mutations in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// The number of the oldest.
    pub first: i64,
    /// The number of the newest.
    pub last: i64,
}

/// How a request failed.
#[derive(Debug, Clone)]
pub enum Failure {
    /// No answer, no whole answer, or one of 500 to 599, 408, 425: it may have taken effect.
    Lost,
    /// Not now; the seconds that the server asks for.
    Busy(Option<u64>),
    /// Refused with this problem: asking again would give the same.
    Refused(Problem),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Seal what is unsealed, and say what is to be sent: at most so many.
    Seal {
        /// So many.
        at_most: usize,
    },
    /// Send these.
    Push(Ticket, Batch),
    /// Keep these outcomes with the epoch that their revisions belong to, and an entry under 需处理 for each conflict and
    /// rejection, in one transaction.
    Keep(PushAnswer),
    /// Ask for a page.
    Fetch(Ticket, Fetch),
    /// Keep a page aside, durably.
    Stage {
        /// The page.
        page: Page,
        /// Whether it is the first: what was aside before is forgotten.
        first: bool,
    },
    /// Put on everything that is aside, in one transaction.
    Apply(Apply),
    /// How things stand has changed.
    Tell(Status),
    /// Nothing is to be done before so much time has passed, unless something happens; nothing at all where it is none.
    Sleep(Option<Millis>),
}

/// A page that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// Of what.
    pub scope: Scope,
    /// Rows behind this cursor.
    pub cursor: Cursor,
    /// And behind this one, within the same pull.
    pub after: Option<Position>,
}

/// What a pull brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What changed.
    Changes,
    /// One order, whole.
    Order(OrderId),
    /// Everything, to be swapped in; the outbox is not touched.
    Everything,
}

/// How staged pages are put on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apply {
    /// What they are.
    pub scope: Scope,
    /// The cursor afterwards.
    pub cursor: Cursor,
    /// What the server's rows come to.
    pub orders: Vec<OrderCheck>,
}

/// How things stand, for the status bar (CM-OFF-02).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether the server answered within 150 s, or its hints are open.
    pub online: bool,
    /// Whether something is under way.
    pub working: bool,
    /// Whether the last request of a lane failed: it tries again by itself.
    pub retrying: bool,
    /// Why a lane stands still, if one does.
    pub stopped: Option<Problem>,
}

/// The machine.
#[derive(Debug)]
pub struct Engine {
    signed_in: bool,
    hints_open: bool,
    /// What passed since the start, as far as it counts.
    clock: Millis,
    seen_at: Option<Millis>,
    answered_at: Option<Millis>,
    chance: u64,
    tickets: Ticket,
    cursor: Cursor,
    push: Push,
    pull: Pull,
    told: Option<Status>,
    effects: VecDeque<Effect>,
}

/// How long an answer proves that one is online (DECISIONS, Words on screen).
const ONLINE_MS: Millis = 150_000;

/// More than this never passes between two events, whatever the clock says.
const HOUR_MS: Millis = 3_600_000;

impl Engine {
    /// The machine as a program starts: how far the rows go, the highest number that was sealed, and the highest number whose
    /// final outcome is known.
    pub fn new(cursor: Cursor, sealed: i64, processed: i64) -> Self {
        Self {
            signed_in: false,
            hints_open: false,
            clock: 0,
            seen_at: None,
            answered_at: None,
            chance: 0,
            tickets: 0,
            cursor,
            push: Push::new(sealed, processed),
            pull: Pull::default(),
            told: None,
            effects: VecDeque::new(),
        }
    }

    /// Takes an event at this time; `chance` is a random number.
    pub fn step(&mut self, event: Event, now: Millis, chance: u64) -> Vec<Effect> {
        let passed = self.seen_at.map_or(0, |seen| now.saturating_sub(seen));
        self.clock += passed.min(HOUR_MS);
        self.seen_at = Some(now);
        self.chance = chance;
        self.take(event);
        if self.signed_in {
            self.start_push();
            self.start_pull();
        }
        self.tell();
        let sleep = self.sleep();
        self.effects.push_back(Effect::Sleep(sleep));
        self.effects.drain(..).collect()
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Tick => {}
            Event::SignedIn => {
                self.signed_in = true;
                self.wake(true);
            }
            Event::SignedOut => self.sign_out(),
            Event::Asked => self.wake(true),
            Event::Wanted(order) => self.want(order),
            Event::NetworkReturned => self.wake(false),
            Event::Hint => self.pull.wanted = true,
            Event::Hints { open } => {
                self.hints_open = open;
                // What was hinted at while nobody listened is asked for.
                self.pull.wanted |= open;
            }
            Event::Edited => self.push.wanted = true,
            Event::Numbered { sealed, processed } => self.push.know(sealed, processed),
            Event::Sealed(batch) => self.sealed(batch),
            Event::Pushed(ticket, answer) => self.pushed(ticket, answer),
            Event::Kept => self.kept(),
            Event::PushFailed(ticket, failure) => self.push_failed(ticket, failure),
            Event::Paged(ticket, page) => self.paged(ticket, page),
            Event::Staged => self.staged(),
            Event::Applied { differing } => self.applied(&differing),
            Event::PullFailed(ticket, failure) => self.pull_failed(ticket, failure),
            Event::StoreFailed(problem) => self.store_failed(problem),
        }
    }

    /// Both lanes may start at once; `asked` lets them go on where they had stopped.
    fn wake(&mut self, asked: bool) {
        self.push.wanted = true;
        self.pull.wanted = true;
        for lane in [&mut self.push.lane, &mut self.pull.lane] {
            lane.wake(asked);
        }
    }

    fn sign_out(&mut self) {
        self.signed_in = false;
        self.answered_at = None;
        self.push.idle();
        self.pull.idle();
        self.push.lane = Lane::default();
        self.pull.lane = Lane::default();
    }

    /// The store takes no more for now: both lanes wait and try again. Pages that it cannot put on because no server of ours sends
    /// them would be the same the next time: that lane stops.
    fn store_failed(&mut self, problem: Problem) {
        if problem.code == Code::SyncAnswer && self.pull.stores() {
            self.pull.store_failed();
            self.stop_pull(problem);
            return;
        }
        let (clock, chance) = (self.clock, self.chance);
        if self.push.stores() {
            self.push.idle();
            self.push.wanted = true;
            self.push.lane.fail(clock, None, chance);
            self.push.lane.reason = Some(problem.clone());
        }
        if self.pull.stores() {
            self.pull.store_failed();
            self.pull.wanted = true;
            self.pull.lane.fail(clock, None, chance);
            self.pull.lane.reason = Some(problem);
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        self.tickets
    }

    /// The server answered.
    fn heard(&mut self) {
        self.answered_at = Some(self.clock);
    }

    /// What is refused to both lanes alike; false if it concerns the asking lane alone.
    fn refused_everywhere(&mut self, problem: &Problem) -> bool {
        match problem.code {
            Code::ClientTooOld => {
                self.push.idle();
                self.pull.idle();
                self.push.lane.stop(problem.clone());
                self.pull.lane.stop(problem.clone());
                true
            }
            Code::AuthRequired | Code::AuthSessionExpired | Code::AuthSessionRevoked => {
                self.sign_out();
                self.push.lane.reason = Some(problem.clone());
                true
            }
            _ => false,
        }
    }

    fn is_online(&self) -> bool {
        let recently = self.answered_at.is_some_and(|at| self.clock - at < ONLINE_MS);
        self.signed_in && (self.hints_open || recently)
    }

    fn tell(&mut self) {
        let status = Status {
            signed_in: self.signed_in,
            online: self.is_online(),
            working: !self.push.is_idle() || !self.pull.is_idle(),
            retrying: self.push.lane.has_failed() || self.pull.lane.has_failed(),
            stopped: self.push.lane.reason.clone().or_else(|| self.pull.lane.reason.clone()),
        };
        if self.told.as_ref() != Some(&status) {
            self.told = Some(status.clone());
            self.effects.push_back(Effect::Tell(status));
        }
    }

    /// Until the next thing that time alone brings about.
    fn sleep(&self) -> Option<Millis> {
        if !self.signed_in {
            return None;
        }
        let push = self.push.due();
        let pull = self.pull.due(self.hints_open);
        let online = self.answered_at.map(|at| at + ONLINE_MS).filter(|at| *at > self.clock);
        let next = [push, pull, online].into_iter().flatten().min()?;
        Some(next.saturating_sub(self.clock))
    }
}
