//! Sealing, seen from inside.
