//! What was entered into an order's head: each field a value, or the text as typed.

use values::{
    Accepted, Code, ContractNo, Country, Currency, Email, IntlPhone, Money, PartyName, Passport, Problem,
    RegistrationNo, Remark, TraceNo,
};

use super::{
    CUSTOMS_CEILING_CENTS,
    names::OrderField,
    parts::{BuyerKind, PurchaseOrderNos},
};
use crate::field::{Entry, Field};

/// What was entered into an order's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFields {
    /// Person or company.
    pub buyer_kind: BuyerKind,
    /// 采购商姓名
    pub buyer_name: Field<PartyName>,
    /// 护照号
    pub buyer_passport: Field<Passport>,
    /// 公司登记号
    pub buyer_registration_no: Field<RegistrationNo>,
    /// 国籍
    pub buyer_nationality: Field<Country>,
    /// 联系电话
    pub buyer_phone: Field<IntlPhone>,
    /// 邮箱
    pub buyer_email: Field<Email>,
    /// 目的国（地区）, never `CN`.
    pub destination: Field<Country>,
    /// 总金额（美元）
    pub total_usd: Field<Money>,
    /// Currency of all lines: CNY or USD (YW-ORD-09).
    pub line_currency: Currency,
    /// 合同号
    pub contract_no: Field<ContractNo>,
    /// 备注
    pub remark: Field<Remark>,
    /// 采购单号
    pub purchase_order_nos: Field<PurchaseOrderNos>,
    /// 组货单号
    pub consolidation_no: Field<TraceNo>,
}

impl Default for OrderFields {
    fn default() -> Self {
        Self {
            buyer_kind: BuyerKind::Person,
            buyer_name: Field::Empty,
            buyer_passport: Field::Empty,
            buyer_registration_no: Field::Empty,
            buyer_nationality: Field::Empty,
            buyer_phone: Field::Empty,
            buyer_email: Field::Empty,
            destination: Field::Empty,
            total_usd: Field::Empty,
            line_currency: Currency::CNY,
            contract_no: Field::Empty,
            remark: Field::Empty,
            purchase_order_nos: Field::Empty,
            consolidation_no: Field::Empty,
        }
    }
}

/// Any country but China (YW-ORD-04). `CODE_UNKNOWN`, `DEST_IS_CN`.
pub fn parse_destination(text: &str) -> Result<Country, Problem> {
    let country = Country::parse(text)?;
    if country.alpha2() == "CN" { Err(Problem::new(Code::DestIsCn)) } else { Ok(country) }
}

/// The total in US dollars, with `ORD_OVER_150K` above the customs ceiling (YW-ORD-05).
pub fn parse_total(text: &str) -> Result<Accepted<Money>, Problem> {
    let total = Money::parse_positive(text, Currency::USD)?;
    let over = total.minor() > CUSTOMS_CEILING_CENTS;
    Ok(Accepted {
        value: total,
        warnings: over.then(|| Problem::new(Code::OrdOver150k)).into_iter().collect(),
    })
}

/// CNY or USD (YW-ORD-09). `MONEY_CURRENCY` for anything else.
pub fn parse_line_currency(text: &str) -> Result<Currency, Problem> {
    match values::text::code_like(text).as_ref() {
        "CNY" => Ok(Currency::CNY),
        "USD" => Ok(Currency::USD),
        _ => Err(Problem::new(Code::MoneyCurrency).found(text)),
    }
}

/// Calls `$body` with the field's slot and its parser; kind and currency, which are never raw, are handled apart.
macro_rules! with_field {
    ($self:expr, $field:expr, $body:ident, $($more:expr),*) => {
        match $field {
            OrderField::BuyerName => $body(&mut $self.buyer_name, PartyName::parse, $($more),*),
            OrderField::BuyerPassport => $body(&mut $self.buyer_passport, Passport::parse, $($more),*),
            OrderField::BuyerRegistrationNo => {
                $body(&mut $self.buyer_registration_no, RegistrationNo::parse, $($more),*)
            }
            OrderField::BuyerNationality => {
                $body(&mut $self.buyer_nationality, Country::parse, $($more),*)
            }
            OrderField::BuyerPhone => $body(&mut $self.buyer_phone, IntlPhone::parse, $($more),*),
            OrderField::BuyerEmail => $body(&mut $self.buyer_email, Email::parse, $($more),*),
            OrderField::Destination => $body(&mut $self.destination, parse_destination, $($more),*),
            OrderField::TotalUsd => $body(&mut $self.total_usd, parse_total, $($more),*),
            OrderField::ContractNo => $body(&mut $self.contract_no, ContractNo::parse, $($more),*),
            OrderField::Remark => $body(&mut $self.remark, Remark::parse, $($more),*),
            OrderField::PurchaseOrderNos => {
                $body(&mut $self.purchase_order_nos, PurchaseOrderNos::parse, $($more),*)
            }
            OrderField::ConsolidationNo => $body(&mut $self.consolidation_no, TraceNo::parse, $($more),*),
            OrderField::BuyerKind | OrderField::LineCurrency => unreachable!("kind and currency are handled before"),
        }
    };
}

fn enter_into<T, A: Into<Accepted<T>>>(
    slot: &mut Field<T>,
    parse: impl FnOnce(&str) -> Result<A, Problem>,
    text: &str,
    max: usize,
) -> Result<Vec<Problem>, Problem> {
    let (entered, problems) = Field::enter(text, max, parse)?;
    *slot = entered;
    Ok(problems)
}

fn put_into<T, A: Into<Accepted<T>>>(
    slot: &mut Field<T>,
    parse: impl FnOnce(&str) -> Result<A, Problem>,
    entry: &Entry,
) {
    *slot = Field::read(entry, parse);
}

impl OrderFields {
    /// Takes a typed text into one field; what is wrong is told and the text is kept (YW-ORD-06).
    ///
    /// Refused outright: `FIELD_TOO_LONG`, an unknown kind of buyer (`CODE_UNKNOWN`) and a line currency other than
    /// CNY and USD (`MONEY_CURRENCY`), because nothing could be counted in it.
    pub fn enter(&mut self, field: OrderField, text: &str) -> Result<Vec<Problem>, Problem> {
        let named = |problem: Problem| problem.in_field(field.name());
        match field {
            OrderField::BuyerKind => {
                self.buyer_kind = if text.is_empty() {
                    BuyerKind::Person
                } else {
                    BuyerKind::parse(text).map_err(named)?
                };
                Ok(Vec::new())
            }
            OrderField::LineCurrency => {
                self.line_currency = parse_line_currency(text).map_err(named)?;
                Ok(Vec::new())
            }
            _ => with_field!(self, field, enter_into, text, field.max_chars())
                .map(|problems| problems.into_iter().map(named).collect())
                .map_err(named),
        }
    }

    /// One field as text.
    pub fn entry(&self, field: OrderField) -> Entry {
        match field {
            OrderField::BuyerKind => Entry::Value(self.buyer_kind.to_string().into()),
            OrderField::BuyerName => self.buyer_name.entry(),
            OrderField::BuyerPassport => self.buyer_passport.entry(),
            OrderField::BuyerRegistrationNo => self.buyer_registration_no.entry(),
            OrderField::BuyerNationality => self.buyer_nationality.entry(),
            OrderField::BuyerPhone => self.buyer_phone.entry(),
            OrderField::BuyerEmail => self.buyer_email.entry(),
            OrderField::Destination => self.destination.entry(),
            OrderField::TotalUsd => self.total_usd.entry(),
            OrderField::LineCurrency => Entry::Value(self.line_currency.code().into()),
            OrderField::ContractNo => self.contract_no.entry(),
            OrderField::Remark => self.remark.entry(),
            OrderField::PurchaseOrderNos => self.purchase_order_nos.entry(),
            OrderField::ConsolidationNo => self.consolidation_no.entry(),
        }
    }

    /// Puts a recorded entry back. A value that no longer parses becomes raw text instead of being lost.
    pub fn put(&mut self, field: OrderField, entry: &Entry) {
        match field {
            OrderField::BuyerKind => self.buyer_kind = BuyerKind::parse(entry.text()).unwrap_or_default(),
            OrderField::LineCurrency => {
                self.line_currency = parse_line_currency(entry.text()).unwrap_or(Currency::CNY);
            }
            _ => with_field!(self, field, put_into, entry),
        }
    }

    /// Everything wrong or doubtful with what was entered so far. Missing fields are no fault of a draft
    /// (YW-ORD-06); [`Self::missing`] names them for the confirmation.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        for field in OrderField::ALL {
            let entry = self.entry(field);
            // Reading the text once more finds a raw field's error and a value's warnings alike.
            let mut again = Self::default();
            match again.enter(field, entry.text()) {
                Ok(problems) => found.extend(problems),
                Err(problem) => found.push(problem),
            }
            if matches!(entry, Entry::Raw(_)) && !matches!(again.entry(field), Entry::Raw(_)) {
                found.push(Problem::new(Code::FieldRetype).in_field(field.name()));
            }
        }
        found
    }

    /// The fields that a confirmation still needs (YW-ORD-03; DECISIONS, Buyer).
    pub fn missing(&self) -> Vec<OrderField> {
        let identity = match self.buyer_kind {
            BuyerKind::Person => OrderField::BuyerPassport,
            BuyerKind::Company => OrderField::BuyerRegistrationNo,
        };
        [OrderField::BuyerName, identity, OrderField::Destination, OrderField::TotalUsd]
            .into_iter()
            .filter(|field| self.entry(*field) == Entry::Empty)
            .collect()
    }
}
