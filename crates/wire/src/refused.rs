//! What is wrong with JSON that does not fit, as codes of the catalogue.

use values::{Code, Problem};

/// `REQ_UNKNOWN_FIELD` or `REQ_MALFORMED`. The parser's own words stay here: they may quote what was sent.
pub(crate) fn malformed(error: &serde_json::Error) -> Problem {
    let words = error.to_string();
    match words.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`')) {
        Some((field, _)) => unknown_field(field),
        None => Problem::new(Code::ReqMalformed),
    }
}

/// `REQ_UNKNOWN_FIELD`
pub(crate) fn unknown_field(field: &str) -> Problem {
    Problem::new(Code::ReqUnknownField).with("field", field)
}

/// `REQ_MALFORMED` at a place.
pub(crate) fn malformed_at(place: &'static str) -> Problem {
    Problem::new(Code::ReqMalformed).in_field(place)
}
