//! The embedded files. Their names contain the hash of their content, so a browser may keep them for ever.

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

/// One file of the bundle in the three forms it is sent.
struct Asset {
    name: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

/// An example of the expert mode.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its file's name, without ending.
    pub name: &'static str,
    /// The operation.
    pub document: &'static str,
    /// Its variables in JSON; may be empty.
    pub variables: &'static str,
}

/// The table build.rs writes; a module of its own, because generated lines follow no one's style.
mod built {
    use super::{Asset, Example};

    include!(concat!(env!("OUT_DIR"), "/assets.rs"));

    pub(super) const fn page() -> &'static str {
        BUILT_PAGE
    }

    pub(super) const fn assets() -> &'static [Asset] {
        ASSETS
    }
}

/// Whether the expert mode was built into this binary (it takes Node.js when compiling).
pub const UI_BUILT: bool = built::UI_BUILT;

/// The examples of the expert mode, so that they can be tried.
pub const EXAMPLES: &[Example] = built::EXAMPLES;

/// What `/expert` answers.
pub(crate) const PAGE: &str = if UI_BUILT { built::page() } else { include_str!("unbuilt.html") };

pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /expert/assets/{file}`, in the shortest form the reader accepts.
pub(crate) async fn serve(Path(file): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = built::assets().iter().find(|asset| asset.name == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (body, encoding) = asset.form(&request);
    let etag = format!("\"{}{}\"", asset.name, encoding.map(|name| format!("-{name}")).unwrap_or_default());
    let unchanged = matches_etag(&request, &etag);
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, asset.content_type().to_owned()),
        (CACHE_CONTROL, FOR_EVER.to_owned()),
        (VARY, ACCEPT_ENCODING.to_string()),
        (ETAG, etag),
    ];
    if unchanged {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let mut response = (headers, body).into_response();
    if let Some(name) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

impl Asset {
    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        }
    }

    fn form(&self, request: &HeaderMap) -> (&'static [u8], Option<&'static str>) {
        if accepts(request, "br") {
            (self.brotli, Some("br"))
        } else if accepts(request, "gzip") {
            (self.gzip, Some("gzip"))
        } else {
            (self.plain, None)
        }
    }
}

/// Whether the encoding is named in `Accept-Encoding` and not refused by `q=0`.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    list(request, &ACCEPT_ENCODING).any(|item| {
        let (name, quality) = item.split_once(';').unwrap_or((item, "q=1"));
        let refused = quality.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()) == Some(0.0);
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// FNV-1a: tells versions of one file apart, and claims nothing more.
pub(crate) const fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Whether the reader already has this version (`If-None-Match`, compared weakly as the standard says).
pub(crate) fn matches_etag(request: &HeaderMap, etag: &str) -> bool {
    list(request, &IF_NONE_MATCH).any(|known| known == "*" || known.trim_start_matches("W/") == etag)
}

fn list<'r>(request: &'r HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'r str> {
    let values = request.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}
