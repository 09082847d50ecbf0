//! Chance against a plain table: any actions in any order.

use actions::undo;

use super::*;

/// Numbers that depend on nothing but the seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn text(&mut self, column: usize) -> &'static str {
        // As they are shown, so that a typed text is the text that stands there then.
        const TEXTS: [[&str; 4]; 3] =
            [["拉链", "=1+1", "a b", ""], ["1", "2", "x", ""], ["1.00", "2.50", "1.005", ""]];
        TEXTS[column][self.below(4)]
    }
}

type Texts = Vec<Vec<String>>;

/// The same order as a plain table, with a stack of what it was.
#[derive(Default)]
struct Plain {
    now: Texts,
    undo: Vec<Texts>,
    redo: Vec<Texts>,
}

impl Plain {
    fn become_(&mut self, next: Texts) {
        if next != self.now {
            self.undo.push(std::mem::replace(&mut self.now, next));
            self.redo.clear();
        }
    }
}

const SHOWN: [LineField; 3] = [GoodsName, Packages, Amount];

/// One action of the grid on both.
async fn act(sheet: &Sheet, plain: &mut Plain, dice: &mut Dice) {
    let (desk, order) = (&sheet.desk, sheet.order);
    let ids = sheet.ids().await;
    let rows = plain.now.len();
    let mut next = plain.now.clone();
    let (row, column) = (dice.below(rows + 1), dice.below(3));
    let other = dice.below(rows.max(1)).min(rows.saturating_sub(1));
    let (top, bottom) = (row.min(other), row.max(other));
    let is_range = row < rows;
    let range = || LineRange { from: ids[row], to: ids[other], fields: SHOWN[column..].to_vec() };
    match dice.below(7) {
        0 | 1 => {
            let (height, width) = (dice.below(3) + 1, dice.below(3 - column) + 1);
            let texts: Texts = (0..height)
                .map(|_| (column..column + width).map(|column| dice.text(column).to_owned()).collect())
                .collect();
            let text: Vec<String> = texts.iter().map(|row| row.join("\t")).collect();
            let block = parse(&(text.join("\n") + "\n"), None).unwrap();
            let anchor = Anchor { line: ids.get(row).copied(), field: SHOWN[column] };
            desk.paste_block(order, &SHOWN, anchor, None, &block).await.unwrap();
            next.resize(rows.max(row + height), vec![String::new(); 3]);
            for (at, texts) in texts.iter().enumerate() {
                next[row + at][column..column + width].clone_from_slice(texts);
            }
        }
        2 if is_range => {
            desk.clear(order, &range()).await.unwrap();
            next[top..=bottom].iter_mut().for_each(|row| row[column..].fill(String::new()));
        }
        3 if is_range => {
            desk.fill(order, &range(), Direction::Down).await.unwrap();
            let source = if top == bottom { top.saturating_sub(1) } else { top };
            let texts = next[source][column..].to_vec();
            next[top..=bottom].iter_mut().for_each(|row| row[column..].clone_from_slice(&texts));
        }
        4 if is_range => {
            desk.remove_rows(order, &[range()]).await.unwrap();
            next.drain(top..=bottom);
        }
        5 => {
            let undone = undo(desk, order).await;
            assert_eq!(undone.is_ok(), !plain.undo.is_empty());
            if let Some(former) = plain.undo.pop() {
                plain.redo.push(std::mem::replace(&mut plain.now, former));
            }
            return;
        }
        6 => {
            let redone = actions::redo(desk, order).await;
            assert_eq!(redone.is_ok(), !plain.redo.is_empty());
            if let Some(former) = plain.redo.pop() {
                plain.undo.push(std::mem::replace(&mut plain.now, former));
            }
            return;
        }
        _ => return,
    }
    plain.become_(next);
}

/// YW-ORD-08, YW-ORD-11: whatever is pasted, filled, cleared, removed, undone and redone, the order is what a plain table
/// would be, each action one step.
#[tokio::test]
async fn yw_ord_08_any_actions_are_those_of_a_table() {
    let mut sheet = Sheet::of(0).await;
    for seed in 1..=6 {
        let order = actions::create_order(&sheet.desk, &[]).await.unwrap().value;
        let (mut plain, mut dice) = (Plain::default(), Dice(seed));
        sheet.order = order;
        for at in 0..60 {
            act(&sheet, &mut plain, &mut dice).await;
            assert_eq!(sheet.texts(&SHOWN).await, plain.now, "seed {seed}, action {at}");
            assert_eq!(sheet.steps().await as usize, plain.undo.len(), "seed {seed}, action {at}");
            let state = sheet.desk.undo_state(order).await.unwrap();
            assert_eq!(
                (state.undo.is_some(), state.redo.is_some()),
                (!plain.undo.is_empty(), !plain.redo.is_empty())
            );
        }
    }
}
