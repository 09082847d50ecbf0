//! Office Open XML workbooks, read in one pass over the sheet (docs/decisions/0003): cells, hidden rows, merged areas and
//! formulas without a stored result come from the same stream, in bounded memory.

use super::container::Container;
use super::feed::Feed;
use super::{Emit, Job};
use crate::bounds::{HEADER_ROWS, MERGES_MAX};
use crate::columns::Mapping;
use crate::header;
use crate::raw::{Kind, RawEvent, RawRow};
use crate::refusal::Refusal;

mod workbook;

mod strings;
mod styles;

mod sheet;

use sheet::{Item, SheetReader};
use strings::SharedStrings;
use workbook::Workbook;

/// Reads the workbook's chosen sheet.
pub(super) fn read(bytes: &[u8], job: &Job<'_>, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    let mut container = Container::open(bytes)?;
    let workbook = workbook::read(&mut container)?;
    let date_formats = styles::read(&mut container, &workbook)?;
    let strings = SharedStrings::read(&mut container, &workbook)?;
    let context = sheet::Context { strings: &strings, date_formats: &date_formats };
    let chosen = choose(&mut container, &workbook, job, &context)?;

    let mut facts = job.facts(Kind::Xlsx);
    facts.sheets = workbook.infos();
    facts.sheet = chosen as u16;
    facts.is_1904 = workbook.is_1904;
    super::tell(emit, RawEvent::Facts(facts))?;

    let budget = container.budget();
    let part = container.part(&workbook.sheets[chosen].part)?;
    let mut reader = SheetReader::new(part, budget, &context);
    let mut feed = Feed::new(emit, &job.request.mapping);
    let mut merges = Vec::new();
    while let Some(item) = reader.next()? {
        match item {
            Item::Row { row, is_hidden } => {
                if !feed.push(row, is_hidden)? {
                    break;
                }
            }
            Item::Merge(range) if merges.len() < MERGES_MAX => merges.push(range),
            Item::Merge(_) => {}
        }
    }
    if !merges.is_empty() {
        feed.tell(RawEvent::Merges(merges))?;
    }
    feed.finish()
}

/// The sheet to read (YW-IMP-04): the named one; else 交易清单; else the first visible one, unless several visible ones have
/// a fitting header.
fn choose(
    container: &mut Container<'_>,
    workbook: &Workbook,
    job: &Job<'_>,
    context: &sheet::Context<'_>,
) -> Result<usize, Refusal> {
    let infos = workbook.infos();
    super::sheets::choose(&infos, job.request.sheet.as_deref(), |at| {
        let rows = first_rows(container, &workbook.sheets[at].part, context)?;
        Ok(has_header(&rows, &job.request.mapping))
    })
}

fn has_header(rows: &[RawRow], mapping: &Mapping) -> bool {
    rows.iter().any(|row| header::is_header(row, mapping))
}

fn first_rows(
    container: &mut Container<'_>,
    part: &str,
    context: &sheet::Context<'_>,
) -> Result<Vec<RawRow>, Refusal> {
    let budget = container.budget();
    let mut reader = SheetReader::new(container.part(part)?, budget, context);
    let mut rows = Vec::new();
    while let Some(Item::Row { row, .. }) = reader.next()? {
        if row.number > HEADER_ROWS {
            break;
        }
        rows.push(row);
    }
    Ok(rows)
}
