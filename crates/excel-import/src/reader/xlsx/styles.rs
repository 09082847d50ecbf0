//! Which cell styles show dates (YW-IMP-08).

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::workbook::Workbook;
use crate::reader::container::Container;
use crate::reader::dates::{is_builtin_date, is_date_format};
use crate::reader::xml::attr;
use crate::refusal::Refusal;

/// For each cell style (`cellXfs`), whether it shows a date.
pub(super) fn read(container: &mut Container<'_>, workbook: &Workbook) -> Result<Vec<bool>, Refusal> {
    let Some(part) = &workbook.styles_part else {
        return Ok(Vec::new());
    };
    let budget = container.budget();
    let mut reader = Reader::from_reader(container.part(part)?);
    let mut buffer = Vec::new();
    let mut own_formats: HashMap<u32, bool> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| budget.blame())?;
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().into_inner() {
                "numFmt" => {
                    let id = attr(element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attr(element, "formatCode")) {
                        own_formats.insert(id, is_date_format(&code));
                    }
                }
                "cellXfs" => in_cell_styles = matches!(event, Event::Start(_)),
                "xf" if in_cell_styles => {
                    let id = attr(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles.push(own_formats.get(&id).copied().unwrap_or_else(|| is_builtin_date(id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().into_inner() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
