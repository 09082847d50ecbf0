//! Correcting a cell comes to the same as a file with that text in the cell.

use proptest::prelude::*;
use values::{Currency, Day, MerchantNo, Mobile, PartyName};

use super::*;
use crate::check::{Checker, KnownMerchant};
use crate::columns::{self, Mapping};
use crate::raw::{RawEvent, Totals};

/// One active merchant, one inactive, one line of the order.
struct World {
    line: u128,
}

impl Known for World {
    fn merchant(&self, no: &MerchantNo) -> Option<KnownMerchant> {
        let merchant = |name: &str, phone: &str, is_active| KnownMerchant {
            name: PartyName::parse(name).unwrap(),
            phone: Mobile::parse(phone).unwrap(),
            is_active,
        };
        match no.as_str() {
            "M00000001" => Some(merchant("示例商户一", "19900000001", true)),
            "M00000002" => Some(merchant("示例商户二", "19900000002", false)),
            _ => None,
        }
    }

    fn line_with(&self, fingerprint: u128) -> Option<u32> {
        (fingerprint == self.line).then_some(7)
    }
}

/// Texts that a column may hold, right and wrong.
const TEXTS: [&[&str]; 8] = [
    &["", "M00000001", "M00000002", "M00000009", "1.38E+10"],
    &["示例商户一", "示例商户二", ""],
    &["19900000001", "19900000002", "", "123"],
    &["2025-03", "2025-03-05", "13", ""],
    &["拉链", "雨伞"],
    &["1", "0", "2"],
    &["1"],
    &["1.00", "1.005", "2"],
];

type Sheet = Vec<[&'static str; 8]>;

fn request() -> CheckRequest {
    CheckRequest {
        today: Day::new(2025, 6, 30).unwrap(),
        currency: Currency::CNY,
        mapping: Mapping::default(),
    }
}

fn checked(sheet: &Sheet, world: &World) -> (Report, Vec<CheckedRow>) {
    let request = request();
    let mut checker = Checker::new(&request, world);
    let row = |number: usize, cells: Vec<RawCell>| RawRow { number: number as u32, cells };
    let names = LineField::ALL.map(|field| RawCell::text(columns::name(field)));
    checker.take(RawEvent::Heading(vec![row(1, names.into())]));
    let mut rows = Vec::new();
    for (at, cells) in sheet.iter().enumerate() {
        let cells = cells.iter().map(|text| RawCell::text(text)).collect();
        rows.extend(checker.take(RawEvent::Row(row(at + 2, cells))));
    }
    checker.take(RawEvent::End(Totals::default()));
    (checker.finish(), rows)
}

fn world() -> World {
    let row = ["", "示例商户一", "19900000001", "2025-03", "拉链", "1", "1", "1.00"];
    let (_, rows) = checked(&vec![row], &World { line: 0 });
    World { line: rows[0].fields.fingerprint().unwrap() }
}

/// What somebody sees of a row.
type Seen =
    (u32, RowState, LineFields, domain::Lookup, FilledIn, Vec<(Code, Option<String>, Option<u16>, String)>);

fn seen(report: &Report, rows: &[CheckedRow]) -> Vec<Seen> {
    let problem = |problem: Problem| {
        let twin =
            if problem.code == Code::ImpDuplicate { format!("{:?}", problem.params) } else { String::new() };
        (problem.code, problem.field.map(|field| field.into_owned()), problem.column, twin)
    };
    let row = |row: &CheckedRow| {
        let problems = report.problems.of_row(row.number).map(problem).collect();
        (row.number, row.state, row.fields.clone(), row.lookup, row.filled_in, problems)
    };
    rows.iter().map(row).collect()
}

fn cell() -> impl Strategy<Value = (usize, &'static str)> {
    (0usize..8).prop_flat_map(|column| (Just(column), proptest::sample::select(TEXTS[column])))
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let row = proptest::collection::vec(cell(), 0..4).prop_map(|cells| {
        let mut row = ["", "示例商户一", "19900000001", "2025-03", "拉链", "1", "1", "1.00"];
        cells.into_iter().for_each(|(column, text)| row[column] = text);
        row
    });
    proptest::collection::vec(row, 1..7)
}

proptest! {
    /// YW-IMP-12, YW-IMP-10, YW-IMP-11: after any corrections, rows, problems, counts and faulty rows are those of the
    /// file with these texts; and every row that came out otherwise was named.
    #[test]
    fn yw_imp_12_corrections_come_to_the_same(
        sheet in sheet(),
        corrections in proptest::collection::vec((any::<proptest::sample::Index>(), cell()), 1..6),
    ) {
        let (mut sheet, world, request) = (sheet, world(), request());
        let (mut report, mut rows) = checked(&sheet, &world);
        let mut twins = Twins::of(&rows, &[]);
        for (at, (column, text)) in corrections {
            let at = at.index(sheet.len());
            sheet[at][column] = text;
            let before = seen(&report, &rows);
            let mut preview = Preview {
                request: &request, known: &world, report: &mut report, rows: &mut rows, twins: &mut twins,
            };
            let number = at as u32 + 2;
            let changed = preview.correct(number, LineField::ALL[column], text).unwrap();
            let (expected_report, expected_rows) = checked(&sheet, &world);
            let after = seen(&report, &rows);
            prop_assert_eq!(&after, &seen(&expected_report, &expected_rows));
            prop_assert_eq!(report.counts, expected_report.counts);
            prop_assert_eq!(report.problems.errors(), expected_report.problems.errors());
            let faulty: Vec<RawRow> = report.faulty.iter().collect();
            prop_assert_eq!(report.faulty.len(), faulty.len());
            let numbers = |rows: &[RawRow]| rows.iter().map(|row| row.number).collect::<Vec<_>>();
            prop_assert_eq!(numbers(&faulty), numbers(&expected_report.faulty.iter().collect::<Vec<_>>()));
            for ((one, other), number) in before.iter().zip(&after).zip(2u32..) {
                prop_assert!(one == other || changed.contains(&number), "row {number} is other and was not named");
            }
        }
    }
}

/// YW-IMP-12, YW-IMP-15: a row that is still faulty goes into the error workbook as corrected; one that never was, as it
/// stands in the file.
#[test]
fn yw_imp_15_faulty_rows_follow() {
    let world = world();
    let sheet: Sheet = vec![
        ["M00000001", "", "", "2025-03", "拉链", "1", "1", "x"],
        ["M00000001", "", "", "2025-03", "雨伞", "1", "1", "1"],
    ];
    let (mut report, mut rows) = checked(&sheet, &world);
    let (request, mut twins) = (request(), Twins::of(&rows, &[]));
    let mut correct = |number, field, text: &str| {
        let (report, rows, twins) = (&mut report, &mut rows, &mut twins);
        Preview { request: &request, known: &world, report, rows, twins }.correct(number, field, text)
    };
    assert_eq!(correct(9, LineField::Amount, "1"), None);
    assert_eq!(correct(2, LineField::Quantity, "y"), Some(vec![2]));
    assert_eq!(correct(3, LineField::Amount, "z"), Some(vec![3]));
    let texts: Vec<Vec<String>> =
        report.faulty.iter().map(|row| row.cells.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(
        texts,
        [
            ["M00000001", "", "", "2025-03", "拉链", "y", "1", "x", ""],
            ["M00000001", "", "", "2025-03", "雨伞", "1.000", "1", "z", ""]
        ]
    );
}

/// YW-IMP-11: a row that is a line of the order again is equal to nothing, and later rows are equal to it.
#[test]
fn yw_imp_11_lines_that_stand_count_as_equal() {
    let world = world();
    let row = ["", "示例商户一", "19900000001", "2025-03", "雨伞", "1", "1", "1.00"];
    let mut wrong = row;
    wrong[7] = "x";
    let (mut report, mut rows) = checked(&vec![wrong], &world);
    let (_, right) = checked(&vec![row], &world);
    let fingerprint = right[0].fields.fingerprint().unwrap();
    let (request, mut twins) = (request(), Twins::of(&rows, &[(90, fingerprint), (1, fingerprint)]));
    let mut preview =
        Preview { request: &request, known: &world, report: &mut report, rows: &mut rows, twins: &mut twins };
    preview.correct(2, LineField::Amount, "1");
    assert_eq!(rows[0].state, RowState::Duplicate);
    assert_eq!(&*report.problems.of_row(2).next().unwrap().params[0].1, "1");
}
