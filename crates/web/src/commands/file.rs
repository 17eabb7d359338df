//! A file that is handed in by a form: the page that asks for it, and what the form sent.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use futures_util::stream;

use super::port::{Commands, NotDone};
use crate::{
    ask::{note, see_other},
    page::{self, commands::FileAttempt, shell},
    port::Refusal,
    sent::{FormBody, Sent},
    session::random,
    site::Site,
    visit::Visit,
};

/// Bytes of a form beside its file: its fields, and what stands between them.
const BESIDE: usize = 16 * 1024;
/// The name of the field with the file.
pub(crate) const FILE: &str = "fil";

/// What a file is handed in of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What such files' names end with, each with its dot.
    pub extensions: Vec<String>,
}

/// A file as a form sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its name, as the sender's machine has it.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// The routes, for files of at most so many bytes.
pub(crate) fn router(most: usize) -> Router<Arc<Site>> {
    Router::new()
        .route("/lamna-underlag/{id}", get(show).post(submit))
        .layer(DefaultBodyLimit::max(most.saturating_add(BESIDE)))
}

/// `GET /lamna-underlag/{id}`: the form.
async fn show(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn);
    }
    form(&site, commands.as_ref(), &visit, &id, FileAttempt::default()).await
}

/// `POST /lamna-underlag/{id}`: hands it in.
async fn submit(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<FormBody, StatusCode>,
) -> Response {
    let visit = Visit::new(&site, &uri, &headers).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    let commands = commands.as_ref();
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignInAgain);
    }
    let body = match body {
        Ok(FormBody(body)) => body,
        Err(StatusCode::PAYLOAD_TOO_LARGE) => {
            return form(&site, commands, &visit, &id, FileAttempt { too_large: true, ..FileAttempt::default() }).await;
        }
        Err(status) => return status.into_response(),
    };
    let Some((sent, file)) = parts(&headers, body).await else { return StatusCode::BAD_REQUEST.into_response() };
    if !sent.is_from(&site, &visit, &headers) {
        return form(&site, commands, &visit, &id, FileAttempt { strange: true, ..FileAttempt::default() }).await;
    }
    let Some(file) = file else {
        return form(&site, commands, &visit, &id, FileAttempt { missing: true, ..FileAttempt::default() }).await;
    };
    if file.bytes.len() > site.paper_bytes {
        return form(&site, commands, &visit, &id, FileAttempt { too_large: true, ..FileAttempt::default() }).await;
    }
    match commands.hand_in(&visit.caller, &id, file).await {
        Ok(()) => see_other(&visit.link(&format!("/ting/{id}?klart=fil"))),
        Err(NotDone::Faults(faults) | NotDone::Changed(faults)) => {
            let faults = faults.into_iter().map(|fault| fault.words).collect();
            form(&site, commands, &visit, &id, FileAttempt { faults, ..FileAttempt::default() }).await
        }
        Err(NotDone::Refused(refusal)) => refuse(&visit, &refusal),
    }
}

async fn form(site: &Site, commands: &dyn Commands, visit: &Visit, id: &str, attempt: FileAttempt) -> Response {
    match commands.file_form(&visit.caller, id).await {
        Ok(form) => shell(visit, page::commands::file(visit, &form, site.paper_bytes, &attempt, &random())),
        Err(refusal) => refuse(visit, &refusal),
    }
}

fn refuse(visit: &Visit, refusal: &Refusal) -> Response {
    let mut response = shell(visit, page::commands::refused(visit, refusal, None));
    note(&mut response, refusal);
    response
}

/// The texts and the file of a form sent in parts (`multipart/form-data`); none where it cannot be read. A field for which no file
/// was chosen is sent empty and without a name.
async fn parts(headers: &HeaderMap, body: Bytes) -> Option<(Sent, Option<SentFile>)> {
    let boundary = multer::parse_boundary(headers.get(CONTENT_TYPE)?.to_str().ok()?).ok()?;
    let mut parts = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    let (mut texts, mut file) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = part.bytes().await.ok()?;
                if name == FILE && !file_name.is_empty() {
                    file = Some(SentFile { name: file_name, bytes });
                }
            }
            None => texts.push((name, part.text().await.ok()?)),
        }
    }
    Some((Sent(texts), file))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(content_type: &str, body: &str) -> Option<(Sent, Option<SentFile>)> {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type.parse().expect("a header"))]);
        parts(&headers, Bytes::from(body.to_owned())).await
    }

    #[tokio::test]
    async fn a_form_in_parts_has_its_texts_and_its_file() {
        let body = "--x\r\ncontent-disposition: form-data; name=\"en-gang\"\r\n\r\nabc\r\n--x\r\ncontent-disposition: form-data; \
                    name=\"fil\"; filename=\"Förslag.txt\"\r\ncontent-type: text/plain\r\n\r\nå\r\n--x--\r\n";
        let (sent, file) = read("multipart/form-data; boundary=x", body).await.expect("read");
        assert_eq!(sent.text("en-gang"), "abc");
        let told = SentFile { name: "Förslag.txt".to_owned(), bytes: Bytes::from("å") };
        assert_eq!(file, Some(told));
    }

    #[tokio::test]
    async fn a_form_without_a_file_has_none_and_what_is_no_form_is_not_read() {
        let body = "--x\r\ncontent-disposition: form-data; name=\"fil\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let (_, file) = read("multipart/form-data; boundary=x", body).await.expect("read");
        assert_eq!(file, None);
        assert!(read("application/x-www-form-urlencoded", "fil=a").await.is_none());
        assert!(read("multipart/form-data; boundary=x", "--x\r\ncontent-disp").await.is_none());
    }
}
