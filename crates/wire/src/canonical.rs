//! The one form of a JSON value that is hashed: sorted keys, no white space, no floats.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use values::{Code, Problem};

/// The canonical text of a value.
///
/// # Errors
/// `REQ_MALFORMED` if a number in it is no whole number of 64 bits.
pub fn canonical(value: &Value) -> Result<String, Problem> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

/// The SHA-256 of a text.
pub fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Keys are sorted here and not by the map: whether that keeps its order is another crate's choice.
fn write(value: &Value, text: &mut String) -> Result<(), Problem> {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            text.push('{');
            for (at, (key, value)) in members.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&quoted(key));
                text.push(':');
                write(value, text)?;
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write(item, text)?;
            }
            text.push(']');
        }
        Value::Number(number) if number.is_i64() || number.is_u64() => text.push_str(&number.to_string()),
        Value::Number(_) => return Err(Problem::new(Code::ReqMalformed)),
        Value::String(string) => text.push_str(&quoted(string)),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Null => text.push_str("null"),
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}
