//! Separated text (YW-IMP-06).

use std::borrow::Cow;

use super::csv_text::{Records, decode};
use super::feed::{Feed, put};
use super::{Emit, Job, tell};
use crate::bounds::{CELL_CHARS_MAX, COLUMNS_MAX, HEADER_ROWS};
use crate::header;
use crate::raw::{Kind, RawCell, RawEvent, RawRow};
use crate::refusal::Refusal;

const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// Reads the text.
pub(super) fn read(bytes: &[u8], job: &Job<'_>, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    let (text, encoding) = decode(bytes, job.request.encoding)?;
    let separator = separator(&text, job);
    let mut facts = job.facts(Kind::Csv);
    facts.encoding = Some(encoding);
    facts.separator = Some(separator);
    tell(emit, RawEvent::Facts(facts))?;
    let mut records = Records::new(&text, separator);
    let mut feed = Feed::new(emit, &job.request.mapping);
    while let Some(record) = records.next()? {
        if !feed.push(row(record.number, &record.fields), false)? {
            break;
        }
    }
    feed.finish()
}

fn row(number: u32, fields: &[Cow<'_, str>]) -> RawRow {
    let mut cells = Vec::with_capacity(fields.len().min(COLUMNS_MAX));
    for (column, field) in fields.iter().take(COLUMNS_MAX).enumerate() {
        if field.is_empty() {
            continue;
        }
        let cut = match field.char_indices().nth(CELL_CHARS_MAX) {
            Some((at, _)) if field.len() > CELL_CHARS_MAX => &field[..at],
            _ => field,
        };
        put(&mut cells, column, RawCell::text(cut));
    }
    RawRow { number, cells }
}

/// The separator with which a header is found among the first rows; else the one that is commonest there.
fn separator(text: &str, job: &Job<'_>) -> u8 {
    let mapping = &job.request.mapping;
    let with_header = SEPARATORS
        .into_iter()
        .find(|&separator| first_rows(text, separator).iter().any(|row| header::is_header(row, mapping)));
    let count = |separator: u8| {
        let lines = text.lines().take(HEADER_ROWS as usize);
        lines.map(|line| memchr::memchr_iter(separator, line.as_bytes()).count()).sum::<usize>()
    };
    let commonest = || SEPARATORS.into_iter().rev().max_by_key(|&separator| count(separator));
    with_header.or_else(commonest).unwrap_or(b',')
}

/// The first rows as far as they can be read; broken quoting is reported when the rows are really read.
fn first_rows(text: &str, separator: u8) -> Vec<RawRow> {
    let mut records = Records::new(text, separator);
    let mut rows = Vec::new();
    while let Ok(Some(record)) = records.next() {
        if record.number > HEADER_ROWS {
            break;
        }
        rows.push(row(record.number, &record.fields));
    }
    rows
}
