//! Rows of `lines` whose contents changed, as many as a filled column has.

use domain::Line;
use sqlx::{AssertSqlSafe, SqliteConnection, sqlite::SqliteArguments};

use super::{
    columns::{CONTENTS, Column, IDENTITY, Value},
    keep_confirmed,
};
use crate::{error::StoreError, ranges::merchants::counts, search, tx::KnownOrder};

/// Rows of one UPDATE. With all columns and the id of each, SQLite's 32,766 bound values are far.
const ROWS: usize = 200;

/// Stores changed lines: each as it was and as it is.
///
/// # Errors
/// `Constraint`; the transaction is over then and cannot be committed.
pub(in crate::tx) async fn update(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    pairs: &[(Line, Line)],
) -> Result<(), StoreError> {
    if known.confirmed {
        let ids: Vec<_> = pairs.iter().map(|(before, _)| before.id).collect();
        keep_confirmed(conn, &ids).await?;
    }
    let renamed: Vec<_> = pairs.iter().filter(|pair| is_renamed(pair)).map(|(line, _)| line.id).collect();
    counts::take(conn, &renamed).await?;
    let mut keys = Vec::new();
    for chunk in pairs.chunks(ROWS) {
        let Statement { sql, values, recurs } = Statement::of(chunk)?;
        let query = sqlx::query_scalar_with::<_, i64, _>(AssertSqlSafe(sql), values);
        let updated = query.persistent(recurs).fetch_all(&mut *conn).await?;
        // What an edit of an amount leaves as it was need not be indexed again: marking it cost a page of its own.
        if chunk.iter().any(|pair| is_renamed(pair) || pair.0.fields.goods_name != pair.1.fields.goods_name) {
            keys.extend(updated);
        }
    }
    counts::add(conn, &renamed).await?;
    search::touch_lines(conn, &keys).await
}

/// Whether the line names another merchant than before.
fn is_renamed((before, after): &(Line, Line)) -> bool {
    let (before, after) = (&before.fields, &after.fields);
    before.merchant_no != after.merchant_no
        || before.merchant_name != after.merchant_name
        || before.merchant_phone != after.merchant_phone
}

/// An UPDATE that answers with the keys of its rows, and its values.
struct Statement {
    sql: String,
    values: SqliteArguments,
    /// Whether it will be needed again and is worth keeping prepared.
    recurs: bool,
}

impl Statement {
    fn of(pairs: &[(Line, Line)]) -> Result<Self, StoreError> {
        match pairs {
            [(_, after)] => Self::of_one(after),
            _ => Self::of_many(pairs),
        }
    }

    /// One statement for every edit of a cell, whatever the column.
    fn of_one(after: &Line) -> Result<Self, StoreError> {
        let columns: Vec<String> = CONTENTS.iter().map(|column| format!("{} = ?", column.name)).collect();
        let sql = format!("UPDATE lines SET {} WHERE id = ? RETURNING key", columns.join(", "));
        let mut values = SqliteArguments::default();
        for column in CONTENTS.iter().chain(&IDENTITY[..1]) {
            (column.of)(after).bind(&mut values).map_err(sqlx::Error::Encode)?;
        }
        Ok(Self { sql, values, recurs: true })
    }

    /// Only the columns that differ are written, and what is the same in every row is bound once: each bound value costs, and
    /// a filled column has one value. `OR ROLLBACK` as with inserted rows.
    fn of_many(pairs: &[(Line, Line)]) -> Result<Self, StoreError> {
        let mut values = SqliteArguments::default();
        let (mut set, mut own) = (Vec::new(), Vec::new());
        for column in &CONTENTS {
            match Change::of(column, pairs) {
                Change::None => {}
                Change::Same(value) => {
                    value.bind(&mut values).map_err(sqlx::Error::Encode)?;
                    set.push(format!("{} = ?", column.name));
                }
                Change::Own(values) => {
                    // The first column of each row is the id.
                    set.push(format!("{} = column{}", column.name, own.len() + 2));
                    own.push(values);
                }
            }
        }
        // A change of nothing still says which rows it names.
        if set.is_empty() {
            set.push("wrong = wrong".to_owned());
        }
        let mut own: Vec<_> = own.into_iter().map(Vec::into_iter).collect();
        for (_, after) in pairs {
            (IDENTITY[0].of)(after).bind(&mut values).map_err(sqlx::Error::Encode)?;
            for column in &mut own {
                let value = column.next().unwrap_or(Value::Null);
                value.bind(&mut values).map_err(sqlx::Error::Encode)?;
            }
        }
        let row = format!("({})", vec!["?"; own.len() + 1].join(","));
        let sql = format!(
            "UPDATE OR ROLLBACK lines SET {} FROM (VALUES {}) WHERE id = column1 RETURNING key",
            set.join(", "),
            vec![row; pairs.len()].join(",")
        );
        Ok(Self { sql, values, recurs: pairs.len() == ROWS })
    }
}

/// What becomes of a column.
enum Change<'p> {
    /// It stays in every row.
    None,
    /// Every row has this value now.
    Same(Value<'p>),
    /// The value of each row.
    Own(Vec<Value<'p>>),
}

impl<'p> Change<'p> {
    fn of(column: &Column, pairs: &'p [(Line, Line)]) -> Self {
        let mut values = Vec::with_capacity(pairs.len());
        let (mut differs, mut varies) = (false, false);
        for (before, after) in pairs {
            let value = (column.of)(after);
            differs |= (column.of)(before) != value;
            varies |= values.first().is_some_and(|first| *first != value);
            values.push(value);
        }
        match (differs, varies) {
            (false, _) => Self::None,
            (true, true) => Self::Own(values),
            (true, false) => Self::Same(values.swap_remove(0)),
        }
    }
}
