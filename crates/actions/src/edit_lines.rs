//! Editing lines (YW-ORD-08, 12, 13, 15, 16).

use std::collections::HashMap;

use domain::{Change, Line, LineContext, LineField, LineGroup};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    add_lines::{Asked, PROBLEMS_KEPT, PROBLEMS_TOLD, duplicates, under, with_typing},
    fault::{ActionError, Done},
    host::{Host, Tx as _, UndoTx},
    merchant::ask_merchant,
    step::{CHUNK, Role, Step},
};

/// The texts typed into one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedEdit {
    /// Which line.
    pub line: LineId,
    /// What was typed into which fields; an empty text empties the field.
    pub fields: Vec<(LineField, String)>,
}

/// Types texts into lines, in one step: one cell, a pasted block, a fill over 100,000 lines.
///
/// `NOT_FOUND` for a line that is not there, `LINE_LINKED` for merchant or month of a linked line, `FIELD_TOO_LONG`,
/// `ORD_LOCKED_DECLARED`, `ORD_STATE`; nothing is changed then. What is wrong with the fields is told, under
/// `lines[n].field` with the place in `typed`, and kept.
pub async fn edit_lines<H: Host<Tx: UndoTx>>(
    host: &H,
    id: OrderId,
    typed: &[TypedEdit],
) -> Result<Done<()>, ActionError> {
    let mut step = Step::open(host, id).await?;
    let (_, problems) = type_into(&mut step, typed).await?;
    step.close(Role::New).await?;
    Ok(Done { value: (), problems })
}

/// The same within a step that is open: how many lines changed, and what is to be told.
pub(crate) async fn type_into<H: Host>(
    step: &mut Step<'_, H>,
    typed: &[TypedEdit],
) -> Result<(u32, Vec<Problem>), ActionError> {
    let mut problems = Vec::new();
    let mut edits = Vec::new();
    let mut asked = Vec::new();
    let merged = merge(typed);
    for chunk in merged.chunks(CHUNK) {
        let ids: Vec<LineId> = chunk.iter().map(|edit| edit.line).collect();
        let before = step.tx.lines(step.order.id, &ids).await?;
        if before.len() != chunk.len() {
            return Err(Problem::new(Code::NotFound).in_field("id").into());
        }
        let mut pairs = Vec::with_capacity(chunk.len());
        for typed in type_all(step, before, chunk).await? {
            if typed.before.fields.fingerprint() != typed.after.fields.fingerprint() {
                asked.extend(Asked::of(typed.at, &typed.after));
            }
            if problems.len() < PROBLEMS_KEPT {
                problems.extend(typed.problems.into_iter().map(|problem| (typed.at, problem)));
            }
            pairs.push((typed.before, typed.after));
        }
        edits.extend(step.update(pairs).await?);
    }
    let problems = with_duplicates(step, problems, asked).await?;
    let changed = u32::try_from(edits.len()).expect("an order has at most 100,000 lines");
    if !edits.is_empty() {
        step.note(Change::EditLines { lines: edits });
    }
    Ok((changed, problems))
}

/// The problems, by the place of their line, and those lines that equal another now: each behind what else is told of it.
async fn with_duplicates<H: Host>(
    step: &mut Step<'_, H>,
    mut problems: Vec<(usize, Problem)>,
    mut asked: Vec<Asked>,
) -> Result<Vec<Problem>, ActionError> {
    // Behind the last problem that is told nobody looks for one more.
    if let Some((last, _)) = problems.get(PROBLEMS_TOLD - 1) {
        asked.retain(|line| line.at <= *last);
    }
    problems.extend(duplicates(step, &asked, PROBLEMS_TOLD).await?);
    problems.sort_by_key(|(at, _)| *at);
    Ok(problems.into_iter().map(|(_, problem)| problem).collect())
}

/// Everything typed into one line, and where the request names it first.
struct MergedEdit<'t> {
    at: usize,
    line: LineId,
    fields: Vec<&'t (LineField, String)>,
}

/// A line before and after typing, with what is to be told of the fields that were typed into.
struct Typed {
    at: usize,
    before: Line,
    after: Line,
    problems: Vec<Problem>,
}

/// Edits that name the same line are one edit, typed one after the other.
fn merge(typed: &[TypedEdit]) -> Vec<MergedEdit<'_>> {
    let mut merged: Vec<MergedEdit<'_>> = Vec::with_capacity(typed.len());
    let mut places: HashMap<LineId, usize> = HashMap::with_capacity(typed.len());
    for (at, edit) in typed.iter().enumerate() {
        let place = *places.entry(edit.line).or_insert(merged.len());
        if place == merged.len() {
            merged.push(MergedEdit { at, line: edit.line, fields: Vec::new() });
        }
        merged[place].fields.extend(&edit.fields);
    }
    merged
}

async fn type_all<H: Host>(
    step: &mut Step<'_, H>,
    lines: Vec<Line>,
    edits: &[MergedEdit<'_>],
) -> Result<Vec<Typed>, ActionError> {
    let context = step.context();
    let mut all = Vec::with_capacity(lines.len());
    let mut refused = Vec::new();
    for (before, edit) in lines.into_iter().zip(edits) {
        let mut after = before.clone();
        let mut typing = Vec::new();
        for (field, text) in &edit.fields {
            match after.fields.enter(*field, text, context) {
                Ok(found) => typing.extend(found),
                Err(problem) => refused.push(under(edit.at, problem)),
            }
        }
        let mut problems = Vec::new();
        if edit.fields.iter().any(|(field, _)| field.group() == LineGroup::Merchant) {
            problems = ask_merchant(step, &mut after).await?;
        }
        problems.extend(with_typing(standing(&after, edit, context), typing));
        let problems = problems.into_iter().map(|problem| under(edit.at, problem)).collect();
        all.push(Typed { at: edit.at, before, after, problems });
    }
    if refused.is_empty() { Ok(all) } else { Err(ActionError::Refused(refused)) }
}

/// What is wrong or doubtful with the fields that were typed into, as they stand now.
fn standing(line: &Line, edit: &MergedEdit<'_>, context: LineContext) -> Vec<Problem> {
    let is_typed = |problem: &Problem| {
        let is_it = |(field, _): &&(LineField, String)| problem.field.as_deref() == Some(field.name());
        edit.fields.iter().any(is_it)
    };
    line.fields.problems(context).into_iter().filter(is_typed).collect()
}
