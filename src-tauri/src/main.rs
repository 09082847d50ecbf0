//! The window of Xinbao Desk (信保工作台).

// Release builds on Windows open no console window behind ours.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    xinbao_desk::run()
}
