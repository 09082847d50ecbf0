//! Making and editing the head of an order.

use actions::{create_order, edit_order};
use domain::OrderField;
use testkit::codes;
use values::Code;

use super::{Run, answer};
use crate::{
    oracle::{Order, State, is_locked},
    vocabulary::{Word, head_word},
};

impl Run {
    /// Texts for some fields of a head.
    fn head_words(&mut self) -> Vec<(OrderField, Word)> {
        let count = 1 + self.chance.below(3);
        (0..count)
            .map(|_| {
                let field = OrderField::ALL[self.chance.below(OrderField::ALL.len())];
                (field, head_word(&mut self.chance, field))
            })
            .collect()
    }

    pub(super) async fn create(&mut self) {
        let typed = self.head_words();
        let result = create_order(&self.host, &texts(&typed)).await;
        let id = result.as_ref().ok().map(|done| done.value);
        let said = answer(result, |done| done.problems);
        self.log(format!("create {typed:?}"));
        let expected = type_head(&State::new(), &typed);
        assert_eq!(said.map(|told| codes(&told)), expected.clone().map(|(_, told)| told));
        match (id, expected) {
            (Some(id), Ok((state, _))) => self.orders.push(Order::new(id, state)),
            // The first order of a run has to come into being.
            _ if self.orders.is_empty() => Box::pin(self.create()).await,
            _ => {}
        }
    }

    pub(super) async fn edit_head(&mut self, at: usize) {
        let typed = self.head_words();
        let order = &mut self.orders[at];
        let said = answer(edit_order(&self.host, order.id, &texts(&typed)).await, |done| done.problems);
        let expected = expected_head(order, &typed);
        self.trail.done.push(format!("person {}: order {at} edit {typed:?}", self.person));
        assert_eq!(said.map(|told| codes(&told)), expected.clone().map(|(_, told)| told));
        if let Ok((state, _)) = expected {
            order.becomes(self.person, state, None);
        }
    }
}

fn texts(typed: &[(OrderField, Word)]) -> Vec<(OrderField, String)> {
    typed.iter().map(|(field, word)| (*field, word.typed.clone())).collect()
}

type Typed = Result<(State, Vec<Code>), Vec<Code>>;

fn type_head(state: &State, typed: &[(OrderField, Word)]) -> Typed {
    let mut after = state.clone();
    let (mut told, mut refused) = (Vec::new(), Vec::new());
    for (field, word) in typed {
        match word.read(false) {
            Ok((cell, code)) => {
                after.set_head(*field, cell);
                told.extend(code);
            }
            Err(code) => refused.push(code),
        }
    }
    if refused.is_empty() { Ok((after, told)) } else { Err(refused) }
}

fn expected_head(order: &Order, typed: &[(OrderField, Word)]) -> Typed {
    if order.state.deleted {
        return Err(vec![Code::NotFound]);
    }
    let (after, mut told) = type_head(&order.state, typed)?;
    let is_changed = |field: &OrderField| order.state.head(*field) != after.head(*field);
    let locked: Vec<Code> = OrderField::ALL
        .into_iter()
        .filter(|field| order.confirmed && is_locked(*field) && is_changed(field))
        .map(|_| Code::OrdLockedBuyer)
        .collect();
    if !locked.is_empty() {
        return Err(locked);
    }
    let total = after.head(OrderField::TotalUsd).value().map(|total| total.replace('.', ""));
    let sum = after.sums().amount_minor.to_string();
    if after.in_dollars() && !after.lines.is_empty() && total.is_some_and(|total| total != sum) {
        told.push(Code::OrdTotalDiff);
    }
    Ok((after, told))
}
