//! Lines of an order one by one (YW-ORD-08 … 14), and what is being typed.

use actions::{ActionError, Done, Host as _, add_lines, edit_lines, edit_lines::TypedEdit};
use domain::LineField;
use excel_import::write::table::TableKind;
use values::{Code, Problem};

use super::{Answer, OpenDesk, Session, line_id, order_id, orders::TABLES, refusal, saved_at};
use crate::{
    system::dialogs::Dialogs,
    views::{FieldText, FileView, FoundCell, LineColumn, LineView, LinesDone, LinesPage, PageQuery},
};

/// The longest text that is kept as being typed, in bytes: an entry row is far below it.
const SCRATCH_BYTES_MAX: usize = 1024 * 1024;

impl Session {
    /// A page of an order's lines.
    ///
    /// # Errors
    /// `NOT_FOUND`; those of the store.
    pub async fn lines(&self, id: &str, page: PageQuery) -> Answer<LinesPage> {
        let id = order_id(id)?;
        let desk = self.desk().await?;
        let unread = |error| self.unread(error);
        // Before the lines: a page may be newer than it says, never older.
        let revision = desk.store().change_counter().await.map_err(unread)?;
        let order = self.order_of(&desk, id).await?;
        let found = desk.store().lines_page(id, page.offset, page.rows()).await.map_err(unread)?;
        let twins = desk.store().twins_of_page(id, &found.lines).await.map_err(unread)?;
        let context = order.line_context(desk.today());
        let lines = found.lines.iter().zip(twins);
        Ok(LinesPage {
            lines: lines.map(|(line, twin)| LineView::of(line, context, twin)).collect(),
            total: u32::try_from(found.total).expect("an order has at most 100,000 lines"),
            revision: revision.to_string(),
        })
    }

    /// 【+】: adds a line behind the last one. A wrong one is not added, and the answer names everything that is wrong
    /// with its fields.
    ///
    /// # Errors
    /// `LINE_LIMIT`, the locks of §19.4, `CODE_UNKNOWN` for a field that is none; those of the store.
    pub async fn add_line(&self, id: &str, fields: Vec<FieldText>) -> Answer<LinesDone> {
        let id = order_id(id)?;
        let typed: Vec<(LineField, String)> =
            fields.into_iter().map(line_field).collect::<Result<_, _>>().map_err(refusal)?;
        let desk = self.desk().await?;
        let added = match add_lines(&*desk, id, &[typed], true).await {
            Ok(added) => added,
            Err(ActionError::Refused(problems)) if problems.iter().all(is_of_a_field) => {
                return Ok(LinesDone::of(&[], &problems, String::new()));
            }
            Err(error) => return Err(self.refused(error)),
        };
        let done = LinesDone { added: 1, ..LinesDone::of(&added.value, &added.problems, saved_at()) };
        self.wrote(&desk).await;
        Ok(done)
    }

    /// Types a text into one cell; a wrong one is kept and marked.
    ///
    /// # Errors
    /// `NOT_FOUND`, `LINE_LINKED`, `FIELD_TOO_LONG`, the locks of §19.4; those of the store.
    pub async fn type_cell(
        &self,
        id: &str,
        line: &str,
        column: LineColumn,
        text: String,
    ) -> Answer<LinesDone> {
        let (id, line) = (order_id(id)?, line_id(line)?);
        let desk = self.desk().await?;
        let typed = TypedEdit { line, fields: vec![(column.into(), text)] };
        let Done { problems, .. } =
            edit_lines(&*desk, id, &[typed]).await.map_err(|error| self.refused(error))?;
        let done = LinesDone { changed: 1, ..LinesDone::of(&[line], &problems, saved_at()) };
        self.wrote(&desk).await;
        Ok(done)
    }

    /// The next line with an error behind a place, around the end, and its first wrong cell.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn next_wrong(&self, id: &str, after: u32) -> Answer<Option<FoundCell>> {
        let order = order_id(id)?;
        let desk = self.desk().await?;
        let found = desk.store().next_wrong(order, after.into()).await.map_err(|error| self.unread(error))?;
        let Some(number) = found.and_then(|position| u32::try_from(position).ok()) else { return Ok(None) };
        let column = self.first_wrong_cell(&desk, id, number).await?;
        Ok(Some(FoundCell { number, column }))
    }

    async fn first_wrong_cell(&self, desk: &OpenDesk, id: &str, number: u32) -> Answer<Option<LineColumn>> {
        let id = order_id(id)?;
        let order = self.order_of(desk, id).await?;
        let page = desk.store().lines_page(id, number.saturating_sub(1), 1).await;
        let page = page.map_err(|error| self.unread(error))?;
        let context = order.line_context(desk.today());
        Ok(page.lines.first().and_then(|placed| {
            let problems = placed.line.fields.problems(context);
            let wrong = problems.iter().find(|problem| problem.is_error())?;
            wrong.field.as_deref().and_then(LineField::from_name).map(LineColumn::from)
        }))
    }

    /// The order with its lines, where the person chooses; with the passport only on explicit choice (CM-SEC-03).
    ///
    /// # Errors
    /// `NOT_FOUND`, `FILE_WRITE`; those of the store.
    pub async fn export_order(
        &self,
        dialogs: &dyn Dialogs,
        id: &str,
        with_passport: bool,
    ) -> Answer<Option<FileView>> {
        let id = order_id(id)?;
        let name = {
            let desk = self.desk().await?;
            let order = self.order_of(&desk, id).await?;
            let confirmed = order.state.confirmed().map(|confirmed| confirmed.order_no.to_string());
            format!("{}.xlsx", confirmed.unwrap_or_else(|| id.draft_number()))
        };
        let Some(path) = dialogs.save_as(&name, &TABLES).await else { return Ok(None) };
        let kind = TableKind::of(&path).unwrap_or(TableKind::Xlsx);
        let desk = self.desk().await?;
        let rows = desk.export_order(id, &path, kind, self.lang(), with_passport).await;
        Ok(Some(FileView::written(&path, rows.map_err(|error| self.refused(error))?)))
    }

    /// What was being typed at each of these places. A page asks for all its fields at once.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn scratch(&self, places: &[String]) -> Answer<Vec<Option<String>>> {
        let desk = self.desk().await?;
        let mut bodies = Vec::with_capacity(places.len());
        for place in places {
            bodies.push(desk.store().scratch(place).await.map_err(|error| self.unread(error))?);
        }
        Ok(bodies)
    }

    /// Keeps what is being typed at a place; `None` clears it. On the disk when this returns (DECISIONS, Drafts).
    ///
    /// # Errors
    /// `FIELD_TOO_LONG` above 1 MiB; those of the store.
    pub async fn keep_scratch(&self, place: &str, body: Option<&str>) -> Answer<()> {
        if let Some(length) = body.map(str::len).filter(|length| *length > SCRATCH_BYTES_MAX) {
            let problem = Problem::new(Code::FieldTooLong).with("max", SCRATCH_BYTES_MAX).with("n", length);
            return Err(refusal(problem));
        }
        let desk = self.desk().await?;
        desk.store().keep_scratch(place, body, desk.now()).await.map_err(|error| self.unread(error))
    }
}

/// Whether a problem is told at a field of the line, as `lines[0].name`.
fn is_of_a_field(problem: &Problem) -> bool {
    let name = problem.field.as_deref().and_then(|path| path.rsplit('.').next());
    name.and_then(LineField::from_name).is_some()
}

fn line_field(typed: FieldText) -> Result<(LineField, String), Problem> {
    match LineField::from_name(&typed.field) {
        Some(field) => Ok((field, typed.text)),
        None => Err(Problem::new(Code::CodeUnknown).found(typed.field)),
    }
}
