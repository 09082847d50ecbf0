//! Text with tabs between cells and line breaks between rows, as spreadsheet programs put it.

use values::Problem;

use super::Rows;

/// The rows of a text. CR LF, LF and CR end a row.
pub(super) fn rows(text: &str) -> Result<Vec<Vec<Box<str>>>, Problem> {
    let mut rows = Rows::default();
    let mut rest = text;
    while !rest.is_empty() {
        let after = match quoted(rest) {
            Some((content, after)) => {
                rows.cell(&unquoted(content))?;
                after
            }
            None => {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                rows.cell(&rest[..end])?;
                &rest[end..]
            }
        };
        rest = match after.strip_prefix('\t') {
            // A tab at the very end has an empty cell behind it.
            Some("") => {
                rows.cell("")?;
                rows.end_row()?;
                ""
            }
            Some(next) if next.starts_with(['\n', '\r']) => {
                rows.cell("")?;
                rows.end_row()?;
                without_break(next)
            }
            Some(next) => next,
            None => {
                rows.end_row()?;
                without_break(after)
            }
        };
    }
    Ok(rows.rows)
}

fn without_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

/// What stands between quotes at the beginning, and what comes behind them; `None` if the cell is not quoted from end to
/// end – a quote that belongs to the text, such as `"M8" 螺丝`.
///
/// A try that fails has ended at a quote at the latest, and every cell that could be tried begins with one: a text of
/// nothing but quotes takes no longer than another.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let at = from + inside[from..].find('"')?;
        let after = &inside[at + 1..];
        if after.starts_with('"') {
            from = at + 2;
        } else if after.is_empty() || after.starts_with(['\t', '\n', '\r']) {
            return Some((&inside[..at], after));
        } else {
            return None;
        }
    }
}

fn unquoted(content: &str) -> String {
    content.replace("\"\"", "\"").replace("\r\n", "\n")
}
