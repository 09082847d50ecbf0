//! What operators have set, from which day on.

use domain::parameter::{Parameter, Setting};
use values::Day;

use crate::{
    db::{Conn, Row, sql},
    error::{StoreError, inconsistent},
};

pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Setting>, StoreError> {
    let rows =
        sql("SELECT name, from_on, value, set_at FROM settings ORDER BY name, from_on").all(conn).await?;
    let read = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(read.into_iter().flatten().collect())
}

pub(super) async fn put(conn: &mut Conn, setting: &Setting) -> Result<(), StoreError> {
    sql("INSERT INTO settings (name, from_on, value, set_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (name, from_on) DO UPDATE SET value = excluded.value, set_at = excluded.set_at")
    .bind(setting.parameter.name())
    .bind(setting.from.to_string())
    .bind(setting.value.clone())
    .bind(setting.set_at)
    .run(conn)
    .await?;
    Ok(())
}

/// None for a name that another release set and this one does not know.
fn read(row: &Row) -> Result<Option<Setting>, StoreError> {
    let name: String = row.get("name")?;
    let Some(parameter) = Parameter::from_name(&name) else { return Ok(None) };
    let from: String = row.get("from_on")?;
    let from = Day::parse(&from).map_err(|_| inconsistent("settings", "from_on", name))?;
    let value: String = row.get("value")?;
    Ok(Some(Setting { parameter, from, value: value.into(), set_at: row.get("set_at")? }))
}
