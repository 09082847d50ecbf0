//! OpenDocument spreadsheets, parsed whole by calamine after a look at their content (see `ods_bounds`).

use std::io::Cursor;

use calamine::{Ods, Reader, SheetVisible};

use super::container::Container;
use super::feed::Feed;
use super::xls::Rows;
use super::{Emit, Job, ods_bounds, tell};
use crate::bounds::HEADER_ROWS;
use crate::header;
use crate::raw::{Kind, RawEvent, SheetInfo};
use crate::refusal::Refusal;

/// Reads the document's chosen table.
pub(super) fn read(bytes: &[u8], job: &Job<'_>, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    let surveys = {
        let mut container = Container::open(bytes)?;
        ods_bounds::check_open(&mut container)?;
        ods_bounds::survey(&mut container)?
    };
    let mut ods: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let infos: Vec<SheetInfo> = ods
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetInfo {
            name: sheet.name.as_str().into(),
            visible: sheet.visible == SheetVisible::Visible,
        })
        .collect();
    let mapping = &job.request.mapping;
    let chosen = super::sheets::choose(&infos, job.request.sheet.as_deref(), |at| {
        let table = ods.worksheet_range(&infos[at].name).map_err(|_| Refusal::Damaged)?;
        Ok(Rows::new(&table, None)
            .take_while(|row| row.number <= HEADER_ROWS)
            .any(|row| header::is_header(&row, mapping)))
    })?;
    let name = infos[chosen].name.clone();
    let table = ods.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
    let formulas = ods.worksheet_formula(&name).map_err(|_| Refusal::Damaged)?;
    drop(ods);

    let mut facts = job.facts(Kind::Ods);
    facts.sheets = infos;
    facts.sheet = chosen as u16;
    tell(emit, RawEvent::Facts(facts))?;
    let survey = surveys.into_iter().find(|survey| *survey.name == *name).unwrap_or_default();
    if !survey.merges.is_empty() {
        tell(emit, RawEvent::Merges(survey.merges.clone()))?;
    }
    let mut feed = Feed::new(emit, mapping);
    for row in Rows::new(&table, Some(&formulas)) {
        let is_hidden = survey.is_hidden(row.number);
        if !feed.push(row, is_hidden)? {
            break;
        }
    }
    feed.finish()
}
