//! `/underlag/{id of a paper}`: the paper's file.
//!
//! *`GET` and `HEAD`* give it, as something to save and never to be run: by the media type that its bytes have, in a sandbox. Who
//! asks is as at a calendar: the pages' session, an issuer's token, or anyone, who gets what is everyone's. A paper that the caller
//! does not reach, and one without a file, is told from what is not there by nothing. What is not everyone's is noted in the read log
//! as it is handed out; `HEAD` and a copy that still holds hand out nothing.
//!
//! *`PUT`* hands it in: the body is the file and `filnamn` its name, `?filnamn=Tj%C3%A4nsteskrivelse.pdf`, with an issuer's token. A
//! plain body needs no format of its own, has a length beforehand, and is what programs send files as; the pages' form, which
//! browsers send in parts, is theirs (`/lamna-underlag/{id}`). The same file again is answered as before.
//!
//! *Kept copies.* A strong `ETag`, the SHA-256 of the file; `If-None-Match` is answered with 304 and `If-Match` with 412.
//!
//! *Pieces.* One range of bytes (RFC 9110, section 14) is answered with 206 and that piece, `If-Range` is honoured, and what lies
//! outside the file is answered with 416 and its length; several ranges, and `HEAD`, as if none were asked for. A file is read whole
//! for a piece of it, too: no part is handed out of what is not what was handed in. Each piece is noted as the file is.
//!
//! *Refusals* of a file say what is wrong with which part of it, and what is taken: so many bytes, and of which types.

use std::sync::Arc;

use ::http::{
    HeaderValue, Method, StatusCode,
    header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, IF_RANGE},
    request::Parts,
};
use axum::{
    body::Body,
    extract::{Path, Request, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use councils::meeting::paper::{FiledPaper, MeetingPaper, PaperFormat};
use edge::{Payer, Refusal, Taken, read_body};
use kernel::{Error, Label, Lang, id::MeetingPaperId};
use questions::Format;
use serde_json::json;

use super::{
    Counter, authentication,
    conditions::{self, Range, Slice},
    copies::{File, kept},
    headers, problem,
    wanted::Wanted,
};
use crate::question::{
    refused::{Kind, Refused, Wrong, internal},
    service::Asker,
};

/// What the address says of the file that is handed in: its name.
const NAME: &str = "filnamn";
/// What the body is called where something is wrong with it.
const FILE: &str = "body";

pub(super) async fn answer(
    State(counter): State<Arc<Counter>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let (parts, body) = request.into_parts();
    let mut asker = authentication::nobody(&parts);
    let outcome = match parts.method {
        Method::PUT => counter.take_paper(&mut asker, &name, &parts, body).await,
        Method::GET | Method::HEAD => counter.paper(&mut asker, &name, &parts).await,
        _ => Err(Refused::new(Kind::FileMethod)),
    };
    outcome.unwrap_or_else(|refused| problem::respond(&refused, &asker, &parts))
}

fn unknown(error: Error) -> Refused {
    match error {
        Error::NotFound | Error::Denied => Refused::new(Kind::UnknownRecord),
        other => other.into(),
    }
}

impl Counter {
    /// The call of who asks. An access token is for questions, and whoever has one for none of these is anyone.
    async fn caller(&self, asker: &Asker) -> Result<Arc<access::Request>, Refused> {
        let own = asker.identity.as_ref().filter(|_| asker.questions.is_none());
        let actor = self.service.parts.roles.of(own).await?;
        let call = access::Request::new(actor, asker.request_id.clone());
        Ok(Arc::new(access::Request { purpose: asker.purpose.clone(), ..call }))
    }

    async fn paper(&self, asker: &mut Asker, name: &str, parts: &Parts) -> Result<Response, Refused> {
        let reader = self.begin(asker, parts).await?;
        let lang = asker.lang;
        let id = MeetingPaperId::parse(name).ok_or_else(|| Refused::new(Kind::UnknownRecord))?;
        let papers = &self.service.parts.papers;
        let request = self.caller(asker).await?;
        let paper = papers.read().one(&request, id).await.map_err(unknown)?;
        let (Some(tag), Some(format), Some(file_name)) = (&paper.sha256, paper.format, &paper.file_name) else {
            return Err(Refused::new(Kind::UnknownRecord));
        };
        if !conditions::if_match(&parts.headers, |one| one == tag) {
            return Err(Refused::new(Kind::HasChanged));
        }
        let mut all = kept(lang, tag);
        if conditions::is_known(&parts.headers, tag) {
            return Ok((StatusCode::NOT_MODIFIED, all).into_response());
        }
        all.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        let length = paper.bytes.and_then(|all| u64::try_from(all).ok()).unwrap_or_default();
        let piece = match range(parts, tag).map(|range| range.of(length)) {
            Some(None) => {
                headers::span(&mut all, None, length);
                return Ok((StatusCode::RANGE_NOT_SATISFIABLE, all).into_response());
            }
            piece => piece.flatten(),
        };
        all.insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
        if let Ok(name) = HeaderValue::from_str(&headers::attachment(file_name)) {
            all.insert(CONTENT_DISPOSITION, name);
        }
        all.insert(CONTENT_LENGTH, piece.map_or(length, |piece| piece.length).into());
        if parts.method == Method::HEAD {
            return Ok((StatusCode::OK, all).into_response());
        }
        let read = async {
            let (_, bytes) = papers.content(&request, id).await.map_err(unknown)?;
            Ok(File { media_type: format.media_type(), name: None, is_open: false, bytes })
        };
        let file = self.made(&reader, lang, read).await?;
        let held = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let answer = match piece {
            None => (StatusCode::OK, all, file.bytes).into_response(),
            Some(piece) => {
                headers::span(&mut all, Some(&piece), length);
                (StatusCode::PARTIAL_CONTENT, all, cut(&file.bytes, piece)?).into_response()
            }
        };
        let taken = self.waiting.hand_over(answer, &reader, held, Taken::IfThereIsRoom);
        taken.map_err(|fault| Refused::of_fault(&fault, lang))
    }

    async fn take_paper(&self, asker: &mut Asker, name: &str, parts: &Parts, body: Body) -> Result<Response, Refused> {
        let wanted = Wanted::read(&parts.uri, Format::Json, asker.lang)?;
        asker.lang = wanted.lang;
        let lang = asker.lang;
        *asker = authentication::identify(&self.service, &parts.headers, asker.clone()).await?;
        self.service.charge(asker)?;
        if asker.identity.is_none() || asker.questions.is_some() {
            return Err(Refused::of_fault(&Refusal::SignIn.into(), lang));
        }
        let told = |error| Refused::of_error(error, lang);
        let id = MeetingPaperId::parse(name).ok_or_else(|| Refused::new(Kind::UnknownRecord))?;
        let papers = &self.service.parts.papers;
        let request = self.caller(asker).await?;
        // Before a byte of it is read.
        papers.fileable(&request, id).await.map_err(told)?;
        let most = self.service.limits().paper_megabytes.saturating_mul(1_000_000);
        let bytes = read_body(parts, body, most).await.map_err(|fault| {
            let refused = Refused::of_fault(&fault, lang);
            if fault.refusal == Refusal::BodyBytes { refused.adding(&taken_here(most, lang), lang) } else { refused }
        })?;
        let file_name = wanted.pairs.iter().find(|(name, _)| name == NAME).map_or("", |(_, value)| value.as_str());
        let filed = FiledPaper::of(file_name, bytes).map_err(|error| of_file(error, most, lang))?;
        let payer = Payer::of(asker.identity.as_ref(), asker.address);
        let done = self.service.parts.executor.bounded(&payer, papers.hand_in(&request, id, filed)).await;
        let (paper, is_new) = done.map_err(|fault| Refused::of_fault(&fault, lang))?.map_err(told)?;
        Ok(taken(if is_new { StatusCode::CREATED } else { StatusCode::OK }, &paper, lang))
    }
}

/// What is wrong with which part of what was sent, and what is taken.
fn of_file(error: Error, most: usize, lang: Lang) -> Refused {
    let Error::Invalid { field, rule, detail } = &error else { return Refused::of_error(error, lang) };
    let (address, label) = match field.as_str() {
        "fileName" => (NAME, Label { sv: "Filens namn", en: "The file's name" }),
        _ => (FILE, Label { sv: "Filen", en: "The file" }),
    };
    let message = |lang: Lang| format!("{} {}", rule.text.get(lang), detail.get(lang)).trim_end().to_owned();
    let wrong = Wrong {
        address: address.to_owned(),
        label: (label.sv.to_owned(), label.en.to_owned()),
        message: (message(Lang::Sv), message(Lang::En)),
        rule: *rule,
    };
    let more = taken_here(most, lang);
    let about = if address == NAME { format!("({}: ?{NAME}=…) {more}", label.get(lang)) } else { more };
    let mut refused = Refused::of_error(error, lang);
    refused.wrong.push(wrong);
    refused.adding(&about, lang)
}

/// Which files are taken.
fn taken_here(most: usize, lang: Lang) -> String {
    let endings = PaperFormat::ALL.iter().flat_map(|format| format.extensions());
    let endings = endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
    let megabytes = most / 1_000_000;
    match lang {
        Lang::Sv => format!("En fil är högst {megabytes} MB, och dess namn slutar på något av {endings}."),
        Lang::En => format!("A file is at most {megabytes} MB, and its name ends with one of {endings}."),
    }
}

/// The range that is asked for; none where what the reader has a part of is not this file.
fn range(parts: &Parts, tag: &str) -> Option<Range> {
    let goes_on = !parts.headers.contains_key(IF_RANGE) || conditions::if_range(&parts.headers) == Some(tag);
    conditions::range(&parts.headers).filter(|_| parts.method == Method::GET && goes_on)
}

/// The piece of a file, of its own: what waits to be read holds no more than it is counted for.
fn cut(bytes: &[u8], piece: Slice) -> Result<Vec<u8>, Refused> {
    let place = |at: u64| usize::try_from(at).ok();
    let ends = place(piece.from).zip(place(piece.from + piece.length));
    let own = ends.and_then(|(from, to)| bytes.get(from..to));
    own.map(<[u8]>::to_vec).ok_or_else(|| internal(&"a piece of a paper's file lies outside it"))
}

fn taken(status: StatusCode, paper: &MeetingPaper, lang: Lang) -> Response {
    let mut all = headers::common(lang);
    all.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    all.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let told = json!({
        "id": paper.id.public(),
        "fileName": paper.file_name,
        "mediaType": paper.format.map(|format| format.media_type()),
        "bytes": paper.bytes,
        "sha256": paper.sha256,
    });
    (status, all, told.to_string()).into_response()
}
