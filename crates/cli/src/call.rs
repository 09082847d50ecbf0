//! One call of the program: its global choices, made ready for the commands.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use desk::views::Sight;
use values::Lang;

use crate::args::Global;

/// What every command is handed.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The global arguments.
    pub(crate) global: Global,
    /// The language for people.
    pub(crate) lang: Lang,
    /// Set once Ctrl+C was pressed.
    pub(crate) cancelled: Arc<AtomicBool>,
}

impl Call {
    /// Whether identity data is shown in full. Whoever shows it writes the audit entry before.
    pub(crate) fn sight(&self) -> Sight {
        if self.global.reveal { Sight::Full } else { Sight::Masked }
    }

    /// The word of the chosen language.
    pub(crate) fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A heading of a table in the chosen language.
    pub(crate) fn heading(&self, words: &[(&str, &str)]) -> Vec<String> {
        words.iter().map(|(zh, en)| self.say(zh, en).to_owned()).collect()
    }
}

/// The language of help and messages where `--lang` does not say: that of the environment, else Chinese (CM-UI-01).
pub(crate) fn language_of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match set {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}
