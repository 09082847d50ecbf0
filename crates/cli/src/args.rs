//! The words of the command line. What each of them means to people stands in [`crate::help`], in both languages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A whole command line.
#[derive(Debug, Parser)]
#[command(name = "xinbao", version, disable_help_subcommand = true)]
pub(crate) struct Line {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What may stand before or after any command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true)]
    pub(crate) reveal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init {
        #[arg(long, value_name = "FILE")]
        recovery_out: Option<PathBuf>,
    },
    Check(CheckArgs),
    Template {
        out: PathBuf,
        #[arg(long, default_value = "CNY", ignore_case = true)]
        currency: CurrencyArg,
    },
    #[command(subcommand)]
    Order(OrderCommand),
    #[command(subcommand)]
    Filter(FilterCommand),
    #[command(subcommand)]
    Lines(LinesCommand),
    Import(ImportArgs),
    Imports {
        id: String,
    },
    Export {
        id: String,
        out: PathBuf,
    },
    Undo {
        id: String,
    },
    Redo {
        id: String,
    },
    History {
        id: String,
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, value_name = "SEQ")]
        before: Option<i64>,
    },
    Backup {
        file: PathBuf,
    },
    Backups,
    Restore {
        file: PathBuf,
    },
    Doctor,
    #[command(subcommand)]
    Lock(LockCommand),
    Recover,
    Vaults,
    Outbox {
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, default_value_t = 0)]
        offset: u32,
        #[arg(long, value_name = "OUT.ndjson", conflicts_with_all = ["limit", "offset"])]
        export: Option<PathBuf>,
    },
    Completions {
        shell: clap_complete::Shell,
    },
    Connect {
        url: String,
        #[arg(long, value_name = "FILE")]
        ca: Option<PathBuf>,
        #[arg(long)]
        plain_http: bool,
    },
    Register {
        #[arg(long)]
        file: PathBuf,
        #[arg(long, value_name = "CODE")]
        acknowledge: Vec<String>,
    },
    Activate {
        #[arg(long)]
        file: PathBuf,
        #[arg(long)]
        no_send: bool,
    },
    SignIn(SignInArgs),
    SignOut,
    Whoami,
    #[command(subcommand)]
    Password(PasswordCommand),
    Mobile {
        number: String,
        #[arg(long)]
        no_send: bool,
    },
    #[command(subcommand)]
    Devices(DevicesCommand),
    #[command(subcommand)]
    Notices(NoticesCommand),
    RemoveData,
    Sync {
        #[arg(long)]
        watch: bool,
    },
    #[command(subcommand)]
    Attention(AttentionCommand),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckKind {
    Uscc,
    ResidentId,
    Mobile,
    Passport,
    Declaration,
    Month,
    Password,
    Email,
    PersonName,
    CompanyName,
}

/// Which identity document a number shall belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum DocumentArg {
    ResidentId,
    HmtPermit,
    PrcCard,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    pub(crate) kind: CheckKind,
    #[arg(required = true, allow_negative_numbers = true)]
    pub(crate) value: Vec<String>,
    #[arg(long = "kind", value_name = "KIND", default_value = "resident_id")]
    pub(crate) document: DocumentArg,
    #[arg(long, value_name = "N")]
    pub(crate) min_age: Option<u8>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<String>,
    #[arg(long, value_name = "YYYY-MM")]
    pub(crate) earliest: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CurrencyArg {
    #[value(name = "CNY")]
    Cny,
    #[value(name = "USD")]
    Usd,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OrderCommand {
    New {
        #[arg(long)]
        file: Option<PathBuf>,
    },
    Edit {
        id: String,
        #[arg(long)]
        file: PathBuf,
    },
    Delete {
        id: String,
    },
    Restore {
        id: String,
    },
    List(ListArgs),
    ExportList {
        out: PathBuf,
        #[command(flatten)]
        filter: FilterArgs,
    },
    Show(ShowArgs),
    Older {
        #[arg(long, value_name = "ID")]
        before: Option<String>,
    },
    Fetch {
        id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
}

/// The filters of YW-ORD-01.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct FilterArgs {
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[arg(long)]
    pub(crate) state: Option<StateArg>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) buyer: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) passport: Option<String>,
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) destination: Option<String>,
    #[arg(long)]
    pub(crate) link_state: Option<LinkArg>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) declaration: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) created_from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) created_to: Option<String>,
    #[arg(long, value_name = "YYYY-MM", conflicts_with_all = ["month_from", "month_to"])]
    pub(crate) month: Option<String>,
    #[arg(long, value_name = "YYYY-MM")]
    pub(crate) month_from: Option<String>,
    #[arg(long, value_name = "YYYY-MM")]
    pub(crate) month_to: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) merchant: Option<String>,
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub(crate) sort: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StateArg {
    Draft,
    Confirmed,
    Declared,
    Voided,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinkArg {
    None,
    Partial,
    All,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) lines: bool,
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FilterCommand {
    Save {
        name: String,
        #[command(flatten)]
        filter: Box<FilterArgs>,
    },
    List,
    Delete {
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LinesCommand {
    Add {
        id: String,
        #[arg(long)]
        file: PathBuf,
        #[arg(long)]
        strict: bool,
    },
    Edit {
        id: String,
        line: String,
        #[arg(long)]
        file: PathBuf,
    },
    Remove {
        id: String,
        #[arg(required = true)]
        line: Vec<String>,
    },
    Find {
        id: String,
        text: String,
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, default_value_t = 0)]
        offset: u32,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    pub(crate) id: String,
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) only_good: bool,
    #[arg(long)]
    pub(crate) include_duplicates: bool,
    #[arg(long)]
    pub(crate) replace: bool,
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    #[arg(long, value_name = "NAME=COLUMN")]
    pub(crate) map: Vec<String>,
    #[arg(long, value_name = "ENCODING")]
    pub(crate) encoding: Option<String>,
    #[arg(long, value_name = "OUT.xlsx")]
    pub(crate) report: Option<PathBuf>,
    #[arg(long)]
    pub(crate) progress: bool,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum LockCommand {
    Set,
    Change,
    Off,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AttentionCommand {
    List {
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, default_value_t = 0)]
        offset: u32,
    },
    Resolve {
        id: String,
        #[arg(long, value_name = "mine|server|FILE")]
        take: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct SignInArgs {
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) sms: bool,
    #[arg(long, requires = "sms")]
    pub(crate) no_send: bool,
    #[arg(long, value_name = "OUT.png", conflicts_with = "sms")]
    pub(crate) captcha: Option<PathBuf>,
    #[arg(long)]
    pub(crate) lock: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PasswordCommand {
    Change,
    Reset {
        #[arg(long, value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "NUMBER")]
        mobile: String,
        #[arg(long, value_name = "OUT.png")]
        captcha: Option<PathBuf>,
        #[arg(long, conflicts_with = "captcha")]
        no_send: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum NoticesCommand {
    List,
    Read { id: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DevicesCommand {
    List,
    Revoke { id: String },
}
