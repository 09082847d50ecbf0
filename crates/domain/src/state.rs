//! The states of an export order and what may be edited in each (spec 01 §19.3 and §19.4).

use values::{Code, DeclarationNumber, Instant, Lang, Problem};

use crate::order::OrderGroup;

#[cfg(test)]
mod tests;

/// The life of an order (§19.3). A transition consumes the state it leaves; there is no way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum OrderState {
    /// 暂存
    #[default]
    Draft,
    /// 已确认
    Confirmed(Confirmed),
    /// 已补录
    Declared(Declared),
    /// 已作废
    Voided(Voided),
}

/// An order that the firm has confirmed (YW-CONF-03).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The number issued by the server (YW-ORD-17).
    pub order_no: Box<str>,
    /// When.
    pub at: Instant,
}

/// An order whose declaration number was entered (YW-DECL-04).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// As it was confirmed.
    pub confirmed: Confirmed,
    /// The customs declaration number.
    pub declaration: DeclarationNumber,
    /// When.
    pub at: Instant,
}

/// An order that was given up after confirmation (YW-ORD-07).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// As it was confirmed.
    pub confirmed: Confirmed,
    /// Why, 2–200 characters.
    pub reason: Box<str>,
    /// When.
    pub at: Instant,
}

/// A state without its data: the name in lists, filters and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateName {
    /// 暂存
    Draft,
    /// 已确认
    Confirmed,
    /// 已补录
    Declared,
    /// 已作废
    Voided,
}

impl StateName {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Confirmed, Self::Declared, Self::Voided];

    /// Its name in the data dictionary (§17.5).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
            Self::Declared => "declared",
            Self::Voided => "voided",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The word on screen (DECISIONS, Words on screen).
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Draft, Lang::Zh) => "暂存",
            (Self::Confirmed, Lang::Zh) => "已确认",
            (Self::Declared, Lang::Zh) => "已补录",
            (Self::Voided, Lang::Zh) => "已作废",
            (Self::Draft, Lang::En) => "draft",
            (Self::Confirmed, Lang::En) => "confirmed",
            (Self::Declared, Lang::En) => "declared",
            (Self::Voided, Lang::En) => "voided",
        }
    }

    /// `ORD_STATE` for an action that this state does not allow.
    pub fn refusal(self) -> Problem {
        Problem::new(Code::OrdState)
            .with("state_zh", self.word(Lang::Zh))
            .with("state_en", self.word(Lang::En))
    }

    /// May this part of the order's head be edited by the firm? (§19.4)
    pub fn may_edit(self, group: OrderGroup) -> Result<(), Problem> {
        match (self, group) {
            (Self::Draft, _) | (Self::Confirmed, OrderGroup::Remark | OrderGroup::Trace) => Ok(()),
            (Self::Confirmed, _) => Err(Problem::new(Code::OrdLockedBuyer)),
            (Self::Declared, _) => Err(Problem::new(Code::OrdLockedDeclared)),
            (Self::Voided, _) => Err(self.refusal()),
        }
    }

    /// May lines be added, changed, removed, imported? (§19.4)
    pub fn may_edit_lines(self) -> Result<(), Problem> {
        match self {
            Self::Draft | Self::Confirmed => Ok(()),
            Self::Declared => Err(Problem::new(Code::OrdLockedDeclared)),
            Self::Voided => Err(self.refusal()),
        }
    }

    /// May the order be deleted? (YW-ORD-07)
    pub fn may_delete(self) -> Result<(), Problem> {
        match self {
            Self::Draft => Ok(()),
            Self::Declared => Err(Problem::new(Code::OrdLockedDeclared)),
            Self::Confirmed | Self::Voided => Err(self.refusal()),
        }
    }
}

impl OrderState {
    /// The state without its data.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Draft => StateName::Draft,
            Self::Confirmed(_) => StateName::Confirmed,
            Self::Declared(_) => StateName::Declared,
            Self::Voided(_) => StateName::Voided,
        }
    }

    /// The confirmation, if there was one.
    pub const fn confirmed(&self) -> Option<&Confirmed> {
        match self {
            Self::Draft => None,
            Self::Confirmed(confirmed) => Some(confirmed),
            Self::Declared(declared) => Some(&declared.confirmed),
            Self::Voided(voided) => Some(&voided.confirmed),
        }
    }

    /// Confirms a draft under the number the server issued (YW-CONF-03). `ORD_STATE` in any other state.
    pub fn confirm(self, order_no: Box<str>, at: Instant) -> Result<Self, Problem> {
        match self {
            Self::Draft => Ok(Self::Confirmed(Confirmed { order_no, at })),
            other => Err(other.name().refusal()),
        }
    }

    /// Enters the declaration number of a confirmed order (YW-DECL-04). `ORD_STATE` in any other state.
    pub fn declare(self, declaration: DeclarationNumber, at: Instant) -> Result<Self, Problem> {
        match self {
            Self::Confirmed(confirmed) => Ok(Self::Declared(Declared { confirmed, declaration, at })),
            other => Err(other.name().refusal()),
        }
    }

    /// Voids a confirmed order (YW-ORD-07). `REASON_REQUIRED` unless the reason has 2–200 characters,
    /// `ORD_LOCKED_DECLARED` for a declared order, `ORD_STATE` otherwise.
    pub fn void(self, reason: &str, at: Instant) -> Result<Self, Problem> {
        match self {
            Self::Confirmed(confirmed) => {
                let reason = values::text::line(reason);
                if !(2..=200).contains(&reason.chars().count()) {
                    return Err(Problem::new(Code::ReasonRequired).with("min", 2).with("max", 200));
                }
                Ok(Self::Voided(Voided { confirmed, reason: reason.into(), at }))
            }
            Self::Declared(_) => Err(Problem::new(Code::OrdLockedDeclared)),
            other => Err(other.name().refusal()),
        }
    }
}
