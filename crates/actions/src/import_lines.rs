//! Taking a checked file's rows into an order (YW-IMP-11, 13, 14, 16). Reading and checking happened before; here
//! all chosen rows are stored, or none.

use domain::{Change, ImportMode, Line, LineFields, Lookup};
use values::{Code, LineId, OrderId, Problem};

use crate::{
    fault::ActionError,
    host::{Host, ImportFacts, Tx as _, UndoTx},
    step::{CHUNK, Role, SPACING, Step},
};

/// A row that becomes a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// Its fields, every one checked.
    pub fields: LineFields,
    /// What is known of its purchase number.
    pub lookup: Lookup,
}

/// A row that named an existing line and differs from it: an exported file that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineUpdate {
    /// The line.
    pub line: LineId,
    /// What the row says of it.
    pub row: ImportedRow,
}

/// What to import.
pub struct ImportRequest<R> {
    /// What is kept of it.
    pub facts: ImportFacts,
    /// The rows to add, in the file's order; taken in pieces, so that they need not all be in memory twice.
    pub rows: R,
    /// Existing lines that change.
    pub updates: Vec<LineUpdate>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Lines added.
    pub added: u32,
    /// Lines changed.
    pub updated: u32,
}

/// Stores an import as one step.
///
/// `IMP_STATE_CHANGED` if the order was declared or voided meanwhile, `IMP_CURRENCY` if its line currency is no longer
/// that of the rows, `NOT_FOUND` if a line to be changed is gone (in 清空后导入 every one is), `IMP_REPLACE_LINKED` if
/// lines that would be replaced are linked, `LINE_LIMIT` above 100,000 lines, `LINE_LAST` where a confirmed order would
/// be left empty, `CANCELLED` once `cancelled` says so; nothing is stored then.
pub async fn import_lines<H: Host<Tx: UndoTx>, R: Iterator<Item = ImportedRow> + Send>(
    host: &H,
    id: OrderId,
    request: ImportRequest<R>,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<Imported, ActionError> {
    let ImportRequest { facts, rows, updates } = request;
    let mut step = Step::open(host, id).await?;
    let state = step.order.state.name();
    if state.may_edit_lines().is_err() {
        let problem = Problem::new(Code::ImpStateChanged)
            .with("state_zh", state.word(values::Lang::Zh))
            .with("state_en", state.word(values::Lang::En));
        return Err(problem.into());
    }
    if facts.mode == ImportMode::Replace {
        if step.order.sums.linked > 0 {
            return Err(Problem::new(Code::ImpReplaceLinked).into());
        }
        let all = step.tx.line_ids(id).await?;
        if !all.is_empty() {
            step.remove(all).await?;
        }
    }
    let updated = update_named(&mut step, updates).await?;
    let import = facts.id;
    let (at, actor) = (step.at, host.actor());
    step.tx.insert_import(id, &facts, at, actor).await?;
    let added = insert_rows(&mut step, rows, import, cancelled).await?;
    step.tx.finish_import(import, added).await?;
    step.note(Change::ImportLines { import, mode: facts.mode, count: added });
    step.close(Role::New).await?;
    Ok(Imported { added, updated })
}

async fn update_named<H: Host>(step: &mut Step<'_, H>, updates: Vec<LineUpdate>) -> Result<u32, ActionError> {
    let mut edits = Vec::new();
    for chunk in updates.chunks(CHUNK) {
        let ids: Vec<LineId> = chunk.iter().map(|update| update.line).collect();
        let lines = step.tx.lines(step.order.id, &ids).await?;
        if lines.len() != chunk.len() {
            return Err(Problem::new(Code::NotFound).in_field("id").into());
        }
        let mut pairs = Vec::with_capacity(lines.len());
        for (line, update) in lines.into_iter().zip(chunk) {
            check_currency(step, &update.row)?;
            let mut after = line.clone();
            after.fields = update.row.fields.clone();
            after.lookup = update.row.lookup;
            pairs.push((line, after));
        }
        edits.extend(step.update(pairs).await?);
    }
    let updated = u32::try_from(edits.len()).expect("an order has at most 100,000 lines");
    if updated > 0 {
        step.note(Change::EditLines { lines: edits });
    }
    Ok(updated)
}

async fn insert_rows<H: Host, R: Iterator<Item = ImportedRow>>(
    step: &mut Step<'_, H>,
    mut rows: R,
    import: values::ImportId,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<u32, ActionError> {
    let mut place = step.tx.last_place(step.order.id).await?;
    let mut added = 0;
    loop {
        if cancelled() {
            return Err(Problem::new(Code::Cancelled).into());
        }
        let mut lines = Vec::with_capacity(CHUNK);
        for row in rows.by_ref().take(CHUNK) {
            check_currency(step, &row)?;
            place += SPACING;
            let id = LineId::from_uuid(step.host.next_uuid());
            lines.push(Line { id, place, fields: row.fields, lookup: row.lookup, linked: false });
        }
        if lines.is_empty() {
            return Ok(added);
        }
        step.insert(&lines, Some(import)).await?;
        added += u32::try_from(lines.len()).expect("a chunk is small");
    }
}

/// `IMP_CURRENCY` if the row's amount was read in another currency than the order has now.
fn check_currency<H: Host>(step: &Step<'_, H>, row: &ImportedRow) -> Result<(), ActionError> {
    let currency = step.order.fields.line_currency;
    match row.fields.amount.value() {
        Some(amount) if amount.currency() != currency => Err(Problem::new(Code::ImpCurrency)
            .with("file_currency", amount.currency())
            .with("order_currency", currency)
            .into()),
        _ => Ok(()),
    }
}
