//! The system's clipboard. On Linux the program that copied answers whoever pastes, so the clipboard stays open.

use std::sync::{Arc, Mutex, PoisonError};

use values::{Code, Problem};

/// The clipboard, opened when something is first copied. Cloning shares it.
#[derive(Clone, Default)]
pub(super) struct Clipboard(Arc<Mutex<Option<arboard::Clipboard>>>);

impl Clipboard {
    /// Puts a text there, and a table beside it for programs that take one. Blocking, short.
    ///
    /// # Errors
    /// `CLIPBOARD_BUSY`: no clipboard, or another program holds it.
    pub(super) fn put(&self, text: String, html: Option<String>) -> Result<(), Problem> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let put = |clipboard: &mut arboard::Clipboard| match html {
            Some(html) => clipboard.set_html(html, Some(text)),
            None => clipboard.set_text(text),
        };
        let done = match open.as_mut() {
            Some(clipboard) => put(clipboard),
            None => arboard::Clipboard::new().and_then(|clipboard| put(open.insert(clipboard))),
        };
        done.map_err(|error| {
            // A connection that broke is made anew by the next copy.
            *open = None;
            tracing::warn!(%error, "nothing could be copied");
            Problem::new(Code::ClipboardBusy)
        })
    }
}
