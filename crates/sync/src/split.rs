//! Sealing, second half: deeds of many lines become bodies of at most 1,000 lines and 256 KiB.

#[cfg(test)]
mod tests;

use domain::{
    Deed, Mutation,
    mutation::{ImportDeed, LineBase, LineContent, Part},
};
use values::{Instant, MutationId, OrderId, Uuid};
use wire::{BODY_BYTES, BODY_LINES};

/// Splits a deed. An import's pieces are its numbered parts; the pieces of any other deed are deeds of their own.
///
/// A piece that is still too large has a single line, and no line of ours is: its texts are bounded (YW-ORD-06).
pub fn split(deed: Deed) -> Vec<Deed> {
    if fits(&deed) {
        return vec![deed];
    }
    match deed {
        Deed::AddLines { currency, lines } => {
            pieces(&lines, |lines| Deed::AddLines { currency, lines: lines.to_vec() })
        }
        Deed::EditLines { currency, lines } => {
            pieces(&lines, |lines| Deed::EditLines { currency, lines: lines.to_vec() })
        }
        Deed::RemoveLines { lines } => pieces(&lines, |lines| Deed::RemoveLines { lines: lines.to_vec() }),
        Deed::RestoreLines { currency, lines } => {
            pieces(&lines, |lines| Deed::RestoreLines { currency, lines: lines.to_vec() })
        }
        Deed::ImportLines(import) => parts(import),
        head @ (Deed::CreateOrder { .. }
        | Deed::EditOrder(_)
        | Deed::DeleteOrder { .. }
        | Deed::RestoreOrder) => vec![head],
    }
}

/// What an import does to one line.
#[derive(Clone)]
enum Item {
    Replaces(LineBase),
    Adds(LineContent),
}

fn parts(import: ImportDeed) -> Vec<Deed> {
    let ImportDeed { facts, part: _, currency, replaces, lines } = import;
    let items: Vec<Item> =
        replaces.into_iter().map(Item::Replaces).chain(lines.into_iter().map(Item::Adds)).collect();
    // As long as a part's numbers will ever be.
    let widest = Part { number: u32::MAX, of: u32::MAX };
    let part = |items: &[Item]| {
        let (mut replaces, mut lines) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Replaces(base) => replaces.push(*base),
                Item::Adds(line) => lines.push(line.clone()),
            }
        }
        Deed::ImportLines(ImportDeed { facts: facts.clone(), part: widest, currency, replaces, lines })
    };
    let mut deeds = pieces(&items, part);
    let of = u32::try_from(deeds.len()).expect("an order has at most 100,000 lines");
    for (number, deed) in (1..).zip(&mut deeds) {
        if let Deed::ImportLines(import) = deed {
            import.part = Part { number, of };
        }
    }
    deeds
}

/// Pieces of at most 1,000 items that fit. Lines of one order are much alike, so what fitted last is tried first.
fn pieces<T>(mut items: &[T], deed: impl Fn(&[T]) -> Deed) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let mut tried = BODY_LINES;
    while !items.is_empty() {
        let count = tried.min(items.len());
        let piece = deed(&items[..count]);
        let bytes = sealed_bytes(&piece);
        if bytes > BODY_BYTES && count > 1 {
            // As many as would fit if all were alike, and a tenth less.
            tried = (count * BODY_BYTES / bytes * 9 / 10).clamp(1, count - 1);
            continue;
        }
        deeds.push(piece);
        items = &items[count..];
    }
    deeds
}

fn fits(deed: &Deed) -> bool {
    deed.line_count() <= BODY_LINES && sealed_bytes(deed) <= BODY_BYTES
}

/// How long the deed's body will be at most: ids have one length, and these numbers are the longest.
fn sealed_bytes(deed: &Deed) -> usize {
    let id = Uuid::nil();
    let mutation = Mutation {
        id: MutationId::from_uuid(id),
        order: OrderId::from_uuid(id),
        base_rev: Some(i64::MIN),
        at: Instant::from_millis(i64::MIN),
        deed: deed.clone(),
    };
    wire::sealed_bytes(&mutation)
}
