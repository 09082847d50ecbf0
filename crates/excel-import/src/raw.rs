//! What the reading stage tells the checking stage: facts about the file, then rows of cells as they stand there.

use std::fmt;

/// What a file is, by its content (YW-IMP-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Office Open XML workbook.
    Xlsx,
    /// BIFF8 workbook in a compound file.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Separated text.
    Csv,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Xls, Self::Ods, Self::Csv];

    /// The extension that belongs to it, without a point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// Encoding of a separated text file (YW-IMP-06).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// GB18030, of which GBK is a part.
    Gb18030,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

impl TextEncoding {
    /// Every encoding, in the order of the selector.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// Its name as it is shown and typed, such as `utf-16le`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The encoding of this name, in any case; `gbk` and `gb2312` are read as GB18030, which contains them.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" => Some(Self::Gb18030),
            "utf-16le" | "utf16le" => Some(Self::Utf16Le),
            "utf-16be" | "utf16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

/// A worksheet of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: Box<str>,
    /// Whether it is shown; hidden sheets are read only when named.
    pub visible: bool,
}

/// What is known of a file before its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// Its extension in lower case, where that belongs to something else (`IMP_EXT`).
    pub wrong_extension: Option<Box<str>>,
    /// Its sheets in their order; none for separated text.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that is read, as a place in `sheets`; 0 for separated text.
    pub sheet: u16,
    /// Whether date serials count from 1904.
    pub is_1904: bool,
    /// The encoding of separated text.
    pub encoding: Option<TextEncoding>,
    /// The separator of separated text.
    pub separator: Option<u8>,
}

/// A rectangle of cells; rows count from 1, columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// Top row, from 1.
    pub first_row: u32,
    /// Left column, from 0.
    pub first_column: u16,
    /// Bottom row, from 1.
    pub last_row: u32,
    /// Right column, from 0.
    pub last_column: u16,
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = crate::columns::letters(self.first_column);
        let last = crate::columns::letters(self.last_column);
        write!(f, "{first}{}:{last}{}", self.first_row, self.last_row)
    }
}

/// A cell as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum RawCell {
    /// Nothing.
    Empty,
    /// Text.
    Text(Box<str>),
    /// A number without a date format.
    Number(f64),
    /// A date serial in the date system of the workbook.
    Date(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#N/A`.
    Error(Box<str>),
    /// A formula whose result is not stored.
    FormulaNoResult,
}

impl RawCell {
    /// A text cell, or `Empty` if there is no text.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// Whether nothing, or only white space, stands in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl fmt::Display for RawCell {
    /// The cell as a person would type it; numbers in full, never with an exponent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty | Self::FormulaNoResult => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            Self::Number(number) | Self::Date(number) => write!(f, "{number}"),
            Self::Bool(value) => f.write_str(if *value { "TRUE" } else { "FALSE" }),
        }
    }
}

/// A row with something in it, from column A; what is missing at its end is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRow {
    /// Its number in the file, from 1, header included.
    pub number: u32,
    /// Its cells from column A.
    pub cells: Vec<RawCell>,
}

impl RawRow {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: u16) -> &RawCell {
        self.cells.get(usize::from(column)).unwrap_or(&RawCell::Empty)
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(RawCell::is_blank)
    }
}

/// What was counted while reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Rows below the header with something in them, those beyond the limit included.
    pub data_rows: u32,
    /// How many of them are hidden or filtered away (`IMP_HIDDEN`).
    pub hidden_rows: u32,
}

/// The reading stage's account, in this order: one `Facts`, one `Heading`, rows, `End`. `Merges` comes once, before the
/// rows or after them, wherever the format keeps it.
#[derive(Debug, Clone, PartialEq)]
pub enum RawEvent {
    /// What the file is.
    Facts(Facts),
    /// The first rows of the sheet; the last of them is the header, unless there is none.
    Heading(Vec<RawRow>),
    /// A row below the header.
    Row(RawRow),
    /// The merged areas of the sheet (`IMP_MERGED`).
    Merges(Vec<CellRange>),
    /// Everything has been read.
    End(Totals),
}
