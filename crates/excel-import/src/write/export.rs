//! Lines of an order as a file that can be imported again without doubling (DECISIONS, Import and export).

use std::path::Path;

use domain::{Entry, LineField, LineFields};
use values::{Currency, LineId};

use super::WriteError;
use super::sheet::{header_name, width};
use super::table::{Table, TableCell, TableColumn, TableKind};
use crate::header::LINE_ID_HEADER;
use crate::reader::SHEET_NAME;

/// Lines on their way into a file, in the form of the template with a hidden last column of line ids.
pub struct LineExport {
    table: Table,
}

impl LineExport {
    /// Begins the file of an order in this line currency.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn create(target: &Path, kind: TableKind, currency: Currency) -> Result<Self, WriteError> {
        let fields = LineField::ALL.into_iter().map(|field| TableColumn {
            name: header_name(field, currency),
            width: width(field),
            is_hidden: false,
        });
        let ids = TableColumn { name: LINE_ID_HEADER.to_owned(), width: 38.0, is_hidden: true };
        let columns: Vec<TableColumn> = fields.chain([ids]).collect();
        Ok(Self { table: Table::create(target, kind, SHEET_NAME, &columns)? })
    }

    /// Writes the next line; raw texts as they were typed.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn push(&mut self, id: LineId, fields: &LineFields) -> Result<(), WriteError> {
        let texts = LineField::ALL.map(|field| match fields.entry(field) {
            Entry::Empty => None,
            Entry::Value(text) | Entry::Raw(text) => Some(text),
        });
        let id = id.to_string();
        let mut cells = [TableCell::Empty; 9];
        for (cell, text) in cells.iter_mut().zip(&texts) {
            *cell = text.as_deref().map_or(TableCell::Empty, TableCell::Text);
        }
        if let Some(quantity) = fields.quantity.value() {
            cells[LineField::Quantity as usize] = TableCell::Number(quantity.decimal());
        }
        if let Some(packages) = fields.packages.value() {
            cells[LineField::Packages as usize] = TableCell::Number(packages.get().into());
        }
        if let Some(amount) = fields.amount.value() {
            cells[LineField::Amount as usize] = TableCell::Amount(*amount);
        }
        cells[LineField::ALL.len()] = TableCell::Text(&id);
        self.table.push(&cells)
    }

    /// Adds what is known of the order on a sheet of its own, which an import passes over; .csv holds the lines only.
    ///
    /// # Errors
    /// `FILE_WRITE`.
    pub fn add_head(&mut self, sheet_name: &str, pairs: &[(String, String)]) -> Result<(), WriteError> {
        self.table.add_pairs(sheet_name, pairs)
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// `FILE_WRITE`; a file of that name from before is then still there.
    pub fn finish(self) -> Result<(), WriteError> {
        self.table.finish()
    }
}
