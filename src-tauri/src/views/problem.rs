//! A problem on its way to the screen, without sentences: the screen renders them from the same catalogue, in its
//! own language (CM-ERR-01).

use std::collections::BTreeMap;

use desk::views::Sight;
use serde::Serialize;
use ts_rs::TS;
use values::Problem;

/// A code with its parameters and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProblemView {
    /// The catalogue code, such as `PHONE_FORMAT`.
    pub code: String,
    /// Whether it blocks.
    pub severity: SeverityView,
    /// The values that the code's sentence names.
    pub params: BTreeMap<String, String>,
    /// The field, as the data dictionary names it.
    pub field: Option<String>,
    /// The row of the file, header included, from 1.
    pub row: Option<u32>,
    /// The column of the file, in letters.
    pub column: Option<String>,
    /// The text that was found; masked in identity fields.
    pub value: Option<String>,
    /// Whether the same request may succeed later.
    pub retryable: bool,
}

/// Whether a problem blocks (CM-ERR-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    /// Blocks.
    Error,
    /// May be acknowledged.
    Warning,
}

impl ProblemView {
    /// The view of a problem; what was found in identity fields is masked (CM-SEC-03).
    pub(crate) fn of(problem: &Problem) -> Self {
        let view = desk::views::ProblemView::of(problem, Sight::Masked);
        Self {
            severity: if view.is_error() { SeverityView::Error } else { SeverityView::Warning },
            code: view.code.to_owned(),
            params: view.params.into_iter().map(|(name, text)| (name.to_owned(), text)).collect(),
            field: view.field,
            row: view.row,
            column: view.column,
            value: view.value,
            retryable: view.retryable,
        }
    }
}
