//! The client without a window: vault and keys, backups, and the host under which the actions run.

pub mod keys;
pub mod vault;

pub mod backup;
