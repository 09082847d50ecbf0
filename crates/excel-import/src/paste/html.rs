//! The first table of a clipboard's HTML. Programs write it, people do not: tags are read as they come, whatever is not a
//! table, row, cell or line break is passed over, and nothing is an error but size.

use values::Problem;

use super::{COLUMNS_MAX, ROWS_MAX, Rows, too_large};

/// The rows of the first table, merged cells' text in their first cell only; `None` if there is no table.
pub(super) fn rows(html: &str) -> Result<Option<Vec<Vec<Box<str>>>>, Problem> {
    let mut table = Table::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        table.text(&rest[..at]);
        let Some((tag, after)) = Tag::read(&rest[at..]) else {
            // A bracket that opens nothing is text.
            table.text("<");
            rest = &rest[at + 1..];
            continue;
        };
        rest = match tag.name.as_str() {
            "style" | "script" | "title" if !tag.is_end => behind_end(after, &tag.name),
            _ => after,
        };
        table.tag(&tag)?;
        if table.is_over() {
            return table.finish();
        }
    }
    table.text(rest);
    table.finish()
}

/// Behind the end tag of an element whose content is no markup.
fn behind_end<'h>(html: &'h str, name: &str) -> &'h str {
    let mut from = 0;
    while let Some(at) = html[from..].find("</") {
        let start = from + at + 2;
        let is_it = html.get(start..start + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        if is_it {
            return &html[from + at..];
        }
        from = start;
    }
    ""
}

/// A tag: its name in lower case, and what of its attributes matters.
struct Tag {
    name: String,
    is_end: bool,
    rowspan: usize,
    colspan: usize,
}

impl Tag {
    /// The tag or comment at the beginning, and what comes behind it; `None` if a `<` is just a character.
    fn read(html: &str) -> Option<(Self, &str)> {
        let none = |after| Some((Self { name: String::new(), is_end: false, rowspan: 1, colspan: 1 }, after));
        if let Some(comment) = html.strip_prefix("<!--") {
            return none(comment.find("-->").map_or("", |end| &comment[end + 3..]));
        }
        let inside = &html[1..];
        let is_end = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            return None;
        }
        let name_end =
            inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        let end = tag_end(&inside[name_end..]) + name_end;
        let attributes = &inside[name_end..end];
        let after = inside.get(end + 1..).unwrap_or("");
        let span = |attribute| number_of(attributes, attribute).unwrap_or(1).max(1);
        Some((Self { name, is_end, rowspan: span("rowspan"), colspan: span("colspan") }, after))
    }
}

/// Where the `>` of a tag stands that is not within quotes; its end if there is none.
fn tag_end(attributes: &str) -> usize {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    attributes.len()
}

/// The number of an attribute such as `colspan=3`, quoted or not.
fn number_of(attributes: &str, name: &str) -> Option<usize> {
    let lower = attributes.to_ascii_lowercase();
    let (before, after) = lower.split_once(name)?;
    let is_whole = before.ends_with(|c: char| c.is_whitespace());
    let value = after.trim_start().strip_prefix('=').filter(|_| is_whole)?;
    let digits = value.trim_start().trim_start_matches(['"', '\'']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// The table as far as it was read.
#[derive(Default)]
struct Table {
    rows: Rows,
    /// How many tables are open; those within a cell are text of the cell.
    depth: usize,
    is_seen: bool,
    in_row: bool,
    cell: Option<Cell>,
    /// For each column how many further rows a merged cell above takes.
    taken: Vec<usize>,
}

struct Cell {
    text: String,
    rowspan: usize,
    colspan: usize,
}

impl Table {
    fn is_over(&self) -> bool {
        self.is_seen && self.depth == 0
    }

    fn text(&mut self, html: &str) {
        if let Some(cell) = &mut self.cell {
            push_text(&mut cell.text, html);
        }
    }

    fn tag(&mut self, tag: &Tag) -> Result<(), Problem> {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => {
                self.depth += 1;
                self.is_seen = true;
            }
            ("table", true) => {
                if self.depth == 1 {
                    self.end_row()?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            ("br", _) | ("p" | "div" | "tr", true)
                if self.cell.is_some() && (self.depth > 1 || tag.name != "tr") =>
            {
                self.text_break();
            }
            ("tr", false) if self.depth == 1 => {
                self.end_row()?;
                self.in_row = true;
            }
            ("tr", true) if self.depth == 1 => self.end_row()?,
            ("td" | "th", false) if self.depth == 1 => {
                self.end_cell()?;
                self.in_row = true;
                self.cell = Some(Cell { text: String::new(), rowspan: tag.rowspan, colspan: tag.colspan });
            }
            ("td" | "th", true) if self.depth == 1 => self.end_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn text_break(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.text.truncate(cell.text.trim_end_matches(' ').len());
            cell.text.push('\n');
        }
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        self.skip_taken()?;
        if cell.colspan > COLUMNS_MAX || cell.rowspan > ROWS_MAX + 1 {
            return Err(too_large());
        }
        let first = self.rows.row.len();
        for at in 0..cell.colspan {
            self.rows.cell(if at == 0 { cell.text.trim() } else { "" })?;
        }
        if self.taken.len() < first + cell.colspan {
            self.taken.resize(first + cell.colspan, 0);
        }
        self.taken[first..first + cell.colspan].fill(cell.rowspan - 1);
        Ok(())
    }

    /// Empty cells where merged ones reach down from above.
    fn skip_taken(&mut self) -> Result<(), Problem> {
        while let Some(left) = self.taken.get_mut(self.rows.row.len()).filter(|left| **left > 0) {
            *left -= 1;
            self.rows.cell("")?;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        self.end_cell()?;
        if std::mem::take(&mut self.in_row) {
            self.skip_taken()?;
            // Merged cells right of a row that ends early.
            let width = self.rows.row.len();
            self.taken.iter_mut().skip(width).for_each(|left| *left = left.saturating_sub(1));
            self.rows.end_row()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Option<Vec<Vec<Box<str>>>>, Problem> {
        self.end_row()?;
        Ok(self.is_seen.then_some(self.rows.rows))
    }
}

/// Text of a document: entities resolved, runs of white space one blank.
fn push_text(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(letter) = rest.chars().next() {
        let (letter, after) = match letter {
            '&' => entity(rest).unwrap_or((letter, &rest[1..])),
            _ => (letter, &rest[letter.len_utf8()..]),
        };
        // A written blank collapses; one that was asked for by `&#9;` or `&nbsp;` does not.
        if rest.starts_with([' ', '\t', '\n', '\r']) {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(letter);
        }
        rest = after;
    }
}

/// The character of an entity at the beginning, and what comes behind it.
fn entity(html: &str) -> Option<(char, &str)> {
    /// No entity that programs write into tables is longer.
    const LONGEST: usize = 10;
    let end = html.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &html[1..end];
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "yen" => '¥',
        "middot" => '·',
        "times" => '×',
        "mdash" => '—',
        "ndash" => '–',
        _ => {
            let code = name.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((letter, &html[end + 1..]))
}
