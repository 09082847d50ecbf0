//! The small change of the pipe: numbers, texts, lists and what may be missing.

use std::io::{self, Read, Write};

use super::{Decoded, PipeError};
use crate::bounds::CELL_CHARS_MAX;

/// Longest text, in bytes.
const TEXT_BYTES_MAX: usize = CELL_CHARS_MAX * 4;

pub(super) fn write_optional<W: Write, T>(
    to: &mut W,
    value: Option<T>,
    write: impl FnOnce(&mut W, T) -> io::Result<()>,
) -> io::Result<()> {
    match value {
        None => to.write_all(&[0]),
        Some(value) => {
            to.write_all(&[1])?;
            write(to, value)
        }
    }
}

pub(super) fn read_optional<R: Read, T>(
    from: &mut R,
    read: impl FnOnce(&mut R) -> Decoded<T>,
) -> Decoded<Option<T>> {
    if read_bool(from)? { read(from).map(Some) } else { Ok(None) }
}

pub(super) fn write_list<W: Write, T>(
    to: &mut W,
    list: &[T],
    mut write: impl FnMut(&mut W, &T) -> io::Result<()>,
) -> io::Result<()> {
    write_number(to, list.len() as u64)?;
    list.iter().try_for_each(|item| write(to, item))
}

pub(super) fn read_list<R: Read, T>(
    from: &mut R,
    most: usize,
    mut read: impl FnMut(&mut R) -> Decoded<T>,
) -> Decoded<Vec<T>> {
    let len = usize::try_from(read_number(from)?).map_err(|_| PipeError::Malformed("length"))?;
    if len > most {
        return Err(PipeError::Malformed("length"));
    }
    // Room for what has arrived, not for what is promised.
    let mut list = Vec::with_capacity(len.min(64));
    for _ in 0..len {
        list.push(read(from)?);
    }
    Ok(list)
}

/// A text: its length in bytes, then UTF-8. One that is too long is cut, since nothing valid is that long.
pub(super) fn write_text(to: &mut impl Write, text: &str) -> io::Result<()> {
    let mut len = text.len().min(TEXT_BYTES_MAX);
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    write_number(to, len as u64)?;
    to.write_all(&text.as_bytes()[..len])
}

pub(super) fn read_text<R: Read>(from: &mut R) -> Decoded<Box<str>> {
    let len = usize::try_from(read_number(from)?).map_err(|_| PipeError::Malformed("length"))?;
    if len > TEXT_BYTES_MAX {
        return Err(PipeError::Malformed("length"));
    }
    let mut bytes = vec![0; len];
    from.read_exact(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| PipeError::Malformed("text"))?;
    Ok(text.into_boxed_str())
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn write_number(to: &mut impl Write, mut number: u64) -> io::Result<()> {
    let mut bytes = [0u8; 10];
    let mut len = 0;
    loop {
        bytes[len] = (number & 0x7f) as u8 | if number > 0x7f { 0x80 } else { 0 };
        len += 1;
        number >>= 7;
        if number == 0 {
            return to.write_all(&bytes[..len]);
        }
    }
}

pub(super) fn read_number(from: &mut impl Read) -> Decoded<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = read_byte(from)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(PipeError::Malformed("number"))
}

pub(super) fn read_u32(from: &mut impl Read) -> Decoded<u32> {
    u32::try_from(read_number(from)?).map_err(|_| PipeError::Malformed("number"))
}

pub(super) fn read_u16(from: &mut impl Read) -> Decoded<u16> {
    u16::try_from(read_number(from)?).map_err(|_| PipeError::Malformed("number"))
}

pub(super) fn read_f64(from: &mut impl Read) -> Decoded<f64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    let number = f64::from_le_bytes(bytes);
    if number.is_finite() { Ok(number) } else { Err(PipeError::Malformed("number")) }
}

pub(super) fn read_bool<R: Read>(from: &mut R) -> Decoded<bool> {
    match read_byte(from)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(PipeError::Malformed("flag")),
    }
}

pub(super) fn read_byte<R: Read>(from: &mut R) -> Decoded<u8> {
    let mut byte = [0];
    from.read_exact(&mut byte)?;
    Ok(byte[0])
}
