//! `notices list | read`: what the platform announces (YW-HELP-02), and whom to call (YW-HELP-01).

use actions::Host as _;
use desk::desk::Desk;
use desk::remote::{self, Content, Notice, Remote, RemoteError};
use domain::parameter::Parameter;
use serde_json::{Value, json};

use super::connect::server;
use crate::answer::{Answer, Outcome};
use crate::args::NoticesCommand;
use crate::call::Call;
use crate::table::Human;

/// Lists the notices, or marks one as read.
///
/// # Errors
/// `ID_INVALID`, `NOT_FOUND`; those of the store. Where the server cannot be asked, what was last known, with status 3.
pub(super) async fn notices(call: &Call, desk: &Desk, command: &NoticesCommand) -> Outcome {
    match command {
        NoticesCommand::List => list(call, desk).await,
        NoticesCommand::Read { id } => {
            remote::mark_read(desk.store(), id).await?;
            // The server hears of it now, or with the next synchronisation.
            if let Ok(remote) = server(desk).await {
                refresh(&remote).await;
            }
            Ok(Answer::new(json!({ "id": id }), call.say("已标为已读。", "Marked as read.")))
        }
    }
}

async fn list(call: &Call, desk: &Desk) -> Outcome {
    let fetched = match server(desk).await {
        Ok(remote) => remote.refresh_content().await,
        // In local mode nobody announces anything; whom to call is shipped.
        Err(RemoteError::NotConnected) => Ok(Content::default()),
        Err(error) => Err(error),
    };
    match fetched {
        Ok(content) => Ok(told(call, desk, &content)),
        Err(error) if error.is_offline() => {
            let known = remote::content(desk.store()).await?;
            Ok(told(call, desk, &known).with(error.problems(), call.sight()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Fetches what is new; what came of it is logged, since nobody asked for it.
pub(super) async fn refresh(remote: &Remote) {
    if let Err(error) = remote.refresh_content().await {
        tracing::warn!(%error, "notices and parameters were not fetched");
    }
}

fn told(call: &Call, desk: &Desk, content: &Content) -> Answer {
    let today = desk.today();
    let shown: Vec<&Notice> = content.shown_on(today).collect();
    let (service, insurer) = (
        content.parameter(Parameter::ServicePhones, today),
        content.parameter(Parameter::InsurerPhone, today),
    );
    let data = json!({
        "notices": shown.iter().map(|notice| notice_json(notice)).collect::<Vec<Value>>(),
        "unread": content.unread_on(today),
        "as_of": Some(&content.as_of).filter(|as_of| !as_of.is_empty()),
        "service_phones": service,
        "insurer_phone": insurer,
    });
    let rows = shown.iter().map(|notice| {
        vec![
            notice.id.clone(),
            call.say(if notice.read { "" } else { "未读" }, if notice.read { "" } else { "unread" })
                .to_owned(),
            match notice.kind.as_str() {
                "training" => call.say("培训", "training"),
                _ => call.say("通知", "notice"),
            }
            .to_owned(),
            notice.title.clone(),
            notice.training_on.clone().unwrap_or_default(),
            notice.training_place.clone().unwrap_or_default(),
        ]
    });
    let heading = call.heading(&[
        ("编号", "id"),
        ("", ""),
        ("类型", "kind"),
        ("标题", "title"),
        ("培训日期", "training on"),
        ("培训地点", "place"),
    ]);
    let phones = Human::Pairs(vec![
        (call.say("客服热线", "Service").to_owned(), service),
        (call.say("人保电话", "Insurer").to_owned(), insurer),
    ]);
    Answer::new(data, Human::All(vec![Human::Table(heading, rows.collect()), phones]))
}

fn notice_json(notice: &Notice) -> Value {
    json!({
        "id": notice.id,
        "kind": notice.kind,
        "title": notice.title,
        "text": notice.text,
        "from": notice.from,
        "to": notice.to,
        "training_on": notice.training_on,
        "training_place": notice.training_place,
        "published_at": notice.published_at,
        "read": notice.read,
    })
}
