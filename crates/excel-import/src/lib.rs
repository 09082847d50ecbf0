//! Workbooks in and out: sheet → lines and a list of problems, each with its cell; lines → sheet.
//!
//! Two stages with a narrow boundary. [`reader`] turns the bytes of a file into [`raw::RawEvent`]s and knows nothing of
//! orders; it can run in a process of its own ([`worker`]), speaking through [`pipe`], so that no file can take the program
//! down. [`check`] finds the columns, reads the cells with the checks of `values`, and marks what is wrong where it stands.

// What a file may cost, what it is said to hold, why it is refused.
pub mod bounds;
pub mod raw;
pub mod refusal;

// The columns of a line list.
pub mod columns;
pub mod header;

// First stage: bytes → events, here or in a process of its own.
pub mod reader;

pub mod pipe;
pub mod worker;

// Second stage: events → checked rows and problems.
pub mod check;
pub mod problems;

// Both together.
pub mod preview;

// Blocks of cells through the clipboard.
pub mod paste;

// Sheets that the program writes.
pub mod write;
