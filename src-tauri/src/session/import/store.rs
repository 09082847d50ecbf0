//! Storing the chosen rows.

use std::sync::{Arc, atomic::AtomicBool};

use desk::import::ImportChoice;
use values::{Code, Problem};

use super::{Job, Ready, Stored, Storing, ended::Ended};
use crate::{
    session::{Answer, Session, now, refusal, saved_at},
    views::{DeskEvent, ImportChoiceView, ImportedView},
};

impl Session {
    /// Stores the chosen rows of the preview in one step, or nothing. What was wrong with the others can be written until
    /// the next import begins.
    ///
    /// # Errors
    /// `NOT_FOUND` without a preview; `IMP_HAS_ERRORS` where rows are faulty and were not left out by choice;
    /// `IMP_STATE_CHANGED`, `IMP_CURRENCY`, `IMP_REPLACE_LINKED`, `LINE_LIMIT`, `LINE_LAST`, `CANCELLED`; those of the
    /// store. The preview comes back then.
    pub async fn store_import(&self, choice: ImportChoiceView) -> Answer<ImportedView> {
        let desk = self.desk().await?;
        let cancel = Arc::new(AtomicBool::new(false));
        let began = now().millis();
        let Ready { order, options, checked, corrections, currency, .. } =
            self.take_ready(choice, Arc::clone(&cancel)).await.map_err(refusal)?;
        self.tell(DeskEvent::Import { rows: 0 });
        let left_out = left_out(&checked.report.counts, choice);
        let report = (checked.report.counts.errors > 0).then(|| checked.report.clone());
        let chosen =
            ImportChoice { only_good: choice.only_good, include_duplicates: choice.include_duplicates };
        let storing = desk.store_import(order, checked, chosen, &cancel);
        let stored = self.guarded(async { storing.await.map_err(|error| self.refused(error)) }).await;
        *self.job().await = match report {
            Some(report) if stored.is_ok() => {
                Job::Stored(Box::new(Stored { options: options.clone(), report, currency }))
            }
            _ => Job::None,
        };
        match stored {
            Ok(outcome) => {
                self.notify(Ended::Stored(outcome.imported), began);
                self.wrote(&desk).await;
                self.tell(DeskEvent::Import { rows: outcome.imported });
                Ok(ImportedView { imported: outcome.imported, left_out, saved_at: saved_at() })
            }
            Err(told) => {
                if told.code != Code::Cancelled.as_str() {
                    // Only another import that began at this moment stands in the way, and then that one is wanted.
                    drop(self.begin(order, options, corrections).await);
                }
                self.tell(DeskEvent::Import { rows: 0 });
                Err(told)
            }
        }
    }

    /// Takes the preview, if the choice allows it to be stored.
    async fn take_ready(&self, choice: ImportChoiceView, cancel: Arc<AtomicBool>) -> Result<Ready, Problem> {
        let mut job = self.job().await;
        let storing = match &*job {
            Job::Ready(ready) => {
                let counts = ready.checked.report.counts;
                if counts.errors > 0 && !choice.only_good {
                    return Err(Problem::new(Code::ImpHasErrors).with("n", counts.errors));
                }
                Storing {
                    order: ready.order,
                    file_name: super::file_name(&ready.options),
                    rows: counts.rows - left_out(&counts, choice),
                    cancel,
                }
            }
            Job::Storing(_) => return Err(Problem::new(Code::ImpBusy)),
            Job::None | Job::Reading(_) | Job::Refused(_) | Job::Stored(_) => {
                return Err(Problem::new(Code::NotFound));
            }
        };
        match std::mem::replace(&mut *job, Job::Storing(storing)) {
            Job::Ready(ready) => Ok(*ready),
            _ => unreachable!("it was looked at under the same lock"),
        }
    }
}

/// Rows that a choice leaves out.
fn left_out(counts: &excel_import::check::Counts, choice: ImportChoiceView) -> u32 {
    counts.errors + if choice.include_duplicates { 0 } else { counts.duplicates }
}
