//! Embeds the window's permissions. Every command of ours is listed here, so that a window may call only those that
//! its capability file names.

use tauri_build::{AppManifest, Attributes};

#[path = "src/commands/names.rs"]
mod names;

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(AppManifest::new().commands(names::COMMANDS));
    tauri_build::try_build(attributes)
        .expect("tauri.conf.json and the capability files are committed and valid");
}
