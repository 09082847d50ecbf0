//! Telling a person who looks elsewhere that long work of an import came to its end.

use values::Lang;

use crate::session::{Session, now};

/// Shorter work was waited for, in milliseconds.
const LONG_MS: i64 = 3_000;

/// How it ended.
pub(in crate::session) enum Ended {
    /// The file can be looked at in the preview.
    Read,
    /// The file cannot be imported as it is.
    Refused,
    /// So many lines were added or changed.
    Stored(u32),
}

impl Ended {
    /// The notification's sentence. It names neither file nor order: systems keep notifications outside the vault.
    fn sentence(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Read, Lang::Zh) => "文件已读完，请查看预览。".to_owned(),
            (Self::Read, Lang::En) => "The file has been read. The preview is ready.".to_owned(),
            (Self::Refused, Lang::Zh) => "文件不能导入，请查看原因。".to_owned(),
            (Self::Refused, Lang::En) => "The file cannot be imported. The window says why.".to_owned(),
            (Self::Stored(rows), Lang::Zh) => format!("已导入 {rows} 行。"),
            (Self::Stored(rows), Lang::En) => format!("{rows} rows were imported."),
        }
    }
}

fn program_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "信保工作台",
        Lang::En => "Xinbao Desk",
    }
}

impl Session {
    /// Tells the system of work that began at this time (milliseconds), if it took long.
    pub(in crate::session) fn notify(&self, ended: Ended, began: i64) {
        if now().millis() - began < LONG_MS {
            return;
        }
        if let Some(show) = self.0.notices.get() {
            let lang = self.lang();
            show(program_name(lang), &ended.sentence(lang));
        }
    }
}
