//! `cargo xtask shots`: pictures of every screen in every look, for people to look at. They stay out of git.

use crate::{needs, steps, test};

pub(crate) fn run(scenes: &[String]) -> anyhow::Result<()> {
    needs::tests()?;
    steps::program("UI build", &mut steps::npm(&["run", "--silent", "build"]))?;
    let programs =
        ["build", "-p", "xinbao-desk", "-p", "cli", "-p", "house-tests", "--bin", "shots", "--bins"];
    steps::program("programs", &mut steps::cargo(&programs))?;
    let folder = steps::target().join("shots");
    let home = tempfile::tempdir()?;
    let folder_text = folder.display().to_string();
    let mut words = vec!["run", "--quiet", "-p", "house-tests", "--bin", "shots", "--", &folder_text];
    words.extend(scenes.iter().map(String::as_str));
    steps::program("pictures", &mut test::in_session(home.path(), &words, false))?;
    eprintln!("look at {folder_text}");
    Ok(())
}
