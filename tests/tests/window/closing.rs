//! Closing: a page that is gone holds no window open and no start up.

use std::{
    ffi::OsStr,
    process::{Child, Command},
    time::Duration,
};

use house_tests::window::{Computer, ends, program, window_of};

use crate::person::Person;

/// Far longer than the window waits for a page that is gone, and far shorter than for ever.
const SOON: Duration = Duration::from_secs(20);

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
