//! `/content`, and what operators write there.

mod notices;
mod params;
