//! Reading in a process of its own, so that no file can take the program down: a crash, an endless loop or a flood of memory
//! inside a parser ends that process and becomes a coded refusal here (GOALS, hostile files).
//!
//! The program starts itself again with [`COMMAND`]; the child takes one request on its standard input and gives its account
//! on its standard output.

mod bound;

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::bounds::READ_SECONDS_MAX;
use crate::pipe::{self, Message};
use crate::raw::{RawCell, RawEvent};
use crate::reader::{self, Emit, ReadRequest};
use crate::refusal::Refusal;

/// The hidden subcommand by which a program becomes the reading process.
pub const COMMAND: &str = "read-workbook";

/// How often a waiting parent looks whether it was cancelled.
const TICK: Duration = Duration::from_millis(20);
/// Rows after which the first problems go out, without waiting for a full buffer.
const FIRST_ROWS: u32 = 64;
/// Messages that travel between the threads of the parent at once, and how many such loads may wait.
const LOAD: usize = 256;
const LOADS_WAITING: usize = 4;
/// Text, in bytes, after which a load goes out however few rows it has: a hostile file may fill every cell.
const LOAD_BYTES: usize = 256 * 1024;

/// Reads in this process and in this thread; a panic of a parser is `Damaged`.
///
/// # Errors
/// As [`reader::read`].
pub fn read_in_process(request: &ReadRequest, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    catch_unwind(AssertUnwindSafe(|| reader::read(request, emit))).unwrap_or(Err(Refusal::Damaged))
}

/// The reading process: bounds itself, takes a request from `input` and answers on `output`.
///
/// # Errors
/// Those of the two streams; the parent then sees the stream end.
pub fn run(input: &mut impl Read, output: impl Write) -> io::Result<()> {
    bound::memory()?;
    answer(input, output)
}

fn answer(input: &mut impl Read, output: impl Write) -> io::Result<()> {
    let request = pipe::read_request(input).map_err(io::Error::other)?;
    let mut output = BufWriter::with_capacity(64 * 1024, output);
    pipe::write_start(&mut output)?;
    let mut rows = 0;
    let mut failure = None;
    let result = read_in_process(&request, &mut |event| {
        rows += u32::from(matches!(event, RawEvent::Row(_)));
        let is_early = !matches!(event, RawEvent::Row(_)) || rows == FIRST_ROWS;
        let written = pipe::write_event(&mut output, &event);
        match written.and_then(|()| if is_early { output.flush() } else { Ok(()) }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error);
    }
    if let Err(refusal) = result {
        pipe::write_message(&mut output, &Message::Refused(refusal))?;
    }
    output.flush()
}

/// Reads in a child process. `exe` is a program that runs [`run`] when called with [`COMMAND`]. `on_event` is called in this
/// thread; `cancel` is looked at every 20 ms.
///
/// # Errors
/// Any [`Refusal`]: `Timeout` when the child was waited for longer than [`READ_SECONDS_MAX`] in all, `TooLarge` when it ran out of memory,
/// `Damaged` when it crashed, `Cancelled` when `cancel` was set or `on_event` broke off, `Unreadable` when it could not be
/// started.
pub fn read_in_child(
    exe: &Path,
    request: &ReadRequest,
    cancel: &AtomicBool,
    on_event: &mut Emit<'_>,
) -> Result<(), Refusal> {
    let mut command = Command::new(exe);
    command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    apart(&mut command);
    let mut child = Running(command.spawn()?);
    let mut stdin = child.0.stdin.take().expect("standard input is piped");
    let stdout = child.0.stdout.take().expect("standard output is piped");
    let stderr = child.0.stderr.take().expect("standard error is piped");
    // A child that dies before it has read all is told apart below, by how it ended.
    let mut bytes = Vec::new();
    pipe::write_request(&mut bytes, request)?;
    let _ = stdin.write_all(&bytes);
    drop(stdin);
    let (sender, loads) = sync_channel(LOADS_WAITING);
    thread::spawn(move || forward(stdout, &sender));
    let complaints = thread::spawn(move || first_words(stderr));

    match receive(&loads, Duration::from_secs(READ_SECONDS_MAX), cancel, on_event)? {
        Some(result) => result,
        None => {
            child.end();
            let words = complaints.join().unwrap_or_default();
            Err(if bound::is_out_of_memory(&words) { Refusal::TooLarge } else { Refusal::Damaged })
        }
    }
}

/// Apart from the terminal: a Ctrl+C is for the parent, which ends the child itself and answers that it was cancelled.
/// (A child that the system ended first would look like a damaged file.) On Windows no console flashes either.
fn apart(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    #[cfg(not(any(unix, windows)))]
    let _ = command;
}

/// A child that does not outlive its parent's interest.
struct Running(Child);

impl Running {
    fn end(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Passes the child's messages on until it ends, in loads: whatever has arrived goes at once.
fn forward(stdout: impl Read, loads: &SyncSender<Vec<Message>>) {
    let mut stdout = BufReader::with_capacity(64 * 1024, stdout);
    if pipe::read_start(&mut stdout).is_err() {
        return;
    }
    let mut load = Vec::new();
    let mut bytes = 0;
    while let Ok(message) = pipe::read_message(&mut stdout) {
        bytes += text_bytes(&message);
        load.push(message);
        let is_due = load.len() >= LOAD || bytes >= LOAD_BYTES || stdout.buffer().is_empty();
        bytes = if is_due { 0 } else { bytes };
        if is_due && loads.send(std::mem::take(&mut load)).is_err() {
            return;
        }
    }
    // A last load before a crash is still good; nobody listening is no matter.
    let _ = loads.send(load);
}

/// Text that a message holds, in bytes; only rows can hold much.
fn text_bytes(message: &Message) -> usize {
    let Message::Event(RawEvent::Row(row)) = message else {
        return 0;
    };
    let texts = row.cells.iter().map(|cell| match cell {
        RawCell::Text(text) | RawCell::Error(text) => text.len(),
        _ => 0,
    });
    texts.sum()
}

/// What the child said on standard error, as far as it matters; the rest is read and dropped so that it never blocks.
fn first_words(mut stderr: impl Read) -> String {
    let mut words = Vec::new();
    let _ = stderr.by_ref().take(16 * 1024).read_to_end(&mut words);
    let _ = io::copy(&mut stderr, &mut io::sink());
    String::from_utf8_lossy(&words).into_owned()
}

/// Hands the messages out; `left` is the time that waiting for them may take in all. `Some` is the end that the child told, `None` an end without a word.
#[allow(
    clippy::disallowed_methods,
    reason = "a watchdog measures waiting, which decides nothing about the data"
)]
fn receive(
    loads: &Receiver<Vec<Message>>,
    mut left: Duration,
    cancel: &AtomicBool,
    on_event: &mut Emit<'_>,
) -> Result<Option<Result<(), Refusal>>, Refusal> {
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(Refusal::Cancelled);
        }
        // Only waiting for the child counts; what the caller does with the rows is not its fault.
        let start = Instant::now();
        let received = loads.recv_timeout(TICK);
        left = left.saturating_sub(start.elapsed());
        match received {
            Ok(load) => {
                for message in load {
                    match message {
                        Message::Refused(refusal) => return Ok(Some(Err(refusal))),
                        Message::Event(event) => {
                            let is_end = matches!(event, RawEvent::End(_));
                            if on_event(event).is_break() {
                                return Err(Refusal::Cancelled);
                            }
                            if is_end {
                                return Ok(Some(Ok(())));
                            }
                        }
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(Refusal::Timeout),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        }
        if left.is_zero() {
            return Err(Refusal::Timeout);
        }
    }
}

#[cfg(test)]
mod tests;
