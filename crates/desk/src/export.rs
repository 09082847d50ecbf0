//! Taking data out: an order's lines and the order list, as .xlsx or .csv (YW-IMP-18, CM-UI-02). Every export leaves an
//! audit entry before its first byte (CM-AUD-01), and is written aside and renamed, so that a target is never half.

use std::path::Path;

use actions::{ActionError, Host as _};
use domain::{Order, OrderField};
use excel_import::write::{
    WriteError,
    export::LineExport,
    table::{Table, TableCell, TableColumn, TableKind},
};
use store_desk::{Links, OrderPage, OrderQuery, OrderRow, Total};
use values::{Code, Lang, Money, OrderId, Problem, problem::field_name};

use crate::{
    desk::Desk,
    views::mask::{Sight, shown},
};

/// Rows that one export holds at most (CM-UI-02).
pub const EXPORT_ROWS_MAX: i64 = 100_000;

/// Rows of the list that are fetched at a time.
const LIST_PAGE: u32 = 200;

impl Desk {
    /// Writes an order's lines, in their order and with their ids in a hidden last column, so that the file imports
    /// into the same order without doubling anything. Merchants' phones stand in full (CM-SEC-03). Answers how many lines.
    ///
    /// # Errors
    /// `NOT_FOUND`; `FILE_WRITE`; those of the store.
    pub async fn export_lines(
        &self,
        order: OrderId,
        target: &Path,
        kind: TableKind,
    ) -> Result<i64, ActionError> {
        let head = self.head_of(order).await?;
        self.audit("export_lines", &order.to_string(), kind.name()).await?;
        self.write_lines(&head, target, kind, &[], "").await
    }

    /// Writes an order with its lines as [`Desk::export_lines`] does; .xlsx has what is known of the order on a second
    /// sheet, identity data masked, the passport in full only on explicit choice (CM-SEC-03). Answers how many lines.
    ///
    /// # Errors
    /// As [`Desk::export_lines`].
    pub async fn export_order(
        &self,
        order: OrderId,
        target: &Path,
        kind: TableKind,
        lang: Lang,
        with_passport: bool,
    ) -> Result<i64, ActionError> {
        let head = self.head_of(order).await?;
        let detail = format!("{}{}", kind.name(), if with_passport { ", buyer_passport" } else { "" });
        self.audit("export_lines", &order.to_string(), &detail).await?;
        self.write_lines(&head, target, kind, &head_pairs(&head, lang, with_passport), head_sheet(lang)).await
    }

    async fn head_of(&self, order: OrderId) -> Result<Order, ActionError> {
        let head = self.store().order(order).await?.filter(|head| !head.deleted);
        Ok(head.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?)
    }

    async fn write_lines(
        &self,
        head: &Order,
        target: &Path,
        kind: TableKind,
        pairs: &[(String, String)],
        pairs_sheet: &str,
    ) -> Result<i64, ActionError> {
        let mut file = LineExport::create(target, kind, head.fields.line_currency).map_err(refused)?;
        let (mut count, mut failed) = (0, None);
        self.store()
            .each_line(head.id, |placed| {
                if failed.is_none() {
                    count += 1;
                    failed = file.push(placed.line.id, &placed.line.fields).err();
                }
                Ok(())
            })
            .await?;
        if let Some(error) = failed {
            return Err(refused(error));
        }
        if !pairs.is_empty() {
            file.add_head(pairs_sheet, pairs).map_err(refused)?;
        }
        file.finish().map_err(refused)?;
        Ok(count)
    }

    /// Writes the orders that fit a query, masked as the list shows them (CM-SEC-03). Answers how many orders.
    ///
    /// # Errors
    /// `EXPORT_TOO_LARGE` above 100,000 orders; `FILE_WRITE`; those of the store.
    pub async fn export_list(
        &self,
        query: &OrderQuery,
        target: &Path,
        kind: TableKind,
        lang: Lang,
    ) -> Result<i64, ActionError> {
        let page = |offset: u32| {
            let query = OrderQuery { limit: LIST_PAGE, offset, ..query.clone() };
            async move { self.store().list_orders(&query).await }
        };
        let first = page(0).await?;
        let (Total::Exactly(known) | Total::AtLeast(known)) = first.total;
        if known > EXPORT_ROWS_MAX.unsigned_abs() {
            return Err(Problem::new(Code::ExportTooLarge).into());
        }
        self.audit("export_list", "orders", kind.name()).await?;
        let mut file = Table::create(target, kind, sheet_name(lang), &columns(lang)).map_err(refused)?;
        let mut count = 0;
        let mut rows = first.rows;
        while !rows.is_empty() {
            for row in &rows {
                count += 1;
                if count > EXPORT_ROWS_MAX {
                    return Err(Problem::new(Code::ExportTooLarge).into());
                }
                push(&mut file, count, row, lang).map_err(refused)?;
            }
            let OrderPage { rows: next, .. } = page(u32::try_from(count).unwrap_or(u32::MAX)).await?;
            rows = next;
        }
        file.finish().map_err(refused)?;
        Ok(count)
    }

    /// Appends to the audit trail who acts, and when.
    ///
    /// # Errors
    /// Those of the store; then the action must not happen (CM-AUD-01).
    pub async fn audit(&self, action: &str, subject: &str, detail: &str) -> Result<(), ActionError> {
        self.store().audit(self.actor(), self.now(), action, subject, detail).await?;
        Ok(())
    }
}

const fn head_sheet(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "信保订单",
        Lang::En => "Order",
    }
}

/// The fields of an order's head in which something stands, by their names.
fn head_pairs(order: &Order, lang: Lang, with_passport: bool) -> Vec<(String, String)> {
    let number =
        order.state.confirmed().map_or_else(|| order.id.draft_number(), |done| done.order_no.to_string());
    let named = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let mut pairs = vec![
        (named("信保订单号", "Order number"), number),
        (named("订单状态", "State"), order.state.name().word(lang).to_owned()),
    ];
    for field in OrderField::ALL {
        let entry = order.fields.entry(field);
        let is_revealed = with_passport && field == OrderField::BuyerPassport;
        let sight = if is_revealed { Sight::Full } else { Sight::Masked };
        let text = shown(field.name(), entry.text(), sight);
        if !text.is_empty() {
            pairs.push((field_name(field.name(), lang).to_owned(), text.into_owned()));
        }
    }
    pairs
}

const fn sheet_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "信保订单",
        Lang::En => "Orders",
    }
}

/// The columns of YW-ORD-01 that a file can hold.
fn columns(lang: Lang) -> Vec<TableColumn> {
    let named = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let field = |name: &str| field_name(name, lang).to_owned();
    [
        (named("序号", "No."), 6.0),
        (named("信保订单号", "Order number"), 20.0),
        (field("buyer_name"), 28.0),
        (field("buyer_passport"), 16.0),
        (field("destination"), 16.0),
        (field("total_usd"), 16.0),
        (named("交易清单笔数", "Lines"), 12.0),
        (named("交易清单金额", "Lines' amount"), 16.0),
        (named("币种", "Currency"), 8.0),
        (named("关联状态", "Links"), 12.0),
        (named("订单状态", "State"), 12.0),
        (named("报关单号", "Declaration number"), 20.0),
        (named("创建时间", "Created"), 20.0),
        (named("更新时间", "Changed"), 20.0),
    ]
    .into_iter()
    .map(|(name, width)| TableColumn { name, width, is_hidden: false })
    .collect()
}

fn push(file: &mut Table, number: i64, row: &OrderRow, lang: Lang) -> Result<(), WriteError> {
    let order = &row.order;
    let fields = &order.fields;
    let number = number.to_string();
    let order_no =
        order.state.confirmed().map_or_else(|| order.id.draft_number(), |done| done.order_no.to_string());
    let passport = fields.buyer_passport.entry();
    let passport = shown("buyer_passport", passport.text(), Sight::Masked);
    let name = fields.buyer_name.entry();
    let destination = fields.destination.value().map_or("", |country| country.name(lang));
    let total = fields.total_usd.value();
    let lines = order.sums.lines.to_string();
    let sum = Money::from_minor(order.sums.amount_minor, fields.line_currency);
    let declaration = match &order.state {
        domain::OrderState::Declared(declared) => declared.declaration.to_string(),
        _ => String::new(),
    };
    let (created, updated) = (order.created_at.china_text(), order.updated_at.china_text());
    file.push(&[
        TableCell::Text(&number),
        TableCell::Text(&order_no),
        TableCell::Text(name.text()),
        TableCell::Text(&passport),
        TableCell::Text(destination),
        total.map_or(TableCell::Empty, |total| TableCell::Amount(*total)),
        TableCell::Text(&lines),
        TableCell::Amount(sum),
        TableCell::Text(fields.line_currency.code()),
        TableCell::Text(links_word(row.links, lang)),
        TableCell::Text(order.state.name().word(lang)),
        TableCell::Text(&declaration),
        TableCell::Text(&created),
        TableCell::Text(&updated),
    ])
}

const fn links_word(links: Links, lang: Lang) -> &'static str {
    match (links, lang) {
        (Links::None, Lang::Zh) => "未关联",
        (Links::Partial, Lang::Zh) => "部分关联",
        (Links::All, Lang::Zh) => "已关联",
        (Links::None, Lang::En) => "not linked",
        (Links::Partial, Lang::En) => "partly linked",
        (Links::All, Lang::En) => "linked",
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as the function of map_err")]
fn refused(error: WriteError) -> ActionError {
    let problem = error.problem();
    // The cause names the target, which the person chose: it stays out of the log (CM-SEC-04).
    tracing::warn!(code = %problem.code, "an export could not be written");
    problem.into()
}
