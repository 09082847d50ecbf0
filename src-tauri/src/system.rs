//! What the window has to do with the system around it: dialogs, menu, a second start, closing, and what is said when no
//! window can open. Nothing here touches data.

pub mod dialogs;
pub mod events;
pub mod instance;

pub(crate) mod menu;
pub(crate) mod notice;
pub(crate) mod start;
pub(crate) mod window;
