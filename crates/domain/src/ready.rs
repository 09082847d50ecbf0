//! What a confirmation takes: an order and its lines parsed out of a draft, so that nothing raw and nothing missing can
//! be in them (DECISIONS, Drafts; YW-CONF-01).
//!
//! Verification, synchronisation and links are asked elsewhere: a draft does not know of them.

use values::{
    Code, ContractNo, Country, Currency, Day, Email, GoodsName, IntlPhone, LineId, MerchantNo, Mobile, Money,
    Month, Packages, PartyName, Passport, Problem, Quantity, RegistrationNo, Remark, TraceNo,
};

use crate::{
    field::Field,
    line::{Line, LineContext, Lookup},
    order::{BuyerKind, Order, PurchaseOrderNos},
    state::OrderState,
};

#[cfg(test)]
mod tests;

/// Who buys, with what identifies a buyer of this kind (DECISIONS, Buyer).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadyBuyer {
    /// A person.
    Person {
        /// 采购商姓名
        name: PartyName,
        /// 护照号
        passport: Passport,
    },
    /// A company.
    Company {
        /// 采购商姓名: the company's.
        name: PartyName,
        /// 公司登记号
        registration_no: RegistrationNo,
        /// 护照号 of its contact.
        contact_passport: Option<Passport>,
    },
}

/// A head that may be confirmed. Made by [`ready_order`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadyOrder {
    /// Who buys.
    pub buyer: ReadyBuyer,
    /// 国籍
    pub nationality: Option<Country>,
    /// 联系电话
    pub phone: Option<IntlPhone>,
    /// 邮箱
    pub email: Option<Email>,
    /// 目的国（地区）, never `CN`.
    pub destination: Country,
    /// 总金额（美元）, 0.01 to 99,999,999.99.
    pub total_usd: Money,
    /// Currency of all lines: CNY or USD.
    pub line_currency: Currency,
    /// 合同号
    pub contract_no: Option<ContractNo>,
    /// 备注
    pub remark: Option<Remark>,
    /// 采购单号
    pub purchase_order_nos: PurchaseOrderNos,
    /// 组货单号
    pub consolidation_no: Option<TraceNo>,
}

/// A line that may be confirmed. Made by [`LineCheck::take`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadyLine {
    /// Its id.
    pub id: LineId,
    /// 采购号; one that the platform knows under this name and phone.
    pub merchant_no: Option<MerchantNo>,
    /// 商户名
    pub merchant_name: PartyName,
    /// 手机号
    pub merchant_phone: Mobile,
    /// 下单月份, not after the China month of the confirmation.
    pub order_month: Month,
    /// 品名
    pub goods_name: GoodsName,
    /// 数量
    pub quantity: Quantity,
    /// 总件数
    pub packages: Packages,
    /// 总金额, in the order's line currency.
    pub amount: Money,
}

/// Parses the head of a draft. All that stands in the way is told: `ORD_STATE`, `FIELD_REQUIRED` and the codes of wrong
/// texts, each with its field (YW-ORD-03); warnings are [`Order::problems`]'s.
pub fn ready_order(order: &Order) -> Result<ReadyOrder, Vec<Problem>> {
    let mut found = Vec::new();
    if order.state != OrderState::Draft {
        found.push(order.state.name().refusal());
    }
    let required = |field: crate::OrderField| Problem::new(Code::FieldRequired).in_field(field.name());
    found.extend(order.fields.missing().into_iter().map(required));
    found.extend(order.fields.problems().into_iter().filter(Problem::is_error));
    match parsed_head(order) {
        Some(ready) if found.is_empty() => Ok(ready),
        _ => Err(found),
    }
}

/// The head, if every required field holds a value and no field a raw text.
fn parsed_head(order: &Order) -> Option<ReadyOrder> {
    let fields = &order.fields;
    let name = fields.buyer_name.value()?.clone();
    let buyer = match fields.buyer_kind {
        BuyerKind::Person => ReadyBuyer::Person { name, passport: fields.buyer_passport.value()?.clone() },
        BuyerKind::Company => ReadyBuyer::Company {
            name,
            registration_no: fields.buyer_registration_no.value()?.clone(),
            contact_passport: optional(&fields.buyer_passport)?,
        },
    };
    Some(ReadyOrder {
        buyer,
        nationality: optional(&fields.buyer_nationality)?,
        phone: optional(&fields.buyer_phone)?,
        email: optional(&fields.buyer_email)?,
        destination: *fields.destination.value()?,
        total_usd: *fields.total_usd.value()?,
        line_currency: fields.line_currency,
        contract_no: optional(&fields.contract_no)?,
        remark: optional(&fields.remark)?,
        purchase_order_nos: optional(&fields.purchase_order_nos)?.unwrap_or_default(),
        consolidation_no: optional(&fields.consolidation_no)?,
    })
}

/// What an optional field holds; `None` if that is a raw text.
fn optional<T: Clone>(field: &Field<T>) -> Option<Option<T>> {
    match field {
        Field::Empty => Some(None),
        Field::Value(value) => Some(Some(value.clone())),
        Field::Raw(_) => None,
    }
}

/// Parses the lines of an order one by one, so that 100,000 of them need not be in memory, and remembers which ones
/// stand in the way.
#[derive(Debug)]
pub struct LineCheck {
    context: LineContext,
    taken: u32,
    invalid: Positions,
    pending: Positions,
    missing: Vec<Problem>,
}

impl LineCheck {
    /// A check of an order's lines on this China date.
    pub fn new(order: &Order, today: Day) -> Self {
        Self {
            context: order.line_context(today),
            taken: 0,
            invalid: Positions::default(),
            pending: Positions::default(),
            missing: Vec::new(),
        }
    }

    /// Parses the next line; `None` if it stands in the way.
    pub fn take(&mut self, line: &Line) -> Option<ReadyLine> {
        self.taken += 1;
        match line.lookup {
            Lookup::None | Lookup::Ok => {}
            Lookup::Pending => self.pending.add(self.taken),
            Lookup::Missing => self.note_missing(line),
            // Both names are shown with the line; here it is one of those to correct.
            Lookup::Mismatch => {
                self.invalid.add(self.taken);
                return None;
            }
        }
        let is_right = !line.fields.problems(self.context).iter().any(Problem::is_error);
        let is_known = matches!(line.lookup, Lookup::None | Lookup::Ok);
        let parsed = parsed_line(line).filter(|_| is_right);
        // A name may wait for the look-up of its number, not beyond it.
        if !is_right || is_known && parsed.is_none() {
            self.invalid.add(self.taken);
        }
        parsed.filter(|_| is_known)
    }

    fn note_missing(&mut self, line: &Line) {
        if self.missing.len() < Positions::NAMED {
            let problem =
                Problem::new(Code::MerchantNotFound).with("mpn", line.fields.merchant_no.entry().text());
            self.missing.push(problem.in_field(format!("lines[{}].merchant_no", self.taken - 1)));
        }
    }

    /// What stands in the way, after the last line: `LINE_NONE`, `LINE_INVALID` and `LINE_PENDING_LOOKUP` with the first
    /// ten positions, `MERCHANT_NOT_FOUND` for the first ten lines. Empty if all lines are ready.
    pub fn finish(self) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.taken == 0 {
            found.push(Problem::new(Code::LineNone));
        }
        found.extend(self.invalid.problem(Code::LineInvalid));
        found.extend(self.missing);
        found.extend(self.pending.problem(Code::LinePendingLookup));
        found
    }
}

/// The line, if every required field holds a value, name and phone included.
fn parsed_line(line: &Line) -> Option<ReadyLine> {
    let fields = &line.fields;
    Some(ReadyLine {
        id: line.id,
        merchant_no: optional(&fields.merchant_no)?,
        merchant_name: fields.merchant_name.value()?.clone(),
        merchant_phone: *fields.merchant_phone.value()?,
        order_month: *fields.order_month.value()?,
        goods_name: fields.goods_name.value()?.clone(),
        quantity: *fields.quantity.value()?,
        packages: *fields.packages.value()?,
        amount: *fields.amount.value()?,
    })
}

/// The first ten positions of many.
#[derive(Debug, Default)]
struct Positions {
    first: Vec<String>,
    more: bool,
}

impl Positions {
    const NAMED: usize = 10;

    fn add(&mut self, position: u32) {
        if self.first.len() < Self::NAMED {
            self.first.push(position.to_string());
        } else {
            self.more = true;
        }
    }

    fn problem(&self, code: Code) -> Option<Problem> {
        let more = if self.more { ", …" } else { "" };
        (!self.first.is_empty()).then(|| Problem::new(code).with("positions", self.first.join(", ") + more))
    }
}

/// Order and lines together, for callers that hold all lines.
pub fn ready<'l>(
    order: &Order,
    lines: impl IntoIterator<Item = &'l Line>,
    today: Day,
) -> Result<(ReadyOrder, Vec<ReadyLine>), Vec<Problem>> {
    let mut check = LineCheck::new(order, today);
    let ready_lines = lines.into_iter().filter_map(|line| check.take(line)).collect();
    let of_lines = check.finish();
    match ready_order(order) {
        Ok(head) if of_lines.is_empty() => Ok((head, ready_lines)),
        head => Err(head.err().into_iter().flatten().chain(of_lines).collect()),
    }
}
