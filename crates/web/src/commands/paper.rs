//! A document as a file: tagged PDF, at the address of its page with `.pdf` after it.

use axum::{
    Extension,
    extract::Request,
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, VARY},
    },
    response::{IntoResponse, Response},
};
use documents::Document;

use super::{port::Commands, routes::refuse};
use crate::{
    ask::Unmeasured,
    assets::matches_etag,
    port::Refusal,
    visit::{Visit, code},
};

/// After the address of the page.
pub(super) const ENDING: &str = ".pdf";

/// What is asked for of a file.
pub(super) struct Wanted {
    /// Its head alone.
    is_head: bool,
    /// Among them, which copy the reader has.
    headers: HeaderMap,
}

impl Wanted {
    pub(super) fn of(request: &Request) -> Self {
        Self { is_head: request.method() == Method::HEAD, headers: request.headers().clone() }
    }
}

/// The document, saved under this name; or that the reader's copy of it holds. Nothing is typeset for its head alone, so that has no length.
pub(super) async fn send(
    commands: &dyn Commands,
    visit: &Visit,
    wanted: &Wanted,
    document: Document,
    name: &str,
) -> Response {
    let tag = format!("\"{}\"", document.fingerprint());
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie, authorization"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(code(visit.lang)));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    if matches_etag(&wanted.headers, &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    if document.is_too_long() {
        let told = visit.say(
            "Det är för långt för att bli en PDF. Läs sidan, eller skriv ut den från webbläsaren.",
            "It is too long to become a PDF. Read the page, or print it from the browser.",
        );
        return refuse(visit, &Refusal::NotLikeThis(told.to_owned()));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(saved) = HeaderValue::from_str(&saved_as(name)) {
        headers.insert(CONTENT_DISPOSITION, saved);
    }
    if wanted.is_head {
        return (StatusCode::OK, headers, Extension(Unmeasured)).into_response();
    }
    match commands.typeset(&visit.caller, document).await {
        Ok(bytes) => (StatusCode::OK, headers, bytes).into_response(),
        Err(refusal) => refuse(visit, &refusal),
    }
}

/// What the file is saved as (RFC 6266): in ASCII for those who read no other, and in full as RFC 8187 writes it.
fn saved_as(name: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || " -_".contains(sign) { sign } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let written = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let full: String = name.bytes().map(written).collect();
    format!("attachment; filename=\"{ascii}{ENDING}\"; filename*=UTF-8''{full}{ENDING}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_for_all_readers() {
        let told = "attachment; filename=\"Protokoll 2026-03-04_ R_d _A_.pdf\"; \
                    filename*=UTF-8''Protokoll%202026-03-04%2C%20R%C3%A5d%20%22A%22.pdf";
        assert_eq!(saved_as("Protokoll 2026-03-04, Råd \"A\""), told);
        HeaderValue::from_str(told).expect("a header");
    }
}
