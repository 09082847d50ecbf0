//! What a file is, by its content (YW-IMP-02).

use super::container::Container;
use super::{biff, compound::Compound};
use crate::raw::Kind;
use crate::refusal::Refusal;

const ZIP: &[u8] = b"PK\x03\x04";
const ZIP_EMPTY: &[u8] = b"PK\x05\x06";
pub(super) const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ODS_MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Beginnings of files that are not tables, though most of them are text.
const OTHER_KINDS: [&[u8]; 8] =
    [b"%pdf", b"{\\rtf", b"mime-version:", b"rar!", b"7z\xbc\xaf", b"\x89png", b"gif8", b"\x1f\x8b"];
/// Beginnings of mark-up: web pages and XML tables saved under a spreadsheet's name.
const MARKUP: [&[u8]; 7] = [b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<!--"];

/// The kind of a file. `extension` in lower case decides only where content cannot: WPS tables (.et) look like .xls.
pub(super) fn kind(bytes: &[u8], extension: &str) -> Result<Kind, Refusal> {
    if bytes.starts_with(ZIP) {
        return zip_kind(bytes);
    }
    if bytes.starts_with(ZIP_EMPTY) {
        return Err(Refusal::Type);
    }
    if bytes.starts_with(COMPOUND) {
        return compound_kind(bytes, extension);
    }
    if COMPOUND.starts_with(bytes) || (bytes.len() < ZIP.len() && ZIP.starts_with(bytes)) {
        return Err(Refusal::Damaged);
    }
    text_kind(bytes)
}

fn zip_kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut container = Container::open(bytes)?;
    if container.has("xl/workbook.bin")
        || container.has("Index/Document.iwa")
        || container.has("xl/vbaProject.bin")
    {
        return Err(Refusal::Type);
    }
    if container.has("mimetype") {
        let mimetype = container.read_small("mimetype")?;
        let is_ods = mimetype.trim_ascii() == ODS_MIMETYPE;
        return if is_ods { Ok(Kind::Ods) } else { Err(Refusal::Type) };
    }
    if !container.has("[Content_Types].xml") {
        return Err(Refusal::Type);
    }
    let types = container.read_small("[Content_Types].xml")?;
    let names = |text: &[u8]| memchr::memmem::find(&types, text).is_some();
    if names(b"macroEnabled") || !names(b"spreadsheetml") {
        return Err(Refusal::Type);
    }
    Ok(Kind::Xlsx)
}

fn compound_kind(bytes: &[u8], extension: &str) -> Result<Kind, Refusal> {
    let compound = Compound::open(bytes)?;
    if compound.has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    // BIFF5 and older keep their records under "Book".
    if !compound.has("Workbook") || extension == "et" || compound.has("ETExtData") {
        return Err(Refusal::Type);
    }
    biff::check_version(&compound)?;
    Ok(Kind::Xls)
}

fn text_kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_utf16 {
        return Ok(Kind::Csv);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = text.trim_ascii_start();
    let start = start[..start.len().min(16)].to_ascii_lowercase();
    if MARKUP.iter().chain(&OTHER_KINDS).any(|other| start.starts_with(other)) {
        return Err(Refusal::Type);
    }
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Kind::Csv)
}
