//! Rows of `orders`.

use domain::{
    BuyerKind, ContentHash, Entry, Order, OrderField, OrderFields, OrderState, Sums,
    order::{PurchaseOrderNos, parse_destination},
    state::{Confirmed, Declared, Voided},
};
use values::{
    ContractNo, Country, Currency, DeclarationNumber, Email, Instant, IntlPhone, Money, OrderId, PartyName,
    Passport, RegistrationNo, Remark, TraceNo,
};

use super::{number, raw_json, raw_texts, text, value_text};
use crate::{
    db::{Row, Sql, Value, built, places},
    error::{StoreError, inconsistent},
    scope::FirmScope,
    sealing::{FirmKeys, Place},
};

/// Columns of `orders` that [`order`] reads.
pub(crate) const ORDER_READS: &str = "id, rev, state, order_no, confirmed_at, declaration_no, declared_at, void_reason, \
     voided_at, buyer_kind, buyer_name, buyer_passport, buyer_registration_no, buyer_nationality, buyer_phone, buyer_email, \
     destination, total_usd, line_currency, contract_no, remark, purchase_order_nos, consolidation_no, raw, line_count, \
     wrong_count, pending_count, linked_count, packages_sum, amount_sum, head_hash, lines_hash, deleted, created_at, updated_at";

/// Columns that a save writes, after firm and id.
const WRITES: [&str; 33] = [
    "rev",
    "state",
    "order_no",
    "confirmed_at",
    "declaration_no",
    "declared_at",
    "void_reason",
    "voided_at",
    "buyer_kind",
    "buyer_name",
    "buyer_passport",
    "passport_hash",
    "buyer_registration_no",
    "buyer_nationality",
    "buyer_phone",
    "buyer_email",
    "destination",
    "total_usd",
    "line_currency",
    "contract_no",
    "remark",
    "purchase_order_nos",
    "consolidation_no",
    "raw",
    "line_count",
    "wrong_count",
    "pending_count",
    "linked_count",
    "packages_sum",
    "amount_sum",
    "head_hash",
    "deleted",
    "updated_at",
];

const fn passport_of(id: OrderId) -> Place {
    Place { table: "orders", column: "buyer_passport", row: *id.as_uuid() }
}

const fn raw_of(id: OrderId) -> Place {
    Place { table: "orders", column: "raw", row: *id.as_uuid() }
}

/// The statement that inserts (`new`) or saves an order. The hash of its lines is written apart.
pub(crate) fn order_sql(scope: &FirmScope, keys: &FirmKeys, rev: i64, order: &Order, new: bool) -> Sql {
    let count = WRITES.len();
    let text = if new {
        format!(
            "INSERT INTO orders (firm, id, {}, created_at, lines_hash) VALUES ($1, $2, {})",
            WRITES.join(", "),
            places(3, count + 2)
        )
    } else {
        let sets: Vec<String> =
            WRITES.iter().zip(3..).map(|(name, place)| format!("{name} = ${place}")).collect();
        format!("UPDATE orders SET {} WHERE firm = $1 AND id = $2", sets.join(", "))
    };
    let statement = built(text).bind(scope.firm()).bind(order.id).bind_all(values(keys, rev, order));
    if new { statement.bind(order.created_at).bind(ContentHash::NONE.get().to_be_bytes()) } else { statement }
}

fn values(keys: &FirmKeys, rev: i64, order: &Order) -> [Value; WRITES.len()] {
    let fields = &order.fields;
    let value = |field| Value::from(value_text(&fields.entry(field)));
    let (order_no, confirmed_at) = match order.state.confirmed() {
        Some(confirmed) => (Some(confirmed.order_no.clone()), Some(confirmed.at)),
        None => (None, None),
    };
    let (declaration, declared_at, reason, voided_at) = match &order.state {
        OrderState::Declared(declared) => {
            (Some(declared.declaration.as_str()), Some(declared.at), None, None)
        }
        OrderState::Voided(voided) => (None, None, Some(&*voided.reason), Some(voided.at)),
        OrderState::Draft | OrderState::Confirmed(_) => (None, None, None, None),
    };
    let passport = fields.buyer_passport.value().map(Passport::as_str);
    let entries: Vec<(&'static str, Entry)> =
        OrderField::ALL.into_iter().map(|field| (field.name(), fields.entry(field))).collect();
    let raw = raw_json(entries.iter().map(|(name, entry)| (*name, entry)));
    [
        rev.into(),
        order.state.name().name().into(),
        order_no.into(),
        confirmed_at.into(),
        declaration.into(),
        declared_at.into(),
        reason.into(),
        voided_at.into(),
        fields.buyer_kind.to_string().into(),
        value(OrderField::BuyerName),
        passport.map(|passport| keys.seal(passport_of(order.id), passport.as_bytes())).into(),
        passport.map(|passport| keys.search_hash(passport)).into(),
        value(OrderField::BuyerRegistrationNo),
        fields.buyer_nationality.value().map(|country| country.alpha2().to_owned()).into(),
        value(OrderField::BuyerPhone),
        value(OrderField::BuyerEmail),
        fields.destination.value().map(|country| country.alpha2().to_owned()).into(),
        fields.total_usd.value().map(|total| total.minor()).into(),
        fields.line_currency.code().into(),
        value(OrderField::ContractNo),
        value(OrderField::Remark),
        value(OrderField::PurchaseOrderNos),
        value(OrderField::ConsolidationNo),
        raw.map(|raw| keys.seal(raw_of(order.id), raw.as_bytes())).into(),
        order.sums.lines.into(),
        order.sums.wrong.into(),
        order.sums.pending.into(),
        order.sums.linked.into(),
        order.sums.packages.into(),
        order.sums.amount_minor.into(),
        ContentHash::of_order_row(order).get().to_be_bytes().into(),
        order.deleted.into(),
        order.updated_at.into(),
    ]
}

/// An `orders` row.
pub(crate) fn order(row: &Row, keys: &FirmKeys) -> Result<Order, StoreError> {
    let id: OrderId = row.get("id")?;
    read(row, id, keys).map_err(|error| error.of_row("orders", id))
}

fn read(row: &Row, id: OrderId, keys: &FirmKeys) -> Result<Order, StoreError> {
    let opened = |column: &'static str, place: Place| -> Result<Option<String>, StoreError> {
        row.get::<Option<Vec<u8>>>(column)?.map(|sealed| keys.open_text(place, &sealed)).transpose()
    };
    let raw = raw_texts(opened("raw", raw_of(id))?.as_deref(), "orders")?;
    let stored = |column: &'static str| row.get::<Option<String>>(column);
    let bad = |column| inconsistent("orders", column, id);
    let fields = OrderFields {
        buyer_kind: BuyerKind::parse(&row.get::<String>("buyer_kind")?).map_err(|_| bad("buyer_kind"))?,
        buyer_name: text(stored("buyer_name")?, &raw, "buyer_name", PartyName::parse),
        buyer_passport: text(
            opened("buyer_passport", passport_of(id))?,
            &raw,
            "buyer_passport",
            Passport::parse,
        ),
        buyer_registration_no: text(
            stored("buyer_registration_no")?,
            &raw,
            "buyer_registration_no",
            RegistrationNo::parse,
        ),
        buyer_nationality: text(stored("buyer_nationality")?, &raw, "buyer_nationality", Country::parse),
        buyer_phone: text(stored("buyer_phone")?, &raw, "buyer_phone", IntlPhone::parse),
        buyer_email: text(stored("buyer_email")?, &raw, "buyer_email", Email::parse),
        destination: text(stored("destination")?, &raw, "destination", parse_destination),
        total_usd: number(row, &raw, "total_usd", |minor| Some(Money::from_minor(minor, Currency::USD)))?,
        line_currency: Currency::from_code(&row.get::<String>("line_currency")?)
            .ok_or_else(|| bad("line_currency"))?,
        contract_no: text(stored("contract_no")?, &raw, "contract_no", ContractNo::parse),
        remark: text(stored("remark")?, &raw, "remark", Remark::parse),
        purchase_order_nos: text(
            stored("purchase_order_nos")?,
            &raw,
            "purchase_order_nos",
            PurchaseOrderNos::parse,
        ),
        consolidation_no: text(stored("consolidation_no")?, &raw, "consolidation_no", TraceNo::parse),
    };
    let sums = Sums {
        lines: row.get("line_count")?,
        wrong: row.get("wrong_count")?,
        pending: row.get("pending_count")?,
        linked: row.get("linked_count")?,
        packages: row.get("packages_sum")?,
        amount_minor: row.get("amount_sum")?,
    };
    Ok(Order {
        id,
        state: state(row, id)?,
        fields,
        sums,
        deleted: row.get("deleted")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

fn state(row: &Row, id: OrderId) -> Result<OrderState, StoreError> {
    let bad = |column| inconsistent("orders", column, id);
    let instant = |column: &'static str| row.get::<Option<Instant>>(column)?.ok_or_else(|| bad(column));
    let told = |column: &'static str| row.get::<Option<String>>(column)?.ok_or_else(|| bad(column));
    let confirmed = || -> Result<Confirmed, StoreError> {
        Ok(Confirmed { order_no: told("order_no")?.into(), at: instant("confirmed_at")? })
    };
    Ok(match row.get::<String>("state")?.as_str() {
        "draft" => OrderState::Draft,
        "confirmed" => OrderState::Confirmed(confirmed()?),
        "declared" => OrderState::Declared(Declared {
            confirmed: confirmed()?,
            declaration: DeclarationNumber::restore(&told("declaration_no")?)
                .ok_or_else(|| bad("declaration_no"))?,
            at: instant("declared_at")?,
        }),
        "voided" => OrderState::Voided(Voided {
            confirmed: confirmed()?,
            reason: told("void_reason")?.into(),
            at: instant("voided_at")?,
        }),
        _ => return Err(bad("state")),
    })
}
