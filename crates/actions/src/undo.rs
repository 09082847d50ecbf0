//! Undo and redo: a new, inverse step through the same door (DECISIONS, Undo). Nothing recorded is ever taken away.

use std::collections::HashMap;

use domain::{Change, Entry, Line, LineField, LineGroup};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, Record, Tx as _, UndoStep, UndoTx},
    step::{CHUNK, Role, Step},
};

/// What was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The name of the last change of the step, as it was first done.
    pub what: String,
    /// How many lines it touched; 0 where it touched only the head.
    pub lines: u32,
    /// Steps that can still be undone.
    pub undo_left: u32,
    /// Steps that can be redone.
    pub redo_left: u32,
}

/// Takes back the acting person's last step on this order. `UNDO_NONE` if there is none, `UNDO_CHANGED` if what it
/// made no longer stands as it left it, and the locks of §19.4. `UNDO_LINES_KEPT` names imported lines that were
/// edited since and are kept.
pub async fn undo<H: Host<Tx: UndoTx>>(host: &H, id: OrderId) -> Result<Done<Undone>, ActionError> {
    let mut step = Step::open_any(host, id).await?;
    let person = host.actor().person;
    let next = step.tx.next_undo(id, person).await?.ok_or_else(|| Problem::new(Code::UndoNone))?;
    turn(step, next, true).await
}

/// Does the step again that was undone last. `REDO_NONE`, `UNDO_CHANGED`, and the locks of §19.4.
pub async fn redo<H: Host<Tx: UndoTx>>(host: &H, id: OrderId) -> Result<Done<Undone>, ActionError> {
    let mut step = Step::open_any(host, id).await?;
    let person = host.actor().person;
    let next = step.tx.next_redo(id, person).await?.ok_or_else(|| Problem::new(Code::RedoNone))?;
    turn(step, next, false).await
}

/// Applies the inverse of the changes in `next`, last first.
async fn turn<H: Host<Tx: UndoTx>>(
    mut step: Step<'_, H>,
    next: UndoStep,
    undone: bool,
) -> Result<Done<Undone>, ActionError> {
    let records = step.tx.changes(step.order.id, next.first_seq, next.last_seq).await?;
    let counts = records.iter().map(|record| (record.change.name(), record.change.line_count()));
    let lines = lines_of_step(&next.what, !undone, counts);
    let mut problems = Vec::new();
    for record in records.iter().rev() {
        invert(&mut step, record, next.last_seq, &mut problems).await?;
    }
    let role = Role::Turns { step: next.step, range: (next.first_seq, next.last_seq), undone };
    let (undo_left, redo_left) = step.close(role).await?;
    Ok(Done { value: Undone { what: next.what, lines, undo_left, redo_left }, problems })
}

/// How many lines a step touches, for people: of a paste those it changed and added, of an import those it brought –
/// not those that it took away first (清空后导入). `changes` are the step's, first to last, as they were done last, with
/// the lines of each; `is_undone` says that they are the ones that took it back.
pub fn lines_of_step<'n>(
    what: &str,
    is_undone: bool,
    changes: impl DoubleEndedIterator<Item = (&'n str, usize)>,
) -> u32 {
    let mut changes: Vec<(&str, usize)> = changes.collect();
    if is_undone {
        changes.reverse();
    }
    let last = changes.len().saturating_sub(1);
    let counts = |at: usize, name: &str| what != "import_lines" || at == last || name == "edit_lines";
    let lines = changes.iter().enumerate().filter(|(at, (name, _))| counts(*at, name));
    u32::try_from(lines.map(|(_, (_, lines))| lines).sum::<usize>()).unwrap_or(u32::MAX)
}

async fn invert<H: Host<Tx: UndoTx>>(
    step: &mut Step<'_, H>,
    record: &Record,
    last_seq: i64,
    problems: &mut Vec<Problem>,
) -> Result<(), ActionError> {
    match &record.change {
        // The beginning of an order never stands on a stack.
        Change::CreateOrder { .. } => Err(Problem::new(Code::UndoNone).into()),
        // What was deleted is out of reach until it is restored; only taking back the deletion does that.
        change if step.order.deleted && !matches!(change, Change::DeleteOrder) => {
            Err(Problem::new(Code::NotFound).in_field("id").into())
        }
        Change::EditOrder { fields } => {
            for edit in fields {
                if step.order.fields.entry(edit.field) != edit.after {
                    let name = edit.field.name();
                    return Err(changed_since(step, last_seq, name, |change| {
                        change.touches_field(edit.field)
                    })
                    .await);
                }
            }
            step.put_fields(fields.iter().map(|edit| (edit.field, edit.before.clone())))
        }
        Change::DeleteOrder => {
            if !step.order.deleted {
                let back = |change: &Change| matches!(change, Change::RestoreOrder);
                return Err(changed_since(step, last_seq, "id", back).await);
            }
            step.order.deleted = false;
            step.note(Change::RestoreOrder);
            Ok(())
        }
        Change::RestoreOrder => {
            step.order.state.name().may_delete()?;
            step.order.deleted = true;
            step.note(Change::DeleteOrder);
            Ok(())
        }
        Change::AddLines { lines } | Change::RestoreLines { lines } => {
            remove_untouched(step, lines, last_seq).await
        }
        Change::EditLines { lines } => put_back(step, lines, last_seq).await,
        Change::RemoveLines { lines } => bring_back(step, lines, last_seq).await,
        Change::ImportLines { import, .. } => {
            let (untouched, edited) = step.tx.import_lines(step.order.id, *import).await?;
            if !edited.is_empty() {
                problems.push(kept(step, &edited).await?);
            }
            step.remove(untouched).await
        }
    }
}

/// Takes added (or brought back) lines away, unless one of them was changed or removed since.
async fn remove_untouched<H: Host<Tx: UndoTx>>(
    step: &mut Step<'_, H>,
    lines: &[LineId],
    last_seq: i64,
) -> Result<(), ActionError> {
    let later = step.tx.changes(step.order.id, last_seq + 1, i64::MAX).await?;
    let former = former_entries(&later);
    for chunk in lines.chunks(CHUNK) {
        let found = step.tx.lines(step.order.id, chunk).await?;
        if found.len() != chunk.len() {
            let gone = |change: &Change| matches!(change, Change::RemoveLines { .. });
            return Err(changed_since(step, last_seq, "lines", gone).await);
        }
        for line in found {
            let edited = former
                .get(&line.id)
                .into_iter()
                .flatten()
                .any(|(field, entry)| line.fields.entry(*field) != *entry);
            if edited {
                return Err(
                    changed_since(step, last_seq, "lines", |change| change.touches_line(line.id)).await
                );
            }
        }
    }
    step.remove(lines.to_vec()).await
}

/// What the fields of each line said before the first of these changes touched them: an edit and its undo cancel.
fn former_entries(later: &[Record]) -> HashMap<LineId, Vec<(LineField, Entry)>> {
    let mut former: HashMap<LineId, Vec<(LineField, Entry)>> = HashMap::new();
    for record in later {
        let Change::EditLines { lines } = &record.change else {
            continue;
        };
        for edit in lines {
            let known = former.entry(edit.line).or_default();
            for field in &edit.fields {
                if known.iter().all(|(name, _)| *name != field.field) {
                    known.push((field.field, field.before.clone()));
                }
            }
        }
    }
    former
}

/// Puts the former entries back into lines whose fields stand as the change left them.
async fn put_back<H: Host<Tx: UndoTx>>(
    step: &mut Step<'_, H>,
    edits: &[domain::LineEdit],
    last_seq: i64,
) -> Result<(), ActionError> {
    let context = step.context();
    let mut done = Vec::new();
    for chunk in edits.chunks(CHUNK) {
        let ids: Vec<LineId> = chunk.iter().map(|edit| edit.line).collect();
        let lines = step.tx.lines(step.order.id, &ids).await?;
        let mut pairs: Vec<(Line, Line)> = Vec::with_capacity(chunk.len());
        let mut found = lines.into_iter().peekable();
        for edit in chunk {
            let line = found.next_if(|line| line.id == edit.line);
            let stands = line.as_ref().is_some_and(|line| {
                edit.fields.iter().all(|field| line.fields.entry(field.field) == field.after)
            });
            let (Some(line), true) = (line, stands) else {
                let name = edit.fields.first().map_or("lines", |field| field.field.name());
                return Err(
                    changed_since(step, last_seq, name, |change| change.touches_line(edit.line)).await
                );
            };
            let mut after = line.clone();
            for field in &edit.fields {
                after.fields.put(field.field, &field.before, context);
            }
            if edit.fields.iter().any(|field| field.field.group() == LineGroup::Merchant) {
                after.lookup = crate::merchant::lookup_of(step, &after.fields).await?;
            }
            pairs.push((line, after));
        }
        done.extend(step.update(pairs).await?);
    }
    if !done.is_empty() {
        step.note(Change::EditLines { lines: done });
    }
    Ok(())
}

/// Brings removed lines back, unless one of them is back already.
async fn bring_back<H: Host<Tx: UndoTx>>(
    step: &mut Step<'_, H>,
    lines: &[LineId],
    last_seq: i64,
) -> Result<(), ActionError> {
    for chunk in lines.chunks(CHUNK) {
        if step.tx.removed_lines(step.order.id, chunk).await?.len() != chunk.len() {
            let back = |change: &Change| matches!(change, Change::RestoreLines { .. });
            return Err(changed_since(step, last_seq, "lines", back).await);
        }
    }
    step.restore(lines.to_vec()).await
}

/// `UNDO_LINES_KEPT` with the positions of the first ten lines.
async fn kept<H: Host>(step: &mut Step<'_, H>, edited: &[LineId]) -> Result<Problem, ActionError> {
    let mut positions = Vec::new();
    for line in edited.iter().take(10) {
        positions.push(step.tx.position(step.order.id, *line).await?.to_string());
    }
    let more = if edited.len() > positions.len() { ", …" } else { "" };
    Ok(Problem::new(Code::UndoLinesKept)
        .with("n", edited.len())
        .with("positions", positions.join(", ") + more))
}

/// `UNDO_CHANGED`: what stands there now was put there by the newest later change that touches it.
async fn changed_since<H: Host<Tx: UndoTx>>(
    step: &mut Step<'_, H>,
    last_seq: i64,
    what: &'static str,
    touches: impl Fn(&Change) -> bool + Sync,
) -> ActionError {
    match step.tx.newest_change(step.order.id, last_seq, &touches).await {
        Ok(record) => refusal(step, what, record),
        Err(fault) => fault.into(),
    }
}

fn refusal<H: Host>(step: &Step<'_, H>, what: &'static str, record: Option<Record>) -> ActionError {
    let (by_zh, by_en) = match record {
        Some(record) if record.actor == step.host.actor() => ("本机".to_owned(), "this computer".to_owned()),
        Some(record) => (record.actor.person.to_string(), record.actor.person.to_string()),
        None => ("其他操作".to_owned(), "another change".to_owned()),
    };
    Problem::new(Code::UndoChanged).in_field(what).with("by_zh", by_zh).with("by_en", by_en).into()
}
