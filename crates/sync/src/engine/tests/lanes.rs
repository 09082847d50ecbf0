//! What each event brings about.

use super::*;

/// CM-SYNC-01: sealed, sent, kept, and again until nothing is left; the rows that came of it are asked for.
#[test]
fn the_outbox_drains() {
    let mut desk = Desk::quiet();
    assert_eq!(desk.event(Event::Edited), [Effect::Seal { at_most: 200 }]);
    let (ticket, batch) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 7 }))));
    assert_eq!(batch, Batch { first: 6, last: 7 });
    assert!(desk.status.working);
    let outcomes =
        vec![answered(6, Outcome::Applied), answered(7, Outcome::Rejected(Problem::new(Code::LineLimit)))];
    let effects = desk.event(Event::Pushed(ticket, answer(outcomes.clone())));
    assert_eq!(effects[0], Effect::Keep(answer(outcomes)));
    let (fetching, wanted) = fetch(&effects);
    assert_eq!(wanted.scope, Scope::Changes);
    assert_eq!(desk.event(Event::Kept), [Effect::Seal { at_most: 200 }]);
    assert_eq!(desk.event(Event::Sealed(None)), []);
    desk.pull_empty(fetching, 17);
    assert!(!desk.status.working && desk.status.online && desk.status.stopped.is_none());
}

/// CM-OFF-02: that the last request failed is said until one goes well, and not of a lane that stands still.
#[test]
fn what_failed_is_tried_again() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    assert!(!desk.status.retrying);
    desk.event(Event::PushFailed(ticket, Failure::Lost));
    assert!(desk.status.retrying && desk.status.online, "an answer of a moment ago");
    desk.pull_on(desk.engine.push.due().unwrap() - desk.engine.clock);
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    desk.event(Event::PushFailed(ticket, refused(Code::ClientTooOld)));
    assert!(!desk.status.retrying && desk.status.stopped.is_some());
}

/// CM-SYNC-03: waits double with 20 % more or less, up to five minutes; what the server asks for is waited.
#[test]
fn waits_double() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let mut waits = Vec::new();
    for round in 0..10_u64 {
        let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
        desk.event_with(Event::PushFailed(ticket, Failure::Lost), round * 7);
        let due = desk.engine.push.due().unwrap() - desk.engine.clock;
        waits.push(due);
        assert!(desk.status.retrying, "it says that nobody answered");
        desk.pull_on(due);
    }
    for (round, wait) in waits.iter().enumerate() {
        let plain = (2_000_u64 << round).min(300_000);
        assert!((plain * 8 / 10..=plain * 12 / 10).contains(wait), "{round}: {wait}");
    }
    assert!(waits.windows(2).any(|pair| pair[1] != 2 * pair[0]), "they scatter");
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    desk.event(Event::PushFailed(ticket, Failure::Busy(Some(900))));
    assert_eq!(desk.engine.push.due().unwrap() - desk.engine.clock, 900_000);
    // The network is back: at once.
    assert!(desk.event(Event::NetworkReturned).contains(&Effect::Seal { at_most: 200 }));
}

impl Desk {
    /// Lets time pass, with polls in between answered by nothing; ends with the push lane asked to seal.
    fn pull_on(&mut self, millis: Millis) {
        let effects = self.after(millis);
        if effects.iter().any(|effect| matches!(effect, Effect::Fetch(..))) {
            let (ticket, _) = fetch(&effects);
            self.pull_empty(ticket, 10);
        }
        assert!(effects.contains(&Effect::Seal { at_most: 200 }), "{effects:?}");
    }
}

/// CM-SYNC-03: without hints a poll a minute, 20 % more or less; with hints at the hint.
#[test]
fn polls_and_hints() {
    let mut desk = Desk::quiet();
    assert_eq!(desk.after(47_000), []);
    let (ticket, _) = fetch(&desk.after(26_000));
    desk.pull_empty(ticket, 10);
    let (ticket, _) = fetch(&desk.event(Event::Hints { open: true }));
    desk.pull_empty(ticket, 10);
    assert_eq!(desk.after(300_000), [], "hints come");
    assert!(desk.status.online, "an open stream proves it");
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    assert_eq!(desk.event(Event::Hint), [], "one at a time");
    let page = page(&[], Some(complete(11, 5)));
    desk.event(Event::Paged(ticket, page));
    desk.event(Event::Staged);
    let (_, again) = fetch(&desk.event(Event::Applied { differing: Vec::new() }));
    assert_eq!(again.cursor.rev, 11, "the hint that came meanwhile is not lost");
}

/// CM-OFF-02: without an answer for 150 s nobody is online.
#[test]
fn online_is_an_answer() {
    let mut desk = Desk::quiet();
    assert!(desk.status.online);
    let (_, _) = fetch(&desk.after(73_000));
    desk.after(76_000);
    assert!(desk.status.online, "149 s");
    desk.after(2_000);
    assert!(!desk.status.online);
}

/// CM-SYNC-03: pages are kept aside until the complete one is there; a cut goes on at the page; then all of them are put on.
#[test]
fn pages_are_put_on_together() {
    let mut desk = Desk::quiet();
    let (ticket, first) = fetch(&desk.event(Event::Hint));
    assert_eq!((first.cursor.rev, first.after), (10, None));
    let one = page(&[row(11, 1), row(11, 2)], None);
    let effects = desk.event(Event::Paged(ticket, one.clone()));
    assert_eq!(effects[0], Effect::Stage { page: one.clone(), first: true });
    let (ticket, second) = fetch(&effects);
    assert_eq!((effects.len(), second.after), (2, one.last()), "the next page comes while this one is kept");
    assert_eq!(desk.event(Event::Staged), []);
    let two = page(&[row(12, 1)], Some(complete(12, 5)));
    assert_eq!(desk.event(Event::Paged(ticket, two.clone())), [Effect::Stage { page: two, first: false }]);
    let cursor = Cursor { epoch: "e1".to_owned(), rev: 12 };
    let orders = complete(12, 5).orders;
    assert_eq!(desk.event(Event::Staged), [Effect::Apply(Apply { scope: Scope::Changes, cursor, orders })]);
    assert_eq!(desk.event(Event::Applied { differing: Vec::new() }), []);
    assert_eq!(fetch(&desk.event(Event::Hint)).1.cursor.rev, 12);
}

/// CM-SYNC-03: pages are kept one after the other; one that comes early is held, and no other is asked for before it is kept.
#[test]
fn one_page_ahead() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    let (ticket, _) = fetch(&desk.event(Event::Paged(ticket, page(&[row(11, 1)], None))));
    let two = page(&[row(12, 1)], None);
    assert_eq!(desk.event(Event::Paged(ticket, two.clone())), [], "the first is not kept yet");
    let effects = desk.event(Event::Staged);
    assert_eq!(effects[0], Effect::Stage { page: two.clone(), first: false });
    let (ticket, third) = fetch(&effects);
    assert_eq!(third.after, two.last());
    let end = page(&[], Some(complete(12, 5)));
    assert_eq!(desk.event(Event::Paged(ticket, end.clone())), []);
    assert_eq!(desk.event(Event::Staged), [Effect::Stage { page: end, first: false }]);
    assert!(matches!(desk.event(Event::Staged)[..], [Effect::Apply(_)]));
}

/// CM-SYNC-03: a pull that is given up while a page is being kept begins anew only when that page is: it would be taken for one
/// of the new pull's.
#[test]
fn no_page_of_another_pull() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    let (ticket, _) = fetch(&desk.event(Event::Paged(ticket, page(&[row(11, 1)], None))));
    assert_eq!(desk.event(Event::PullFailed(ticket, Failure::Lost)), []);
    assert_eq!(desk.after(300_000), [], "the page is still being kept");
    assert_eq!(fetch(&desk.event(Event::Staged)).1.after, None, "from the beginning");
}

/// CM-SYNC-03: an order that does not come to what the server says is loaded whole; if that does not help, everything is, and
/// that at most twice an hour.
#[test]
fn a_difference_is_loaded_again() {
    let mut desk = Desk::quiet();
    let (mut ticket, _) = fetch(&desk.event(Event::Hint));
    let mut fetched = Vec::new();
    for _ in 0..4 {
        desk.event(Event::Paged(ticket, page(&[], Some(complete(11, 5)))));
        desk.event(Event::Staged);
        let effects = desk.event(Event::Applied { differing: vec![order_id(1)] });
        if effects.is_empty() {
            break;
        }
        let (next, asked) = fetch(&effects);
        fetched.push(asked.scope);
        ticket = next;
    }
    assert_eq!(fetched, [Scope::Order(order_id(1)), Scope::Everything, Scope::Everything]);
    assert_eq!(desk.stopped(), Some(Code::SyncResyncLimit));
    assert_eq!(desk.status.stopped.as_ref().unwrap().params[0].1.as_ref(), "60");
    assert_eq!(
        desk.event(Event::NetworkReturned)[..],
        [Effect::Seal { at_most: 200 }],
        "the pause is kept; the outbox goes on"
    );
    desk.event(Event::Sealed(None));
    assert_eq!(desk.after(3_500_000), []);
    assert_eq!(fetch(&desk.after(200_000)).1.scope, Scope::Everything);
}

/// CM-SYNC-03: another epoch is another history: everything is loaded aside, and the outbox goes on.
#[test]
fn another_epoch_loads_everything() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    let other = Page { epoch: "e2".to_owned(), rows: vec![row(1, 1)], complete: None };
    let (ticket, asked) = fetch(&desk.event(Event::Paged(ticket, other.clone())));
    assert_eq!((asked.scope, asked.cursor), (Scope::Everything, Cursor::default()));
    let (ticket, _) = fetch(&desk.event(Event::Paged(ticket, other)));
    desk.event(Event::Staged);
    let end = Page { epoch: "e2".to_owned(), rows: Vec::new(), complete: Some(complete(1, 5)) };
    desk.event(Event::Paged(ticket, end));
    let Effect::Apply(apply) = desk.event(Event::Staged).remove(0) else { panic!("pages are whole") };
    assert_eq!((apply.scope, apply.cursor), (Scope::Everything, Cursor { epoch: "e2".to_owned(), rev: 1 }));
    assert_eq!(desk.event(Event::Edited), [Effect::Seal { at_most: 200 }]);
}

/// CM-SYNC-01: a deferred mutation holds the queue and says why; it is asked for again.
#[test]
fn a_deferred_mutation_waits() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 8 }))));
    let why = Outcome::Deferred(Problem::new(Code::SyncOpHeld));
    let effects =
        desk.event(Event::Pushed(ticket, answer(vec![answered(6, Outcome::Applied), answered(7, why)])));
    let (fetching, _) = fetch(&effects);
    assert_eq!(desk.event(Event::Kept), []);
    assert_eq!(desk.stopped(), Some(Code::SyncOpHeld));
    assert_eq!(desk.engine.push.processed, 6);
    desk.pull_empty(fetching, 16);
    assert!(desk.after(61_000).contains(&Effect::Seal { at_most: 200 }));
}

/// CM-SYNC-01: a batch that the server finds too large is halved, down to one; one that is too large stops.
#[test]
fn too_large_is_halved() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let mut last = 105;
    loop {
        let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last }))));
        match &desk.event(Event::PushFailed(ticket, refused(Code::SyncBatchTooLarge)))[..] {
            [Effect::Seal { at_most }] => last = 5 + i64::try_from(*at_most).unwrap(),
            [] => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((last, desk.stopped()), (6, Some(Code::SyncBatchTooLarge)));
    assert!(desk.event(Event::Asked).contains(&Effect::Seal { at_most: 1 }), "the outbox is kept");
}

/// CM-SYNC-03: a desk that is too old stops both lanes; one whose session ended waits for somebody to sign in.
#[test]
fn refusals_of_everything() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    assert_eq!(desk.event(Event::PushFailed(ticket, refused(Code::ClientTooOld))), []);
    assert_eq!(desk.stopped(), Some(Code::ClientTooOld));
    assert_eq!(desk.after(1_000_000), []);
    assert_eq!(desk.event(Event::NetworkReturned), []);
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    assert_eq!(desk.event(Event::PullFailed(ticket, refused(Code::AuthSessionExpired))), []);
    assert!(!desk.status.signed_in);
    assert_eq!((desk.event(Event::Edited), desk.sleep), (vec![], None));
    assert_eq!(desk.event(Event::SignedIn).len(), 2, "both lanes");
    assert_eq!(desk.stopped(), None);
}

/// CM-SYNC-01, CM-SYNC-03: answers that cannot be true stop their lane with a reason, and the other lane goes on.
#[test]
fn hostile_answers_stop() {
    let batch = Batch { first: 6, last: 7 };
    let applied = |seq| answered(seq, Outcome::Applied);
    let waits = |seq| answered(seq, Outcome::Deferred(Problem::new(Code::SyncOpHeld)));
    let answers = [
        vec![],
        vec![applied(6)],
        vec![applied(7)],
        vec![applied(6), applied(8)],
        vec![applied(6), applied(7), applied(8)],
        vec![waits(6), applied(7)],
        vec![applied(6), Answered { rev: -1, ..applied(7) }],
    ];
    for of in answers {
        let mut desk = Desk::quiet();
        desk.event(Event::Edited);
        let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(batch))));
        assert_eq!(desk.event(Event::Pushed(ticket, answer(of.clone()))), [], "{of:?}");
        assert_eq!(desk.stopped(), Some(Code::SyncAnswer), "{of:?}");
        assert_eq!(desk.engine.push.processed, 5);
        fetch(&desk.event(Event::Hint));
    }
    let pages = [
        (page(&[], None), Code::SyncAnswer),
        (page(&[row(10, 1)], None), Code::SyncAnswer),
        (page(&[row(12, 1)], Some(complete(11, 5))), Code::SyncAnswer),
        (page(&[], Some(complete(9, 5))), Code::SyncAnswer),
        (page(&[], Some(complete(11, 4))), Code::SyncMismatch),
        (page(&[], Some(complete(11, 6))), Code::SyncMismatch),
    ];
    for (page, code) in pages {
        let mut desk = Desk::quiet();
        let (ticket, _) = fetch(&desk.event(Event::Hint));
        assert_eq!(desk.event(Event::Paged(ticket, page.clone())), [], "{page:?}");
        assert_eq!(desk.stopped(), Some(code), "{page:?}");
        assert_eq!(desk.event(Event::Edited), [Effect::Seal { at_most: 200 }]);
        assert!(desk.after(600_000).is_empty());
        assert_eq!(fetch(&desk.event(Event::Asked)).1.cursor.rev, 10, "the cursor stands where it stood");
    }
}

/// CM-SYNC-03: pages without end stop; pages that go back stop.
#[test]
fn pages_get_somewhere() {
    let mut desk = Desk::quiet();
    let (mut ticket, _) = fetch(&desk.event(Event::Hint));
    let mut rev = 10;
    let mut pages = 0;
    loop {
        rev += 1;
        let effects = desk.event(Event::Paged(ticket, page(&[row(rev, 1)], None)));
        if effects.is_empty() {
            break;
        }
        pages += 1;
        (ticket, _) = fetch(&effects);
        desk.event(Event::Staged);
    }
    assert_eq!((pages, desk.stopped()), (20_000, Some(Code::SyncAnswer)));
    let (ticket, _) = fetch(&desk.event(Event::Asked));
    let (ticket, _) = fetch(&desk.event(Event::Paged(ticket, page(&[row(20, 1)], None))));
    desk.event(Event::Staged);
    assert_eq!(desk.event(Event::Paged(ticket, page(&[row(20, 1)], None))), []);
    assert_eq!(desk.stopped(), Some(Code::SyncAnswer));
}

/// CM-SYNC-01: what comes late or twice is no answer.
#[test]
fn tickets_are_taken_once() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let (old, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    desk.event(Event::PushFailed(old, Failure::Lost));
    let late = answer(vec![answered(6, Outcome::Applied)]);
    assert_eq!(desk.event(Event::Pushed(old, late.clone())), []);
    desk.after(3_000);
    let (new, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    assert_eq!(desk.event(Event::Pushed(old, late.clone())), []);
    assert!(!desk.event(Event::Pushed(new, late.clone())).is_empty());
    assert_eq!(desk.event(Event::Pushed(new, late)), []);
}

/// CM-SYNC-03: clocks that jump by ten years, either way, cost at most an hour of waiting and lose nothing.
#[test]
fn clocks_jump() {
    const TEN_YEARS: Millis = 10 * 365 * 24 * 3_600_000;
    let mut desk = Desk::quiet();
    desk.now += TEN_YEARS;
    let (ticket, _) = fetch(&desk.event(Event::Tick));
    desk.pull_empty(ticket, 10);
    desk.now -= TEN_YEARS;
    assert_eq!(desk.event(Event::Tick), []);
    fetch(&desk.after(73_000));
}

/// CM-SYNC-03: a store that takes nothing holds its lane and says why; then it is tried again.
#[test]
fn a_full_disk_is_waited_for() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    desk.event(Event::Paged(ticket, page(&[row(11, 1)], None)));
    assert_eq!(desk.event(Event::StoreFailed(Problem::new(Code::LocalStoreFull))), []);
    assert_eq!(desk.stopped(), Some(Code::LocalStoreFull));
    assert_eq!(fetch(&desk.after(3_000)).1.after, None, "from the beginning");
}

/// CM-SYNC-03: pages that cannot be put on stop the pull, say why, and hold up no push; whoever asks begins anew.
#[test]
fn impossible_pages_stop_the_pull() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    desk.event(Event::Paged(ticket, page(&[row(11, 1)], None)));
    assert_eq!(desk.event(Event::StoreFailed(Problem::new(Code::SyncAnswer))), []);
    assert_eq!(desk.stopped(), Some(Code::SyncAnswer));
    assert_eq!(desk.after(3_600_000), []);
    assert_eq!(desk.event(Event::Edited), [Effect::Seal { at_most: 200 }]);
    desk.event(Event::Sealed(None));
    fetch(&desk.event(Event::Asked));
    assert_eq!(desk.stopped(), None);
}

/// CM-SYNC-03: another program may have sealed and pushed from the same vault: what the server says of its numbers is no mismatch.
#[test]
fn another_programs_numbers_are_known() {
    let mut desk = Desk::quiet();
    let (ticket, _) = fetch(&desk.event(Event::Hint));
    desk.event(Event::Numbered { sealed: 9, processed: 9 });
    let effects = desk.event(Event::Paged(ticket, page(&[], Some(complete(12, 9)))));
    assert!(matches!(effects[..], [Effect::Stage { first: true, .. }]), "{effects:?}");
    desk.event(Event::Numbered { sealed: 3, processed: 3 });
    assert_eq!((desk.engine.push.sealed, desk.engine.push.processed), (9, 9), "numbers only grow");
}

/// CM-SYNC-01: signing out leaves what was under way, and signing in goes on with it.
#[test]
fn signing_out_keeps_the_outbox() {
    let mut desk = Desk::quiet();
    desk.event(Event::Edited);
    let (ticket, _) = pushing(&desk.event(Event::Sealed(Some(Batch { first: 6, last: 6 }))));
    assert_eq!(desk.event(Event::SignedOut), []);
    assert_eq!(desk.event(Event::Pushed(ticket, answer(vec![answered(6, Outcome::Applied)]))), []);
    assert_eq!(desk.engine.push.processed, 5);
    assert!(desk.event(Event::SignedIn).contains(&Effect::Seal { at_most: 200 }));
}

/// CM-SYNC-03: an order of before the horizon is loaded whole when it is wanted; one that the server does not have is not asked for
/// again.
#[test]
fn a_wanted_order_is_loaded_whole() {
    let mut desk = Desk::quiet();
    let (ticket, asked) = fetch(&desk.event(Event::Wanted(order_id(7))));
    assert_eq!(asked.scope, Scope::Order(order_id(7)));
    assert_eq!(desk.event(Event::Wanted(order_id(7))), [], "it is on its way");
    desk.event(Event::Paged(ticket, page(&[], Some(complete(11, 5)))));
    desk.event(Event::Staged);
    desk.event(Event::Applied { differing: Vec::new() });
    let (ticket, asked) = fetch(&desk.event(Event::Wanted(order_id(8))));
    assert_eq!(asked.scope, Scope::Order(order_id(8)));
    desk.event(Event::PullFailed(ticket, Failure::Refused(values::Problem::new(Code::NotFound))));
    assert_eq!(desk.stopped(), Some(Code::NotFound));
    assert_eq!(fetch(&desk.event(Event::Asked)).1.scope, Scope::Changes);
}
