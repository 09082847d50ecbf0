//! The server's end of sync, without HTTP (decision 0009): [`push`] takes mutations, [`changes`] and [`order`] tell rows. The
//! routes under `/sync` call these, and so does the simulation.

mod pull;
mod push;
mod surroundings;
mod twins;

pub use self::{
    pull::{HORIZON_MONTHS, changes, order},
    push::push,
    surroundings::Surroundings,
};
