//! The one import of the window (YW-IMP-02 … 16).

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

use super::{choosing, open_session};
use crate::{
    session::{Session, import::ended::Ended, now},
    system::notice,
    views::{
        ColumnChoice, DeskEvent, FieldText, ImportChoiceView, ImportOptions, ImportState, LineColumn,
        OrderFilter, PageQuery, PreviewTab, PreviewView,
    },
};

const LONG: Duration = Duration::from_secs(60);
const HEADER: &str = "采购号,商户名,手机号,下单月份,品名,数量,总件数,总金额";
const GOOD: &str = ",示例商户一,19900000001,2025-03,塑料玩具,1200,24,8600.00";
const WRONG: &str = ",示例商户一,19900000001,2025-03,塑料玩具,0,24,1.00";

fn options(path: &Path) -> ImportOptions {
    ImportOptions {
        path: path.display().to_string(),
        sheet: None,
        encoding: None,
        mapping: Vec::new(),
        replace: false,
    }
}

fn file(folder: &Path, rows: &[&str]) -> std::path::PathBuf {
    let path = folder.join("lines.csv");
    std::fs::write(&path, rows.join("\r\n")).expect("the folder is writable");
    path
}

/// Waits for events until the state is no longer reading.
async fn settled(session: &Session, heard: &mpsc::Receiver<DeskEvent>) -> ImportState {
    loop {
        match session.import_state().await {
            ImportState::Reading { .. } => {
                drop(heard.recv_timeout(LONG).expect("reading ends with an event"))
            }
            state => return state,
        }
    }
}

fn ready(state: ImportState) -> PreviewView {
    match state {
        ImportState::Ready { preview, .. } => preview,
        other => panic!("not ready: {other:?}"),
    }
}

async fn listening() -> (tempfile::TempDir, Session, mpsc::Receiver<DeskEvent>, String) {
    let (folder, session) = open_session().await;
    let (tell, heard) = mpsc::channel();
    session.listen(move |event| drop(tell.send(event)));
    let order = session.create_order().await.expect("the vault is open");
    (folder, session, heard, order)
}

const ALL: ImportChoiceView = ImportChoiceView { only_good: false, include_duplicates: false };
const ONLY_GOOD: ImportChoiceView = ImportChoiceView { only_good: true, include_duplicates: false };

/// YW-IMP-12, -13, -15, -16: counts, the refusal of faulty rows, the explicit choice, the records, and the same file again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn good_rows_are_stored_on_explicit_choice() {
    let (folder, session, heard, order) = listening().await;
    assert!(matches!(session.import_state().await, ImportState::None));
    let nothing = session.store_import(ALL).await.expect_err("there is no preview");
    assert_eq!(nothing.code, "NOT_FOUND");
    let path = file(folder.path(), &[HEADER, GOOD, GOOD, WRONG]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    let preview = ready(settled(&session, &heard).await);
    assert_eq!((preview.rows, preview.good, preview.duplicates, preview.faulty), (3, 1, 1, 1));
    assert_eq!((preview.file_name.as_str(), preview.letters[1].as_str()), ("lines.csv", "B"));

    let out = folder.path().join("errors.xlsx");
    let written = session.save_error_workbook(&choosing(folder.path(), std::slice::from_ref(&out))).await;
    assert_eq!(written.expect("a preview is there").expect("a path was chosen").rows, 1);
    assert!(out.exists());
    assert_eq!(session.store_import(ALL).await.expect_err("a row is faulty").code, "IMP_HAS_ERRORS");
    let stored = session.store_import(ONLY_GOOD).await.expect("by choice");
    assert_eq!((stored.imported, stored.left_out), (1, 2));
    assert!(matches!(session.import_state().await, ImportState::None));
    let records = session.import_records(&order).await.expect("open");
    assert_eq!((records.len(), records[0].imported, records[0].replaced), (1, 1, false));
    let undone = session.undo(&order).await.expect("an import is a step");
    assert_eq!((undone.step.change.as_str(), undone.step.lines), ("import_lines", 1));

    session.start_import(&order, options(&path)).await.expect("it begins");
    let again = ready(settled(&session, &heard).await);
    assert!(again.problems.iter().any(|problem| problem.code == "IMP_SAME_FILE"));
    session.cancel_import().await;
    assert!(matches!(session.import_state().await, ImportState::None));
    session.close().await;
}

/// DECISIONS, Import: a header that does not fit offers its columns with samples, and is remembered once assigned.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn columns_that_do_not_fit_are_assigned() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &["采购号,卖家,手机号,下单月份,品名,数量,总件数,总金额", GOOD, GOOD]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    let ImportState::Refused { problems, columns: Some(columns), .. } = settled(&session, &heard).await
    else {
        panic!("a column is missing")
    };
    assert_eq!(problems[0].code, "IMP_COLUMN_MISSING");
    assert_eq!((columns.header_row, columns.columns.len()), (Some(1), 8));
    assert_eq!(
        (columns.columns[1].header.as_str(), columns.columns[1].samples[0].as_str()),
        ("卖家", "示例商户一")
    );
    assert!(columns.suggested.contains(&ColumnChoice { field: LineColumn::Amount, column: Some(7) }));

    let assigned = vec![ColumnChoice { field: LineColumn::MerchantName, column: Some(1) }];
    let doubled = [assigned.clone(), assigned.clone()].concat();
    let refused = session.start_import(&order, ImportOptions { mapping: doubled, ..options(&path) }).await;
    assert_eq!(refused.expect_err("one column twice").code, "IMP_MAP");
    session
        .start_import(&order, ImportOptions { mapping: assigned, ..options(&path) })
        .await
        .expect("it begins");
    assert_eq!(ready(settled(&session, &heard).await).rows, 2);
    session.start_import(&order, options(&path)).await.expect("it begins");
    assert_eq!(ready(settled(&session, &heard).await).rows, 2, "the same header is known now");
    session.close().await;
}

/// DECISIONS, Import: 没有这一列 holds although the header names 采购号, now and for the next file with that header; what stands
/// there is named as left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_that_is_said_not_to_be_there_is_not_read() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &[HEADER, GOOD, GOOD]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    assert_eq!(ready(settled(&session, &heard).await).letters[0], "A");
    let named = session.import_columns().await.expect("a preview is there").suggested;
    let without = named.iter().map(|choice| match choice.field {
        LineColumn::MerchantNo => ColumnChoice { column: None, ..choice.clone() },
        _ => choice.clone(),
    });
    let without = ImportOptions { mapping: without.collect(), ..options(&path) };
    session.start_import(&order, without).await.expect("it begins");
    let preview = ready(settled(&session, &heard).await);
    assert_eq!((preview.letters[0].as_str(), preview.rows), ("", 2));
    assert!(preview.problems.iter().any(|problem| problem.code == "IMP_COLUMN_EXTRA"), "{preview:?}");
    let page = session.preview_rows(PreviewTab::All, PageQuery { offset: 0, limit: 1 }).await.expect("rows");
    assert_eq!(page.rows[0].texts[0], "");

    session.start_import(&order, options(&path)).await.expect("it begins");
    let again = ready(settled(&session, &heard).await);
    assert_eq!((again.letters[0].as_str(), again.remembered), ("", true));
    let present = session.import_columns().await.expect("a preview is there").suggested;
    assert!(present.iter().all(|choice| choice.field != LineColumn::MerchantNo));
    session.close().await;
}

/// DECISIONS, Import: columns are assigned anew from the preview, and the next file with that header is read so as well,
/// although the header fits by itself; assigned back, the header says it alone again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn columns_are_assigned_anew_from_the_preview() {
    let (folder, session, heard, order) = listening().await;
    assert_eq!(session.import_columns().await.expect_err("there is no preview").code, "NOT_FOUND");
    let path = file(folder.path(), &[HEADER, GOOD, GOOD]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    let as_named = ready(settled(&session, &heard).await);
    assert_eq!((as_named.letters[5].as_str(), as_named.letters[6].as_str()), ("F", "G"));
    let columns = session.import_columns().await.expect("a preview is there");
    assert_eq!((columns.header_row, columns.columns.len()), (Some(1), 8));
    assert_eq!(columns.columns[5].samples, ["1200", "1200"]);
    let named = columns.suggested;
    assert_eq!(named.len(), 8);

    let swapped = named.iter().map(|choice| match choice.field {
        LineColumn::Quantity => ColumnChoice { column: Some(6), ..choice.clone() },
        LineColumn::Packages => ColumnChoice { column: Some(5), ..choice.clone() },
        _ => choice.clone(),
    });
    let swapped = ImportOptions { mapping: swapped.collect(), ..options(&path) };
    session.start_import(&order, swapped).await.expect("it begins");
    let preview = ready(settled(&session, &heard).await);
    assert_eq!((preview.letters[5].as_str(), preview.letters[6].as_str()), ("G", "F"));
    session.start_import(&order, options(&path)).await.expect("it begins");
    let again = ready(settled(&session, &heard).await);
    assert_eq!((again.letters[5].as_str(), again.remembered), ("G", true));
    let present = session.import_columns().await.expect("a preview is there").suggested;
    assert!(present.contains(&ColumnChoice { field: LineColumn::Quantity, column: Some(6) }));

    session
        .start_import(&order, ImportOptions { mapping: named, ..options(&path) })
        .await
        .expect("it begins");
    ready(settled(&session, &heard).await);
    session.start_import(&order, options(&path)).await.expect("it begins");
    let back = ready(settled(&session, &heard).await);
    assert_eq!((back.letters[5].as_str(), back.remembered), ("F", false));
    session.close().await;
}

/// YW-IMP-03: who looks elsewhere is told that a long import ended, and nobody else; of what took a moment nobody is told.
#[tokio::test]
async fn who_looks_elsewhere_is_told_of_long_work() {
    let (_folder, session) = open_session().await;
    let looks = Arc::new(AtomicBool::new(false));
    let (tell, told) = mpsc::channel();
    session.notify_by({
        let looks = Arc::clone(&looks);
        move |title, body| {
            let said = format!("{title}: {body}");
            notice::unless_looked_at(|| looks.load(Ordering::SeqCst), || tell.send(said));
        }
    });
    let long_ago = now().millis() - 3_000;
    session.notify(Ended::Stored(12), long_ago);
    session.notify(Ended::Read, long_ago);
    session.notify(Ended::Refused, now().millis());
    looks.store(true, Ordering::SeqCst);
    session.notify(Ended::Refused, long_ago);
    let told: Vec<String> = told.try_iter().collect();
    assert_eq!(told, ["信保工作台: 已导入 12 行。", "信保工作台: 文件已读完，请查看预览。"]);
    session.close().await;
}

/// Whatever a file is, the state says so by its code, and nothing stays under way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_cannot_be_read_are_refused_with_their_code() {
    let (folder, session, heard, order) = listening().await;
    let missing = folder.path().join("missing.xlsx");
    let damaged = folder.path().join("damaged.xlsx");
    std::fs::write(&damaged, b"PK\x03\x04 and nothing").expect("the folder is writable");
    let empty = file(folder.path(), &[HEADER]);
    for (path, code) in [(&missing, "FILE_READ"), (&damaged, "IMP_DAMAGED"), (&empty, "IMP_EMPTY")] {
        session.start_import(&order, options(path)).await.expect("it begins");
        let ImportState::Refused { problems, columns, .. } = settled(&session, &heard).await else {
            panic!("{code} was expected")
        };
        assert_eq!((problems[0].code.as_str(), columns), (code, None));
    }
    let encoding = ImportOptions { encoding: Some("klingon".to_owned()), ..options(&empty) };
    assert_eq!(session.start_import(&order, encoding).await.expect_err("no encoding").code, "IMP_ENCODING");
    session.close().await;
}

/// The line currency changed between preview and storing: refused, nothing stored, and the preview comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_import_comes_back_as_a_preview() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &[HEADER, GOOD]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    ready(settled(&session, &heard).await);
    session.correct_cell(2, LineColumn::GoodsName, "折叠雨伞".to_owned()).await.expect("a row");
    let usd = |code: &str| vec![FieldText { field: "line_currency".to_owned(), text: code.to_owned() }];
    session.edit_order(&order, usd("USD")).await.expect("a draft without lines");
    assert_eq!(session.store_import(ALL).await.expect_err("other money").code, "IMP_CURRENCY");
    let preview = ready(settled(&session, &heard).await);
    assert_eq!((preview.good, preview.line_currency.as_str()), (1, "USD"));
    let page = PageQuery { offset: 0, limit: 1 };
    let rows = session.preview_rows(PreviewTab::All, page).await.expect("a preview is there").rows;
    assert_eq!(rows[0].texts[4], "折叠雨伞");
    session.store_import(ALL).await.expect("checked anew in the order's currency");
    assert_eq!(session.order(&order).await.expect("it is there").row.line_sum, "8600.00");
    session.close().await;
}

/// YW-IMP-12, YW-IMP-14
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn corrections_hold_on_when_lines_are_to_be_replaced() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &[HEADER, GOOD, WRONG]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    assert_eq!(ready(settled(&session, &heard).await).faulty, 1);
    session.correct_cell(3, LineColumn::Quantity, "5".to_owned()).await.expect("a row");

    let replacing = ImportOptions { replace: true, ..options(&path) };
    session.start_import(&order, replacing.clone()).await.expect("it begins");
    let corrected = ready(settled(&session, &heard).await);
    assert_eq!((corrected.good, corrected.faulty, corrected.corrected), (2, 0, 1));

    session.start_import(&order, replacing).await.expect("it begins");
    let anew = ready(settled(&session, &heard).await);
    assert_eq!((anew.faulty, anew.corrected), (1, 0), "a file that is chosen anew is read as it is");
    session.close().await;
}

/// YW-IMP-12: a cell is corrected and checked at once; the tabs follow; what was corrected survives a failed storing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cell_is_corrected_in_the_preview() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &[HEADER, GOOD, WRONG, WRONG]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    let before = ready(settled(&session, &heard).await);
    assert_eq!((before.good, before.faulty, before.errors), (1, 2, 2));
    let page = PageQuery { offset: 0, limit: 1 };
    let faulty = session.preview_rows(PreviewTab::Faulty, page).await.expect("a preview is there");
    assert_eq!((faulty.total, faulty.rows.len(), faulty.revision), (2, 1, before.revision));
    assert_eq!((faulty.rows[0].row, faulty.rows[0].texts[5].as_str()), (3, "0"));
    let findings = session.preview_findings(PreviewTab::All, page).await.expect("a preview is there");
    assert_eq!((findings.total, findings.errors, findings.problems[0].row), (2, 2, Some(3)));

    let corrected = session.correct_cell(3, LineColumn::Quantity, "5".to_owned()).await.expect("a row");
    assert_eq!((corrected.state, corrected.texts[5].as_str()), (PreviewTab::Good, "5.000"));
    let gone = session.correct_cell(99, LineColumn::Quantity, "5".to_owned()).await.map(drop);
    assert_eq!(gone.expect_err("no such row").code, "NOT_FOUND");
    let after = ready(session.import_state().await);
    assert_eq!((after.good, after.faulty), (2, 1));
    assert_ne!(after.revision, before.revision);

    session.delete_order(&order).await.expect("a draft");
    assert!(session.store_import(ONLY_GOOD).await.is_err(), "the order is gone");
    session.restore_order(&order).await.expect("it was deleted");
    session.start_import(&order, options(&path)).await.expect("it begins");
    ready(settled(&session, &heard).await);
    session.correct_cell(3, LineColumn::Quantity, "5".to_owned()).await.expect("a row");
    let stored = session.store_import(ONLY_GOOD).await.expect("by choice");
    assert_eq!((stored.imported, stored.left_out), (2, 1));
    let copy = session.duplicate_order(&order).await.expect("it is there");
    assert_eq!(session.order(&copy).await.expect("it is there").row.line_count, 2);
    session.close().await;
}

/// YW-IMP-15, YW-IMP-16: what was left out can still be handed back once the good rows are stored, until the next import.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_error_report_outlives_storing() {
    let (folder, session, heard, order) = listening().await;
    let path = file(folder.path(), &[HEADER, GOOD, WRONG]);
    session.start_import(&order, options(&path)).await.expect("it begins");
    ready(settled(&session, &heard).await);
    session.store_import(ONLY_GOOD).await.expect("by choice");
    assert!(matches!(session.import_state().await, ImportState::None));
    let report = folder.path().join("report.xlsx");
    let dialogs = choosing(folder.path(), std::slice::from_ref(&report));
    let written =
        session.save_error_workbook(&dialogs).await.expect("it is kept").expect("a path was chosen");
    assert!(written.rows == 1 && report.exists());
    session.lock_vault().await;
    let gone = session.save_error_workbook(&dialogs).await.map(drop);
    assert_eq!(gone.expect_err("it holds the order's data").code, "NOT_FOUND");
    session.close().await;
}

/// Locking forgets a preview: it holds the order's data.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn locking_forgets_what_was_read() {
    let (folder, session, heard, order) = listening().await;
    let rows: Vec<&str> = std::iter::once(HEADER).chain(std::iter::repeat_n(GOOD, 20_000)).collect();
    let path = file(folder.path(), &rows);
    session.start_import(&order, options(&path)).await.expect("it begins");
    session.lock_vault().await;
    assert!(matches!(session.import_state().await, ImportState::None));
    session.start_import(&order, options(&path)).await.expect("it begins");
    assert_eq!(ready(settled(&session, &heard).await).rows, 20_000);
    session.lock_vault().await;
    assert!(matches!(session.import_state().await, ImportState::None));
    let template = folder.path().join("template.xlsx");
    let dialogs = choosing(folder.path(), &[template.clone(), folder.path().join("list.xlsx")]);
    session.save_template(&dialogs, &order).await.expect("open").expect("a path was chosen");
    assert!(template.exists());
    session.export_orders(&dialogs, OrderFilter::default(), None).await.expect("open").expect("chosen");
    session.close().await;
}
