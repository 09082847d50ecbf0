use super::*;
use crate::raw::Totals;

const END: Message = Message::Event(RawEvent::End(Totals { data_rows: 1, hidden_rows: 0 }));

fn received(
    left: Duration,
    is_cancelled: bool,
    send: impl FnOnce(&SyncSender<Vec<Message>>),
) -> (String, usize) {
    let (sender, loads) = sync_channel(8);
    send(&sender);
    drop(sender);
    let mut events = 0;
    let result = receive(&loads, left, &AtomicBool::new(is_cancelled), &mut |_| {
        events += 1;
        ControlFlow::Continue(())
    });
    (format!("{result:?}"), events)
}

/// GOALS, hostile files: a child that says nothing is waited for no longer than it may take (`IMP_TIMEOUT`).
#[test]
fn a_silent_child_is_not_waited_for() {
    let second = Duration::from_secs(1);
    assert_eq!(received(Duration::ZERO, false, |_| {}), ("Ok(None)".to_owned(), 0));
    let (sender, loads) = sync_channel::<Vec<Message>>(1);
    let result =
        receive(
            &loads,
            Duration::from_millis(1),
            &AtomicBool::new(false),
            &mut |_| ControlFlow::Continue(()),
        );
    assert_eq!(result, Err(Refusal::Timeout));
    drop(sender);
    assert_eq!(received(second, true, |_| {}), ("Err(Cancelled)".to_owned(), 0));
}

/// YW-IMP-02: the account ends with its end, with a refusal, or with the child.
#[test]
fn ends_of_the_account() {
    let second = Duration::from_secs(1);
    let send = |load: Vec<Message>| move |sender: &SyncSender<Vec<Message>>| sender.send(load).unwrap();
    assert_eq!(received(second, false, send(vec![END, END])), ("Ok(Some(Ok(())))".to_owned(), 1));
    let refused = vec![Message::Refused(Refusal::Rows(7)), END];
    assert_eq!(received(second, false, send(refused)), ("Ok(Some(Err(Rows(7))))".to_owned(), 0));
    assert_eq!(received(second, false, send(vec![])), ("Ok(None)".to_owned(), 0));
}

/// YW-IMP-02: the process's own streams: a request in, an account out; nonsense is an error.
#[test]
fn streams_of_the_process() {
    let mut request = Vec::new();
    pipe::write_request(&mut request, &ReadRequest::new("/nonexistent/a.csv")).unwrap();
    // The memory bound is for the process as a whole, so only what follows it is tried here.
    let mut output = Vec::new();
    answer(&mut request.as_slice(), &mut output).unwrap();
    let mut from = output.as_slice();
    pipe::read_start(&mut from).unwrap();
    assert!(matches!(pipe::read_message(&mut from), Ok(Message::Refused(Refusal::Unreadable(_)))));
    assert!(answer(&mut [0xff, 0xff].as_slice(), Vec::new()).is_err());
}

/// GOALS, hostile files: on every system a process that takes more than its bound ends and says why, whoever asked for the
/// memory.
#[test]
fn a_flood_ends_the_process() {
    const FLOOD: &str = "XINBAO_TEST_FLOOD";
    const PIECE: usize = 32 * 1024 * 1024;
    if std::env::var_os(FLOOD).is_some() {
        bound::memory().unwrap();
        let pieces = 4 * crate::bounds::READ_MEMORY_BYTES_MAX / PIECE as u64;
        let flood: Vec<Vec<u8>> = (0..pieces).map(|_| vec![1; PIECE]).collect();
        panic!("{} pieces fitted", flood.len());
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "worker::tests::a_flood_ends_the_process", "--nocapture"]).env(FLOOD, "1");
    let ended = again.stdin(Stdio::null()).output().unwrap();
    let words = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && bound::is_out_of_memory(&words), "{ended:?}");
}
