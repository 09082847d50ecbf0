//! Every verb over the desk's real store: done, refused, taken back, done again.

mod heads;
mod imports;
mod lines;
mod matrix;
mod merchants;
mod undoing;
