//! `/gor`, `/gor/{name}` and `/ting/{id}`.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};

use super::port::{Commands, FieldFault, NotDone};
use crate::{
    ask::{note, see_other},
    page::{
        self,
        commands::{Attempt, SEARCH},
        shell,
    },
    port::Refusal,
    sent::{ANSWER, FormBody, ONCE, Sent},
    session::{from_here, random},
    site::Site,
    visit::Visit,
};

/// Bytes of a form: the longest text is 16 KiB, thrice that when escaped.
const FORM_BYTES: usize = 128 * 1024;

/// The routes.
pub(crate) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/gor", get(list))
        .route("/gor/{name}", get(show).post(submit))
        .route("/ting/{id}", get(object))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// `GET /gor`, with `?klart=…` after something that left nothing to show.
async fn list(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn, &[]);
    }
    match commands.offered(&visit.caller).await {
        Ok(groups) => shell(&visit, page::commands::list(&visit, &groups, visit.value("klart").is_some())),
        Err(refusal) => refuse(&visit, &refusal, &[]),
    }
}

/// `GET /gor/{name}`; the query string fills in fields by their paths.
async fn show(State(site): State<Arc<Site>>, Path(name): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn, &[]);
    }
    let given: Vec<_> = visit.pairs.iter().filter(|(name, _)| name != "lang").cloned().collect();
    match commands.form(&visit.caller, &name, &given).await {
        Ok(form) => shell(&visit, page::commands::form(&visit, &form, &Attempt::default(), &random())),
        Err(refusal) => refuse(&visit, &refusal, &[]),
    }
}

/// `POST /gor/{name}`: does it, or searches for what a field may point at.
async fn submit(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    FormBody(body): FormBody,
) -> Response {
    let visit = Visit::new(&site, &uri, &headers).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    let sent = Sent::of(&body);
    let ours = [ANSWER, ONCE, SEARCH, "lang"];
    let given: Vec<_> = sent.0.iter().filter(|(name, _)| !ours.contains(&name.as_str())).cloned().collect();
    // What another site's form says is not shown; what a page of ours sent is never lost.
    let written = if from_here(&headers) { given.as_slice() } else { &[] };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn, written);
    }
    if !sent.is_from(&site, &visit, &headers) {
        let attempt = Attempt { strange: true, ..Attempt::default() };
        return form(commands.as_ref(), &visit, &name, written, attempt).await;
    }
    if !sent.text(SEARCH).is_empty() {
        let attempt = Attempt { searched: Some(sent.text(SEARCH)), ..Attempt::default() };
        return form(commands.as_ref(), &visit, &name, &given, attempt).await;
    }
    match commands.submit(&visit.caller, &name, &given, &sent.text(ONCE)).await {
        Ok(Some(id)) => see_other(&visit.link(&format!("/ting/{id}?klart={name}"))),
        Ok(None) => see_other(&visit.link("/gor?klart=1")),
        Err(NotDone::Faults(faults)) => {
            // The reader is told that it changed meanwhile; what she sends next is of what it is now.
            let seen = |(name, _): &&(String, String)| name != "expectedVersion" || !is_of_whole(&faults);
            let given: Vec<_> = given.iter().filter(seen).cloned().collect();
            form(commands.as_ref(), &visit, &name, &given, Attempt { faults, ..Attempt::default() }).await
        }
        Err(NotDone::Refused(refusal)) => refuse(&visit, &refusal, written),
    }
}

fn is_of_whole(faults: &[FieldFault]) -> bool {
    faults.iter().any(|fault| fault.path.is_empty())
}

/// The form again, with what was sent.
async fn form(
    commands: &dyn Commands,
    visit: &Visit,
    name: &str,
    given: &[(String, String)],
    attempt: Attempt,
) -> Response {
    match commands.form(&visit.caller, name, given).await {
        Ok(form) => shell(visit, page::commands::form(visit, &form, &attempt, &random())),
        Err(refusal) => refuse(visit, &refusal, given),
    }
}

/// `GET /ting/{id}`, with `?klart=…` after something was done with it.
async fn object(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    match commands.object(&visit.caller, &id).await {
        Ok(object) => shell(&visit, page::commands::object(&visit, &object, visit.value("klart").is_some())),
        Err(refusal) => refuse(&visit, &refusal, &[]),
    }
}

fn refuse(visit: &Visit, refusal: &Refusal, written: &[(String, String)]) -> Response {
    let mut response = shell(visit, page::commands::refused(visit, refusal, written));
    note(&mut response, refusal);
    response
}
