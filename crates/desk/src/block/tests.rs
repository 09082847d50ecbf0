//! A real vault, an order of synthetic lines, and what a grid asks of it.

mod plain;

use actions::{ActionError, Host as _, undo};
use domain::LineField::{self, *};
use tempfile::TempDir;
use values::{Code, LineId, OrderId};

use super::*;
use crate::vault::{KeyChoice, Vault, tests::key_file};

const COLUMNS: [LineField; 8] = LineField::ALL;

/// An open vault with one order.
struct Sheet {
    _folder: TempDir,
    desk: Desk,
    order: OrderId,
}

impl Sheet {
    /// With so many right lines; line n has amount n.00 and quantity n.
    async fn of(lines: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
        let desk = Desk::open(vault).await.unwrap();
        let order = actions::create_order(&desk, &[]).await.unwrap().value;
        let sheet = Self { _folder: folder, desk, order };
        let typed: Vec<_> = (1..=lines).map(|n| line(n).into_iter().collect()).collect();
        actions::add_lines(&sheet.desk, order, &typed, false).await.unwrap();
        sheet
    }

    async fn ids(&self) -> Vec<LineId> {
        let page = self.desk.store().lines_page(self.order, 0, 200_000).await.unwrap();
        page.lines.iter().map(|placed| placed.line.id).collect()
    }

    /// The texts of some columns.
    async fn texts(&self, fields: &[LineField]) -> Vec<Vec<String>> {
        let page = self.desk.store().lines_page(self.order, 0, 200_000).await.unwrap();
        let row = |placed: &store_desk::PlacedLine| {
            fields.iter().map(|field| placed.line.fields.entry(*field).text().to_owned()).collect()
        };
        page.lines.iter().map(row).collect()
    }

    async fn range(&self, from: usize, to: usize, fields: &[LineField]) -> LineRange {
        let ids = self.ids().await;
        LineRange { from: ids[from - 1], to: ids[to - 1], fields: fields.to_vec() }
    }

    /// Pastes a text at line `at` (0: behind the last), onto a range if there is one.
    async fn paste(
        &self,
        at: usize,
        field: LineField,
        onto: Option<&LineRange>,
        text: &str,
    ) -> Result<Done<BlockOutcome>, ActionError> {
        let line = if at == 0 { None } else { Some(self.ids().await[at - 1]) };
        let block = parse(text, None).unwrap();
        self.desk.paste_block(self.order, &COLUMNS, Anchor { line, field }, onto, &block).await
    }

    async fn steps(&self) -> u32 {
        let mut tx = self.desk.begin().await.unwrap();
        actions::Tx::order(&mut tx, self.order).await.unwrap();
        actions::UndoTx::undo_depth(&mut tx, self.order, self.desk.actor().person).await.unwrap().0
    }
}

fn line(n: u32) -> [(LineField, String); 7] {
    [
        (MerchantName, format!("示例商户{n}")),
        (MerchantPhone, (19_900_000_000 + u64::from(n)).to_string()),
        (OrderMonth, "2025-03".to_owned()),
        (GoodsName, format!("Toy {n}")),
        (Quantity, n.to_string()),
        (Packages, n.to_string()),
        (Amount, format!("{n}.00")),
    ]
}

fn refusal<T: std::fmt::Debug>(result: Result<T, ActionError>) -> Code {
    match result {
        Err(ActionError::Refused(problems)) => problems[0].code,
        other => panic!("{other:?}"),
    }
}

/// YW-ORD-08, YW-ORD-10: a block goes over what stands there and on behind the last line, in one step that undo takes back.
#[tokio::test]
async fn yw_ord_08_a_paste_is_one_step() {
    let sheet = Sheet::of(3).await;
    let (before, ids) = (sheet.texts(&COLUMNS).await, sheet.ids().await);
    let steps = sheet.steps().await;
    let done = sheet.paste(2, GoodsName, None, "拉链\t10\n雨伞\t20\n发夹\t30\n=1+1\tx\n").await.unwrap();
    assert_eq!((done.value.changed, done.value.added, done.value.columns_left_out), (2, 2, 0));
    assert_eq!(sheet.steps().await, steps + 1);
    let after = sheet.ids().await;
    assert_eq!((done.value.first, done.value.last), (Some(ids[1]), Some(after[4])));
    assert_eq!(
        sheet.texts(&[GoodsName, Quantity]).await,
        [["Toy 1", "1.000"], ["拉链", "10.000"], ["雨伞", "20.000"], ["发夹", "30.000"], ["=1+1", "x"]]
    );
    // What is missing or wrong in the new lines is told by the block's rows.
    assert!(done.problems.iter().any(|problem| problem.field.as_deref() == Some("lines[3].quantity")));
    let state = sheet.desk.undo_state(sheet.order).await.unwrap();
    assert_eq!(state.undo, Some(UndoName { what: "add_lines".to_owned(), lines: 4 }));
    let undone = undo(&sheet.desk, sheet.order).await.unwrap().value;
    assert_eq!((undone.what.as_str(), undone.lines), ("add_lines", 4));
    assert_eq!((sheet.texts(&COLUMNS).await, sheet.ids().await), (before, ids));
    let state = sheet.desk.undo_state(sheet.order).await.unwrap();
    assert_eq!(state.redo, Some(UndoName { what: "add_lines".to_owned(), lines: 4 }));
    let redone = actions::redo(&sheet.desk, sheet.order).await.unwrap().value;
    assert_eq!((redone.lines, sheet.ids().await), (4, after));
}

/// YW-ORD-08: behind the last line, without any line, beyond the last column, by names.
#[tokio::test]
async fn yw_ord_08_where_a_block_goes() {
    let sheet = Sheet::of(0).await;
    let done = sheet.paste(0, Packages, None, "1\t2.00\t9\t9\n3\t4.00\n").await.unwrap().value;
    assert_eq!((done.changed, done.added, done.columns_left_out), (0, 2, 2));
    assert_eq!(sheet.texts(&[Packages, Amount]).await, [["1", "2.00"], ["3", "4.00"]]);
    let named = sheet.paste(1, MerchantNo, None, "金额\t品名\n5\ta\n6\tb\n7\tc\n").await.unwrap().value;
    assert_eq!((named.changed, named.added), (2, 1));
    assert_eq!(
        sheet.texts(&[GoodsName, Packages, Amount]).await,
        [["a", "1", "5.00"], ["b", "3", "6.00"], ["c", "", "7.00"]]
    );
    let nothing = sheet.paste(1, MerchantNo, None, "").await.unwrap().value;
    assert_eq!(nothing, BlockOutcome::default());
}

/// YW-ORD-08: a value fills the selection, a block is repeated over a multiple of itself and else pasted once.
#[tokio::test]
async fn yw_ord_08_onto_a_selection() {
    type Case = (&'static str, (usize, usize), &'static [LineField], [[&'static str; 2]; 4]);
    let table: [Case; 6] = [
        ("9", (1, 4), &[Packages, Amount], [["9", "9.00"], ["9", "9.00"], ["9", "9.00"], ["9", "9.00"]]),
        ("9\n8", (1, 4), &[Packages], [["9", "1.00"], ["8", "2.00"], ["9", "3.00"], ["8", "4.00"]]),
        ("9\t8", (2, 3), &[Packages], [["1", "1.00"], ["9", "8.00"], ["9", "8.00"], ["4", "4.00"]]),
        (
            "9\n8\n7",
            (1, 1),
            &[Packages, Amount],
            [["9", "9.00"], ["8", "8.00"], ["7", "7.00"], ["4", "4.00"]],
        ),
        ("9\n8\n7", (1, 4), &[Packages], [["9", "1.00"], ["8", "2.00"], ["7", "3.00"], ["4", "4.00"]]),
        ("9\t8", (4, 2), &[Packages, Amount], [["1", "1.00"], ["9", "8.00"], ["9", "8.00"], ["9", "8.00"]]),
    ];
    for (text, (from, to), fields, expected) in table {
        let sheet = Sheet::of(4).await;
        let range = sheet.range(from, to, fields).await;
        sheet.paste(from, fields[0], Some(&range), text).await.unwrap();
        assert_eq!(sheet.texts(&[Packages, Amount]).await, expected, "{text:?} onto {from}..{to} {fields:?}");
    }
}

/// YW-ORD-06, YW-ORD-16, YW-IMP-03: a refusal leaves everything as it was.
#[tokio::test]
async fn yw_ord_16_refusals_change_nothing() {
    let sheet = Sheet::of(3).await;
    let before = sheet.texts(&COLUMNS).await;
    let steps = sheet.steps().await;
    let long = format!("拉链\n雨伞\n{}", "长".repeat(401));
    assert_eq!(refusal(sheet.paste(2, GoodsName, None, &long).await), Code::FieldTooLong);
    let many = "1\n".repeat(99_999);
    assert_eq!(refusal(sheet.paste(3, Packages, None, &many).await), Code::LineLimit);
    let range = sheet.range(1, 3, &[Packages]).await;
    let gone = LineRange { to: LineId::from_uuid(sheet.desk.next_uuid()), ..range };
    assert_eq!(refusal(sheet.desk.clear(sheet.order, &gone).await), Code::NotFound);
    assert_eq!(refusal(sheet.desk.copy(sheet.order, &gone).await), Code::NotFound);
    assert_eq!(refusal(sheet.desk.range_sums(sheet.order, &gone).await), Code::NotFound);
    assert_eq!(refusal(sheet.desk.remove_rows(sheet.order, &[gone]).await), Code::NotFound);
    assert_eq!((sheet.texts(&COLUMNS).await, sheet.steps().await), (before, steps));
}

/// YW-ORD-08: Ctrl+D, Ctrl+R, Delete and a typed cell, each one step.
#[tokio::test]
async fn yw_ord_08_fill_and_clear() {
    let sheet = Sheet::of(4).await;
    let steps = sheet.steps().await;
    let (desk, order) = (&sheet.desk, sheet.order);
    let range = sheet.range(3, 2, &[GoodsName, Packages]).await;
    assert_eq!(desk.fill(order, &range, Direction::Down).await.unwrap().value.changed, 1);
    let one = sheet.range(4, 4, &[Packages]).await;
    assert_eq!(desk.fill(order, &one, Direction::Down).await.unwrap().value.changed, 1);
    let top = sheet.range(1, 1, &[Packages]).await;
    assert_eq!(desk.fill(order, &top, Direction::Down).await.unwrap().value, BlockOutcome::default());
    let right = sheet.range(1, 3, &[Packages, Amount]).await;
    assert_eq!(desk.fill(order, &right, Direction::Right).await.unwrap().value.changed, 1);
    let expected =
        [["Toy 1", "1", "1.00"], ["Toy 2", "2", "2.00"], ["Toy 2", "2", "2.00"], ["Toy 4", "2", "4.00"]];
    assert_eq!(sheet.texts(&[GoodsName, Packages, Amount]).await, expected);
    let done = desk.clear(order, &range).await.unwrap();
    assert_eq!(done.value.changed, 2);
    assert!(done.problems.iter().all(|problem| problem.code == Code::FieldRequired));
    let ids = sheet.ids().await;
    let typed = desk.type_cell(order, ids[1], Amount, "1.005").await.unwrap();
    assert_eq!((typed.value.changed, typed.problems[0].code), (1, Code::MoneyScale));
    assert_eq!(
        sheet.texts(&[Packages, Amount]).await,
        [["1", "1.00"], ["", "1.005"], ["", "2.00"], ["2", "4.00"]]
    );
    assert_eq!(sheet.steps().await, steps + 5);
}

/// YW-ORD-11: ranges that overlap remove their lines once, in one step.
#[tokio::test]
async fn yw_ord_11_rows_of_ranges_are_removed() {
    let sheet = Sheet::of(6).await;
    let ids = sheet.ids().await;
    let ranges = [sheet.range(2, 4, &[]).await, sheet.range(5, 3, &[Amount]).await];
    assert_eq!(sheet.desk.remove_rows(sheet.order, &ranges).await.unwrap(), 4);
    assert_eq!(sheet.ids().await, [ids[0], ids[5]]);
    assert_eq!(undo(&sheet.desk, sheet.order).await.unwrap().value.lines, 4);
    assert_eq!(sheet.ids().await, ids);
    let positions = sheet.desk.positions_of(sheet.order, &[ids[5], ids[0], ids[2]]).await.unwrap();
    assert_eq!(positions, [Some(6), Some(1), Some(3)]);
    let gone = LineId::from_uuid(sheet.desk.next_uuid());
    assert_eq!(sheet.desk.positions_of(sheet.order, &[gone, ids[1]]).await.unwrap(), [None, Some(2)]);
}

/// YW-ORD-08, YW-ORD-14: what is copied pastes back as it was, wrong cells too; sums count what is right.
#[tokio::test]
async fn yw_ord_14_copies_and_sums() {
    let sheet = Sheet::of(3).await;
    let (desk, order) = (&sheet.desk, sheet.order);
    let ids = sheet.ids().await;
    desk.type_cell(order, ids[1], Amount, "two \"2\"\t!").await.unwrap();
    desk.type_cell(order, ids[2], Packages, "").await.unwrap();
    let range = sheet.range(3, 1, &[Packages, Amount]).await;
    let sums = desk.range_sums(order, &range).await.unwrap();
    assert_eq!((sums.rows, sums.cells, sums.filled), (3, 6, 5));
    assert_eq!(
        (sums.quantity, sums.packages.as_deref(), sums.amount.as_deref()),
        (None, Some("3"), Some("4.00"))
    );
    let quantities = sheet.range(1, 3, &[Quantity]).await;
    assert_eq!(desk.range_sums(order, &quantities).await.unwrap().quantity.as_deref(), Some("6.000"));
    let copied = desk.copy(order, &range).await.unwrap();
    assert_eq!(copied.text, "1\t1.00\r\n2\t\"two \"\"2\"\"\t!\"\r\n\t3.00\r\n");
    let before = sheet.texts(&[Packages, Amount]).await;
    sheet.paste(0, Packages, None, &copied.text).await.unwrap();
    assert_eq!(sheet.texts(&[Packages, Amount]).await, [before.clone(), before].concat());
}

/// YW-ORD-13: the next twin, around the end, and how many there are.
#[tokio::test]
async fn yw_ord_13_twins_are_found() {
    let sheet = Sheet::of(3).await;
    let (desk, order) = (&sheet.desk, sheet.order);
    assert_eq!(desk.next_duplicate(order, 0).await.unwrap(), None);
    assert_eq!(desk.duplicates(order).await.unwrap(), store_desk::Total::Exactly(0));
    let range = sheet.range(1, 3, &COLUMNS).await;
    let copied = desk.copy(order, &range).await.unwrap();
    sheet.paste(0, MerchantNo, None, &copied.text).await.unwrap();
    sheet.paste(0, MerchantNo, None, &copied.text).await.unwrap();
    desk.type_cell(order, sheet.ids().await[4], Amount, "9").await.unwrap();
    let mut found = Vec::new();
    for after in 0..=9 {
        found.extend(desk.next_duplicate(order, after).await.unwrap());
    }
    assert_eq!(found, [4, 4, 4, 4, 6, 6, 7, 8, 9, 4]);
    assert_eq!(desk.duplicates(order).await.unwrap(), store_desk::Total::Exactly(5));
}

/// YW-ORD-08: finding goes cell by cell, both ways, around the end, over every column as it is shown.
#[tokio::test]
async fn yw_ord_08_finding_goes_round() {
    let sheet = Sheet::of(12).await;
    let (desk, order) = (&sheet.desk, sheet.order);
    desk.type_cell(order, sheet.ids().await[4], Amount, "wrong TOY").await.unwrap();
    let at = |position, field| Some(Cell { position, field });
    let table = [
        ("toy", None, false, at(1, GoodsName)),
        ("toy", at(1, GoodsName), false, at(2, GoodsName)),
        ("toy", at(5, GoodsName), false, at(5, Amount)),
        ("toy", at(5, Amount), false, at(6, GoodsName)),
        ("TOY", at(5, Amount), true, at(5, GoodsName)),
        ("toy", at(12, GoodsName), false, at(1, GoodsName)),
        ("toy", at(1, GoodsName), true, at(12, GoodsName)),
        ("toy", None, true, at(12, GoodsName)),
        ("toy 12", at(12, GoodsName), false, at(12, GoodsName)),
        ("示例商户7", None, false, at(7, MerchantName)),
        ("00000011", None, false, at(11, MerchantPhone)),
        ("25-03", at(3, GoodsName), false, at(4, OrderMonth)),
        ("8.000", None, false, at(8, Quantity)),
        ("9.00", at(9, Quantity), false, at(9, Amount)),
        ("  ", None, false, None),
        ("%", None, false, None),
        ("toy", at(99, GoodsName), false, at(1, GoodsName)),
    ];
    for (text, after, backwards, expected) in table {
        let found = desk.find_in_lines(order, text, &COLUMNS, after, backwards).await.unwrap();
        assert_eq!(found, expected, "{text:?} {after:?} {backwards}");
    }
    let narrow = desk.find_in_lines(order, "toy", &[Amount], None, false).await.unwrap();
    assert_eq!(narrow, at(5, Amount));
}

/// YW-ORD-12: merchants used last come first, each once, by any part of number, name or phone.
#[tokio::test]
async fn yw_ord_12_merchants_are_suggested() {
    let sheet = Sheet::of(3).await;
    let desk = &sheet.desk;
    let platform = actions::KnownMerchant {
        name: values::PartyName::parse("Sample Toys").unwrap(),
        phone: values::Mobile::parse("19911112222").unwrap(),
        active: true,
    };
    let no = values::MerchantNo::parse("M00000001").unwrap();
    desk.store().keep_merchants(&[(no, platform)], desk.now()).await.unwrap();
    sheet.paste(0, MerchantName, None, "示例商户2\t19900000002").await.unwrap();
    let names = async |text: &str, limit| -> Vec<String> {
        desk.known_merchants(text, limit).await.unwrap().into_iter().map(|merchant| merchant.name).collect()
    };
    assert_eq!(names("", 9).await, ["示例商户2", "示例商户3", "示例商户1", "Sample Toys"]);
    assert_eq!(names("商户", 2).await, ["示例商户2", "示例商户3"]);
    assert_eq!(names("00000003", 9).await, ["示例商户3"]);
    assert_eq!(names("m0000", 9).await, ["Sample Toys"]);
    assert_eq!(names("toys", 9).await, ["Sample Toys"]);
    assert!(names("没有", 9).await.is_empty());
}
