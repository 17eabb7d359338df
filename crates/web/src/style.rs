//! The pages' own files: a style sheet, an icon and the script of the clock on a wall, named by their content, so that a browser may keep
//! them for ever.

use std::sync::LazyLock;

use axum::{
    Router,
    http::{
        HeaderMap, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG},
    },
    response::{IntoResponse, Response},
    routing::get,
};

use crate::assets::{FOR_EVER, fingerprint, matches_etag};

/// A file of the pages.
pub(crate) struct StaticFile {
    name: String,
    media_type: &'static str,
    text: &'static str,
}

pub(crate) static SHEET: LazyLock<StaticFile> =
    LazyLock::new(|| StaticFile::new("stil", "css", "text/css; charset=utf-8", include_str!("style.css")));
pub(crate) static ICON: LazyLock<StaticFile> =
    LazyLock::new(|| StaticFile::new("ikon", "svg", "image/svg+xml", include_str!("icon.svg")));
pub(crate) static CLOCK: LazyLock<StaticFile> =
    LazyLock::new(|| StaticFile::new("klocka", "js", "text/javascript; charset=utf-8", include_str!("clock.js")));

impl StaticFile {
    fn new(stem: &str, ending: &str, media_type: &'static str, text: &'static str) -> Self {
        Self { name: format!("{stem}-{:016x}.{ending}", fingerprint(text.as_bytes())), media_type, text }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> String {
        format!("/filer/{}", self.name)
    }

    fn serve(&self, request: &HeaderMap) -> Response {
        let etag = format!("\"{}\"", self.name);
        let unchanged = matches_etag(request, &etag);
        let headers = [(CONTENT_TYPE, self.media_type.to_owned()), (CACHE_CONTROL, FOR_EVER.to_owned()), (ETAG, etag)];
        if unchanged {
            (StatusCode::NOT_MODIFIED, headers).into_response()
        } else {
            (headers, self.text).into_response()
        }
    }
}

/// The routes of the files.
pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    [&SHEET, &ICON, &CLOCK].into_iter().fold(Router::new(), |router, kept| {
        router.route(&kept.address(), get(async move |request: HeaderMap| kept.serve(&request)))
    })
}
