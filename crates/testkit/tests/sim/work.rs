//! What people do at a desk.

use actions::{
    ActionError, Host as _, ImportRequest, ImportedRow, create_order, delete_order, edit_lines,
    edit_lines::TypedEdit, edit_order, import_lines, redo, remove_lines, restore_order, undo,
};
use domain::{ImportMode, LineField, OrderField};
use testkit::{Chance, TestHost, words};
use values::{LineId, OrderId};

/// Texts that a person types: each differs, so that it can be found again.
pub(crate) struct Typing(u32);

impl Typing {
    pub(crate) const fn new() -> Self {
        Self(0)
    }

    fn number(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

/// What a person did: where it is to be found.
#[derive(Debug, Clone)]
pub(crate) struct Done {
    pub(crate) order: OrderId,
    pub(crate) line: Option<LineId>,
    pub(crate) what: What,
    pub(crate) text: String,
}

/// What it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A text into a field.
    Field(&'static str),
    /// A line was taken away.
    Gone,
    /// Something was taken back or done again, or the order deleted.
    Back,
}

/// Something that a person might do with one of these orders; what is refused is not done. A new order is added to them.
pub(crate) async fn do_anything(
    host: &TestHost,
    orders: &mut Vec<OrderId>,
    typing: &mut Typing,
    chance: &mut Chance,
) -> Vec<Done> {
    let mut here = Vec::new();
    for id in orders.iter() {
        if host.store().order(*id).await.unwrap().is_some() {
            here.push(*id);
        }
    }
    if here.is_empty() || (orders.len() < 3 && chance.in_every(1, 6)) {
        let id = create_order(host, &words::buyer()).await.unwrap().value;
        actions::add_lines(host, id, &words::lines(2), false).await.unwrap();
        orders.push(id);
        return Vec::new();
    }
    let order = here[chance.below(here.len())];
    let ids: Vec<LineId> = host.stored_lines(order).await.iter().map(|line| line.id).collect();
    let some = chance.some_of(&ids, 3);
    let number = typing.number();
    let mut done = Vec::new();
    let mut note = |line: Option<LineId>, what: What, text: &str| {
        done.push(Done { order, line, what, text: text.to_owned() });
    };
    let result: Result<(), ActionError> = match chance.below(16) {
        0 => {
            let currency = chance.one_of(&["CNY", "USD"]).to_owned();
            edit_order(host, order, &[(OrderField::LineCurrency, currency)]).await.map(drop)
        }
        1..=3 => {
            let (field, text) = match chance.below(3) {
                0 => (OrderField::Remark, format!("remark {number}.")),
                1 => (OrderField::BuyerName, format!("SAMPLE BUYER {number} X")),
                _ => (OrderField::TotalUsd, format!("{number}.25")),
            };
            let edited = edit_order(host, order, &[(field, text.clone())]).await.map(drop);
            if edited.is_ok() && field != OrderField::TotalUsd {
                note(None, What::Field(field.name()), &text);
            }
            edited
        }
        4 | 5 => {
            let lines = [words::line(number), words::line(1_000 + number)];
            actions::add_lines(host, order, &lines, false).await.map(drop)
        }
        6 => {
            some.iter().for_each(|line| note(Some(*line), What::Gone, ""));
            remove_lines(host, order, some).await
        }
        7 | 8 => {
            note(None, What::Back, "");
            if chance.in_every(1, 2) {
                undo(host, order).await.map(drop)
            } else {
                redo(host, order).await.map(drop)
            }
        }
        9 if chance.in_every(1, 4) => {
            note(None, What::Back, "");
            delete_order(host, order).await
        }
        10 => restore_order(host, order).await,
        11 => {
            ids.iter().for_each(|line| note(Some(*line), What::Gone, ""));
            import(host, order, chance).await
        }
        _ => {
            let (field, text) = match chance.below(4) {
                0 => (LineField::GoodsName, format!("goods {number}.")),
                1 => (LineField::Amount, format!("{number}.75")),
                2 => (LineField::Quantity, format!("many {number}.")),
                _ => (LineField::MerchantName, format!("Sample Merchant {number} X")),
            };
            let edit = |line: &LineId| TypedEdit { line: *line, fields: vec![(field, text.clone())] };
            let edits: Vec<TypedEdit> = some.iter().map(edit).collect();
            let edited = edit_lines(host, order, &edits).await.map(drop);
            if edited.is_ok() && field != LineField::Amount {
                some.iter().for_each(|line| note(Some(*line), What::Field(field.name()), &text));
            }
            edited
        }
    };
    if let Err(ActionError::Store(fault)) = result {
        panic!("{fault}: {:?}", fault.cause);
    }
    done
}

/// An import of three lines; now and then of so many that it travels in parts.
async fn import(host: &TestHost, order: OrderId, chance: &mut Chance) -> Result<(), ActionError> {
    let mode = if chance.in_every(1, 2) { ImportMode::Replace } else { ImportMode::Append };
    let currency = host.stored(order).await.fields.line_currency;
    let row = |n: u32| {
        let fields = words::fields(&words::line(n), host.today(), currency);
        ImportedRow { lookup: fields.unasked_lookup(), fields }
    };
    let count = if chance.in_every(1, 150) { 1_100 } else { 3 };
    let rows = (1..=count).map(row).collect::<Vec<_>>().into_iter();
    let request = ImportRequest { facts: host.facts(mode, count), rows, updates: Vec::new() };
    import_lines(host, order, request, &|| false).await.map(drop)
}
