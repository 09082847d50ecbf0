//! The shared strings, in one piece of memory.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::workbook::Workbook;
use crate::bounds::{CELL_CHARS_MAX, SHARED_STRINGS_MAX, SHARED_TEXT_BYTES_MAX};
use crate::reader::container::Container;
use crate::reader::xml::push_reference;
use crate::refusal::Refusal;

/// The table of shared strings: one text and where each string ends in it. The count that the file declares is not used.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads the table; empty if the workbook has none.
    pub(super) fn read(container: &mut Container<'_>, workbook: &Workbook) -> Result<Self, Refusal> {
        let Some(part) = &workbook.strings_part else {
            return Ok(Self::default());
        };
        let budget = container.budget();
        let mut reader = Reader::from_reader(container.part(part)?);
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        let mut strings = Self::default();
        let mut in_text = false;
        // Readings aids (furigana, pinyin) stand in <rPh> and are not part of the text.
        let mut phonetic_depth = 0usize;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|_| budget.blame())? {
                Event::Start(element) => match element.local_name().into_inner() {
                    "t" => in_text = phonetic_depth == 0,
                    "rPh" => phonetic_depth += 1,
                    _ => {}
                },
                Event::Empty(element) if element.local_name().into_inner() == "si" => strings.end_string()?,
                Event::Text(text) if in_text => strings.text.push_str(&text.xml10_content()),
                Event::CData(text) if in_text => strings.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if in_text => push_reference(&mut strings.text, &reference),
                Event::End(element) => match element.local_name().into_inner() {
                    "t" => in_text = false,
                    "rPh" => phonetic_depth = phonetic_depth.saturating_sub(1),
                    "si" => strings.end_string()?,
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    fn end_string(&mut self) -> Result<(), Refusal> {
        let start = self.ends.last().map_or(0, |&end| end as usize);
        if self.text.len() - start > CELL_CHARS_MAX * 4 {
            cut_to_chars(&mut self.text, start);
        }
        if self.ends.len() >= SHARED_STRINGS_MAX || self.text.len() > SHARED_TEXT_BYTES_MAX {
            return Err(Refusal::TooLarge);
        }
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    /// The string of an index.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

/// Cuts the text from `start` to the longest a cell can have.
fn cut_to_chars(text: &mut String, start: usize) {
    if let Some((at, _)) = text[start..].char_indices().nth(CELL_CHARS_MAX) {
        text.truncate(start + at);
    }
}
