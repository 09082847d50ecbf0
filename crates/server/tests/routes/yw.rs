//! `/yw`

mod firm;
mod people;
mod registrations;
