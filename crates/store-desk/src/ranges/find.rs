//! Finding a text in the cells of an order's lines, as Ctrl+F of a spreadsheet does.

use domain::{Line, LineField};
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use values::{Currency, OrderId};

use super::{count_between, place_at};
use crate::{
    error::StoreError,
    open::Store,
    reads::load,
    rows::{self, LINE_COLUMNS},
};

impl Store {
    /// The next cell that holds `text`, ASCII letters in either case, and around the end to the beginning: its line's
    /// position and its field. The cells of a line are looked at in the order of `fields`; beside the line at
    /// `after.0` (0: none), only those behind (before, if `backwards`) `after.1` – without a field, none of it until
    /// everything else was looked at.
    ///
    /// # Errors
    /// What the database says.
    pub async fn find_in_lines(
        &self,
        id: OrderId,
        text: &str,
        fields: &[LineField],
        after: (i64, Option<LineField>),
        backwards: bool,
    ) -> Result<Option<(i64, LineField)>, StoreError> {
        let needle = text.trim().to_ascii_lowercase();
        if needle.is_empty() {
            return Ok(None);
        }
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, order)) = load(&mut conn, id).await? else { return Ok(None) };
        let (position, field) = after;
        let start = place_at(&mut conn, key, position).await?;
        let mut order_of_fields = fields.to_vec();
        if backwards {
            order_of_fields.reverse();
        }
        let seeker = Seeker { key, needle, currency: order.fields.line_currency, backwards };
        let rest = match order_of_fields.iter().position(|known| Some(*known) == field) {
            Some(at) => order_of_fields.split_at(at + 1),
            None => (order_of_fields.as_slice(), [].as_slice()),
        };
        // The rest of this line, the lines behind it, those before it, the beginning of this line.
        let stretches = [
            (Some((start, start)), rest.1),
            (seeker.beyond(start), order_of_fields.as_slice()),
            (seeker.short_of(start), order_of_fields.as_slice()),
            (Some((start, start)), rest.0),
        ];
        for (places, fields) in stretches {
            let Some((first, last)) = places.filter(|_| !fields.is_empty()) else { continue };
            if let Some((place, field)) = seeker.first(&mut conn, first, last, fields).await? {
                let position = count_between(&mut conn, key, i64::MIN, place).await?;
                return Ok(Some((position, field)));
            }
        }
        Ok(None)
    }
}

/// A text on its way through the lines of one order.
struct Seeker {
    key: i64,
    /// In lower case.
    needle: String,
    currency: Currency,
    backwards: bool,
}

impl Seeker {
    /// The places that come after this one.
    fn beyond(&self, place: i64) -> Option<(i64, i64)> {
        if self.backwards { before(place) } else { behind(place) }
    }

    /// The places that come round again last.
    fn short_of(&self, place: i64) -> Option<(i64, i64)> {
        if self.backwards { behind(place) } else { before(place) }
    }

    /// The first cell between two places. The database passes over the lines that cannot hold the text; whether one
    /// does is seen in the texts as they are shown.
    async fn first(
        &self,
        conn: &mut SqliteConnection,
        first: i64,
        last: i64,
        fields: &[LineField],
    ) -> Result<Option<(i64, LineField)>, StoreError> {
        let may_hold: Vec<&str> = fields.iter().map(|field| may_hold(*field)).collect();
        let sql = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE order_key = ?1 AND removed = 0 AND place BETWEEN ?2 AND ?3 \
             AND (raw IS NOT NULL OR {}) ORDER BY place{}",
            may_hold.join(" OR "),
            if self.backwards { " DESC" } else { "" }
        );
        let mut rows = sqlx::query(AssertSqlSafe(sql))
            .bind(self.key)
            .bind(first)
            .bind(last)
            .bind(&self.needle)
            .fetch(conn);
        while let Some(row) = rows.try_next().await? {
            let line = rows::line(&row, self.currency)?;
            if let Some(field) = fields.iter().find(|field| self.is_in(&line, **field)) {
                return Ok(Some((line.place, *field)));
            }
        }
        Ok(None)
    }

    fn is_in(&self, line: &Line, field: LineField) -> bool {
        line.fields.entry(field).text().to_ascii_lowercase().contains(&self.needle)
    }
}

fn behind(place: i64) -> Option<(i64, i64)> {
    place.checked_add(1).map(|first| (first, i64::MAX))
}

fn before(place: i64) -> Option<(i64, i64)> {
    place.checked_sub(1).map(|last| (i64::MIN, last))
}

/// Whether a checked value, written as it is shown, may hold the text `?4`. SQLite's `lower` knows ASCII only, as wanted.
const fn may_hold(field: LineField) -> &'static str {
    match field {
        LineField::MerchantNo => "instr(lower(merchant_no), ?4)",
        LineField::MerchantName => "instr(lower(merchant_name), ?4)",
        LineField::MerchantPhone => "instr(merchant_phone, ?4)",
        LineField::OrderMonth => "instr(printf('%04d-%02d', order_month / 100, order_month % 100), ?4)",
        LineField::GoodsName => "instr(lower(goods_name), ?4)",
        LineField::Quantity => "instr(printf('%d.%03d', quantity / 1000, quantity % 1000), ?4)",
        LineField::Packages => "instr(packages, ?4)",
        LineField::Amount => "instr(printf('%d.%02d', amount / 100, amount % 100), ?4)",
    }
}
