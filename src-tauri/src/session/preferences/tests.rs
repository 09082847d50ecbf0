use std::fs;

use super::PreferencesFile;
use crate::views::{Density, LanguageChoice, Preferences, ThemeChoice};

fn some() -> Preferences {
    Preferences {
        language: LanguageChoice::En,
        theme: ThemeChoice::Dark,
        scale: 150,
        density: Density::Comfortable,
        lock_after_minutes: Some(10),
        ..Preferences::default()
    }
}

/// CM-UI-01: settings are there at the next start.
#[test]
fn what_was_written_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = PreferencesFile::in_folder(&folder.path().join("not there yet"));
    assert_eq!(file.read(), Preferences::default());
    file.write(some()).expect("the folder is made");
    assert_eq!(file.read(), some());
    let again = PreferencesFile::in_folder(&folder.path().join("not there yet"));
    assert_eq!(again.read(), some());
}

/// A newer program's settings, a hand-written file, half a file: never more is lost than settings.
#[test]
fn strange_files_are_understood_as_far_as_they_go() {
    let cases: [(&str, Preferences, bool); 5] = [
        (
            r#"{"scale":125,"from_the_future":{"a":1}}"#,
            Preferences { scale: 125, ..Preferences::default() },
            false,
        ),
        (r#"{"scale":7}"#, Preferences::default(), false),
        (
            r#"{"lock_after_minutes":100000}"#,
            Preferences { lock_after_minutes: Some(240), ..Preferences::default() },
            false,
        ),
        (r#"{"scale":12"#, Preferences::default(), true),
        ("", Preferences::default(), true),
    ];
    for (text, meant, is_damaged) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("preferences.json"), text).expect("the folder is writable");
        assert_eq!(PreferencesFile::in_folder(folder.path()).read(), meant, "{text}");
        let aside = fs::read_to_string(folder.path().join("preferences.damaged.json")).ok();
        assert_eq!(aside.as_deref(), is_damaged.then_some(text));
    }
}
