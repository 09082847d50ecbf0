//! One field, ready to show.

use desk::views::{Sight, mask::shown};
use domain::Entry;
use serde::Serialize;
use ts_rs::TS;
use values::{Country, Lang, Problem};

use super::ProblemView;

/// A field as it stands: text ready to show, and what is wrong with it.
///
/// A value that could be read shows its normal form; one that could not shows the text as typed, with its problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Cell {
    /// The text; empty where nothing was filled in.
    pub text: String,
    /// Errors and warnings of this field; empty in the ordinary case.
    pub problems: Vec<ProblemView>,
}

impl Cell {
    /// A field of the data dictionary with those of `problems` that are its own.
    pub(crate) fn of(field: &'static str, entry: &Entry, problems: &[Problem]) -> Self {
        Self {
            text: shown(field, entry.text(), Sight::Masked).into_owned(),
            problems: of_field(field, problems),
        }
    }
}

/// A country or region of the code table, or the text that is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountryCell {
    /// ISO 3166 alpha-2; `null` where nothing, or no country, was filled in.
    pub code: Option<String>,
    /// Chinese name, or the text as typed.
    pub zh: String,
    /// English name, or the text as typed.
    pub en: String,
    /// Errors and warnings of this field.
    pub problems: Vec<ProblemView>,
}

impl CountryCell {
    /// A country field with those of `problems` that are its own.
    pub(crate) fn of(
        field: &'static str,
        country: Option<&Country>,
        entry: &Entry,
        problems: &[Problem],
    ) -> Self {
        let name = |lang| country.map_or(entry.text(), |country| country.name(lang)).to_owned();
        Self {
            code: country.map(|country| country.alpha2().to_owned()),
            zh: name(Lang::Zh),
            en: name(Lang::En),
            problems: of_field(field, problems),
        }
    }
}

fn of_field(field: &str, problems: &[Problem]) -> Vec<ProblemView> {
    problems.iter().filter(|problem| problem.field.as_deref() == Some(field)).map(ProblemView::of).collect()
}

/// A country or region of the code table (CM-DATA-01), for the picker (YW-ORD-04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountryRow {
    /// ISO 3166 alpha-2.
    pub alpha2: String,
    /// ISO 3166 alpha-3.
    pub alpha3: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}
