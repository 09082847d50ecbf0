//! The lane of rows: fetch pages, keep them aside, put all of them on when the complete one is there. While one page is being
//! kept, the next one is on its way; never more than one.

use std::collections::VecDeque;

use values::{Code, OrderId, Problem};
use wire::{Complete, Cursor, Page, Position};

use super::{
    Apply, Effect, Engine, Failure, Fetch, HOUR_MS, Millis, Scope, Ticket,
    wait::{Lane, jitter},
};

/// Between two polls while no hints come (DECISIONS, Words on screen).
const POLL_MS: Millis = 60_000;

/// While hints come, one poll in so long makes sure of it.
const POLL_HINTED_MS: Millis = 600_000;

/// Everything is loaded anew at most so often within an hour (SYNC, Pull).
const RESYNCS: usize = 2;

/// A pull has at most so many pages: twenty million rows. What never ends is no answer.
const PAGES: u32 = 20_000;

#[derive(Debug, Default)]
pub(super) struct Pull {
    pub(super) lane: Lane,
    pub(super) wanted: bool,
    doing: Doing,
    /// Whether a page is being kept aside. Until it is, no other is given to the store, and no other pull begins.
    keeping: bool,
    /// The next poll, unless something asks for one sooner.
    poll_at: Millis,
    /// Orders that did not come to what the server said.
    differing: VecDeque<OrderId>,
    /// Whether everything is to be loaded anew.
    anew: bool,
    /// When that happened last.
    resyncs: VecDeque<Millis>,
}

#[derive(Debug, Default)]
enum Doing {
    #[default]
    Nothing,
    Fetching(Ticket, Run),
    /// A page came before the one before it was kept.
    Holding(Run, Page),
    /// The complete page is being kept.
    Ending(Run, Complete),
    Applying(Run, Cursor),
}

/// One pull, over all its pages.
#[derive(Debug, Clone)]
struct Run {
    scope: Scope,
    cursor: Cursor,
    /// The epoch of its pages, once one came.
    epoch: Option<String>,
    after: Option<Position>,
    pages: u32,
    /// The highest number that was answered when the last page was asked for: what is answered while it comes may be missing
    /// from it.
    processed: i64,
}

impl Pull {
    pub(super) const fn is_idle(&self) -> bool {
        matches!(self.doing, Doing::Nothing) && !self.keeping
    }

    /// Gives up what is under way. A page that is being kept is kept all the same.
    pub(super) fn idle(&mut self) {
        self.doing = Doing::Nothing;
    }

    /// Whether the store was asked for something.
    pub(super) const fn stores(&self) -> bool {
        self.keeping || matches!(self.doing, Doing::Applying(..))
    }

    /// The store did not do what it was asked for.
    pub(super) fn store_failed(&mut self) {
        self.keeping = false;
        self.idle();
    }

    pub(super) fn due(&self, hints_open: bool) -> Option<Millis> {
        if !self.is_idle() {
            return None;
        }
        let ready = self.lane.due()?;
        let poll = if hints_open { self.poll_at + POLL_HINTED_MS } else { self.poll_at };
        Some(if self.is_wanted() { ready } else { ready.max(poll) })
    }

    fn is_wanted(&self) -> bool {
        self.wanted || self.anew || !self.differing.is_empty()
    }
}

impl Engine {
    pub(super) fn start_pull(&mut self) {
        let due = self.pull.due(self.hints_open).is_some_and(|at| at <= self.clock);
        if !due || !self.pull.lane.may_go(self.clock) {
            return;
        }
        let (scope, cursor) = if self.pull.anew {
            if !self.may_resync() {
                return;
            }
            self.pull.anew = false;
            (Scope::Everything, Cursor::default())
        } else if let Some(order) = self.pull.differing.front().filter(|_| !self.cursor.epoch.is_empty()) {
            // The server answers in the epoch that it is asked in.
            (Scope::Order(*order), Cursor { epoch: self.cursor.epoch.clone(), rev: 0 })
        } else {
            self.pull.wanted = false;
            (Scope::Changes, self.cursor.clone())
        };
        let run = Run { scope, cursor, epoch: None, after: None, pages: 0, processed: 0 };
        self.fetch(run);
    }

    /// Counts a load of everything, or pauses until one is allowed again.
    fn may_resync(&mut self) -> bool {
        let clock = self.clock;
        self.pull.resyncs.retain(|at| clock - at < HOUR_MS);
        match (self.pull.resyncs.len() >= RESYNCS, self.pull.resyncs.front()) {
            (true, Some(first)) => {
                let until = first + HOUR_MS;
                let minutes = (until - clock).div_ceil(60_000);
                let problem = Problem::new(Code::SyncResyncLimit).with("minutes", minutes);
                self.pull.lane.pause(until, problem);
                false
            }
            _ => {
                self.pull.resyncs.push_back(clock);
                true
            }
        }
    }

    fn fetch(&mut self, mut run: Run) {
        let ticket = self.ticket();
        run.processed = self.push.processed;
        let fetch = Fetch { scope: run.scope, cursor: run.cursor.clone(), after: run.after };
        self.pull.doing = Doing::Fetching(ticket, run);
        self.effects.push_back(Effect::Fetch(ticket, fetch));
    }

    pub(super) fn paged(&mut self, ticket: Ticket, page: Page) {
        let Doing::Fetching(asked, run) = &self.pull.doing else { return };
        if *asked != ticket {
            return;
        }
        let mut run = run.clone();
        self.heard();
        let expected = match run.scope {
            Scope::Everything => "",
            Scope::Changes | Scope::Order(_) => &self.cursor.epoch,
        };
        let known = run.epoch.as_deref().unwrap_or(expected);
        if !known.is_empty() && known != page.epoch {
            // Another history: what is aside belongs to none, and everything is loaded anew.
            self.pull.idle();
            self.pull.anew = true;
            self.pull.differing.clear();
            return;
        }
        if let Err(problem) = self.check(&run, &page) {
            self.stop_pull(problem);
            return;
        }
        run.epoch = Some(page.epoch.clone());
        run.after = page.last().or(run.after);
        if self.pull.keeping {
            self.pull.doing = Doing::Holding(run, page);
        } else {
            self.keep(run, page);
        }
    }

    /// Has a page kept aside, and asks for the next one meanwhile.
    fn keep(&mut self, mut run: Run, page: Page) {
        let first = run.pages == 0;
        run.pages += 1;
        let complete = page.complete.clone();
        self.pull.keeping = true;
        self.effects.push_back(Effect::Stage { page, first });
        match complete {
            Some(complete) => self.pull.doing = Doing::Ending(run, complete),
            None => self.fetch(run),
        }
    }

    /// Whether a page can be what was asked for: it goes on where the last one ended, and gets somewhere.
    fn check(&self, run: &Run, page: &Page) -> Result<(), Problem> {
        let nonsense = || Problem::new(Code::SyncAnswer);
        if run.pages >= PAGES {
            return Err(nonsense());
        }
        let follows = |first: Position| match run.after {
            Some(after) => first > after,
            None => run.scope != Scope::Changes || first.rev > run.cursor.rev,
        };
        if page.rows.first().is_some_and(|row| !follows(row.position())) {
            return Err(nonsense());
        }
        if let Scope::Order(order) = run.scope
            && page.rows.iter().any(|row| row.order() != order)
        {
            return Err(nonsense());
        }
        let Some(complete) = &page.complete else {
            return if page.rows.is_empty() { Err(nonsense()) } else { Ok(()) };
        };
        let newest = page.last().or(run.after).map_or(0, |last| last.rev);
        if complete.rev < newest || complete.rev < run.cursor.rev {
            return Err(nonsense());
        }
        // Fewer than it told us, or more than we ever sealed: another server, or another desk with our name.
        if complete.device_seq < run.processed || complete.device_seq > self.push.sealed {
            return Err(Problem::new(Code::SyncMismatch));
        }
        Ok(())
    }

    pub(super) fn staged(&mut self) {
        if !std::mem::take(&mut self.pull.keeping) {
            return;
        }
        let (run, complete) = match std::mem::take(&mut self.pull.doing) {
            #[cfg(feature = "planted")]
            Doing::Fetching(_, run) | Doing::Holding(run, _)
                if values::planted::is_planted(values::planted::Bug::HalfVisible) =>
            {
                let cursor = self.cursor.clone();
                let apply = Apply { scope: run.scope, cursor: cursor.clone(), orders: Vec::new() };
                self.pull.wanted = true;
                self.pull.doing = Doing::Applying(run, cursor);
                self.effects.push_back(Effect::Apply(apply));
                return;
            }
            Doing::Holding(run, page) => return self.keep(run, page),
            Doing::Ending(run, complete) => (run, complete),
            // The next page is on its way, or the pull was given up.
            other @ (Doing::Nothing | Doing::Fetching(..) | Doing::Applying(..)) => {
                self.pull.doing = other;
                return;
            }
        };
        let epoch = run.epoch.clone().unwrap_or_default();
        // One order, loaded anew, says nothing of what else is new.
        let cursor = match run.scope {
            Scope::Order(_) => self.cursor.clone(),
            Scope::Changes | Scope::Everything => Cursor { epoch, rev: complete.rev },
        };
        let apply = Apply { scope: run.scope, cursor: cursor.clone(), orders: complete.orders };
        self.pull.doing = Doing::Applying(run, cursor);
        self.effects.push_back(Effect::Apply(apply));
    }

    pub(super) fn applied(&mut self, differing: &[OrderId]) {
        let Doing::Applying(run, cursor) = &self.pull.doing else { return };
        let (scope, cursor) = (run.scope, cursor.clone());
        self.cursor = cursor;
        self.pull.idle();
        self.pull.lane.succeed();
        self.pull.poll_at = self.clock + jitter(POLL_MS, self.chance);
        match scope {
            Scope::Order(order) => {
                self.pull.differing.retain(|other| *other != order);
                // Loaded whole and still another: only everything helps.
                self.pull.anew |= !differing.is_empty();
            }
            // Loaded anew and still another: the same again would not help either. The breaker counts.
            Scope::Everything => self.pull.anew |= !differing.is_empty(),
            Scope::Changes => differing.iter().for_each(|order| self.want(*order)),
        }
    }

    /// Loads an order whole, once it has the firm's other rows.
    pub(super) fn want(&mut self, order: OrderId) {
        if !self.pull.differing.contains(&order) {
            self.pull.differing.push_back(order);
        }
    }

    pub(super) fn pull_failed(&mut self, ticket: Ticket, failure: Failure) {
        let Doing::Fetching(asked, run) = &self.pull.doing else { return };
        if *asked != ticket {
            return;
        }
        let scope = run.scope;
        self.pull.idle();
        // What was being loaded is loaded again, from its beginning: pages aside belong to a pull that goes on.
        match scope {
            Scope::Changes => self.pull.wanted = true,
            Scope::Everything => {
                self.pull.anew = true;
                self.pull.resyncs.pop_back();
            }
            Scope::Order(order) => {
                // One that the server does not have would be asked for for ever.
                if matches!(&failure, Failure::Refused(problem) if problem.code == Code::NotFound) {
                    self.pull.differing.retain(|other| *other != order);
                }
            }
        }
        match failure {
            Failure::Lost => self.pull.lane.fail(self.clock, None, self.chance),
            Failure::Busy(seconds) => {
                self.heard();
                self.pull.lane.fail(self.clock, seconds, self.chance);
            }
            Failure::Refused(problem) => {
                self.heard();
                if !self.refused_everywhere(&problem) {
                    self.stop_pull(problem);
                }
            }
        }
    }

    pub(super) fn stop_pull(&mut self, problem: Problem) {
        self.pull.idle();
        self.pull.wanted = true;
        self.pull.lane.stop(problem);
    }
}
