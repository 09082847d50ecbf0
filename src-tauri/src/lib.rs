//! The desktop shell: one window over the desk. Nothing is decided here: each command is one line over
//! [`session::Session`], what crosses to the screen is a view of [`views`], and its TypeScript twin is generated
//! ([`bindings`]). The desk itself builds without Tauri.

mod commands;
pub mod session;
pub mod views;

#[cfg(test)]
mod bindings;

use std::process::ExitCode;

/// Opens the window and returns when it is closed; a failure to open it is told on standard error.
pub fn run() -> ExitCode {
    let opened = tauri::Builder::default()
        .manage(session::Session::start())
        .invoke_handler(tauri::generate_handler![
            commands::vault_state,
            commands::list_orders,
            commands::show_order,
        ])
        .run(tauri::generate_context!());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xinbao-desk: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
