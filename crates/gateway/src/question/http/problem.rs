//! Refusals as `application/problem+json` (RFC 9457).

use ::http::{HeaderValue, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use questions::dcat::{Publisher, PublisherKind};
use serde_json::{Value, json};

use super::headers::{common, open};
use crate::question::{
    refused::{Kind, Refused},
    service::Asker,
};

/// What a refusal is told as.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";
const BEARER: &str = "Bearer realm=\"kompetensnav\"";
const BASIC: &str = "Basic realm=\"kompetensnav\", charset=\"UTF-8\"";

/// The refusal as an answer.
pub(super) fn respond(refused: &Refused, asker: &Asker, parts: &Parts) -> Response {
    let status = refused.status();
    let mut headers = common(asker.lang);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Some(seconds) = refused.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(BEARER));
        // A browser would ask for a password in a box of its own, where nobody knows what to write.
        if parts.headers.get("sec-fetch-mode").is_none_or(|mode| mode != "navigate") {
            headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(BASIC));
        }
    }
    let allowed = match refused.kind {
        Kind::Method => Some("GET, HEAD"),
        Kind::FileMethod => Some("GET, HEAD, PUT"),
        _ => None,
    };
    if let Some(allowed) = allowed {
        headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
    }
    // To HEAD the router gives the length alone.
    (status, headers, problem(refused, asker).to_string()).into_response()
}

/// [`respond`] at an address whose answers a page of any host may read: it may read why there is none, too.
pub(super) fn respond_to_any_page(refused: &Refused, asker: &Asker, parts: &Parts) -> Response {
    let mut response = respond(refused, asker, parts);
    open(response.headers_mut());
    response
}

fn problem(refused: &Refused, asker: &Asker) -> Value {
    let lang = asker.lang;
    let mut problem = json!({
        "type": "about:blank",
        "title": refused.title(lang),
        "status": refused.status().as_u16(),
        "detail": refused.detail(lang),
        "code": refused.code(),
        "requestId": asker.request_id,
    });
    if let Some(budget) = &refused.budget {
        problem["limit"] = budget.limit.into();
        problem["resetAt"] = budget.reset_at.as_str().into();
    }
    if !refused.wrong.is_empty() {
        let said = |both: &(String, String)| if lang == Lang::Sv { both.0.clone() } else { both.1.clone() };
        let parameters = refused.wrong.iter().map(|wrong| {
            json!({
                "name": wrong.address, "label": said(&wrong.label), "message": said(&wrong.message), "rule": wrong.rule.name,
            })
        });
        problem["parameters"] = parameters.collect();
    }
    problem
}

/// Who publishes, where the configuration does not say: the service at its address.
pub(super) fn itself(host: String) -> Publisher {
    Publisher {
        name: "Kompetensnav".to_owned(),
        kind: PublisherKind::Regional,
        homepage: format!("{host}/"),
        email: String::new(),
        host,
        modified: None,
    }
}
