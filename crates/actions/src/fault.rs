//! How a verb ends without effect, and what it says when it had one.

use values::Problem;

/// Why a verb had no effect.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// A rule forbids it; nothing was changed. Never empty.
    #[error("refused: {}", .0.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>().join(", "))]
    Refused(Vec<Problem>),
    /// The store could not do it; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

impl From<Problem> for ActionError {
    fn from(problem: Problem) -> Self {
        Self::Refused(vec![problem])
    }
}

/// A failure of the store, already told apart (full, busy, damaged, …) by the catalogue code in `problem`.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", .problem.code)]
pub struct StoreFault {
    /// What to tell the person.
    pub problem: Problem,
    /// What happened underneath, for the log. Never contains entered data.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// A verb's result, with what a person should still look at. The problems never stopped it: wrong fields of a draft
/// are stored and stay marked (YW-ORD-06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What was made.
    pub value: T,
    /// Errors of fields that are kept as raw text, and warnings.
    pub problems: Vec<Problem>,
}
