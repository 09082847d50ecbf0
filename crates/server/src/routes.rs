//! The paths of the server, one file each, in the order of the URL tree (spec 01 §21; sync as SYNC.md says).

mod auth;
mod content;
mod health;
mod ops;
mod sim;
mod sms;
mod sync;
mod time;
mod uploads;
mod yw;

use axum::{Router, middleware, response::IntoResponse, routing::get};
use utoipa::openapi::{
    InfoBuilder, OpenApi, OpenApiBuilder,
    security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;
use values::{Code, Problem};

use crate::{
    App,
    http::{Fault, guard},
};

/// Where pushes go; they have more time than others.
pub(crate) const PUSH: &str = "/api/v1/sync/push";

/// The whole server as a service.
pub fn router(app: &App) -> Router {
    let (api, _) = described(app.simulated).split_for_parts();
    Router::new()
        .nest("/api/v1", api)
        .route("/api/v1/openapi.json", get(openapi))
        .merge(health::routes())
        .merge(crate::consoles::routes())
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .with_state(app.clone())
}

/// The description of the API (CM-API-01): what is served at `/api/v1/openapi.json` and committed as `openapi/server.json`.
pub fn description() -> OpenApi {
    let (_, mut document) = described(false).split_for_parts();
    document.info = InfoBuilder::new()
        .title("信保工作台 Xinbao Desk server")
        .version("1")
        .description(Some(
            "Problems are answered as codes of the catalogue with sentences in Chinese and English. Mutating requests carry \
             an `Idempotency-Key` (UUIDv7), but for pushes, whose mutations have ids, and uploads, which stand at an offset. Unknown fields are refused.",
        ))
        .build();
    document.servers = Some(vec![utoipa::openapi::ServerBuilder::new().url("/api/v1").build()]);
    let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_default().add_security_scheme("access_token", token);
    name_operations(&mut document);
    document
}

/// Each operation is named after its method and path: the names of the functions are unique in their modules only.
fn name_operations(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let words: Vec<&str> = path.split(['/', '{', '}', '-']).filter(|word| !word.is_empty()).collect();
        let operations = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{}", words.join("_")));
            }
        }
    }
}

fn described(simulated: bool) -> OpenApiRouter<App> {
    let router = OpenApiRouter::with_openapi(OpenApiBuilder::new().build())
        .merge(time::routes())
        .merge(auth::routes())
        .merge(sms::routes())
        .merge(yw::routes())
        .merge(content::routes())
        .merge(ops::routes())
        .merge(sync::routes())
        .merge(uploads::routes());
    // Where every partner is live, these paths do not exist (CM-SIM-01).
    if simulated { router.merge(sim::routes()) } else { router }
}

async fn openapi() -> impl IntoResponse {
    axum::Json(description())
}

async fn nothing() -> Fault {
    Problem::new(Code::NotFound).into()
}
