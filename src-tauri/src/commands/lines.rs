//! Lines: the grid and the entry row.

use tauri::State;

use crate::{
    session::{Answer, Session},
    views::{
        FieldText, FillDirection, FoundCell, LineColumn, LineRange, LinesDone, LinesPage, MerchantView,
        PageQuery, Paste, RangeSum,
    },
};

#[tauri::command]
pub(crate) async fn lines_page(
    session: State<'_, Session>,
    id: String,
    page: PageQuery,
) -> Answer<LinesPage> {
    session.guarded(session.lines(&id, page)).await
}

#[tauri::command]
pub(crate) async fn add_line(
    session: State<'_, Session>,
    id: String,
    fields: Vec<FieldText>,
) -> Answer<LinesDone> {
    session.guarded(session.add_line(&id, fields)).await
}

#[tauri::command]
pub(crate) async fn type_cell(
    session: State<'_, Session>,
    id: String,
    line: String,
    column: LineColumn,
    text: String,
) -> Answer<LinesDone> {
    session.guarded(session.type_cell(&id, &line, column, text)).await
}

#[tauri::command]
pub(crate) async fn paste_cells(session: State<'_, Session>, id: String, paste: Paste) -> Answer<LinesDone> {
    session.guarded(session.paste_cells(&id, paste)).await
}

#[tauri::command]
pub(crate) async fn fill_cells(
    session: State<'_, Session>,
    id: String,
    range: LineRange,
    direction: FillDirection,
) -> Answer<LinesDone> {
    session.guarded(session.fill_cells(&id, range, direction)).await
}

#[tauri::command]
pub(crate) async fn clear_cells(
    session: State<'_, Session>,
    id: String,
    range: LineRange,
) -> Answer<LinesDone> {
    session.guarded(session.clear_cells(&id, range)).await
}

#[tauri::command]
pub(crate) async fn remove_lines(
    session: State<'_, Session>,
    id: String,
    ranges: Vec<LineRange>,
) -> Answer<LinesDone> {
    session.guarded(session.remove_lines(&id, ranges)).await
}

#[tauri::command]
pub(crate) async fn copy_cells(session: State<'_, Session>, id: String, range: LineRange) -> Answer<()> {
    session.guarded(session.copy_cells(&id, range)).await
}

#[tauri::command]
pub(crate) async fn sum_cells(session: State<'_, Session>, id: String, range: LineRange) -> Answer<RangeSum> {
    session.guarded(session.sum_cells(&id, range)).await
}

#[tauri::command]
pub(crate) async fn places_of(
    session: State<'_, Session>,
    id: String,
    lines: Vec<String>,
) -> Answer<Vec<Option<u32>>> {
    session.guarded(session.places_of(&id, &lines)).await
}

#[tauri::command]
pub(crate) async fn next_wrong(
    session: State<'_, Session>,
    id: String,
    after: u32,
) -> Answer<Option<FoundCell>> {
    session.guarded(session.next_wrong(&id, after)).await
}

#[tauri::command]
pub(crate) async fn next_duplicate(
    session: State<'_, Session>,
    id: String,
    after: u32,
) -> Answer<Option<FoundCell>> {
    session.guarded(session.next_duplicate(&id, after)).await
}

#[tauri::command]
pub(crate) async fn find_in_lines(
    session: State<'_, Session>,
    id: String,
    text: String,
    after: u32,
    backwards: bool,
) -> Answer<Option<FoundCell>> {
    session.guarded(session.find_in_lines(&id, &text, after, backwards)).await
}

#[tauri::command]
pub(crate) async fn known_merchants(session: State<'_, Session>, text: String) -> Answer<Vec<MerchantView>> {
    session.guarded(session.known_merchants(&text)).await
}

#[tauri::command]
pub(crate) async fn scratch(session: State<'_, Session>, places: Vec<String>) -> Answer<Vec<Option<String>>> {
    session.guarded(session.scratch(&places)).await
}

#[tauri::command]
pub(crate) async fn keep_scratch(
    session: State<'_, Session>,
    place: String,
    body: Option<String>,
) -> Answer<()> {
    session.guarded(session.keep_scratch(&place, body.as_deref())).await
}
