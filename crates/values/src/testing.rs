//! What the tests of this crate share: results as one line of text, and a day to test on.

use std::fmt::Display;

use crate::{Accepted, Day, Problem};

/// The China date that the vectors of specification 18.5 and 18.6 assume.
pub(crate) fn today() -> Day {
    day(2025, 6, 30)
}

pub(crate) fn day(year: u16, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("tests name real days")
}

/// `VALUE`, `VALUE with WARNING, WARNING`, or `CODE`.
pub(crate) fn outcome<T: Display>(result: Result<Accepted<T>, Problem>) -> String {
    match result {
        Ok(Accepted { value, warnings }) if warnings.is_empty() => value.to_string(),
        Ok(Accepted { value, warnings }) => {
            assert!(warnings.iter().all(|warning| !warning.is_error()));
            let codes: Vec<&str> = warnings.iter().map(|warning| warning.code.as_str()).collect();
            format!("{value} with {}", codes.join(", "))
        }
        Err(problem) => refusal(problem),
    }
}

/// `VALUE` or `CODE`.
pub(crate) fn plain_outcome<T: Display>(result: Result<T, Problem>) -> String {
    outcome(result.map(Accepted::from))
}

/// Compares a table of inputs with what the reader makes of them.
#[track_caller]
pub(crate) fn check(read: impl Fn(&str) -> String, table: &[(&str, &str)]) {
    for (input, expected) in table {
        assert_eq!(read(input), *expected, "of {input:?}");
    }
}

/// The code; every parameter of the sentence must be there, the field's name aside, which the caller adds.
fn refusal(problem: Problem) -> String {
    assert!(problem.is_error(), "{} is no error", problem.code);
    assert_eq!(problem.field, None, "the caller names the field");
    let template = problem.code.template(crate::Lang::En);
    for name in template.split('{').skip(1).filter_map(|part| part.split('}').next()) {
        let given = problem.params.iter().any(|(param, _)| *param == name);
        let known = name == "field_en" || name == "value" && problem.value.is_some();
        assert!(given || known, "{} lacks its parameter {name}", problem.code);
    }
    problem.code.to_string()
}
