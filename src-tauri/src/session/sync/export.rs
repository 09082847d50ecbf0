//! Unsent work as a file, for whoever cannot reach a server (CM-SYNC-01).

use actions::Host as _;

use super::super::{Answer, Session};
use crate::{system::dialogs::Dialogs, views::FileView};

impl Session {
    /// Writes everything that no server has yet, in full, where the person chooses. It is audited.
    ///
    /// # Errors
    /// `FILE_WRITE`, `LOCAL_STORE_FULL`; those of the vault and the store.
    pub async fn export_outbox(&self, dialogs: &dyn Dialogs) -> Answer<Option<FileView>> {
        let name = format!("未同步内容 {}.jsonl", self.desk().await?.today());
        let Some(path) = dialogs.save_as(&name, &["jsonl"]).await else { return Ok(None) };
        let desk = self.desk().await?;
        let written = desk.export_unsent(&path, self.lang()).await.map_err(|error| self.refused(error))?;
        Ok(Some(FileView::written(&path, written)))
    }
}
