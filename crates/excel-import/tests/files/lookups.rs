//! Purchase numbers (YW-IMP-10), lines that are already in the order (YW-IMP-11), exported files coming back.

use std::collections::HashMap;

use domain::{Field, LineFields, Lookup};
use excel_import::check::{Known, KnownMerchant, RowState};
use excel_import::header::LINE_ID_HEADER;
use values::{Currency, LineId, MerchantNo, Mobile, PartyName};

use crate::make::{Cell, good, t, table, xlsx};
use crate::outcome::{Outcome, check, check_with, request};

/// A little world: merchants by number, lines by fingerprint and id.
#[derive(Default)]
struct World {
    merchants: HashMap<String, KnownMerchant>,
    lines: HashMap<u128, u32>,
    ids: Vec<LineId>,
}

impl Known for World {
    fn merchant(&self, no: &MerchantNo) -> Option<KnownMerchant> {
        self.merchants.get(no.as_str()).cloned()
    }

    fn line_with(&self, fingerprint: u128) -> Option<u32> {
        self.lines.get(&fingerprint).copied()
    }

    fn has_line(&self, id: LineId) -> bool {
        self.ids.contains(&id)
    }
}

fn world() -> World {
    let merchant = |name: &str, phone, is_active| KnownMerchant {
        name: PartyName::parse(name).unwrap(),
        phone: Mobile::parse(phone).unwrap(),
        is_active,
    };
    let mut world = World::default();
    world.merchants.insert("M00000001".into(), merchant("示例商户（一）", "19900000001", true));
    world.merchants.insert("M00000002".into(), merchant("示例商户二", "19900000002", false));
    world
}

fn row(no: &str, name: &str, phone: &str, goods: &str) -> Vec<Cell> {
    let mut row = good(1);
    row[..3].clone_from_slice(&[t(no), t(name), t(phone)]);
    row[4] = t(goods);
    row
}

fn checked(rows: impl IntoIterator<Item = Vec<Cell>>, world: &World) -> Outcome {
    check_with("a.xlsx", &xlsx(&table(rows)), &request(), world, |_| {})
}

/// YW-IMP-10: filled in, accepted, different, unknown with and without name and phone, inactive.
#[test]
fn purchase_numbers() {
    let found = checked(
        [
            row("M00000001", "", "", "甲"),
            row("M00000001", "示例商户(一)", "+86 19900000001", "乙"),
            row("M00000001", "示例商户七", "", "丙"),
            row("M00000001", "", "19900000009", "丁"),
            row("M00000002", "", "", "戊"),
            row("M00000009", "示例商户九", "19900000009", "己"),
            row("M00000009", "", "", "庚"),
            row("", "示例商户", "", "辛"),
        ],
        &world(),
    );
    assert_eq!(
        found.places(),
        [
            "4 B MERCHANT_MISMATCH",
            "5 C MERCHANT_MISMATCH",
            "6 A MERCHANT_INACTIVE",
            "8 A IMP_PENDING_LOOKUP",
            "9 C FIELD_REQUIRED",
        ]
    );
    let mismatch = found.report.problems.get(0).unwrap().message(values::Lang::Zh);
    assert!(mismatch.contains("示例商户（一）") && mismatch.contains("示例商户七"), "{mismatch}");
    let lookups: Vec<Lookup> = found.rows.iter().map(|row| row.lookup).collect();
    use Lookup::{Mismatch, None, Ok, Pending};
    assert_eq!(lookups, [Ok, Ok, Mismatch, Mismatch, Ok, Pending, Pending, None]);
    use RowState::{Faulty, Good, Warned};
    assert_eq!(found.states(), [Good, Good, Faulty, Faulty, Warned, Good, Warned, Faulty]);
    assert_eq!(found.rows[0].fields.merchant_phone.value().unwrap().number(), 19_900_000_001);
    assert_eq!(found.rows[0].fields.merchant_name.value().unwrap().as_str(), "示例商户（一）");
}

fn line_id(at: u8) -> LineId {
    LineId::parse(&format!("01890a5d-ac96-774b-bcce-b302099a80{at:02x}")).unwrap()
}

/// YW-IMP-11: rows equal to lines of the order; rows that are such a line again are not.
#[test]
fn lines_already_there() {
    let before = check("a.xlsx", &xlsx(&table([good(1), good(2)])));
    let mut world = World::default();
    for (place, row) in (11..).zip(&before.rows) {
        world.lines.insert(row.fields.fingerprint().unwrap(), place);
    }
    let found = checked([good(1), good(3)], &world);
    assert_eq!(found.places(), ["2 - IMP_DUPLICATE"]);
    assert_eq!(&*found.report.problems.get(0).unwrap().params[0].1, "11");

    world.ids = vec![line_id(1), line_id(2)];
    let mut rows = table([good(1), good(2), good(2), good(4)]);
    rows[0].push(t(LINE_ID_HEADER));
    for (row, id) in rows[1..].iter_mut().zip([line_id(1), line_id(2), line_id(2), line_id(9)]) {
        row.push(t(&id.to_string()));
    }
    let found = check_with("a.xlsx", &xlsx(&rows), &request(), &world, |_| {});
    // The third row was copied from the second; the fourth comes from another order.
    assert_eq!(found.places(), ["4 - IMP_DUPLICATE"]);
    let ids: Vec<Option<LineId>> = found.rows.iter().map(|row| row.line_id).collect();
    assert_eq!(ids, [Some(line_id(1)), Some(line_id(2)), None, None]);
}

/// DECISIONS, Import and export; YW-IMP-18: an exported order comes back as the same lines, formulas guarded.
#[test]
fn exports_come_back() {
    use excel_import::write::export::LineExport;
    use excel_import::write::table::TableKind;
    let mut lines: Vec<LineFields> =
        check("a.xlsx", &xlsx(&table((0..20).map(good)))).rows.into_iter().map(|row| row.fields).collect();
    for (line, goods) in lines.iter_mut().zip(["=1+1", "+x", "-x", "@x", "'x", "=\"x\"", "a,\"b\"", "'=x"]) {
        line.goods_name = Field::Value(values::GoodsName::parse(goods).unwrap());
    }
    lines[9].quantity = Field::Value(values::Quantity::parse("999,999,999.999").unwrap());
    lines[9].amount = Field::Value(values::Money::parse("99,999,999.99", Currency::CNY).unwrap());
    let world = World { ids: (0..20).map(line_id).collect(), ..World::default() };
    let folder = crate::make::Folder::new();
    for (name, kind) in [("out.xlsx", TableKind::Xlsx), ("out.csv", TableKind::Csv)] {
        let path = folder.path().join(name);
        let mut export = LineExport::create(&path, kind, Currency::CNY).unwrap();
        for (at, line) in (0..).zip(&lines) {
            export.push(line_id(at), line).unwrap();
        }
        assert!(!path.exists(), "{name} appears only when it is whole");
        export.finish().unwrap();
        let reading = excel_import::preview::Reading::InProcess;
        let found = crate::outcome::check_path(&path, reading, &request(), &world, |_| {});
        assert_eq!((found.file_codes(), found.places()), (vec![], vec![]), "{name}");
        for ((at, row), line) in (0..).zip(&found.rows).zip(&lines) {
            assert_eq!((&row.fields, row.line_id), (line, Some(line_id(at))), "{name}");
        }
        assert_eq!(found.rows.len(), 20);
    }
    let csv = std::fs::read(folder.path().join("out.csv")).unwrap();
    assert!(csv.starts_with(b"\xef\xbb\xbf"));
    let text = String::from_utf8(csv).unwrap();
    assert!(text.contains(",'=1+1,") && text.contains(",'@x,") && text.contains("\r\n"));
    assert!(std::fs::read_dir(folder.path()).unwrap().count() == 2, "no temporary file stays");
}
