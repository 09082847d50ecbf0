//! `lines add | edit | remove | find` (YW-ORD-08 … 13).

use actions::edit_lines::TypedEdit;
use desk::desk::Desk;
use desk::views::LineView;
use desk::views::line::PlacedLine;
use desk::views::list::{Total, total_count};
use serde_json::json;
use values::{Code, LineId, OrderId, Problem};

use super::order::{line_table, load};
use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::args::LinesCommand;
use crate::call::Call;
use crate::input;
use crate::session::order_id;

/// One of the verbs on lines.
///
/// # Errors
/// Those of the input file and of the verb.
pub(super) async fn lines(call: &Call, desk: &Desk, command: LinesCommand) -> Outcome {
    match command {
        LinesCommand::Add { id, file, strict } => {
            let typed = input::lines(&file)?;
            let id = order_id(desk, &id).await?;
            let done = actions::add_lines(desk, id, &typed, strict).await?;
            let ids: Vec<String> = done.value.iter().map(ToString::to_string).collect();
            let text = match call.lang {
                values::Lang::Zh => format!("已添加 {} 行。", ids.len()),
                values::Lang::En => format!("{} lines were added.", ids.len()),
            };
            Ok(Answer::new(json!({ "ids": ids }), text).with(done.problems, call.sight()))
        }
        LinesCommand::Edit { id, line, file } => {
            let fields = input::line_fields(&file)?;
            let id = order_id(desk, &id).await?;
            let line = line_id(desk, id, &line).await?;
            let done = actions::edit_lines(desk, id, &[TypedEdit { line, fields }]).await?;
            let data = json!({ "id": line.to_string() });
            Ok(Answer::new(data, call.say("已修改。", "Changed.")).with(done.problems, call.sight()))
        }
        LinesCommand::Remove { id, line } => {
            let id = order_id(desk, &id).await?;
            let mut ids = Vec::with_capacity(line.len());
            for text in &line {
                let line = line_id(desk, id, text).await?;
                if !ids.contains(&line) {
                    ids.push(line);
                }
            }
            let removed: Vec<String> = ids.iter().map(ToString::to_string).collect();
            actions::remove_lines(desk, id, ids).await?;
            let text = match call.lang {
                values::Lang::Zh => format!("已删除 {} 行，可用 undo 找回。", removed.len()),
                values::Lang::En => format!("{} lines were removed; undo brings them back.", removed.len()),
            };
            Ok(Answer::new(json!({ "ids": removed }), text))
        }
        LinesCommand::Find { id, text, limit, offset } => find(call, desk, &id, &text, limit, offset).await,
    }
}

async fn find(call: &Call, desk: &Desk, id: &str, text: &str, limit: u32, offset: u32) -> Outcome {
    use actions::Host as _;
    let id = order_id(desk, id).await?;
    let order = load(desk, id).await?;
    let context = order.line_context(desk.today());
    let wanted = offset.saturating_add(limit);
    let found = desk.store().search_lines(id, text, 0, wanted).await.or_fail()?;
    let lines: Vec<LineView> = found
        .hits
        .into_iter()
        .skip(usize::try_from(offset).unwrap_or(usize::MAX))
        .map(|hit| LineView::of(&PlacedLine { position: hit.position, line: hit.line }, context))
        .collect();
    let table = line_table(call, &lines);
    let data = json!({
        "lines": serde_json::to_value(&lines).expect("views are JSON"),
        "total": total_count(found.total),
        "total_is_exact": matches!(found.total, Total::Exactly(_)),
    });
    Ok(Answer::new(data, table))
}

/// The line that was meant: a whole id, `#n` for the n-th, or an ending that only one line of the order has.
///
/// # Errors
/// `ID_INVALID` for what cannot be an id; `NOT_FOUND`.
async fn line_id(desk: &Desk, order: OrderId, text: &str) -> Result<LineId, Failure> {
    const WHOLE: usize = 36;
    let text = text.trim();
    let missing = || Failure::from(Problem::new(Code::NotFound).found(text).in_field("id"));
    if let Some(position) = text.strip_prefix('#') {
        let position: u32 = position
            .parse()
            .ok()
            .filter(|n| *n > 0)
            .ok_or_else(|| Problem::new(Code::IdInvalid).found(text))?;
        let page = desk.store().lines_page(order, position - 1, 1).await.or_fail()?;
        return page.lines.first().map(|placed| placed.line.id).ok_or_else(missing);
    }
    let tail = text.to_ascii_lowercase();
    let can_be_tail =
        (4..WHOLE).contains(&tail.len()) && tail.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !can_be_tail {
        return Ok(LineId::parse(text).map_err(|problem| problem.in_field("id"))?);
    }
    let mut found = Vec::new();
    let each = |placed: PlacedLine| {
        if placed.line.id.to_string().ends_with(&tail) {
            found.push(placed.line.id);
        }
        Ok(())
    };
    desk.store().each_line(order, each).await.or_fail()?;
    match found.as_slice() {
        [id] => Ok(*id),
        _ => Err(missing()),
    }
}
