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

use std::sync::Arc;

use ::http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE},
    request::Parts,
};
use axum::{
    body::Body,
    extract::{Path, Request, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use councils::meeting::paper::{FiledPaper, MeetingPaper};
use edge::{Payer, Refusal, Taken, read_body};
use kernel::{Error, Lang, id::MeetingPaperId};
use questions::Format;
use serde_json::json;

use super::{
    Counter, authentication, conditions,
    copies::{File, kept},
    headers, problem,
    wanted::Wanted,
};
use crate::question::{
    refused::{Kind, Refused},
    service::Asker,
};

/// What the address says of the file that is handed in: its name.
const NAME: &str = "filnamn";

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
        _ => counter.paper(&mut asker, &name, &parts).await,
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
        all.insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
        if let Ok(name) = HeaderValue::from_str(&headers::attachment(file_name)) {
            all.insert(CONTENT_DISPOSITION, name);
        }
        if parts.method == Method::HEAD {
            all.insert(CONTENT_LENGTH, HeaderValue::from(paper.bytes.unwrap_or_default()));
            return Ok((StatusCode::OK, all).into_response());
        }
        let read = async {
            let (_, bytes) = papers.content(&request, id).await.map_err(unknown)?;
            Ok(File { media_type: format.media_type(), name: None, is_open: false, bytes })
        };
        let file = self.made(&reader, lang, read).await?;
        let held = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let answer = (StatusCode::OK, all, file.bytes).into_response();
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
        let bytes = read_body(parts, body, most).await.map_err(|fault| Refused::of_fault(&fault, lang))?;
        let file_name = wanted.pairs.iter().find(|(name, _)| name == NAME).map_or("", |(_, value)| value.as_str());
        let filed = FiledPaper::of(file_name, bytes).map_err(told)?;
        let payer = Payer::of(asker.identity.as_ref(), asker.address);
        let done = self.service.parts.executor.bounded(&payer, papers.hand_in(&request, id, filed)).await;
        let (paper, is_new) = done.map_err(|fault| Refused::of_fault(&fault, lang))?.map_err(told)?;
        Ok(taken(if is_new { StatusCode::CREATED } else { StatusCode::OK }, &paper, lang))
    }
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
