//! Zip containers (.xlsx, .ods), opened so that nothing a file declares is believed: entries are counted before they are
//! listed, overlaps are refused, and unpacked bytes are counted while they are unpacked (YW-IMP-02).

use std::cell::Cell;
use std::io::{BufReader, Cursor, Error, Read};
use std::rc::Rc;

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::bounds::{UNPACKED_BYTES_MAX, UNPACKED_RATIO_MAX, ZIP_ENTRIES_MAX};
use crate::refusal::Refusal;

/// Parts that are read whole: relations, styles, lists of sheets.
const SMALL_PART_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// The end record, its comment included, lies in the last 64 KiB.
const END_RECORD_REACH: usize = 65_536 + 22;
const END_RECORD: &[u8] = b"PK\x05\x06";
const END_RECORD_64: &[u8] = b"PK\x06\x06";

/// What may still be unpacked, in bytes; shared by all parts of a container.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    left: Rc<Cell<u64>>,
    is_exceeded: Rc<Cell<bool>>,
}

impl Budget {
    fn new(bytes: u64) -> Self {
        Self { left: Rc::new(Cell::new(bytes)), is_exceeded: Rc::new(Cell::new(false)) }
    }

    /// What a parser's failure means: too large if it was this budget that broke it off, else damaged.
    pub(super) fn blame(&self) -> Refusal {
        if self.is_exceeded.get() { Refusal::TooLarge } else { Refusal::Damaged }
    }
}

/// A reader that draws on the budget.
pub(super) struct Counted<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        match self.budget.left.get().checked_sub(n as u64) {
            Some(left) => self.budget.left.set(left),
            None => {
                self.budget.is_exceeded.set(true);
                return Err(Error::other("more unpacked content than allowed"));
            }
        }
        Ok(n)
    }
}

/// A part while it is read.
pub(super) type Part<'c, 'a> = BufReader<Counted<ZipFile<'c, Cursor<&'a [u8]>>>>;

/// An opened container.
pub(super) struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: Budget,
}

impl<'a> Container<'a> {
    /// Opens a container over the whole file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        check_entry_count(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if archive.has_overlapping_entries().map_err(|_| Refusal::Damaged)? {
            return Err(Refusal::Damaged);
        }
        let allowed = UNPACKED_BYTES_MAX.min(UNPACKED_RATIO_MAX * bytes.len() as u64);
        let mut declared = 0u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?;
            if part.encrypted() {
                return Err(Refusal::Encrypted);
            }
            declared = declared.saturating_add(part.size());
        }
        if declared > allowed {
            return Err(Refusal::TooLarge);
        }
        Ok(Self { archive, budget: Budget::new(allowed) })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    pub(super) fn budget(&self) -> Budget {
        self.budget.clone()
    }

    /// A part to be read as a stream.
    pub(super) fn part(&mut self, name: &str) -> Result<Part<'_, 'a>, Refusal> {
        let budget = self.budget.clone();
        let file = self.archive.by_name(name).map_err(|_| Refusal::Damaged)?;
        Ok(BufReader::with_capacity(64 * 1024, Counted { inner: file, budget }))
    }

    /// A small part, whole.
    pub(super) fn read_small(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let budget = self.budget.clone();
        let mut bytes = Vec::new();
        let part = self.part(name)?;
        part.take(SMALL_PART_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|_| budget.blame())?;
        if bytes.len() as u64 > SMALL_PART_BYTES_MAX {
            return Err(Refusal::TooLarge);
        }
        Ok(bytes)
    }
}

/// Refuses a container that declares absurdly many entries, before a list of them is made. Whichever end record the
/// archive reader may choose, it is among those looked at.
fn check_entry_count(bytes: &[u8]) -> Result<(), Refusal> {
    let tail = &bytes[bytes.len().saturating_sub(END_RECORD_REACH)..];
    let mut is_found = false;
    for at in memmem::find_iter(tail, END_RECORD) {
        is_found = true;
        let count = field(tail, at + 10, 2);
        if count != 0xffff && count > ZIP_ENTRIES_MAX {
            return Err(Refusal::TooLarge);
        }
    }
    for at in memmem::find_iter(tail, END_RECORD_64) {
        if field(tail, at + 32, 8) > ZIP_ENTRIES_MAX {
            return Err(Refusal::TooLarge);
        }
    }
    if is_found { Ok(()) } else { Err(Refusal::Damaged) }
}

/// A little-endian number; 0 where the bytes end before it.
fn field(bytes: &[u8], at: usize, len: usize) -> u64 {
    let bytes = bytes.get(at..at + len).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
