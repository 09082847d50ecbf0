//! `cargo xtask run`: from a fresh clone to the open window.

use crate::{needs, steps};

pub(crate) fn run() -> anyhow::Result<()> {
    needs::window()?;
    steps::program("build the screens", &mut steps::npm(&["run", "--silent", "build"]))?;
    steps::program("build the window", &mut steps::cargo(&["build", "--workspace", "--bins"]))?;
    steps::program("the desk", &mut std::process::Command::new(steps::window_program()))
}
