//! Files that are made whole before any of them is sent, and that whoever has a copy asks for anew: each has a strong `ETag`;
//! `If-None-Match` is answered with 304 and `If-Match` with 412.

use std::future::Future;

use ::http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG},
    request::Parts,
};
use axum::response::{IntoResponse, Response};
use edge::{Payer, Reader, Taken};
use kernel::Lang;
use questions::Format;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use store::held::hold;

use super::{Counter, authentication, conditions, headers, wanted::Wanted};
use crate::question::{
    refused::{Kind, Refused, internal},
    service::Asker,
};

/// What is sent.
pub(super) struct File {
    pub(super) media_type: &'static str,
    /// What it is saved as, where it is not read in place.
    pub(super) name: Option<String>,
    /// Whether a page of any host may read it: it asks as anyone.
    pub(super) is_open: bool,
    pub(super) bytes: Vec<u8>,
}

impl File {
    pub(super) fn json(told: &Value, name: Option<String>, is_open: bool) -> Result<Self, Refused> {
        let bytes = serde_json::to_vec(told).map_err(|error| internal(&error))?;
        Ok(Self { media_type: "application/json", name, is_open, bytes })
    }
}

impl Counter {
    /// As [`Counter::admit`], for a file that has one form and is asked for by its language alone.
    pub(super) async fn begin(&self, asker: &mut Asker, parts: &Parts) -> Result<Reader, Refused> {
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(Refused::new(Kind::Method));
        }
        asker.lang = Wanted::read(&parts.uri, Format::Json, asker.lang)?.lang;
        self.admit(asker, parts).await
    }

    /// Who reads: proven, charged, and with room for what she is to be given.
    pub(super) async fn admit(&self, asker: &mut Asker, parts: &Parts) -> Result<Reader, Refused> {
        *asker = authentication::identify(&self.service, &parts.headers, asker.clone()).await?;
        self.service.charge(asker)?;
        let reader = Reader { payer: Payer::of(asker.identity.as_ref(), asker.address), version: parts.version };
        self.waiting.room(&reader.payer).map_err(|fault| Refused::of_fault(&fault, asker.lang))?;
        Ok(reader)
    }

    /// Has `work` make a file as operations are done: its rows and the file itself within the bytes of one, and within its time.
    pub(super) async fn made(
        &self,
        reader: &Reader,
        lang: Lang,
        work: impl Future<Output = Result<File, Refused>>,
    ) -> Result<File, Refused> {
        let work = async {
            let file = work.await?;
            hold(u64::try_from(file.bytes.len()).unwrap_or(u64::MAX)).await;
            Ok::<_, Refused>(file)
        };
        let made = self.service.parts.executor.bounded(&reader.payer, work).await;
        made.map_err(|fault| Refused::of_fault(&fault, lang))?
    }

    /// Answers with a file, or with what is to be said of the reader's copy.
    pub(super) fn send(&self, file: File, reader: &Reader, lang: Lang, parts: &Parts) -> Result<Response, Refused> {
        let tag: String = Sha256::digest(&file.bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        if !conditions::if_match(&parts.headers, |one| one == tag) {
            return Err(Refused::new(Kind::HasChanged));
        }
        let mut all = kept(lang, &tag);
        if file.is_open {
            headers::open(&mut all);
        }
        if conditions::is_known(&parts.headers, &tag) {
            return Ok((StatusCode::NOT_MODIFIED, all).into_response());
        }
        all.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
        let name = file.name.map(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")));
        if let Some(Ok(name)) = name {
            all.insert(CONTENT_DISPOSITION, name);
        }
        let held = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        // To HEAD the router gives the length alone.
        let answer = (StatusCode::OK, all, file.bytes).into_response();
        let taken = self.waiting.hand_over(answer, reader, held, Taken::IfThereIsRoom);
        taken.map_err(|fault| Refused::of_fault(&fault, lang))
    }
}

/// What a kept copy is renewed with: it may be kept, but is never shown again without asking whether it still holds.
pub(super) fn kept(lang: Lang, tag: &str) -> HeaderMap {
    let mut all = headers::common(lang);
    all.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        all.insert(ETAG, tag);
    }
    all
}
