//! `GET /content/params` (YW-OPS-04): what desks compute with.

use actions::accounts::read_settings;
use domain::parameter::{Parameter, Setting};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::Day;

use crate::{
    App,
    http::{Call, Fault, ProblemsBody, Reply},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A value from a day on
#[derive(Serialize, ToSchema)]
pub(in crate::routes) struct SettingView {
    /// First China day on which it holds, `YYYY-MM-DD`
    from: String,
    value: String,
}

impl SettingView {
    /// The settings of a parameter, the next to begin last.
    pub(in crate::routes) fn of(parameter: Parameter, settings: &[Setting], since: Option<Day>) -> Vec<Self> {
        let own = settings.iter().filter(|setting| setting.parameter == parameter);
        let told = own.filter(|setting| since.is_none_or(|since| setting.from > since));
        told.map(|setting| Self { from: setting.from.to_string(), value: setting.value.to_string() })
            .collect()
    }
}

#[derive(Serialize, ToSchema)]
struct ParamView {
    name: &'static str,
    /// In force today
    value: String,
    /// What will take its place, in the order of days
    next: Vec<SettingView>,
}

#[derive(Serialize, ToSchema)]
struct ParamsView {
    params: Vec<ParamView>,
}

/// The values in force, and those that are set for later days
#[utoipa::path(get, path = "/content/params", tag = "content",
    responses((status = 200, body = ParamsView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    let settings = read_settings(&call.host()).await?;
    let today = values::Clock::today(&*call.app.clock);
    let view = |parameter: Parameter| ParamView {
        name: parameter.name(),
        value: parameter.on(today, &settings).to_owned(),
        next: SettingView::of(parameter, &settings, Some(today)),
    };
    Ok(Reply::json(&ParamsView { params: Parameter::ALL.into_iter().map(view).collect() }))
}
