//! The preview: its pages, and cells that are corrected in place (YW-IMP-12).

use std::sync::atomic::Ordering;

use domain::LineField;
use values::{Code, Problem};

use super::{Correction, Job, Ready};
use crate::{
    session::{Answer, Session, refusal},
    views::{FindingsPage, LineColumn, PageQuery, PreviewPage, PreviewRow, PreviewTab, ProblemView},
};

impl Session {
    /// A page of the preview's rows.
    ///
    /// # Errors
    /// `NOT_FOUND` without a preview.
    pub async fn preview_rows(&self, tab: PreviewTab, page: PageQuery) -> Answer<PreviewPage> {
        let job = self.job().await;
        let Job::Ready(ready) = &*job else { return Err(no_preview()) };
        let found = ready.checked.rows_page(tab.into(), page.offset, page.rows());
        Ok(PreviewPage {
            rows: found.rows.iter().map(PreviewRow::of).collect(),
            total: found.total,
            revision: ready.revision,
        })
    }

    /// A page of what is wrong or doubtful with a tab's rows, of a preview or of a file that was refused.
    ///
    /// # Errors
    /// `NOT_FOUND` where no file was read.
    pub async fn preview_findings(&self, tab: PreviewTab, page: PageQuery) -> Answer<FindingsPage> {
        let job = self.job().await;
        let checked = match &*job {
            Job::Ready(ready) => Some(&ready.checked),
            Job::Refused(refused) => refused.checked.as_ref(),
            _ => None,
        };
        let checked = checked.ok_or_else(no_preview)?;
        let found = checked.problems_page(tab.into(), page.offset, page.rows());
        Ok(FindingsPage {
            problems: found.problems.iter().map(ProblemView::of).collect(),
            total: found.total,
            errors: found.errors,
        })
    }

    /// Corrects a cell of the preview and checks its row again. The file stays as it is.
    ///
    /// # Errors
    /// `NOT_FOUND` without a preview, or for a row that is not in it.
    pub async fn correct_cell(&self, row: u32, column: LineColumn, text: String) -> Answer<PreviewRow> {
        let mut job = self.job().await;
        let Job::Ready(ready) = &mut *job else { return Err(no_preview()) };
        ready.correct(Correction { row, column, text }).map_err(refusal)?;
        ready.revision = self.0.import.numbers.fetch_add(1, Ordering::Relaxed);
        let corrected = ready.checked.row(row).ok_or_else(no_preview)?;
        Ok(PreviewRow::of(&corrected))
    }
}

impl Ready {
    /// Checks a row again with a cell corrected, and remembers it in case storing fails.
    pub(super) fn correct(&mut self, correction: Correction) -> Result<(), Problem> {
        self.checked.correct(correction.row, LineField::from(correction.column), &correction.text)?;
        self.corrections.push(correction);
        Ok(())
    }
}

pub(super) fn no_preview() -> Box<ProblemView> {
    refusal(Problem::new(Code::NotFound))
}
