//! `/gor`, `/gor/{name}`, `/ting/{id}`, `/ting/{id}/{field}`, `/reflektion/{id}`, `/protokoll/{id}` and `/protokoll/{id}.pdf`,
//! and `/underlag/{id}` where there is no file.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};

use super::{
    paper::{self, Wanted},
    port::{Commands, Left, NotDone},
};
use crate::{
    ask::{note, see_other},
    page::{
        self,
        commands::{AFTER, Attempt, CHANGED, GO_ON, SEARCH, SEEN, START, UNREAD, UNTIL},
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
        .route("/ting/{id}/{field}", get(related))
        .route("/reflektion/{id}", get(wall))
        .route("/protokoll/{id}", get(minutes))
        .route("/infor/{id}", get(briefing))
        .route("/underlag/{id}", get(no_file))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// `GET /gor`, with `?klart=…` after something that left nothing to show, or nothing that the reader may read.
async fn list(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn);
    }
    match commands.offered(&visit.caller).await {
        Ok(groups) => shell(&visit, page::commands::list(&visit, &groups)),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /gor/{name}`; the query string fills in fields by their paths, or searches for what one may point at.
async fn show(State(site): State<Arc<Site>>, Path(name): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    if visit.session.is_none() {
        return refuse(&visit, &Refusal::SignIn);
    }
    let searched = visit.value(SEARCH).map(str::to_owned);
    let is_left = |known: &str| !page::commands::is_of_the_page(known) && searched.as_deref() != Some(known);
    let given: Vec<_> = visit.pairs.iter().filter(|(name, _)| is_left(name)).cloned().collect();
    let attempt = Attempt { searched: searched.clone(), ..Attempt::default() };
    form(commands.as_ref(), &visit, &name, &given, attempt, false).await
}

/// `POST /gor/{name}`: does it, searches for what a field may point at, or goes on with what was written before signing in again.
async fn submit(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    FormBody(body): FormBody,
) -> Response {
    let visit = Visit::new(&site, &uri, &headers).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    let commands = commands.as_ref();
    let sent = Sent::of(&body);
    let ours = [ANSWER, ONCE, SEARCH, CHANGED, SEEN, GO_ON, "lang"];
    let given: Vec<_> = sent.0.iter().filter(|(name, _)| !ours.contains(&name.as_str())).cloned().collect();
    // What another site's form says is not shown; what a page of ours sent is never lost.
    let written = if from_here(&headers) { given.as_slice() } else { &[] };
    if visit.session.is_none() {
        return kept(commands, &visit, &Refusal::SignInAgain, &name, written);
    }
    if !sent.text(GO_ON).is_empty() {
        return form(commands, &visit, &name, written, Attempt { restored: true, ..Attempt::default() }, true).await;
    }
    let changed = !sent.text(CHANGED).is_empty();
    if !sent.is_from(&site, &visit, &headers) {
        return form(commands, &visit, &name, written, Attempt { strange: true, changed, ..Attempt::default() }, true)
            .await;
    }
    if !sent.text(SEARCH).is_empty() {
        let attempt = Attempt { searched: Some(sent.text(SEARCH)), changed, ..Attempt::default() };
        return form(commands, &visit, &name, &given, attempt, true).await;
    }
    if changed && sent.text(SEEN).is_empty() {
        return form(commands, &visit, &name, &given, Attempt { changed, unseen: true, ..Attempt::default() }, true)
            .await;
    }
    match commands.submit(&visit.caller, &name, &given, &sent.text(ONCE)).await {
        Ok(Left::Page(id)) => {
            let shown = page::commands::wall_of(&visit).unwrap_or_else(|| format!("/ting/{id}"));
            see_other(&visit.link(&format!("{shown}?klart={name}")))
        }
        Ok(Left::Unread(id)) => see_other(&visit.link(&format!("/gor?klart={name}&{UNREAD}={id}"))),
        Ok(Left::Nothing) => see_other(&visit.link("/gor?klart=1")),
        Err(NotDone::Faults(faults)) => {
            form(commands, &visit, &name, &given, Attempt { faults, changed, ..Attempt::default() }, true).await
        }
        Err(NotDone::Changed(faults)) => {
            // The form is now of what it has become, and what the reader has not seen is shown beside what she wrote.
            let given: Vec<_> = given.into_iter().filter(|(name, _)| name != "expectedVersion").collect();
            form(commands, &visit, &name, &given, Attempt { faults, changed: true, ..Attempt::default() }, true).await
        }
        Err(NotDone::Refused(refusal)) => kept(commands, &visit, &refusal, &name, written),
    }
}

/// The form, new or with what was sent.
async fn form(
    commands: &dyn Commands,
    visit: &Visit,
    name: &str,
    given: &[(String, String)],
    mut attempt: Attempt,
    sent: bool,
) -> Response {
    match commands.form(&visit.caller, name, given, sent).await {
        Ok(form) => {
            for fault in form.search_faults() {
                if attempt.faults.iter().all(|told| told.path != fault.path) {
                    attempt.faults.push(fault);
                }
            }
            // There is nothing to choose in a list of nothing.
            let without_a_hit = form.without_a_hit();
            for fault in attempt.faults.iter_mut().filter(|fault| without_a_hit.contains(&fault.path)) {
                let words = visit.say(
                    "Inget hittades. Pröva med andra ord, eller töm sökrutan.",
                    "Nothing was found. Try other words, or empty the search box.",
                );
                words.clone_into(&mut fault.words);
            }
            shell(visit, page::commands::form(visit, &form, &attempt, &random()))
        }
        Err(refusal) if sent => kept(commands, visit, &refusal, name, given),
        Err(refusal) => refuse(visit, &refusal),
    }
}

/// `GET /ting/{id}`, with `?klart=…` after something was done with it.
async fn object(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    match commands.object(&visit.caller, &id).await {
        Ok(object) => shell(&visit, page::commands::object(&visit, &object, visit.value("klart").is_some())),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /ting/{id}/{field}`: what belongs to an object, page by page; `?efter=…` begins after a place in the list.
async fn related(
    State(site): State<Arc<Site>>,
    Path((id, field)): Path<(String, String)>,
    request: Request,
) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    match commands.related(&visit.caller, &id, &field, visit.value(AFTER)).await {
        Ok(related) => shell(&visit, page::commands::related(&visit, &related, visit.value(AFTER).is_some())),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /reflektion/{id}`: a reflection, for a wall. `?starta=1` starts the clock: it leads to the address that says when it ends, so that
/// the page may be read again meanwhile.
async fn wall(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    let wall = match commands.wall(&visit.caller, &id).await {
        Ok(wall) => wall,
        Err(refusal) => return refuse(&visit, &refusal),
    };
    match wall.minutes.filter(|_| visit.value(START).is_some()) {
        Some(minutes) => {
            let until = visit.now.timestamp() + i64::from(minutes) * 60;
            see_other(&visit.link(&format!("/reflektion/{}?{UNTIL}={until}", wall.id)))
        }
        None => shell(&visit, page::commands::wall(&visit, &wall)),
    }
}

/// `GET /protokoll/{id}`: the minutes of a council's meeting, and with `.pdf` after it the same as a file; what is not for the reader is
/// as what does not exist.
async fn minutes(State(site): State<Arc<Site>>, Path(name): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    let as_file = name.strip_suffix(paper::ENDING).map(|id| (id, Wanted::of(&request)));
    let id = as_file.as_ref().map_or(name.as_str(), |(id, _)| *id);
    let minutes = match commands.minutes(&visit.caller, id).await {
        Ok(minutes) => minutes,
        Err(refusal) => return refuse(&visit, &refusal),
    };
    match as_file {
        Some((_, wanted)) => {
            let named = format!("{} {}, {}", visit.say("Protokoll", "Minutes"), minutes.meets_on, minutes.body);
            let document = page::commands::minutes_document(&visit, &minutes);
            paper::send(commands.as_ref(), &visit, &wanted, document, &named).await
        }
        None => shell(&visit, page::commands::minutes(&visit, &minutes)),
    }
}

/// `GET /infor/{id}`: what happened before a council's meeting, or before its next; what is not for the reader is as what does not
/// exist.
async fn briefing(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(commands) = &site.commands else { return shell(&visit, page::problem::nowhere(&visit)) };
    match commands.briefing(&visit.caller, &id).await {
        Ok(briefing) => shell(&visit, page::commands::briefing(&visit, &briefing)),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /underlag/{id}`: that there is no file for its reader. The file is given at the same address, before the pages are asked.
async fn no_file(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    refuse(&visit, &Refusal::Unknown)
}

/// That a form was not done; what it sent is shown, and kept to go on with.
fn kept(commands: &dyn Commands, visit: &Visit, refusal: &Refusal, name: &str, given: &[(String, String)]) -> Response {
    let told = commands.written(visit.lang, name, given);
    let kept = page::commands::SentForm { name, given, told: &told };
    let mut response = shell(visit, page::commands::refused(visit, refusal, Some(&kept).filter(|_| !given.is_empty())));
    note(&mut response, refusal);
    response
}

pub(super) fn refuse(visit: &Visit, refusal: &Refusal) -> Response {
    let mut response = shell(visit, page::commands::refused(visit, refusal, None));
    note(&mut response, refusal);
    response
}
