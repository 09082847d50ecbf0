//! What is wrong with an input, where, and in which words (CM-ERR-01).

use std::borrow::Cow;

use crate::code::{Code, change_words, field_words, special_words};

#[cfg(test)]
mod tests;

/// Whether a problem blocks (CM-ERR-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Blocks.
    Error,
    /// May be acknowledged.
    Warning,
}

/// An interface language (CM-UI-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// A value that passed its checks, with what a person should still look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<T> {
    /// The normalised value.
    pub value: T,
    /// Warnings only; empty in the ordinary case.
    pub warnings: Vec<Problem>,
}

impl<T> From<T> for Accepted<T> {
    fn from(value: T) -> Self {
        Self { value, warnings: Vec::new() }
    }
}

impl<T> Accepted<T> {
    /// The same warnings around another value.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Accepted<U> {
        Accepted { value: to(self.value), warnings: self.warnings }
    }
}

/// A parameter of a sentence: its name in the catalogue and its text.
pub type Param = (&'static str, Box<str>);

/// One thing that is wrong or doubtful: a code of the catalogue with its parameters and its place.
///
/// Sentences are not stored; [`Problem::message`] renders them from the catalogue at the edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The values that the code's sentence names.
    pub params: Vec<Param>,
    /// The field, as the data dictionary names it (spec 01 §17), or a path such as `lines[3].amount`.
    pub field: Option<Cow<'static, str>>,
    /// The row as numbered in the file, header included; imports only.
    pub row: Option<u32>,
    /// The column as numbered in the file, from 0 (`A`); imports only.
    pub column: Option<u16>,
    /// The text that was found.
    pub value: Option<Box<str>>,
}

impl Problem {
    /// A problem without parameters and without a place.
    pub fn new(code: Code) -> Self {
        Self { code, params: Vec::new(), field: None, row: None, column: None, value: None }
    }

    /// Adds a parameter of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string().into_boxed_str()));
        self
    }

    /// Says in which field it is; a place that is already known stays.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field.get_or_insert_with(|| field.into());
        self
    }

    /// Says at which cell of a file it is. `row` counts from 1 with the header, `column` from 0.
    #[must_use]
    pub fn at(mut self, row: u32, column: Option<u16>) -> Self {
        self.row = Some(row);
        self.column = column;
        self
    }

    /// Keeps the text that was found; also the parameter `value` of the sentence.
    #[must_use]
    pub fn found(mut self, value: impl Into<Box<str>>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Whether it blocks.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether it blocks.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// The catalogue's sentence with its parameters filled in.
    ///
    /// `{field_zh}` and `{field_en}` come from the field's name, `{value}` from what was found, `{row}` from the
    /// place, unless a parameter of that name was given.
    pub fn message(&self, lang: Lang) -> String {
        let template = self.template(lang);
        let mut out = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            out.push_str(&self.param(name));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The code's sentence, or the one that stands in its place where a parameter has a value of its own: nobody says
    /// “at most 0 decimals”.
    fn template(&self, lang: Lang) -> &'static str {
        let special = self
            .params
            .iter()
            .find_map(|(name, value)| special_words(&format!("{} {name}={value}", self.code)));
        match (special, lang) {
            (Some((zh, _)), Lang::Zh) => zh,
            (Some((_, en)), Lang::En) => en,
            (None, _) => self.code.template(lang),
        }
    }

    fn param(&self, name: &str) -> Cow<'_, str> {
        if let Some((_, value)) = self.params.iter().find(|(given, _)| *given == name) {
            return Cow::Borrowed(value);
        }
        let field = self.field.as_deref().unwrap_or_default();
        let last = field.rsplit('.').next().unwrap_or(field);
        match name {
            "field_zh" => Cow::Borrowed(field_words(last).map_or(last, |(zh, _)| zh)),
            "field_en" => Cow::Borrowed(field_words(last).map_or(last, |(_, en)| en)),
            "value" => Cow::Borrowed(self.value.as_deref().unwrap_or_default()),
            "row" => Cow::Owned(self.row.map(|row| row.to_string()).unwrap_or_default()),
            _ => Cow::Borrowed(""),
        }
    }
}

impl Code {
    /// The code as people quote it, such as `ORD_STATE`.
    pub fn as_str(self) -> &'static str {
        self.entry().name
    }

    /// The code of this name, if the catalogue has it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.binary_search_by(|code| code.as_str().cmp(name)).ok().map(|at| Self::ALL[at])
    }

    /// Whether it blocks.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// The status it travels with over HTTP; `None` if it never does.
    pub fn http(self) -> Option<u16> {
        self.entry().http
    }

    /// The sentence with its parameters in braces.
    pub fn template(self, lang: Lang) -> &'static str {
        let entry = self.entry();
        match lang {
            Lang::Zh => entry.zh,
            Lang::En => entry.en,
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The Chinese and English name of a field of the data dictionary; an unknown field is its own name.
pub fn field_name(field: &str, lang: Lang) -> &str {
    match (field_words(field), lang) {
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
        (None, _) => field,
    }
}

/// The Chinese and English name of a change, by its mutation's name such as `import_lines`; an unknown one is its own name.
pub fn change_name(change: &str, lang: Lang) -> &str {
    match (change_words(change), lang) {
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
        (None, _) => change,
    }
}
