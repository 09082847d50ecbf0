//! `order new | edit | delete | restore | show` (YW-ORD-02 … 07).

use desk::desk::Desk;
use desk::views::{LineView, OrderView};
use domain::{Order, StateName};
use serde_json::{Value, json};
use values::{Code, OrderId, Problem};

use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::args::{OrderCommand, ShowArgs};
use crate::call::Call;
use crate::session::order_id;
use crate::table::Human;
use crate::{answer::Told, input};

/// Most lines that `order show` gives at once: an order has no more.
const LINES_MAX: u32 = 100_000;

/// One of the verbs on an order.
///
/// # Errors
/// Those of the input file and of the verb.
pub(super) async fn order(call: &Call, desk: &Desk, command: OrderCommand) -> Outcome {
    match command {
        OrderCommand::New { file } => {
            let fields = file.as_deref().map(input::order_fields).transpose()?.unwrap_or_default();
            let done = actions::create_order(desk, &fields).await?;
            let number = done.value.draft_number();
            let text = format!("{} {number}  {}", call.say("已新增", "Made"), done.value);
            Ok(Answer::new(json!({ "id": done.value.to_string() }), text).with(done.problems, call.sight()))
        }
        OrderCommand::Edit { id, file } => {
            let fields = input::order_fields(&file)?;
            let id = order_id(desk, &id).await?;
            let done = actions::edit_order(desk, id, &fields).await?;
            Ok(plain(id, call.say("已修改。", "Changed.")).with(done.problems, call.sight()))
        }
        OrderCommand::Delete { id } => {
            let id = order_id(desk, &id).await?;
            actions::delete_order(desk, id).await?;
            Ok(plain(id, call.say("已删除，可用 undo 找回。", "Deleted; undo brings it back.")))
        }
        OrderCommand::Restore { id } => {
            let id = order_id(desk, &id).await?;
            actions::restore_order(desk, id).await?;
            Ok(plain(id, call.say("已找回。", "Brought back.")))
        }
        OrderCommand::Show(show) => show_order(call, desk, &show).await,
        OrderCommand::List(_)
        | OrderCommand::ExportList { .. }
        | OrderCommand::Older { .. }
        | OrderCommand::Fetch { .. } => {
            unreachable!("lists are answered in their own modules")
        }
    }
}

fn plain(id: OrderId, text: &str) -> Answer {
    Answer::new(json!({ "id": id.to_string() }), text)
}

/// The order of this id, unless it was deleted.
///
/// # Errors
/// `NOT_FOUND`; those of the store.
pub(super) async fn load(desk: &Desk, id: OrderId) -> Result<Order, Failure> {
    let found = desk.store().order(id).await.or_fail()?.filter(|order| !order.deleted);
    Ok(found.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?)
}

async fn show_order(call: &Call, desk: &Desk, show: &ShowArgs) -> Outcome {
    use actions::Host as _;
    let id = order_id(desk, &show.id).await?;
    let order = load(desk, id).await?;
    let view = OrderView::of(&order, call.sight());
    let mut data = json!({ "total": order.sums.lines });
    let mut human = vec![head(call, &view)];
    if show.lines {
        let context = order.line_context(desk.today());
        let page = desk.store().lines_page(id, show.offset, show.limit.min(LINES_MAX)).await.or_fail()?;
        let lines: Vec<LineView> = page.lines.iter().map(|placed| LineView::of(placed, context)).collect();
        human.push(line_table(call, &lines));
        data["lines"] = serde_json::to_value(&lines).expect("views are JSON");
        data["total"] = json!(page.total);
    }
    data["order"] = serde_json::to_value(&view).expect("views are JSON");
    // What is wrong stands beside each field; reading an order is done well whatever it says.
    Ok(Answer { data, human: Human::All(human), told: Told::default() })
}

fn head(call: &Call, view: &OrderView) -> Human {
    let state = StateName::from_name(view.state).map_or(view.state, |state| state.word(call.lang));
    let json = serde_json::to_value(view).expect("views are JSON");
    let mut pairs = vec![
        (call.say("编号", "Id").to_owned(), view.id.clone()),
        (
            call.say("信保订单号", "Order number").to_owned(),
            view.order_no.clone().unwrap_or_else(|| view.draft_no.clone()),
        ),
        (call.say("订单状态", "State").to_owned(), state.to_owned()),
    ];
    for field in domain::OrderField::ALL {
        let text = text_of(&json[field.name()]);
        if !text.is_empty() {
            pairs.push((values::problem::field_name(field.name(), call.lang).to_owned(), text));
        }
    }
    pairs.push((call.say("笔数", "Lines").to_owned(), view.line_count.to_string()));
    pairs.push((call.say("错误行", "Wrong lines").to_owned(), view.wrong_lines.to_string()));
    pairs.push((call.say("总件数", "Packages").to_owned(), view.packages_sum.to_string()));
    pairs.push((
        call.say("金额合计", "Sum").to_owned(),
        format!("{} {}", view.line_sum, text_of(&json["line_currency"])),
    ));
    let problems =
        view.problems.iter().map(|problem| (problem.code.to_owned(), problem.message(call.lang).to_owned()));
    pairs.extend(problems);
    Human::Pairs(pairs)
}

/// A field's text; a raw one has a question mark before it.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(text_of).collect::<Vec<_>>().join(" "),
        Value::Object(raw) => format!("?{}", text_of(&raw["raw"])),
        _ => String::new(),
    }
}

/// Lines as a table.
pub(super) fn line_table(call: &Call, lines: &[LineView]) -> Human {
    let mut heading = vec!["#".to_owned()];
    heading.extend(
        domain::LineField::ALL.map(|field| values::problem::field_name(field.name(), call.lang).to_owned()),
    );
    heading.push(call.say("问题", "Problems").to_owned());
    let rows = lines
        .iter()
        .map(|line| {
            let cells = [
                &line.merchant_no,
                &line.merchant_name,
                &line.merchant_phone,
                &line.order_month,
                &line.goods_name,
                &line.quantity,
                &line.packages,
                &line.amount,
            ];
            let mut row = vec![line.position.to_string()];
            row.extend(cells.map(desk::views::EntryView::for_table));
            row.push(line.problems.iter().map(|problem| problem.code).collect::<Vec<_>>().join(" "));
            row
        })
        .collect();
    Human::Table(heading, rows)
}
