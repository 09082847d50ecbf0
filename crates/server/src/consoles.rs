//! The consoles, out of the program itself: `/ops` for the staff, `/firm` for firms. What stands in the address behind that is the
//! page's own, so every path that names no file gets the page.

use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use tower_http::{CompressionLevel, compression::CompressionLayer};
use values::{Code, Problem};

use crate::{App, http::Fault};

include!(concat!(env!("OUT_DIR"), "/consoles.rs"));

/// Nothing from elsewhere, nothing inline, in nobody's frame. Captchas come as `data:`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The consoles' names, as folders and in the address.
const CONSOLES: [&str; 2] = ["ops", "firm"];

/// Whether the program was built with this console.
pub fn has(console: &str) -> bool {
    page(console).is_some()
}

pub(crate) fn routes() -> Router<App> {
    let mut router = Router::new();
    for console in CONSOLES {
        let first = move || async move { answer(console, "") };
        let other = move |Path(path): Path<String>| async move { answer(console, &path) };
        router = router
            .route(&format!("/{console}"), get(first))
            .route(&format!("/{console}/"), get(first))
            .route(&format!("/{console}/{{*path}}"), get(other));
    }
    router.layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
}

fn file(name: &str) -> Option<&'static [u8]> {
    FILES.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| FILES[at].1)
}

fn page(console: &str) -> Option<&'static [u8]> {
    file(&format!("{console}/index.html"))
}

fn answer(console: &str, path: &str) -> Response {
    let found = file(&format!("{console}/{path}")).map(|bytes| (bytes, path));
    // A file that is missing is missing; a place within the page is the page's.
    let is_place = !path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let found = found.or_else(|| Some((page(console)?, "index.html")).filter(|_| is_place));
    match found {
        Some((bytes, name)) => shown(bytes, name),
        None => Fault::from(Problem::new(Code::NotFound)).into_response(),
    }
}

fn shown(bytes: &'static [u8], name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    // The names of what lies in `assets` change with their contents.
    let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    for (name, value) in [
        (header::CONTENT_TYPE, type_of(name)),
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn type_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
