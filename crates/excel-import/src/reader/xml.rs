//! Small help around the XML reader: attributes by local name, text with its references resolved.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// An attribute by its local name, references resolved; `None` if it is missing or malformed.
pub(super) fn attr<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    match found.value {
        Cow::Borrowed(text) if !text.contains('&') => Some(Cow::Borrowed(text)),
        _ => found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok(),
    }
}

/// Whether an attribute says yes.
pub(super) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attr(element, name).as_deref(), Some("1" | "true" | "on"))
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
