//! Whole files through the two stages: what each kind of file, each form of cell and each attack comes to.

mod make;
mod outcome;

mod kinds;
mod cells;
mod rows;
mod headers;
mod lookups;
mod hostile;
mod process;
