//! Asking: from an address to a page. The only place where pages wait for the library.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{LOCATION, RETRY_AFTER, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use questions::{
    Arguments, Parameter, ParameterError, ParameterKind, Question, definition::IdOf, error::PARAMETER_IS_REQUIRED,
};

use crate::{
    page::{
        self,
        question::{Form, Shown, State as Asked, rows_of},
        shell,
    },
    port::{Choice, ChoiceOf, Refusal},
    site::Site,
    visit::Visit,
};

type Pairs = Vec<(String, String)>;

/// `GET /`.
pub(crate) async fn front(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    // Projects are known by their names; the search finds them beside the questions.
    let projects = match page::front::sought(&visit).is_empty() {
        true => Vec::new(),
        false => site.library.choices(&visit.caller, ChoiceOf::Id(IdOf::Project)).await.unwrap_or_default(),
    };
    match site.library.list(&visit.caller).await {
        Ok(questions) => shell(&visit, page::front::page(&visit, &questions, &projects)),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /oppna-data`.
pub(crate) async fn open_data(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    match site.library.list(&visit.caller).await {
        Ok(questions) => shell(&visit, page::open_data::page(&visit, &questions)),
        Err(refusal) => refuse(&visit, &refusal),
    }
}

/// `GET /tillganglighet`.
pub(crate) async fn accessibility(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    shell(&visit, page::accessibility::page(&visit))
}

/// Any other address.
pub(crate) async fn nowhere(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    shell(&visit, page::problem::nowhere(&visit))
}

/// `GET /fragor/{slug}`.
pub(crate) async fn question(State(site): State<Arc<Site>>, Path(name): Path<String>, request: Request) -> Response {
    let visit = Visit::of(&site, &request);
    let question = match site.library.find(&visit.caller, &name).await {
        Ok(question) => question,
        Err(refusal) => return refuse(&visit, &refusal),
    };
    let is_head = request.method() == Method::HEAD;
    match ask(&site, &visit, &question, is_head).await {
        Outcome::Elsewhere(address) => see_other(&address),
        Outcome::Untold => (StatusCode::OK, Extension(Unmeasured)).into_response(),
        Outcome::Here(shown) => {
            let mut response = shell(&visit, page::question::page(&visit, &shown));
            if let Asked::Refused(refusal) = &shown.state {
                note(&mut response, refusal);
            }
            response
        }
    }
}

/// Among the extensions of an answer to `HEAD`: how long the page is was not found out.
#[derive(Clone, Copy, Debug)]
pub struct Unmeasured;

enum Outcome<'q> {
    /// The same question at its plain address.
    Elsewhere(String),
    /// Nothing but the head of the page was wanted.
    Untold,
    Here(Box<Shown<'q>>),
}

async fn ask<'q>(site: &Site, visit: &Visit, question: &'q Question, is_head: bool) -> Outcome<'q> {
    let here =
        |form, state| Outcome::Here(Box::new(Shown { question, form, state, row_form: None, makes_keys: false }));
    let has_required = question.definition().parameters.iter().any(|parameter| parameter.required);
    let mut form = Form { has_required, ..Form::default() };
    for parameter in &question.definition().parameters {
        form.choices.insert(parameter.address().to_owned(), choices(site, visit, parameter).await);
    }
    let mut pairs = completed(question, &form, &visit.pairs);
    if visit.caller.token.is_none() && !question.definition().open {
        // Who must sign in first has nothing to correct before.
        form.written(question, &pairs);
        return here(form, Asked::Refused(Refusal::SignIn));
    }
    pairs.extend(own(site, visit, question, &pairs).await);
    let read = question.read_parameters(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())), site.clock.today());
    let arguments = match read {
        Ok(arguments) => arguments,
        Err(errors) => {
            form.written(question, &pairs);
            if is_untouched(question, &visit.pairs, &errors) {
                return here(form, Asked::Unasked);
            }
            form.errors.clone_from(&errors);
            return here(form, Asked::Refused(Refusal::Parameters(errors)));
        }
    };
    if let Some(address) = plainer(visit, question, &arguments) {
        return Outcome::Elsewhere(address);
    }
    form.asked(question, &arguments);
    let probed = if is_head { site.library.probe(&visit.caller, question, &arguments).await } else { None };
    let answered = match probed {
        Some(Ok(())) => return Outcome::Untold,
        Some(Err(refusal)) => Err(refusal),
        None => site.library.answer(&visit.caller, question, &arguments, rows_of(visit, question)).await,
    };
    match answered {
        Ok(mut answer) => {
            answer.table = answer.table.for_people().into_owned();
            let state = Asked::Answered(Box::new(arguments), Box::new(answer));
            let row_form = match site.commands.as_ref().filter(|_| visit.session.is_some()) {
                Some(commands) => commands.of_rows(&visit.caller, question.slug()).await,
                None => None,
            };
            // Only of what is not everyone's is a token told of.
            let keys = site.keys.as_ref().filter(|_| visit.session.is_some() && !question.definition().open);
            let makes_keys = match keys {
                Some(keys) => keys.may_make(&visit.caller).await,
                None => false,
            };
            Outcome::Here(Box::new(Shown { question, form, state, row_form, makes_keys }))
        }
        Err(refusal) => {
            if let Refusal::Parameters(errors) = &refusal {
                form.errors.clone_from(errors);
            }
            here(form, Asked::Refused(refusal))
        }
    }
}

/// What must be chosen and of which the caller has just one of her own, such as the project that she leads.
async fn own(site: &Site, visit: &Visit, question: &Question, pairs: &Pairs) -> Pairs {
    let mut chosen = Pairs::new();
    for parameter in question.definition().parameters.iter().filter(|each| each.required && each.default.is_empty()) {
        let is_named = pairs.iter().any(|(name, _)| name == parameter.address());
        let Some(of) = parameter.of.filter(|_| !is_named) else { continue };
        if let Ok([only]) = site.library.own(&visit.caller, of).await.as_deref() {
            chosen.push((parameter.address().to_owned(), only.clone()));
        }
    }
    chosen
}

/// What a field offers. A list that cannot be had now is no reason to refuse the page: then the reader writes.
async fn choices(site: &Site, visit: &Visit, parameter: &Parameter) -> Vec<Choice> {
    let of = match parameter.kind {
        ParameterKind::Id => parameter.of.map(ChoiceOf::Id),
        ParameterKind::Code => parameter.scheme.as_deref().map(ChoiceOf::Scheme),
        _ => None,
    };
    match of {
        Some(of) => site.library.choices(&visit.caller, of).await.unwrap_or_default(),
        None => Vec::new(),
    }
}

/// Nothing was asked, and something must be: the form is shown without reproach.
fn is_untouched(question: &Question, pairs: &Pairs, errors: &[ParameterError]) -> bool {
    let asked = pairs.iter().any(|(name, _)| question.parameter_at(name).is_some());
    !asked && errors.iter().all(|error| error.rule == PARAMETER_IS_REQUIRED)
}

/// What the form sent, as the question's own parameters: first and last day as one period, a chosen label as its code.
fn completed(question: &Question, form: &Form, pairs: &Pairs) -> Pairs {
    let mut done: Pairs = Vec::with_capacity(pairs.len());
    for (name, text) in pairs {
        match day_of(question, name) {
            Some(_) => {}
            None => done.push((name.clone(), code(form, name, text))),
        }
    }
    for parameter in question.definition().parameters.iter().filter(|each| each.kind == ParameterKind::Period) {
        let day = |end: &str| {
            let name = format!("{}-{end}", parameter.address());
            let is_ours = day_of(question, &name).is_some();
            pairs.iter().find(|(known, _)| is_ours && *known == name).map_or("", |(_, text)| text.trim())
        };
        let (from, to) = (day("fran"), day("till"));
        if !from.is_empty() || !to.is_empty() {
            done.retain(|(name, _)| name != parameter.address());
            done.push((parameter.address().to_owned(), format!("{from}--{to}")));
        }
    }
    done
}

/// The period whose first or last day this name is; a parameter of that very name comes first.
fn day_of<'q>(question: &'q Question, name: &str) -> Option<&'q Parameter> {
    if question.parameter_at(name).is_some() {
        return None;
    }
    let stem = name.strip_suffix("-fran").or_else(|| name.strip_suffix("-till"))?;
    question.parameter_at(stem).filter(|parameter| parameter.kind == ParameterKind::Period)
}

/// Who writes the name of what is offered means it.
fn code(form: &Form, name: &str, text: &str) -> String {
    let folded = kernel::text::sort_key(text);
    let offered = form.choices.get(name).map_or(&[][..], Vec::as_slice);
    let meant = offered.iter().find(|choice| kernel::text::sort_key(&choice.label) == folded);
    meant.map_or_else(|| text.to_owned(), |choice| choice.value.clone())
}

/// The address without blank fields, when the form sent some: the one worth keeping.
fn plainer(visit: &Visit, question: &Question, arguments: &Arguments) -> Option<String> {
    let sent: Vec<_> = visit.pairs.iter().filter(|(name, _)| name != "lang").cloned().collect();
    let ours = |name: &str| question.parameter_at(name).is_some() || day_of(question, name).is_some();
    if sent.iter().filter(|(name, _)| ours(name)).eq(arguments.asked()) {
        return None;
    }
    let formed = sent.iter().any(|(name, text)| ours(name) && (text.is_empty() || day_of(question, name).is_some()));
    let query = arguments.query_string();
    let mark = if query.is_empty() { "" } else { "?" };
    formed.then(|| visit.link(&format!("/fragor/{}{mark}{query}", question.slug())))
}

pub(crate) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(value) => (StatusCode::SEE_OTHER, [(LOCATION, value)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page that says no more than the refusal.
fn refuse(visit: &Visit, refusal: &Refusal) -> Response {
    let mut response = shell(visit, page::problem::page(visit, refusal));
    note(&mut response, refusal);
    response
}

/// What a refusal says to programs.
pub(crate) fn note(response: &mut Response, refusal: &Refusal) {
    let headers = response.headers_mut();
    match refusal {
        Refusal::TooManyRequests(seconds) | Refusal::NoMoreToday(seconds, _) | Refusal::Away(seconds) => {
            headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
        }
        Refusal::SignIn | Refusal::SignInAgain => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
}
