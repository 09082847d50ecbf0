//! What is done to the vault while it may be killed, and what each may have come to.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use testkit::Chance;

use super::model::{Line, Model, State, seen_at};
use super::{older, sound};
use crate::program::{Answer, Desk, good_line, text};
use crate::sheets;

/// Kinds of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    EditOrder,
    AddLines,
    EditLine,
    RemoveLines,
    Import,
    Replace,
    Undo,
    Redo,
    NewOrder,
    Backup,
    Restore,
    Migrate,
}

impl Kind {
    /// In an order in which each is possible after those before it.
    pub(super) const ALL: [Self; 12] = [
        Self::EditOrder,
        Self::AddLines,
        Self::EditLine,
        Self::RemoveLines,
        Self::Import,
        Self::Replace,
        Self::Undo,
        Self::Redo,
        Self::NewOrder,
        Self::Backup,
        Self::Restore,
        Self::Migrate,
    ];

    pub(super) fn any(chance: &mut Chance) -> Self {
        Self::ALL[chance.below(Self::ALL.len())]
    }
}

/// Rows of an imported file: several batches of the reader, and more than one page of the database.
const IMPORTED: usize = 1_500;

/// One command, chosen.
#[derive(Debug)]
pub(super) enum Deed {
    /// Changes the order as its arguments say; then it is in this state.
    Change {
        arguments: Vec<String>,
        then: Then,
    },
    NewOrder,
    Backup,
    Restore,
    Migrate,
}

/// Where a change leads.
pub(super) enum Then {
    State(State),
    Undo,
    Redo,
}

impl std::fmt::Debug for Then {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::State(_) => "a new state",
            Self::Undo => "the state before",
            Self::Redo => "the state after",
        })
    }
}

impl Deed {
    pub(super) fn new(kind: Kind, desk: &Desk, model: &Model, chance: &mut Chance) -> Self {
        // What is not possible now is an edit.
        match kind {
            Kind::EditLine | Kind::RemoveLines if model.now.lines.is_empty() => {
                Self::edit_order(desk, model, chance)
            }
            Kind::Undo if model.past.is_empty() => Self::edit_order(desk, model, chance),
            Kind::Redo if model.future.is_empty() => Self::edit_order(desk, model, chance),
            Kind::Restore if model.in_backup.is_none() => Self::Backup,
            Kind::EditOrder => Self::edit_order(desk, model, chance),
            Kind::AddLines => Self::add_lines(desk, model, chance),
            Kind::EditLine => Self::edit_line(desk, model, chance),
            Kind::RemoveLines => Self::remove_lines(model, chance),
            Kind::Import => Self::import(desk, model, chance, model.now.lines.len() > 4 * IMPORTED),
            Kind::Replace => Self::import(desk, model, chance, true),
            Kind::Undo => Self::change(model, ["undo"], &[], Then::Undo),
            Kind::Redo => Self::change(model, ["redo"], &[], Then::Redo),
            Kind::NewOrder => Self::NewOrder,
            Kind::Backup => Self::Backup,
            Kind::Restore => Self::Restore,
            Kind::Migrate => Self::Migrate,
        }
    }

    fn change<const N: usize>(model: &Model, words: [&str; N], more: &[&str], then: Then) -> Self {
        let words = words.into_iter().chain([model.order.as_str()]).chain(more.iter().copied());
        Self::Change { arguments: words.map(str::to_owned).collect(), then }
    }

    fn edit_order(desk: &Desk, model: &Model, chance: &mut Chance) -> Self {
        let mut then = model.now.clone();
        then.remark = format!("备注{}", chance.bits());
        let file = desk.write("edit.json", json!({ "remark": then.remark }).to_string());
        Self::change(model, ["order", "edit"], &["--file", text(&file)], Then::State(then))
    }

    fn add_lines(desk: &Desk, model: &Model, chance: &mut Chance) -> Self {
        let lines = fresh_lines(1 + chance.below(40), chance);
        let file = desk.write("lines.json", Value::from(lines.clone()).to_string());
        let then = appended(model.now.clone(), lines);
        Self::change(model, ["lines", "add"], &["--file", text(&file)], Then::State(then))
    }

    fn edit_line(desk: &Desk, model: &Model, chance: &mut Chance) -> Self {
        let mut then = model.now.clone();
        let at = chance.below(then.lines.len());
        let goods = json!(format!("改名{}", chance.bits()));
        let amount = if chance.in_every(1, 4) { "一千" } else { "12.34" };
        let file = desk.write("line.json", json!({ "goods_name": goods, "amount": amount }).to_string());
        let line = &mut then.lines[at];
        line.fields["goods_name"] = goods;
        line.fields["amount"] = entry(amount);
        let id = line.id.clone().expect("every line was seen");
        Self::change(model, ["lines", "edit"], &[&id, "--file", text(&file)], Then::State(then))
    }

    fn remove_lines(model: &Model, chance: &mut Chance) -> Self {
        let mut then = model.now.clone();
        let mut ids = Vec::new();
        for _ in 0..1 + chance.below(then.lines.len().min(20)) {
            ids.extend(then.lines.remove(chance.below(then.lines.len())).id);
        }
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Self::change(model, ["lines", "remove"], &ids, Then::State(then))
    }

    fn import(desk: &Desk, model: &Model, chance: &mut Chance, replaces: bool) -> Self {
        let rows = if replaces { 200 + chance.below(200) } else { 200 + chance.below(IMPORTED) };
        let lines: Vec<Value> = (0..rows as u64).map(|at| good_line(chance.bits() / 2 + at)).collect();
        let table = sheets::table(&lines);
        let (name, bytes) = match chance.below(3) {
            0 => ("import.csv", sheets::make::csv(&table, ',')),
            1 => ("import.xls", sheets::make::xls(&table)),
            _ => ("import.xlsx", sheets::make::xlsx(&table)),
        };
        let file = desk.write(name, bytes);
        let mut then = model.now.clone();
        if replaces {
            then.lines.clear();
        }
        let then = appended(then, lines);
        let words = [text(&file), "--replace"];
        Self::change(model, ["import"], &words[..1 + usize::from(replaces)], Then::State(then))
    }

    /// The command, ready to start.
    pub(super) fn command(&self, desk: &Desk, model: &Model) -> Command {
        match self {
            Self::Change { arguments, .. } => desk.command(arguments),
            Self::NewOrder => desk.command(["order", "new"]),
            Self::Backup => desk.command(["backup", text(&desk.file("a.xbk"))]),
            Self::Restore => {
                remove_folder(desk, "restored");
                desk.command_on(&desk.file("restored"), ["restore", text(&desk.file("a.xbk"))])
            }
            Self::Migrate => {
                let folder = desk.file("older");
                remove_folder(desk, "older");
                older::copy_of(desk.vault(), &folder, &desk.key_file());
                desk.command_on(&folder, ["order", "show", &model.order])
            }
        }
    }

    /// Finds out which way it went, which an acknowledgement leaves no choice about, and tells the model.
    pub(super) fn settle(&self, desk: &Desk, model: &mut Model, answer: &Answer, place: &str) {
        let is_acknowledged = answer.is_acknowledged();
        match self {
            Self::Change { then, .. } => settle_change(desk, model, then, answer, place),
            Self::NewOrder => {
                let list = desk.run(["order", "list", "--limit", "1000"]).data();
                let ids =
                    list["orders"].as_array().into_iter().flatten().filter_map(|order| order["id"].as_str());
                let new: Vec<String> =
                    ids.filter(|id| !model.orders.contains(*id)).map(str::to_owned).collect();
                assert!(new.len() <= 1 && (!is_acknowledged || new.len() == 1), "{place}: {new:?}");
                model.orders.extend(new);
            }
            Self::Backup => settle_backup(desk, model, is_acknowledged, place),
            Self::Restore => settle_restore(desk, model, is_acknowledged, place),
            Self::Migrate => {
                let folder = desk.file("older");
                model.agree_at(desk, &folder, place);
                sound(desk, &folder, place);
            }
        }
    }
}

fn settle_change(desk: &Desk, model: &mut Model, then: &Then, answer: &Answer, place: &str) {
    let seen = seen_at(desk, desk.vault(), &model.order, place);
    let expected = match then {
        Then::State(state) => state,
        Then::Undo => model.past.last().expect("undo was possible"),
        Then::Redo => model.future.last().expect("redo was possible"),
    };
    if expected.is(&seen) {
        assert!(!answer.is_refused(), "{place}: was refused and is there");
        match then {
            // With the ids that the new lines got.
            Then::State(_) => model.advance(seen),
            Then::Undo => model.undo(),
            Then::Redo => model.redo(),
        }
    } else {
        assert!(!answer.is_acknowledged(), "{place}: was acknowledged and is not there");
        assert!(model.now.is(&seen), "{place}: neither wholly there nor wholly absent");
    }
}

/// The file holds this moment, or, unacknowledged, still the older one, or there is none yet.
fn settle_backup(desk: &Desk, model: &mut Model, is_acknowledged: bool, place: &str) {
    let file = desk.file("a.xbk");
    if !file.exists() {
        assert!(!is_acknowledged && model.in_backup.is_none(), "{place}: there was a backup");
        return;
    }
    let folder = desk.file("proved");
    remove_folder(desk, "proved");
    let restored = desk.run_on(&folder, ["restore", text(&file)]);
    assert!(restored.is_acknowledged(), "{place}: the backup does not restore: {restored:?}");
    let seen = seen_at(desk, &folder, &model.order, place);
    let is_new = model.now.is(&seen);
    let is_old = model.in_backup.as_ref().is_some_and(|old| old.is(&seen));
    assert!(is_new || is_old && !is_acknowledged, "{place}: the backup holds another moment");
    model.in_backup = Some(seen);
}

/// The restored vault is there, or the restore can be repeated in the same folder.
fn settle_restore(desk: &Desk, model: &Model, is_acknowledged: bool, place: &str) {
    let folder = desk.file("restored");
    if !is_acknowledged {
        let again = desk.run_on(&folder, ["restore", text(&desk.file("a.xbk"))]);
        let is_there = again.codes() == ["RESTORE_NOT_EMPTY"];
        assert!(again.is_acknowledged() || is_there, "{place}: {again:?}");
    }
    let seen = seen_at(desk, &folder, &model.order, place);
    assert!(
        model.in_backup.as_ref().is_some_and(|held| held.is(&seen)),
        "{place}: not what the backup holds"
    );
    sound(desk, &folder, place);
}

fn remove_folder(desk: &Desk, name: &str) {
    let folder = desk.file(name);
    if folder.exists() {
        fs::remove_dir_all(folder).expect("it is ours");
    }
}

fn appended(mut state: State, lines: Vec<Value>) -> State {
    let shown = lines.into_iter().map(|mut line| {
        line["amount"] = entry(line["amount"].as_str().expect("every line has an amount"));
        Line { id: None, fields: line }
    });
    state.lines.extend(shown);
    state
}

/// A few lines that no other is like; some with an amount that is none.
fn fresh_lines(count: usize, chance: &mut Chance) -> Vec<Value> {
    let mut line = || {
        let mut line = good_line(chance.bits() / 2);
        if chance.in_every(1, 6) {
            line["amount"] = json!("一千");
        }
        line
    };
    (0..count).map(|_| line()).collect()
}

/// How an amount is shown: as it is, or as the raw text that it stays.
fn entry(amount: &str) -> Value {
    if amount.parse::<f64>().is_ok() { json!(amount) } else { json!({ "raw": amount }) }
}
