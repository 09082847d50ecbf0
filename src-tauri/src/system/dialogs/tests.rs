use std::path::PathBuf;

use super::{Dialogs as _, PreparedDialogs, with_ending};

#[tokio::test]
async fn prepared_answers_come_in_turn_and_an_empty_line_is_a_closed_dialog() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("answers");
    std::fs::write(&path, "/a/in.xlsx\n\n/b/out.xlsx\n").expect("the folder is writable");
    let dialogs = PreparedDialogs::read(&path).expect("it was just written");
    assert_eq!(dialogs.choose_workbook().await, Some(PathBuf::from("/a/in.xlsx")));
    assert_eq!(dialogs.save_as("x", &["xlsx"]).await, None);
    assert_eq!(dialogs.save_as("x", &["xlsx"]).await, Some(PathBuf::from("/b/out.xlsx")));
    assert_eq!(dialogs.choose_backup().await, None);
}

#[test]
fn a_name_without_an_ending_gets_the_usual_one() {
    for (typed, written) in [("a", "a.xlsx"), ("a.csv", "a.csv"), ("三月.清单", "三月.清单")] {
        assert_eq!(with_ending(PathBuf::from(typed), "xlsx"), PathBuf::from(written));
    }
}
