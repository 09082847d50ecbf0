//! Sheets written by the program: the template, the error workbook, exports.

mod save;
mod text_safety;
mod sheet;
pub mod template;
pub mod error_workbook;
pub mod table;
pub mod export;

pub use save::WriteError;
