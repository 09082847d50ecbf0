//! Text that a spreadsheet program would run as a formula (YW-IMP-18).

use std::borrow::Cow;

/// A text for a .csv file: one that begins like a formula gets a leading `'`, which import takes off again. So does one that
/// begins with `'` itself, or it would lose it.
///
/// In .xlsx nothing is needed: text is written as a text cell.
pub(crate) fn csv_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
