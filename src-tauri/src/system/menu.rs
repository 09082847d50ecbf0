//! The menu with its shortcuts, where the system's programs have one. The page shows the same entries and does the work: a
//! chosen entry arrives there by its id.

use tauri::{
    AppHandle, Manager as _, Wry,
    menu::{Menu, MenuItem, PredefinedMenuItem, Submenu},
};

use super::events::Events;
use crate::views::{DeskEvent, LanguageChoice};

/// An entry: its id, its words, its shortcut.
struct Entry {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    keys: Option<&'static str>,
}

const fn entry(id: &'static str, zh: &'static str, en: &'static str, keys: Option<&'static str>) -> Entry {
    Entry { id, zh, en, keys }
}

const ORDER: [Entry; 4] = [
    entry("order.new", "新增信保订单", "New order", Some("CmdOrCtrl+N")),
    entry("order.save", "暂存", "Save draft", Some("CmdOrCtrl+S")),
    entry("order.import", "批量导入…", "Import…", Some("CmdOrCtrl+Shift+I")),
    entry("order.export", "导出…", "Export…", Some("CmdOrCtrl+Shift+E")),
];
const EDIT: [Entry; 3] = [
    entry("edit.undo", "撤销", "Undo", Some("CmdOrCtrl+Z")),
    entry("edit.redo", "重做", "Redo", Some("CmdOrCtrl+Shift+Z")),
    entry("edit.find", "查找", "Find", Some("CmdOrCtrl+F")),
];
const PROGRAM: [Entry; 3] = [
    entry("program.settings", "设置…", "Settings…", Some("CmdOrCtrl+,")),
    entry("program.lock", "锁定", "Lock", Some("CmdOrCtrl+L")),
    entry("program.help", "帮助", "Help", Some("F1")),
];

const QUIT: [Entry; 1] = [entry("program.quit", "退出信保工作台", "Quit Xinbao Desk", Some("CmdOrCtrl+Q"))];

/// Builds the menu in a language and shows it. macOS always has one; elsewhere the window's own bars carry the entries and
/// the page answers the same keys, so a second bar would only take room.
pub(crate) fn show(app: &AppHandle<Wry>, language: LanguageChoice) -> tauri::Result<()> {
    if !cfg!(target_os = "macos") {
        return Ok(());
    }
    build(app, language)?.set_as_app_menu().map(drop)
}

fn build(app: &AppHandle<Wry>, language: LanguageChoice) -> tauri::Result<Menu<Wry>> {
    let words = |zh: &'static str, en: &'static str| match language {
        LanguageChoice::Zh => zh,
        LanguageChoice::En => en,
    };
    let items = |entries: &[Entry]| -> tauri::Result<Vec<MenuItem<Wry>>> {
        entries
            .iter()
            .map(|entry| MenuItem::with_id(app, entry.id, words(entry.zh, entry.en), true, entry.keys))
            .collect()
    };
    let menu = Menu::new(app)?;
    let program = Submenu::new(app, words("信保工作台", "Xinbao Desk"), true)?;
    for item in items(&PROGRAM)? {
        program.append(&item)?;
    }
    program.append(&PredefinedMenuItem::separator(app)?)?;
    program.append(&PredefinedMenuItem::hide(app, None)?)?;
    // Not the system's own entry: that ends the program without asking the page for an entry row that is not added.
    for item in items(&QUIT)? {
        program.append(&item)?;
    }
    let order = Submenu::new(app, words("订单", "Order"), true)?;
    for item in items(&ORDER)? {
        order.append(&item)?;
    }
    let edit = Submenu::new(app, words("编辑", "Edit"), true)?;
    for item in items(&EDIT)? {
        edit.append(&item)?;
    }
    edit.append(&PredefinedMenuItem::separator(app)?)?;
    // Only through these does the system hand Cmd+C and its kin to the page.
    edit.append(&PredefinedMenuItem::cut(app, None)?)?;
    edit.append(&PredefinedMenuItem::copy(app, None)?)?;
    edit.append(&PredefinedMenuItem::paste(app, None)?)?;
    edit.append(&PredefinedMenuItem::select_all(app, None)?)?;
    menu.append(&program)?;
    menu.append(&order)?;
    menu.append(&edit)?;
    Ok(menu)
}

/// Tells the page which entry was chosen; leaving is asked for as by the window's own button.
pub(crate) fn chosen(app: &AppHandle<Wry>, id: &str) {
    if id == QUIT[0].id {
        if let Some(window) = app.get_webview_window(super::window::MAIN) {
            // Closing fails only for a window that is closed.
            drop(window.close());
        }
        return;
    }
    app.state::<Events>().tell(DeskEvent::Menu { id: id.to_owned() });
}
