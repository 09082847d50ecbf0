//! `/ops/params` (YW-OPS-04).

use actions::accounts::{Answer, read_settings, set_parameter};
use axum::extract::Path;
use domain::{
    account::Right,
    parameter::{Parameter, ParameterKind},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use values::{Code, Currency, Money, Problem};

use crate::{
    App,
    http::{Call, Fault, Opened, ProblemsBody, Reply, close, open},
    routes::content::SettingView,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(set))
}

/// A value that may be set
#[derive(Serialize, ToSchema)]
struct ParameterView {
    name: &'static str,
    /// `usd`, `whole`, `choice`, `text`
    kind: &'static str,
    /// Of amounts and numbers
    min: Option<String>,
    /// Of amounts and numbers; of texts the number of characters
    max: Option<String>,
    /// The words of a choice
    choices: Vec<&'static str>,
    /// Where nothing is set
    shipped: &'static str,
    /// In force today
    value: String,
    /// Everything that was set and is set for later days, in the order of days
    settings: Vec<SettingView>,
}

#[derive(Serialize, ToSchema)]
struct ParametersView {
    params: Vec<ParameterView>,
}

fn bounds(kind: ParameterKind) -> (Option<String>, Option<String>, Vec<&'static str>) {
    let usd = |cents| Money::from_minor(cents, Currency::USD).decimal().to_string();
    match kind {
        ParameterKind::Usd { min, max } => (Some(usd(min)), Some(usd(max)), Vec::new()),
        ParameterKind::Whole { min, max } => (Some(min.to_string()), Some(max.to_string()), Vec::new()),
        ParameterKind::Choice(words) => (None, None, words.to_vec()),
        ParameterKind::Text { most } => (None, Some(most.to_string()), Vec::new()),
    }
}

/// All parameters with their bounds and settings
#[utoipa::path(get, path = "/ops/params", tag = "ops", security(("access_token" = [])),
    responses((status = 200, body = ParametersView), (status = "4XX", body = ProblemsBody)))]
async fn list(call: Call) -> Result<Reply, Fault> {
    call.session().await?.check(Right::Operate)?;
    let settings = read_settings(&call.host()).await?;
    let today = values::Clock::today(&*call.app.clock);
    let view = |parameter: Parameter| {
        let (min, max, choices) = bounds(parameter.kind());
        ParameterView {
            name: parameter.name(),
            kind: parameter.kind().name(),
            min,
            max,
            choices,
            shipped: parameter.shipped(),
            value: parameter.on(today, &settings).to_owned(),
            settings: SettingView::of(parameter, &settings, None),
        }
    };
    Ok(Reply::json(&ParametersView { params: Parameter::ALL.into_iter().map(view).collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ParameterBody {
    value: String,
    /// First China day on which it holds, today or later, `YYYY-MM-DD`
    from: String,
}

/// Set a parameter from a day on
#[utoipa::path(patch, path = "/ops/params/{name}", tag = "ops", request_body = ParameterBody,
    security(("access_token" = [])),
    params(("name" = String, Path), ("Idempotency-Key" = String, Header, description = "UUIDv7")),
    responses((status = 204), (status = "4XX", body = ProblemsBody)))]
async fn set(Path(name): Path<String>, call: Call) -> Result<Reply, Fault> {
    let session = call.session().await?;
    let parameter = Parameter::from_name(&name).ok_or_else(|| Problem::new(Code::NotFound))?;
    let typed: ParameterBody = call.json()?;
    match open(&call, Some(&session)).await? {
        Opened::Again(reply) => Ok(reply),
        Opened::New(host) => {
            let done = set_parameter(&host, &session, parameter, &typed.value, &typed.from).await;
            close(&host, done, |()| Answer::Done).await
        }
    }
}
