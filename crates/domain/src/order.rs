//! The head of an export order: buyer, destination, total, and what goes with them (spec 01 §8.2).

use values::{
    Accepted, Code, ContractNo, Country, Currency, Day, Email, Instant, IntlPhone, Money, OrderId, PartyName,
    Passport, Problem, RegistrationNo, Remark, TraceNo,
};

use crate::{
    field::{Entry, Field},
    state::OrderState,
    sums::Sums,
};

#[cfg(test)]
mod tests;

/// An order total above this many US cents warns (YW-ORD-05): one declaration under market-procurement trade
/// (mode 1039) may not exceed USD 150,000.
pub const CUSTOMS_CEILING_CENTS: i64 = 15_000_000;

/// An order has at most this many lines (YW-IMP-03).
pub const LINES_MAX: i64 = 100_000;

/// An order names at most this many purchase orders (YW-ORD-18).
pub const PURCHASE_ORDERS_MAX: usize = 50;

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

/// Whether the buyer is a person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BuyerKind {
    /// Needs a passport to be confirmed.
    #[default]
    Person,
    /// Needs a registration number to be confirmed; its contact's passport is optional.
    Company,
}

impl BuyerKind {
    /// `person` or `company`; `CODE_UNKNOWN` for anything else.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text.trim() {
            "person" => Ok(Self::Person),
            "company" => Ok(Self::Company),
            other => Err(Problem::new(Code::CodeUnknown).found(other)),
        }
    }
}

impl std::fmt::Display for BuyerKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Person => "person",
            Self::Company => "company",
        })
    }
}

/// Up to 50 purchase-order numbers (YW-ORD-18); shown one per line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PurchaseOrderNos(Vec<TraceNo>);

impl PurchaseOrderNos {
    /// Numbers separated by line ends, commas or semicolons. `TRACE_FORMAT` if one of them is malformed, if there is
    /// none, or if there are more than 50.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut numbers = Vec::new();
        for part in
            text.split(['\n', ',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty())
        {
            numbers.push(TraceNo::parse(part)?);
        }
        if numbers.is_empty() || numbers.len() > PURCHASE_ORDERS_MAX {
            return Err(Problem::new(Code::TraceFormat));
        }
        Ok(Self(numbers))
    }

    /// The numbers.
    pub fn as_slice(&self) -> &[TraceNo] {
        &self.0
    }
}

impl std::fmt::Display for PurchaseOrderNos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, number) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{number}")?;
        }
        Ok(())
    }
}

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

/// An export order as a desk works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id, given by whoever created it.
    pub id: OrderId,
    /// Its state with the state's data.
    pub state: OrderState,
    /// What was entered.
    pub fields: OrderFields,
    /// The sums of its lines.
    pub sums: Sums,
    /// Whether it was deleted; kept, so that deleting can be undone.
    pub deleted: bool,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Order {
    /// An empty draft (YW-ORD-02).
    pub fn new(id: OrderId, at: Instant) -> Self {
        Self {
            id,
            state: OrderState::Draft,
            fields: OrderFields::default(),
            sums: Sums::default(),
            deleted: false,
            created_at: at,
            updated_at: at,
        }
    }

    /// What is needed to read its lines' texts.
    pub fn line_context(&self, today: Day) -> crate::line::LineContext {
        crate::line::LineContext { today, currency: self.fields.line_currency }
    }

    /// What the order as a whole gives to think about: fields, and the difference to the lines in USD (YW-ORD-14).
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = self.fields.problems();
        found.extend(self.total_difference());
        found
    }

    /// `ORD_TOTAL_DIFF` if the lines are in US dollars and do not sum to the order's total (YW-ORD-14).
    pub fn total_difference(&self) -> Option<Problem> {
        if self.fields.line_currency != Currency::USD || self.sums.lines == 0 {
            return None;
        }
        let total = self.fields.total_usd.value()?.minor();
        let sum = self.sums.amount_minor;
        let text = |minor: i64| Money::from_minor(minor, Currency::USD).to_string();
        (sum != total).then(|| {
            Problem::new(Code::OrdTotalDiff)
                .with("sum", text(sum))
                .with("total", text(total))
                .with("diff", text(sum - total))
        })
    }
}
