//! `filter save | list | delete`: filters that are remembered under a name (CM-UI-02).

use desk::desk::Desk;
use desk::views::list::{OrderQuery, SavedFilter};
use serde_json::{Value, json};
use values::{Code, FilterId, Problem};

use crate::answer::{Answer, Failure, OrFail as _, Outcome};
use crate::args::FilterCommand;
use crate::call::Call;
use crate::table::Human;

/// Longest name of a filter, in characters.
const NAME_CHARS: usize = 50;

/// One of the verbs on saved filters.
///
/// # Errors
/// The codes of the name and of the filters; `NOT_FOUND`; those of the store.
pub(super) async fn filter(call: &Call, desk: &Desk, command: FilterCommand) -> Outcome {
    use actions::Host as _;
    match command {
        FilterCommand::Save { name, filter } => {
            let name = values::names::short_text(&name, 1, NAME_CHARS)
                .map_err(|problem| problem.in_field("filter_name"))?;
            let query = super::list::query(desk, &filter).await?;
            let former = all(desk).await?.into_iter().find(|saved| *saved.name == *name);
            let id = former.map_or_else(|| FilterId::from_uuid(desk.next_uuid()), |saved| saved.id);
            let saved = SavedFilter { id, name: name.into(), query, updated_at: desk.now() };
            desk.store().save_filter(&saved).await.or_fail()?;
            Ok(Answer::new(view(&saved), call.say("已保存。", "Saved.")))
        }
        FilterCommand::List => {
            let saved = all(desk).await?;
            let rows =
                saved.iter().map(|saved| vec![saved.name.clone(), asked(&saved.query).to_string()]).collect();
            let data = json!({ "filters": saved.iter().map(view).collect::<Vec<_>>() });
            let heading = call.heading(&[("名称", "name"), ("条件", "asks for")]);
            Ok(Answer::new(data, Human::Table(heading, rows)))
        }
        FilterCommand::Delete { name } => {
            let id = saved(desk, &name).await?.id;
            desk.store().delete_filter(id).await.or_fail()?;
            Ok(Answer::new(json!({ "id": id.to_string() }), call.say("已删除。", "Deleted.")))
        }
    }
}

async fn all(desk: &Desk) -> Result<Vec<SavedFilter>, Failure> {
    desk.store().list_filters().await.or_fail()
}

/// The filter of this name.
///
/// # Errors
/// `NOT_FOUND`; those of the store.
pub(super) async fn saved(desk: &Desk, name: &str) -> Result<SavedFilter, Failure> {
    let found = all(desk).await?.into_iter().find(|saved| saved.name == name.trim());
    Ok(found.ok_or_else(|| Problem::new(Code::NotFound).found(name).in_field("filter_name"))?)
}

fn view(saved: &SavedFilter) -> Value {
    json!({
        "id": saved.id.to_string(),
        "name": saved.name,
        "updated_at": saved.updated_at.to_string(),
        "filter": asked(&saved.query),
    })
}

/// What a filter asks for, under the names of the arguments; a passport only says that there is one.
fn asked(query: &OrderQuery) -> Value {
    let sort = format!("{}{}", if query.sort.descending { "-" } else { "" }, query.sort.column.name());
    let is_one_month = query.month_from == query.month_to;
    let mut asked = json!({
        "search": query.text,
        "state": query.state.map(|state| state.name()),
        "buyer": query.buyer,
        "passport": query.passport_hash.map(|_| "***"),
        "destination": query.destination.as_ref().map(ToString::to_string),
        "link_state": query.links.map(|links| links.name()),
        "declaration": query.declaration,
        "created_from": query.created_from.map(|at| at.china_day().to_string()),
        "created_to": query.created_before.and_then(|at| at.china_day().plus_days(-1)).map(|day| day.to_string()),
        "month": query.month_from.filter(|_| is_one_month).map(|month| month.to_string()),
        "month_from": query.month_from.filter(|_| !is_one_month).map(|month| month.to_string()),
        "month_to": query.month_to.filter(|_| !is_one_month).map(|month| month.to_string()),
        "merchant": query.merchant,
        "sort": sort,
    });
    if let Some(asked) = asked.as_object_mut() {
        asked.retain(|_, value| !value.is_null());
    }
    asked
}
