//! Workbooks in and out: sheet → lines and a list of problems, each with its cell; lines → sheet.
//!
//! Two stages with a narrow boundary. [`reader`] turns the bytes of a file into [`raw::RawEvent`]s and knows nothing of
//! orders; it can run in a process of its own ([`worker`]), speaking through [`pipe`], so that no file can take the program
//! down. [`check`] finds the columns, reads the cells with the checks of `values`, and marks what is wrong where it stands.

pub mod bounds;
pub mod check;
pub mod columns;
pub mod header;
pub mod pipe;
pub mod preview;
pub mod problems;
pub mod raw;
pub mod reader;
pub mod refusal;
pub mod worker;
pub mod write;
