//! Adding lines: 【+】 and paste (YW-ORD-08, 10, 12, 13).

use domain::{Change, Line, LineField, LineFields};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, Tx as _, UndoTx},
    merchant::ask_merchant,
    step::{Role, SPACING, Step},
};

/// One line as typed or pasted.
pub type TypedLine = Vec<(LineField, String)>;

/// Adds lines behind the last one, in one step. Wrong ones are added and marked, as a paste does (DECISIONS,
/// Drafts); with `refuse_wrong` (【+】) a wrong one stops everything.
///
/// `LINE_LIMIT` above 100,000 lines; `LINE_DUPLICATE`, `MERCHANT_MISMATCH`, `MERCHANT_INACTIVE` and the codes of the
/// fields are told under `lines[n].field`.
pub async fn add_lines<H: Host<Tx: UndoTx>>(
    host: &H,
    id: OrderId,
    typed: &[TypedLine],
    refuse_wrong: bool,
) -> Result<Done<Vec<LineId>>, ActionError> {
    let mut step = Step::open(host, id).await?;
    let done = append(&mut step, typed, 0, refuse_wrong).await?;
    step.close(Role::New).await?;
    Ok(done)
}

/// The same within a step that is open; problems are told under `lines[first + n]`.
pub(crate) async fn append<H: Host>(
    step: &mut Step<'_, H>,
    typed: &[TypedLine],
    first: usize,
    refuse_wrong: bool,
) -> Result<Done<Vec<LineId>>, ActionError> {
    let id = step.order.id;
    let context = step.context();
    let mut problems = Vec::new();
    let mut refused = Vec::new();
    let mut lines = Vec::with_capacity(typed.len());
    let mut place = step.tx.last_place(id).await?;
    for (at, texts) in (first..).zip(typed) {
        let mut fields = LineFields::default();
        let mut told = Vec::new();
        for (field, text) in texts {
            match fields.enter(*field, text, context) {
                Ok(found) => told.extend(found),
                Err(problem) => refused.push(under(at, problem)),
            }
        }
        place += SPACING;
        let mut line = Line {
            id: LineId::from_uuid(step.host.next_uuid()),
            place,
            lookup: fields.unasked_lookup(),
            fields,
            linked: false,
        };
        let asked = ask_merchant(step, &mut line).await?;
        if refuse_wrong || problems.len() < PROBLEMS_KEPT {
            let found = with_typing(line.fields.problems(context), told).into_iter().chain(asked);
            problems.extend(found.map(|problem| under(at, problem)));
        }
        lines.push(line);
    }
    if refuse_wrong && problems.iter().any(Problem::is_error) {
        refused.append(&mut problems);
    }
    if !refused.is_empty() {
        return Err(ActionError::Refused(refused));
    }
    step.insert(&lines, None).await?;
    for (at, line) in (first..).zip(&lines) {
        if problems.len() >= PROBLEMS_TOLD {
            break;
        }
        problems.extend(duplicate(step, line).await?.map(|problem| under(at, problem)));
    }
    let ids: Vec<LineId> = lines.iter().map(|line| line.id).collect();
    if !ids.is_empty() {
        step.note(Change::AddLines { lines: ids.clone() });
    }
    Ok(Done { value: ids, problems })
}

/// From this many problems on, suspected duplicates are no longer looked for: an answer tells at most 200
/// (CM-ERR-01), and counting the position of each twin in a large order takes its time.
pub(crate) const PROBLEMS_TOLD: usize = 200;

/// From this many problems on, those of further lines are not gathered: the lines are marked where they stand, and one
/// pasted column of 100,000 rows would leave 600,000 cells empty.
pub(crate) const PROBLEMS_KEPT: usize = 10_000;

/// What is wrong with the fields as they stand, and what only their typing tells (a day that was dropped).
pub(crate) fn with_typing(mut standing: Vec<Problem>, told: Vec<Problem>) -> Vec<Problem> {
    for warning in told.into_iter().filter(|problem| !problem.is_error()) {
        if standing.iter().all(|known| known.code != warning.code || known.field != warning.field) {
            standing.push(warning);
        }
    }
    standing
}

/// Moves a problem's field below its line: `lines[3].amount`, counted from 0 as the request lists them.
pub(crate) fn under(at: usize, mut problem: Problem) -> Problem {
    let field = problem.field.take().unwrap_or_default();
    let path = if field.is_empty() { format!("lines[{at}]") } else { format!("lines[{at}].{field}") };
    problem.in_field(path)
}

/// `LINE_DUPLICATE` if the order has another line equal to this one.
pub(crate) async fn duplicate<H: Host>(
    step: &mut Step<'_, H>,
    line: &Line,
) -> Result<Option<Problem>, ActionError> {
    let Some(fingerprint) = line.fields.fingerprint() else {
        return Ok(None);
    };
    let same = step.tx.same_line(step.order.id, fingerprint, line.id).await?;
    Ok(same.map(|position| Problem::new(Code::LineDuplicate).with("position", position)))
}
