//! `GET` and `HEAD` of `/ramverk/{id of a competence analysis}.json`: what the analysis demands, as a package of CASE 1.1 (`frame`).
//!
//! *Who asks.* As at the questions' addresses, the pages' session or an issuer's token as `Authorization: Bearer` or as the
//! password of Basic, of someone who reads the employer's requirements. An analysis of another employer is told from none by
//! nothing. An access token is for questions and opens no package.
//!
//! *Kept copies.* Every answer has a strong `ETag`; `If-None-Match` is answered with 304 and `If-Match` with 412.

use std::sync::Arc;

use ::http::request::Parts;
use access::{Action, Anchors, view};
use axum::{
    extract::{Path, Request, State, rejection::PathRejection},
    response::Response,
};
use councils::Organisation;
use kernel::{Error, id::CompetenceAnalysisId};
use serde_json::Value;
use store::{Compare, Filter, Query, RecordReader};
use workplaces::{CompetenceAnalysis, LevelScale, SkillRequirement, requirement::SkillRequirementColumn};

use super::{Counter, copies::File, problem, taken_apart};
use crate::{
    frame::Frame,
    question::{
        refused::{Kind, Refused},
        service::Asker,
    },
};

/// Before the name of a package.
pub(super) const FOLDER: &str = "/ramverk/";
/// After it.
pub(super) const ENDING: &str = ".json";
/// Most requirements of a package.
const MOST: u32 = 10_000;

pub(super) async fn answer(
    State(counter): State<Arc<Counter>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let (name, parts, mut asker) = taken_apart(name, request);
    let outcome = counter.frame(&mut asker, &name, &parts).await;
    outcome.unwrap_or_else(|refused| problem::respond(&refused, &asker, &parts))
}

impl Counter {
    async fn frame(&self, asker: &mut Asker, name: &str, parts: &Parts) -> Result<Response, Refused> {
        let reader = self.begin(asker, parts).await?;
        if asker.identity.is_none() {
            return Err(Refused::new(Kind::FrameSignIn));
        }
        if asker.questions.is_some() {
            return Err(Refused::new(Kind::NoTokenOfQuestions));
        }
        let id = name.strip_suffix(ENDING).and_then(CompetenceAnalysisId::parse);
        let id = id.ok_or_else(|| Refused::new(Kind::UnknownFrame))?;
        let address = format!("{}{FOLDER}{}{ENDING}", self.publisher(&parts.uri, &parts.headers).host, id.public());
        let asker: &Asker = asker;
        let made = async {
            let package = self.package(asker, id, &address).await?;
            File::json(&package, Some(format!("{}{ENDING}", id.public())), false)
        };
        let file = self.made(&reader, asker.lang, made).await?;
        self.send(file, &reader, asker.lang, parts)
    }

    async fn package(&self, asker: &Asker, id: CompetenceAnalysisId, address: &str) -> Result<Value, Refused> {
        let parts = &self.service.parts;
        let actor = parts.roles.of(asker.identity.as_ref()).await?;
        let request = Arc::new(access::Request {
            purpose: asker.purpose.clone(),
            ..access::Request::new(actor, asker.request_id.clone())
        });
        let unknown = |error| match error {
            Error::NotFound | Error::Denied => Refused::new(Kind::UnknownFrame),
            other => other.into(),
        };
        let analysis = RecordReader::<CompetenceAnalysis>::new(&parts.db).one(&request, id).await.map_err(unknown)?;
        // A project reads how far an analysis has come, and not what it demands.
        let employer = Anchors { organisation: Some(analysis.organisation), ..Anchors::default() };
        view(&request, Action::ReadRequirements).require(&employer).map_err(unknown)?;
        let filter = Filter::Is(SkillRequirementColumn::AnalysisId, Compare::Eq(id.as_str().into()));
        let query = Query::first(MOST + 1).filter(filter);
        let requirements = RecordReader::<SkillRequirement>::new(&parts.db).page(&request, &query).await?.rows;
        if requirements.len() > MOST as usize {
            return Err(Refused::new(Kind::TooManyRows { most: u64::from(MOST) }));
        }
        let scale = RecordReader::<LevelScale>::new(&parts.db).one(&request, analysis.scale).await?;
        let employer = RecordReader::<Organisation>::new(&parts.db).one(&request, analysis.organisation).await?;
        let last = parts.db.history(&id.public(), 1).await?.pop();
        let entered = last.filter(|entry| entry.to.as_deref() == Some(analysis.status.as_str()));
        let frame = Frame {
            analysis: &analysis,
            employer: &employer.name,
            scale: &scale,
            requirements: &requirements,
            entered: entered.map(|entry| entry.at),
            lang: asker.lang,
            address,
        };
        Ok(frame.package())
    }
}
