//! Orders: the list, one head, and what is done with them (YW-ORD-01 … 07).

use actions::Host as _;
use desk::views::{Sight, mask};
use domain::{Order, OrderField};
use excel_import::write::table::TableKind;
use values::{Code, Country, Lang, OrderId, Problem};

use super::{Answer, OpenDesk, Session, order_id, refusal};
use crate::{
    system::dialogs::Dialogs,
    views::{
        Beside, CountryRow, FieldText, FileView, LanguageChoice, OrderFilter, OrderPage, OrderQuery,
        OrderSort, OrderSums, OrderView, PageQuery, StepView,
    },
};

/// The endings that an export may have; the first is the usual one.
pub(super) const TABLES: [&str; 2] = ["xlsx", "csv"];

impl Session {
    /// A page of the order list (YW-ORD-01).
    ///
    /// # Errors
    /// Those of a filter that is none, and of the store.
    pub async fn orders(&self, query: OrderQuery) -> Answer<OrderPage> {
        let desk = self.desk().await?;
        let query = query.on(&desk).map_err(refusal)?;
        let page = desk.store().list_orders(&query).await.map_err(|error| self.unread(error))?;
        let needed = self.needed(&desk).await?;
        Ok(OrderPage::of(&page, needed.as_ref()))
    }

    /// How many orders of each state a filter finds, and what they come to (YW-ORD-01).
    ///
    /// # Errors
    /// As [`Session::orders`].
    pub async fn order_sums(&self, filter: OrderFilter) -> Answer<OrderSums> {
        let desk = self.desk().await?;
        let query = OrderQuery { filter, sort: None, page: PageQuery { offset: 0, limit: 1 } };
        let query = query.on(&desk).map_err(refusal)?;
        let sums = desk.store().sum_orders(&query).await.map_err(|error| self.unread(error))?;
        Ok(OrderSums::of(&sums))
    }

    /// Writes the orders that a filter finds, masked, where the person chooses (CM-UI-02).
    ///
    /// # Errors
    /// `EXPORT_TOO_LARGE`, `FILE_WRITE`; those of the filter and the store.
    pub async fn export_orders(
        &self,
        dialogs: &dyn Dialogs,
        filter: OrderFilter,
        sort: Option<OrderSort>,
    ) -> Answer<Option<FileView>> {
        let query = OrderQuery { filter, sort, page: PageQuery { offset: 0, limit: 200 } };
        let name = {
            let desk = self.desk().await?;
            query.clone().on(&desk).map_err(refusal)?;
            format!("信保订单 {}.xlsx", desk.today())
        };
        let Some(path) = dialogs.save_as(&name, &TABLES).await else { return Ok(None) };
        let kind = TableKind::of(&path).unwrap_or(TableKind::Xlsx);
        let desk = self.desk().await?;
        let query = query.on(&desk).map_err(refusal)?;
        let rows = desk.export_list(&query, &path, kind, self.lang()).await;
        Ok(Some(FileView::written(&path, rows.map_err(|error| self.refused(error))?)))
    }

    /// 【新增】: an empty draft (YW-ORD-02). Answers its id.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn create_order(&self) -> Answer<String> {
        let desk = self.desk().await?;
        let made = actions::create_order(&*desk, &[]).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        Ok(made.value.to_string())
    }

    /// 复制订单: a new draft with an order's head and lines. Answers its id.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn duplicate_order(&self, id: &str) -> Answer<String> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let made = actions::duplicate_order(&*desk, id).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        Ok(made.value.to_string())
    }

    /// Deletes a draft; it can be brought back (YW-ORD-07).
    ///
    /// # Errors
    /// `NOT_FOUND`, `ORD_STATE`, `ORD_LOCKED_DECLARED`; those of the store.
    pub async fn delete_order(&self, id: &str) -> Answer<()> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        actions::delete_order(&*desk, id).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        Ok(())
    }

    /// Brings a deleted draft back with its lines.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn restore_order(&self, id: &str) -> Answer<()> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        actions::restore_order(&*desk, id).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        Ok(())
    }

    /// One order without its lines.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn order(&self, id: &str) -> Answer<OrderView> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        self.order_view(&desk, id).await
    }

    /// How many lines equal an earlier one, counted to 1,000 (YW-ORD-13). Apart from the order: a large one is looked
    /// through for it, which nobody who reads or types shall wait for.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn count_duplicates(&self, id: &str) -> Answer<u32> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        self.order_of(&desk, id).await?;
        let counted = desk.duplicates(id).await.map_err(|error| self.refused(error))?;
        Ok(u32::try_from(desk::views::list::total_count(counted)).unwrap_or(u32::MAX))
    }

    /// Types texts into fields of the head, named as the data dictionary names them (YW-ORD-03 … 06).
    ///
    /// # Errors
    /// `CODE_UNKNOWN` for a field that is none, `FIELD_TOO_LONG`, the locks of §19.4; those of the store.
    pub async fn edit_order(&self, id: &str, fields: Vec<FieldText>) -> Answer<OrderView> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let typed: Vec<(OrderField, String)> =
            fields.into_iter().map(head_field).collect::<Result<_, _>>().map_err(refusal)?;
        actions::edit_order(&*desk, id, &typed).await.map_err(|error| self.refused(error))?;
        self.wrote(&desk).await;
        self.order_view(&desk, id).await
    }

    /// An identity field in full; the audit entry is on the disk before anybody sees it (CM-SEC-03).
    ///
    /// # Errors
    /// `CODE_UNKNOWN` for a field that is not masked, `NOT_FOUND`; those of the store.
    pub async fn reveal_field(&self, id: &str, field: &str) -> Answer<String> {
        let id = order_id(id)?;
        let named = OrderField::from_name(field).filter(|field| mask::is_masked(field.name()));
        let named = named.ok_or_else(|| refusal(Problem::new(Code::CodeUnknown).found(field)))?;
        let desk = self.desk().await?;
        let order = self.order_of(&desk, id).await?;
        let audited = desk.audit("reveal", &id.to_string(), named.name()).await;
        audited.map_err(|error| self.refused(error))?;
        Ok(mask::shown(named.name(), order.fields.entry(named).text(), Sight::Full).into_owned())
    }

    /// The code table of countries and regions, for the picker (YW-ORD-04).
    pub fn countries() -> Vec<CountryRow> {
        Country::all()
            .map(|country| CountryRow {
                alpha2: country.alpha2().to_owned(),
                alpha3: country.alpha3().to_owned(),
                zh: country.name(Lang::Zh).to_owned(),
                en: country.name(Lang::En).to_owned(),
            })
            .collect()
    }

    /// The order of this id, unless it was deleted.
    pub(super) async fn order_of(&self, desk: &OpenDesk, id: OrderId) -> Answer<Order> {
        let found = desk.store().order(id).await.map_err(|error| self.unread(error))?;
        let found = found.filter(|order| !order.deleted);
        found.ok_or_else(|| refusal(Problem::new(Code::NotFound).in_field("id")))
    }

    async fn order_view(&self, desk: &OpenDesk, id: OrderId) -> Answer<OrderView> {
        let order = self.order_of(desk, id).await?;
        let steps = desk.undo_state(id).await.map_err(|error| self.refused(error))?;
        let beside = Beside {
            sync: self.sync_of(desk, id).await?,
            undo: steps.undo.map(|step| StepView { change: step.what, lines: step.lines }),
            redo: steps.redo.map(|step| StepView { change: step.what, lines: step.lines }),
        };
        Ok(OrderView::of(&order, beside))
    }

    /// The interface's language.
    pub(super) fn lang(&self) -> Lang {
        match self.0.preferences.read().language {
            LanguageChoice::Zh => Lang::Zh,
            LanguageChoice::En => Lang::En,
        }
    }
}

fn head_field(typed: FieldText) -> Result<(OrderField, String), Problem> {
    match OrderField::from_name(&typed.field) {
        Some(field) => Ok((field, typed.text)),
        None => Err(Problem::new(Code::CodeUnknown).found(typed.field)),
    }
}
