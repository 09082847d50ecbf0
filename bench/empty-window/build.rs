//! Embeds the page and the one command that it calls.

use tauri_build::{AppManifest, Attributes};

fn main() {
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(&["ready"]));
    tauri_build::try_build(attributes).expect("tauri.conf.json is committed and valid");
}
