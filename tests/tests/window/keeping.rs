//! Keys, backups, looks, and what else a window does with its vault.

use std::{ffi::OsStr, process::Command};

use house_tests::window::{Computer, keys, program};
use serde_json::json;

use crate::person::Person;

const PIN: &str = "135790";

/// Changes the buyer of the order whose page is open, until the page says that it is stored.
fn names_buyer(person: &mut Person, name: &str) {
    person.fills("采购商姓名", name);
    person.types(&keys::TAB.to_string());
    let stored = format!(
        "const field = document.querySelector('[data-field=buyer_name] input'); \
         return field?.value === {} && document.body.innerText.includes('已暂存')",
        json!(name)
    );
    person.waits("the name is stored", &stored);
}

/// CM-SEC-01, CM-OFF-01: a backup brings the old state back in a vault of its own, opened with the recovery code.
#[test]
fn a_backup_restored_with_the_recovery_code_shows_the_old_state() {
    let computer = Computer::new().expect("a folder");
    let backup = "copy.xinbao-backup";
    let mut person = Person::starts(&computer, &[backup, backup]);
    let code = person.first_run();
    let order = person.order();
    names_buyer(&mut person, "SAMPLE BUYER BEFORE");
    person.goes("/backups");
    person.presses("立即备份");
    person.sees("已备份到");
    person.goes(&format!("/orders/{order}"));
    names_buyer(&mut person, "SAMPLE BUYER AFTER");

    person.goes("/backups");
    person.presses("从文件恢复");
    person.fills("恢复码", &code);
    person.presses("选择备份文件并恢复");
    let page = person.sees("已恢复。");
    let beside = computer.folder().join("vault").display().to_string();
    assert!(page.contains(&beside), "{page}");
    person.presses("查看订单");
    let list = person.sees("SAMPLE BUYER BEFORE");
    assert!(!list.contains("SAMPLE BUYER AFTER"), "{list}");
}

/// CM-SEC-01: a locked window shows nothing; the right PIN comes back to the same place, with what was being typed.
#[test]
fn locking_hides_everything_and_unlocking_brings_it_back() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    let order = person.order();
    names_buyer(&mut person, "SAMPLE BUYER");
    person.goes("/settings/security");
    person.presses("加锁");
    person.fills("新的 PIN 或密码", PIN);
    person.fills("再输入一次", PIN);
    person.types(&keys::ENTER.to_string());
    person.sees("锁屏密码已更新。");

    person.goes(&format!("/orders/{order}"));
    person.sees("还没有交易清单");
    person.goes_to_the_entry_row();
    person.types(&format!("M9{}Sample merchant", keys::TAB));
    person.holds(&[keys::CONTROL], 'l');
    let locked = person.sees("已锁定");
    assert!(!locked.contains("SAMPLE"), "{locked}");
    person.fills("PIN 或密码", "000000");
    person.types(&keys::ENTER.to_string());
    person.sees("LOCAL_LOCK_WRONG");
    person.fills("PIN 或密码", PIN);
    person.types(&keys::ENTER.to_string());
    person.waits(
        "the line that was being typed",
        "return document.querySelector('[data-entry]')?.textContent.includes('Sample merchant') || \
         document.querySelector('textarea[aria-activedescendant]')?.value === 'Sample merchant'",
    );
    assert_eq!(person.order(), order);
}

/// CM-UI-01: language, theme and size change at once and stay for the next start.
#[test]
fn looks_change_at_once_and_stay() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    person.goes("/settings");
    person.presses("深色");
    person.waits("dark", "return document.documentElement.dataset.theme === 'dark'");
    person.presses("English");
    person.sees("Settings");
    let wide = person.waits("the width", "return innerWidth").as_u64().expect("pixels");
    let choose = "const scale = document.querySelector('select'); \
                  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(scale, '150'); \
                  scale.dispatchEvent(new Event('change', {bubbles: true}))";
    person.window.run(choose).expect("the page is there");
    let larger = format!("return Math.abs(innerWidth * 1.5 - {wide}) < 3");
    person.waits("everything is larger", &larger);
    drop(person);

    let mut person = Person::starts(&computer, &[]);
    person.sees("Go on with");
    person.waits("dark", "return document.documentElement.dataset.theme === 'dark'");
    person.waits("everything is larger", &larger);
}

/// CM-OFF-01: a second start on the same vault ends at once, and the window that is open comes to the front.
#[test]
fn a_second_start_calls_the_first_window() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    // The page hears through a channel, and says that it heard; this one takes its place.
    let listen = "const door = window.__TAURI_INTERNALS__; const id = door.transformCallback((told) => { \
                  (window.__heard ??= []).push(told); door.invoke('heard') }); \
                  door.invoke('follow', {channel: `__CHANNEL__:${id}`})\
                  .then(() => { window.__follows = true })";
    person.window.run(listen).expect("the page is there");
    person.waits("it hears", "return window.__follows");
    let vault = computer.folder().join("vault");
    let second = Command::new(program().expect("the window's program"))
        .args([OsStr::new("--data"), vault.as_os_str()])
        .env("XDG_DATA_HOME", computer.data_home())
        .status()
        .expect("it starts");
    assert!(second.success(), "{second}");
    person.waits("the summons", "return JSON.stringify(window.__heard ?? []).includes('summoned')");
}

/// CM-OFF-01: the page loaded again in the middle of a cell, a field and a line loses nothing.
#[test]
fn a_page_loaded_again_while_typing_loses_nothing() {
    let computer = Computer::new().expect("a folder");
    let mut person = Person::starts(&computer, &[]);
    person.first_run();
    let order = person.order();
    person.sees("还没有交易清单");
    person.goes_to_the_entry_row();
    person.window.paste("\t\t\t\t示例玩具\t1\t1\t1.00").expect("the window is there");
    person.sees("1 笔");
    person.goes_to_the_entry_row();
    person.types(&format!("M9{}Sample merchant{}", keys::TAB, keys::TAB));
    person.holds(&[keys::CONTROL], keys::HOME);
    person.types("M100");
    person.kept(&format!("order/{order}/entry"), "Sample merchant");
    person.kept(&format!("order/{order}/cell"), "M100");
    person.window.run("location.reload()").expect("the page is there");
    person.waits(
        "the cell",
        "return document.querySelector('textarea[aria-activedescendant]')?.value === 'M100'",
    );
    person.waits(
        "the line",
        "return document.querySelector('[data-entry]')?.textContent.includes('Sample merchant')",
    );

    person.fills("采购商姓名", "SAMPLE BUYER");
    person.kept(&format!("order/{order}/field/buyer_name"), "SAMPLE BUYER");
    person.window.run("location.reload()").expect("the page is there");
    person.waits(
        "the name",
        "return document.querySelector('[data-field=buyer_name] input')?.value === 'SAMPLE BUYER'",
    );
    assert_eq!(person.order(), order);
}
