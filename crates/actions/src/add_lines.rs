//! Adding lines: 【+】 and paste (YW-ORD-08, 10, 12, 13).

use domain::{Change, Line, LineField, LineFields};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::{ActionError, Done},
    host::{Host, Tx as _, UndoTx},
    merchant::ask_merchant,
    step::{CHUNK, Role, SPACING, Step},
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
    let asked: Vec<Asked> = (first..).zip(&lines).filter_map(|(at, line)| Asked::of(at, line)).collect();
    let room = PROBLEMS_TOLD.saturating_sub(problems.len());
    problems.extend(duplicates(step, &asked, room).await?.into_iter().map(|(_, problem)| problem));
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

/// A line of which is to be told whether the order has another that equals it.
pub(crate) struct Asked {
    /// Where the request names it.
    pub(crate) at: usize,
    place: i64,
    fingerprint: u128,
}

impl Asked {
    /// `None` for a line that equals nothing yet, because something is missing.
    pub(crate) fn of(at: usize, line: &Line) -> Option<Self> {
        Some(Self { at, place: line.place, fingerprint: line.fields.fingerprint()? })
    }
}

/// `LINE_DUPLICATE` for those of these lines that another one equals, as the order stands now; at most `most`, the first
/// ones, each with its place in the request.
pub(crate) async fn duplicates<H: Host>(
    step: &mut Step<'_, H>,
    asked: &[Asked],
    most: usize,
) -> Result<Vec<(usize, Problem)>, ActionError> {
    let mut told = Vec::new();
    for chunk in asked.chunks(CHUNK) {
        if told.len() >= most {
            break;
        }
        let lines: Vec<(i64, u128)> = chunk.iter().map(|line| (line.place, line.fingerprint)).collect();
        let found = step.tx.same_lines(step.order.id, &lines).await?;
        told.extend(chunk.iter().zip(found).filter_map(|(line, position)| {
            let problem = Problem::new(Code::LineDuplicate).with("position", position?);
            Some((line.at, under(line.at, problem)))
        }));
    }
    told.truncate(most);
    Ok(told)
}
