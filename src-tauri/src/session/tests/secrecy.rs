//! What the program writes beside the vault says nothing of anybody (CM-SEC-04).

use std::fs;

use tracing::level_filters::LevelFilter;

use super::{choosing, open_session};
use crate::{
    session::log::LogFiles,
    views::{FieldText, ImportOptions, KeepingChoice, LineColumn, Preferences},
};

const NAMES: [&str; 5] = ["SAMPLE BUYER", "L898902C3", "示例商户一", "sample@example.com", "135790"];

/// CM-SEC-04: a day with everything that can go wrong leaves a log and files without a name, a number or a PIN in them.
#[tokio::test]
async fn neither_log_nor_preferences_name_anybody() {
    let (folder, session) = open_session().await;
    let log = folder.path().join("log");
    let subscriber = tracing_subscriber::fmt()
        .with_writer(LogFiles::in_folder(log.clone()))
        .with_ansi(false)
        .with_max_level(LevelFilter::TRACE)
        .finish();
    let logging = tracing::subscriber::set_default(subscriber);
    let id = session.create_order().await.expect("open");
    let typed = [("buyer_name", NAMES[0]), ("buyer_passport", NAMES[1]), ("buyer_email", NAMES[3])];
    let typed = typed.map(|(field, text)| FieldText { field: field.to_owned(), text: text.to_owned() });
    session.edit_order(&id, typed.to_vec()).await.expect("a draft may be anything");
    session.reveal_field(&id, "buyer_passport").await.expect("audited");
    let name = FieldText { field: "merchant_name".to_owned(), text: NAMES[2].to_owned() };
    assert_eq!(session.add_line(&id, vec![name]).await.expect("it is told").added, 0, "the rest is missing");
    assert!(session.type_cell(&id, &id, LineColumn::MerchantName, NAMES[2].to_owned()).await.is_err());
    let nowhere = folder.path().join(NAMES[0]).join("a.xlsx");
    let dialogs = choosing(folder.path(), &[nowhere.clone(), nowhere.clone()]);
    assert!(session.export_order(&dialogs, &id, true).await.is_err(), "no such folder");
    assert!(session.back_up(&dialogs).await.is_err(), "no such folder");
    let options = ImportOptions {
        path: nowhere.display().to_string(),
        sheet: None,
        encoding: None,
        mapping: Vec::new(),
        replace: false,
    };
    session.start_import(&id, options).await.expect("what is wrong is told by the state");
    session.set_lock(None, Some(NAMES[4])).await.expect("nothing locks it yet");
    assert!(session.set_lock(Some("000000"), None).await.is_err(), "another PIN");
    assert!(session.create_vault(KeepingChoice::Computer).await.is_err(), "there is one");
    session.set_preferences(Preferences::default()).expect("the folder is writable");
    session.lock_vault().await;
    tracing::warn!("the log is written");
    drop(logging);
    session.close().await;

    let log = LogFiles::read(&log).expect("it was written");
    assert!(String::from_utf8_lossy(&log).contains("the log is written"));
    let preferences = fs::read(folder.path().join("preferences.json")).expect("it was written");
    for text in [String::from_utf8_lossy(&log), String::from_utf8_lossy(&preferences)] {
        for name in NAMES {
            assert!(!text.contains(name), "{name} stands in {text}");
        }
    }
}
