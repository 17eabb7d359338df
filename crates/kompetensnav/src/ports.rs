//! How the domains meet: what each port asks for, answered by the domain that knows.

use std::sync::Arc;

use access::{Actor, Request};
use competence_hub::{Hub, NeedPort, NeedStep};
use efforts::{HubDirectory, ParticipationDirectory, Place};
use futures_util::future::BoxFuture;
use gateway::{App, objects::event::Relay, roles::Roles};
use industry_councils::{Need, Needs, need::NeedVerb};
use kernel::{
    Error, Period, Result,
    error::rules,
    id::{CouncilId, HubId, NeedId, ParticipantId, ParticipationId, ProjectId},
};
use participants::{Participation, Participations, ProjectDirectory, participation::ParticipationColumn};
use projects::Project;
use store::{Compare, Db, Filter, RecordReader, Tx};

/// Every domain's service over `db`.
pub(crate) fn services(db: &Db, roles: Arc<Roles>, relay: Arc<Relay>) -> App {
    let needs = Needs::new(db);
    let hub_needs: Arc<dyn NeedPort> = Arc::new(HubNeeds(needs.clone()));
    let hubs: Arc<dyn HubDirectory> = Arc::new(Public(db.clone()));
    let periods: Arc<dyn ProjectDirectory> = Arc::new(Public(db.clone()));
    let people: Arc<dyn ParticipationDirectory> = Arc::new(People(db.clone()));
    let (saved_questions, access_tokens) = crate::library::services(db, &roles, crate::wiring::cost_model());
    App {
        db: db.clone(),
        roles,
        relay,
        organisations: councils::Organisations::new(db),
        workforce: councils::WorkforceSnapshots::new(db),
        councils: councils::Councils::new(db),
        needs,
        endorsements: industry_councils::Endorsements::new(db),
        industry_councils: industry_councils::IndustryCouncils::new(db),
        projects: projects::Projects::new(db),
        hubs: competence_hub::Hubs::new(db),
        triages: competence_hub::Triages::new(db, hub_needs.clone()),
        need_efforts: competence_hub::NeedEfforts::new(db, hub_needs),
        efforts: efforts::Efforts::new(db, hubs),
        occasions: efforts::Occasions::new(db),
        sessions: efforts::Sessions::new(db),
        enrolments: efforts::Enrolments::new(db, people.clone()),
        outcomes: efforts::Outcomes::new(db, people),
        participants: participants::Participants::new(db),
        participations: Participations::new(db, periods),
        saved_questions,
        access_tokens,
        statistics: statistics::figures::Statistics::new(db),
    }
}

/// Public facts: asked as the public, so that a port never widens anyone's reach.
struct Public(Db);

impl Public {
    fn request() -> Arc<Request> {
        Arc::new(Request::new(Actor::public(), "port"))
    }
}

impl HubDirectory for Public {
    fn council_of(&self, hub: HubId) -> BoxFuture<'_, Result<CouncilId>> {
        Box::pin(async move { Ok(RecordReader::<Hub>::new(&self.0).one(&Self::request(), hub).await?.council) })
    }
}

impl ProjectDirectory for Public {
    fn period(&self, project: ProjectId) -> BoxFuture<'_, Result<Period>> {
        Box::pin(async move {
            let card = RecordReader::<Project>::new(&self.0).one(&Self::request(), project).await?.card;
            let from = card.starts_on.ok_or_else(|| Error::invalid("projectId", rules::PERIOD_IS_REVERSED))?;
            Period::new("projectId", from, card.ends_on)
        })
    }
}

/// Needs, for the hub.
struct HubNeeds(Needs);

impl NeedPort for HubNeeds {
    fn council_of_need<'a>(&'a self, tx: &'a mut Tx, need: NeedId) -> BoxFuture<'a, Result<CouncilId>> {
        Box::pin(async move {
            let need: Need = tx.load(need).await.map_err(|error| error.at("needId"))?;
            Ok(need.council)
        })
    }

    fn advance<'a>(
        &'a self,
        tx: &'a mut Tx,
        need: NeedId,
        step: NeedStep,
        waiver: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>> {
        let verb = match step {
            NeedStep::Prioritise => NeedVerb::Prioritise,
            NeedStep::Begin => NeedVerb::Begin,
        };
        Box::pin(self.0.advance(tx, need, verb, waiver))
    }
}

/// People, for enrolments: always within the asking caller's reach.
struct People(Db);

impl ParticipationDirectory for People {
    fn participation<'a>(&'a self, request: &'a Arc<Request>, id: ParticipationId) -> BoxFuture<'a, Result<Place>> {
        Box::pin(async move {
            let found = RecordReader::<Participation>::new(&self.0).one(request, id).await?;
            Ok(Place { participant: found.participant, organisation: found.organisation, project: found.project })
        })
    }

    fn reaches<'a>(&'a self, request: &'a Arc<Request>, id: ParticipantId) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            let own = Filter::Is(ParticipationColumn::ParticipantId, Compare::Eq(id.as_str().into()));
            let reached = RecordReader::<Participation>::new(&self.0).count(request, &own).await?;
            Ok(reached > 0 || request.actor.assignments.iter().any(|held| held.participant == Some(id)))
        })
    }
}
