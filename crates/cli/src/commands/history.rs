//! `undo`, `redo`, `history`, `imports` (DECISIONS, Undo; YW-ORD-15, YW-IMP-16).

use desk::desk::Desk;
use desk::views::{ChangeView, ImportView};
use serde_json::json;
use values::Lang;
use values::problem::{change_name, field_name};

use super::order::load;
use crate::answer::{Answer, OrFail as _, Outcome};
use crate::call::Call;
use crate::session::order_id;
use crate::table::Human;

/// Takes the last step back, or does it again.
///
/// # Errors
/// `UNDO_NONE`, `REDO_NONE`, `UNDO_CHANGED`; those of the verb.
pub(super) async fn turn(call: &Call, desk: &Desk, id: &str, back: bool) -> Outcome {
    let id = order_id(desk, id).await?;
    let done = if back { actions::undo(desk, id).await? } else { actions::redo(desk, id).await? };
    let undone = done.value;
    let data = json!({ "done": undone.what, "undo_left": undone.undo_left, "redo_left": undone.redo_left });
    let what = change_name(&undone.what, call.lang);
    let text = match (call.lang, back) {
        (Lang::Zh, true) => format!("已撤销：{what}。还可撤销 {} 步。", undone.undo_left),
        (Lang::Zh, false) => format!("已重做：{what}。还可重做 {} 步。", undone.redo_left),
        (Lang::En, true) => format!("Undone: {what}. {} more can be undone.", undone.undo_left),
        (Lang::En, false) => format!("Redone: {what}. {} more can be redone.", undone.redo_left),
    };
    Ok(Answer::new(data, text).with(done.problems, call.sight()))
}

/// What was done to an order.
///
/// # Errors
/// Those of the store.
pub(super) async fn history(call: &Call, desk: &Desk, id: &str, limit: u32, before: Option<i64>) -> Outcome {
    let id = order_id(desk, id).await?;
    let entries = desk.store().history(id, before, limit).await.or_fail()?;
    if entries.is_empty() {
        load(desk, id).await?;
    }
    let changes: Vec<ChangeView> = entries.iter().map(|entry| ChangeView::of(entry, call.sight())).collect();
    let rows = entries
        .iter()
        .zip(&changes)
        .map(|(entry, change)| {
            let name = change_name(change.change, call.lang).to_owned();
            vec![change.seq.to_string(), entry.record.at.china_text(), name, content(call, change)]
        })
        .collect();
    let heading = call.heading(&[("序号", "no."), ("时间", "when"), ("操作", "change"), ("内容", "what")]);
    Ok(Answer::new(json!({ "history": changes }), Human::Table(heading, rows)))
}

/// The fields that a change touched, each once; how many lines where it names none.
fn content(call: &Call, change: &ChangeView) -> String {
    let mut fields: Vec<&str> = change.edits.iter().map(|edit| field_name(edit.field, call.lang)).collect();
    fields.sort_unstable();
    fields.dedup();
    if !fields.is_empty() {
        return fields.join(call.say("、", ", "));
    }
    match (change.line_count, call.lang) {
        (0, _) => String::new(),
        (lines, Lang::Zh) => format!("{lines} 行"),
        (1, Lang::En) => "1 line".to_owned(),
        (lines, Lang::En) => format!("{lines} lines"),
    }
}

/// What was imported into an order.
///
/// # Errors
/// `NOT_FOUND`; those of the store.
pub(super) async fn imports(call: &Call, desk: &Desk, id: &str) -> Outcome {
    let id = order_id(desk, id).await?;
    load(desk, id).await?;
    let records = desk.store().import_records(id).await.or_fail()?;
    let imports: Vec<ImportView> = records.iter().map(ImportView::of).collect();
    let rows = records
        .iter()
        .zip(&imports)
        .map(|(record, view)| {
            let counts = [view.rows, view.imported, view.left_out, view.duplicates].map(|n| n.to_string());
            let mut row = vec![record.at.china_text(), view.file_name.clone()];
            row.extend(counts);
            row
        })
        .collect();
    let heading = call.heading(&[
        ("时间", "when"),
        ("文件", "file"),
        ("行数", "rows"),
        ("导入", "imported"),
        ("放弃", "left out"),
        ("疑似重复", "duplicates"),
    ]);
    Ok(Answer::new(json!({ "imports": imports }), Human::Table(heading, rows)))
}
