//! The addresses of the data: `GET` and `HEAD` of `/fragor/{slug}.{csv|xlsx|parquet|jsonl|json}`.
//!
//! | in the address | |
//! | --- | --- |
//! | the question's parameters | as its page writes them: `?kommun=1480&kommun=1401&period=2021` |
//! | `format=svensk` | with `.csv`: as spreadsheet programs in Swedish read it |
//! | `sprak=sv`, `sprak=en` | language of labels, before `Accept-Language` |
//! | `updatedSince` | an instant, a time by Swedish clocks or a date: only what was changed since, where the question can tell |
//! | `cursor` | the same; the last answer's `Kompetensnav-Cursor`, sent back, gives only what is new since that answer |
//!
//! *Who asks.* `Authorization: Bearer` as at `/graphql`, or HTTP Basic with the token as the password and any user name, which
//! is what spreadsheet and BI programs can send. A token in the address is refused.
//!
//! *CachedFile copies.* Every answer has a strong `ETag`; `If-None-Match` is answered with 304 and `If-Match` with 412 before anything
//! is run, and both know a tag by the ending that a compressing proxy gave it (`-gzip`). `.xlsx` and
//! `.parquet` are made whole before the answer begins, have a length, and take a `Range` (one; `If-Range` is honoured); they
//! are kept for two minutes for the same caller, so that a reader of ranges meets the same bytes to its end. The other
//! formats stream in constant memory, their rows counted before the first is read; they are made whole when a `Range` asks for
//! it (but not of names and whatever else the read log notes: there a `Range` is answered with the whole stream), when rows cannot be counted beforehand (one list within another), and for HTTP/1.0, which cannot tell a stream that was
//! broken off from one that ended. A stream that cannot be finished is broken off and logged, never ended as if it were whole.
//!
//! *`HEAD`* has the status of `GET`. What is made whole is made for `HEAD` too, within the same limits and at the same price, and kept: a
//! `GET` soon after has the same bytes. What streams has its rows counted. Nothing is read that the read log notes: of such a question a
//! file that is made whole has no length, unless it is kept, and of one whose rows are lists within lists it is not known how many there
//! are.
//!
//! *Incremental refresh.* Where the document has `$updatedSince`, `Kompetensnav-Cursor` says what to send as `updatedSince`
//! (or `cursor`) next time. A row changed less than a minute before may come twice: its newest copy counts. Rows that have left
//! the reach or the selection do not come.
//!
//! *Frames.* `/ramverk/{id of a competence analysis}.json` is what an analysis demands, as other systems read it (`frames.rs`).
//!
//! *Releases.* `/upphandling/{id of a procurement}.json` is an awarded procurement as open data (`releases.rs`).
//!
//! *Councils.* `/kalender/…`, `/popolo/…` and `/oparl/…` are what councils do, as other systems read it (`open_councils`).
//!
//! *Efforts.* `/emil3/…` is which efforts there are for everyone, as systems for education read it (`open_efforts`).
//!
//! *Papers.* `/underlag/{id of a paper}` is its file, and where it is handed in (`papers`).
//!
//! *Refusals* are `application/problem+json` (RFC 9457): `title` and `detail` in Swedish or English, a stable `code`,
//! `requestId`, and `parameters` with `name`, `rule` and `message` where an address is wrong.

mod authentication;
mod conditions;
mod copies;
mod files;
mod frames;
mod headers;
mod making;
mod open_councils;
mod open_efforts;
mod papers;
mod problem;
mod releases;
mod wanted;

use std::sync::Arc;

use ::http::{HeaderMap, Method, StatusCode, Uri, Version, header, request::Parts};
use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, Request, State, rejection::PathRejection},
    response::{IntoResponse, Redirect, Response},
    routing,
};
use edge::{Edge, Payer, Taken, Unmeasured, Waiting};
use kernel::own_address;
use questions::{
    Format,
    dcat::{self, Publisher},
};
use tower::ServiceExt;

use self::{
    conditions::Slice,
    files::{CachedFile, Files},
    open_efforts::ListCache,
    wanted::Wanted,
};
use super::{
    asking::Asking,
    refused::{Kind, Refused},
    service::{Asker, QuestionService},
};

/// Where the questions' addresses are.
const FOLDER: &str = "/fragor/";
/// The open questions, for data portals.
const CATALOGUE: &str = "/dcat.jsonld";
/// The same as the national portal harvests it.
const CATALOGUE_RDF: &str = "/dcat.rdf";
/// What the open questions are told of in: the form that is given where none is preferred comes first.
static FORMS: [(&str, &str); 3] = [(RDF_XML, CATALOGUE_RDF), (JSON_LD, CATALOGUE), (HTML, "/oppna-data")];
const RDF_XML: &str = "application/rdf+xml";
const JSON_LD: &str = "application/ld+json";
const HTML: &str = "text/html";

/// Bytes that a file made as it is read holds while it is, at the least: a page of rows.
const ROWS: u64 = 512 * 1024;
/// As much of one that was made whole.
const PIECE: u64 = 64 * 1024;

/// What the handlers stand on.
struct Counter {
    service: Arc<QuestionService>,
    files: Arc<Files>,
    waiting: Waiting,
    lists: ListCache,
}

/// Which way a path goes.
#[derive(Clone)]
struct Fork {
    data: Router,
    pages: Router,
}

/// The data addresses, `/dcat.jsonld`, `/dcat.rdf` and `/fragor/katalog`, as the fallback of the router this is merged into: `/fragor/{name}` with a data ending
/// is answered here; every other path that nobody else has goes to `pages`, which may have any routes, `/fragor/{slug}`
/// among them, and a fallback of its own.
pub fn router(edge: &Arc<Edge>, service: &Arc<QuestionService>, pages: Router) -> Router {
    let counter = Counter {
        service: Arc::clone(service),
        files: Arc::new(Files::new(service.limits())),
        waiting: edge.waiting().clone(),
        lists: ListCache::default(),
    };
    let data = Router::new()
        .route(&format!("{FOLDER}{}", dcat::CATALOGUE), routing::get(by_its_id))
        .route("/fragor/{name}", routing::any(answer))
        .route("/ramverk/{name}", routing::any(frames::answer))
        .route("/upphandling/{name}", routing::any(releases::answer).options(anyone_may_ask))
        .route("/underlag/{name}", routing::any(papers::answer))
        .route("/kalender/{name}", routing::any(open_councils::answer))
        .route("/popolo/{name}", routing::any(open_councils::answer))
        .route("/oparl/1.1/{*place}", routing::any(open_councils::answer))
        .route("/emil3/{*place}", routing::any(open_efforts::answer))
        .route(CATALOGUE, routing::get(portal))
        .route(CATALOGUE_RDF, routing::get(portal))
        .with_state(Arc::new(counter));
    let fork = Fork { data: edge.observed(data), pages: edge.observed(pages) };
    // Not by a route of its own: what stands in a path would be read twice.
    Router::new().fallback(choose).with_state(fork)
}

/// A browser asks whether a page of another host may ask with more than the address.
async fn anyone_may_ask() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, headers::anyone_may_ask())
}

async fn choose(State(fork): State<Fork>, request: Request) -> Response {
    if !is_data(request.uri().path()) {
        return fork.pages.oneshot(request).await.into_response();
    }
    let page = in_words(&request);
    let answer = fork.data.oneshot(request).await.into_response();
    match page.filter(|_| answer.status() == StatusCode::NOT_FOUND) {
        Some(page) => fork.pages.oneshot(page).await.into_response(),
        None => answer,
    }
}

/// The same asked of the pages, which have the words, where who asks for a paper's file would rather read a page than what is told to
/// programs: links lead there from pages.
fn in_words(request: &Request) -> Option<Request> {
    let is_file = request.uri().path().starts_with(crate::PAPERS);
    let reads_pages = edge::preferred(request.headers(), &[problem::MEDIA_TYPE, HTML]) == Some(HTML);
    (is_file && reads_pages && matches!(*request.method(), Method::GET | Method::HEAD)).then(|| {
        let mut asked = Request::new(Body::empty());
        *asked.method_mut() = request.method().clone();
        *asked.uri_mut() = request.uri().clone();
        *asked.headers_mut() = request.headers().clone();
        *asked.extensions_mut() = request.extensions().clone();
        asked
    })
}

fn is_data(path: &str) -> bool {
    let within = |folder: &str| path.strip_prefix(folder).filter(|name| !name.contains('/'));
    path == CATALOGUE
        || path == CATALOGUE_RDF
        || within(FOLDER).is_some_and(|name| name == dcat::CATALOGUE || format_of(name).is_some())
        || within(frames::FOLDER).is_some_and(|name| name.ends_with(frames::ENDING))
        || within(releases::FOLDER).is_some_and(|name| name.ends_with(frames::ENDING))
        || within(crate::PAPERS).is_some_and(|name| !name.is_empty())
        || open_councils::is_one(path)
        || open_efforts::is_one(path)
}

/// The question's address and the format of a name with a data ending.
fn format_of(name: &str) -> Option<(&str, Format)> {
    let (slug, extension) = name.rsplit_once('.')?;
    Some((slug, Format::of(extension, false)?))
}

/// What is asked for, and by whom before anything is proven. A name that is no text is nothing's.
fn taken_apart(name: Result<Path<String>, PathRejection>, request: Request) -> (String, Parts, Asker) {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let (parts, _) = request.into_parts();
    let asker = authentication::nobody(&parts);
    (name, parts, asker)
}

async fn answer(
    State(counter): State<Arc<Counter>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let (name, parts, mut asker) = taken_apart(name, request);
    let outcome = counter.answer(&mut asker, &name, &parts).await;
    outcome.unwrap_or_else(|refused| match counter.is_open(&name) {
        true => problem::respond_to_any_page(&refused, &asker, &parts),
        false => problem::respond(&refused, &asker, &parts),
    })
}

impl Counter {
    async fn answer(&self, asker: &mut Asker, name: &str, parts: &Parts) -> Result<Response, Refused> {
        if parts.method == Method::OPTIONS {
            return self.preflight(name);
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(Refused::new(Kind::Method));
        }
        let (slug, format) = format_of(name).ok_or_else(|| Refused::new(Kind::UnknownQuestion))?;
        let wanted = Wanted::read(&parts.uri, format, asker.lang)?;
        asker.lang = wanted.lang;
        let reader = self.admit(asker, parts).await?;
        let question = self.service.question(slug, asker).await?;
        let arguments = self.service.read(&question, &wanted.pairs)?;
        let options =
            wanted.options(self.service.limits(), &self.publisher(&parts.uri, &parts.headers).host, &parts.uri);
        let asking = self.service.asking(asker, question, arguments, options).await?;
        let tag = asking.tag(Some(wanted.format));
        let is_held = |one: &str| {
            one == tag || self.files.begun(&asking.series(wanted.format), Some(one)).is_some_and(|file| file.tag == one)
        };
        if !conditions::if_match(&parts.headers, is_held) {
            return Err(Refused::new(Kind::HasChanged));
        }
        if conditions::is_known(&parts.headers, &tag) {
            return Ok(headers::unchanged(&asking, &wanted, &tag));
        }
        let (answer, held) = self.give(asking, &wanted, &tag, &reader.payer, parts).await?;
        let taken = self.waiting.hand_over(answer, &reader, held, Taken::IfThereIsRoom);
        taken.map_err(|fault| Refused::of_fault(&fault, asker.lang))
    }

    /// A browser asks whether a page of another host may ask: for what is open, without anybody's sign-in.
    fn preflight(&self, name: &str) -> Result<Response, Refused> {
        match self.is_open(name) {
            true => Ok((StatusCode::NO_CONTENT, headers::anyone_may_ask()).into_response()),
            false => Err(Refused::new(Kind::Method)),
        }
    }

    /// Whether the name with a data ending is an open question's.
    fn is_open(&self, name: &str) -> bool {
        let question = format_of(name).and_then(|(slug, _)| self.service.catalogue().get(slug));
        question.is_some_and(|question| question.definition().open)
    }

    /// Who publishes, and at which address: what is configured, or the address that was asked at.
    fn publisher(&self, uri: &Uri, headers: &HeaderMap) -> Publisher {
        let parts = &self.service.parts;
        let named = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let host = named("host").or_else(|| uri.authority().map(|authority| authority.as_str()));
        let here = || own_address(parts.base.as_deref(), host, named("x-forwarded-proto"));
        match &parts.publisher {
            Some(publisher) if publisher.host.is_empty() => Publisher { host: here(), ..publisher.clone() },
            Some(publisher) => publisher.clone(),
            None => problem::itself(here()),
        }
    }

    /// The answer, and the bytes that it holds while it is read.
    async fn give(
        &self,
        asking: Asking,
        wanted: &Wanted,
        tag: &str,
        payer: &Payer,
        parts: &Parts,
    ) -> Result<(Response, u64), Refused> {
        let is_head = parts.method == Method::HEAD;
        let is_made_whole = matches!(wanted.format, Format::Xlsx | Format::Parquet);
        let (series, is_noted) = (asking.series(wanted.format), asking.is_noted());
        let range = conditions::range(&parts.headers).filter(|_| !is_head);
        // Who reads a file piece by piece goes on with the file it began.
        let begun = range.is_some().then(|| self.files.begun(&series, conditions::if_range(&parts.headers))).flatten();
        // A file is noted whole in the read log: where it need not be made whole, it is not, for a piece of it.
        let range = range.filter(|_| begun.is_some() || is_made_whole || !is_noted);
        // Without a length, an answer by HTTP/1.0 ends where the connection ends: a part would pass for the whole.
        let by_connection = parts.version <= Version::HTTP_10;
        let is_whole = is_made_whole || range.is_some() || by_connection || !asking.is_counted();
        if is_head && (is_noted || !is_whole) {
            return self.tell(asking, wanted, tag, &series, is_whole).await.map(|told| (told, 0));
        }
        if is_whole {
            let plain = range.is_some() && !parts.headers.contains_key(header::IF_RANGE);
            let (file, headers) = match begun {
                Some(file) => (Arc::clone(&file), headers::of(&asking, wanted, &file.tag)),
                None => {
                    let headers = headers::of(&asking, wanted, tag);
                    let limits = self.service.limits().clone();
                    let format = wanted.format;
                    let make = async move { making::file(asking.run().await?, format, &limits).await };
                    (self.files.get(payer, &series, tag, make).await?, headers)
                }
            };
            let honoured = plain || conditions::if_range(&parts.headers) == Some(file.tag.as_str());
            return Ok((whole(&file, headers, range.filter(|_| honoured), is_head), PIECE));
        }
        let mut headers = headers::of(&asking, wanted, tag);
        headers.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
        let answer = asking.run().await?;
        let held = answer.held().max(ROWS);
        let body = making::stream(answer, wanted.format).await?;
        Ok(((StatusCode::OK, headers, body).into_response(), held))
    }

    /// The head of an answer whose rows are not read for it: without a length, where no such file is kept.
    async fn tell(
        &self,
        asking: Asking,
        wanted: &Wanted,
        tag: &str,
        series: &str,
        is_whole: bool,
    ) -> Result<Response, Refused> {
        let mut headers = headers::of(&asking, wanted, tag);
        headers.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
        if let Some(file) = self.files.begun(series, Some(tag)).filter(|_| is_whole) {
            return Ok(whole(&file, headers, None, true));
        }
        asking.probe().await?;
        Ok((StatusCode::OK, headers, Extension(Unmeasured)).into_response())
    }
}

/// A kept file, or the piece of it that was asked for.
fn whole(file: &Arc<CachedFile>, mut headers: HeaderMap, range: Option<conditions::Range>, is_head: bool) -> Response {
    headers.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
    let (status, piece) = match range.map(|range| range.of(file.length)) {
        None => (StatusCode::OK, Slice { from: 0, length: file.length }),
        Some(Some(piece)) => (StatusCode::PARTIAL_CONTENT, piece),
        Some(None) => {
            headers::span(&mut headers, None, file.length);
            headers.remove(header::CONTENT_DISPOSITION);
            return (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response();
        }
    };
    if status == StatusCode::PARTIAL_CONTENT {
        headers::span(&mut headers, Some(&piece), file.length);
    }
    headers.insert(header::CONTENT_LENGTH, piece.length.into());
    let body = if is_head { Body::empty() } else { file.body(piece) };
    (status, headers, body).into_response()
}

/// `/fragor/katalog`, by which the catalogue and its publisher are known: leads to what tells of them.
async fn by_its_id(headers: HeaderMap) -> impl IntoResponse {
    let preferred = edge::preferred(&headers, &FORMS.map(|(media_type, _)| media_type));
    let form = FORMS.iter().find(|(media_type, _)| preferred == Some(*media_type)).unwrap_or(&FORMS[0]);
    let headers = [(header::VARY, "Accept"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (headers, Redirect::to(form.1))
}

/// `/dcat.jsonld` and `/dcat.rdf`: the open questions for data portals.
async fn portal(State(counter): State<Arc<Counter>>, uri: Uri, headers: HeaderMap) -> Response {
    let catalogue = dcat::catalogue(&counter.publisher(&uri, &headers), counter.service.catalogue().open());
    let (media_type, written) = match uri.path() {
        CATALOGUE_RDF => (RDF_XML, dcat::rdf_xml(&catalogue)),
        _ => (JSON_LD, Ok(catalogue.to_string().into_bytes())),
    };
    let written = match written {
        Ok(written) => written,
        Err(cause) => {
            tracing::error!(%cause, "the catalogue could not be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, written).into_response()
}
