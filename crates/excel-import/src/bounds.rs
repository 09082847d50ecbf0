//! What a file may cost (YW-IMP-02, YW-IMP-03). Every figure is checked before the memory or time behind it is spent.

/// Largest file, in bytes: 50 MiB (YW-IMP-02).
pub const FILE_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// Largest unpacked content of a container, in bytes: 512 MiB (YW-IMP-02).
pub const UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Largest unpacked content as a multiple of the packed size (YW-IMP-02).
pub const UNPACKED_RATIO_MAX: u64 = 200;
/// Most data rows of one file (YW-IMP-03).
pub const DATA_ROWS_MAX: u32 = 100_000;
/// Rows at the top among which the header is looked for (YW-IMP-04).
pub const HEADER_ROWS: u32 = 10;
/// Columns that are looked at, from column A.
pub const COLUMNS_MAX: usize = 256;
/// Last row of a worksheet of any kind.
pub(crate) const SHEET_ROWS_MAX: u32 = 1_048_576;
/// Most worksheets that are listed and looked into.
pub(crate) const SHEETS_MAX: usize = 1_024;
/// Most entries of a zip container; a workbook has some dozens.
pub(crate) const ZIP_ENTRIES_MAX: u64 = 10_000;
/// Longest text of a cell, in characters: Excel's own limit. What is beyond cannot be a valid value of any column.
pub(crate) const CELL_CHARS_MAX: usize = 32_767;
/// Most shared strings of a workbook.
pub(crate) const SHARED_STRINGS_MAX: usize = 16_000_000;
/// Most text of all shared strings together, in bytes.
pub(crate) const SHARED_TEXT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most merged areas that are kept; one per row of the largest file.
pub(crate) const MERGES_MAX: usize = 2 * DATA_ROWS_MAX as usize;
/// Largest area, in cells, of the sheets that are parsed whole (.xls, .ods): some 60 bytes each.
pub(crate) const WHOLE_CELLS_MAX: u64 = 6_000_000;
/// Most text, in bytes, that an .ods file may come to when its repeated cells are written out.
pub(crate) const REPEATED_TEXT_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Time that the reading process may take, in seconds: one less than a file may take to its coded error (GOALS, hostile
/// files), so that ending the process and telling of it are within the goal.
pub const READ_SECONDS_MAX: u64 = 19;
/// Address space of the reading process, in bytes: 1 GiB (GOALS, hostile files).
pub const READ_MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;
