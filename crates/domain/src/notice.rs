//! What the platform's operator announces (YW-HELP-02): notices and training, each shown over a span of days.

use values::{Code, Day, Instant, NoticeId, Problem, text};

#[cfg(test)]
mod tests;

/// Characters of a title.
pub const TITLE_MOST: usize = 100;
/// Characters of a text.
pub const TEXT_MOST: usize = 5_000;
/// Characters of a place.
pub const PLACE_MOST: usize = 100;

/// What is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// 通知
    Notice,
    /// 培训
    Training(Training),
}

/// When and where people are trained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The day.
    pub on: Day,
    /// The place, 1 to 100 characters.
    pub place: Box<str>,
}

impl NoticeKind {
    /// Its name in the data dictionary.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Training(_) => "training",
        }
    }

    /// The training, if it is one.
    pub const fn training(&self) -> Option<&Training> {
        match self {
            Self::Notice => None,
            Self::Training(training) => Some(training),
        }
    }
}

/// What an operator wrote, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeContent {
    /// What is announced.
    pub kind: NoticeKind,
    /// 1 to 100 characters.
    pub title: Box<str>,
    /// 1 to 5,000 characters, in several lines.
    pub text: Box<str>,
    /// The first China day on which it is shown.
    pub from: Day,
    /// The last one.
    pub to: Day,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What it says.
    pub content: NoticeContent,
    /// When it was published.
    pub published_at: Instant,
    /// When it was changed last; who has read it before has not read it as it is now.
    pub changed_at: Instant,
    /// When it was taken back, if it was. It stays for whoever asks what was announced.
    pub withdrawn_at: Option<Instant>,
}

impl Notice {
    /// Whether people see it on this China day.
    pub fn is_shown_on(&self, day: Day) -> bool {
        self.withdrawn_at.is_none() && (self.content.from..=self.content.to).contains(&day)
    }
}

/// A notice as it is typed.
#[derive(Debug, Clone, Default)]
pub struct TypedNotice {
    /// `notice` or `training`.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// `YYYY-MM-DD`
    pub from: String,
    /// `YYYY-MM-DD`
    pub to: String,
    /// `YYYY-MM-DD`, for training.
    pub training_on: String,
    /// For training.
    pub training_place: String,
}

impl NoticeContent {
    /// Checks what was typed; every field tells its own problem.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `FIELD_TOO_LONG`, `TEXT_CHARS`, `DATE_INVALID`, `CODE_UNKNOWN`; `DATE_RANGE` if the last day is before
    /// the first.
    pub fn parse(typed: &TypedNotice) -> Result<Self, Vec<Problem>> {
        let mut told = Vec::new();
        let title = kept(bounded(&text::line(&typed.title), TITLE_MOST), "notice_title", &mut told);
        let text = kept(bounded(&text::multiline(&typed.text), TEXT_MOST), "notice_text", &mut told);
        let from = kept(Day::parse(&typed.from), "notice_from", &mut told);
        let to = kept(Day::parse(&typed.to), "notice_to", &mut told);
        let kind = kind(typed, &mut told);
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            told.push(Problem::new(Code::DateRange).in_field("notice_to"));
        }
        match (kind, title, text, from, to) {
            (Some(kind), Some(title), Some(text), Some(from), Some(to)) if told.is_empty() => {
                Ok(Self { kind, title, text, from, to })
            }
            _ => Err(told),
        }
    }
}

fn kind(typed: &TypedNotice, told: &mut Vec<Problem>) -> Option<NoticeKind> {
    match &*text::line(&typed.kind) {
        "notice" => Some(NoticeKind::Notice),
        "training" => {
            let on = kept(Day::parse(&typed.training_on), "training_on", told);
            let place = kept(bounded(&text::line(&typed.training_place), PLACE_MOST), "training_place", told);
            Some(NoticeKind::Training(Training { on: on?, place: place? }))
        }
        "" => {
            told.push(Problem::new(Code::FieldRequired).in_field("notice_kind"));
            None
        }
        other => {
            told.push(Problem::new(Code::CodeUnknown).found(other).in_field("notice_kind"));
            None
        }
    }
}

fn kept<T>(read: Result<T, Problem>, field: &'static str, told: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|problem| told.push(problem.in_field(field))).ok()
}

fn bounded(text: &str, most: usize) -> Result<Box<str>, Problem> {
    text::check_chars(text)?;
    match text.chars().count() {
        0 => Err(Problem::new(Code::FieldRequired)),
        n if n > most => Err(Problem::new(Code::FieldTooLong).with("max", most).with("n", n)),
        _ => Ok(text.into()),
    }
}
