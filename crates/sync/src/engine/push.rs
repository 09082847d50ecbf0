//! The lane of mutations: seal, send, keep what became of them.

use domain::Outcome;
use values::{Code, Problem};
use wire::{PUSH_MUTATIONS, PushAnswer};

use super::{
    Batch, Effect, Engine, Failure, Millis, Ticket,
    wait::{Lane, jitter},
};

/// A deferred mutation is asked for again after so long.
const DEFERRED_MS: Millis = 60_000;

#[derive(Debug)]
pub(super) struct Push {
    pub(super) lane: Lane,
    /// Whether something may wait in the outbox.
    pub(super) wanted: bool,
    doing: Doing,
    /// A request carries at most so many: fewer once the server found it too large.
    at_most: usize,
    /// The highest number that was sealed.
    pub(super) sealed: i64,
    /// The highest number whose final outcome is known.
    pub(super) processed: i64,
}

#[derive(Debug, PartialEq)]
enum Doing {
    Nothing,
    Sealing,
    Sending(Ticket, Batch),
    Keeping { processed: i64, deferred: Option<Problem> },
}

impl Push {
    pub(super) fn new(sealed: i64, processed: i64) -> Self {
        Self {
            lane: Lane::default(),
            wanted: true,
            doing: Doing::Nothing,
            at_most: PUSH_MUTATIONS,
            sealed,
            processed,
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        self.doing == Doing::Nothing
    }

    pub(super) fn idle(&mut self) {
        self.doing = Doing::Nothing;
    }

    /// Whether the store was asked for something.
    pub(super) fn stores(&self) -> bool {
        matches!(self.doing, Doing::Sealing | Doing::Keeping { .. })
    }

    pub(super) fn know(&mut self, sealed: i64, processed: i64) {
        self.sealed = self.sealed.max(sealed);
        self.processed = self.processed.max(processed);
    }

    pub(super) fn due(&self) -> Option<Millis> {
        (self.wanted && self.is_idle()).then(|| self.lane.due()).flatten()
    }
}

impl Engine {
    pub(super) fn start_push(&mut self) {
        if self.push.wanted && self.push.is_idle() && self.push.lane.may_go(self.clock) {
            self.push.doing = Doing::Sealing;
            self.push.wanted = false;
            self.effects.push_back(Effect::Seal { at_most: self.push.at_most });
        }
    }

    pub(super) fn sealed(&mut self, batch: Option<Batch>) {
        if self.push.doing != Doing::Sealing {
            return;
        }
        let Some(batch) = batch else {
            self.push.idle();
            return;
        };
        self.push.sealed = self.push.sealed.max(batch.last);
        let ticket = self.ticket();
        self.push.doing = Doing::Sending(ticket, batch);
        self.effects.push_back(Effect::Push(ticket, batch));
    }

    pub(super) fn pushed(&mut self, ticket: Ticket, answer: PushAnswer) {
        let Doing::Sending(sent, batch) = self.push.doing else { return };
        if sent != ticket {
            return;
        }
        self.heard();
        if !answers(&answer, batch) {
            self.stop_push(Problem::new(Code::SyncAnswer));
            return;
        }
        // The rows that it wrote are wanted, and those of a new epoch all the more.
        self.pull.wanted = true;
        let answered = &answer.answered;
        let deferred = answered.last().and_then(|last| match &last.outcome {
            Outcome::Deferred(why) => Some(why.clone()),
            _ => None,
        });
        let last = answered.iter().rev().find(|one| one.outcome.is_final());
        let processed = last.map_or(self.push.processed, |one| one.seq);
        self.push.doing = Doing::Keeping { processed, deferred };
        self.effects.push_back(Effect::Keep(answer));
    }

    pub(super) fn kept(&mut self) {
        let Doing::Keeping { processed, deferred } = &mut self.push.doing else { return };
        let (processed, deferred) = (*processed, deferred.take());
        self.push.processed = self.push.processed.max(processed);
        self.push.idle();
        self.push.wanted = true;
        self.push.lane.succeed();
        if let Some(why) = deferred {
            self.push.lane.pause(self.clock + jitter(DEFERRED_MS, self.chance), why);
        }
    }

    pub(super) fn push_failed(&mut self, ticket: Ticket, failure: Failure) {
        let Doing::Sending(sent, batch) = self.push.doing else { return };
        if sent != ticket {
            return;
        }
        self.push.idle();
        self.push.wanted = true;
        match failure {
            #[cfg(feature = "planted")]
            Failure::Lost if values::planted::is_planted(values::planted::Bug::LostIsFailure) => {
                let lost = |seq| wire::Answered {
                    seq,
                    outcome: Outcome::Rejected(Problem::new(Code::Internal)),
                    rev: 0,
                };
                let answered = (batch.first..=batch.last).map(lost).collect();
                self.push.doing = Doing::Keeping { processed: batch.last, deferred: None };
                self.effects.push_back(Effect::Keep(PushAnswer { epoch: String::new(), answered }));
            }
            Failure::Lost => self.push.lane.fail(self.clock, None, self.chance),
            Failure::Busy(seconds) => {
                self.heard();
                self.push.lane.fail(self.clock, seconds, self.chance);
            }
            Failure::Refused(problem) => {
                self.heard();
                if self.refused_everywhere(&problem) {
                    return;
                }
                if problem.code == Code::SyncBatchTooLarge && batch.first < batch.last {
                    let sent = usize::try_from(batch.last - batch.first + 1).unwrap_or(PUSH_MUTATIONS);
                    self.push.at_most = (sent / 2).max(1);
                    return;
                }
                self.stop_push(problem);
            }
        }
    }

    /// The queue stands still and says why; nothing of it is given up.
    fn stop_push(&mut self, problem: Problem) {
        self.push.idle();
        self.push.wanted = true;
        self.push.lane.stop(problem);
    }
}

/// Whether an answer can be one to this batch: each mutation from the first on, none left out, only the last deferred.
fn answers(answer: &PushAnswer, batch: Batch) -> bool {
    let answered = &answer.answered;
    let (Some(last), false) = (answered.last(), answer.epoch.is_empty()) else { return false };
    let in_order = (batch.first..).zip(answered).all(|(seq, one)| one.seq == seq && one.rev >= 0);
    let waits = |one: &wire::Answered| !one.outcome.is_final();
    let only_last_waits = answered[..answered.len() - 1].iter().all(|one| !waits(one));
    in_order && only_last_waits && (last.seq == batch.last || (last.seq < batch.last && waits(last)))
}
