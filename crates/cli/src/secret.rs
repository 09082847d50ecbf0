//! Secrets as they come in: from `--password-file`, from the terminal without echo, or from a line of standard input.
//! Never from arguments.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::call::Call;
use crate::input::{decoded, unreadable};
use values::Problem;

/// How long a standard input that is no terminal may stay silent before it counts as saying nothing: a program that
/// inherited a pipe must not wait for ever.
const SILENCE: Duration = Duration::from_secs(3);
/// Longest line that can be a secret, in bytes.
const LINE_BYTES_MAX: u64 = 1024;
/// What is read of a password file, in bytes.
const FILE_BYTES_MAX: usize = 4096;

/// Lines of the password file that were used already: `lock change` takes two.
static USED_LINES: Mutex<usize> = Mutex::new(0);

/// The next secret; `None` if nobody gives one. `what` is asked for on a terminal.
///
/// # Errors
/// `FILE_READ` for the password file.
pub(crate) fn ask(call: &Call, what: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    let given = match &call.global.password_file {
        Some(file) => from_file(file)?,
        None if io::stdin().is_terminal() => {
            rpassword::prompt_password(format!("{what}: ")).ok().map(Zeroizing::new)
        }
        None => from_standard_input(),
    };
    Ok(given.filter(|text| !text.is_empty()))
}

/// How long a code or the text of a picture is waited for, on a pipe as on a terminal: as long as an SMS code is valid.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// What somebody has to read somewhere first: a picture, a message. It comes from the next line of the password file where that
/// has one more, else from the terminal or standard input, where it is waited for.
///
/// # Errors
/// `FILE_READ` for the password file.
fn ask_read(call: &Call, what: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    let further = match &call.global.password_file {
        Some(file) => further_line(file)?,
        None => None,
    };
    let given = match further {
        Some(line) => Some(line),
        None if io::stdin().is_terminal() => {
            eprint!("{what}: ");
            standard_line(None)
        }
        None => standard_line(Some(PATIENCE)),
    };
    Ok(given.filter(|text| !text.trim().is_empty()))
}

/// [`ask`] while a vault is open: Ctrl+C breaks it off as it does everything else.
///
/// # Errors
/// As [`ask`].
pub(crate) async fn asked(call: &Call, what: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    aside(call, what, ask).await
}

/// [`ask_read`] while a vault is open.
///
/// # Errors
/// As [`ask_read`].
pub(crate) async fn read(call: &Call, what: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    aside(call, what, ask_read).await
}

type Asking = fn(&Call, &str) -> Result<Option<Zeroizing<String>>, Problem>;

/// Waits for a person on a thread of its own.
async fn aside(call: &Call, what: &str, asking: Asking) -> Result<Option<Zeroizing<String>>, Problem> {
    let (call, what) = (call.clone(), what.to_owned());
    match tokio::task::spawn_blocking(move || asking(&call, &what)).await {
        Ok(given) => given,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

/// The next line of the password file that was not used yet.
fn further_line(path: &Path) -> Result<Option<Zeroizing<String>>, Problem> {
    let text = file_text(path)?;
    let mut used = USED_LINES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let line = text.lines().nth(*used).map(|line| Zeroizing::new(line.to_owned()));
    *used += usize::from(line.is_some());
    Ok(line)
}

fn from_file(path: &Path) -> Result<Option<Zeroizing<String>>, Problem> {
    let text = file_text(path)?;
    let mut used = USED_LINES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let lines: Vec<&str> = text.lines().collect();
    // A file with one line answers every question with it.
    let line = lines.get(*used).or(lines.last()).map(|line| Zeroizing::new((*line).to_owned()));
    *used += 1;
    Ok(line)
}

fn file_text(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(FILE_BYTES_MAX));
    let read =
        std::fs::File::open(path).and_then(|file| file.take(FILE_BYTES_MAX as u64).read_to_end(&mut bytes));
    let text = read.and_then(|_| decoded(&bytes).ok_or_else(|| io::ErrorKind::InvalidData.into()));
    text.map(Zeroizing::new).map_err(|error| unreadable(&error))
}

fn from_standard_input() -> Option<Zeroizing<String>> {
    standard_line(Some(SILENCE))
}

/// A line of standard input; none if it is silent for so long.
fn standard_line(patience: Option<Duration>) -> Option<Zeroizing<String>> {
    let (sender, line) = std::sync::mpsc::sync_channel(1);
    std::thread::spawn(move || {
        let mut text = Zeroizing::new(String::new());
        // What follows the line stays for whoever asks next: the lock keeps its buffer.
        let read = io::stdin().lock().take(LINE_BYTES_MAX).read_line(&mut text);
        let _ = sender.send(read.ok().map(|_| text)); // nobody waits any more
    });
    let text = match patience {
        Some(patience) => line.recv_timeout(patience).ok()??,
        None => line.recv().ok()??,
    };
    Some(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}
