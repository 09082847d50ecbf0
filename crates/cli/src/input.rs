//! Order and line files: JSON objects of data-dictionary names (spec 01 §17.5, §17.6). Numbers keep the digits they were
//! written with; what is malformed or unknown is refused before anything is opened.

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use actions::add_lines::TypedLine;
use domain::{LineField, OrderField};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use values::{Code, Problem};

use crate::answer::Failure;

/// Largest file of orders or lines, in bytes: 100,000 lines come to some 30 MB.
const BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Reads the fields of an order.
///
/// # Errors
/// `FILE_READ`, `REQ_MALFORMED`, `REQ_UNKNOWN_FIELD`.
pub(crate) fn order_fields(path: &Path) -> Result<Vec<(OrderField, String)>, Failure> {
    let text = text(path)?;
    let object: Object = serde_json::from_str(&text).map_err(|error| malformed(&error))?;
    typed(&object, None, OrderField::from_name, |field| field == OrderField::PurchaseOrderNos)
}

/// Reads the fields of one line.
///
/// # Errors
/// As [`order_fields`].
pub(crate) fn line_fields(path: &Path) -> Result<TypedLine, Failure> {
    let text = text(path)?;
    let object: Object = serde_json::from_str(&text).map_err(|error| malformed(&error))?;
    typed(&object, None, LineField::from_name, |_| false)
}

/// Reads many lines: an array, or objects one after the other (NDJSON).
///
/// # Errors
/// As [`order_fields`]; the field is told as `lines[n].name`.
pub(crate) fn lines(path: &Path) -> Result<Vec<TypedLine>, Failure> {
    let text = text(path)?;
    let objects: Vec<Object> = if text.trim_start().starts_with('[') {
        serde_json::from_str(&text).map_err(|error| malformed(&error))?
    } else {
        serde_json::Deserializer::from_str(&text)
            .into_iter()
            .collect::<Result<_, _>>()
            .map_err(|error| malformed(&error))?
    };
    let mut problems = Vec::new();
    let mut typed_lines = Vec::with_capacity(objects.len());
    for (at, object) in objects.iter().enumerate() {
        match typed(object, Some(at), LineField::from_name, |_| false) {
            Ok(line) => typed_lines.push(line),
            Err(Failure(found)) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(typed_lines) } else { Err(Failure(problems)) }
}

/// Reads a form of text fields, such as a registration's; lists come as lines.
///
/// # Errors
/// As [`order_fields`].
pub(crate) fn form(
    path: &Path,
    names: &[&'static str],
    list: Option<&str>,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let text = text(path)?;
    let object: Object = serde_json::from_str(&text).map_err(|error| malformed(&error))?;
    typed(
        &object,
        None,
        |name| names.iter().find(|known| **known == name).copied(),
        |field| Some(field) == list,
    )
}

/// Reads JSON of another form.
///
/// # Errors
/// `FILE_READ`, `REQ_MALFORMED`.
pub(crate) fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    Ok(serde_json::from_str(&text(path)?).map_err(|error| malformed(&error))?)
}

fn text(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(BYTES_MAX + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| unreadable(&error))?;
    let is_too_large = u64::try_from(bytes.len()).is_ok_and(|length| length > BYTES_MAX);
    let text = decoded(&bytes).filter(|_| !is_too_large);
    Ok(text.ok_or_else(|| Problem::new(Code::ReqMalformed))?)
}

/// Text as UTF-8, or as UTF-16 where its first bytes say so: that is what `>` of Windows PowerShell and the older Notepad write.
/// The mark itself is no part of the text. `None` for anything else.
pub(crate) fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<String> {
        let pairs = bytes.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return None;
        }
        String::from_utf16(&pairs.map(|pair| unit([pair[0], pair[1]])).collect::<Vec<_>>()).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => std::str::from_utf8(rest).ok().map(str::to_owned),
    }
}

/// `FILE_READ` with the reason in both languages.
pub(crate) fn unreadable(error: &io::Error) -> Problem {
    let (zh, en) = match error.kind() {
        io::ErrorKind::NotFound => ("文件不存在", "there is no such file"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::IsADirectory => ("这是一个文件夹", "it is a folder"),
        _ => ("读取时出错", "reading failed"),
    };
    Problem::new(Code::FileRead).with("reason_zh", zh).with("reason_en", en)
}

/// `REQ_MALFORMED` with where it is. What serde says of the content is not passed on: it may quote it.
fn malformed(error: &serde_json::Error) -> Problem {
    let row = u32::try_from(error.line()).unwrap_or(u32::MAX);
    Problem::new(Code::ReqMalformed)
        .with("line", error.line())
        .with("column", error.column())
        .at(row.max(1), None)
}

/// Turns an object into what was typed; `None` as `lines` index for a file with one object.
fn typed<F: Copy>(
    object: &Object,
    line: Option<usize>,
    from_name: impl Fn(&str) -> Option<F>,
    may_be_list: impl Fn(F) -> bool,
) -> Result<Vec<(F, String)>, Failure> {
    let place = |name: &str| match line {
        Some(at) => format!("lines[{at}].{name}"),
        None => name.to_owned(),
    };
    let mut problems = Vec::new();
    let mut names = HashSet::new();
    let mut fields = Vec::with_capacity(object.0.len());
    for (name, value) in &object.0 {
        let Some(field) = from_name(name) else {
            problems.push(Problem::new(Code::ReqUnknownField).with("field", name).in_field(place(name)));
            continue;
        };
        match content(value, may_be_list(field)).filter(|_| names.insert(name.as_str())) {
            Some(text) => fields.push((field, text)),
            None => problems.push(Problem::new(Code::ReqMalformed).in_field(place(name))),
        }
    }
    if problems.is_empty() { Ok(fields) } else { Err(Failure(problems)) }
}

/// The text of a value: text, a number's own digits, null for nothing, the raw text of an earlier answer, or a list.
fn content(value: &RawValue, may_be_list: bool) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        raw: String,
    }
    let json = value.get().trim();
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'-' | b'0'..=b'9' => Some(json.to_owned()),
        b'n' => Some(String::new()),
        b'{' => serde_json::from_str::<Raw>(json).ok().map(|raw| raw.raw),
        b'[' if may_be_list => {
            let parts: Vec<Box<RawValue>> = serde_json::from_str(json).ok()?;
            let texts: Option<Vec<String>> = parts.iter().map(|part| content(part, false)).collect();
            Some(texts?.join("\n"))
        }
        _ => None,
    }
}

/// An object with its names in the order in which they stand, doubled ones included.
struct Object(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Object(pairs))
    }
}

#[cfg(test)]
mod tests;
