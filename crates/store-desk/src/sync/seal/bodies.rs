//! Deeds → bodies. Lines that are not held are read as they are written, a body's worth at a time.

use domain::{
    Deed, Mutation,
    mutation::{ImportDeed, LineContent, Part},
};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use sync::split;
use values::{Currency, Instant, MutationId, Uuid};
use wire::{BODY_BYTES, BODY_LINES, LinesText};

use super::{Numberless, now::Now};
use crate::{
    error::StoreError,
    rows::{self, inconsistent},
};

pub(super) struct Bodies<'n> {
    now: &'n Now,
    /// The newest change that is sealed: the ids of the mutations follow from its own.
    newest: MutationId,
    at: Instant,
    pub(super) sealed: Vec<Numberless>,
}

impl<'n> Bodies<'n> {
    pub(super) fn new(now: &'n Now, newest: MutationId, at: Instant) -> Self {
        Self { now, newest, at, sealed: Vec::new() }
    }

    pub(super) async fn seal(&mut self, conn: &mut SqliteConnection, deed: Deed) -> Result<(), StoreError> {
        match deed {
            Deed::AddLines { currency, .. } if !self.now.added.is_empty() => {
                self.seal_added(conn, currency).await
            }
            Deed::ImportLines(import) => match self.now.imports.get(&import.facts.id) {
                Some(key) => self.seal_import(conn, *key, import).await,
                None => {
                    self.seal_split(Deed::ImportLines(import));
                    Ok(())
                }
            },
            held => {
                self.seal_split(held);
                Ok(())
            }
        }
    }

    fn seal_split(&mut self, deed: Deed) {
        for piece in split(deed) {
            self.seal_one(piece);
        }
    }

    fn seal_one(&mut self, deed: Deed) {
        self.seal_lines(deed, &LinesText::default());
    }

    /// Seals a deed; lines that were written before take the place of its own, of which it has none then.
    fn seal_lines(&mut self, deed: Deed, lines: &LinesText) {
        let id = mutation_id(self.newest, self.sealed.len());
        let (kind, line_count) = (deed.name(), deed.line_count() + lines.lines());
        let import = match &deed {
            Deed::ImportLines(import) if !import.part.is_whole() => Some(import.facts.id),
            _ => None,
        };
        let (order, base_rev) = (self.now.rows.order.id, self.now.base_rev);
        let mutation = Mutation { id, order, base_rev, at: self.at, deed };
        let body =
            if lines.lines() == 0 { wire::seal(&mutation) } else { wire::seal_lines(&mutation, lines) };
        self.sealed.push(Numberless { id, kind, line_count, import, body });
    }

    /// How long the body of this deed is at most: ids have one length, and these numbers are the longest.
    fn most_bytes(&self, deed: Deed) -> usize {
        let (order, at) = (self.now.rows.order.id, Instant::from_millis(i64::MIN));
        wire::sealed_bytes(&Mutation { id: self.newest, order, base_rev: Some(i64::MIN), at, deed })
    }

    async fn seal_added(
        &mut self,
        conn: &mut SqliteConnection,
        currency: Currency,
    ) -> Result<(), StoreError> {
        let now = self.now;
        let deed = || Deed::AddLines { currency, lines: Vec::new() };
        let mut pieces = Pieces::new(self.most_bytes(deed()));
        rows::packed::each_line(conn, now.order_key, None, currency, |line| {
            if now.added.contains(&line.id)
                && let Some(lines) = pieces.add(&LineContent::of(&line))
            {
                self.seal_lines(deed(), &lines);
            }
        })
        .await?;
        if let Some(lines) = pieces.rest() {
            self.seal_lines(deed(), &lines);
        }
        Ok(())
    }

    /// What it replaces comes in the first parts, as in `sync::split`; then its lines. Each part says how many there are, so
    /// that all lines are written before the first body is.
    async fn seal_import(
        &mut self,
        conn: &mut SqliteConnection,
        key: i64,
        import: ImportDeed,
    ) -> Result<(), StoreError> {
        let ImportDeed { facts, part: _, currency, replaces, lines: _ } = import;
        let deed = |part, replaces| {
            Deed::ImportLines(ImportDeed {
                facts: facts.clone(),
                part,
                currency,
                replaces,
                lines: Vec::new(),
            })
        };
        // As long as a part's numbers will ever be.
        let widest = Part { number: u32::MAX, of: u32::MAX };
        let replacing: Vec<_> = replaces.chunks(BODY_LINES).map(<[_]>::to_vec).collect();
        let mut written = Vec::new();
        let mut pieces = Pieces::new(self.most_bytes(deed(widest, Vec::new())));
        let now = self.now;
        rows::packed::each_line(
            conn,
            now.order_key,
            Some(key),
            now.rows.order.fields.line_currency,
            |line| {
                written.extend(pieces.add(&LineContent::of(&line)));
            },
        )
        .await?;
        written.extend(pieces.rest());
        let count = replacing.len() + written.len();
        let of =
            u32::try_from(count).map_err(|_| inconsistent("imports", "imported", &facts.id.to_string()))?;
        let mut number = 0;
        let mut next = || {
            number += 1;
            Part { number, of }
        };
        for replaces in replacing {
            self.seal_one(deed(next(), replaces));
        }
        for lines in written {
            self.seal_lines(deed(next(), Vec::new()), &lines);
        }
        Ok(())
    }
}

/// Lines on their way into bodies: each is written once.
struct Pieces {
    /// How long a body without lines is at most.
    empty: usize,
    held: LinesText,
}

impl Pieces {
    fn new(empty: usize) -> Self {
        Self { empty, held: LinesText::default() }
    }

    /// Takes a line; those before it once it does not fit into their body.
    fn add(&mut self, line: &LineContent) -> Option<LinesText> {
        let line = LinesText::from(line);
        let bytes = self.empty + self.held.bytes() + 1 + line.bytes();
        let is_full = self.held.lines() == BODY_LINES || bytes > BODY_BYTES;
        let piece = if is_full { self.rest() } else { None };
        self.held.append(&line);
        piece
    }

    /// The lines of the last body.
    fn rest(&mut self) -> Option<LinesText> {
        let held = std::mem::take(&mut self.held);
        (held.lines() > 0).then_some(held)
    }
}

/// The id of the nth mutation that is sealed up to a change: a UUIDv7 of the change's time. It follows from the change, so
/// that the store needs no chance and a sealing that is done again, after a crash, gives the same ids.
fn mutation_id(newest: MutationId, nth: usize) -> MutationId {
    let newest = newest.as_uuid().as_bytes();
    let digest = Sha256::new()
        .chain_update(b"mutation")
        .chain_update(newest)
        .chain_update((nth as u64).to_be_bytes())
        .finalize();
    let mut bytes = *newest;
    bytes[6..].copy_from_slice(&digest[..10]);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    MutationId::from_uuid(Uuid::from_bytes(bytes))
}
