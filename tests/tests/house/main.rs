//! Whole-house tests: what holds across rooms.

mod absences;
mod rooms;
