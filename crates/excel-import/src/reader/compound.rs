//! Compound files (OLE2), in which .xls workbooks and encrypted .xlsx files lie: the directory, and where the bytes of a
//! stream are. Just enough to look into a file before calamine parses it.

use crate::refusal::Refusal;

/// Sector numbers from here on are marks: end of chain, free, and so on.
const LAST_SECTOR: u32 = 0xffff_fff9;
const HEADER_BYTES: usize = 512;
/// FAT sectors listed in the header itself.
const HEADER_FAT_SECTORS: usize = 109;
const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// A directory entry.
struct Entry {
    name: String,
    kind: u8,
    first_sector: u32,
    bytes: u64,
}

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    fat_sectors: Vec<u32>,
    entries: Vec<Entry>,
}

/// The bytes of a stream, and where they lie in the file.
pub(super) struct Stream {
    /// The content.
    pub(super) content: Vec<u8>,
    piece_bytes: usize,
    pieces: Vec<usize>,
}

impl Stream {
    /// Where in the file a byte of the stream lies.
    pub(super) fn file_offset(&self, at: usize) -> Option<usize> {
        Some(self.pieces.get(at / self.piece_bytes)? + at % self.piece_bytes)
    }
}

impl<'a> Compound<'a> {
    /// Reads header, allocation table and directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() < HEADER_BYTES {
            return Err(Refusal::Damaged);
        }
        let sector_bytes = match u16_at(bytes, 0x1e) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(Refusal::Damaged),
        };
        let mut compound = Self { bytes, sector_bytes, fat_sectors: Vec::new(), entries: Vec::new() };
        compound.list_fat_sectors()?;
        let first = u32_at(bytes, 0x30).ok_or(Refusal::Damaged)?;
        for sector in compound.chain(first)? {
            let sector = compound.sector(sector)?;
            for entry in sector.chunks_exact(128) {
                compound.entries.extend(directory_entry(entry));
            }
        }
        Ok(compound)
    }

    /// Whether there is a stream of this name, in any folder.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.kind == STREAM && entry.name == name)
    }

    /// A stream's content.
    pub(super) fn stream(&self, name: &str) -> Result<Stream, Refusal> {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.kind == STREAM && entry.name == name)
            .ok_or(Refusal::Damaged)?;
        let small_below = u32_at(self.bytes, 0x38).ok_or(Refusal::Damaged)?;
        let (piece_bytes, pieces) = if entry.bytes < u64::from(small_below) {
            (64, self.small_pieces(entry)?)
        } else {
            let sectors = self.chain(entry.first_sector)?;
            (self.sector_bytes, sectors.into_iter().map(|sector| self.sector_offset(sector)).collect())
        };
        let mut content = Vec::with_capacity((pieces.len() * piece_bytes).min(self.bytes.len()));
        for &piece in &pieces {
            let end = (piece + piece_bytes).min(self.bytes.len());
            content.extend_from_slice(self.bytes.get(piece..end).ok_or(Refusal::Damaged)?);
        }
        if (content.len() as u64) < entry.bytes {
            return Err(Refusal::Damaged);
        }
        content.truncate(entry.bytes as usize);
        Ok(Stream { content, piece_bytes, pieces })
    }

    /// Where the 64-byte pieces of a small stream lie: inside the root's own stream.
    fn small_pieces(&self, entry: &Entry) -> Result<Vec<usize>, Refusal> {
        let root = self.entries.iter().find(|entry| entry.kind == ROOT).ok_or(Refusal::Damaged)?;
        let holder = self.chain(root.first_sector)?;
        let table = self.chain(u32_at(self.bytes, 0x3c).ok_or(Refusal::Damaged)?)?;
        let per_sector = self.sector_bytes / 4;
        let mut pieces = Vec::new();
        let mut piece = entry.first_sector;
        while piece <= LAST_SECTOR {
            let at = piece as usize * 64;
            let sector = *holder.get(at / self.sector_bytes).ok_or(Refusal::Damaged)?;
            pieces.push(self.sector_offset(sector) + at % self.sector_bytes);
            if pieces.len() * 64 > self.bytes.len() {
                return Err(Refusal::Damaged);
            }
            let row = *table.get(piece as usize / per_sector).ok_or(Refusal::Damaged)?;
            piece = u32_at(self.sector(row)?, piece as usize % per_sector * 4).ok_or(Refusal::Damaged)?;
        }
        Ok(pieces)
    }

    fn list_fat_sectors(&mut self) -> Result<(), Refusal> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let listed = (0..HEADER_FAT_SECTORS).filter_map(|at| u32_at(self.bytes, 0x4c + at * 4));
        self.fat_sectors.extend(listed.take_while(|&sector| sector <= LAST_SECTOR));
        let mut next = u32_at(self.bytes, 0x44).ok_or(Refusal::Damaged)?;
        let mut seen = 0;
        while next <= LAST_SECTOR {
            let sector = self.sector(next)?;
            let numbers = sector.chunks_exact(4).filter_map(|number| u32_at(number, 0));
            let mut numbers: Vec<u32> = numbers.collect();
            next = numbers.pop().ok_or(Refusal::Damaged)?;
            self.fat_sectors.extend(numbers.into_iter().take_while(|&sector| sector <= LAST_SECTOR));
            seen += 1;
            if seen > most {
                return Err(Refusal::Damaged);
            }
        }
        Ok(())
    }

    /// The sectors of a chain; a chain longer than the file has sectors goes in circles.
    fn chain(&self, first: u32) -> Result<Vec<u32>, Refusal> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let per_sector = self.sector_bytes / 4;
        let mut chain = Vec::new();
        let mut sector = first;
        while sector <= LAST_SECTOR {
            chain.push(sector);
            if chain.len() > most {
                return Err(Refusal::Damaged);
            }
            let fat = *self.fat_sectors.get(sector as usize / per_sector).ok_or(Refusal::Damaged)?;
            sector = u32_at(self.sector(fat)?, sector as usize % per_sector * 4).ok_or(Refusal::Damaged)?;
        }
        Ok(chain)
    }

    fn sector_offset(&self, sector: u32) -> usize {
        (sector as usize + 1) * self.sector_bytes
    }

    /// A sector; the last one of a file may be short.
    fn sector(&self, sector: u32) -> Result<&'a [u8], Refusal> {
        let start = self.sector_offset(sector);
        let end = (start + self.sector_bytes).min(self.bytes.len());
        self.bytes.get(start..end).ok_or(Refusal::Damaged)
    }
}

fn directory_entry(bytes: &[u8]) -> Option<Entry> {
    let kind = bytes[0x42];
    let name_bytes = usize::from(u16_at(bytes, 0x40)?).clamp(2, 64) - 2;
    let units: Vec<u16> = bytes[..name_bytes].chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    let name = String::from_utf16_lossy(&units);
    let bytes_total = u64::from(u32_at(bytes, 0x78)?);
    (kind != 0).then_some(Entry { name, kind, first_sector: u32_at(bytes, 0x74)?, bytes: bytes_total })
}

/// A little-endian number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// A little-endian number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
