//! What a development plan is, and which steps it may take.

use chrono::{Months, NaiveDate};
use kernel::{
    Command, Error, Period, Result, command,
    error::{all, both, holds, holds_with},
    id::{CompetenceAnalysisId, DevelopmentPlanId, OrganisationId, ProjectId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::possible_ones;

/// Rules of development plans.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// One adopted plan at a time; detail: the days of the other.
        PLANS_OVERLAP:
            "Organisationen har redan en beslutad plan för en del av tiden.",
            "The organisation has an adopted plan for a part of that time already.";
        /// A plan is adopted with something to be done by it.
        PLAN_HAS_NO_LINES:
            "Planen saknar rader. Lägg till minst en innan den beslutas: vad som ska göras, vem som ansvarar och när det ska vara klart.",
            "The plan has no lines. Add at least one before it is adopted: what is to be done, who is responsible and when it is due.";
        /// A plan that is completed or superseded is not changed.
        PLAN_IS_OVER: "Planen är avslutad eller ersatt.", "The plan is completed or superseded.";
        /// A step is not dated before the one that it follows.
        STEP_PRECEDES_THE_LATEST:
            "Dagen ligger före planens senaste steg.",
            "The day lies before the plan's latest step.";
        /// A plan is completed within a year of its latest review; detail: the day of that.
        YEARLY_REVIEW_IS_MISSING:
            "Planen ska vara uppföljd inom ett år före avslutet.",
            "The plan must have been reviewed within a year before it is completed.";
        /// A plan is superseded by another that may still be followed; detail: those that were possible.
        SUPERSEDING_PLAN_IS_WRONG:
            "En plan ersätts av en annan plan i samma organisation, som inte börjar före den, inte har gått ut och inte själv är \
             avslutad eller ersatt.",
            "A plan is superseded by another plan of the same organisation that does not begin before it, has not run out and is \
             itself neither completed nor superseded.";
    }
}

text_enum! {
    pub enum PlanStatus as "DevelopmentPlanStatus" ("Kompetensutvecklingsplanens status.", "Status of a development plan.") {
        Draft = "DRAFT" ("Utkast", "Draft"),
        Adopted = "ADOPTED" ("Beslutad", "Adopted", ("av ledningen", "by the management")),
        InProgress = "IN_PROGRESS" ("Pågår", "In progress"),
        Reviewed = "REVIEWED" ("Uppföljd", "Reviewed", ("minst en gång om året", "at least once a year")),
        Completed = "COMPLETED" ("Genomförd", "Completed"),
        Superseded = "SUPERSEDED" ("Ersatt", "Superseded", ("av en annan plan", "by another plan")),
    }
}

impl PlanStatus {
    /// Whether the plan is completed or superseded: it takes no more lines and no other's place.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Superseded)
    }
}

text_enum! {
    /// Steg i en kompetensutvecklingsplans livslopp.
    pub enum PlanVerb {
        Adopt = "adopt" ("besluta", "adopt"),
        Begin = "begin" ("påbörja", "begin"),
        Review = "review" ("följa upp", "review"),
        Complete = "complete" ("avsluta", "complete"),
        Supersede = "supersede" ("ersätta", "supersede"),
    }
}

/// The state machine. A plan that is reviewed goes on, and is reviewed again.
pub const TRANSITIONS: &[Step<PlanStatus, PlanVerb>] = {
    use PlanStatus as S;
    use PlanVerb as V;
    &[
        (S::Draft, V::Adopt, S::Adopted),
        (S::Draft, V::Supersede, S::Superseded),
        (S::Adopted, V::Begin, S::InProgress),
        (S::Adopted, V::Supersede, S::Superseded),
        (S::InProgress, V::Review, S::Reviewed),
        (S::InProgress, V::Supersede, S::Superseded),
        (S::Reviewed, V::Review, S::Reviewed),
        (S::Reviewed, V::Complete, S::Completed),
        (S::Reviewed, V::Supersede, S::Superseded),
    ]
};

/// Kompetensutvecklingsplan.
#[derive(Clone, Debug)]
pub struct DevelopmentPlan {
    /// Id.
    pub id: DevelopmentPlanId,
    /// Version, counted up by every change, those of its lines' number and ties among them.
    pub version: i32,
    /// The employer.
    pub organisation: OrganisationId,
    /// The project within which it is made, which sees how far it has come and how many of its lines are strategic.
    pub project: Option<ProjectId>,
    /// The analysis whose gaps it answers.
    pub analysis: Option<CompetenceAnalysisId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// Status.
    pub status: PlanStatus,
    /// Adopted on.
    pub adopted_on: Option<NaiveDate>,
    /// Reviewed on, the latest time.
    pub reviewed_on: Option<NaiveDate>,
    /// Completed on.
    pub completed_on: Option<NaiveDate>,
    /// The plan that took its place.
    pub superseded_by: Option<DevelopmentPlanId>,
    /// How many lines it has.
    pub lines: i32,
    /// Those among them that are tied to a business goal.
    pub strategic_lines: i32,
}

command! {
    pub struct DraftPlan as "DraftPlanInput" ("Skriv utkast till kompetensutvecklingsplan.", "Draft a development plan.") {
        organisation: OrganisationId as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        project: Option<ProjectId> as "projectId"
            ("Projekt: det som planen görs inom. Det ser hur långt planen har kommit och andelen strategiska rader, inte raderna.",
             "Project: the one within which it is made. It sees how far the plan has come and the share of strategic lines, not the lines."),
        analysis: Option<CompetenceAnalysisId> as "analysisId"
            ("Kompetensanalys: den vars gap planen svarar mot.", "Competence analysis: the one whose gaps it answers."),
        valid_from: NaiveDate as "validFrom" ("Första dag.", "First day."),
        valid_to: NaiveDate as "validTo" ("Sista dag.", "Last day."),
    }
}

command! {
    pub struct AdoptPlan as "AdoptPlanInput" ("Besluta om kompetensutvecklingsplan.", "Adopt a development plan.")
        of DevelopmentPlanId, ("Planen.", "The plan.") {
        adopted_on: Option<NaiveDate> as "adoptedOn" [command::UNTIL_TODAY]
            ("Beslutad den; i dag när den saknas.", "Adopted on; today when absent."),
    }
}

command! {
    pub struct BeginPlan as "BeginPlanInput" ("Påbörja kompetensutvecklingsplan.", "Begin a development plan.")
        of DevelopmentPlanId, ("Planen.", "The plan.") {}
}

command! {
    pub struct ReviewPlan as "ReviewPlanInput" ("Följ upp kompetensutvecklingsplan.", "Review a development plan.")
        of DevelopmentPlanId, ("Planen.", "The plan.") {
        reviewed_on: Option<NaiveDate> as "reviewedOn" [command::UNTIL_TODAY]
            ("Uppföljd den; i dag när den saknas.", "Reviewed on; today when absent."),
    }
}

command! {
    pub struct CompletePlan as "CompletePlanInput" ("Avsluta kompetensutvecklingsplan.", "Complete a development plan.")
        of DevelopmentPlanId, ("Planen.", "The plan.") {
        completed_on: Option<NaiveDate> as "completedOn" [command::UNTIL_TODAY]
            ("Avslutad den; i dag när den saknas.", "Completed on; today when absent."),
    }
}

command! {
    pub struct SupersedePlan as "SupersedePlanInput" ("Ersätt kompetensutvecklingsplan.", "Supersede a development plan.")
        of DevelopmentPlanId, ("Planen som ersätts.", "The plan that is superseded.") {
        by: DevelopmentPlanId as "supersedingPlanId" ("Planen som ersätter den.", "The plan that supersedes it."),
    }
}

impl DevelopmentPlan {
    /// A draft.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn draft(id: DevelopmentPlanId, command: DraftPlan) -> Result<(Self, Event)> {
        let period = Period::new("validTo", command.valid_from, Some(command.valid_to));
        let (_, command) = both(period, command.checked())?;
        let plan = Self {
            id,
            version: 1,
            organisation: command.organisation,
            project: command.project,
            analysis: command.analysis,
            valid_from: command.valid_from,
            valid_to: command.valid_to,
            status: PlanStatus::Draft,
            adopted_on: None,
            reviewed_on: None,
            completed_on: None,
            superseded_by: None,
            lines: 0,
            strategic_lines: 0,
        };
        Ok((plan, Event::new("DevelopmentPlanDrafted", id.public())))
    }

    /// Adopts it on `day`, beside the organisation's `others`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, without lines, or when another adopted plan has some of its days; `Invalid` for a day in the
    /// future.
    pub fn adopt(&mut self, day: NaiveDate, today: NaiveDate, others: &[Self]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, PlanVerb::Adopt)?;
        holds(day <= today, "adoptedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        if self.lines == 0 {
            return Err(Error::refused(rules::PLAN_HAS_NO_LINES, ""));
        }
        let in_the_way = |other: &&Self| {
            other.id != self.id
                && other.organisation == self.organisation
                && other.is_followed()
                && other.period().overlaps(&self.period())
        };
        if let Some(other) = others.iter().find(in_the_way) {
            return Err(Error::refused(rules::PLANS_OVERLAP, other.period().to_string()));
        }
        self.adopted_on = Some(day);
        Ok(self.enter(to, "DevelopmentPlanAdopted"))
    }

    /// Begins it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn begin(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, PlanVerb::Begin)?;
        Ok(self.enter(to, "DevelopmentPlanBegun"))
    }

    /// Notes that it was reviewed on `day`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day in the future or before the latest step.
    pub fn review(&mut self, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, PlanVerb::Review)?;
        self.must_follow("reviewedOn", day, today)?;
        self.reviewed_on = Some(day);
        Ok(self.enter(to, "DevelopmentPlanReviewed"))
    }

    /// Completes it on `day`, within a year of its latest review.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or without such a review; `Invalid` for a day in the future or before the latest step.
    pub fn complete(&mut self, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, PlanVerb::Complete)?;
        self.must_follow("completedOn", day, today)?;
        if self.review_due_on().is_some_and(|due| due < day) {
            let latest = self.reviewed_on.map(|day| day.to_string());
            return Err(Error::refused(rules::YEARLY_REVIEW_IS_MISSING, latest.unwrap_or_default()));
        }
        self.completed_on = Some(day);
        Ok(self.enter(to, "DevelopmentPlanCompleted"))
    }

    /// Gives its place to `other`. As that one is not superseded, no chain of them ends where it began. A refusal names those of
    /// `all` the employer's that could take its place.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a plan that cannot take its place.
    pub fn supersede(&mut self, other: &Self, today: NaiveDate, all: &[Self]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, PlanVerb::Supersede)?;
        let can = self.can_give_way_to(other, today);
        holds_with(can, "supersedingPlanId", rules::SUPERSEDING_PLAN_IS_WRONG, || {
            let possible = all.iter().filter(|other| self.can_give_way_to(other, today));
            possible_ones(possible.map(|other| format!("{} ({})", other.period(), other.id.public())))
        })?;
        self.superseded_by = Some(other.id);
        Ok(self.enter(to, "DevelopmentPlanSuperseded"))
    }

    /// Whether `other` may be followed in its stead: it begins no earlier, and lasts until today, or as long where this one has run
    /// out, which is how what happened before the service is told.
    fn can_give_way_to(&self, other: &Self, today: NaiveDate) -> bool {
        other.id != self.id
            && other.organisation == self.organisation
            && !other.is_over()
            && other.valid_from >= self.valid_from
            && other.valid_to >= self.valid_to.min(today)
    }

    /// Refuses a change of a plan that is over.
    ///
    /// # Errors
    /// `Refused { PLAN_IS_OVER }`.
    pub fn must_not_be_over(&self) -> Result<()> {
        if self.is_over() { Err(Error::refused(rules::PLAN_IS_OVER, self.status.label())) } else { Ok(()) }
    }

    /// Counts a line that is added.
    pub fn count_line(&mut self, is_strategic: bool) {
        self.lines += 1;
        self.strategic_lines += i32::from(is_strategic);
    }

    /// Counts a line that was tied to a goal or not, and now is or not.
    pub fn recount_line(&mut self, was_strategic: bool, is_strategic: bool) {
        self.strategic_lines += i32::from(is_strategic) - i32::from(was_strategic);
    }

    /// The share of its lines that are tied to a business goal, 0–1; none without lines. What makes competence supply strategic.
    pub fn strategic_share(&self) -> Option<f64> {
        (self.lines > 0).then(|| f64::from(self.strategic_lines) / f64::from(self.lines))
    }

    /// The day on which it must be reviewed at the latest: a year after it was adopted or reviewed. None before and after.
    pub fn review_due_on(&self) -> Option<NaiveDate> {
        let latest = self.reviewed_on.or(self.adopted_on).filter(|_| self.is_followed())?;
        latest.checked_add_months(Months::new(12))
    }

    fn must_follow(&self, field: &str, day: NaiveDate, today: NaiveDate) -> Result<()> {
        let latest = self.reviewed_on.or(self.adopted_on);
        all([
            holds(day <= today, field, rules::DATE_IS_IN_THE_FUTURE),
            holds(latest.is_none_or(|latest| latest <= day), field, rules::STEP_PRECEDES_THE_LATEST),
        ])
    }

    /// Its days.
    pub fn period(&self) -> Period {
        Period { from: self.valid_from, to: Some(self.valid_to) }
    }

    fn is_followed(&self) -> bool {
        matches!(self.status, PlanStatus::Adopted | PlanStatus::InProgress | PlanStatus::Reviewed)
    }

    fn is_over(&self) -> bool {
        self.status.is_over()
    }

    fn enter(&mut self, to: PlanStatus, name: &'static str) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), None)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Id, Rule, SequentialIds, error::rules as common};

    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2014, 1, 31).expect("a date");

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// One of one organisation's.
    pub(crate) fn plan(seed: u128, from: &str, to: &str) -> DevelopmentPlan {
        let (ids, own) = (SequentialIds::starting_at(0), SequentialIds::starting_at(seed));
        let command = DraftPlan {
            organisation: Id::new(&ids),
            project: None,
            analysis: None,
            valid_from: day(from),
            valid_to: day(to),
        };
        DevelopmentPlan::draft(Id::new(&own), command).expect("a right plan").0
    }

    /// One with a line.
    fn with_a_line(seed: u128, from: &str, to: &str) -> DevelopmentPlan {
        let mut own = plan(seed, from, to);
        own.count_line(false);
        own
    }

    fn rule(result: Result<Event>) -> Rule {
        match result {
            Err(Error::Refused { rule, .. } | Error::Invalid { rule, .. }) => rule,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_adopted_plan_at_a_time() {
        let mut first = with_a_line(100, "2011-02-01", "2012-01-31");
        let mut second = with_a_line(200, "2012-01-31", "2013-01-31");
        let draft = [first.clone()];
        second.clone().adopt(TODAY, TODAY, &draft).expect("a draft is in nobody's way");
        first.adopt(TODAY, TODAY, &[]).expect("adopted");
        let adopted = [first.clone()];
        assert_eq!(rule(second.adopt(TODAY, TODAY, &adopted)), rules::PLANS_OVERLAP);
        let mut after = with_a_line(300, "2012-02-01", "2013-01-31");
        after.adopt(TODAY, TODAY, &adopted).expect("the day after");
        first.supersede(&second, TODAY, &[]).expect("superseded");
        second.adopt(TODAY, TODAY, &[first.clone()]).expect("its place is free");
        let back = rule(second.supersede(&first, TODAY, &[]));
        assert_eq!(back, rules::SUPERSEDING_PLAN_IS_WRONG, "and is not taken back");
    }

    #[test]
    fn a_plan_gives_way_to_none_that_ran_out_or_begins_before_it() {
        let mut own = plan(100, "2013-02-01", "2015-01-31");
        let before = plan(200, "2011-02-01", "2013-01-31");
        let longer = plan(300, "2012-02-01", "2016-01-31");
        let ran_out = plan(400, "2013-02-01", "2014-01-30");
        let next = plan(500, "2014-01-01", "2014-12-31");
        let all = [before, longer, ran_out, next.clone()];
        let told = |refused: Result<Event>| match refused {
            Err(Error::Invalid { rule: rules::SUPERSEDING_PLAN_IS_WRONG, detail, .. }) => detail.en,
            other => panic!("{other:?}"),
        };
        let possible = format!("{} ({})", next.period(), next.id.public());
        for wrong in &all[..3] {
            assert_eq!(told(own.supersede(wrong, TODAY, &all)), possible, "{wrong:?}");
        }
        assert_eq!(told(own.supersede(&all[0], TODAY, &all[..3])), "there is none");
        own.supersede(&next, TODAY, &all).expect("superseded");
        // What happened before the service is told as it was.
        let mut past = plan(600, "2011-02-01", "2012-01-31");
        past.supersede(&plan(700, "2012-01-01", "2013-01-31"), TODAY, &[]).expect("superseded");
    }

    #[test]
    fn a_plan_is_adopted_with_something_to_be_done() {
        let mut own = plan(100, "2011-02-01", "2013-01-31");
        assert_eq!(rule(own.adopt(TODAY, TODAY, &[])), rules::PLAN_HAS_NO_LINES);
        assert_eq!((own.status, own.adopted_on), (PlanStatus::Draft, None));
        own.count_line(false);
        own.adopt(TODAY, TODAY, &[]).expect("adopted");
    }

    #[test]
    fn a_plan_is_reviewed_every_year() {
        let mut own = with_a_line(100, "2011-02-01", "2013-01-31");
        own.adopt(day("2011-02-01"), TODAY, &[]).expect("adopted");
        own.begin().expect("begun");
        assert_eq!(own.review_due_on(), Some(day("2012-02-01")));
        assert_eq!(rule(own.complete(day("2011-06-01"), TODAY)), common::TRANSITION_IS_NOT_ALLOWED);
        assert_eq!(rule(own.review(day("2011-01-31"), TODAY)), rules::STEP_PRECEDES_THE_LATEST);
        own.review(day("2012-01-31"), TODAY).expect("reviewed");
        assert_eq!(rule(own.complete(day("2013-02-01"), TODAY)), rules::YEARLY_REVIEW_IS_MISSING);
        own.review(day("2013-01-31"), TODAY).expect("reviewed again");
        own.complete(day("2013-02-01"), TODAY).expect("completed");
        assert_eq!((own.review_due_on(), own.must_not_be_over().is_err()), (None, true));
    }

    #[test]
    fn the_strategic_share_is_that_of_lines_tied_to_a_goal() {
        let mut own = plan(100, "2011-02-01", "2013-01-31");
        assert_eq!(own.strategic_share(), None);
        own.count_line(true);
        own.count_line(false);
        assert_eq!(own.strategic_share(), Some(0.5));
        own.recount_line(false, true);
        own.recount_line(true, true);
        assert_eq!(own.strategic_share(), Some(1.0));
        own.recount_line(true, false);
        assert_eq!((own.lines, own.strategic_lines), (2, 1));
    }
}
