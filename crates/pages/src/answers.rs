//! What the pages ask for: the question service answers, choices come from the domains and the code lists.

use std::sync::Arc;

use access::Request;
use axum::{
    Router,
    http::{HeaderValue, StatusCode},
    middleware::{map_request, map_response},
};
use edge::{RequestId, Unmeasured};
use futures_util::future::BoxFuture;
use gateway::{
    App,
    question::{AnswerOptions, Asker, Asking, Kind, Part, QuestionService, Refused},
};
use kernel::{Error, Id, Lang, text::sort_key};
use questions::{Arguments, ParameterError, Question, Text, definition::IdOf};
use store::{Query, Record, RecordReader};
use taxonomy::Scheme;
use web::port::{Answer, Caller, Choice, ChoiceOf, Library, Refusal, Rows};

/// So many are offered to choose among; who looks for another writes its id.
const MOST_CHOICES: u32 = 1_000;
/// The finest SSYK and SNI levels that a person chooses among.
const FINEST: [(Scheme, u8); 2] = [(Scheme::Ssyk2012, 4), (Scheme::Sni2007, 3)];
/// Seconds to wait where nobody says how long.
const SOON: u64 = 5;

/// The library over the question service.
pub struct Pages {
    /// Who answers questions.
    pub questions: Arc<QuestionService>,
    /// The services that choices come from.
    pub app: App,
}

impl Pages {
    async fn asker(&self, caller: &Caller) -> Result<Asker, Refusal> {
        let (address, lang, request_id) = (caller.address, caller.lang, caller.request_id.clone());
        let asker = Asker { address, lang, request_id, ..Asker::default() };
        match &caller.token {
            Some(token) => self.questions.present(token, asker).await.map_err(|refused| refusal(refused, caller.lang)),
            None => Ok(asker),
        }
    }

    async fn asking(
        &self,
        caller: &Caller,
        question: &Question,
        arguments: &Arguments,
        wish: AnswerOptions,
    ) -> Result<Asking, Refusal> {
        let told = |refused| refusal(refused, caller.lang);
        let asker = self.asker(caller).await?;
        let question = self.questions.question(question.slug(), &asker).await.map_err(told)?;
        self.questions.asking(&asker, question, arguments.clone(), wish).await.map_err(told)
    }

    async fn request(&self, caller: &Caller) -> Result<Arc<Request>, Refusal> {
        let asker = self.asker(caller).await?;
        let actor = self.app.roles.of(asker.identity.as_ref()).await.map_err(fault)?;
        Ok(Arc::new(Request::new(actor, caller.request_id.clone())))
    }

    async fn of_kind(&self, request: &Arc<Request>, of: IdOf) -> Result<Vec<Choice>, Refusal> {
        let app = &self.app;
        let mut choices = match of {
            IdOf::Council => offered(app.councils.read(), request, |each| (each.id, each.name)).await,
            IdOf::Organisation => offered(app.organisations.read(), request, |each| (each.id, each.name)).await,
            IdOf::IndustryCouncil => offered(app.industry_councils.read(), request, |each| (each.id, each.name)).await,
            IdOf::Hub => offered(app.hubs.read(), request, |each| (each.id, each.name)).await,
            IdOf::Effort => offered(app.efforts.read(), request, |each| (each.id, each.title)).await,
            IdOf::Project => offered(app.projects.read(), request, |each| (each.id, project_name(&each))).await,
        }
        .map_err(fault)?;
        choices.sort_by_cached_key(|choice| sort_key(&choice.label));
        Ok(choices)
    }
}

impl Library for Pages {
    fn list<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, Result<Vec<Question>, Refusal>> {
        Box::pin(async move {
            let asker = self.asker(caller).await?;
            let listed = self.questions.list(&asker).await.map_err(|refused| refusal(refused, caller.lang))?;
            Ok(listed.into_iter().map(|listed| listed.question).collect())
        })
    }

    fn find<'a>(&'a self, caller: &'a Caller, slug: &'a str) -> BoxFuture<'a, Result<Question, Refusal>> {
        Box::pin(async move {
            // What a built-in question is about is no secret; only its answer may be.
            if let Some(question) = self.questions.catalogue().get(slug) {
                return Ok(question.clone());
            }
            let asker = self.asker(caller).await?;
            self.questions.question(slug, &asker).await.map_err(|refused| refusal(refused, caller.lang))
        })
    }

    fn answer<'a>(
        &'a self,
        caller: &'a Caller,
        question: &'a Question,
        arguments: &'a Arguments,
        rows: Rows,
    ) -> BoxFuture<'a, Result<Answer, Refusal>> {
        Box::pin(async move {
            let asking = self.asking(caller, question, arguments, AnswerOptions::page(self.questions.limits())).await?;
            let page = rows.page.map(|page| page as u64);
            let part = Part { size: rows.size as u64, page, at_once: rows.at_once as u64, drawn: rows.drawn as u64 };
            let drawn = asking.draw(part).await.map_err(|refused| refusal(refused, caller.lang))?;
            let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
            let (before, count) = (number(drawn.before), number(drawn.count));
            Ok(Answer { table: drawn.table, before, count, more: drawn.is_cut, about: drawn.about })
        })
    }

    fn probe<'a>(
        &'a self,
        caller: &'a Caller,
        question: &'a Question,
        arguments: &'a Arguments,
    ) -> BoxFuture<'a, Option<Result<(), Refusal>>> {
        Box::pin(async move {
            match self.asking(caller, question, arguments, AnswerOptions::page(self.questions.limits())).await {
                Ok(asking) if !asking.is_noted() => None,
                Ok(asking) => Some(asking.probe().await.map_err(|refused| refusal(refused, caller.lang))),
                Err(refusal) => Some(Err(refusal)),
            }
        })
    }

    fn own<'a>(&'a self, caller: &'a Caller, of: IdOf) -> BoxFuture<'a, Result<Vec<String>, Refusal>> {
        Box::pin(async move {
            let request = self.request(caller).await?;
            let held = request.actor.assignments.iter();
            let mut ids: Vec<String> = match of {
                IdOf::Council => held.filter_map(|held| held.council).map(|id| id.public()).collect(),
                IdOf::Organisation => held.filter_map(|held| held.organisation).map(|id| id.public()).collect(),
                IdOf::Hub => held.filter_map(|held| held.hub).map(|id| id.public()).collect(),
                IdOf::Project => held.filter_map(|held| held.project).map(|id| id.public()).collect(),
                IdOf::IndustryCouncil | IdOf::Effort => Vec::new(),
            };
            ids.sort_unstable();
            ids.dedup();
            Ok(ids)
        })
    }

    fn choices<'a>(&'a self, caller: &'a Caller, of: ChoiceOf<'a>) -> BoxFuture<'a, Result<Vec<Choice>, Refusal>> {
        Box::pin(async move {
            match of {
                ChoiceOf::Scheme(scheme) => {
                    Ok(Scheme::parse(scheme).map(|s| codes(s, caller.lang)).unwrap_or_default())
                }
                ChoiceOf::Id(of) => {
                    let request = self.request(caller).await?;
                    self.of_kind(&request, of).await
                }
            }
        })
    }
}

fn project_name(project: &projects::Project) -> String {
    let card = &project.card;
    let name = card.acronym.as_ref().map_or_else(|| card.name.clone(), |known| format!("{known}, {}", card.name));
    card.number.as_ref().map_or_else(|| name.clone(), |number| format!("{name} ({number})"))
}

/// Those the caller reaches. Who may not read the kind at all is offered none.
async fn offered<T: Record>(
    records: RecordReader<T>,
    request: &Arc<Request>,
    named: impl Fn(T) -> (Id<T::Kind>, String),
) -> Result<Vec<Choice>, Error> {
    match records.page(request, &Query::first(MOST_CHOICES)).await {
        Ok(slice) => {
            let choice = |(id, label): (Id<T::Kind>, String)| Choice { value: id.public(), label };
            Ok(slice.rows.into_iter().map(|each| choice(named(each))).collect())
        }
        Err(Error::NotFound | Error::Denied) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A code list: places by name, the others in the order of their codes, which is that of their levels.
pub(crate) fn codes(scheme: Scheme, lang: Lang) -> Vec<Choice> {
    let by_name = matches!(scheme, Scheme::Municipality | Scheme::County | Scheme::Region | Scheme::EsfRegion);
    let finest = FINEST.iter().find(|(known, _)| *known == scheme).map_or(u8::MAX, |(_, level)| *level);
    let named = |concept: &taxonomy::Concept| match by_name {
        true => concept.label(lang).to_owned(),
        false => format!("{} {}", concept.code, concept.label(lang)),
    };
    let kept = taxonomy::all(scheme).iter().filter(|concept| concept.level <= finest);
    let mut choices: Vec<Choice> =
        kept.map(|concept| Choice { value: concept.code.to_owned(), label: named(concept) }).collect();
    if by_name {
        choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    }
    choices
}

pub(crate) fn fault(error: Error) -> Refusal {
    match error {
        Error::Unavailable(cause) => {
            tracing::warn!(%cause, "a page could not be made");
            Refusal::Away(SOON)
        }
        Error::NotFound | Error::Denied => Refusal::NoReach,
        other => {
            tracing::error!(cause = %other, "a page could not be made");
            Refusal::Broken
        }
    }
}

pub(crate) fn refusal(refused: Refused, lang: Lang) -> Refusal {
    let wait = refused.retry_after.unwrap_or(SOON);
    match (&refused.kind, refused.code(), refused.status()) {
        (Kind::UnknownQuestion, _, _) => Refusal::Unknown,
        (Kind::SignIn, _, _) => Refusal::SignIn,
        (Kind::NotThisQuestion, _, _) => Refusal::NoReach,
        (Kind::Parameters, _, _) => Refusal::Parameters(refused.wrong.iter().map(wrong).collect()),
        (Kind::TooManyRows { .. } | Kind::TooLarge { .. }, _, _) => Refusal::TooManyRows,
        (Kind::ListIsTooLong, _, _) => Refusal::NotLikeThis(refused.detail(lang)),
        (_, "LIMIT_COST", _) => Refusal::TooManyRows,
        (_, "TABLE_BUDGET_SPENT", _) => Refusal::NoMoreToday(wait, refused.detail(lang)),
        (_, _, StatusCode::UNAUTHORIZED) => Refusal::SignInAgain,
        (_, _, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) => Refusal::NoReach,
        (_, _, StatusCode::TOO_MANY_REQUESTS) => Refusal::TooManyRequests(wait),
        (_, _, StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT) => Refusal::Away(wait),
        (_, _, StatusCode::BAD_REQUEST) => Refusal::NotLikeThis(refused.detail(lang)),
        (_, _, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE) => Refusal::TokenTooLong(refused.detail(lang)),
        (_, code, status) => {
            tracing::error!(code, status = status.as_u16(), "a page has no words for a refusal");
            Refusal::Broken
        }
    }
}

fn wrong(wrong: &gateway::question::Wrong) -> ParameterError {
    ParameterError {
        address: wrong.address.clone(),
        label: Text::new(&wrong.label.0, &wrong.label.1),
        rule: wrong.rule,
        hint: Text::default(),
    }
}

/// Tells the pages the id that the front door gave the request, as a header that nobody outside can set; and the front door which
/// answers have no length.
pub fn with_request_ids(pages: Router) -> Router {
    pages
        .layer(map_request(async |mut request: axum::extract::Request| {
            let id = request.extensions().get::<RequestId>().and_then(|id| HeaderValue::from_str(&id.0).ok());
            match id {
                Some(id) => request.headers_mut().insert("x-request-id", id),
                None => request.headers_mut().remove("x-request-id"),
            };
            request
        }))
        .layer(map_response(async |mut answer: axum::response::Response| {
            if answer.extensions_mut().remove::<web::Unmeasured>().is_some() {
                answer.extensions_mut().insert(Unmeasured);
            }
            answer
        }))
}
