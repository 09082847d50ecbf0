//! What the preview shows of a checked file, page by page, and correcting a cell in it (YW-IMP-12).

use domain::{LineField, Lookup};
use excel_import::{
    check::{CheckedRow, Preview, RowState, Twins},
    problems::Problems,
};
use values::{Code, Problem, Severity};

use super::CheckedFile;

/// The tabs of the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PreviewTab {
    /// 全部
    #[default]
    All,
    /// 正确
    Good,
    /// 警告
    Warned,
    /// 疑似重复
    Duplicate,
    /// 错误
    Faulty,
}

/// A row as the preview shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// Its number in the file, header included.
    pub number: u32,
    /// How it came out.
    pub state: RowState,
    /// Its texts in the order of [`LineField::ALL`]: what was understood, and of a wrong cell what stands in the file.
    pub texts: [Box<str>; 8],
    /// What is known of its purchase number.
    pub lookup: Lookup,
    /// What is wrong or doubtful with it, in the order of its columns.
    pub problems: Vec<Problem>,
}

/// Rows of a tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewPage {
    /// The rows, by their numbers.
    pub rows: Vec<PreviewRow>,
    /// How many the tab has.
    pub total: u32,
}

/// Problems of the rows of a tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemsPage {
    /// The errors in the order of the rows, then the warnings likewise.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub total: u32,
    /// How many of them are errors; these stand first.
    pub errors: u32,
}

/// The places of rows among `rows`, by how they came out, and of what was found in them.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    good: Vec<u32>,
    warned: Vec<u32>,
    duplicate: Vec<u32>,
    faulty: Vec<u32>,
    findings: Findings,
}

/// The places of problems among all of the file, by the row's tab: what must be mended stands before what may stay.
#[derive(Debug, Default)]
struct Findings {
    /// All errors; the rows that have them are those of the tab 错误.
    errors: Vec<u32>,
    /// Warnings in faulty rows.
    faulty: Vec<u32>,
    /// Warnings in rows that are only doubtful.
    warned: Vec<u32>,
    /// Of suspected duplicates: they are left out by default, so no other tab tells of them.
    duplicate: Vec<u32>,
}

impl Findings {
    fn of(rows: &[CheckedRow], problems: &Problems) -> Self {
        let mut findings = Self::default();
        let mut rows = rows.iter().peekable();
        for (at, (code, number)) in (0..).zip(problems.codes()) {
            // Both stand in the order of the rows' numbers.
            while rows.next_if(|row| row.number < number).is_some() {}
            let state = rows.peek().filter(|row| row.number == number).map(|row| row.state);
            let list = match (code.severity(), state) {
                (Severity::Error, _) => &mut findings.errors,
                (_, Some(RowState::Duplicate)) => &mut findings.duplicate,
                (_, Some(RowState::Faulty)) => &mut findings.faulty,
                // Rows of a file that was refused came out in no way; what stands in the order already has no problem.
                (_, Some(RowState::Good | RowState::Warned) | None) => &mut findings.warned,
            };
            list.push(at);
        }
        findings
    }

    /// The lists of a tab, one behind the other.
    fn of_tab(&self, tab: PreviewTab) -> [&[u32]; 3] {
        match tab {
            PreviewTab::All => [&self.errors, &self.faulty, &self.warned],
            PreviewTab::Good => [&[], &[], &[]],
            PreviewTab::Warned => [&[], &[], &self.warned],
            PreviewTab::Duplicate => [&[], &[], &self.duplicate],
            PreviewTab::Faulty => [&self.errors, &self.faulty, &[]],
        }
    }
}

impl Tabs {
    pub(super) fn of(rows: &[CheckedRow], problems: &Problems) -> Self {
        let mut tabs = Self { findings: Findings::of(rows, problems), ..Self::default() };
        for (at, row) in (0..).zip(rows) {
            let tab = match row.state {
                RowState::Good => &mut tabs.good,
                RowState::Warned => &mut tabs.warned,
                RowState::Duplicate => &mut tabs.duplicate,
                RowState::Faulty => &mut tabs.faulty,
            };
            tab.push(at);
        }
        tabs
    }
}

impl CheckedFile {
    /// Rows `offset` to `offset + limit` of a tab. Rows that stand in the order as they are belong to none.
    pub fn rows_page(&self, tab: PreviewTab, offset: u32, limit: u32) -> PreviewPage {
        let of_tab = match tab {
            PreviewTab::All => None,
            PreviewTab::Good => Some(&self.tabs.good),
            PreviewTab::Warned => Some(&self.tabs.warned),
            PreviewTab::Duplicate => Some(&self.tabs.duplicate),
            PreviewTab::Faulty => Some(&self.tabs.faulty),
        };
        let (offset, limit) = (offset as usize, limit as usize);
        let rows = match of_tab {
            None => self.rows.iter().skip(offset).take(limit).map(|row| self.shown(row)).collect(),
            Some(places) => places
                .iter()
                .skip(offset)
                .take(limit)
                .filter_map(|at| self.rows.get(*at as usize))
                .map(|row| self.shown(row))
                .collect(),
        };
        let total = of_tab.map_or(self.rows.len(), Vec::len);
        PreviewPage { rows, total: u32::try_from(total).expect("a file has at most 100,000 rows") }
    }

    /// Problems `offset` to `offset + limit` of a tab's rows; those of the file as a whole stand in the report.
    pub fn problems_page(&self, tab: PreviewTab, offset: u32, limit: u32) -> ProblemsPage {
        let lists = self.tabs.findings.of_tab(tab);
        let count = |places: usize| u32::try_from(places).unwrap_or(u32::MAX);
        let places = lists.into_iter().flatten().skip(offset as usize).take(limit as usize);
        ProblemsPage {
            problems: places.filter_map(|at| self.report.problems.get(*at as usize)).collect(),
            total: count(lists.iter().map(|list| list.len()).sum()),
            errors: count(lists[0].len()),
        }
    }

    /// The row of this number; `None` if there is none, or it stands in the order as it is.
    pub fn row(&self, number: u32) -> Option<PreviewRow> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(at).map(|row| self.shown(row))
    }

    fn shown(&self, row: &CheckedRow) -> PreviewRow {
        PreviewRow {
            number: row.number,
            state: row.state,
            texts: LineField::ALL.map(|field| row.fields.entry(field).text().into()),
            lookup: row.lookup,
            problems: self.report.problems.of_row(row.number).collect(),
        }
    }

    /// Corrects a cell of the row of this number and checks the row again at once: its state, its problems, the counts,
    /// and whether it or another row is a duplicate now. Returns the numbers of the rows that are different, that row
    /// first. The file itself stays as it is.
    ///
    /// # Errors
    /// `NOT_FOUND` if there is no such row.
    pub fn correct(&mut self, number: u32, field: LineField, text: &str) -> Result<Vec<u32>, Problem> {
        let twins = self.twins.get_or_insert_with(|| Twins::of(&self.rows, &self.stands));
        let mut preview = Preview {
            request: &self.request,
            known: &*self.known,
            report: &mut self.report,
            rows: &mut self.rows,
            twins,
        };
        let changed = preview.correct(number, field, text);
        let changed = changed.ok_or_else(|| Problem::new(Code::NotFound).in_field("row"))?;
        self.tabs = Tabs::of(&self.rows, &self.report.problems);
        Ok(changed)
    }
}

#[cfg(test)]
mod tests;
