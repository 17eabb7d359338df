//! `/graphql`: one operation by POST or GET, answered once or as an event stream.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};

use super::{
    Edge,
    answer::Answer,
    body,
    bucket::Payer,
    call::{Allows, Call, Opened, Operation, ReadsOnly},
    context::{CallInfo, RequestId},
    fault::{Fault, Refusal},
    negotiation::{self, Media},
    observe, request,
    serve::ShuttingDown,
    sse,
    waiting::{self, Reader, Taken},
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const PURPOSE: HeaderName = HeaderName::from_static("x-purpose");
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const COST_ONLY: HeaderName = HeaderName::from_static("x-cost-only");
const REALM: &str = "Bearer realm=\"kompetensnav\"";
/// Characters of a header that goes on to the resolvers.
const HEADER_CHARACTERS: usize = 255;

/// The handler.
pub(super) async fn graphql(State(edge): State<Arc<Edge>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let lang = kernel::Lang::preferred(header_text(&parts.headers, &header::ACCEPT_LANGUAGE).as_deref());
    let Some(media) = negotiation::accepted(&parts.headers) else {
        return refuse(&Refusal::Accept.into(), Media::Json { by_name: false }, lang);
    };
    // A refusal before the stream begins is an ordinary answer.
    let plain = if media == Media::EventStream { Media::GraphqlJson } else { media };
    let takes_streams = negotiation::takes_streams(&parts.headers);
    let call = match receive(&edge, &parts, body, takes_streams).await {
        Ok(call) => call,
        Err(fault) => return refuse(&fault, plain, lang),
    };
    let reader = Reader { payer: Payer::of(call.identity.as_ref(), call.address), version: parts.version };
    if let Err(fault) = edge.waiting.room(&reader.payer) {
        return refuse(&fault, plain, lang);
    }
    if takes_streams {
        let opened = match edge.executor.open(call).await {
            // What is answered once is answered as the caller likes best; a subscription can only be a stream.
            Opened::Single(answer) if media != Media::EventStream => return give(&edge, &answer, media, lang, &reader),
            opened => opened,
        };
        let stopping = parts.extensions.get::<ShuttingDown>().cloned();
        let events = sse::respond(opened, &edge, &reader.payer, lang, stopping);
        return match events {
            Ok(response) => {
                counted(&edge, response, &reader, Taken::Anyway).unwrap_or_else(|fault| refuse(&fault, plain, lang))
            }
            Err(answer) => respond(&answer, plain, lang),
        };
    }
    let answer = edge.executor.run(call).await;
    give(&edge, &answer, plain, lang, &reader)
}

/// The answer, on its reader's account until it is read. What has been changed is told in any case.
fn give(edge: &Edge, answer: &Answer, media: Media, lang: kernel::Lang, reader: &Reader) -> Response {
    let taken = if answer.operation_kind == Some("mutation") { Taken::Anyway } else { Taken::IfThereIsRoom };
    let given = counted(edge, respond(answer, media, lang), reader, taken);
    given.unwrap_or_else(|fault| refuse(&fault, media, lang))
}

fn counted(edge: &Edge, response: Response, reader: &Reader, taken: Taken) -> Result<Response, Fault> {
    edge.waiting.hand_over(response, reader, waiting::STREAM, taken)
}

async fn receive(edge: &Edge, parts: &Parts, body: Body, streams: bool) -> Result<Call, Fault> {
    let limits = &edge.config.limits;
    let (operation, cost_only, allows): (Operation, bool, Allows);
    let identity = match parts.method {
        Method::POST => {
            if !negotiation::is_json(&parts.headers) || !negotiation::is_plain(&parts.headers) {
                return Err(Refusal::ContentType.into());
            }
            let identity = edge.identify(&parts.headers).await?;
            let bytes = read(parts, body, limits.body_bytes).await?;
            (operation, _) = request::from_json(&bytes)?;
            cost_only = false;
            allows = match (parts.extensions.get::<ReadsOnly>(), streams) {
                (Some(ReadsOnly), streams) => Allows::Reading { streams },
                (None, true) => Allows::Everything,
                (None, false) => Allows::OneAnswer,
            };
            identity
        }
        Method::GET => {
            let query = parts.uri.query().unwrap_or_default();
            if query.len() > limits.query_string_bytes {
                return Err(Refusal::QueryStringBytes.into());
            }
            (operation, cost_only) = request::from_query_string(query)?;
            allows = if streams { Allows::ReadingStreams } else { Allows::Queries };
            edge.identify(&parts.headers).await?
        }
        _ => return Err(Refusal::Method.into()),
    };
    let by_header = header_text(&parts.headers, &COST_ONLY).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    Ok(Call {
        operation,
        identity,
        address: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
        info: circumstances(parts),
        allows,
        cost_only: cost_only || by_header,
        as_bytes: true,
    })
}

/// What the context is made from, of the call's headers.
pub(super) fn circumstances(parts: &Parts) -> CallInfo {
    CallInfo {
        request_id: parts.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone()),
        lang: kernel::Lang::preferred(header_text(&parts.headers, &header::ACCEPT_LANGUAGE).as_deref()),
        idempotency_key: key(&parts.headers),
        purpose: header_text(&parts.headers, &PURPOSE),
        last_event_id: header_text(&parts.headers, &LAST_EVENT_ID),
    }
}

/// The key as it was sent, however wrong: one that is there and says nothing must not pass for none.
fn key(headers: &HeaderMap) -> Option<String> {
    let sent: Vec<_> =
        headers.get_all(IDEMPOTENCY_KEY).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    (!sent.is_empty()).then(|| sent.join(", ").chars().take(HEADER_CHARACTERS).collect())
}

/// A header as text, bounded; Swedish letters come as UTF-8.
fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let text = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?.trim();
    (!text.is_empty()).then(|| text.chars().take(HEADER_CHARACTERS).collect())
}

/// Reads a whole body of at most so many bytes, which has its time and its room by [`Edge::observed`].
///
/// # Errors
/// `LIMIT_BODY_BYTES`; `BODY_TIMED_OUT`; `BUSY`; `BAD_REQUEST` where it breaks off.
pub async fn read(parts: &Parts, body: Body, most: usize) -> Result<Vec<u8>, Fault> {
    let too_large = || Fault::over(Refusal::BodyBytes, most);
    let told = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| body::fault(&error))?;
        if bytes.len() + chunk.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// An answer that is nothing but `fault`.
pub(super) fn refuse(fault: &Fault, media: Media, lang: kernel::Lang) -> Response {
    respond(&Answer::refused(fault, lang), media, lang)
}

fn respond(answer: &Answer, media: Media, lang: kernel::Lang) -> Response {
    observe::answered(answer);
    let by_convention = media == Media::Json { by_name: true } && answer.is_document_error();
    let status = if by_convention { StatusCode::OK } else { answer.status };
    let mut response = (status, answer.payload.to_json()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language, authorization"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let language = if lang == kernel::Lang::Sv { "sv" } else { "en" };
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language));
    if let Some(seconds) = answer.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if let Some(refusal) = answer.refusal {
        explain(refusal, headers);
    }
    response
}

/// Headers that belong to certain refusals.
fn explain(refusal: Refusal, headers: &mut HeaderMap) {
    let (name, value) = match refusal {
        Refusal::NotAQuery => (header::ALLOW, "POST".to_owned()),
        Refusal::Method => (header::ALLOW, "GET, POST".to_owned()),
        Refusal::Token | Refusal::TokenExpired => {
            (header::WWW_AUTHENTICATE, format!("{REALM}, error=\"invalid_token\""))
        }
        Refusal::SignIn | Refusal::Introspection => (header::WWW_AUTHENTICATE, REALM.to_owned()),
        Refusal::Upgrade => (header::UPGRADE, "websocket".to_owned()),
        // What remains of the body is not worth reading.
        Refusal::BodyBytes | Refusal::BodyTime => (header::CONNECTION, "close".to_owned()),
        _ => return,
    };
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert(name, value);
    }
}
