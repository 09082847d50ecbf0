//! The workbook part: its sheets, where they lie, and the date system.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::bounds::SHEETS_MAX;
use crate::raw::SheetInfo;
use crate::reader::container::Container;
use crate::reader::xml::{attr, is_true};
use crate::refusal::Refusal;

/// A worksheet of the workbook.
pub(super) struct Sheet {
    info: SheetInfo,
    /// Name of its part in the container.
    pub(super) part: String,
}

/// What the workbook part says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) is_1904: bool,
    pub(super) styles_part: Option<String>,
    pub(super) strings_part: Option<String>,
}

impl Workbook {
    pub(super) fn infos(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(|sheet| sheet.info.clone()).collect()
    }
}

/// A relation of a part: its type (last segment) and its target.
struct Relation {
    kind: String,
    target: String,
}

/// Reads the workbook part and its relations.
pub(super) fn read(container: &mut Container<'_>) -> Result<Workbook, Refusal> {
    let main = main_part(container)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let file = main.rsplit('/').next().unwrap_or(&main);
    let relations_part =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let relations = relations(container, &relations_part, &folder)?;
    let by_kind =
        |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|r| r.target.clone());
    let mut workbook = Workbook {
        sheets: Vec::new(),
        is_1904: false,
        styles_part: by_kind("styles").filter(|part| container.has(part)),
        strings_part: by_kind("sharedStrings").filter(|part| container.has(part)),
    };
    let xml = container.read_small(&main)?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Refusal::Damaged)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().into_inner() {
                "workbookPr" => workbook.is_1904 = is_true(&element, "date1904"),
                "sheet" => {
                    let name = attr(&element, "name").ok_or(Refusal::Damaged)?;
                    let id = attr(&element, "id").ok_or(Refusal::Damaged)?;
                    let relation = relations.get(&*id).ok_or(Refusal::Damaged)?;
                    // Chart and macro sheets have no cells.
                    if relation.kind != "worksheet" || workbook.sheets.len() >= SHEETS_MAX {
                        continue;
                    }
                    let visible =
                        !matches!(attr(&element, "state").as_deref(), Some("hidden" | "veryHidden"));
                    workbook.sheets.push(Sheet {
                        info: SheetInfo { name: name.into(), visible },
                        part: relation.target.clone(),
                    });
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if workbook.sheets.is_empty() { Err(Refusal::Damaged) } else { Ok(workbook) }
}

/// The workbook part, wherever the package says it is.
fn main_part(container: &mut Container<'_>) -> Result<String, Refusal> {
    if container.has("_rels/.rels") {
        let relations = relations(container, "_rels/.rels", "")?;
        let main = relations.values().find(|relation| relation.kind == "officeDocument");
        if let Some(main) = main.filter(|main| container.has(&main.target)) {
            return Ok(main.target.clone());
        }
    }
    if container.has("xl/workbook.xml") { Ok("xl/workbook.xml".to_owned()) } else { Err(Refusal::Damaged) }
}

fn relations(
    container: &mut Container<'_>,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, Refusal> {
    let xml = container.read_small(part)?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut buffer = Vec::new();
    let mut relations = HashMap::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Refusal::Damaged)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().into_inner() == "Relationship" =>
            {
                let (Some(id), Some(kind), Some(target)) =
                    (attr(&element, "Id"), attr(&element, "Type"), attr(&element, "Target"))
                else {
                    continue;
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(id.into_owned(), Relation { kind, target: resolve(folder, &target) });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A relation's target as a part name: relative to the folder unless it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    let full = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in full.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}
