//! Unsent work as a file (CM-SYNC-01): what no server has, so that nothing depends on one ever answering again.

use std::{
    io::{BufWriter, Write},
    path::Path,
};

use actions::ActionError;
use domain::{
    Deed,
    field::Entry,
    mutation::{Entries, GroupEdit, Grouped, ImportDeed, LineContent},
};
use store_desk::UnsentBody;
use tempfile::{Builder, NamedTempFile};
use values::{Code, Lang, Problem, problem::field_name};

use crate::desk::Desk;

/// Lines of goods that a summary tells; the body has all of them.
const LINES_TOLD: usize = 50;

impl Desk {
    /// Writes what no server has taken for good as JSON lines, oldest first: number, SHA-256, what it does in words, and the sealed
    /// body as it would be sent. Identity data stands in full, since it is part of the work; so it is audited. Answers how many
    /// mutations. The file appears whole or not at all.
    ///
    /// # Errors
    /// `FILE_WRITE`; those of the store.
    pub async fn export_unsent(&self, target: &Path, lang: Lang) -> Result<i64, ActionError> {
        self.audit("export_unsent", "outbox", "buyer_passport").await?;
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = Builder::new().prefix(".xinbao-").suffix(".part").tempfile_in(folder).map_err(refused)?;
        let mut writer = BufWriter::new(file);
        let (mut count, mut failed) = (0, None);
        self.store()
            .each_unsent(|body| {
                if failed.is_none() {
                    count += 1;
                    failed = write(&mut writer, &body, lang).err();
                }
                Ok(())
            })
            .await?;
        if let Some(error) = failed {
            return Err(refused(error).into());
        }
        let file: NamedTempFile = writer.into_inner().map_err(|error| refused(error.into_error()))?;
        file.as_file().sync_all().map_err(refused)?;
        file.persist(target).map_err(|failed| refused(failed.error))?;
        Ok(count)
    }
}

fn refused(error: std::io::Error) -> Problem {
    tracing::warn!(%error, "unsent work was not written");
    Problem::new(Code::FileWrite)
}

fn write(to: &mut impl Write, unsent: &UnsentBody, lang: Lang) -> std::io::Result<()> {
    let UnsentBody { seq, mutation, text, hash } = unsent;
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let told = serde_json::json!({
        "order": mutation.order.to_string(),
        "at": mutation.at.china_text(),
        "what": mutation.deed.name(),
        "lines": mutation.deed.line_count(),
        "summary": summary(&mutation.deed, lang),
    });
    // The body goes in as it was sealed.
    let told = told.to_string();
    let told = told.strip_suffix('}').unwrap_or(&told);
    writeln!(to, "{told},\"seq\":{seq},\"sha256\":\"{hash}\",\"body\":{text}}}")
}

/// What a mutation says, for people: a field or a line each.
fn summary(deed: &Deed, lang: Lang) -> Vec<String> {
    match deed {
        Deed::CreateOrder { head } => filled(head, lang),
        Deed::EditOrder(edit) => edited(&edit.groups, lang),
        Deed::DeleteOrder { .. } | Deed::RestoreOrder => Vec::new(),
        Deed::AddLines { lines, .. }
        | Deed::RestoreLines { lines, .. }
        | Deed::ImportLines(ImportDeed { lines, .. }) => lines
            .iter()
            .take(LINES_TOLD)
            .map(|line: &LineContent| filled(&line.entries, lang).join("; "))
            .collect(),
        Deed::EditLines { lines, .. } => {
            lines.iter().take(LINES_TOLD).map(|line| edited(&line.groups, lang).join("; ")).collect()
        }
        Deed::RemoveLines { lines } => {
            lines.iter().take(LINES_TOLD).map(|line| line.id.to_string()).collect()
        }
    }
}

fn filled<F: Grouped>(entries: &Entries<F>, lang: Lang) -> Vec<String> {
    let filled = entries.iter().filter(|(_, entry)| **entry != Entry::Empty);
    filled.map(|(field, entry)| format!("{}: {}", field_name(field.name(), lang), entry.text())).collect()
}

fn edited<F: Grouped>(groups: &[GroupEdit<F>], lang: Lang) -> Vec<String> {
    let changed = groups.iter().flat_map(GroupEdit::fields).filter(|edit| edit.before != edit.after);
    changed
        .map(|edit| {
            let (before, after) = (edit.before.text(), edit.after.text());
            format!("{}: {before} → {after}", field_name(edit.field.name(), lang))
        })
        .collect()
}
