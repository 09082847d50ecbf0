//! Closing: a question stays open for as long as the person thinks; a page that is gone holds no window open and no start up.

use std::{
    ffi::OsStr,
    process::{Child, Command},
    time::Duration,
};

use house_tests::window::{Computer, ends, program, window_of};

use crate::person::Person;

/// Far longer than the window waits for a page that is gone, and far shorter than for ever.
const SOON: Duration = Duration::from_secs(20);

/// Longer than a window waits for a page that does not say that it heard (`system::events`).
const LONGER_THAN_FOR_A_PAGE: Duration = Duration::from_secs(4);

/// YW-NAV-04: a window that shows its closing question stays open until it is answered: cancelled it goes on, discarded it closes.
#[test]
fn a_window_that_asks_stays_open_until_it_is_answered() {
    const ASKED: &str = "有一行还没有添加，要离开吗？";
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    person.goes_to_the_entry_row();
    person.types("示例商户一");
    let program = person.window.program().expect("it runs");

    person.window.press_cross().expect("the window is there");
    person.sees(ASKED);
    assert!(!ends(program, LONGER_THAN_FOR_A_PAGE), "the person is still thinking");
    person.presses("取消");
    person.waits("the question is gone", "return document.querySelector('dialog[open]') === null");
    assert!(!ends(program, Duration::ZERO), "cancelled, the window stays");

    person.window.press_cross().expect("the window is there");
    person.sees(ASKED);
    person.presses("放弃");
    assert!(ends(program, SOON), "discarded, the window closes");
}

/// A second start on the computer's vault.
fn starts_again(computer: &Computer) -> Child {
    Command::new(program().expect("the window's program"))
        .args([OsStr::new("--data"), computer.folder().join("vault").as_os_str()])
        .env("XDG_DATA_HOME", computer.data_home())
        .spawn()
        .expect("it starts")
}

/// CM-OFF-01: a start that finds a window without a page takes its place, so that the person has one to work in.
#[test]
fn a_start_takes_the_place_of_a_window_whose_page_is_gone() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    let first = person.window.program().expect("it runs");
    person.window.crash_page().expect("a page is there");
    let mut next = starts_again(&computer);
    assert!(ends(first, SOON), "the window without a page makes room");
    let shown = (0..1_000).any(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        window_of(next.id()).expect("xdotool is installed").is_some()
    });
    assert!(shown && !ends(next.id(), Duration::ZERO), "the second start stands before the person");
    next.kill().expect("it runs");
    next.wait().expect("it runs");
}
