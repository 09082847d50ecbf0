//! Every verb over the desk's real store: done, refused, taken back, done again.

mod heads;
