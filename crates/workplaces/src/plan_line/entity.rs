//! What a plan line is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Result, command,
    command::{line, text},
    error::{all, both, happened_on, holds, holds_with},
    id::{BusinessGoalId, DevelopmentPlanId, EffortId, OrganisationId, PlanLineId, ProjectId, SkillGapId},
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{gap::SkillGap, plan::DevelopmentPlan};

/// Rules of plan lines.
pub mod rules {
    pub use kernel::error::rules::REFERENCE_IS_UNKNOWN;

    kernel::rules! {
        /// A line says which skill it develops, or by which gap that is told.
        SKILL_OR_GAP_IS_REQUIRED: "Ange kompetens eller gap.", "Give a skill or a gap.";
        /// A line that answers a gap develops the gap's skill.
        SKILL_IS_NOT_THE_GAPS: "Gapet gäller en annan kompetens.", "The gap concerns another skill.";
        /// A plan of an analysis answers the gaps of that one.
        GAP_IS_OF_ANOTHER_ANALYSIS:
            "Gapet hör till en annan analys än planens.",
            "The gap belongs to another analysis than the plan's.";
        /// A line is an effort of a hub's or an activity of the employer's own.
        EFFORT_OR_OWN_ACTIVITY:
            "Ange en insats eller en egen aktivitet, en av dem.",
            "Give an effort or an activity of one's own, one of them.";
        /// A line is done while its plan holds; detail: the plan's days.
        DUE_OUTSIDE_THE_PLAN: "Raden ska vara klar under planens tid.", "The line is due within the plan's days.";
        /// A line that is done is not changed; detail: the day it was done.
        PLAN_LINE_IS_DONE: "Raden är redan genomförd.", "The line is done already.";
    }
}

/// Rad i en kompetensutvecklingsplan.
#[derive(Clone, Debug)]
pub struct PlanLine {
    /// Id.
    pub id: PlanLineId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The plan.
    pub plan: DevelopmentPlanId,
    /// The plan's employer, copied so that the reach is the employer's.
    pub organisation: OrganisationId,
    /// The plan's project, copied, for what is told of a whole project. No project reaches the row.
    pub project: Option<ProjectId>,
    /// The gap that it answers.
    pub gap: Option<SkillGapId>,
    /// The skill: JobTech concept id.
    pub skill: String,
    /// What is done, 1–1,000 characters.
    pub action: String,
    /// The effort by which it is done.
    pub effort: Option<EffortId>,
    /// The employer's own activity by which it is done, 1–200 characters.
    pub own_activity: Option<String>,
    /// Who answers for it, as a function and never by name, 1–200 characters.
    pub responsible: String,
    /// Due on.
    pub due_on: NaiveDate,
    /// The business goal that it serves.
    pub goal: Option<BusinessGoalId>,
    /// What came of it, 1–2,000 characters.
    pub result: Option<String>,
    /// Done on.
    pub done_on: Option<NaiveDate>,
}

command! {
    pub struct AddPlanLine as "AddPlanLineInput" ("Lägg till planrad.", "Add a plan line.") {
        plan: DevelopmentPlanId as "planId" ("Kompetensutvecklingsplan.", "Development plan."),
        gap: Option<SkillGapId> as "gapId" ("Gap som raden svarar mot.", "Gap that the line answers."),
        skill: Option<String> as "skill" [code(Scheme::Skill)]
            ("Kompetens: ett begrepp hos JobTech; gapets när den saknas.", "Skill: JobTech concept id; the gap's when absent."),
        action: String as "action" [text(1000)] ("Åtgärd: vad som görs.", "Action: what is done."),
        effort: Option<EffortId> as "effortId" ("Insats: den som åtgärden görs genom.", "Effort: the one by which it is done."),
        own_activity: Option<String> as "ownActivity" [line(200)]
            ("Egen aktivitet, i stället för en insats.", "Own activity, in place of an effort."),
        responsible: String as "responsible" [line(200)]
            ("Ansvarig: en funktion, aldrig ett namn.", "Responsible: a function, never a name."),
        due_on: NaiveDate as "dueOn" ("Klar senast.", "Due on."),
        goal: Option<BusinessGoalId> as "goalId"
            ("Verksamhetsmål: det som raden tjänar.", "Business goal: the one that the line serves."),
    }
}

command! {
    pub struct ChangePlanLine as "ChangePlanLineInput"
        ("Ändra planrad: allt ersätts.", "Change a plan line: all of it is replaced.")
        of PlanLineId, ("Raden.", "The line.") {
        action: String as "action" [text(1000)] ("Åtgärd: vad som görs.", "Action: what is done."),
        effort: Option<EffortId> as "effortId" ("Insats: den som åtgärden görs genom.", "Effort: the one by which it is done."),
        own_activity: Option<String> as "ownActivity" [line(200)]
            ("Egen aktivitet, i stället för en insats.", "Own activity, in place of an effort."),
        responsible: String as "responsible" [line(200)]
            ("Ansvarig: en funktion, aldrig ett namn.", "Responsible: a function, never a name."),
        due_on: NaiveDate as "dueOn" ("Klar senast.", "Due on."),
        goal: Option<BusinessGoalId> as "goalId"
            ("Verksamhetsmål: det som raden tjänar; inget när det saknas.", "Business goal: the one that the line serves; none when absent."),
    }
}

command! {
    pub struct CompletePlanLine as "CompletePlanLineInput" ("Slutför planrad.", "Complete a plan line.")
        of PlanLineId, ("Raden.", "The line.") {
        result: String as "result" [text(2000)] ("Resultat: vad det ledde till.", "Result: what came of it."),
        done_on: Option<NaiveDate> as "doneOn" [command::UNTIL_TODAY]
            ("Genomförd den; i dag när den saknas.", "Done on; today when absent."),
    }
}

impl PlanLine {
    /// A line of `plan`, which answers `gap` where it names one.
    ///
    /// # Errors
    /// `Refused` when the plan is over; `Invalid` naming the field.
    pub fn of(
        id: PlanLineId,
        plan: &DevelopmentPlan,
        gap: Option<&SkillGap>,
        command: AddPlanLine,
    ) -> Result<(Self, Event)> {
        plan.must_not_be_over()?;
        let stated = command.checked()?;
        let fits = all([
            has_one_way(stated.effort, stated.own_activity.as_deref()),
            is_due_within(plan, stated.due_on),
            gap.map_or(Ok(()), |gap| answers(gap, plan)),
        ]);
        let (_, skill) = both(fits, skill_of(gap, stated.skill))?;
        let line = Self {
            id,
            version: 1,
            plan: plan.id,
            organisation: plan.organisation,
            project: plan.project,
            gap: gap.map(|gap| gap.id),
            skill,
            action: stated.action,
            effort: stated.effort,
            own_activity: stated.own_activity,
            responsible: stated.responsible,
            due_on: stated.due_on,
            goal: stated.goal,
            result: None,
            done_on: None,
        };
        Ok((line, Event::new("PlanLineAdded", id.public())))
    }

    /// Another action, way, function, day or goal.
    ///
    /// # Errors
    /// `Refused` when it is done; `Invalid` naming the field.
    pub fn change(&mut self, plan: &DevelopmentPlan, command: ChangePlanLine) -> Result<Event> {
        self.must_not_be_done()?;
        let stated = command.checked()?;
        all([has_one_way(stated.effort, stated.own_activity.as_deref()), is_due_within(plan, stated.due_on)])?;
        self.action = stated.action;
        self.effort = stated.effort;
        self.own_activity = stated.own_activity;
        self.responsible = stated.responsible;
        self.due_on = stated.due_on;
        self.goal = stated.goal;
        Ok(Event::new("PlanLineChanged", self.id.public()))
    }

    /// Notes that this line of `plan` is done, and what came of it.
    ///
    /// # Errors
    /// `Refused` when it is done already; `Invalid` naming the field, also for a day before the plan's first.
    pub fn complete(&mut self, plan: &DevelopmentPlan, command: CompletePlanLine, today: NaiveDate) -> Result<Event> {
        self.must_not_be_done()?;
        let since = (plan.period().from, Label { sv: "planens första dag", en: "the plan's first day" });
        let day = happened_on("doneOn", command.done_on, Some(since), today);
        let (done_on, stated) = both(day, command.checked())?;
        self.result = Some(stated.result);
        self.done_on = Some(done_on);
        Ok(Event::new("PlanLineCompleted", self.id.public()))
    }

    /// Whether it is tied to a business goal.
    pub fn is_strategic(&self) -> bool {
        self.goal.is_some()
    }

    fn must_not_be_done(&self) -> Result<()> {
        match self.done_on {
            Some(day) => Err(Error::refused(rules::PLAN_LINE_IS_DONE, day.to_string())),
            None => Ok(()),
        }
    }
}

fn has_one_way(effort: Option<EffortId>, own_activity: Option<&str>) -> Result<()> {
    holds(effort.is_some() != own_activity.is_some(), "ownActivity", rules::EFFORT_OR_OWN_ACTIVITY)
}

fn is_due_within(plan: &DevelopmentPlan, day: NaiveDate) -> Result<()> {
    let days = plan.period();
    holds_with(days.contains(day), "dueOn", rules::DUE_OUTSIDE_THE_PLAN, || days.to_string())
}

/// The gap is of the plan's employer, and of its analysis where it has one.
fn answers(gap: &SkillGap, plan: &DevelopmentPlan) -> Result<()> {
    holds(gap.organisation == plan.organisation, "gapId", rules::REFERENCE_IS_UNKNOWN)?;
    let is_of_analysis = plan.analysis.is_none_or(|analysis| analysis == gap.analysis);
    holds(is_of_analysis, "gapId", rules::GAP_IS_OF_ANOTHER_ANALYSIS)
}

fn skill_of(gap: Option<&SkillGap>, stated: Option<String>) -> Result<String> {
    match (gap, stated) {
        (None, None) => Err(Error::invalid("skill", rules::SKILL_OR_GAP_IS_REQUIRED)),
        (Some(gap), Some(skill)) if gap.skill != skill => Err(Error::invalid("skill", rules::SKILL_IS_NOT_THE_GAPS)),
        (_, Some(skill)) => Ok(skill),
        (Some(gap), None) => Ok(gap.skill.clone()),
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::plan::fixture;

    fn add(change: impl FnOnce(&mut AddPlanLine), gap: Option<&SkillGap>) -> Result<PlanLine> {
        let ids = SequentialIds::starting_at(1_000);
        let plan = fixture::plan(100, "2011-02-01", "2013-01-31");
        let mut command = AddPlanLine {
            plan: plan.id,
            gap: gap.map(|gap| gap.id),
            skill: Some("JFDz_Uyg_Nmy".to_owned()),
            action: "Utbilda operatörerna".to_owned(),
            effort: None,
            own_activity: Some("Handledning vid maskinen".to_owned()),
            responsible: "Produktionschef".to_owned(),
            due_on: fixture::day("2012-06-30"),
            goal: None,
        };
        change(&mut command);
        PlanLine::of(Id::new(&ids), &plan, gap, command).map(|(line, _)| line)
    }

    fn gap(organisation: Option<OrganisationId>, skill: &str) -> SkillGap {
        let ids = SequentialIds::starting_at(2_000);
        let own = fixture::plan(100, "2011-02-01", "2013-01-31").organisation;
        SkillGap {
            id: Id::new(&ids),
            analysis: Id::new(&ids),
            organisation: organisation.unwrap_or(own),
            project: None,
            requirement: Id::new(&ids),
            ssyk: "7223".to_owned(),
            role_title: "Operatör".to_owned(),
            skill: skill.to_owned(),
            required_level: 3,
            assessed: 4,
            below: 2,
            told_widely: true,
        }
    }

    #[test]
    fn a_line_says_which_skill_and_one_way() {
        let fault = |result: Result<PlanLine>| match result {
            Err(Error::Invalid { field, rule, .. }) => (field, rule),
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(add(|c| c.skill = None, None)), ("skill".to_owned(), rules::SKILL_OR_GAP_IS_REQUIRED));
        let both_or_neither: [fn(&mut AddPlanLine); 2] =
            [|c| c.effort = Some(Id::new(&SequentialIds::starting_at(50))), |c| c.own_activity = None];
        for wrong in both_or_neither {
            assert_eq!(fault(add(wrong, None)), ("ownActivity".to_owned(), rules::EFFORT_OR_OWN_ACTIVITY));
        }
        let other_skill = gap(None, "rdtv_EuD_NfB");
        assert_eq!(fault(add(|_| {}, Some(&other_skill))), ("skill".to_owned(), rules::SKILL_IS_NOT_THE_GAPS));
        let foreign = gap(Some(Id::new(&SequentialIds::starting_at(60))), "JFDz_Uyg_Nmy");
        assert_eq!(fault(add(|_| {}, Some(&foreign))), ("gapId".to_owned(), rules::REFERENCE_IS_UNKNOWN));
        let own = gap(None, "JFDz_Uyg_Nmy");
        assert_eq!(add(|c| c.skill = None, Some(&own)).expect("the gap's skill").skill, "JFDz_Uyg_Nmy");
    }

    #[test]
    fn a_line_is_due_while_its_plan_holds() {
        for day in ["2011-01-31", "2013-02-01"] {
            let Err(Error::Invalid { field, rule, detail }) = add(|c| c.due_on = fixture::day(day), None) else {
                panic!("{day}")
            };
            assert_eq!((field.as_str(), rule), ("dueOn", rules::DUE_OUTSIDE_THE_PLAN), "{day}");
            assert_eq!(detail.en, "2011-02-01 – 2013-01-31", "{day}");
        }
        for day in ["2011-02-01", "2013-01-31"] {
            assert!(add(|c| c.due_on = fixture::day(day), None).is_ok(), "{day}");
        }
    }

    #[test]
    fn a_line_that_is_done_stays_as_it_is() {
        let mut line = add(|_| {}, None).expect("a line");
        let done = |line: &PlanLine, day: &str| CompletePlanLine {
            id: line.id,
            expected_version: 1,
            result: "Fyra av fyra klarar maskinen".to_owned(),
            done_on: Some(fixture::day(day)),
        };
        let today = fixture::day("2012-06-01");
        let plan = fixture::plan(100, "2011-02-01", "2013-01-31");
        let foretold = done(&line, "2012-06-02");
        let foretold = line.complete(&plan, foretold, today);
        assert!(matches!(foretold, Err(Error::Invalid { rule: common::DATE_IS_IN_THE_FUTURE, .. })));
        let before = done(&line, "2011-01-31");
        let before = line.complete(&plan, before, today);
        let Err(Error::Invalid { rule, detail, .. }) = before else { panic!("{before:?}") };
        let expected = (common::DATE_IS_TOO_EARLY, "tidigast 2011-02-01, planens första dag");
        assert_eq!((rule, detail.sv.as_str(), line.done_on), (expected.0, expected.1, None));
        let command = done(&line, "2012-06-01");
        line.complete(&plan, command.clone(), today).expect("done");
        let again = line.complete(&plan, command, today);
        assert!(matches!(again, Err(Error::Refused { rule: rules::PLAN_LINE_IS_DONE, .. })));
    }
}
