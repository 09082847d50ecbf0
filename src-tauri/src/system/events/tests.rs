use std::sync::{Arc, Mutex};

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
