//! Sheets written by the program: the template, the error workbook, exports.

// How a file comes to its name, and how text stays text.
mod save;
mod sheet;
mod text_safety;

pub mod template;

pub mod error_workbook;

pub mod table;

pub mod export;

pub use save::WriteError;
