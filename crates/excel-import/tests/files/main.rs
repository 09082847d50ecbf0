//! Whole files through the two stages: what each kind of file, each form of cell and each attack comes to.

#![allow(clippy::unwrap_used, reason = "what makes the files asserts as the tests do")]
#![allow(clippy::disallowed_methods, reason = "hostile files must end in time")]

mod make;
mod outcome;

mod cells;
mod headers;
mod hostile;
mod kinds;
mod libreoffice;
mod lookups;
mod process;
mod rows;
mod written;
