//! The server: HTTP in front of the same verbs that desks have, with sign-in, partners and operation (decision 0010).
//!
//! Read in this order: [`settings`] (what a server is told), [`app`] (what it is made of), [`host`] (what a verb gets
//! of it for one request), `http` (how a request comes in and an answer goes out), [`routes`] (one file a path),
//! [`adapters`] (partners, live and simulated), [`files`] (what travels beside the rows), [`serve`] (listening and stopping), [`commands`].

pub mod adapters;
pub mod app;
pub mod captcha;
pub mod clock;
pub mod commands;
pub mod consoles;
pub mod files;
pub mod host;
mod http;
pub mod jobs;
pub mod keys;
mod limits;
mod measure;
pub mod passwords;
pub mod routes;
pub mod serve;
pub mod settings;
mod simulation;
mod streams;
pub mod sync;

pub use app::App;
pub use settings::Settings;
