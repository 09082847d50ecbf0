//! `attention list | resolve`: what a person must decide (CM-SYNC-02).

use std::path::Path;

use desk::desk::Desk;
use desk::remote::note_decided;
use desk::sync::decide::{Take, decide};
use desk::views::{AttentionView, ConflictView};
use domain::Outcome;
use serde::Deserialize;
use serde_json::json;
use values::problem::{change_name, field_name};
use values::{Code, MutationId, Problem};

use super::connect::server;
use crate::answer::{Answer, Failure, OrFail as _, Outcome as Said};
use crate::args::AttentionCommand;
use crate::call::Call;
use crate::input;
use crate::table::Human;

/// Lists what is to be decided, or decides one.
///
/// # Errors
/// Those of the input file, of the store, and of deciding.
pub(super) async fn attention(call: &Call, desk: &Desk, command: &AttentionCommand) -> Said {
    match command {
        AttentionCommand::List { limit, offset } => list(call, desk, *limit, *offset).await,
        AttentionCommand::Resolve { id, take } => resolve(call, desk, id, take).await,
    }
}

async fn list(call: &Call, desk: &Desk, limit: u32, offset: u32) -> Said {
    let (entries, total) = desk.store().attention(None, offset, limit).await.or_fail()?;
    let views: Vec<AttentionView> =
        entries.iter().map(|entry| AttentionView::of(entry, call.sight())).collect();
    let mut human = Vec::new();
    for view in &views {
        let what = change_name(&view.change, call.lang);
        let why = view.problem.as_ref().map(|problem| problem.message(call.lang).to_owned());
        human.push(Human::Text(format!(
            "{}  {}  {what}  {}",
            view.id,
            view.draft_no,
            why.unwrap_or_else(|| call.say("两边都改了", "changed on both sides").to_owned())
        )));
        human.extend(view.conflicts.iter().map(|conflict| table(call, conflict)));
    }
    if views.is_empty() {
        human.push(call.say("没有需处理的内容。", "Nothing is to be decided.").into());
    }
    Ok(Answer::new(json!({ "attention": views, "total": total }), Human::All(human)))
}

/// Before, mine, the server's, a row per field.
fn table(call: &Call, conflict: &ConflictView) -> Human {
    let heading =
        call.heading(&[("字段", "field"), ("原来", "before"), ("本机", "mine"), ("服务器", "server")]);
    let whole = |state: &str| {
        call.say(
            match state {
                "gone" => "已删除",
                _ => "保留",
            },
            match state {
                "gone" => "removed",
                _ => "there",
            },
        )
        .to_owned()
    };
    if conflict.fields.is_empty() {
        let row = vec![
            conflict.group.to_owned(),
            whole(conflict.base),
            whole(conflict.mine),
            whole(conflict.theirs),
        ];
        return Human::Table(heading, vec![row]);
    }
    let rows = conflict
        .fields
        .iter()
        .map(|field| {
            let side = |entry: &Option<desk::views::EntryView>, state: &str| {
                entry.as_ref().map_or_else(|| whole(state), desk::views::EntryView::for_table)
            };
            vec![
                field_name(field.field, call.lang).to_owned(),
                side(&field.base, conflict.base),
                side(&field.mine, conflict.mine),
                side(&field.theirs, conflict.theirs),
            ]
        })
        .collect();
    Human::Table(heading, rows)
}

async fn resolve(call: &Call, desk: &Desk, id: &str, take: &str) -> Said {
    let id = entry_id(desk, id).await?;
    let item = desk.store().attention_item(id).await.or_fail()?;
    let item = item.ok_or_else(|| Problem::new(Code::NotFound).in_field("id"))?;
    let count = match &item.entry.outcome {
        Outcome::Conflict(conflicts) => conflicts.len(),
        _ => 1,
    };
    let choices = match take {
        "mine" => vec![Take::Mine; count],
        "server" => vec![Take::Theirs; count],
        file => choices(Path::new(file))?,
    };
    decide(desk, id, &choices).await?;
    note_decided(desk.store(), id).await?;
    let told = tell(desk).await;
    let text = call.say("已处理。", "Decided.");
    let order = item.entry.order.to_string();
    Ok(Answer::new(json!({ "id": id.to_string(), "order": order, "server_told": told }), text))
}

/// Tells the server what was decided, if it can be asked now; else the next synchronisation does.
pub(super) async fn tell(desk: &Desk) -> bool {
    let told = async { server(desk).await?.tell_decided().await };
    match told.await {
        Ok(_) => true,
        Err(error) => {
            tracing::info!(%error, "the server was not told of what was decided");
            false
        }
    }
}

/// One choice for each conflict, in the order of the list: `"mine"`, `"server"`, or an object of fields.
#[derive(Deserialize)]
#[serde(untagged)]
enum Choice {
    Side(String),
    Values(std::collections::BTreeMap<String, String>),
}

fn choices(file: &Path) -> Result<Vec<Take>, Failure> {
    let typed: Vec<Choice> = input::json(file)?;
    let read = |choice| match choice {
        Choice::Values(values) => Ok(Take::Values(values.into_iter().collect())),
        Choice::Side(side) if side == "mine" => Ok(Take::Mine),
        Choice::Side(side) if side == "server" => Ok(Take::Theirs),
        Choice::Side(_) => Err(Problem::new(Code::ReqMalformed).in_field("choices").into()),
    };
    typed.into_iter().map(read).collect()
}

/// A whole id, or an ending that only one entry has.
async fn entry_id(desk: &Desk, text: &str) -> Result<MutationId, Failure> {
    const WHOLE: usize = 36;
    const MOST: u32 = 100_000;
    let tail = text.trim().to_ascii_lowercase();
    let can_be_tail =
        (4..WHOLE).contains(&tail.len()) && tail.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !can_be_tail {
        return Ok(MutationId::parse(&tail).map_err(|problem| problem.in_field("id"))?);
    }
    let (entries, _) = desk.store().attention(None, 0, MOST).await.or_fail()?;
    let mut found = entries.iter().filter(|entry| entry.id.to_string().ends_with(&tail));
    match (found.next(), found.next()) {
        (Some(entry), None) => Ok(entry.id),
        _ => Err(Problem::new(Code::NotFound).found(text).in_field("id").into()),
    }
}
