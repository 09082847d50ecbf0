//! 需处理: what a person chose → what is to be so, and the verb that makes it so.

use actions::{ActionError, Settlement, Wanted, decide::fields_of};
use domain::{
    Deed, LineField, OrderField, Outcome,
    field::Entry,
    mutation::{Conflict, Contested, Entity, Grouped},
};
use values::{Code, MutationId, Problem};

use crate::desk::Desk;

#[cfg(test)]
mod tests;

/// What a person takes of something that both sides changed, or that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Take {
    /// 保留本机: written once more, as a new change.
    Mine,
    /// 采用服务器: what stands there stays.
    Theirs,
    /// Something else: texts as typed, by the field's name in the data dictionary. Fields that are not named stay as the server
    /// has them.
    Values(Vec<(String, String)>),
}

/// Decides an entry: one choice for each conflict, in their order, or one for all of a refused mutation. The choice is written as
/// an ordinary step, which can be undone and travels like any other; the entry leaves the list with it.
///
/// # Errors
/// `NOT_FOUND` if the entry is not there or was decided, or if what it wants is known to another computer only; `REQ_MALFORMED`
/// for choices that do not fit; `REQ_UNKNOWN_FIELD`; those of [`actions::decide`].
pub async fn decide(desk: &Desk, id: MutationId, choices: &[Take]) -> Result<(), ActionError> {
    let item = desk.store().attention_item(id).await.map_err(ActionError::from)?;
    let item =
        item.filter(|item| !item.entry.settled).ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
    let deed = item.mutation.as_ref().map(|mutation| &mutation.deed);
    let wanted = match &item.entry.outcome {
        Outcome::Conflict(conflicts) if conflicts.len() == choices.len() => {
            of_conflicts(conflicts, choices, deed)?
        }
        Outcome::Rejected(_) if choices.len() == 1 => of_rejection(&choices[0], deed)?,
        _ => return Err(malformed().into()),
    };
    actions::decide(desk, item.entry.order, id, &wanted, settlement(choices)).await
}

fn of_conflicts(
    conflicts: &[Conflict],
    choices: &[Take],
    deed: Option<&Deed>,
) -> Result<Vec<Wanted>, Problem> {
    let mut wanted = Vec::new();
    for (conflict, take) in conflicts.iter().zip(choices) {
        match take {
            Take::Theirs => {}
            Take::Mine => wanted.extend(Wanted::mine(conflict, deed)?),
            Take::Values(values) => wanted.push(typed(conflict, values)?),
        }
    }
    Ok(wanted)
}

fn of_rejection(take: &Take, deed: Option<&Deed>) -> Result<Vec<Wanted>, Problem> {
    match take {
        Take::Theirs => Ok(Vec::new()),
        Take::Mine => Wanted::of_deed(deed.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?),
        Take::Values(_) => Err(malformed()),
    }
}

/// What was typed for a group of fields.
fn typed(conflict: &Conflict, values: &[(String, String)]) -> Result<Wanted, Problem> {
    match (conflict.entity, conflict.group) {
        (Entity::Order, Contested::Head(group)) => Ok(Wanted::Head(entries::<OrderField>(group, values)?)),
        (Entity::Line(line), Contested::Line(group)) => {
            Ok(Wanted::Fields(line, entries::<LineField>(group, values)?))
        }
        _ => Err(malformed()),
    }
}

fn entries<F: Grouped>(group: F::Group, values: &[(String, String)]) -> Result<Vec<(F, Entry)>, Problem> {
    values
        .iter()
        .map(|(name, text)| {
            let field = fields_of::<F>(group).find(|field| field.name() == name);
            let field = field.ok_or_else(|| Problem::new(Code::ReqUnknownField).with("field", name))?;
            let text = text.trim();
            // A text that is no value of the field is kept as typed, as everywhere.
            Ok((field, if text.is_empty() { Entry::Empty } else { Entry::Value(text.into()) }))
        })
        .collect()
}

fn settlement(choices: &[Take]) -> Settlement {
    if choices.iter().all(|take| *take == Take::Theirs) {
        Settlement::Theirs
    } else if choices.iter().all(|take| *take == Take::Mine) {
        Settlement::Mine
    } else {
        Settlement::Chosen
    }
}

fn malformed() -> Problem {
    Problem::new(Code::ReqMalformed).in_field("choices")
}
