//! The desktop shell: one window over the desk. Nothing is decided here: each command is one line over
//! [`session::Session`], what crosses to the screen is a view of [`views`], and its TypeScript twin is generated. The
//! desk itself builds without Tauri.

pub mod place;
pub mod session;
pub mod views;

mod commands;

#[cfg(test)]
mod bindings;

use std::process::ExitCode;

/// Opens the window and returns when it is closed; what prevents it is told on standard error. Exit status 2 for wrong
/// arguments, as for every program.
pub fn run() -> ExitCode {
    let place = match place::Place::read(std::env::args_os().skip(1)) {
        Ok(place) => place,
        Err(wrong) => {
            eprintln!("xinbao-desk: {wrong}\nusage: xinbao-desk [--data DIR] [--key-file FILE]");
            return ExitCode::from(2);
        }
    };
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let closed = tauri::Builder::default()
        .manage(session::Session::on(place))
        .invoke_handler(tauri::generate_handler![
            commands::vault_state,
            commands::unlock_vault,
            commands::list_orders,
            commands::show_order,
            commands::lines_page,
        ])
        .run(tauri::generate_context!());
    match closed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xinbao-desk: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
