//! What each command does: ask the verbs and the desk, and put into words what came of it.

mod account;
mod attention;
mod check;
mod connect;
mod export;
mod filter;
mod history;
mod import;
mod keep;
mod lines;
mod list;
mod lock;
mod notices;
mod older;
mod order;
mod outbox;
mod register;
mod remove_data;
mod sign_in;
mod sync;
mod template;
mod vault;

use actions::Host as _;
use clap::CommandFactory as _;
use desk::desk::Desk;
use desk::vault::Unlock;
use serde_json::json;

use crate::answer::{Answer, Outcome};
use crate::args::{AttentionCommand, Command, LinesCommand, OrderCommand};
use crate::call::Call;
use crate::run::{listen, until_interrupted};
use crate::{args, help, session};

/// What is left to do once the answer is out.
pub(crate) enum After {
    /// Nothing.
    Nothing,
    /// To close the vault.
    Close(Box<Desk>),
    /// Something was written: the day's backup, and up to so many rows for the search index.
    Written(Box<Desk>, usize),
}

impl After {
    /// Does it.
    pub(crate) async fn run(self) {
        let desk = match self {
            Self::Nothing => return,
            Self::Close(desk) => desk,
            Self::Written(desk, rows) => {
                session::after_write(&desk, rows).await;
                desk
            }
        };
        desk.lock().await;
    }
}

/// Rows that are indexed after an edit: some ten milliseconds; a search scans what is left.
const ROWS_AFTER_EDIT: usize = 1_024;
/// An order has at most so many lines: after an import all of them are brought into the search index.
const ROWS_AFTER_IMPORT: usize = 100_000;

/// Runs a command. Ctrl+C breaks off what only reads.
pub(crate) async fn perform(call: &Call, command: Command) -> (Outcome, After) {
    if let Some(outcome) = without_a_vault(call, &command).await {
        return (outcome, After::Nothing);
    }
    let (desk, unlock) = match session::open(call).await {
        Ok(opened) => opened,
        Err(failure) => return (Err(failure), After::Nothing),
    };
    tell_expired_draft(call, &desk).await;
    let interrupted = listen(call);
    let is_large = matches!(command, Command::Import(_) | Command::Sync { .. });
    let rows = if is_large { ROWS_AFTER_IMPORT } else { ROWS_AFTER_EDIT };
    if is_writing(&command) {
        let outcome = with_a_vault(call, &desk, unlock, command).await;
        // A refusal wrote nothing; problems that were told beside a result did not keep it from being written.
        let is_written = outcome.is_ok();
        let desk = Box::new(desk);
        return (outcome, if is_written { After::Written(desk, rows) } else { After::Close(desk) });
    }
    let outcome = until_interrupted(interrupted, with_a_vault(call, &desk, unlock, command)).await;
    (outcome, After::Close(Box::new(desk)))
}

/// A registration that nobody touched for 30 days goes with a word (YW-REG-08).
async fn tell_expired_draft(call: &Call, desk: &Desk) {
    match desk::remote::draft(desk.store(), desk.now()).await {
        Ok((_, true)) => eprintln!(
            "{}",
            call.say(
                "备案草稿超过 30 天未修改，已删除。",
                "The registration draft was not touched for 30 days and is deleted."
            )
        ),
        Ok((_, false)) => {}
        // It is found again by the next command.
        Err(error) => tracing::warn!(%error, "the registration draft"),
    }
}

/// Whether a command may change the vault's contents: Ctrl+C then waits for the end of its transaction.
fn is_writing(command: &Command) -> bool {
    match command {
        Command::Order(order) => !matches!(
            order,
            OrderCommand::List(_)
                | OrderCommand::Show(_)
                | OrderCommand::ExportList { .. }
                | OrderCommand::Older { .. }
        ),
        Command::Lines(lines) => !matches!(lines, LinesCommand::Find { .. }),
        Command::Import(import) => !import.dry_run,
        Command::Attention(attention) => !matches!(attention, AttentionCommand::List { .. }),
        // It listens for Ctrl+C itself, and stops where nothing is half written.
        Command::Sync { .. } => true,
        Command::Undo { .. } | Command::Redo { .. } | Command::Filter(_) | Command::Backup { .. } => true,
        _ => false,
    }
}

/// Commands that need no open vault; `None` for the others.
async fn without_a_vault(call: &Call, command: &Command) -> Option<Outcome> {
    Some(match command {
        Command::Init { recovery_out } => vault::init(call, recovery_out.as_deref()).await,
        Command::Check(check) => check::check(call, check),
        Command::Template { out, currency } => template::template(call, out, *currency),
        Command::Completions { shell } => Ok(completions(call, *shell)),
        Command::Restore { file } => keep::restore(call, file).await,
        Command::Doctor => keep::doctor(call).await,
        Command::Recover => lock::recover(call).await,
        Command::RemoveData => remove_data::remove_data(call).await,
        Command::Lock(lock) => lock::lock(call, *lock).await,
        Command::Vaults => vault::vaults(call),
        _ => return None,
    })
}

async fn with_a_vault(call: &Call, desk: &Desk, unlock: Unlock, command: Command) -> Outcome {
    match command {
        Command::Order(OrderCommand::List(list)) => list::list(call, desk, &list).await,
        Command::Order(OrderCommand::ExportList { out, filter }) => {
            export::list(call, desk, &out, &filter).await
        }
        Command::Order(OrderCommand::Older { before }) => older::older(call, desk, before.as_deref()).await,
        Command::Order(OrderCommand::Fetch { id }) => older::fetch(call, desk, &id).await,
        Command::Order(order) => order::order(call, desk, order).await,
        Command::Filter(filter) => filter::filter(call, desk, filter).await,
        Command::Lines(lines) => lines::lines(call, desk, lines).await,
        Command::Import(import) => import::import(call, desk, &import).await,
        Command::Imports { id } => history::imports(call, desk, &id).await,
        Command::Export { id, out } => export::export(call, desk, &id, &out).await,
        Command::Undo { id } => history::turn(call, desk, &id, true).await,
        Command::Redo { id } => history::turn(call, desk, &id, false).await,
        Command::History { id, limit, before } => history::history(call, desk, &id, limit, before).await,
        Command::Backup { file } => keep::backup(call, desk, &file).await,
        Command::Backups => keep::backups(call, desk),
        Command::Outbox { limit, offset, export } => match export {
            Some(out) => outbox::export(call, desk, &out).await,
            None => outbox::outbox(call, desk, limit, offset).await,
        },
        Command::Sync { watch } => sync::sync(call, desk, watch).await,
        Command::Attention(command) => attention::attention(call, desk, &command).await,
        Command::Connect { url, ca, plain_http } => {
            connect::connect(call, desk, &url, ca.as_deref(), plain_http).await
        }
        Command::Register { file, acknowledge } => register::register(call, desk, &file, &acknowledge).await,
        Command::Activate { file, no_send } => register::activate(call, desk, &file, no_send).await,
        Command::SignIn(sign_in) => sign_in::sign_in(call, desk, unlock, &sign_in).await,
        Command::SignOut => sign_in::sign_out(call, desk).await,
        Command::Whoami => sign_in::whoami(call, desk).await,
        Command::Password(password) => account::password(call, desk, unlock, &password).await,
        Command::Mobile { number, no_send } => account::mobile(call, desk, &number, no_send).await,
        Command::Notices(notices) => notices::notices(call, desk, &notices).await,
        Command::Devices(devices) => account::devices(call, desk, &devices).await,
        _ => unreachable!("commands without a vault were answered before"),
    }
}

fn completions(call: &Call, shell: clap_complete::Shell) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut help::localized(args::Line::command(), call.lang),
        "xinbao",
        &mut script,
    );
    let script = String::from_utf8_lossy(&script).into_owned();
    Answer::new(json!({ "script": script }), script)
}
