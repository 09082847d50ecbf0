//! A problem on its way out: code, parameters, place, and its sentences in both languages (CM-ERR-01).

use std::collections::BTreeMap;

use domain::LineField;
use serde::Serialize;
use values::{Code, Lang, Problem, Severity};

use super::mask::{Sight, is_masked, shown};

/// A problem as JSON shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// The catalogue's code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The values that the sentences name. A problem in a file also has `column_name`, the Chinese name of the column.
    pub params: BTreeMap<&'static str, String>,
    /// The Chinese sentence.
    pub message_zh: String,
    /// The English sentence.
    pub message_en: String,
    /// The field of the data dictionary, or a path such as `lines[3].amount`.
    pub field: Option<String>,
    /// The row of the file from 1, header included.
    pub row: Option<u32>,
    /// The column of the file as letters, `A` first.
    pub column: Option<String>,
    /// The text that was found.
    pub value: Option<String>,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// The reference under which an unexpected fault was logged.
    pub request_id: Option<String>,
}

impl ProblemView {
    /// The view of a problem; what was found in identity fields is masked.
    pub fn of(problem: &Problem, sight: Sight) -> Self {
        let problem = masked(problem, sight);
        // Taken apart field by field: a new field of a problem stops the build here.
        let Problem { code, params, field, row, column, value } = &problem;
        let mut named: BTreeMap<&'static str, String> =
            params.iter().map(|(name, text)| (*name, text.to_string())).collect();
        if let (Some(_), Some(field)) = (column, field.as_deref().and_then(LineField::from_name)) {
            named.insert("column_name", excel_import::columns::name(field).to_owned());
        }
        Self {
            code: code.as_str(),
            severity: match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message_zh: problem.message(Lang::Zh),
            message_en: problem.message(Lang::En),
            field: field.as_deref().map(str::to_owned),
            row: *row,
            column: column.map(excel_import::columns::letters),
            value: value.as_deref().map(str::to_owned),
            retryable: is_retryable(*code),
            request_id: named.get("request_id").cloned(),
            params: named,
        }
    }

    /// The sentence in one language.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.message_zh,
            Lang::En => &self.message_en,
        }
    }

    /// Whether it blocks.
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

fn masked(problem: &Problem, sight: Sight) -> Problem {
    let mut problem = problem.clone();
    let Some(field) = problem.field.as_deref().filter(|field| is_masked(field)) else {
        return problem;
    };
    problem.value = problem.value.as_deref().map(|value| shown(field, value, sight).into());
    for (name, text) in &mut problem.params {
        if *name == "value" {
            *text = shown(field, text, sight).into();
        }
    }
    problem
}

fn is_retryable(code: Code) -> bool {
    matches!(
        code,
        Code::LocalBusy
            | Code::NetRequired
            | Code::NetTimeout
            | Code::NetLost
            | Code::ServerBusy
            | Code::ExtUnavailable
            | Code::RateLimited
            | Code::ImpTimeout
    )
}
