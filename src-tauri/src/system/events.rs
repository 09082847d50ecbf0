//! What Rust tells the screen by itself. The screen asks to be told by handing over a channel: so the window needs no
//! permission of Tauri's own event system.

use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;

use crate::views::DeskEvent;

/// Who hears: the page that asked last. A page that was loaded again takes the place of the one before.
#[derive(Default)]
pub struct Events(Mutex<Option<Channel<DeskEvent>>>);

impl Events {
    /// From now on this channel hears.
    pub fn follow(&self, channel: Channel<DeskEvent>) {
        *self.hearer() = Some(channel);
    }

    /// Tells the page. One that is gone misses nothing: it asks for everything when it comes back.
    pub fn tell(&self, event: DeskEvent) {
        let mut hearer = self.hearer();
        if hearer.as_ref().is_some_and(|channel| channel.send(event).is_err()) {
            *hearer = None;
        }
    }

    /// Whether a page hears.
    pub fn is_followed(&self) -> bool {
        self.hearer().is_some()
    }

    fn hearer(&self) -> std::sync::MutexGuard<'_, Option<Channel<DeskEvent>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
