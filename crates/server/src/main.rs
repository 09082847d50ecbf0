//! `xinbao-server` (CLI contract): serves the API; `migrate`, `openapi`, `user add`, `backup`, `restore`, `doctor` beside it.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use server::{
    Settings,
    commands::{self, NewUser},
    serve,
    settings::Flags,
};
use tracing_subscriber::EnvFilter;

/// The server of 信保工作台 (Xinbao Desk)
#[derive(Parser)]
#[command(name = "xinbao-server", version, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  xinbao-server --simulated                        try everything out on this machine
  xinbao-server --config /etc/xinbao/server.toml   serve as the file says
  xinbao-server --database postgres://… migrate    bring a database up to date
  xinbao-server backup /backup/2026-03-15.db       copy the embedded database
  printf 'first-pass1\\n' | xinbao-server user add admin --role operator";

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date
    Migrate,
    /// Print the API's description (OpenAPI 3.1)
    Openapi,
    /// Staff accounts
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Write a consistent copy of the embedded database; servers may go on meanwhile
    Backup {
        /// Where to; must not be there yet
        file: PathBuf,
    },
    /// Put a copy in the place of the database, or take over one that pg_restore put back; every desk loads anew then
    Restore {
        /// The copy; absent where other means put the database back
        file: Option<PathBuf>,
    },
    /// See whether what the database holds fits together
    Doctor,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Add somebody of the staff; the first password comes from standard input
    Add(NewUser),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    log();
    match tokio::runtime::Runtime::new()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(cli)))
    {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xinbao-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[allow(
    clippy::print_stdout,
    reason = "a program answers on standard output; its log goes to standard error"
)]
async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    if let Some(Command::Openapi) = cli.command {
        print!("{}", commands::openapi()?);
        return Ok(ExitCode::SUCCESS);
    }
    serve::choose_ciphers()?;
    let settings = match cli.command {
        // Another key than the copy's would be worth nothing.
        Some(Command::Restore { .. }) => Settings::read_without_new_key(&cli.flags)?,
        _ => Settings::read(&cli.flags)?,
    };
    match cli.command {
        None => {
            let scheme = if settings.tls.is_some() { "https" } else { "http" };
            serve::run(&settings, |address| println!("listening on {scheme}://{address}")).await?;
        }
        Some(Command::Migrate) => {
            commands::migrate(&settings).await?;
            println!("the database is up to date");
        }
        Some(Command::User { command: UserCommand::Add(user) }) => {
            println!("{}", commands::add_user(&settings, &user).await?);
        }
        Some(Command::Backup { file }) => println!("{}", commands::backup(&settings, &file).await?),
        Some(Command::Restore { file }) => {
            for line in commands::restore(&settings, file.as_deref()).await? {
                println!("{line}");
            }
        }
        Some(Command::Doctor) => {
            let (lines, well) = commands::doctor(&settings).await?;
            for line in lines {
                println!("{line}");
            }
            return Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(1) });
        }
        Some(Command::Openapi) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Structured lines on standard error. `XINBAO_LOG` chooses what is told; libraries tell warnings only, because what
/// they would say of requests may hold what nobody may read in a log (CM-SEC-04).
fn log() {
    let filter = EnvFilter::try_from_env("XINBAO_LOG").unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}
