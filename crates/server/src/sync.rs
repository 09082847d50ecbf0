//! The server's end of sync, without HTTP (decision 0009): [`push`] takes mutations, [`changes`] and [`order`] tell rows,
//! [`settle`] says that something is decided. The
//! routes under `/sync` call these, and so does the simulation.

mod pull;
mod push;
mod settle;
mod surroundings;
mod twins;

pub use self::{
    pull::{HORIZON_MONTHS, changes, horizon, order},
    push::push,
    settle::settle,
    surroundings::Surroundings,
};
