//! The fields of an order's head by name, and what conflicts and is locked together.

use super::parts::PURCHASE_ORDERS_MAX;

/// A field of an order's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OrderField {
    /// 采购商类型: a person or a company (DECISIONS, Buyer).
    BuyerKind,
    /// 采购商姓名
    BuyerName,
    /// 护照号
    BuyerPassport,
    /// 公司登记号
    BuyerRegistrationNo,
    /// 国籍
    BuyerNationality,
    /// 联系电话
    BuyerPhone,
    /// 邮箱
    BuyerEmail,
    /// 目的国（地区）
    Destination,
    /// 总金额（美元）
    TotalUsd,
    /// 交易清单币种
    LineCurrency,
    /// 合同号
    ContractNo,
    /// 备注
    Remark,
    /// 采购单号, one per line of text.
    PurchaseOrderNos,
    /// 组货单号
    ConsolidationNo,
}

/// What conflicts together (DECISIONS, Mutations), and what is locked together (§19.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderGroup {
    /// Kind, name, passport, registration number, nationality, phone, e-mail.
    Buyer,
    /// Destination.
    Destination,
    /// Total in US dollars.
    Total,
    /// Currency of the lines.
    LineCurrency,
    /// Contract number.
    Contract,
    /// Remark.
    Remark,
    /// Purchase orders and consolidation list.
    Trace,
}

impl OrderField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::BuyerKind,
        Self::BuyerName,
        Self::BuyerPassport,
        Self::BuyerRegistrationNo,
        Self::BuyerNationality,
        Self::BuyerPhone,
        Self::BuyerEmail,
        Self::Destination,
        Self::TotalUsd,
        Self::LineCurrency,
        Self::ContractNo,
        Self::Remark,
        Self::PurchaseOrderNos,
        Self::ConsolidationNo,
    ];

    /// Its name in the data dictionary (spec 01 §17.5).
    pub const fn name(self) -> &'static str {
        match self {
            Self::BuyerKind => "buyer_kind",
            Self::BuyerName => "buyer_name",
            Self::BuyerPassport => "buyer_passport",
            Self::BuyerRegistrationNo => "buyer_registration_no",
            Self::BuyerNationality => "buyer_nationality",
            Self::BuyerPhone => "buyer_phone",
            Self::BuyerEmail => "buyer_email",
            Self::Destination => "destination",
            Self::TotalUsd => "total_usd",
            Self::LineCurrency => "line_currency",
            Self::ContractNo => "contract_no",
            Self::Remark => "remark",
            Self::PurchaseOrderNos => "purchase_order_nos",
            Self::ConsolidationNo => "consolidation_no",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The greatest length of its text in characters.
    pub const fn max_chars(self) -> usize {
        match self {
            Self::BuyerKind => 7,
            Self::BuyerName => 100,
            Self::BuyerPassport => 12,
            Self::BuyerRegistrationNo | Self::ContractNo | Self::ConsolidationNo => 40,
            Self::BuyerNationality | Self::Destination => 60,
            Self::BuyerPhone => 20,
            Self::BuyerEmail => 254,
            Self::TotalUsd => 11,
            Self::LineCurrency => 3,
            Self::Remark => 500,
            Self::PurchaseOrderNos => 41 * PURCHASE_ORDERS_MAX,
        }
    }

    /// The group it belongs to.
    pub const fn group(self) -> OrderGroup {
        match self {
            Self::BuyerKind
            | Self::BuyerName
            | Self::BuyerPassport
            | Self::BuyerRegistrationNo
            | Self::BuyerNationality
            | Self::BuyerPhone
            | Self::BuyerEmail => OrderGroup::Buyer,
            Self::Destination => OrderGroup::Destination,
            Self::TotalUsd => OrderGroup::Total,
            Self::LineCurrency => OrderGroup::LineCurrency,
            Self::ContractNo => OrderGroup::Contract,
            Self::Remark => OrderGroup::Remark,
            Self::PurchaseOrderNos | Self::ConsolidationNo => OrderGroup::Trace,
        }
    }
}
