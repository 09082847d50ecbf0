//! Excel 97–2003 workbooks: BIFF8 records in a compound file. Only what the tests need.

use super::{Cell, Table};

/// A sheet in the making.
#[derive(Default)]
pub(crate) struct XlsSheet {
    pub(crate) name: String,
    pub(crate) table: Table,
    pub(crate) hidden: bool,
    /// Hidden rows, from 0.
    pub(crate) hidden_rows: Vec<u16>,
    /// Merged areas: first row, last row, first column, last column, from 0.
    pub(crate) merges: Vec<[u16; 4]>,
    /// Records written before the cells.
    pub(crate) records: Vec<(u16, Vec<u8>)>,
}

/// A workbook of one sheet named 交易清单.
pub(crate) fn xls(table: &Table) -> Vec<u8> {
    xls_of(&[XlsSheet { name: "交易清单".into(), table: table.clone(), ..XlsSheet::default() }], false, &[])
}

/// A workbook of these sheets; `globals` are further records of the workbook itself.
pub(crate) fn xls_of(sheets: &[XlsSheet], is_1904: bool, globals: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let bodies: Vec<Vec<u8>> = sheets.iter().map(sheet).collect();
    // The sheets' places are known once the length of the globals is: it does not depend on them.
    let length = workbook(sheets, &vec![0; sheets.len()], is_1904, globals).len();
    let mut places = Vec::new();
    let mut at = length;
    for body in &bodies {
        places.push(at as u32);
        at += body.len();
    }
    let mut stream = workbook(sheets, &places, is_1904, globals);
    bodies.iter().for_each(|body| stream.extend_from_slice(body));
    compound("Workbook", &stream)
}

fn workbook(sheets: &[XlsSheet], places: &[u32], is_1904: bool, globals: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &[0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    record(&mut out, 0x0042, &1200u16.to_le_bytes());
    record(&mut out, 0x0022, &u16::from(is_1904).to_le_bytes());
    for (kind, body) in globals {
        record(&mut out, *kind, body);
    }
    // XF 0: general; XF 1: the built-in date format 14.
    for format in [0u16, 14] {
        let mut xf = [0u8; 20];
        xf[2..4].copy_from_slice(&format.to_le_bytes());
        record(&mut out, 0x00e0, &xf);
    }
    for (sheet, place) in sheets.iter().zip(places) {
        let mut body = place.to_le_bytes().to_vec();
        body.extend([u8::from(sheet.hidden), 0]);
        let units: Vec<u16> = sheet.name.encode_utf16().collect();
        body.extend([units.len() as u8, 1]);
        units.iter().for_each(|unit| body.extend(unit.to_le_bytes()));
        record(&mut out, 0x0085, &body);
    }
    record(&mut out, 0x000a, &[]);
    out
}

fn sheet(sheet: &XlsSheet) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &[0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (kind, body) in &sheet.records {
        record(&mut out, *kind, body);
    }
    for row in &sheet.hidden_rows {
        let mut body = [0u8; 16];
        body[..2].copy_from_slice(&row.to_le_bytes());
        body[12] = 0x20;
        record(&mut out, 0x0208, &body);
    }
    for (row, cells) in sheet.table.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let mut body = [row as u16, column as u16].map(u16::to_le_bytes).concat();
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let units: Vec<u16> = text.encode_utf16().collect();
                    body.extend([0, 0]);
                    body.extend((units.len() as u16).to_le_bytes());
                    body.push(1);
                    units.iter().for_each(|unit| body.extend(unit.to_le_bytes()));
                    record(&mut out, 0x0204, &body);
                }
                Cell::Number(number) | Cell::Date(number) => {
                    body.extend([u8::from(matches!(cell, Cell::Date(_))), 0]);
                    body.extend(number.to_le_bytes());
                    record(&mut out, 0x0203, &body);
                }
            }
        }
    }
    if !sheet.merges.is_empty() {
        let mut body = (sheet.merges.len() as u16).to_le_bytes().to_vec();
        sheet.merges.iter().flatten().for_each(|number| body.extend(number.to_le_bytes()));
        record(&mut out, 0x00e5, &body);
    }
    record(&mut out, 0x000a, &[]);
    out
}

fn record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend((body.len() as u16).to_le_bytes());
    out.extend_from_slice(body);
}

/// A compound file (512-byte sectors) with one stream, padded so that it is not a small one.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xffff_fffe;
    let bytes = stream.len().max(4_096);
    let data_sectors = bytes.div_ceil(SECTOR);
    // Sector 0: directory; then the data; then the table.
    let fat_sectors = (0usize..).find(|&fat| fat * 128 > data_sectors + fat).unwrap();
    let mut fat: Vec<u32> = vec![END];
    fat.extend((0..data_sectors).map(|at| if at + 1 == data_sectors { END } else { at as u32 + 2 }));
    fat.extend(std::iter::repeat_n(0xffff_fffd, fat_sectors));
    fat.resize(fat_sectors * 128, 0xffff_ffff);

    let mut out = vec![0u8; SECTOR];
    out[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    put(0x18, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(0x2c, &(fat_sectors as u32).to_le_bytes());
    put(0x30, &0u32.to_le_bytes());
    put(0x38, &4_096u32.to_le_bytes());
    put(0x3c, &END.to_le_bytes());
    put(0x44, &END.to_le_bytes());
    for at in 0..109 {
        let sector = if at < fat_sectors { (1 + data_sectors + at) as u32 } else { 0xffff_ffff };
        put(0x4c + at * 4, &sector.to_le_bytes());
    }
    let mut directory = vec![0u8; SECTOR];
    entry(&mut directory[..128], "Root Entry", 5, END, 0);
    entry(&mut directory[128..256], name, 2, 1, bytes as u32);
    out.extend(directory);
    out.extend_from_slice(stream);
    out.resize(SECTOR * (2 + data_sectors), 0);
    fat.iter().for_each(|sector| out.extend(sector.to_le_bytes()));
    out
}

fn entry(to: &mut [u8], name: &str, kind: u8, first: u32, bytes: u32) {
    let units: Vec<u16> = name.encode_utf16().collect();
    for (at, unit) in units.iter().enumerate() {
        to[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
    }
    to[0x40..0x42].copy_from_slice(&((units.len() as u16 + 1) * 2).to_le_bytes());
    to[0x42] = kind;
    to[0x43] = 1;
    // Root → child 1; no siblings.
    to[0x44..0x4c].fill(0xff);
    to[0x4c..0x50].copy_from_slice(&(if kind == 5 { 1u32 } else { u32::MAX }).to_le_bytes());
    to[0x74..0x78].copy_from_slice(&first.to_le_bytes());
    to[0x78..0x7c].copy_from_slice(&bytes.to_le_bytes());
}
