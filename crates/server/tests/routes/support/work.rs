//! What desks send, and somebody who sends it.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::Method;
use domain::{
    ContentHash, Deed, Line, LineContext, LineField, LineFields, Lookup, Mutation, OrderField, OrderFields,
    mutation::{HeadEdit, HeadEntries, LineContent, complete},
};
use serde_json::Value;
use store_server::testing::START;
use values::{Currency, LineId, MutationId, OrderId};
use wire::push::request_text;

use super::{Answer, Client, client::new_id};

/// An id that no order has.
pub(crate) fn new_order() -> OrderId {
    OrderId::parse(&new_id()).unwrap()
}

/// A mutation with an id of its own.
pub(crate) fn mutation(order: OrderId, deed: Deed) -> Mutation {
    Mutation { id: MutationId::parse(&new_id()).unwrap(), order, base_rev: None, at: *START, deed }
}

/// A head with a buyer and this remark.
fn head(remark: &str) -> OrderFields {
    let mut fields = OrderFields::default();
    for (field, text) in [
        (OrderField::BuyerName, "SAMPLE BUYER ONE"),
        (OrderField::BuyerPassport, "L898902C3"),
        (OrderField::Remark, remark),
    ] {
        fields.enter(field, text).unwrap();
    }
    fields
}

/// The beginning of a draft without a remark.
pub(crate) fn create(order: OrderId) -> Mutation {
    mutation(order, Deed::CreateOrder { head: HeadEntries::of_head(&head("")) })
}

/// An edit of the remark, from one text to another.
pub(crate) fn edit_remark(order: OrderId, from: &str, to: &str) -> Mutation {
    let (before, after) = (head(from), head(to));
    let groups = complete(|field| before.entry(field), |field| after.entry(field));
    let base = ContentHash::of_head(order, &HeadEntries::of_head(&before));
    mutation(order, Deed::EditOrder(HeadEdit { base, amounts: ContentHash::NONE, groups }))
}

/// So many new lines, behind all that were made before.
pub(crate) fn lines(count: u32) -> Vec<LineContent> {
    static PLACE: AtomicI64 = AtomicI64::new(0);
    let context = LineContext { today: START.china_day(), currency: Currency::CNY };
    let line = |_| {
        let mut fields = LineFields::default();
        for (field, text) in [
            (LineField::MerchantName, "示例商户一"),
            (LineField::MerchantPhone, "19900000009"),
            (LineField::OrderMonth, "2025-11"),
            (LineField::GoodsName, "塑料玩具"),
            (LineField::Quantity, "12"),
            (LineField::Packages, "3"),
            (LineField::Amount, "75.50"),
        ] {
            fields.enter(field, text, context).unwrap();
        }
        let id = LineId::parse(&new_id()).unwrap();
        LineContent::of(&Line {
            id,
            place: PLACE.fetch_add(1_024, Ordering::Relaxed) + 1_024,
            fields,
            lookup: Lookup::None,
            linked: false,
        })
    };
    (1..=count).map(line).collect()
}

/// The body of a push of these, numbered from `first` on.
pub(crate) fn request(first: i64, mutations: &[Mutation]) -> Value {
    let sealed: Vec<_> = (first..).zip(mutations.iter().map(wire::seal)).collect();
    let text = request_text(sealed.iter().map(|(seq, body)| (*seq, body.hash, body.text.as_str())));
    serde_json::from_str(&text).unwrap()
}

/// A device that numbers what it sends.
pub(crate) struct Desk {
    pub(crate) client: Client,
    next: i64,
}

impl Desk {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone(), next: 1 }
    }

    /// Sends these under the next numbers; what becomes of each.
    pub(crate) async fn push(&mut self, mutations: &[Mutation]) -> Vec<String> {
        let answer = self.send(&request(self.next, mutations)).await.well();
        let outcomes = outcomes(&answer);
        let done = outcomes.iter().filter(|outcome| !outcome.starts_with("deferred")).count();
        self.next += i64::try_from(done).unwrap();
        outcomes
    }

    /// Sends this body as it is.
    pub(crate) async fn send(&self, body: &Value) -> Answer {
        self.client.call(Method::POST, "/sync/push", body.clone(), None).await
    }

    /// Everything since a cursor, and the cursor afterwards.
    pub(crate) async fn pull(&self, cursor: &str) -> (Vec<Value>, String) {
        self.pages("/sync/changes", cursor).await
    }

    /// Everything of one order.
    pub(crate) async fn pull_order(&self, order: OrderId) -> Vec<Value> {
        self.pages(&format!("/sync/orders/{order}"), "").await.0
    }

    async fn pages(&self, path: &str, cursor: &str) -> (Vec<Value>, String) {
        let (mut rows, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.client.get(&format!("{path}?cursor={cursor}&after={after}")).await.well().body;
            let read = wire::Page::read(&page.to_string()).unwrap();
            rows.extend(page["rows"].as_array().unwrap().iter().cloned());
            match read.complete {
                Some(complete) => return (rows, format!("{}.{}", read.epoch, complete.rev)),
                None => after = read.last().unwrap().text(),
            }
        }
    }
}

/// What became of each mutation: the outcome, and the code of what was refused.
pub(crate) fn outcomes(answer: &Answer) -> Vec<String> {
    let outcome = |one: &Value| {
        let (kind, code) = (&one["outcome"]["kind"], &one["outcome"]["problem"]["code"]);
        match code.as_str() {
            Some(code) => format!("{} {code}", kind.as_str().unwrap()),
            None => kind.as_str().unwrap().to_owned(),
        }
    };
    answer.body["answered"].as_array().unwrap().iter().map(outcome).collect()
}
