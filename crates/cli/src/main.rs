//! `xinbao`: the desk without a window (the command line contract). Everything the window does to data can be done here, through
//! the same verbs.
//!
//! One command is one [`call::Call`]; it ends in an [`answer::Answer`] or a [`answer::Failure`], which [`output`] prints
//! once: for people in their language, or as one JSON object.

#![allow(clippy::print_stdout, reason = "only the command line speaks on standard output")]

// What was asked.
mod args;
mod help;
mod run;

mod call;

// How it is answered.
mod answer;
mod output;
mod table;

// What comes in besides arguments.
mod input;
mod secret;

// What is done.
mod session;

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == excel_import::worker::COMMAND) {
        return read_workbook();
    }
    run::run(std::env::args_os())
}

/// The hidden subcommand by which the program becomes the process that reads a workbook for its parent.
fn read_workbook() -> ExitCode {
    match excel_import::worker::run(&mut std::io::stdin().lock(), std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
