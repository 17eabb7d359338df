//! Which days a briefing is of, and which rows of each kind fall within them.

use async_graphql::Context;
use chrono::NaiveDate;
use competence_hub::{Hub, HubFunding, funding::HubFundingColumn, hub::HubColumn};
use councils::{
    Body, CouncilMeeting,
    meeting::decision::{CouncilDecisionColumn, CouncilDecisionStatus},
};
use graph::context::{caller, reader};
use industry_councils::{
    ActionPlan, action_plan::ActionPlanColumn, need::NeedColumn, need_transition::NeedTransitionColumn,
    plan_goal::PlanGoalColumn, signal::SignalColumn,
};
use projects::{Project, project::ProjectColumn};
use store::{Compare, Filter};

/// From the day of the last meeting, its own included, up to the day of the next, which is left out: so each day is of one briefing,
/// and what a meeting led to the same day is told before the next.
#[derive(Clone, Copy)]
pub(super) struct Window {
    body: Body,
    /// The last meeting's day; absent where none has been held, and then everything before is told.
    pub(super) since: Option<NaiveDate>,
    /// The next meeting's day.
    pub(super) until: NaiveDate,
}

impl Window {
    pub(super) fn between(previous: Option<&CouncilMeeting>, meeting: &CouncilMeeting) -> Self {
        Self { body: meeting.body(), since: previous.map(CouncilMeeting::meets_on), until: meeting.meets_on() }
    }

    fn days<C: Copy>(&self, column: C) -> Filter<C> {
        let since = self.since.map(|day| Filter::Is(column, Compare::Gte(day.into())));
        Filter::All(since.into_iter().chain([before(column, self.until)]).collect())
    }

    /// What was reported to the industry council; of a council's own meeting, all of its picture.
    fn reported<C>(&self, council: C, industry_council: C) -> Filter<C> {
        match self.body.industry_council {
            Some(id) => Filter::Is(industry_council, Compare::Eq(id.as_str().into())),
            None => self.of_council(council),
        }
    }

    /// What belongs to the council, or to the one that an industry council stands under.
    fn of_council<C>(&self, council: C) -> Filter<C> {
        Filter::Is(council, Compare::Eq(self.body.council.as_str().into()))
    }

    /// Needs reported.
    pub(super) fn needs(&self) -> Filter<NeedColumn> {
        Filter::All(vec![
            self.reported(NeedColumn::CouncilId, NeedColumn::IndustryCouncilId),
            self.days(NeedColumn::ReportedOn),
        ])
    }

    /// Steps that needs have taken.
    pub(super) fn steps(&self) -> Filter<NeedTransitionColumn> {
        Filter::All(vec![
            self.reported(NeedTransitionColumn::CouncilId, NeedTransitionColumn::IndustryCouncilId),
            self.days(NeedTransitionColumn::TakenOn),
        ])
    }

    /// Signals captured. Industry councils judge those of their council.
    pub(super) fn signals(&self) -> Filter<SignalColumn> {
        Filter::All(vec![self.of_council(SignalColumn::CouncilId), self.days(SignalColumn::CapturedOn)])
    }

    /// Own decisions that were adopted before, and not executed at the last meeting.
    pub(super) fn decisions(&self) -> Filter<CouncilDecisionColumn> {
        use CouncilDecisionColumn as C;
        let own = || match self.body.industry_council {
            Some(id) => Filter::Is(C::IndustryCouncilId, Compare::Eq(id.as_str().into())),
            None => Filter::All(vec![
                self.of_council(C::CouncilId),
                Filter::Is(C::IndustryCouncilId, Compare::Absent(true)),
            ]),
        };
        let executed = self.since.map_or(Compare::Absent(false), |day| Compare::Gte(day.into()));
        let adopted = Compare::Eq(CouncilDecisionStatus::Adopted.as_str().into());
        // Each whole, so that each is found by an index of its own.
        Filter::Any(vec![
            Filter::All(vec![own(), Filter::Is(C::Status, adopted), before(C::DecidedOn, self.until)]),
            Filter::All(vec![own(), Filter::Is(C::ExecutedOn, executed), before(C::DecidedOn, self.until)]),
        ])
    }

    /// Goals of the council's plans that are in force on the day of the meeting.
    pub(super) fn goals(&self, ctx: &Context<'_>) -> Filter<PlanGoalColumn> {
        let in_force = self.of_council(ActionPlanColumn::CouncilId).and(ActionPlan::holding_on(self.until));
        let plans = reader::<ActionPlan>(ctx).set(&caller(ctx).request, &in_force, ActionPlanColumn::Id);
        Filter::All(vec![self.of_council(PlanGoalColumn::CouncilId), Filter::InSet(PlanGoalColumn::PlanId, plans)])
    }

    /// Projects that fund the council's hubs and went on at the last meeting, or do at the next.
    pub(super) fn projects(&self, ctx: &Context<'_>) -> Filter<ProjectColumn> {
        let request = &caller(ctx).request;
        let hubs = reader::<Hub>(ctx).set(request, &self.of_council(HubColumn::CouncilId), HubColumn::Id);
        let of_hubs = Filter::InSet(HubFundingColumn::HubId, hubs);
        let funded = reader::<HubFunding>(ctx).set(request, &of_hubs, HubFundingColumn::ProjectId);
        let days = self.since.into_iter().chain([self.until]);
        Filter::All(vec![
            Filter::InSet(ProjectColumn::Id, funded),
            Filter::Any(days.map(Project::running_on).collect()),
        ])
    }
}

/// Before a day.
pub(super) fn before<C>(column: C, day: NaiveDate) -> Filter<C> {
    Filter::Is(column, Compare::Lt(day.into()))
}
