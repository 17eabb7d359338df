//! How the domains meet: what each port asks for, answered by the domain that knows.

use std::sync::Arc;

use access::{Actor, Request};
use chrono::NaiveDate;
use competence_hub::{Hub, NeedPort, NeedStep, Weighing, triage::Factors};
use councils::{
    Organisation,
    meeting::{decision::CouncilDecisions, paper::MeetingPapers},
};
use efforts::{
    Effort, Enrolment, HubDirectory, MeasureDirectory, ParticipationDirectory, Place, ProviderDirectory,
    TargetDirectory, effort::Applicant,
};
use futures_util::future::BoxFuture;
use gateway::{App, objects::event::Relay, roles::Roles};
use industry_councils::{
    ActionPlan, CommonGapDirectory, CommonGapReports, Need, Needs, action_plan::ScoreWeights, common_gap::SharedGap,
    decision::DecisionDirectory, need::NeedVerb,
};
use kernel::{
    Error, Label, Period, Result,
    id::{
        CouncilId, EffortId, EnrolmentId, HubId, NeedId, OrganisationId, ParticipantId, ParticipationId, ProjectId,
        ProjectTargetId,
    },
};
use participants::{
    Participation, Participations, ProjectDirectory,
    participation::{ParticipationColumn, ParticipationStatus},
};
use projects::{
    PrincipleMeasure, Project, ProjectPartner, ProjectTarget,
    partner::{NetworkDirectory, ProjectPartnerColumn},
    principle_measure::{EffortDirectory, PrincipleMeasureColumn},
    project::rules as project_rules,
};
use statistics::{
    common_gaps::{CommonGaps, Within},
    disclosure::DisclosurePolicy,
};
use store::{Compare, Db, Filter, RecordReader, Tx};
use workplaces::{Attended, LearningDirectory, NetworkMember, PeopleDirectory};

use crate::{meeting_ports, procurement_ports};

/// Every domain's service over `db`.
pub(crate) fn services(db: &Db, roles: Arc<Roles>, relay: Arc<Relay>) -> App {
    let seats = crate::constitution::seats();
    let needs = Needs::new(db, seats.clone());
    let hub_needs: Arc<dyn NeedPort> = Arc::new(HubNeeds(needs.clone()));
    let hubs: Arc<dyn HubDirectory> = Arc::new(Public(db.clone()));
    let targets: Arc<dyn TargetDirectory> = Arc::new(Public(db.clone()));
    let periods: Arc<dyn ProjectDirectory> = Arc::new(Public(db.clone()));
    let people: Arc<dyn ParticipationDirectory> = Arc::new(People(db.clone()));
    let bank: Arc<dyn workplaces::ProjectDirectory> = Arc::new(Public(db.clone()));
    let employed: Arc<dyn PeopleDirectory> = Arc::new(People(db.clone()));
    let learning: Arc<dyn LearningDirectory> = Arc::new(Learning(db.clone()));
    let paid: Arc<dyn EffortDirectory> = Arc::new(PaidEfforts(db.clone()));
    let (saved_questions, access_tokens) = crate::library::services(db, &roles, crate::wiring::cost_model());
    let common: Arc<dyn CommonGapDirectory> = Arc::new(Common(CommonGaps::new(db)));
    let decisions: Arc<dyn DecisionDirectory> = Arc::new(meeting_ports::Decisions);
    let bodies = crate::constitution::bodies(db);
    App {
        db: db.clone(),
        roles,
        relay,
        organisations: councils::Organisations::new(db),
        workforce: councils::WorkforceSnapshots::new(db),
        councils: councils::Councils::new(db, &bodies),
        bodies,
        common_gap_reports: CommonGapReports::new(db, needs.clone(), common),
        needs,
        endorsements: industry_councils::Endorsements::new(db, seats.clone(), decisions.clone()),
        signals: industry_councils::Signals::new(db, seats.clone()),
        action_plans: industry_councils::ActionPlans::new(db, seats.clone(), decisions.clone()),
        agenda_items: councils::meeting::agenda::AgendaItems::new(db, Arc::new(meeting_ports::Subjects(db.clone()))),
        council_decisions: CouncilDecisions::new(db, Arc::new(meeting_ports::Backing)),
        meeting_papers: MeetingPapers::new(db),
        industry_councils: industry_councils::IndustryCouncils::new(db, seats, decisions),
        projects: projects::Projects::new(db),
        hubs: competence_hub::Hubs::new(db, Arc::new(meeting_ports::Decisions)),
        triages: competence_hub::Triages::new(db, hub_needs.clone()),
        need_efforts: competence_hub::NeedEfforts::new(db, hub_needs),
        efforts: efforts::Efforts::new(
            db,
            hubs,
            targets,
            Arc::new(procurement_ports::Sourcing(db.clone())),
            Arc::new(Public(db.clone())),
        ),
        procurements: procurement_ports::services(db),
        contract_versions: procurement_ports::contracts(db),
        occasions: efforts::Occasions::new(db),
        sessions: efforts::Sessions::new(db, Arc::new(Providers)),
        enrolments: efforts::Enrolments::new(db, people.clone()),
        outcomes: efforts::Outcomes::new(db, people),
        competence_analyses: workplaces::CompetenceAnalyses::new(db, bank.clone(), DisclosurePolicy::fewest_people()),
        employees: workplaces::Employees::new(db, employed.clone()),
        development_plans: workplaces::DevelopmentPlans::new(db, bank.clone()),
        plan_lines: workplaces::PlanLines::new(db, learning.clone()),
        reflections: workplaces::Reflections::new(db, bank.clone()),
        learning_meetings: workplaces::LearningMeetings::new(db, bank.clone()),
        learning_spreads: workplaces::LearningSpreads::new(db, learning),
        project_partners: projects::ProjectPartners::new(db, Arc::new(NetworkedPeople(db.clone()))),
        principle_measures: projects::PrincipleMeasures::new(db, paid),
        materials: workplaces::Materials::new(db, bank.clone()),
        network_members: workplaces::NetworkMembers::new(db, bank.clone(), employed),
        sustained_results: workplaces::SustainedResults::new(db, bank),
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

/// Those who give efforts: a change of their rooms goes on under the organisation's row, which is told to nobody.
struct Providers;

impl ProviderDirectory for Providers {
    fn wait_for_turn<'a>(&'a self, tx: &'a mut Tx, provider: OrganisationId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { tx.look_beyond_in_turn::<Organisation>(provider).await.map(drop) })
    }
}

impl TargetDirectory for Public {
    fn is_of(&self, target: ProjectTargetId, project: ProjectId) -> BoxFuture<'_, Result<bool>> {
        Box::pin(async move {
            match RecordReader::<ProjectTarget>::new(&self.0).one(&Self::request(), target).await {
                Ok(found) => Ok(found.project == project),
                Err(Error::NotFound) => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

impl MeasureDirectory for Public {
    fn is_any_in(&self, effort: EffortId) -> BoxFuture<'_, Result<bool>> {
        Box::pin(async move {
            let in_it = Filter::Is(PrincipleMeasureColumn::EffortId, Compare::Eq(effort.as_str().into()));
            Ok(RecordReader::<PrincipleMeasure>::new(&self.0).count(&Self::request(), &in_it).await? > 0)
        })
    }
}

impl ProjectDirectory for Public {
    fn period(&self, project: ProjectId) -> BoxFuture<'_, Result<Period>> {
        Box::pin(async move {
            let card = RecordReader::<Project>::new(&self.0).one(&Self::request(), project).await?.card;
            let missing = Label { sv: "första dag", en: "first day" };
            let is_missing = || Error::invalid_with("projectId", project_rules::PROJECT_CARD_IS_INCOMPLETE, missing);
            let from = card.starts_on.ok_or_else(is_missing)?;
            Period::new("projectId", from, card.ends_on)
        })
    }
}

impl workplaces::ProjectDirectory for Public {
    fn has_part(&self, project: ProjectId, organisation: OrganisationId) -> BoxFuture<'_, Result<bool>> {
        Box::pin(async move {
            let request = Self::request();
            let card = RecordReader::<Project>::new(&self.0).one(&request, project).await?.card;
            let of_both = Filter::Is(ProjectPartnerColumn::ProjectId, Compare::Eq(project.as_str().into()))
                .and(Filter::Is(ProjectPartnerColumn::OrganisationId, Compare::Eq(organisation.as_str().into())));
            let parts = RecordReader::<ProjectPartner>::new(&self.0).count(&request, &of_both).await?;
            Ok(card.owner == organisation || parts > 0)
        })
    }

    fn begins_on(&self, project: ProjectId) -> BoxFuture<'_, Result<Option<NaiveDate>>> {
        Box::pin(async move {
            Ok(RecordReader::<Project>::new(&self.0).one(&Self::request(), project).await?.card.starts_on)
        })
    }

    fn ends_on(&self, project: ProjectId) -> BoxFuture<'_, Result<Option<NaiveDate>>> {
        Box::pin(
            async move { Ok(RecordReader::<Project>::new(&self.0).one(&Self::request(), project).await?.card.ends_on) },
        )
    }
}

/// Efforts and enrolments, for what workplaces tell of them: always within the asking caller's reach.
struct Learning(Db);

impl LearningDirectory for Learning {
    fn effort<'a>(&'a self, request: &'a Arc<Request>, id: EffortId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { RecordReader::<Effort>::new(&self.0).one(request, id).await.map(drop) })
    }

    fn enrolment<'a>(&'a self, request: &'a Arc<Request>, id: EnrolmentId) -> BoxFuture<'a, Result<Attended>> {
        Box::pin(async move {
            let found = RecordReader::<Enrolment>::new(&self.0).one(request, id).await?;
            Ok(Attended { effort: found.effort, organisation: found.organisation })
        })
    }
}

/// Members of professional networks, for project partners: within the asking caller's reach.
struct NetworkedPeople(Db);

impl NetworkDirectory for NetworkedPeople {
    fn members<'a>(
        &'a self,
        request: &'a Arc<Request>,
        project: ProjectId,
        organisation: OrganisationId,
    ) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async move {
            let there = NetworkMember::there(project, organisation);
            RecordReader::<NetworkMember>::new(&self.0).count(request, &there).await
        })
    }
}

/// Efforts, for principle measures: within the asking caller's reach.
struct PaidEfforts(Db);

impl EffortDirectory for PaidEfforts {
    fn is_paid_by<'a>(
        &'a self,
        request: &'a Arc<Request>,
        effort: EffortId,
        project: ProjectId,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            match RecordReader::<Effort>::new(&self.0).one(request, effort).await {
                Ok(found) => Ok(found.project == Some(project)),
                Err(Error::NotFound) => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

impl PeopleDirectory for People {
    fn takes_part<'a>(
        &'a self,
        request: &'a Arc<Request>,
        participant: ParticipantId,
        organisation: OrganisationId,
        project: Option<ProjectId>,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            let is = |column, id: &str| Filter::Is(column, Compare::Eq(id.into()));
            let own = [
                Some(is(ParticipationColumn::ParticipantId, participant.as_str())),
                Some(is(ParticipationColumn::OrganisationId, organisation.as_str())),
                project.map(|project| is(ParticipationColumn::ProjectId, project.as_str())),
            ];
            let own = Filter::All(own.into_iter().flatten().collect());
            Ok(RecordReader::<Participation>::new(&self.0).count(request, &own).await? > 0)
        })
    }
}

/// Needs, for the hub.
struct HubNeeds(Needs);

impl NeedPort for HubNeeds {
    fn council_of_need<'a>(&'a self, tx: &'a mut Tx, need: NeedId) -> BoxFuture<'a, Result<CouncilId>> {
        Box::pin(async move {
            // Before anything points at it: two that do and then take its step would wait for each other.
            let need: Need = tx.lock(need).await.map_err(|error| error.at("needId"))?;
            Ok(need.council)
        })
    }

    fn weights<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<Weighing>> {
        Box::pin(async move {
            let today = tx.db().clock().today();
            let in_force = tx.look_through::<ActionPlan>(ActionPlan::of_council_on(council, today)).await?;
            let plan = in_force.into_iter().max_by_key(|plan| (plan.year, plan.in_force_from));
            let weights = plan.as_ref().map_or(ScoreWeights::USUAL, |plan| plan.weights);
            let weights = Factors {
                volume: weights.volume,
                urgency: weights.urgency,
                substitutability_gap: weights.substitutability_gap,
                endorsements: weights.endorsements,
                equality_effect: weights.equality_effect,
                existing_supply: weights.existing_supply,
            };
            Ok(Weighing { plan: plan.map(|plan| plan.id), weights })
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
            NeedStep::Triage => return Box::pin(self.0.note_triage(tx, need)),
            NeedStep::Prioritise => NeedVerb::Prioritise,
            NeedStep::Begin => NeedVerb::Begin,
        };
        Box::pin(self.0.advance(tx, need, verb, waiver))
    }
}

/// People, for enrolments, employees and networks: always within the asking caller's reach.
struct People(Db);

impl ParticipationDirectory for People {
    fn participation<'a>(&'a self, request: &'a Arc<Request>, id: ParticipationId) -> BoxFuture<'a, Result<Place>> {
        Box::pin(async move {
            let found = RecordReader::<Participation>::new(&self.0).one(request, id).await?;
            Ok(Place {
                participant: found.participant,
                organisation: found.organisation,
                project: found.project,
                entered_on: (found.status != ParticipationStatus::Registered).then_some(found.starts_on),
            })
        })
    }

    fn wait_for_turn<'a>(&'a self, tx: &'a mut Tx, id: ParticipationId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { tx.look_beyond_in_turn::<Participation>(id).await.map(drop) })
    }

    fn applicant<'a>(
        &'a self,
        request: &'a Arc<Request>,
        participation: Option<ParticipationId>,
        project: Option<ProjectId>,
    ) -> BoxFuture<'a, Result<Applicant>> {
        Box::pin(async move {
            let Some(id) = participation else { return Ok(Applicant::default()) };
            let found = RecordReader::<Participation>::new(&self.0).one(request, id).await?;
            let is_of_a_party = match (project, found.organisation) {
                (Some(project), Some(employer)) => {
                    workplaces::ProjectDirectory::has_part(&Public(self.0.clone()), project, employer).await?
                }
                _ => false,
            };
            Ok(Applicant {
                situation: Some(found.entry.employment_situation),
                occupation: found.entry.ssyk,
                municipality: found.entry.municipality,
                is_of_a_party,
            })
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

/// Common gaps, for needs: as the asking caller is told of them.
struct Common(CommonGaps);

impl CommonGapDirectory for Common {
    fn is_common<'a>(&'a self, request: &'a Arc<Request>, gap: &'a SharedGap) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            let within = Within::of(gap.project, gap.sni.clone(), gap.region.clone())?;
            self.0.is_common(request, &within, &gap.skill, &gap.ssyk).await
        })
    }
}
