//! Separated text taken apart: encoding, separator, records (YW-IMP-06, RFC 4180).

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::bounds::COLUMNS_MAX;
use crate::raw::TextEncoding;
use crate::refusal::Refusal;

/// The text of a file, and its encoding.
///
/// A byte-order mark decides; else UTF-8 if everything is valid UTF-8; else GB18030. A choice of the person stands above
/// all of them.
pub(super) fn decode(
    bytes: &[u8],
    chosen: Option<TextEncoding>,
) -> Result<(Cow<'_, str>, TextEncoding), Refusal> {
    let (marked, mark_bytes) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Some(TextEncoding::Utf8), 3),
        [0xff, 0xfe, ..] => (Some(TextEncoding::Utf16Le), 2),
        [0xfe, 0xff, ..] => (Some(TextEncoding::Utf16Be), 2),
        _ => (None, 0),
    };
    let strip = |encoding| {
        if marked == Some(encoding) { &bytes[mark_bytes..] } else { bytes }
    };
    if let Some(encoding) = chosen.or(marked) {
        let text = decode_as(strip(encoding), encoding).ok_or(Refusal::Encoding)?;
        return Ok((checked(text)?, encoding));
    }
    for encoding in [TextEncoding::Utf8, TextEncoding::Gb18030] {
        if let Some(text) = decode_as(bytes, encoding) {
            return Ok((checked(text)?, encoding));
        }
    }
    Err(Refusal::Encoding)
}

fn decode_as(bytes: &[u8], encoding: TextEncoding) -> Option<Cow<'_, str>> {
    let strict =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match encoding {
        TextEncoding::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        TextEncoding::Gb18030 => strict(GB18030),
        TextEncoding::Utf16Le => strict(UTF_16LE),
        TextEncoding::Utf16Be => strict(UTF_16BE),
    }
}

/// Text with NUL in it is some other kind of file that happens to decode.
fn checked(text: Cow<'_, str>) -> Result<Cow<'_, str>, Refusal> {
    if memchr::memchr(0, text.as_bytes()).is_some() { Err(Refusal::Type) } else { Ok(text) }
}

/// A record: its number from 1, which is its row in a spreadsheet program, and its fields.
pub(super) struct Record<'a> {
    pub(super) number: u32,
    pub(super) fields: Vec<Cow<'a, str>>,
}

/// The records of a text, with their quotes and the marks `'` and `="…"` taken off.
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
    number: u32,
    line: u32,
}

impl<'a> Records<'a> {
    /// `separator` is one of comma, tab and semicolon.
    pub(super) fn new(text: &'a str, separator: u8) -> Self {
        Self { text, at: 0, separator, number: 0, line: 1 }
    }

    /// The next record; a blank line is one without fields.
    ///
    /// # Errors
    /// `Quoting` with the line in which the quotes were opened or closed wrongly.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Refusal> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        self.number += 1;
        let mut fields = Vec::new();
        loop {
            let field = self.field()?;
            if fields.len() < COLUMNS_MAX {
                fields.push(field);
            }
            match self.byte(self.at) {
                Some(byte) if byte == self.separator => self.at += 1,
                _ => break,
            }
        }
        self.end_line();
        if fields.len() == 1 && fields[0].is_empty() {
            fields.clear();
        }
        Ok(Some(Record { number: self.number, fields }))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn end_line(&mut self) {
        if self.byte(self.at) == Some(b'\r') {
            self.at += 1;
        }
        // CR LF is one end, CR alone another.
        if self.byte(self.at) == Some(b'\n') {
            self.at += 1;
        }
        self.line += 1;
    }

    fn is_field_end(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| byte == self.separator || byte == b'\r' || byte == b'\n')
    }

    fn field(&mut self) -> Result<Cow<'a, str>, Refusal> {
        if self.byte(self.at) == Some(b'"') {
            let start = self.at + 1;
            let end = self.closing_quote(start).ok_or(Refusal::Quoting(self.line))?;
            let lines = line_ends(&self.text[start..end]);
            self.at = end + 1;
            if !self.is_field_end(self.at) {
                return Err(Refusal::Quoting(self.line + lines));
            }
            self.line += lines;
            return Ok(without_marks(unquoted(&self.text[start..end])));
        }
        // ="00123": written so that a spreadsheet program keeps it as text.
        if self.text[self.at..].starts_with("=\"")
            && let Some(end) = self.closing_quote(self.at + 2)
            && self.is_field_end(end + 1)
            && line_ends(&self.text[self.at..end]) == 0
        {
            let start = self.at + 2;
            self.at = end + 1;
            return Ok(unquoted(&self.text[start..end]));
        }
        let rest = &self.text.as_bytes()[self.at..];
        let len = memchr::memchr3(self.separator, b'\r', b'\n', rest).unwrap_or(rest.len());
        let start = self.at;
        self.at += len;
        Ok(without_marks(Cow::Borrowed(&self.text[start..self.at])))
    }

    /// Where the quote that ends a field is; doubled quotes are content.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            at += memchr::memchr(b'"', bytes.get(at..)?)?;
            if bytes.get(at + 1) != Some(&b'"') {
                return Some(at);
            }
            at += 2;
        }
    }
}

fn unquoted(text: &str) -> Cow<'_, str> {
    if text.contains("\"\"") { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) }
}

/// How many lines end inside a text: CR LF counts once.
fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|&(at, &byte)| match byte {
        b'\n' => at == 0 || bytes[at - 1] != b'\r',
        b'\r' => true,
        _ => false,
    });
    ends.count() as u32
}

/// Without a leading `'`, and without the form `="…"` around all of it (it may have been quoted once more).
fn without_marks(text: Cow<'_, str>) -> Cow<'_, str> {
    let start = match text.as_bytes() {
        [b'\'', ..] => 1,
        [b'=', b'"', .., b'"'] if text.len() > 3 => {
            return Cow::Owned(text[2..text.len() - 1].replace("\"\"", "\""));
        }
        _ => return text,
    };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..]),
        Cow::Owned(text) => Cow::Owned(text[start..].to_owned()),
    }
}

#[cfg(test)]
mod tests;
