//! A row of either database, read column by column.

use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};
use values::{DeviceId, FirmId, ImportId, Instant, LineId, MutationId, OrderId, PersonId, UploadId, Uuid};

use super::{Column, Value};
use crate::error::{StoreError, inconsistent};

/// A row.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
    /// One of many that came as one text ([`super::Sql::all_packed`]).
    Packed(&'static [Column], Vec<Value>),
}

/// What a value is read as.
trait Unpacked: Sized {
    /// `None` for a value of another kind.
    fn of(value: &Value) -> Option<Self>;
}

macro_rules! unpacked {
    ($($kind:ident: $type:ty;)*) => {$(
        impl Unpacked for Option<$type> {
            fn of(value: &Value) -> Option<Self> {
                match value {
                    Value::$kind(value) => Some(value.clone()),
                    _ => None,
                }
            }
        }
        impl Unpacked for $type {
            fn of(value: &Value) -> Option<Self> {
                Option::<$type>::of(value).flatten()
            }
        }
    )*};
}

unpacked! {
    Number: i64;
    Text: String;
    Bytes: Vec<u8>;
}

fn unpacked<T: Unpacked>(columns: &[Column], values: &[Value], name: &'static str) -> Result<T, StoreError> {
    let at = columns.iter().position(|column| column.name == name);
    at.and_then(|at| T::of(values.get(at)?)).ok_or_else(|| inconsistent("", name, ""))
}

/// What can be read from a column.
pub(crate) trait Stored: Sized {
    fn read(row: &Row, column: &'static str) -> Result<Self, StoreError>;
}

impl Row {
    /// The value of a column.
    pub(crate) fn get<T: Stored>(&self, column: &'static str) -> Result<T, StoreError> {
        T::read(self, column)
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Stored for $type {
            fn read(row: &Row, column: &'static str) -> Result<Self, StoreError> {
                match row {
                    Row::Sqlite(row) => Ok(row.try_get(column)?),
                    Row::Postgres(row) => Ok(row.try_get(column)?),
                    Row::Packed(columns, values) => unpacked(columns, values, column),
                }
            }
        }
    )*};
}

plain!(i64, Option<i64>, String, Option<String>, Vec<u8>, Option<Vec<u8>>);

/// A type that is stored as one of the plain ones; a stored value that it cannot be is no row of ours.
macro_rules! made {
    ($($type:ty: $plain:ty, |$value:ident| $make:expr;)*) => {$(
        impl Stored for $type {
            fn read(row: &Row, column: &'static str) -> Result<Self, StoreError> {
                let $value: $plain = row.get(column)?;
                $make.ok_or_else(|| inconsistent("", column, ""))
            }
        }
        impl Stored for Option<$type> {
            fn read(row: &Row, column: &'static str) -> Result<Self, StoreError> {
                let stored: Option<$plain> = row.get(column)?;
                stored.map(|$value| $make.ok_or_else(|| inconsistent("", column, ""))).transpose()
            }
        }
    )*};
}

made! {
    bool: i64, |number| match number { 0 => Some(false), 1 => Some(true), _ => None };
    u32: i64, |number| u32::try_from(number).ok();
    Instant: i64, |millis| Some(Instant::from_millis(millis));
    [u8; 16]: Vec<u8>, |bytes| bytes.try_into().ok();
    [u8; 32]: Vec<u8>, |bytes| bytes.try_into().ok();
    Uuid: Vec<u8>, |bytes| Uuid::from_slice(&bytes).ok();
    OrderId: Uuid, |id| Some(OrderId::from_uuid(id));
    LineId: Uuid, |id| Some(LineId::from_uuid(id));
    ImportId: Uuid, |id| Some(ImportId::from_uuid(id));
    MutationId: Uuid, |id| Some(MutationId::from_uuid(id));
    DeviceId: Uuid, |id| Some(DeviceId::from_uuid(id));
    PersonId: Uuid, |id| Some(PersonId::from_uuid(id));
    FirmId: Uuid, |id| Some(FirmId::from_uuid(id));
    UploadId: Uuid, |id| Some(UploadId::from_uuid(id));
}
