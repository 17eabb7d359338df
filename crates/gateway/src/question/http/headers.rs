//! The headers of an answer.

use std::fmt::Write as _;

use ::http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE,
        CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LINK, REFERRER_POLICY, VARY,
        X_CONTENT_TYPE_OPTIONS,
    },
};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use questions::Format;

use super::{conditions::Slice, wanted::Wanted};
use crate::question::asking::Asking;

/// What to send as `cursor` next time.
const CURSOR: HeaderName = HeaderName::from_static("kompetensnav-cursor");
/// Characters of a title in a file's name.
const TITLE_CHARACTERS: usize = 80;
const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// What every answer of these addresses carries, refusals too.
pub(super) fn common(lang: Lang) -> HeaderMap {
    let language = if lang == Lang::Sv { "sv" } else { "en" };
    let all = [
        (CONTENT_LANGUAGE, language),
        (VARY, "authorization, cookie, accept-language, x-purpose"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ];
    all.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}

/// The headers of an answer, before its length.
pub(super) fn of(asking: &Asking, wanted: &Wanted, tag: &str) -> HeaderMap {
    let mut headers = kept(asking, wanted, tag);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(wanted.format.media_type()));
    set(&mut headers, CONTENT_DISPOSITION, &disposition(asking, wanted));
    set(&mut headers, LINK, &links(asking, wanted.format));
    headers
}

/// The caller already has it.
pub(super) fn unchanged(asking: &Asking, wanted: &Wanted, tag: &str) -> Response {
    (StatusCode::NOT_MODIFIED, kept(asking, wanted, tag)).into_response()
}

/// What a page of another host may send beside the address, and read beside the answer. Not `Authorization`: it asks as anyone.
const MAY_SEND: &str = "accept-language, if-none-match, if-range, range";
const MAY_READ: &str =
    "accept-ranges, content-disposition, content-length, content-range, etag, kompetensnav-cursor, link, retry-after";

/// The answer to a browser that asks first.
pub(super) fn anyone_may_ask() -> HeaderMap {
    let all = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (ACCESS_CONTROL_ALLOW_HEADERS, MAY_SEND),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    all.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}

/// A page of any host may read the answer.
pub(super) fn open(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(MAY_READ));
}

/// What a kept copy is renewed with.
fn kept(asking: &Asking, wanted: &Wanted, tag: &str) -> HeaderMap {
    let mut headers = common(wanted.lang);
    // To be kept, but never shown again without asking whether it still holds for this caller.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    set(&mut headers, ETAG, &format!("\"{tag}\""));
    if asking.question().definition().open {
        open(&mut headers);
    }
    if let Some(cursor) = asking.cursor() {
        set(&mut headers, CURSOR, &cursor);
    }
    headers
}

/// `Content-Range` of a piece, or of none.
pub(super) fn span(headers: &mut HeaderMap, piece: Option<&Slice>, length: u64) {
    let span = match piece {
        Some(piece) => format!("bytes {}-{}/{length}", piece.from, piece.from + piece.length - 1),
        None => format!("bytes */{length}"),
    };
    set(headers, CONTENT_RANGE, &span);
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// The file's name: the question's title and the day, for those who save it (RFC 6266, RFC 5987), and a plain one beside it.
fn disposition(asking: &Asking, wanted: &Wanted) -> String {
    let (about, extension) = (asking.about(), wanted.format.extension());
    let day = about.asked_at.format("%Y-%m-%d");
    let title: String = about.title.chars().filter(|c| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c)).collect();
    let title: String = title.trim().chars().take(TITLE_CHARACTERS).collect();
    let full = escape(&format!("{} {day}.{extension}", title.trim_end()));
    format!("attachment; filename=\"{}-{day}.{extension}\"; filename*=UTF-8''{full}", about.slug)
}

/// A file's own name, for those who save it, and a plain one beside it.
pub(super) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() || "-_.".contains(sign) { sign } else { '_' })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", escape(name))
}

/// The same answer in other formats, its page, and the licence of an open one.
fn links(asking: &Asking, own: Format) -> String {
    let (slug, query) = (asking.question().slug(), asking.arguments().query_string());
    let address = |extension: &str, format: &str| {
        let query = [query.as_str(), format].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/fragor/{slug}{extension}{mark}{query}")
    };
    let mut links = format!("<{}>; rel=\"alternate\"; type=\"text/html\"", address("", ""));
    for format in Format::ALL.into_iter().filter(|format| *format != own) {
        let swedish = if format == Format::CsvSwedish { "format=svensk" } else { "" };
        let at = address(&format!(".{}", format.extension()), swedish);
        let media_type = format.media_type().split(';').next().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(links, ", <{at}>; rel=\"alternate\"; type=\"{media_type}\"");
    }
    if asking.question().definition().open {
        let _ = write!(links, ", <{CC0}>; rel=\"license\"");
    }
    links
}

/// The characters that RFC 5987 lets stand, the rest as UTF-8 in percent.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
