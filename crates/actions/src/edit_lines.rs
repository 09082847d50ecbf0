//! Editing lines (YW-ORD-08, 12, 13, 15, 16).

use domain::{Change, LineField};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    add_lines::{PROBLEMS_TOLD, ask_merchant, duplicate, with_typing},
    fault::{ActionError, Done},
    host::{Host, Tx as _},
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
/// `NOT_FOUND` for a line that is not there, `LINE_LINKED` for merchant or month of a linked line,
/// `ORD_LOCKED_DECLARED`, `ORD_STATE`; nothing is changed then. What is wrong with the fields is told and kept.
pub async fn edit_lines<H: Host>(
    host: &H,
    id: OrderId,
    typed: &[TypedEdit],
) -> Result<Done<()>, ActionError> {
    let mut step = Step::open(host, id).await?;
    let context = step.context();
    let mut problems = Vec::new();
    let mut refused = Vec::new();
    let mut edits = Vec::new();
    for chunk in typed.chunks(CHUNK) {
        let ids: Vec<LineId> = chunk.iter().map(|edit| edit.line).collect();
        let before = step.tx.lines(id, &ids).await?;
        if before.len() != chunk.len() {
            return Err(Problem::new(Code::NotFound).in_field("id").into());
        }
        let mut pairs = Vec::with_capacity(chunk.len());
        let mut told = Vec::with_capacity(chunk.len());
        for (line, edit) in before.into_iter().zip(chunk) {
            let mut after = line.clone();
            let mut typing = Vec::new();
            for (field, text) in &edit.fields {
                match after.fields.enter(*field, text, context) {
                    Ok(found) => typing.extend(found),
                    Err(problem) => refused.push(problem),
                }
            }
            told.push(typing);
            let merchant = edit
                .fields
                .iter()
                .any(|(field, _)| field.group() == domain::LineGroup::Merchant);
            if merchant {
                problems.extend(ask_merchant(&mut step, &mut after).await?);
            }
            pairs.push((line, after));
        }
        if !refused.is_empty() {
            return Err(ActionError::Refused(refused));
        }
        let edited: Vec<_> = pairs
            .iter()
            .map(|(before, after)| {
                (
                    after.clone(),
                    before.fields.fingerprint() != after.fields.fingerprint(),
                )
            })
            .collect();
        edits.extend(step.update(pairs).await?);
        for (((line, is_other), edit), typing) in edited.iter().zip(chunk).zip(told) {
            let named = |problem: &Problem| {
                edit.fields
                    .iter()
                    .any(|(field, _)| problem.field.as_deref() == Some(field.name()))
            };
            let standing = line.fields.problems(context).into_iter().filter(named).collect();
            problems.extend(with_typing(standing, typing));
            if *is_other && problems.len() < PROBLEMS_TOLD {
                problems.extend(duplicate(&mut step, line).await?);
            }
        }
    }
    if !edits.is_empty() {
        step.note(Change::EditLines { lines: edits });
    }
    step.close(Role::New).await?;
    Ok(Done { value: (), problems })
}
