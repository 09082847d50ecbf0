//! All automation of the house, in Rust: `cargo xtask run | test | check | gen | bench | tidy`.

mod generate;

use clap::{Parser, Subcommand};

/// Automation of Xinbao Desk.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Writes what is generated: error codes, UI texts, documents.
    Gen {
        /// Writes nothing; fails when a generated file is stale.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().verb {
        Verb::Gen { check } => generate::run(check),
    }
}
