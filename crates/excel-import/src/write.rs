//! Sheets written by the program: the template, the error workbook, exports.

pub mod error_workbook;
pub mod export;
mod save;
mod sheet;
pub mod table;
pub mod template;
mod text_safety;

pub use save::WriteError;
