//! `/content/notices` (YW-HELP-02).

use actions::accounts::{read_notice, shown_notices};
use axum::extract::Path;
use domain::notice::Notice;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::NoticeId;

use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(shown)).routes(routes!(read))
}

/// A notice; days are China days
#[derive(Serialize, ToSchema)]
pub(in crate::routes) struct NoticeView {
    id: String,
    /// `notice` or `training`
    kind: &'static str,
    title: String,
    text: String,
    /// First day on which it is shown, `YYYY-MM-DD`
    from: String,
    /// Last one
    to: String,
    /// `YYYY-MM-DD`, of a training
    training_on: Option<String>,
    training_place: Option<String>,
    published_at: String,
    /// Who read it before has not read it as it is now
    changed_at: String,
    /// When it was taken back
    withdrawn_at: Option<String>,
}

impl NoticeView {
    pub(in crate::routes) fn of(notice: Notice) -> Self {
        let Notice { id, content, published_at, changed_at, withdrawn_at } = notice;
        let training = content.kind.training();
        Self {
            id: id.to_string(),
            kind: content.kind.name(),
            training_on: training.map(|training| training.on.to_string()),
            training_place: training.map(|training| training.place.clone().into()),
            title: content.title.into(),
            text: content.text.into(),
            from: content.from.to_string(),
            to: content.to.to_string(),
            published_at: published_at.to_string(),
            changed_at: changed_at.to_string(),
            withdrawn_at: withdrawn_at.map(|at| at.to_string()),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ShownNoticeView {
    #[serde(flatten)]
    notice: NoticeView,
    /// Whether whoever asks has read it as it is now; false for a visitor
    read: bool,
}

#[derive(Serialize, ToSchema)]
struct ShownNoticesView {
    /// Newest first
    notices: Vec<ShownNoticeView>,
}

/// The notices that are shown today; a token tells which of them are unread
#[utoipa::path(get, path = "/content/notices", tag = "content",
    responses((status = 200, body = ShownNoticesView), (status = "4XX", body = ProblemsBody)))]
async fn shown(call: Call) -> Result<Reply, Fault> {
    let session = if call.has_token() { Some(call.session().await?) } else { None };
    let notices = shown_notices(&call.host(), session.as_ref()).await?;
    let notices = notices
        .into_iter()
        .map(|shown| ShownNoticeView { notice: NoticeView::of(shown.notice), read: shown.is_read });
    Ok(Reply::json(&ShownNoticesView { notices: notices.collect() }))
}

/// Say that one has read a notice; again changes nothing
#[utoipa::path(put, path = "/content/notices/{id}/read", tag = "content", params(("id" = String, Path)),
    security(("access_token" = [])), responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn read(Path(id): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let id = NoticeId::parse(&id)?;
    read_notice(&call.host(), &session, id).await?;
    Ok(Reply::done())
}
