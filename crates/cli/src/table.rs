//! Answers for people: sentences, labelled values, and tables whose columns stand under each other, Chinese text being
//! two places wide.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Human {
    /// Sentences.
    Text(String),
    /// Labels with their values.
    Pairs(Vec<(String, String)>),
    /// A heading and rows of as many cells.
    Table(Vec<String>, Vec<Vec<String>>),
    /// One below the other.
    All(Vec<Human>),
}

impl From<String> for Human {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Human {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Human {
    /// Everything as lines of text.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        self.render_into(&mut out);
        out
    }

    fn render_into(&self, out: &mut String) {
        match self {
            Self::Text(text) => {
                out.push_str(text);
                if !text.is_empty() && !text.ends_with('\n') {
                    out.push('\n');
                }
            }
            Self::Pairs(pairs) => {
                let width = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
                for (label, value) in pairs {
                    let value = one_line(value);
                    let _ = writeln!(out, "{label}{}  {value}", " ".repeat(width - label.width()));
                }
            }
            Self::Table(heading, rows) => table(out, heading, rows),
            Self::All(parts) => parts.iter().for_each(|part| part.render_into(out)),
        }
    }
}

fn table(out: &mut String, heading: &[String], rows: &[Vec<String>]) {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let widths: Vec<usize> = heading
        .iter()
        .enumerate()
        .map(|(at, name)| {
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).fold(name.width(), usize::max)
        })
        .collect();
    for row in std::iter::once(&heading.to_vec()).chain(&rows) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Control characters of entered text never reach the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests;
