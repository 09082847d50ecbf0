//! The real program over vaults in temporary folders: every command, every exit status, every code that the command line
//! can bring about. One binary, so that the tests share a vault and are linked once.

#![allow(clippy::unwrap_used, reason = "tests assert, helpers of tests too")]

mod desk;
mod server;
mod workbook;

mod accounts;
mod answers;
mod checks;
mod content;
#[cfg(target_os = "linux")]
mod disks;
mod help;
mod imports;
mod keychains;
mod lines;
mod lists;
mod locks;
mod offline;
mod orders;
#[cfg(target_os = "linux")]
mod reading;
mod removing;
mod secrecy;
mod sms;
mod states;
mod syncing;
mod undo;
mod vaults;
