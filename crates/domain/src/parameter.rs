//! The values that the platform's operator may set (YW-OPS-04): what they are called, what they are without an operator, within
//! which bounds, and which one is in force on a day. Each setting begins on a China day and changes nothing before it.

use values::{Code, Currency, Day, Instant, Money, Problem, text};

#[cfg(test)]
mod tests;

/// Something that may be set. Sources are the ids of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// Above this total in US dollars an order is warned of (YW-ORD-05).
    CustomsCeiling,
    /// By how much the sums of a link may differ (YW-LINK-07).
    LinkTolerance,
    /// Which lines must be linked before an order is confirmed (DECISIONS, Points settled).
    ConfirmRequiresLinked,
    /// Sharpness below which a picture of a document is refused (YW-PHO-03).
    DocumentBlur,
    /// Sharpness below which a picture of a document is warned of (YW-PHO-03).
    DocumentBlurWarn,
    /// Sharpness below which a picture of a person is refused (YW-PHO-03).
    HandheldBlur,
    /// Sharpness below which a picture of a person is warned of (YW-PHO-03).
    HandheldBlurWarn,
    /// Days after an approval for which pictures are kept (YW-PHO-11).
    PictureDays,
    /// 客服热线 (YW-HELP-01).
    ServicePhones,
    /// 人保电话 (YW-HELP-01).
    InsurerPhone,
}

/// What a parameter's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// An amount in US dollars, in cents, both bounds included.
    Usd {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// A whole number, both bounds included.
    Whole {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text of at most so many characters.
    Text {
        /// At most.
        most: usize,
    },
}

impl ParameterKind {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usd { .. } => "usd",
            Self::Whole { .. } => "whole",
            Self::Choice(_) => "choice",
            Self::Text { .. } => "text",
        }
    }
}

/// A value from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Of what.
    pub parameter: Parameter,
    /// The first China day on which it holds.
    pub from: Day,
    /// The value, as [`Parameter::read`] wrote it.
    pub value: Box<str>,
    /// When it was set.
    pub set_at: Instant,
}

impl Parameter {
    /// Every parameter.
    pub const ALL: [Self; 10] = [
        Self::CustomsCeiling,
        Self::LinkTolerance,
        Self::ConfirmRequiresLinked,
        Self::DocumentBlur,
        Self::DocumentBlurWarn,
        Self::HandheldBlur,
        Self::HandheldBlurWarn,
        Self::PictureDays,
        Self::ServicePhones,
        Self::InsurerPhone,
    ];

    /// Its name on the wire and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CustomsCeiling => "customs_ceiling_usd",
            Self::LinkTolerance => "link_tolerance_usd",
            Self::ConfirmRequiresLinked => "confirm_requires_linked",
            Self::DocumentBlur => "document_blur",
            Self::DocumentBlurWarn => "document_blur_warn",
            Self::HandheldBlur => "handheld_blur",
            Self::HandheldBlurWarn => "handheld_blur_warn",
            Self::PictureDays => "picture_days",
            Self::ServicePhones => "service_phones",
            Self::InsurerPhone => "insurer_phone",
        }
    }

    /// The parameter of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|parameter| parameter.name() == name)
    }

    /// What its value is.
    pub const fn kind(self) -> ParameterKind {
        const CENTS_MOST: i64 = 9_999_999_999;
        match self {
            Self::CustomsCeiling => ParameterKind::Usd { min: 1, max: CENTS_MOST },
            Self::LinkTolerance => ParameterKind::Usd { min: 0, max: CENTS_MOST },
            Self::ConfirmRequiresLinked => ParameterKind::Choice(&["numbered", "all", "none"]),
            Self::DocumentBlur | Self::DocumentBlurWarn | Self::HandheldBlur | Self::HandheldBlurWarn => {
                ParameterKind::Whole { min: 0, max: 10_000 }
            }
            Self::PictureDays => ParameterKind::Whole { min: 30, max: 3_650 },
            Self::ServicePhones | Self::InsurerPhone => ParameterKind::Text { most: 100 },
        }
    }

    /// Its value where no operator has set one.
    pub const fn shipped(self) -> &'static str {
        match self {
            Self::CustomsCeiling => "150000.00",
            Self::LinkTolerance => "0.00",
            Self::ConfirmRequiresLinked => "numbered",
            Self::DocumentBlur => "10",
            Self::DocumentBlurWarn => "80",
            Self::HandheldBlur => "5",
            Self::HandheldBlurWarn => "40",
            Self::PictureDays => "180",
            Self::ServicePhones => "0579-85250715, 0579-85250725",
            Self::InsurerPhone => "0579-85250210",
        }
    }

    /// The value as it is kept: amounts with two decimals, whole numbers without signs, texts in one line.
    ///
    /// # Errors
    /// `PARAM_RANGE` with the bounds; `NUM_FORMAT` and the codes of amounts; `CODE_UNKNOWN`; `FIELD_REQUIRED`,
    /// `FIELD_TOO_LONG`, `TEXT_CHARS`.
    pub fn read(self, typed: &str) -> Result<Box<str>, Problem> {
        let range = |min: &str, max: &str| {
            Problem::new(Code::ParamRange).with("name", self.name()).with("min", min).with("max", max)
        };
        let usd = |cents| Money::from_minor(cents, Currency::USD);
        match self.kind() {
            ParameterKind::Usd { min, max } => {
                let amount = Money::parse(typed, Currency::USD)?;
                if (min..=max).contains(&amount.minor()) {
                    Ok(amount.decimal().to_string().into())
                } else {
                    Err(range(&usd(min).decimal().to_string(), &usd(max).decimal().to_string()))
                }
            }
            ParameterKind::Whole { min, max } => {
                let number = text::line(typed).parse::<i64>().map_err(|_| Problem::new(Code::NumFormat))?;
                if (min..=max).contains(&number) {
                    Ok(number.to_string().into())
                } else {
                    Err(range(&min.to_string(), &max.to_string()))
                }
            }
            ParameterKind::Choice(words) => {
                let word = text::line(typed);
                let found = words.iter().find(|known| **known == word);
                found.map(|known| (*known).into()).ok_or_else(|| Problem::new(Code::CodeUnknown).found(typed))
            }
            ParameterKind::Text { most } => {
                let text = text::line(typed);
                text::check_chars(&text)?;
                match text.chars().count() {
                    0 => Err(Problem::new(Code::FieldRequired)),
                    n if n > most => Err(Problem::new(Code::FieldTooLong).with("max", most).with("n", n)),
                    _ => Ok(text.into()),
                }
            }
        }
    }

    /// The value that is in force on a day: of the settings of this parameter the newest that has begun, or what was shipped.
    pub fn on(self, day: Day, settings: &[Setting]) -> &str {
        let begun = settings.iter().filter(|setting| setting.parameter == self && setting.from <= day);
        begun.max_by_key(|setting| setting.from).map_or(self.shipped(), |setting| &setting.value)
    }
}

/// The first day of a new setting: today or later, since what was decided stays as it was.
///
/// # Errors
/// `FIELD_REQUIRED`, `DATE_INVALID`; `DATE_RANGE` for a day that has passed.
pub fn setting_from(typed: &str, today: Day) -> Result<Day, Problem> {
    let from = Day::parse(typed)?;
    if from < today { Err(Problem::new(Code::DateRange)) } else { Ok(from) }
}
