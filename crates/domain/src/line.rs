//! One line of an order's goods list (交易清单), spec 01 YW-ORD-08.

use std::fmt::{self, Display, Write};

use values::{
    Code, Currency, Day, GoodsName, LineId, MerchantNo, Mobile, Money, Month, Packages, PartyName, Problem,
    Quantity,
};

use crate::field::{Entry, Field};

#[cfg(test)]
mod tests;

/// A field of a line, in the order of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineField {
    /// 采购号
    MerchantNo,
    /// 商户名
    MerchantName,
    /// 手机号
    MerchantPhone,
    /// 下单月份
    OrderMonth,
    /// 品名
    GoodsName,
    /// 数量
    Quantity,
    /// 总件数
    Packages,
    /// 总金额
    Amount,
}

/// What conflicts together (DECISIONS, Mutations).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineGroup {
    /// Purchase number, name, phone.
    Merchant,
    /// Order month.
    Month,
    /// Name of the goods.
    Goods,
    /// Quantity, packages, amount.
    Measure,
}

impl LineField {
    /// Every field, in the order of the template.
    pub const ALL: [Self; 8] = [
        Self::MerchantNo,
        Self::MerchantName,
        Self::MerchantPhone,
        Self::OrderMonth,
        Self::GoodsName,
        Self::Quantity,
        Self::Packages,
        Self::Amount,
    ];

    /// Its name in the data dictionary (spec 01 §17.6).
    pub const fn name(self) -> &'static str {
        match self {
            Self::MerchantNo => "merchant_no",
            Self::MerchantName => "merchant_name",
            Self::MerchantPhone => "merchant_phone",
            Self::OrderMonth => "order_month",
            Self::GoodsName => "goods_name",
            Self::Quantity => "quantity",
            Self::Packages => "packages",
            Self::Amount => "amount",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The greatest length of its text in characters.
    pub const fn max_chars(self) -> usize {
        match self {
            Self::MerchantNo => 20,
            Self::MerchantName | Self::GoodsName => 100,
            Self::MerchantPhone => 11,
            Self::OrderMonth => 7,
            Self::Quantity => 13,
            Self::Packages => 7,
            Self::Amount => 11,
        }
    }

    /// The group it conflicts with.
    pub const fn group(self) -> LineGroup {
        match self {
            Self::MerchantNo | Self::MerchantName | Self::MerchantPhone => LineGroup::Merchant,
            Self::OrderMonth => LineGroup::Month,
            Self::GoodsName => LineGroup::Goods,
            Self::Quantity | Self::Packages | Self::Amount => LineGroup::Measure,
        }
    }
}

/// What is needed to read a line's texts: the China date and the order's line currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineContext {
    /// Today's China date (CM-TIME-01).
    pub today: Day,
    /// The currency of all lines of the order (YW-ORD-09).
    pub currency: Currency,
}

/// What is known of the purchase number (YW-ORD-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lookup {
    /// The line has no purchase number.
    #[default]
    None,
    /// The platform knows it; name and phone are the platform's.
    Ok,
    /// 待核对: to be looked up when online.
    Pending,
    /// The platform does not know it.
    Missing,
    /// The platform knows it under another name or phone.
    Mismatch,
}

impl Lookup {
    /// Its name in the data dictionary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ok => "ok",
            Self::Pending => "pending",
            Self::Missing => "missing",
            Self::Mismatch => "mismatch",
        }
    }
}

/// The eight fields of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineFields {
    /// 采购号, optional.
    pub merchant_no: Field<MerchantNo>,
    /// 商户名: a person's or a firm's.
    pub merchant_name: Field<PartyName>,
    /// 手机号
    pub merchant_phone: Field<Mobile>,
    /// 下单月份
    pub order_month: Field<Month>,
    /// 品名
    pub goods_name: Field<GoodsName>,
    /// 数量
    pub quantity: Field<Quantity>,
    /// 总件数
    pub packages: Field<Packages>,
    /// 总金额, in the order's line currency, more than zero.
    pub amount: Field<Money>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id, given by whoever created it.
    pub id: LineId,
    /// Where it stands; ascending, gaps allowed.
    pub place: i64,
    /// What was entered.
    pub fields: LineFields,
    /// What is known of its purchase number.
    pub lookup: Lookup,
    /// Whether it is linked to a merchant's trade order.
    pub linked: bool,
}

macro_rules! with_field {
    ($self:expr, $field:expr, $context:expr, |$slot:ident, $parse:ident| $body:expr) => {{
        let context = $context;
        match $field {
            LineField::MerchantNo => {
                let ($slot, $parse) = (&mut $self.merchant_no, |text: &str| MerchantNo::parse(text));
                $body
            }
            LineField::MerchantName => {
                let ($slot, $parse) = (&mut $self.merchant_name, |text: &str| PartyName::parse(text));
                $body
            }
            LineField::MerchantPhone => {
                let ($slot, $parse) = (&mut $self.merchant_phone, |text: &str| Mobile::parse(text));
                $body
            }
            LineField::OrderMonth => {
                let ($slot, $parse) =
                    (&mut $self.order_month, |text: &str| Month::parse(text, context.today));
                $body
            }
            LineField::GoodsName => {
                let ($slot, $parse) = (&mut $self.goods_name, |text: &str| GoodsName::parse(text));
                $body
            }
            LineField::Quantity => {
                let ($slot, $parse) = (&mut $self.quantity, |text: &str| Quantity::parse(text));
                $body
            }
            LineField::Packages => {
                let ($slot, $parse) = (&mut $self.packages, |text: &str| Packages::parse(text));
                $body
            }
            LineField::Amount => {
                let ($slot, $parse) =
                    (&mut $self.amount, |text: &str| Money::parse_positive(text, context.currency));
                $body
            }
        }
    }};
}

impl LineFields {
    /// Takes a typed text into one field; the problems found are told and the text is kept (YW-ORD-06).
    ///
    /// `FIELD_TOO_LONG` is the only refusal.
    pub fn enter(
        &mut self,
        field: LineField,
        text: &str,
        context: LineContext,
    ) -> Result<Vec<Problem>, Problem> {
        let named = |problem: Problem| problem.in_field(field.name());
        with_field!(self, field, context, |slot, parse| {
            let (entered, problems) = Field::enter(text, field.max_chars(), parse).map_err(named)?;
            *slot = entered;
            Ok(problems.into_iter().map(named).collect())
        })
    }

    /// One field as text.
    pub fn entry(&self, field: LineField) -> Entry {
        match field {
            LineField::MerchantNo => self.merchant_no.entry(),
            LineField::MerchantName => self.merchant_name.entry(),
            LineField::MerchantPhone => self.merchant_phone.entry(),
            LineField::OrderMonth => self.order_month.entry(),
            LineField::GoodsName => self.goods_name.entry(),
            LineField::Quantity => self.quantity.entry(),
            LineField::Packages => self.packages.entry(),
            LineField::Amount => self.amount.entry(),
        }
    }

    /// Puts a recorded entry back. A value that no longer parses (a month that a wrong clock let in) becomes raw
    /// text instead of being lost.
    pub fn put(&mut self, field: LineField, entry: &Entry, context: LineContext) {
        with_field!(self, field, context, |slot, parse| {
            *slot = Field::read(entry, parse);
        });
    }

    /// Everything that is wrong or doubtful with the line as it stands, required fields included (YW-ORD-08).
    ///
    /// Name and phone may stay empty beside a purchase number, which fills them in (YW-ORD-12, YW-IMP-10).
    pub fn problems(&self, context: LineContext) -> Vec<Problem> {
        let mut found = Vec::new();
        for field in LineField::ALL {
            let missing = self.entry(field) == Entry::Empty && self.requires(field);
            if missing {
                found.push(Problem::new(Code::FieldRequired).in_field(field.name()));
            } else if let Some(problem) = self.raw_problem(field, context) {
                found.push(problem.in_field(field.name()));
            }
        }
        if let Some(month) = self.order_month.value() {
            match month.check(context.today) {
                Ok(accepted) => {
                    found
                        .extend(accepted.warnings.into_iter().map(|warning| warning.in_field("order_month")));
                }
                Err(problem) => found.push(problem.in_field("order_month")),
            }
        }
        found
    }

    fn raw_problem(&self, field: LineField, context: LineContext) -> Option<Problem> {
        match field {
            LineField::MerchantNo => self.merchant_no.problem(MerchantNo::parse),
            LineField::MerchantName => self.merchant_name.problem(PartyName::parse),
            LineField::MerchantPhone => self.merchant_phone.problem(Mobile::parse),
            LineField::OrderMonth => self.order_month.problem(|text| Month::parse(text, context.today)),
            LineField::GoodsName => self.goods_name.problem(GoodsName::parse),
            LineField::Quantity => self.quantity.problem(Quantity::parse),
            LineField::Packages => self.packages.problem(Packages::parse),
            LineField::Amount => self.amount.problem(|text| Money::parse_positive(text, context.currency)),
        }
    }

    /// Whether an empty `field` is a fault in this line.
    pub fn requires(&self, field: LineField) -> bool {
        match field {
            LineField::MerchantNo => false,
            LineField::MerchantName | LineField::MerchantPhone => self.merchant_no.value().is_none(),
            _ => true,
        }
    }

    /// Whether a person has to correct the line: a raw text, or a required field without a value.
    pub fn is_wrong(&self) -> bool {
        let faulty = |empty: bool, raw: bool, required: bool| raw || (empty && required);
        let named = self.merchant_no.value().is_none();
        self.merchant_no.is_raw()
            || faulty(self.merchant_name.is_empty(), self.merchant_name.is_raw(), named)
            || faulty(self.merchant_phone.is_empty(), self.merchant_phone.is_raw(), named)
            || self.order_month.value().is_none()
            || self.goods_name.value().is_none()
            || self.quantity.value().is_none()
            || self.packages.value().is_none()
            || self.amount.value().is_none()
    }

    /// Whether a field holds text that did not parse.
    pub fn has_raw(&self) -> bool {
        self.merchant_no.is_raw()
            || self.merchant_name.is_raw()
            || self.merchant_phone.is_raw()
            || self.order_month.is_raw()
            || self.goods_name.is_raw()
            || self.quantity.is_raw()
            || self.packages.is_raw()
            || self.amount.is_raw()
    }

    /// Whether nothing at all was entered.
    pub fn is_blank(&self) -> bool {
        LineField::ALL.into_iter().all(|field| self.entry(field) == Entry::Empty)
    }

    /// The state of the purchase number before anybody was asked (YW-ORD-12 offline).
    pub fn unasked_lookup(&self) -> Lookup {
        if self.merchant_no.value().is_some() { Lookup::Pending } else { Lookup::None }
    }

    /// What makes two lines suspected duplicates (YW-ORD-13): phone, month, goods, quantity, packages, amount.
    /// `None` while one of the six is missing. FNV-1a over 128 bits: stable across versions, never a secret.
    pub fn fingerprint(&self) -> Option<u128> {
        let mut hash = Fnv::new();
        hash.number(self.merchant_phone.value()?.number());
        hash.number(u64::from(self.order_month.value()?.yyyymm()));
        hash.text(self.goods_name.value()?.as_str());
        hash.number(self.quantity.value()?.thousandths().cast_unsigned());
        hash.number(u64::from(self.packages.value()?.get()));
        hash.number(self.amount.value()?.minor().cast_unsigned());
        Some(hash.0)
    }

    /// A hash of everything entered, raw or checked, by which a line is recognised as untouched.
    pub fn content_hash(&self) -> u128 {
        let mut hash = Fnv::new();
        hash.field(&self.merchant_no);
        hash.field(&self.merchant_name);
        hash.field(&self.merchant_phone);
        hash.field(&self.order_month);
        hash.field(&self.goods_name);
        hash.field(&self.quantity);
        hash.field(&self.packages);
        hash.field(&self.amount);
        hash.0
    }
}

/// FNV-1a, 128 bits.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    fn number(&mut self, number: u64) {
        number.to_le_bytes().into_iter().for_each(|byte| self.byte(byte));
    }

    /// Kind, text, and an end that no text contains: neighbours cannot trade letters. Formats straight into the hash.
    fn field<T: Display>(&mut self, field: &Field<T>) {
        match field {
            Field::Empty => self.byte(0),
            Field::Value(value) => {
                self.byte(1);
                write!(self, "{value}").expect("hashing cannot fail");
                self.byte(0xff);
            }
            Field::Raw(text) => {
                self.byte(2);
                text.bytes().for_each(|byte| self.byte(byte));
                self.byte(0xff);
            }
        }
    }

    /// The length comes first, so that two neighbouring texts cannot trade letters.
    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        text.bytes().for_each(|byte| self.byte(byte));
    }
}

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.byte(byte));
        Ok(())
    }
}
