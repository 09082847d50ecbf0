//! The desktop shell: one window over the desk. Nothing is decided here: each command is one line over
//! [`session::Session`], what crosses to the screen is a view of [`views`], and its TypeScript twin is generated. The
//! desk itself builds without Tauri.

pub mod place;
pub mod session;
pub mod system;
pub mod views;

mod commands;

#[cfg(test)]
mod bindings;

use std::{process::ExitCode, sync::Arc};

use tauri::{Manager as _, RunEvent};

use crate::{
    session::log::{self, LogFiles},
    system::{
        dialogs::{ANSWERS, Dialogs, PreparedDialogs, SystemDialogs},
        events::Events,
        instance::{self, Start},
        window,
    },
};

/// Opens the window and returns when it is closed; what prevents it is told on standard error. Exit status 2 for wrong
/// arguments, as for every program. Called with [`excel_import::worker::COMMAND`] it is the reading process of an import
/// instead; called a second time on a vault it brings the first window to the front.
pub fn run() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == excel_import::worker::COMMAND) {
        let read = excel_import::worker::run(&mut std::io::stdin().lock(), std::io::stdout().lock());
        return if read.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    system::start::prepare();
    let place = match place::Place::read(std::env::args_os().skip(1)) {
        Ok(place) => place,
        Err(wrong) => {
            eprintln!("xinbao-desk: {wrong}\nusage: xinbao-desk [--data DIR] [--key-file FILE]");
            return ExitCode::from(2);
        }
    };
    let log = LogFiles::in_folder(log::folder(&place.data));
    tracing_subscriber::fmt().with_writer(log).with_ansi(false).with_max_level(tracing::Level::WARN).init();
    log::quiet_panics();
    let first = match instance::start(&place.folder) {
        Ok(Start::HandedOver) => return ExitCode::SUCCESS,
        Ok(Start::First(first)) => Some(first),
        Err(error) => {
            tracing::warn!(%error, "a second window on this vault will not be noticed");
            None
        }
    };
    match build(place, first) {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    // SQLite's own clean-up at the end of a process races connections that are still closing.
                    tauri::async_runtime::block_on(app.state::<session::Session>().close());
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            system::start::cannot_open(&error, false);
            ExitCode::FAILURE
        }
    }
}

/// Brings the window to the front whenever the program is started again on a vault.
fn answer_starts(first: instance::First, app: &tauri::AppHandle) {
    let app = app.clone();
    first.listen(move || window::to_the_front(&app));
}

fn build(place: place::Place, first: Option<instance::First>) -> tauri::Result<tauri::App> {
    let session = session::Session::on(place);
    // The vault opens while the toolkit starts, long before the page can ask for it.
    tauri::async_runtime::spawn({
        let session = session.clone();
        async move { session.open_ahead().await }
    });
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(session)
        .manage(Events::default())
        .manage(window::Closing::default())
        .setup(|app| {
            let app = app.handle().clone();
            if let Err(error) = window::open(&app) {
                system::start::cannot_open(&error, true);
                app.exit(1);
                return Ok(());
            }
            app.manage(dialogs(&app)?);
            let session = app.state::<session::Session>().inner().clone();
            let events = app.clone();
            session.listen(move |event| events.state::<Events>().tell(event));
            let noticing = app.clone();
            session.notify_by(move |title, body| system::notice::tell(&noticing, title, body));
            tauri::async_runtime::spawn(async move { session.idle().await });
            window::dress(&app, &app.state::<session::Session>().preferences());
            if let Some(first) = first {
                answer_starts(first, &app);
            }
            // A restored vault's name is this window's as well: a second start comes to it, too.
            app.state::<session::Session>().moved_by({
                let app = app.clone();
                move |folder| match instance::start(folder) {
                    Ok(Start::First(first)) => answer_starts(first, &app),
                    Ok(Start::HandedOver) => {}
                    Err(error) => tracing::warn!(%error, "a second window on this vault will not be noticed"),
                }
            });
            Ok(())
        })
        .on_window_event(window::heard)
        .on_menu_event(|app, chosen| system::menu::chosen(app, chosen.id().as_ref()))
        .invoke_handler(tauri::generate_handler![
            commands::vault::vault_state,
            commands::vault::create_vault,
            commands::vault::unlock_vault,
            commands::vault::recover_vault,
            commands::vault::lock_vault,
            commands::vault::set_lock,
            commands::vault::renew_recovery,
            commands::vault::recovery_kept,
            commands::vault::save_recovery,
            commands::vault::backups,
            commands::vault::back_up,
            commands::vault::restore_backup,
            commands::app::preferences,
            commands::app::set_preferences,
            commands::app::about,
            commands::app::save_log,
            commands::app::copy_text,
            commands::orders::list_orders,
            commands::orders::order_sums,
            commands::orders::export_orders,
            commands::orders::saved_filters,
            commands::orders::save_filter,
            commands::orders::delete_filter,
            commands::orders::create_order,
            commands::orders::delete_order,
            commands::orders::restore_order,
            commands::orders::show_order,
            commands::orders::count_duplicates,
            commands::orders::edit_order,
            commands::orders::reveal_field,
            commands::orders::countries,
            commands::orders::history,
            commands::orders::import_records,
            commands::orders::undo,
            commands::orders::redo,
            commands::orders::export_order,
            commands::orders::duplicate_order,
            commands::lines::lines_page,
            commands::lines::add_line,
            commands::lines::type_cell,
            commands::lines::paste_cells,
            commands::lines::fill_cells,
            commands::lines::clear_cells,
            commands::lines::remove_lines,
            commands::lines::copy_cells,
            commands::lines::sum_cells,
            commands::lines::places_of,
            commands::lines::next_wrong,
            commands::lines::next_duplicate,
            commands::lines::find_in_lines,
            commands::lines::known_merchants,
            commands::lines::scratch,
            commands::lines::keep_scratch,
            commands::import::choose_workbook,
            commands::import::start_import,
            commands::import::import_state,
            commands::import::import_columns,
            commands::import::store_import,
            commands::import::cancel_import,
            commands::import::save_error_workbook,
            commands::import::save_template,
            commands::import::preview_rows,
            commands::import::preview_findings,
            commands::import::correct_cell,
            commands::account::connection,
            commands::account::connect_server,
            commands::account::captcha,
            commands::account::sign_in,
            commands::account::sign_out,
            commands::account::registration,
            commands::account::keep_registration,
            commands::account::check_applicant,
            commands::account::verify_applicant,
            commands::account::check_company,
            commands::account::send_code,
            commands::account::activate,
            commands::account::change_password,
            commands::account::start_reset,
            commands::account::finish_reset,
            commands::account::devices,
            commands::account::end_device,
            commands::sync::sync_state,
            commands::sync::sync_now,
            commands::sync::outbox,
            commands::sync::export_outbox,
            commands::sync::attention_list,
            commands::sync::attention_item,
            commands::sync::resolve_attention,
            commands::system::follow,
            commands::system::heard,
            commands::system::close_window,
            commands::system::ready,
        ])
        .build(tauri::generate_context!())
}

/// The dialogs of the system, or those that a test prepared.
fn dialogs(app: &tauri::AppHandle) -> std::io::Result<Arc<dyn Dialogs>> {
    Ok(match std::env::var_os(ANSWERS) {
        Some(answers) => Arc::new(PreparedDialogs::read(answers.as_ref())?),
        None => Arc::new(SystemDialogs::of(app)),
    })
}
