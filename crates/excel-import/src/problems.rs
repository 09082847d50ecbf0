//! All problems of a file in little memory: an import may have several for each of 100,000 rows, and the error report names
//! every one (YW-IMP-15).

use std::borrow::Cow;

use values::{Code, Problem, Severity};

/// A problem with its texts elsewhere: about 24 bytes and what was found.
#[derive(Debug, Clone, Copy)]
struct Entry {
    code: Code,
    /// Row from 1; 0 for none.
    row: u32,
    /// Column from 0; `NO_COLUMN` for none.
    column: u16,
    /// Place among the field names; `NO_FIELD` for none.
    field: u16,
    /// Where its texts begin.
    texts: u32,
    has_value: bool,
    params: u8,
}

const NO_COLUMN: u16 = u16::MAX;
const NO_FIELD: u16 = u16::MAX;

/// Problems in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    entries: Vec<Entry>,
    fields: Vec<Cow<'static, str>>,
    names: Vec<&'static str>,
    /// For each problem: the value found, if any, then per parameter its name's place and its text; every text with its
    /// length in front.
    texts: Vec<u8>,
    errors: usize,
}

impl Problems {
    /// Adds a problem.
    pub fn push(&mut self, problem: &Problem) {
        let texts = self.texts.len() as u32;
        if let Some(value) = &problem.value {
            push_text(&mut self.texts, value);
        }
        for (name, value) in &problem.params {
            let at = place_of(&mut self.names, name);
            self.texts.push(at as u8);
            push_text(&mut self.texts, value);
        }
        let field = match &problem.field {
            Some(field) => match self.fields.iter().position(|known| known == field) {
                Some(at) => at as u16,
                None => {
                    self.fields.push(field.clone());
                    (self.fields.len() - 1) as u16
                }
            },
            None => NO_FIELD,
        };
        self.errors += usize::from(problem.is_error());
        self.entries.push(Entry {
            code: problem.code,
            row: problem.row.unwrap_or(0),
            column: problem.column.unwrap_or(NO_COLUMN),
            field,
            texts,
            has_value: problem.value.is_some(),
            params: problem.params.len() as u8,
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many of them are errors.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The problem at a place, from 0.
    pub fn get(&self, at: usize) -> Option<Problem> {
        self.entries.get(at).map(|entry| self.problem(entry))
    }

    /// All problems.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Problem> + '_ {
        self.entries.iter().map(|entry| self.problem(entry))
    }

    /// The code and the row of every problem, 0 for the file as a whole: cheap, for sorting and counting.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = (Code, u32)> + '_ {
        self.entries.iter().map(|entry| (entry.code, entry.row))
    }

    /// The problems of a row, in the order of its columns. Rows are checked in their order, so they are found quickly.
    pub fn of_row(&self, row: u32) -> impl Iterator<Item = Problem> + '_ {
        let start = self.entries.partition_point(|entry| entry.row < row);
        self.entries[start..]
            .iter()
            .take_while(move |entry| entry.row == row)
            .map(|entry| self.problem(entry))
    }

    /// How often each code occurs, the commonest first (YW-IMP-16).
    pub fn counts_by_code(&self) -> Vec<(Code, usize)> {
        let mut counts: Vec<(Code, usize)> = Vec::new();
        for entry in &self.entries {
            match counts.iter_mut().find(|(code, _)| *code == entry.code) {
                Some((_, count)) => *count += 1,
                None => counts.push((entry.code, 1)),
            }
        }
        counts.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), code.as_str()));
        counts
    }

    /// Puts these problems in the place of those of a row. The texts of the former stay behind; a preview has few
    /// corrections.
    pub(crate) fn replace_row(&mut self, row: u32, problems: &[Problem]) {
        let start = self.entries.partition_point(|entry| entry.row < row);
        let end = start + self.entries[start..].partition_point(|entry| entry.row == row);
        let gone = self.entries[start..end].iter().filter(|entry| entry.code.severity() == Severity::Error);
        self.errors -= gone.count();
        let whole = self.entries.len();
        problems.iter().for_each(|problem| self.push(problem));
        let new: Vec<Entry> = self.entries.drain(whole..).collect();
        self.entries.splice(start..end, new);
    }

    /// Puts another problem in the place of one that is missing its cell, if the cell turns out to be merged: `range` tells
    /// the merged area of a row and column.
    pub(crate) fn name_merges(&mut self, range: impl Fn(u32, u16) -> Option<String>) {
        for at in 0..self.entries.len() {
            let entry = self.entries[at];
            if entry.code != Code::FieldRequired || entry.column == NO_COLUMN {
                continue;
            }
            if let Some(range) = range(entry.row, entry.column) {
                let texts = self.texts.len() as u32;
                let name = place_of(&mut self.names, "range");
                self.texts.push(name as u8);
                push_text(&mut self.texts, &range);
                self.entries[at] =
                    Entry { code: Code::ImpMerged, texts, has_value: false, params: 1, ..entry };
            }
        }
    }

    fn problem(&self, entry: &Entry) -> Problem {
        let mut problem = Problem::new(entry.code);
        let mut at = entry.texts as usize;
        if entry.has_value {
            problem.value = Some(self.text(&mut at).into());
        }
        for _ in 0..entry.params {
            let name = self.names[usize::from(self.texts[at])];
            at += 1;
            problem.params.push((name, self.text(&mut at).into()));
        }
        if entry.field != NO_FIELD {
            problem.field = Some(self.fields[usize::from(entry.field)].clone());
        }
        problem.row = (entry.row > 0).then_some(entry.row);
        problem.column = (entry.column != NO_COLUMN).then_some(entry.column);
        problem
    }

    fn text(&self, at: &mut usize) -> &str {
        let start = *at + 4;
        let len = u32::from_le_bytes(self.texts[*at..start].try_into().expect("four bytes were taken"));
        *at = start + len as usize;
        std::str::from_utf8(&self.texts[start..*at]).expect("only whole texts are pushed")
    }
}

impl<'a> FromIterator<&'a Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = &'a Problem>>(problems: I) -> Self {
        let mut all = Self::default();
        problems.into_iter().for_each(|problem| all.push(problem));
        all
    }
}

/// Longest text that is kept, in bytes; longer ones end with an ellipsis.
const TEXT_BYTES_MAX: usize = 400;
/// The same once `KEPT_BYTES` are kept; only a hostile file comes here.
const TEXT_BYTES_MAX_LATER: usize = 40;
const KEPT_BYTES: usize = 64 * 1024 * 1024;

fn push_text(texts: &mut Vec<u8>, text: &str) {
    let most = if texts.len() < KEPT_BYTES { TEXT_BYTES_MAX } else { TEXT_BYTES_MAX_LATER };
    let cut = if text.len() <= most {
        Cow::Borrowed(text)
    } else {
        let end = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        Cow::Owned(format!("{}…", &text[..end]))
    };
    texts.extend_from_slice(&(cut.len() as u32).to_le_bytes());
    texts.extend_from_slice(cut.as_bytes());
}

/// The place of a parameter's name; the catalogue has some dozens.
fn place_of(names: &mut Vec<&'static str>, name: &'static str) -> usize {
    names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}

#[cfg(test)]
mod tests;
