//! A problem on its way to the screen, without sentences: the screen renders them from the same catalogue, in its
//! own language (CM-ERR-01).

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;
use values::{Problem, Severity};

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
    /// The column of the file, from 0.
    pub column: Option<u16>,
    /// The text that was found.
    pub value: Option<String>,
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

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        // Taken apart field by field: a new field of a problem stops the build here.
        let Problem {
            code,
            params,
            field,
            row,
            column,
            value,
        } = problem;
        Self {
            code: code.as_str().to_owned(),
            severity: match code.severity() {
                Severity::Error => SeverityView::Error,
                Severity::Warning => SeverityView::Warning,
            },
            params: params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.to_string()))
                .collect(),
            field: field.as_deref().map(str::to_owned),
            row: *row,
            column: *column,
            value: value.as_deref().map(str::to_owned),
        }
    }
}
