//! What verbs tell, as the codes alone.

use actions::ActionError;
use values::{Code, Problem};

/// The codes of these problems, in their order.
pub fn codes(problems: &[Problem]) -> Vec<Code> {
    problems.iter().map(|problem| problem.code).collect()
}

/// The codes by which a verb was refused.
///
/// # Panics
/// If it took effect, or if the store failed.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, ActionError>) -> Vec<Code> {
    match result {
        Err(ActionError::Refused(problems)) => codes(&problems),
        Err(ActionError::Store(fault)) => panic!("the store failed: {fault} ({:?})", fault.cause),
        Ok(value) => panic!("it was not refused: {value:?}"),
    }
}
