//! From arguments to an exit status: language, parsing, the command itself, and the promise that whatever happens ends
//! in one answer.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _};
use desk::views::{ProblemView, Sight};
use serde_json::{Value, json};
use values::{Code, Lang, Problem};

use crate::answer::{Answer, Exit, Failure, Outcome, reference};
use crate::args::{LangArg, Line};
use crate::call::{Call, language_of_environment};
use crate::output::{Style, print};
use crate::table::Human;
use crate::{commands, help};

/// Runs a command line.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let style = style_of(&arguments);
    log();
    quiet_panics();
    let answer = guarded(|| match parse(&arguments, style) {
        Ok(line) => perform(line, style),
        Err(answer) => Told::Answer(*answer),
    });
    match answer {
        Told::Answer(answer) => code(print(&answer, style)),
        Told::Printed(exit) => code(exit),
    }
}

fn code(exit: Exit) -> ExitCode {
    ExitCode::from(exit as u8)
}

/// An answer, printed already or not.
enum Told {
    Answer(Answer),
    Printed(Exit),
}

/// Whether JSON and which language was asked for, before anything is parsed: wrong usage is answered in that form too.
fn style_of(arguments: &[OsString]) -> Style {
    let texts: Vec<&str> = arguments
        .iter()
        .skip(1)
        .filter_map(|argument| argument.to_str())
        .take_while(|text| *text != "--")
        .collect();
    let lang = texts.iter().enumerate().rev().find_map(|(at, text)| match *text {
        "--lang=zh" => Some(Lang::Zh),
        "--lang=en" => Some(Lang::En),
        "--lang" => match texts.get(at + 1) {
            Some(&"zh") => Some(Lang::Zh),
            Some(&"en") => Some(Lang::En),
            _ => None,
        },
        _ => None,
    });
    Style { json: texts.contains(&"--json"), lang: lang.unwrap_or_else(language_of_environment) }
}

/// Logs go to standard error, and only where `XINBAO_LOG` asks for them; what is logged never holds personal data.
fn log() {
    let filter = std::env::var("XINBAO_LOG").unwrap_or_else(|_| "off".to_owned());
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_else(|_| "off".into());
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).finish();
    // Fails only where there is a subscriber already.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// A panic says where it happened, to the log; its words may quote what was entered.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

/// Turns a panic into `INTERNAL` with a reference number.
fn guarded(work: impl FnOnce() -> Told) -> Told {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let request_id = reference();
        tracing::error!(request_id, "ended by a panic");
        let problem = Problem::new(Code::Internal).with("request_id", request_id);
        Told::Answer(refusal(vec![problem]))
    })
}

fn refusal(problems: Vec<Problem>) -> Answer {
    Answer::new(Value::Null, "").with(problems, Sight::Masked)
}

fn parse(arguments: &[OsString], style: Style) -> Result<Line, Box<Answer>> {
    let parsed = help::localized(Line::command(), style.lang)
        .try_get_matches_from(arguments)
        .and_then(|matches| Line::from_arg_matches(&matches));
    parsed.map_err(|error| {
        Box::new(match error.kind() {
            ErrorKind::DisplayHelp => {
                let text = error.render().to_string();
                Answer::new(json!({ "help": text }), text)
            }
            ErrorKind::DisplayVersion => {
                Answer::new(json!({ "version": env!("CARGO_PKG_VERSION") }), error.render().to_string())
            }
            _ => wrong_usage(&error),
        })
    })
}

/// `USAGE` with what is wrong, in both languages.
fn wrong_usage(error: &clap::Error) -> Answer {
    let (zh, en) = detail(error);
    let problem = |detail: String| Problem::new(Code::Usage).with("detail", detail);
    let mut view = ProblemView::of(&problem(en.clone()), Sight::Masked);
    view.message_zh = problem(zh).message(Lang::Zh);
    let mut answer = Answer::new(Value::Null, Human::Text(String::new()));
    answer.told.add_view(view, Exit::Usage);
    answer
}

fn detail(error: &clap::Error) -> (String, String) {
    let texts = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let arg = texts(ContextKind::InvalidArg);
    let value = texts(ContextKind::InvalidValue);
    let allowed = texts(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = texts(ContextKind::InvalidSubcommand);
            (format!("没有命令 {name}"), format!("there is no command {name}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("缺少命令，请看 --help".to_owned(), "a command is missing, see --help".to_owned())
        }
        ErrorKind::UnknownArgument => (format!("没有参数 {arg}"), format!("there is no argument {arg}")),
        ErrorKind::MissingRequiredArgument => (format!("缺少 {arg}"), format!("{arg} is missing")),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{arg} 缺少值"), format!("{arg} needs a value"))
        }
        ErrorKind::InvalidValue if !allowed.is_empty() => (
            format!("{arg} 不能是 {value}，可用：{allowed}"),
            format!("{arg} cannot be {value}; it is one of {allowed}"),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{arg} 不能是 {value}"), format!("{arg} cannot be {value}"))
        }
        ErrorKind::ArgumentConflict => (
            format!("{arg} 不能重复或与其他参数同用"),
            format!("{arg} is given twice or beside another that excludes it"),
        ),
        _ => ("请看 --help".to_owned(), "see --help".to_owned()),
    }
}

fn perform(line: Line, style: Style) -> Told {
    let lang = match line.global.lang {
        Some(LangArg::Zh) => Lang::Zh,
        Some(LangArg::En) => Lang::En,
        None => style.lang,
    };
    let call = Call { global: line.global, lang, cancelled: Arc::new(AtomicBool::new(false)) };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("the system gives a few threads");
    let told = runtime.block_on(async {
        let (outcome, after) = commands::perform(&call, line.command).await;
        let answer = outcome.unwrap_or_else(|Failure(problems)| refusal(problems));
        // The answer goes out first; the day's backup and the search index need not keep anyone waiting.
        let exit = print(&answer, style);
        after.run().await;
        Told::Printed(exit)
    });
    // A reader of standard input may still wait for a line that nobody types any more.
    runtime.shutdown_background();
    told
}

/// Listens for Ctrl+C: what is under way notices it and leaves nothing half done. Before, while secrets are asked for,
/// Ctrl+C ends the program.
pub(crate) fn listen(call: &Call) -> tokio::sync::watch::Receiver<bool> {
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let cancelled = Arc::clone(&call.cancelled);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            cancelled.store(true, Ordering::Relaxed);
            // Nobody listens once the answer is out.
            let _ = sender.send(true);
        }
    });
    receiver
}

/// A command that may be broken off at any moment, because it changes nothing: Ctrl+C answers `CANCELLED`.
pub(crate) async fn until_interrupted(
    mut interrupted: tokio::sync::watch::Receiver<bool>,
    work: impl Future<Output = Outcome>,
) -> Outcome {
    tokio::select! {
        outcome = work => outcome,
        () = async { while interrupted.changed().await.is_ok() && !*interrupted.borrow() {} } => {
            Err(Problem::new(Code::Cancelled).into())
        }
    }
}

#[cfg(test)]
mod tests;
