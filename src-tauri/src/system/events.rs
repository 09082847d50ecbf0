//! What Rust tells the screen by itself. The screen asks to be told by handing over a channel: so the window needs no
//! permission of Tauri's own event system.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tauri::ipc::Channel;
use tokio::sync::watch;

use crate::views::DeskEvent;

/// How long a page has to say that it heard a question. One that is alive says so within a frame or two.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Who hears: the page that asked last. A page that was loaded again takes the place of the one before.
///
/// Telling a page that is gone is no fault that could be noticed: its process may have ended or hang while the window
/// still stands. So what must not be lost in it is asked, and the page says that it heard.
#[derive(Default)]
pub struct Events {
    hearer: Mutex<Option<Channel<DeskEvent>>>,
    /// Questions that were asked so far, and up to which of them the page has heard.
    asked: AtomicU64,
    heard: watch::Sender<u64>,
}

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

    /// Tells the page something, and answers whether it said in time that it [heard](Self::heard) it.
    pub fn ask(&self, event: DeskEvent) -> impl Future<Output = bool> + Send + use<> {
        self.ask_within(event, PATIENCE)
    }

    fn ask_within(&self, event: DeskEvent, patience: Duration) -> impl Future<Output = bool> + Send + use<> {
        let question = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut heard = self.heard.subscribe();
        self.tell(event);
        async move {
            let answer = tokio::time::timeout(patience, heard.wait_for(|last| *last >= question)).await;
            matches!(answer, Ok(Ok(_)))
        }
    }

    /// The page says that it heard everything that was asked until now.
    pub fn heard(&self) {
        self.heard.send_replace(self.asked.load(Ordering::SeqCst));
    }

    /// Whether a page hears.
    pub fn is_followed(&self) -> bool {
        self.hearer().is_some()
    }

    fn hearer(&self) -> std::sync::MutexGuard<'_, Option<Channel<DeskEvent>>> {
        self.hearer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
