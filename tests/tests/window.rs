//! The real window: screens, permissions, commands and Rust together. Built with the feature `window`, run by
//! `cargo xtask test` on a screen in memory.

use house_tests::window::Window;

#[test]
fn a_window_without_a_vault_says_how_to_begin() {
    let home = tempfile::tempdir().expect("a folder");
    let mut window = Window::open(&[("HOME", home.path())]).expect("the window opens");
    let text = window
        .wait_for("xinbao init")
        .expect("the first start says what to do");
    assert!(text.contains("这台电脑上还没有保险库。"), "{text}");
}
