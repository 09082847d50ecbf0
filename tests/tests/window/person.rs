//! A person at the window: finds things by what is written on them, as people do, and looks until they are there.

use std::{ffi::OsStr, fs};

use house_tests::window::{Computer, Window};
use serde_json::{Value, json};

/// What is looked through: the dialog that is open, or else the page.
const ROOM: &str = "const room = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;\
                    const named = (e) => (e.getAttribute('aria-label') ?? e.textContent ?? '').trim();";

/// A person, before the open window of a computer of their own.
pub(crate) struct Person {
    pub(crate) window: Window,
}

impl Person {
    /// Starts the program on the computer's vault; what its file dialogs answer stands in `chosen`, one path each.
    pub(crate) fn starts(computer: &Computer, chosen: &[&str]) -> Self {
        let folder = computer.folder();
        let (vault, answers) = (folder.join("vault"), folder.join("answers"));
        let paths: Vec<String> = chosen.iter().map(|name| folder.join(name).display().to_string()).collect();
        fs::write(&answers, paths.join("\n")).expect("the folder is writable");
        let environment = [("XINBAO_DIALOG_ANSWERS", answers.as_os_str())];
        let window = computer
            .open(&[OsStr::new("--data"), vault.as_os_str()], &environment)
            .expect("the window opens");
        let mut person = Self { window };
        person.waits("the page stands", "return document.querySelector('#root > *') !== null");
        person
    }

    /// Looks until the page shows these words, and gives all its text.
    pub(crate) fn sees(&mut self, words: &str) -> String {
        self.window.wait_for(words).expect("the page shows it")
    }

    /// Looks until a script finds something true, and gives it.
    pub(crate) fn waits(&mut self, what: &str, script: &str) -> Value {
        self.window.wait_until(what, script).expect("it comes")
    }

    /// Presses what begins with these words: a button, a link, a tab, a choice.
    pub(crate) fn presses(&mut self, words: &str) {
        let script = format!(
            "{ROOM} const one = [...room.querySelectorAll('button, a, label, [role=tab]')].find((e) => \
             e.getClientRects().length > 0 && !e.disabled && e.ariaDisabled !== 'true' && \
             named(e).startsWith({})); one?.click(); return one !== undefined",
            json!(words)
        );
        self.waits(&format!("something to press: {words}"), &script);
    }

    /// Goes into the field with this label and types in place of what stands there.
    pub(crate) fn fills(&mut self, label: &str, text: &str) {
        let script = format!(
            "{ROOM} const label = {}; const field = [...room.querySelectorAll('input:not([type=radio], [type=checkbox]), textarea')].find((e) => \
             e.ariaLabel?.startsWith(label) || [...(e.labels ?? [])].some((l) => l.textContent.startsWith(label))); \
             field?.focus(); field?.select(); return field !== undefined && field === document.activeElement",
            json!(label)
        );
        self.waits(&format!("a field {label}"), &script);
        self.types(text);
    }

    /// Types where the focus is, keys of `house_tests::window::keys` among the characters.
    pub(crate) fn types(&self, text: &str) {
        self.window.press(text).expect("the window is there");
    }

    /// Presses a key while others are held.
    pub(crate) fn holds(&self, held: &[char], key: char) {
        self.window.chord(held, key).expect("the window is there");
    }

    /// Goes to a place of the desk.
    pub(crate) fn goes(&mut self, place: &str) {
        // A start leads home first; going elsewhere before that would be overtaken by it.
        let stands = "return document.querySelector('main') !== null && location.pathname !== '/'";
        self.waits("the frame", stands);
        let address = json!(place);
        let script =
            format!("history.pushState({{}}, '', {address}); dispatchEvent(new PopStateEvent('popstate'))");
        self.window.run(&script).expect("the page is there");
        self.waits(place, &format!("return location.pathname + location.search === {address}"));
    }

    /// The order whose page is open.
    pub(crate) fn order(&mut self) -> String {
        let id = self
            .waits("an order's page", "return /^\\/orders\\/([0-9a-f-]{36})/.exec(location.pathname)?.[1]");
        id.as_str().expect("an address is text").to_owned()
    }

    /// Waits until what is being typed at a place of the vault is on the disk.
    pub(crate) fn kept(&mut self, place: &str, text: &str) {
        let script = format!(
            "window.__TAURI_INTERNALS__.invoke('scratch', {{places: [{}]}}).then(([body]) => {{ window.__kept = body }}); \
             return window.__kept?.includes({}) ?? false",
            json!(place),
            json!(text)
        );
        self.waits(&format!("{text} kept at {place}"), &script);
    }

    /// The first run in local mode without a lock, up to the page of the first order. Gives the recovery code.
    pub(crate) fn first_run(&mut self) -> String {
        self.sees("选择界面语言");
        self.presses("继续");
        self.sees("您要怎样使用？");
        self.presses("继续");
        let code = self.checks_recovery_code();
        self.sees("要加锁屏密码吗？");
        self.presses("先不加");
        self.sees("可以开始了");
        self.presses("新增第一单");
        self.order();
        code
    }

    /// Reads the recovery code from the page and types the two groups that it asks for.
    pub(crate) fn checks_recovery_code(&mut self) -> String {
        self.sees("第 6 组");
        let groups = self.waits(
            "six groups",
            "const groups = [...document.querySelectorAll('ol b')].map((b) => b.textContent); \
             return groups.length === 6 && groups",
        );
        let groups: Vec<&str> =
            groups.as_array().expect("groups").iter().map(|group| group.as_str().expect("text")).collect();
        let asked = self.waits(
            "two fields",
            "const labels = [...document.querySelectorAll('form input')].map((i) => i.labels[0]?.textContent); \
             return labels.length === 2 && labels",
        );
        for label in asked.as_array().expect("labels") {
            let label = label.as_str().expect("text");
            let number: usize =
                label.split_whitespace().find_map(|word| word.parse().ok()).expect("a label names its group");
            self.fills(label, groups[number - 1]);
        }
        self.presses("继续");
        groups.join("-")
    }

    /// Goes into the lines, to the row that adds one.
    pub(crate) fn goes_to_the_entry_row(&mut self) {
        self.waits(
            "the lines",
            "const editor = document.querySelector('textarea[aria-activedescendant]'); editor?.focus(); \
             return editor !== null && editor === document.activeElement",
        );
        self.holds(&[house_tests::window::keys::CONTROL], house_tests::window::keys::END);
        self.types(&format!("{}{}", house_tests::window::keys::DOWN, house_tests::window::keys::HOME));
        self.waits(
            "the entry row",
            "return document.querySelector('[data-entry] [aria-selected=true][data-column=merchant_no]') !== null",
        );
    }
}

/// Rows as a merchant's table has them on the clipboard; `change` may spoil some. Gives the text.
pub(crate) fn rows(count: u32, change: impl Fn(u32, &mut [String; 8])) -> Vec<[String; 8]> {
    (0..count)
        .map(|at| {
            let merchant = at % 9 + 1;
            let mut row = [
                String::new(),
                format!("示例商户{merchant}"),
                format!("1990000000{merchant}"),
                format!("2025-0{}", at % 3 + 1),
                format!("塑料玩具{at}"),
                (at + 1).to_string(),
                (at % 40 + 1).to_string(),
                format!("{}.50", at + 10),
            ];
            change(at, &mut row);
            row
        })
        .collect()
}
