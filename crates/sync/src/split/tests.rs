//! Bodies of a bounded size.

use domain::{
    ContentHash, Deed, ImportFacts, ImportMode, LineField, Lookup,
    field::Entry,
    mutation::{ImportDeed, LineBase, LineContent, LineEntries, Part},
};
use values::{Currency, ImportId, LineId, Uuid};
use wire::{BODY_BYTES, BODY_LINES};

use super::{sealed_bytes, split};

fn line(n: u128, text: &str) -> LineContent {
    let mut entries = LineEntries::of(|_| Entry::Empty);
    entries.set(LineField::GoodsName, Entry::Raw(text.into()));
    LineContent { id: LineId::from_uuid(Uuid::from_u128(n)), place: 1, lookup: Lookup::None, entries }
}

fn lines(count: u128, text: &str) -> Vec<LineContent> {
    (1..=count).map(|n| line(n, text)).collect()
}

fn added(deeds: &[Deed]) -> Vec<LineContent> {
    let of = |deed: &Deed| match deed {
        Deed::AddLines { lines, .. } => lines.clone(),
        Deed::ImportLines(import) => import.lines.clone(),
        other => panic!("{other:?}"),
    };
    deeds.iter().flat_map(of).collect()
}

/// CM-SYNC-01: a deed that fits stays one; a larger one becomes pieces in order, of at most 1,000 lines and 256 KiB.
#[test]
fn many_lines_are_pieces() {
    let currency = Currency::CNY;
    let small = Deed::AddLines { currency, lines: lines(1_000, "x") };
    assert_eq!(split(small.clone()), [small]);
    let check = |text: &str, count: u128, pieces: usize| {
        let all = lines(count, text);
        let deeds = split(Deed::AddLines { currency, lines: all.clone() });
        assert_eq!(deeds.len(), pieces, "{count} lines of {} bytes", text.len());
        assert!(deeds.iter().all(|deed| deed.line_count() <= BODY_LINES && sealed_bytes(deed) <= BODY_BYTES));
        assert_eq!(added(&deeds), all);
    };
    check("x", 2_500, 3);
    check(&"雨".repeat(100), 1_000, 2);
    check(&"雨".repeat(400), 1_000, 6);
}

/// CM-SYNC-01, YW-IMP-14: an import's parts are numbered, and together they are the import.
#[test]
fn an_import_is_numbered_parts() {
    let base =
        |n: u128| LineBase { id: LineId::from_uuid(Uuid::from_u128(n)), hash: ContentHash::from_number(n) };
    let import = ImportDeed {
        facts: ImportFacts {
            id: ImportId::from_uuid(Uuid::from_u128(1)),
            file_name: "示例.xlsx".to_owned(),
            sha256: [0; 32],
            mode: ImportMode::Replace,
            rows: 2_600,
            left_out: 0,
            duplicates: 0,
            errors_by_code: Vec::new(),
        },
        part: Part::WHOLE,
        currency: Currency::CNY,
        replaces: (10_000..11_500).map(base).collect(),
        lines: lines(2_600, "雨伞"),
    };
    let parts: Vec<ImportDeed> = split(Deed::ImportLines(import.clone()))
        .into_iter()
        .map(|deed| match deed {
            Deed::ImportLines(part) => part,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(parts.len(), 5);
    assert_eq!(ImportDeed::assemble(parts), Some(import));
}
