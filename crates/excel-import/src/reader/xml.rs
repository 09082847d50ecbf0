//! Small help around the XML reader: attributes by local name, text with its references resolved.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

/// The attributes of an element as they stand there: local name and raw value. A plain scan, because a sheet has millions;
/// it ends where the text is malformed.
pub(super) fn raw_attributes<'a>(element: &'a BytesStart<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = element.attributes_raw();
    std::iter::from_fn(move || {
        let (name, after) = split(rest, b'=')?;
        let after = after.trim_ascii_start();
        let quote = *after.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let (value, after) = split(&after[1..], quote)?;
        rest = after;
        let name = name.trim_ascii();
        let local = name.bytes().rposition(|byte| byte == b':').map_or(0, |colon| colon + 1);
        Some((&name[local..], value))
    })
}

/// Splits at the first of an ASCII letter. The texts are a few bytes long, where a search that prepares itself is slower.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == at)?;
    Some((&text[..at], &text[at + 1..]))
}

/// An attribute by its local name, references resolved; `None` if it is missing or malformed.
pub(super) fn attr<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let (_, value) = raw_attributes(element).find(|(found, _)| *found == name)?;
    if value.contains('&') { unescape(value).ok() } else { Some(Cow::Borrowed(value)) }
}

/// Whether an attribute says yes.
pub(super) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attr(element, name).is_some_and(|value| is_yes(&value))
}

/// Whether a value says yes.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The text of a reference such as `&amp;` or `&#10;`. Entities of a document's own do not occur in workbooks and are left
/// out, so that none can be made to grow.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        text.push(letter);
    } else if let Some(resolved) = resolve_predefined_entity(reference) {
        text.push_str(resolved);
    }
}
