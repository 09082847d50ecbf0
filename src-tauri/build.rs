//! Embeds the window's permissions. Every command of ours is listed here, so that a window may call only those that
//! its capability file names.

use tauri_build::{AppManifest, Attributes};

/// One list for this program and for the test that compares it with the capability file and the handlers.
const COMMANDS: &[&str] = include!("src/commands/names.rs");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)
        .expect("tauri.conf.json and the capability files are committed and valid");
}
