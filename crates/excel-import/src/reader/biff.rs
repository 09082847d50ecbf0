//! A look over the records of an .xls workbook (BIFF8) before calamine parses it whole: is it encrypted, how large will it
//! become, which rows are hidden. calamine believes declared dimensions, so they are found here and taken out.

use super::compound::{Compound, Stream, u16_at, u32_at};
use crate::bounds::WHOLE_CELLS_MAX;
use crate::refusal::Refusal;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const FILEPASS: u16 = 0x002f;
const BOUNDSHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const FORMULA: u16 = 0x0006;
const MULRK: u16 = 0x00bd;
/// Records of one cell: NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING.
const CELLS: [u16; 6] = [0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x00d6];
const BIFF8: u16 = 0x0600;
const ROW_IS_HIDDEN: u8 = 0x20;

/// What the look found.
pub(super) struct Survey {
    /// Hidden rows of each sheet in the order of the workbook, from 1, rising.
    pub(super) hidden_rows: Vec<Vec<u32>>,
    /// Where in the stream the bodies of declared dimensions lie.
    pub(super) dimensions: Vec<usize>,
}

/// Refuses encrypted workbooks and those older than BIFF8.
pub(super) fn check_version(compound: &Compound<'_>) -> Result<(), Refusal> {
    let stream = compound.stream("Workbook")?;
    let mut records = Records::new(&stream.content, 0);
    let first = records.next().ok_or(Refusal::Damaged)?;
    if first.kind != BOF {
        return Err(Refusal::Damaged);
    }
    if u16_at(first.body, 0) != Some(BIFF8) {
        return Err(Refusal::Type);
    }
    let is_encrypted = records.take_while(|record| record.kind != EOF).any(|record| record.kind == FILEPASS);
    if is_encrypted { Err(Refusal::Encrypted) } else { Ok(()) }
}

/// Looks over all sheets. Refuses a workbook whose sheets would become larger than [`WHOLE_CELLS_MAX`] together.
pub(super) fn survey(stream: &Stream) -> Result<Survey, Refusal> {
    let mut survey = Survey { hidden_rows: Vec::new(), dimensions: Vec::new() };
    let mut area = 0u64;
    let globals = Records::new(&stream.content, 0).take_while(|record| record.kind != EOF);
    for sheet in globals.filter(|record| record.kind == BOUNDSHEET) {
        let start = u32_at(sheet.body, 0).ok_or(Refusal::Damaged)? as usize;
        if start >= stream.content.len() {
            return Err(Refusal::Damaged);
        }
        let (hidden, cells) = survey_sheet(&stream.content, start, &mut survey.dimensions);
        survey.hidden_rows.push(hidden);
        area += cells;
        if area > WHOLE_CELLS_MAX {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(survey)
}

/// The hidden rows of a sheet, and the area of the rectangle around all its cells.
fn survey_sheet(content: &[u8], start: usize, dimensions: &mut Vec<usize>) -> (Vec<u32>, u64) {
    let mut hidden = Vec::new();
    let (mut top, mut bottom, mut left, mut right) = (u16::MAX, 0u16, u16::MAX, 0u16);
    let mut depth = 0usize;
    for record in Records::new(content, start) {
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            DIMENSIONS => dimensions.push(record.at),
            // Bit 5 of the options says that the row has no height.
            ROW if record.body.get(12).is_some_and(|flags| flags & ROW_IS_HIDDEN != 0) => {
                hidden.extend(u16_at(record.body, 0).map(|row| u32::from(row) + 1));
            }
            kind if kind == FORMULA || kind == MULRK || CELLS.contains(&kind) => {
                let (Some(row), Some(column)) = (u16_at(record.body, 0), u16_at(record.body, 2)) else {
                    continue;
                };
                let last = match kind {
                    MULRK => u16_at(record.body, record.body.len().saturating_sub(2)).unwrap_or(column),
                    _ => column,
                };
                top = top.min(row);
                bottom = bottom.max(row);
                left = left.min(column);
                right = right.max(last);
            }
            _ => {}
        }
    }
    hidden.sort_unstable();
    hidden.dedup();
    let area = if top > bottom {
        0
    } else {
        (u64::from(bottom - top) + 1) * (u64::from(right.saturating_sub(left)) + 1)
    };
    (hidden, area)
}

/// A record of a BIFF stream.
struct Record<'a> {
    kind: u16,
    /// Where its body begins in the stream.
    at: usize,
    body: &'a [u8],
}

/// The records of a stream from a place on; they end where one is cut off.
struct Records<'a> {
    content: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn new(content: &'a [u8], at: usize) -> Self {
        Self { content, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.content, self.at)?;
        let len = usize::from(u16_at(self.content, self.at + 2)?);
        let at = self.at + 4;
        let body = self.content.get(at..at + len)?;
        self.at = at + len;
        Some(Record { kind, at, body })
    }
}
