use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tauri::ipc::Channel;

use super::Events;
use crate::views::DeskEvent;

#[test]
fn the_page_that_asked_last_hears_and_no_page_is_no_fault() {
    let events = Events::default();
    events.tell(DeskEvent::Changed { revision: None });
    assert!(!events.is_followed());
    let heard = [Arc::new(Mutex::new(0)), Arc::new(Mutex::new(0))];
    for counter in &heard {
        let counter = Arc::clone(counter);
        events.follow(Channel::new(move |_| {
            *counter.lock().expect("no test thread died") += 1;
            Ok(())
        }));
        events.tell(DeskEvent::Changed { revision: None });
    }
    events.tell(DeskEvent::VaultClosed);
    let heard = heard.map(|counter| *counter.lock().expect("no test thread died"));
    assert_eq!(heard, [1, 2]);
}

/// CM-OFF-01: a page that is gone is told from one that thinks: the second says at once that it heard.
#[tokio::test]
async fn a_question_is_heard_by_a_page_that_is_there_and_by_no_other() {
    let events = Arc::new(Events::default());
    let alive = Arc::clone(&events);
    events.follow(Channel::new(move |_| {
        alive.heard();
        Ok(())
    }));
    assert!(events.ask(DeskEvent::CloseAsked).await);
    // Its process has ended, and nobody tells the window.
    events.follow(Channel::new(|_| Ok(())));
    assert!(!events.ask_within(DeskEvent::CloseAsked, Duration::from_millis(10)).await);
    // What it heard before is no answer to what is asked now.
    events.heard();
    assert!(!events.ask_within(DeskEvent::Summoned, Duration::from_millis(10)).await);
}
