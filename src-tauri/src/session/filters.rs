//! Saved filters of the order list (CM-UI-02).

use actions::Host as _;
use desk::views::list::SavedFilter;
use values::{FilterId, names::short_text};

use super::{Answer, Session, refusal};
use crate::views::{OrderFilter, OrderQuery, OrderSort, PageQuery, SavedFilterView};

/// The longest name, in characters.
const NAME_CHARS: usize = 50;

impl Session {
    /// All saved filters, by name.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn saved_filters(&self) -> Answer<Vec<SavedFilterView>> {
        let desk = self.desk().await?;
        let saved = desk.store().list_filters().await.map_err(|error| self.unread(error))?;
        Ok(saved.iter().map(SavedFilterView::of).collect())
    }

    /// Saves a filter under a name, in place of the one that has it. A passport is never saved.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `FIELD_TOO_LONG`, `TEXT_CHARS` for the name; those of the filter and the store.
    pub async fn save_filter(
        &self,
        name: &str,
        filter: OrderFilter,
        sort: Option<OrderSort>,
    ) -> Answer<Vec<SavedFilterView>> {
        let name =
            short_text(name, 1, NAME_CHARS).map_err(|problem| refusal(problem.in_field("filter_name")))?;
        {
            let desk = self.desk().await?;
            let filter = OrderFilter { passport: String::new(), ..filter };
            let asked = OrderQuery { filter, sort, page: PageQuery { offset: 0, limit: 50 } };
            let query = asked.on(&desk).map_err(refusal)?;
            let unread = |error| self.unread(error);
            let former = desk.store().list_filters().await.map_err(unread)?;
            let former = former.into_iter().find(|saved| *saved.name == *name);
            let id = former.map_or_else(|| FilterId::from_uuid(desk.next_uuid()), |saved| saved.id);
            let saved = SavedFilter { id, name: name.into(), query, updated_at: desk.now() };
            desk.store().save_filter(&saved).await.map_err(unread)?;
        }
        self.saved_filters().await
    }

    /// Deletes a saved filter; one that is gone already is as good as deleted.
    ///
    /// # Errors
    /// `ID_INVALID`; those of the store.
    pub async fn delete_filter(&self, id: &str) -> Answer<Vec<SavedFilterView>> {
        let id = FilterId::parse(id).map_err(refusal)?;
        {
            let desk = self.desk().await?;
            desk.store().delete_filter(id).await.map_err(|error| self.unread(error))?;
        }
        self.saved_filters().await
    }
}
