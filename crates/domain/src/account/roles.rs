//! Who may do what (YW-ACT-01; DECISIONS, Sub-accounts): one table, which the server enforces and the screens mirror.

use values::{Code, Problem};

use super::state::AccountKind;

#[cfg(test)]
mod tests;

/// The role of a person within an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 管理员 of a firm.
    Owner,
    /// 业务员
    Clerk,
    /// 单证
    Documents,
    /// 财务
    Finance,
    /// 商户
    Merchant,
    /// 商城审核员
    Reviewer,
    /// 平台运营方
    Operator,
    /// PO of specification 02.
    Officer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Owner,
        Self::Clerk,
        Self::Documents,
        Self::Finance,
        Self::Merchant,
        Self::Reviewer,
        Self::Operator,
        Self::Officer,
    ];

    /// The roles that an owner may give to the firm's people.
    pub const OF_A_FIRM: [Self; 4] = [Self::Owner, Self::Clerk, Self::Documents, Self::Finance];

    /// Its name on the wire and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Clerk => "clerk",
            Self::Documents => "documents",
            Self::Finance => "finance",
            Self::Merchant => "merchant",
            Self::Reviewer => "reviewer",
            Self::Operator => "operator",
            Self::Officer => "officer",
        }
    }

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The kind of account that people of this role belong to.
    pub const fn account_kind(self) -> AccountKind {
        match self {
            Self::Owner | Self::Clerk | Self::Documents | Self::Finance => AccountKind::Firm,
            Self::Merchant => AccountKind::Merchant,
            Self::Reviewer => AccountKind::Reviewer,
            Self::Operator => AccountKind::Operator,
            Self::Officer => AccountKind::Officer,
        }
    }
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Read the firm's orders.
    ReadOrders,
    /// Draft, edit, import, link.
    DraftOrders,
    /// Confirm and void.
    ConfirmOrders,
    /// Declaration number, printed documents.
    Declare,
    /// Registration, real-name verification, photos, full identity numbers.
    Identity,
    /// Settlement binding; settlement and fee views; exports of amounts.
    Settle,
    /// Accounts, devices of others, rule overrides, backup and restore.
    Administer,
    /// Fill in, send, withdraw one's own trade orders.
    TradeOrders,
    /// View and decide real-name verification.
    Review,
    /// Find, unlock, suspend accounts; correct; publish notices, thresholds and code tables.
    Operate,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 10] = [
        Self::ReadOrders,
        Self::DraftOrders,
        Self::ConfirmOrders,
        Self::Declare,
        Self::Identity,
        Self::Settle,
        Self::Administer,
        Self::TradeOrders,
        Self::Review,
        Self::Operate,
    ];

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReadOrders => "read_orders",
            Self::DraftOrders => "draft_orders",
            Self::ConfirmOrders => "confirm_orders",
            Self::Declare => "declare",
            Self::Identity => "identity",
            Self::Settle => "settle",
            Self::Administer => "administer",
            Self::TradeOrders => "trade_orders",
            Self::Review => "review",
            Self::Operate => "operate",
        }
    }
}

/// What the table says of a role and a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Always.
    Yes,
    /// If an owner granted it to this person.
    ByGrant,
    /// Never.
    No,
}

/// What an owner granted to one person beyond the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grants {
    /// [`Right::Identity`].
    pub identity: bool,
}

impl Role {
    /// The table.
    pub const fn may(self, right: Right) -> May {
        use May::{ByGrant, No, Yes};
        match right {
            Right::ReadOrders => match self {
                Self::Owner | Self::Clerk | Self::Documents | Self::Finance => Yes,
                _ => No,
            },
            Right::DraftOrders | Right::Declare => match self {
                Self::Owner | Self::Clerk | Self::Documents => Yes,
                _ => No,
            },
            Right::ConfirmOrders => match self {
                Self::Owner | Self::Clerk => Yes,
                _ => No,
            },
            Right::Identity => match self {
                Self::Owner => Yes,
                Self::Clerk | Self::Documents => ByGrant,
                _ => No,
            },
            Right::Settle => match self {
                Self::Owner | Self::Finance => Yes,
                _ => No,
            },
            Right::Administer => match self {
                Self::Owner => Yes,
                _ => No,
            },
            Right::TradeOrders => match self {
                Self::Merchant => Yes,
                _ => No,
            },
            Right::Review => match self {
                Self::Reviewer => Yes,
                _ => No,
            },
            Right::Operate => match self {
                Self::Operator => Yes,
                _ => No,
            },
        }
    }

    /// Whether a person of this role and with these grants may.
    pub const fn has(self, right: Right, grants: Grants) -> bool {
        match self.may(right) {
            May::Yes => true,
            // Only one right can be granted; another would need its own grant.
            May::ByGrant => grants.identity,
            May::No => false,
        }
    }

    /// Lets pass whoever has the right.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn check(self, right: Right, grants: Grants) -> Result<(), Problem> {
        if self.has(right, grants) { Ok(()) } else { Err(Problem::new(Code::Forbidden)) }
    }
}
