//! Cells for the clipboard: text with tabs, and an HTML table for programs that would turn long digits and months into
//! numbers and dates (YW-IMP-18).

use std::fmt::Write as _;

/// What goes to the clipboard, both at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// Cells with tabs between them, rows with CR LF behind them; quoted where a cell holds one of these or a quote.
    pub text: String,
    /// One table. Cells that are no plain number are marked as text.
    pub html: String,
}

/// A block that is being written row by row.
#[derive(Debug)]
pub struct Copying {
    copied: Copied,
}

const HEAD: &str = "<html><head><meta charset=\"utf-8\"></head><body><table>";
const TAIL: &str = "</table></body></html>";

impl Default for Copying {
    fn default() -> Self {
        Self { copied: Copied { text: String::new(), html: HEAD.to_owned() } }
    }
}

impl Copying {
    /// Writes the next row. Each cell says whether it is a measure, which other programs may take as a number; any other
    /// text stays text.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = (&'c str, bool)>) {
        let Copied { text, html } = &mut self.copied;
        html.push_str("<tr>");
        for (at, (cell, is_measure)) in cells.into_iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            push_quoted(text, cell);
            let is_text = !(is_measure && is_plain_number(cell));
            html.push_str(if is_text { "<td style='mso-number-format:\"\\@\"'>" } else { "<td>" });
            push_escaped(html, cell);
            html.push_str("</td>");
        }
        text.push_str("\r\n");
        html.push_str("</tr>");
    }

    /// The block.
    pub fn finish(mut self) -> Copied {
        self.copied.html.push_str(TAIL);
        self.copied
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn push_quoted(out: &mut String, cell: &str) {
    if !cell.contains(['\t', '\n', '\r', '"']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

fn push_escaped(out: &mut String, cell: &str) {
    for letter in cell.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            // A run of blanks would become one.
            '\t' | '\r' | '\u{a0}' => {
                write!(out, "&#{};", u32::from(letter)).expect("a String takes what is written")
            }
            other => out.push(other),
        }
    }
}
