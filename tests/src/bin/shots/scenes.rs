//! The scenes: what lies in the vault, and what a person does until there is something to see.

use house_tests::window::{Window, keys};

use crate::office::{Furniture, Office, PIN};

/// One screen in one state.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) furniture: Furniture,
    pub(crate) steps: fn(&mut Window, &Office) -> anyhow::Result<()>,
}

const fn scene(
    name: &'static str,
    furniture: Furniture,
    steps: fn(&mut Window, &Office) -> anyhow::Result<()>,
) -> Scene {
    Scene { name, furniture, steps }
}

/// Every scene, in the order in which a person meets them.
pub(crate) const ALL: &[Scene] = &[
    scene("start-1-language", Furniture::Nothing, |_, _| Ok(())),
    scene("start-2-use", Furniture::Nothing, |window, _| primary(window)),
    scene("start-3-recovery", Furniture::Nothing, |window, _| {
        primary(window)?;
        primary(window)?;
        window.wait_until("the code", "return /第 6 组|Group 6/.test(document.body.innerText)").map(drop)
    }),
    scene("lock", Furniture::Locked, |window, _| typed_pin(window, "13579")),
    scene("lock-wrong", Furniture::Locked, |window, _| {
        typed_pin(window, "000000")?;
        window.press(&keys::ENTER.to_string())?;
        window.wait_for("LOCAL_LOCK_WRONG").map(drop)
    }),
    scene("closed-damaged", Furniture::Damaged, |window, _| window.wait_for("LOCAL_STORE_DAMAGED").map(drop)),
    scene("home-empty", Furniture::Empty, |window, _| go(window, "/home")),
    scene("home", Furniture::Busy, |window, _| go(window, "/home")),
    scene("orders-empty", Furniture::Empty, |window, _| go(window, "/orders")),
    scene("orders", Furniture::Busy, |window, _| {
        go(window, "/orders")?;
        window.wait_for("Sample Trading").map(drop)
    }),
    scene("orders-none-found", Furniture::Busy, |window, _| go(window, "/orders?search=没有这家")),
    scene("order-empty", Furniture::Empty, |window, _| {
        go(window, "/orders")?;
        window.chord(&[keys::CONTROL], 'n')?;
        window.wait_until("the new order", "return location.pathname.length > 20").map(drop)
    }),
    scene("order", Furniture::Busy, order),
    scene("order-wrong-cell", Furniture::Busy, |window, office| {
        order(window, office)?;
        window.press(&keys::F8.to_string())?;
        window.wait_for("PHONE_FORMAT").map(drop)
    }),
    scene("order-range", Furniture::Busy, |window, office| {
        order(window, office)?;
        window.click("[role=gridcell][aria-colindex='7']")?;
        for _ in 0..6 {
            window.chord(&[keys::SHIFT], keys::DOWN)?;
        }
        window.chord(&[keys::SHIFT], keys::RIGHT)?;
        window.chord(&[keys::SHIFT], keys::RIGHT)
    }),
    scene("order-history", Furniture::Busy, |window, office| {
        go(window, &format!("/orders/{}?panel=history", office.order))
    }),
    scene("order-imports", Furniture::Busy, |window, office| {
        go(window, &format!("/orders/{}?panel=imports", office.order))
    }),
    scene("order-long", Furniture::Busy, |window, office| go(window, &format!("/orders/{}", office.long))),
    scene("import-choose", Furniture::Busy, |window, office| {
        go(window, &format!("/orders/{}/import", office.order))
    }),
    scene("import-preview", Furniture::Busy, preview),
    scene("import-preview-errors", Furniture::Busy, |window, office| {
        preview(window, office)?;
        window.press(&keys::F8.to_string())?;
        window
            .wait_until("the finding", "return document.querySelector('li[aria-current]') !== null")
            .map(drop)
    }),
    scene("import-columns", Furniture::Busy, |window, office| {
        preview(window, office)?;
        window.click("main header button[aria-haspopup=dialog]")?;
        window.wait_until("the columns", "return document.querySelector('dialog[open]') !== null").map(drop)
    }),
    scene("account-connect", Furniture::Busy, |window, _| go(window, "/account")),
    scene("account-register", Furniture::Busy, |window, _| go(window, "/account/register")),
    scene("password-not-signed-in", Furniture::Busy, |window, _| go(window, "/password")),
    scene("outbox-local", Furniture::Busy, |window, _| go(window, "/outbox")),
    scene("attention-none", Furniture::Empty, |window, _| go(window, "/attention")),
    scene("settings", Furniture::Busy, |window, _| go(window, "/settings")),
    scene("settings-lock", Furniture::Busy, |window, _| go(window, "/settings/security")),
    scene("settings-about", Furniture::Busy, |window, _| go(window, "/settings/about")),
    scene("backups", Furniture::Busy, |window, _| go(window, "/backups")),
    scene("help", Furniture::Busy, |window, _| go(window, "/help")),
    scene("help-shortcuts", Furniture::Busy, |window, _| go(window, "/help/shortcuts")),
    scene("help-codes", Furniture::Busy, |window, _| go(window, "/help/codes")),
    scene("not-built", Furniture::Busy, |window, _| go(window, "/settlement")),
];

/// Goes to a place of the desk.
fn go(window: &mut Window, place: &str) -> anyhow::Result<()> {
    // A start leads somewhere by itself; going elsewhere before that would be overtaken by it.
    window.wait_until(
        "the frame",
        "return document.querySelector('main h1') !== null && location.pathname !== '/'",
    )?;
    let place = serde_json::Value::from(place);
    window.run(&format!(
        "history.pushState({{}}, '', {place}); dispatchEvent(new PopStateEvent('popstate'))"
    ))?;
    let stands = format!(
        "return location.pathname + location.search === encodeURI({place}) && document.querySelector('main h1') !== null"
    );
    window.wait_until("the place", &stands).map(drop)
}

/// Presses the one primary button.
fn primary(window: &mut Window) -> anyhow::Result<()> {
    let script = "const button = document.querySelector('button[data-primary]:not([disabled]), form button[type=submit]'); \
                  button?.click(); return button !== null";
    window.wait_until("the primary button", script).map(drop)
}

fn typed_pin(window: &mut Window, text: &str) -> anyhow::Result<()> {
    debug_assert!(text.len() <= PIN.len());
    window.wait_until(
        "the field",
        "const field = document.querySelector('input'); field?.focus(); return field !== null",
    )?;
    window.press(text)
}

fn order(window: &mut Window, office: &Office) -> anyhow::Result<()> {
    go(window, &format!("/orders/{}", office.order))?;
    window
        .wait_until("the lines", "return document.querySelectorAll('[role=gridcell]').length > 40")
        .map(drop)
}

fn preview(window: &mut Window, office: &Office) -> anyhow::Result<()> {
    go(window, &format!("/orders/{}/import", office.order))?;
    let path = serde_json::Value::from(office.workbook().display().to_string());
    let order = &office.order;
    window.run(&format!(
        "window.__TAURI_INTERNALS__.invoke('start_import', {{order: '{order}', options: {{path: {path}, sheet: null, \
         encoding: null, mapping: [], replace: false}}}})"
    ))?;
    window.wait_until("the preview", "return document.querySelectorAll('[role=tab]').length >= 5").map(drop)
}
