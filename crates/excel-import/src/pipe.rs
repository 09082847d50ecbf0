//! The account of the reading stage as bytes, so that it can cross a process boundary. Compact, hand-written, and read
//! without trust: the process at the other end may have been taken over by the file it reads.

mod form;

use std::io::{self, Read, Write};

use form::{
    read_bool, read_byte, read_f64, read_list, read_optional, read_text, read_u16, read_u32, write_list,
    write_number, write_optional, write_text,
};

use crate::bounds::{COLUMNS_MAX, MERGES_MAX, SHEETS_MAX};
use crate::columns::Mapping;
use crate::raw::{CellRange, Facts, Kind, RawCell, RawEvent, RawRow, SheetInfo, TextEncoding, Totals};
use crate::reader::ReadRequest;
use crate::refusal::Refusal;

/// Begins every stream; the digit is the version of the form.
const MAGIC: &[u8; 4] = b"XBR1";
/// Most rows of a heading.
const HEADING_ROWS_MAX: usize = 64;

/// What arrives through the pipe.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A part of the account.
    Event(RawEvent),
    /// The file is not read; nothing follows.
    Refused(Refusal),
}

/// Why a stream cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum PipeError {
    /// It ended or could not be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is not of the form.
    #[error("malformed stream: {0}")]
    Malformed(&'static str),
}

type Decoded<T> = Result<T, PipeError>;

mod tag {
    pub(super) const FACTS: u8 = 1;
    pub(super) const HEADING: u8 = 2;
    pub(super) const ROW: u8 = 3;
    pub(super) const MERGES: u8 = 4;
    pub(super) const END: u8 = 5;
    pub(super) const REFUSED: u8 = 6;
}

/// Begins a stream.
///
/// # Errors
/// Those of the writer.
pub fn write_start(to: &mut impl Write) -> io::Result<()> {
    to.write_all(MAGIC)
}

/// Reads what [`write_start`] wrote.
///
/// # Errors
/// `Malformed` for anything else.
pub fn read_start(from: &mut impl Read) -> Decoded<()> {
    let mut magic = [0; 4];
    from.read_exact(&mut magic)?;
    if &magic == MAGIC { Ok(()) } else { Err(PipeError::Malformed("start")) }
}

/// Writes a message.
///
/// # Errors
/// Those of the writer.
pub fn write_message(to: &mut impl Write, message: &Message) -> io::Result<()> {
    match message {
        Message::Event(event) => write_event(to, event),
        Message::Refused(refusal) => {
            to.write_all(&[tag::REFUSED])?;
            write_refusal(to, refusal)
        }
    }
}

/// Reads a message.
///
/// # Errors
/// `Malformed` for anything that [`write_message`] does not write, however long it claims to be.
pub fn read_message(from: &mut impl Read) -> Decoded<Message> {
    Ok(Message::Event(match read_byte(from)? {
        tag::FACTS => RawEvent::Facts(read_facts(from)?),
        tag::HEADING => RawEvent::Heading(read_list(from, HEADING_ROWS_MAX, read_row)?),
        tag::ROW => RawEvent::Row(read_row(from)?),
        tag::MERGES => RawEvent::Merges(read_list(from, MERGES_MAX, read_range)?),
        tag::END => RawEvent::End(Totals { data_rows: read_u32(from)?, hidden_rows: read_u32(from)? }),
        tag::REFUSED => return Ok(Message::Refused(read_refusal(from)?)),
        _ => return Err(PipeError::Malformed("tag")),
    }))
}

/// Writes an event.
///
/// # Errors
/// Those of the writer.
pub fn write_event(to: &mut impl Write, event: &RawEvent) -> io::Result<()> {
    match event {
        RawEvent::Facts(facts) => {
            to.write_all(&[tag::FACTS])?;
            write_facts(to, facts)
        }
        RawEvent::Heading(rows) => {
            to.write_all(&[tag::HEADING])?;
            write_list(to, rows, write_row)
        }
        RawEvent::Row(row) => {
            to.write_all(&[tag::ROW])?;
            write_row(to, row)
        }
        RawEvent::Merges(ranges) => {
            to.write_all(&[tag::MERGES])?;
            write_list(to, ranges, write_range)
        }
        RawEvent::End(totals) => {
            to.write_all(&[tag::END])?;
            write_number(to, u64::from(totals.data_rows))?;
            write_number(to, u64::from(totals.hidden_rows))
        }
    }
}

/// Writes a request, for the reading process.
///
/// # Errors
/// Those of the writer; `InvalidInput` for a path that is not Unicode.
pub fn write_request(to: &mut impl Write, request: &ReadRequest) -> io::Result<()> {
    let path = request.path.to_str().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    write_text(to, path)?;
    write_optional(to, request.sheet.as_deref(), |to, name| write_text(to, name))?;
    write_optional(to, request.encoding, |to, encoding| to.write_all(&[encoding_byte(encoding)]))?;
    let assigned: Vec<_> = request.mapping.decisions().collect();
    write_list(to, &assigned, |to, &(field, at)| {
        to.write_all(&[field as u8])?;
        write_number(to, u64::from(at))
    })
}

/// Reads a request.
///
/// # Errors
/// `Malformed` for anything that [`write_request`] does not write.
pub fn read_request(from: &mut impl Read) -> Decoded<ReadRequest> {
    let mut request = ReadRequest::new(String::from(read_text(from)?));
    request.sheet = read_optional(from, read_text)?;
    request.encoding = read_optional(from, read_encoding)?;
    let assigned =
        read_list(from, domain::LineField::ALL.len(), |from| Ok((read_byte(from)?, read_u16(from)?)))?;
    let mut mapping = Mapping::default();
    for (field, at) in assigned {
        let field = domain::LineField::ALL.get(usize::from(field)).ok_or(PipeError::Malformed("field"))?;
        mapping.assign(*field, at);
    }
    request.mapping = mapping;
    Ok(request)
}

/// Writes a row.
///
/// # Errors
/// Those of the writer.
pub(crate) fn write_row(to: &mut impl Write, row: &RawRow) -> io::Result<()> {
    write_number(to, u64::from(row.number))?;
    write_list(to, &row.cells, write_cell)
}

/// Reads a row.
///
/// # Errors
/// `Malformed` for anything that [`write_row`] does not write.
pub(crate) fn read_row(from: &mut impl Read) -> Decoded<RawRow> {
    Ok(RawRow { number: read_u32(from)?, cells: read_list(from, COLUMNS_MAX, read_cell)? })
}

fn write_cell(to: &mut impl Write, cell: &RawCell) -> io::Result<()> {
    match cell {
        RawCell::Empty => to.write_all(&[0]),
        RawCell::Text(text) => {
            to.write_all(&[1])?;
            write_text(to, text)
        }
        RawCell::Number(number) => {
            to.write_all(&[2])?;
            to.write_all(&number.to_le_bytes())
        }
        RawCell::Date(serial) => {
            to.write_all(&[3])?;
            to.write_all(&serial.to_le_bytes())
        }
        RawCell::Bool(value) => to.write_all(&[4 + u8::from(*value)]),
        RawCell::Error(text) => {
            to.write_all(&[6])?;
            write_text(to, text)
        }
        RawCell::FormulaNoResult => to.write_all(&[7]),
    }
}

fn read_cell(from: &mut impl Read) -> Decoded<RawCell> {
    Ok(match read_byte(from)? {
        0 => RawCell::Empty,
        1 => RawCell::Text(read_text(from)?),
        2 => RawCell::Number(read_f64(from)?),
        3 => RawCell::Date(read_f64(from)?),
        4 => RawCell::Bool(false),
        5 => RawCell::Bool(true),
        6 => RawCell::Error(read_text(from)?),
        7 => RawCell::FormulaNoResult,
        _ => return Err(PipeError::Malformed("cell")),
    })
}

fn write_facts(to: &mut impl Write, facts: &Facts) -> io::Result<()> {
    to.write_all(&[facts.kind as u8])?;
    write_optional(to, facts.wrong_extension.as_deref(), |to, ext| write_text(to, ext))?;
    write_list(to, &facts.sheets, |to, sheet| {
        write_text(to, &sheet.name)?;
        to.write_all(&[u8::from(sheet.visible)])
    })?;
    write_number(to, u64::from(facts.sheet))?;
    to.write_all(&[u8::from(facts.is_1904)])?;
    write_optional(to, facts.encoding, |to, encoding| to.write_all(&[encoding_byte(encoding)]))?;
    write_optional(to, facts.separator, |to, separator| to.write_all(&[separator]))
}

fn read_facts(from: &mut impl Read) -> Decoded<Facts> {
    let kind = usize::from(read_byte(from)?);
    Ok(Facts {
        kind: *Kind::ALL.get(kind).ok_or(PipeError::Malformed("kind"))?,
        wrong_extension: read_optional(from, read_text)?,
        sheets: read_list(from, SHEETS_MAX, |from| {
            Ok(SheetInfo { name: read_text(from)?, visible: read_bool(from)? })
        })?,
        sheet: read_u16(from)?,
        is_1904: read_bool(from)?,
        encoding: read_optional(from, read_encoding)?,
        separator: read_optional(from, read_byte)?,
    })
}

fn encoding_byte(encoding: TextEncoding) -> u8 {
    encoding as u8
}

fn read_encoding<R: Read>(from: &mut R) -> Decoded<TextEncoding> {
    let at = usize::from(read_byte(from)?);
    TextEncoding::ALL.get(at).copied().ok_or(PipeError::Malformed("encoding"))
}

fn write_range(to: &mut impl Write, range: &CellRange) -> io::Result<()> {
    write_number(to, u64::from(range.first_row))?;
    write_number(to, u64::from(range.first_column))?;
    write_number(to, u64::from(range.last_row))?;
    write_number(to, u64::from(range.last_column))
}

fn read_range(from: &mut impl Read) -> Decoded<CellRange> {
    Ok(CellRange {
        first_row: read_u32(from)?,
        first_column: read_u16(from)?,
        last_row: read_u32(from)?,
        last_column: read_u16(from)?,
    })
}

fn write_refusal(to: &mut impl Write, refusal: &Refusal) -> io::Result<()> {
    let names = |to: &mut _, names: &[Box<str>]| write_list(to, names, |to, name| write_text(to, name));
    match refusal {
        Refusal::Unreadable(reason) => {
            to.write_all(&[0])?;
            write_text(to, reason)
        }
        Refusal::TooLarge => to.write_all(&[1]),
        Refusal::Type => to.write_all(&[2]),
        Refusal::Encrypted => to.write_all(&[3]),
        Refusal::Damaged => to.write_all(&[4]),
        Refusal::Empty => to.write_all(&[5]),
        Refusal::Rows(n) => {
            to.write_all(&[6])?;
            write_number(to, u64::from(*n))
        }
        Refusal::Encoding => to.write_all(&[7]),
        Refusal::Quoting(line) => {
            to.write_all(&[8])?;
            write_number(to, u64::from(*line))
        }
        Refusal::SheetUnknown { name, names: all } => {
            to.write_all(&[9])?;
            write_text(to, name)?;
            names(to, all)
        }
        Refusal::SheetChoice(all) => {
            to.write_all(&[10])?;
            names(to, all)
        }
        Refusal::Timeout => to.write_all(&[11]),
        Refusal::Cancelled => to.write_all(&[12]),
    }
}

fn read_refusal(from: &mut impl Read) -> Decoded<Refusal> {
    Ok(match read_byte(from)? {
        0 => Refusal::Unreadable(read_text(from)?),
        1 => Refusal::TooLarge,
        2 => Refusal::Type,
        3 => Refusal::Encrypted,
        4 => Refusal::Damaged,
        5 => Refusal::Empty,
        6 => Refusal::Rows(read_u32(from)?),
        7 => Refusal::Encoding,
        8 => Refusal::Quoting(read_u32(from)?),
        9 => Refusal::SheetUnknown { name: read_text(from)?, names: read_list(from, SHEETS_MAX, read_text)? },
        10 => Refusal::SheetChoice(read_list(from, SHEETS_MAX, read_text)?),
        11 => Refusal::Timeout,
        12 => Refusal::Cancelled,
        _ => return Err(PipeError::Malformed("refusal")),
    })
}

#[cfg(test)]
mod tests;
