//! All automation of the house, in Rust: `cargo xtask run | test | check | gen | bench | shots | tidy`.

#![allow(clippy::disallowed_methods, reason = "the automation measures its own steps")]
#![allow(clippy::print_stdout, reason = "a benchmark's line goes to standard output, for other programs")]

mod api;
mod bench;
mod check;
mod cluster;
mod fuzz;
mod generate;
mod needs;
mod requirements;
mod run;
mod shots;
mod sources;
mod steps;
mod systems;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Automation of Xinbao Desk.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Opens the desk: installs what is missing, builds the screens and the window, starts it.
    Run,
    /// Everything that must hold, as CI runs it: installs what is missing, checks, builds, tests, looks at the window.
    Test {
        /// The long proofs as well: more seeds, more kills, minutes of fuzzing, and at the end the other systems.
        #[arg(long)]
        full: bool,
        /// Only the other systems, from Debian or Ubuntu: installs their compilers, builds everything for Windows, runs
        /// there what needs no window under wine, and checks all code for macOS. Skips loudly what cannot be had.
        #[arg(long, conflicts_with = "full")]
        systems: bool,
    },
    /// The quick look before a commit: formats, lints, generated files, house rules, types.
    Check,
    /// Writes what is generated: error codes, UI texts, the trace of requirements, the screen's types.
    Gen {
        /// Writes nothing; fails when a generated file is stale. (The screen's types are checked by the shell's test.)
        #[arg(long)]
        check: bool,
        /// Leaves out the screen's types, whose generator needs the window libraries.
        #[arg(long)]
        without_types: bool,
    },
    /// Runs a benchmark in release and keeps its line under bench/results/.
    Bench {
        /// The benchmark, such as `import`; without a name, says which there are.
        name: Option<String>,
        /// Passed on to the benchmark.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Takes pictures of every screen, to be looked at, into target/shots.
    Shots {
        /// Only scenes whose names begin so.
        scenes: Vec<String>,
    },
    /// House rules that no compiler knows.
    Tidy,
}

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Run => run::run(),
        Verb::Test { systems: true, .. } => systems::run(),
        Verb::Test { full, .. } => test::run(full),
        Verb::Check => check::run(),
        Verb::Gen { check, without_types } => generate::run(check, !without_types),
        Verb::Bench { name, arguments } => bench::run(name.as_deref(), &arguments),
        Verb::Shots { scenes } => shots::run(&scenes),
        Verb::Tidy => tidy::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The outermost message names the step; it comes last, so that the end of a log says what failed.
            for cause in error.chain().skip(1) {
                eprintln!("  {cause}");
            }
            eprintln!("failed: {error}");
            ExitCode::FAILURE
        }
    }
}
