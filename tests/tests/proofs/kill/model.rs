//! What must be in the vault: the order as the acknowledged changes make it, with everything that can be undone.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::program::Desk;

/// Fields of a line that a person types.
const LINE_FIELDS: [&str; 7] =
    ["merchant_name", "merchant_phone", "order_month", "goods_name", "quantity", "packages", "amount"];

/// A line: its id, once it is known, and its fields.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) id: Option<String>,
    pub(super) fields: Value,
}

/// An order at one moment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    pub(super) remark: String,
    pub(super) lines: Vec<Line>,
}

impl State {
    /// What the program shows, checked against itself: positions without gaps, sums that are those of the lines.
    #[track_caller]
    pub(super) fn of(shown: &Value, place: &str) -> Self {
        let lines = shown["lines"].as_array().expect("lines were asked for");
        let order = &shown["order"];
        assert_eq!(shown["total"], json!(lines.len()), "{place}");
        assert_eq!(order["line_count"], json!(lines.len()), "{place}");
        let mut minor = 0_i64;
        let mut packages = 0_i64;
        let mut wrong = 0_i64;
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(line["position"], json!(at + 1), "{place}");
            minor += line["amount"]
                .as_str()
                .map_or(0, |text| text.replace('.', "").parse().expect("two decimals"));
            packages += line["packages"].as_str().map_or(0, |text| text.parse().expect("a whole number"));
            wrong += i64::from(LINE_FIELDS.iter().any(|name| line[name].is_object()));
        }
        assert_eq!(order["line_sum"], json!(format!("{}.{:02}", minor / 100, minor % 100)), "{place}");
        assert_eq!(order["packages_sum"], json!(packages), "{place}");
        assert_eq!(order["wrong_lines"], json!(wrong), "{place}");
        Self {
            remark: order["remark"].as_str().unwrap_or_default().to_owned(),
            lines: lines
                .iter()
                .map(|line| Line { id: line["id"].as_str().map(str::to_owned), fields: fields_of(line) })
                .collect(),
        }
    }

    /// Whether what is seen is this state; lines whose id is not known yet may have any.
    pub(super) fn is(&self, seen: &Self) -> bool {
        let same = |(expected, seen): (&Line, &Line)| {
            expected.fields == seen.fields && (expected.id.is_none() || expected.id == seen.id)
        };
        self.remark == seen.remark
            && self.lines.len() == seen.lines.len()
            && self.lines.iter().zip(&seen.lines).all(same)
    }

    /// In a few words, for a failure.
    fn brief(&self) -> String {
        let last: Vec<&Value> =
            self.lines.iter().rev().take(3).map(|line| &line.fields["goods_name"]).collect();
        format!("remark {:?}, {} lines, the last {last:?}", self.remark, self.lines.len())
    }
}

/// The typed fields of a shown line.
fn fields_of(line: &Value) -> Value {
    LINE_FIELDS.iter().map(|name| ((*name).to_owned(), line[*name].clone())).collect()
}

/// The order, its past and its future, and the other orders.
pub(super) struct Model {
    pub(super) order: String,
    pub(super) now: State,
    /// States that undo leads back to, the newest last, and those that redo leads to, the next last.
    pub(super) past: Vec<State>,
    pub(super) future: Vec<State>,
    /// Every order of the vault.
    pub(super) orders: BTreeSet<String>,
    /// Entries in the order's history.
    changes: usize,
    /// Whether it was changed since they were counted.
    is_changed: bool,
    /// What the backup file holds, once it holds something: what it may hold after a kill.
    pub(super) in_backup: Option<State>,
}

impl Model {
    pub(super) fn new(order: String) -> Self {
        Self {
            orders: BTreeSet::from([order.clone()]),
            order,
            now: State { remark: "0".to_owned(), lines: Vec::new() },
            past: Vec::new(),
            future: Vec::new(),
            changes: 1,
            is_changed: false,
            in_backup: None,
        }
    }

    /// A new change has led here.
    pub(super) fn advance(&mut self, to: State) {
        self.past.push(std::mem::replace(&mut self.now, to));
        self.future.clear();
        self.is_changed = true;
    }

    /// The last change was taken back.
    pub(super) fn undo(&mut self) {
        let to = self.past.pop().expect("undo was possible");
        self.future.push(std::mem::replace(&mut self.now, to));
        self.is_changed = true;
    }

    /// It was done again.
    pub(super) fn redo(&mut self) {
        let to = self.future.pop().expect("redo was possible");
        self.past.push(std::mem::replace(&mut self.now, to));
        self.is_changed = true;
    }

    /// Holds the vault against the model: the order, the number of its changes, and which orders there are.
    #[track_caller]
    pub(super) fn agree(&mut self, desk: &Desk, place: &str) {
        self.agree_at(desk, desk.vault(), place);
        let history = desk.run(["history", &self.order, "--limit", "100000"]).data();
        let changes = history["history"].as_array().map_or(0, Vec::len);
        // Replacing is two changes, removing and importing; one step to undo.
        let fits = if self.is_changed { 1..=2 } else { 0..=0 }.contains(&(changes - self.changes));
        assert!(fits, "{place}: the history had {} entries and has {changes}", self.changes);
        (self.changes, self.is_changed) = (changes, false);
        let list = desk.run(["order", "list", "--limit", "1000"]).data();
        let ids: BTreeSet<String> = list["orders"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|order| order["id"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(ids, self.orders, "{place}");
    }

    /// The same for the order alone, in another folder.
    #[track_caller]
    pub(super) fn agree_at(&self, desk: &Desk, vault: &Path, place: &str) {
        let seen = seen_at(desk, vault, &self.order, place);
        assert!(self.now.is(&seen), "{place}: expected {}, found {}", self.now.brief(), seen.brief());
    }
}

/// The order as the program shows it.
#[track_caller]
pub(super) fn seen_at(desk: &Desk, vault: &Path, order: &str, place: &str) -> State {
    let shown = desk.run_on(vault, ["order", "show", order, "--lines", "--limit", "100000"]);
    assert!(shown.is_acknowledged(), "{place}: cannot be shown: {:?} {}", shown.json, shown.told);
    State::of(&shown.data(), place)
}
