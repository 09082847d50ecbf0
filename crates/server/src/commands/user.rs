//! `user add`: the first of the staff have nobody who could invite them.

use std::io::{BufRead as _, IsTerminal as _};

use actions::{ActionError, accounts::add_staff};
use anyhow::{Context as _, bail};
use clap::Args;
use domain::account::{Role, StaffName};
use store_server::Store;
use values::{Lang, PersonId, Problem, Secret};

use crate::{App, Settings, files::place::Place, host::RequestHost};

/// Who is to be added.
#[derive(Debug, Args)]
pub struct NewUser {
    /// Sign-in name, 3 to 17 characters a–z 0–9 .
    pub name: String,
    /// operator, reviewer or officer
    #[arg(long, default_value = "operator")]
    pub role: String,
}

/// Adds somebody of the staff. The first password is read from standard input and must be changed at the first sign-in.
///
/// # Errors
/// What the rules refuse, in both languages; the database cannot be used.
pub async fn add_user(settings: &Settings, user: &NewUser) -> anyhow::Result<PersonId> {
    let name = StaffName::parse(&user.name).map_err(|problem| told(&[problem.in_field("login_name")]))?;
    let role = Role::from_name(&user.role).filter(|role| role.account_kind().is_staff());
    let role = role.with_context(|| format!("{} is no role of the staff", user.role))?;
    let password = password()?;
    let store = Store::connect(&settings.database, settings.data_key.clone())
        .await
        .context("opening the database")?;
    let place = Place::open(&settings.files).context("opening the place of files")?;
    let app = App::new(settings, store.clone(), place);
    let added = add_staff(&RequestHost::console(&app), role, name, &password).await;
    store.close().await;
    added.map_err(|error| match error {
        ActionError::Refused(problems) => told(&problems),
        ActionError::Store(fault) => anyhow::Error::from(fault),
    })
}

fn password() -> anyhow::Result<Secret<String>> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprintln!(
            "First password (it will be shown while you type; it must be changed at the first sign-in):"
        );
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).context("reading the password from standard input")?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        bail!("give the first password on standard input");
    }
    Ok(Secret::new(password.to_owned()))
}

fn told(problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!("{} {} / {}", problem.code, problem.message(Lang::Zh), problem.message(Lang::En))
        })
        .collect();
    anyhow::anyhow!(lines.join("\n"))
}
