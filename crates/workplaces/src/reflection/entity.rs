//! What a reflection is, and which steps it may take. The group is a head count: no field takes a name, and its texts refuse
//! personal identity numbers.

use chrono::NaiveDate;
use kernel::{
    Command, Label, Result, command,
    command::{REASON, number, text},
    error::{all, happened_on, holds, not_before, required_reason, rules as common},
    id::{MaterialId, OrganisationId, ProjectId, ReflectionId, WorkplaceId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::{
    held,
    material::{Material, MaterialStatus, rules::MATERIAL_IS_WITHDRAWN},
    port::rules::ORGANISATION_HAS_NO_PART,
    workplace::Workplace,
};

/// Rules of reflections.
pub mod rules {
    kernel::rules! {
        /// Who plans film and reflection says which material.
        MATERIAL_IS_REQUIRED: "Ange vilket material ni ser eller läser.", "Say which material you see or read.";
        /// Notes say at least what was wrong, what was right or what is done next time.
        INSIGHT_IS_REQUIRED: "Skriv minst en insikt.", "Write at least one insight.";
        /// An insight is a text with its theme: neither stands alone.
        INSIGHT_AND_THEME_DISAGREE:
            "En insikt har text och tema, eller ingetdera.",
            "An insight has a text and a theme, or neither.";
    }
}

text_enum! {
    pub enum ReflectionKind ("Reflektionens slag.", "Kind of reflection.") {
        FilmAndReflection = "FILM_AND_REFLECTION" ("Film och reflektion", "Film and reflection"),
        StaffMeetingSharing = "STAFF_MEETING_SHARING" ("Berätta på arbetsplatsträffen", "Sharing at the staff meeting", ("någon berättar vad hon har lärt sig", "someone tells what she has learnt")),
        AfterActionReview = "AFTER_ACTION_REVIEW" ("Lära av det som gjordes", "After-action review", ("vad blev fel, vad blev rätt, hur gör vi nästa gång", "what went wrong, what went right, what do we do next time")),
        RoleSwap = "ROLE_SWAP" ("Byta roll", "Role swap", ("erfarenheter av andra arbetsuppgifter", "what other tasks taught")),
    }
}

text_enum! {
    pub enum ReflectionStatus ("Reflektionens status.", "Status of a reflection.") {
        Planned = "PLANNED" ("Planerad", "Planned"),
        Held = "HELD" ("Genomförd", "Held"),
        NotesShared = "NOTES_SHARED" ("Anteckningar delade", "Notes shared"),
        ActionsAgreed = "ACTIONS_AGREED" ("Förändringar överenskomna", "Actions agreed"),
        FollowedUp = "FOLLOWED_UP" ("Uppföljd", "Followed up"),
        Cancelled = "CANCELLED" ("Inställd", "Cancelled"),
    }
}

text_enum! {
    /// Steg i en reflektions livslopp.
    pub enum ReflectionVerb {
        Hold = "hold" ("genomföra", "hold"),
        ShareNotes = "shareNotes" ("dela anteckningar", "share the notes"),
        AgreeChange = "agreeChange" ("komma överens om en förändring", "agree a change"),
        FollowUp = "followUp" ("följa upp", "follow up"),
        Cancel = "cancel" ("ställa in", "cancel"),
    }
}

text_enum! {
    pub enum InsightTheme ("Vad en insikt handlar om: så känns samma insikt igen hos andra.", "What an insight is about: so that the same one is known elsewhere.") {
        Time = "TIME" ("Tid", "Time"),
        Forum = "FORUM" ("Forum", "Forum", ("plats på möten", "room on meetings")),
        Roles = "ROLES" ("Roller och uppgifter", "Roles and tasks"),
        Tools = "TOOLS" ("Verktyg och lokaler", "Tools and premises"),
        Cooperation = "COOPERATION" ("Samarbete", "Cooperation"),
        Leadership = "LEADERSHIP" ("Ledarskap", "Leadership"),
        Knowledge = "KNOWLEDGE" ("Kunskap", "Knowledge"),
        Other = "OTHER" ("Annat", "Other"),
    }
}

/// The state machine. More than one change may be agreed.
pub const TRANSITIONS: &[Step<ReflectionStatus, ReflectionVerb>] = {
    use ReflectionStatus as S;
    use ReflectionVerb as V;
    &[
        (S::Planned, V::Hold, S::Held),
        (S::Planned, V::Cancel, S::Cancelled),
        (S::Held, V::ShareNotes, S::NotesShared),
        (S::NotesShared, V::AgreeChange, S::ActionsAgreed),
        (S::ActionsAgreed, V::AgreeChange, S::ActionsAgreed),
        (S::ActionsAgreed, V::FollowUp, S::FollowedUp),
    ]
};

command! {
    #[derive(Default, PartialEq, Eq)]
    pub struct Insights as "InsightsInput" ("Vad gruppen lärde sig.", "What the group learnt.") {
        went_wrong: Option<String> as "wentWrong" [text(2000)] ("Fel: vad blev fel.", "Wrong: what went wrong."),
        went_wrong_theme: Option<InsightTheme> as "wentWrongTheme"
            ("Tema för det som blev fel.", "Theme of what went wrong."),
        went_right: Option<String> as "wentRight" [text(2000)] ("Rätt: vad blev rätt.", "Right: what went right."),
        went_right_theme: Option<InsightTheme> as "wentRightTheme"
            ("Tema för det som blev rätt.", "Theme of what went right."),
        next_time: Option<String> as "nextTime" [text(2000)]
            ("Nästa gång: hur gör vi då.", "Next time: what do we do then."),
        next_time_theme: Option<InsightTheme> as "nextTimeTheme"
            ("Tema för nästa gång.", "Theme of next time."),
    }
}

impl Insights {
    fn hold_together(&self) -> Result<()> {
        let texts = [&self.went_wrong, &self.went_right, &self.next_time];
        let pair = |text: &Option<String>, theme: Option<InsightTheme>, field| {
            holds(text.is_some() == theme.is_some(), field, rules::INSIGHT_AND_THEME_DISAGREE)
        };
        all([
            holds(texts.iter().any(|text| text.is_some()), "insights", rules::INSIGHT_IS_REQUIRED),
            pair(&self.went_wrong, self.went_wrong_theme, "insights.wentWrongTheme"),
            pair(&self.went_right, self.went_right_theme, "insights.wentRightTheme"),
            pair(&self.next_time, self.next_time_theme, "insights.nextTimeTheme"),
        ])
    }
}

/// Reflektionstillfälle.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// Id.
    pub id: ReflectionId,
    /// Version.
    pub version: i32,
    /// The employer, copied from the workplace.
    pub organisation: OrganisationId,
    /// Where it is held.
    pub workplace: WorkplaceId,
    /// The project within which it is held; the project's people then read it.
    pub project: Option<ProjectId>,
    /// What is seen or read first.
    pub material: Option<MaterialId>,
    /// Kind.
    pub kind: ReflectionKind,
    /// Status.
    pub status: ReflectionStatus,
    /// Planned for.
    pub planned_on: NaiveDate,
    /// Held on.
    pub held_on: Option<NaiveDate>,
    /// How long the group reflected, in minutes.
    pub minutes: Option<i32>,
    /// How many took part: never who.
    pub attendee_count: Option<i32>,
    /// The question, at most 1,000 characters: the material's unless the group had its own.
    pub question: Option<String>,
    /// What the group learnt.
    pub insights: Insights,
    /// What came of it, at most 2,000 characters.
    pub follow_up: Option<String>,
    /// Followed up on.
    pub followed_up_on: Option<NaiveDate>,
    /// Why it was cancelled.
    pub status_reason: Option<String>,
}

command! {
    pub struct PlanReflection as "PlanReflectionInput" ("Planera reflektion.", "Plan a reflection.") {
        workplace: WorkplaceId as "workplaceId" ("Arbetsplats.", "Workplace."),
        project: Option<ProjectId> as "projectId"
            ("Projekt: det som reflektionen hålls inom. Projektet läser den då.",
             "Project: the one within which it is held. The project then reads it."),
        material: Option<MaterialId> as "materialId"
            ("Material: det som ni ser eller läser först; krävs för film och reflektion.",
             "Material: what you see or read first; asked for with film and reflection."),
        kind: ReflectionKind as "kind" ("Slag av reflektion.", "Kind of reflection."),
        planned_on: NaiveDate as "plannedOn" ("Planerad till.", "Planned for."),
        question: Option<String> as "question" [text(1000)]
            ("Fråga; materialets när den saknas.", "Question; the material's when absent."),
    }
}

command! {
    pub struct HoldReflection as "HoldReflectionInput" ("Anteckna att reflektionen är genomförd.", "Note that the reflection was held.")
        of ReflectionId, ("Reflektionen.", "The reflection.") {
        held_on: NaiveDate as "heldOn" [command::UNTIL_TODAY] ("Genomförd den.", "Held on."),
        minutes: i32 as "minutes" [number(1, 480)] ("Minuter som gruppen reflekterade.", "Minutes that the group reflected."),
        attendee_count: i32 as "attendeeCount" [number(1, 10_000)]
            ("Antal som deltog, aldrig vilka.", "How many took part, never who."),
    }
}

command! {
    pub struct ShareReflectionNotes as "ShareReflectionNotesInput" ("Dela reflektionens anteckningar.", "Share the reflection's notes.")
        of ReflectionId, ("Reflektionen.", "The reflection.") {
        insights: Insights as "insights" ("Insikter: minst en.", "Insights: at least one."),
    }
}

command! {
    pub struct FollowUpReflection as "FollowUpReflectionInput" ("Följ upp reflektion.", "Follow up a reflection.")
        of ReflectionId, ("Reflektionen.", "The reflection.") {
        followed_up_on: NaiveDate as "followedUpOn" [command::UNTIL_TODAY] ("Uppföljd den.", "Followed up on."),
        follow_up: String as "followUp" [text(2000)] ("Uppföljning: vad det ledde till.", "Follow-up: what came of it."),
    }
}

command! {
    pub struct CancelReflection as "CancelReflectionInput" ("Ställ in reflektion.", "Cancel a reflection.")
        of ReflectionId, ("Reflektionen.", "The reflection.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Reflection {
    /// A newly planned reflection at `workplace`, on `material`; `in_project` says whether the employer carries the project, where
    /// one is named.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn plan(
        id: ReflectionId,
        workplace: &Workplace,
        material: Option<&Material>,
        in_project: bool,
        command: PlanReflection,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let needs_material = command.kind == ReflectionKind::FilmAndReflection;
        let is_out = material.is_none_or(|material| material.status == MaterialStatus::Published);
        all([
            workplace.must_have("plannedOn", command.planned_on),
            holds(in_project, "projectId", ORGANISATION_HAS_NO_PART),
            holds(material.is_some() || !needs_material, "materialId", rules::MATERIAL_IS_REQUIRED),
            holds(is_out, "materialId", MATERIAL_IS_WITHDRAWN),
        ])?;
        let reflection = Self {
            id,
            version: 1,
            organisation: workplace.organisation,
            workplace: workplace.id,
            project: command.project,
            material: command.material,
            kind: command.kind,
            status: ReflectionStatus::Planned,
            planned_on: command.planned_on,
            held_on: None,
            minutes: None,
            attendee_count: None,
            question: command.question.or_else(|| material.map(|material| material.prompt.clone())),
            insights: Insights::default(),
            follow_up: None,
            followed_up_on: None,
            status_reason: None,
        };
        Ok((reflection, Event::new("ReflectionPlanned", id.public())))
    }

    /// Notes that it was held at its workplace, in a project from `begins_on` on, for how long and by how many.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn hold(
        &mut self,
        (workplace, begins_on): (&Workplace, Option<NaiveDate>),
        command: HoldReflection,
        today: NaiveDate,
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ReflectionVerb::Hold)?;
        let command = command.checked()?;
        let since = held::since(self.planned_on, begins_on);
        let held_on = happened_on("heldOn", Some(command.held_on), Some(since), today)?;
        workplace.must_have("heldOn", held_on)?;
        self.held_on = Some(held_on);
        (self.minutes, self.attendee_count) = (Some(command.minutes), Some(command.attendee_count));
        Ok(self.enter(to, "ReflectionHeld", None))
    }

    /// Notes what the group learnt.
    ///
    /// # Errors
    /// As [`Reflection::hold`].
    pub fn share_notes(&mut self, command: ShareReflectionNotes) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ReflectionVerb::ShareNotes)?;
        let command = command.checked()?;
        command.insights.hold_together()?;
        self.insights = command.insights;
        Ok(self.enter(to, "ReflectionNotesShared", None))
    }

    /// A change is agreed; with the first one its state changes.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn agree_change(&mut self) -> Result<Option<Event>> {
        let to = step(TRANSITIONS, self.status, ReflectionVerb::AgreeChange)?;
        Ok((to != self.status).then(|| self.enter(to, "ReflectionActionsAgreed", None)))
    }

    /// Notes what came of it.
    ///
    /// # Errors
    /// As [`Reflection::hold`].
    pub fn follow_up(&mut self, command: FollowUpReflection, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ReflectionVerb::FollowUp)?;
        let command = command.checked()?;
        let day = command.followed_up_on;
        all([
            holds(day <= today, "followedUpOn", common::DATE_IS_IN_THE_FUTURE),
            not_before("followedUpOn", day, self.was_held()),
        ])?;
        (self.followed_up_on, self.follow_up) = (Some(day), Some(command.follow_up));
        Ok(self.enter(to, "ReflectionFollowedUp", None))
    }

    /// The day it was held, as the first on which anything can have come of it.
    pub fn was_held(&self) -> Option<(NaiveDate, Label)> {
        self.held_on.map(|day| (day, Label { sv: "då reflektionen hölls", en: "when the reflection was held" }))
    }

    /// Cancels it, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn cancel(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ReflectionVerb::Cancel)?;
        let reason = required_reason(reason)?;
        self.status_reason = Some(reason.clone());
        Ok(self.enter(to, "ReflectionCancelled", Some(reason)))
    }

    fn enter(&mut self, to: ReflectionStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Error, FieldError, Id, Rule, SequentialIds};

    use super::*;
    use crate::{
        material::fixture::material,
        workplace::fixture::{day, workplace},
    };

    const TODAY: &str = "2026-09-01";

    pub(crate) fn plan(kind: ReflectionKind, change: impl FnOnce(&mut PlanReflection)) -> Result<Reflection> {
        let ids = SequentialIds::starting_at(900);
        let (workplace, film) = (workplace(), material(|_| {}).expect("published"));
        let mut command = PlanReflection {
            workplace: workplace.id,
            project: None,
            material: Some(film.id),
            kind,
            planned_on: day("2026-08-24"),
            question: None,
        };
        change(&mut command);
        let film = command.material.map(|_| &film);
        Reflection::plan(Id::new(&ids), &workplace, film, true, command).map(|(reflection, _)| reflection)
    }

    pub(crate) fn held(kind: ReflectionKind, attendees: i32) -> Reflection {
        let mut reflection = plan(kind, |_| {}).expect("planned");
        let command = HoldReflection {
            id: reflection.id,
            expected_version: 1,
            held_on: day("2026-08-24"),
            minutes: 5,
            attendee_count: attendees,
        };
        reflection.hold((&workplace(), None), command, day(TODAY)).expect("held");
        reflection
    }

    fn share(reflection: &mut Reflection, insights: Insights) -> Result<Event> {
        let command = ShareReflectionNotes { id: reflection.id, expected_version: 1, insights };
        reflection.share_notes(command)
    }

    fn follow_up(reflection: &mut Reflection, on: &str) -> Result<Event> {
        let command = FollowUpReflection {
            id: reflection.id,
            expected_version: 1,
            followed_up_on: day(on),
            follow_up: "Stående punkt på arbetsplatsträffen".to_owned(),
        };
        reflection.follow_up(command, day(TODAY))
    }

    fn time() -> Insights {
        Insights {
            went_wrong: Some("Vi utvärderade först när alla hade glömt".to_owned()),
            went_wrong_theme: Some(InsightTheme::Time),
            ..Insights::default()
        }
    }

    fn rules_of<T>(result: Result<T>) -> Vec<(String, Rule)> {
        match result.err().expect("refused") {
            Error::Invalid { field, rule, .. } => vec![(field, rule)],
            Error::SeveralInvalid(faults) => {
                faults.into_iter().map(|FieldError { field, rule, .. }| (field, rule)).collect()
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn film_and_reflection_asks_the_films_question_unless_the_group_has_its_own() {
        let kind = ReflectionKind::FilmAndReflection;
        let own = |question: &str| {
            let question = Some(question.to_owned());
            plan(kind, |command| command.question = question).expect("planned").question
        };
        assert_eq!(
            plan(kind, |_| {}).expect("planned").question.as_deref(),
            Some("Vad gör ni för att bygga in lärande och reflektion i ert arbete?")
        );
        assert_eq!(own("Vad gör vi nu?").as_deref(), Some("Vad gör vi nu?"));
        let without = plan(kind, |command| command.material = None);
        assert_eq!(rules_of(without), [("materialId".to_owned(), rules::MATERIAL_IS_REQUIRED)]);
        assert!(plan(ReflectionKind::RoleSwap, |command| command.material = None).is_ok());
    }

    #[test]
    fn all_that_is_wrong_with_a_plan_is_told_at_once() {
        let ids = SequentialIds::starting_at(900);
        let (workplace, mut film) = (workplace(), material(|_| {}).expect("published"));
        film.withdraw(day(TODAY), "Ersatt").expect("withdrawn");
        let command = PlanReflection {
            workplace: workplace.id,
            project: Some(Id::new(&ids)),
            material: Some(film.id),
            kind: ReflectionKind::FilmAndReflection,
            planned_on: day("2021-01-10"),
            question: None,
        };
        let refused = Reflection::plan(Id::new(&ids), &workplace, Some(&film), false, command);
        let told = [
            ("plannedOn", crate::workplace::rules::WORKPLACE_IS_NOT_OPEN_THEN),
            ("projectId", ORGANISATION_HAS_NO_PART),
            ("materialId", MATERIAL_IS_WITHDRAWN),
        ];
        assert_eq!(rules_of(refused), told.map(|(field, rule)| (field.to_owned(), rule)));
    }

    #[test]
    fn notes_hold_an_insight_with_its_theme() {
        let mut reflection = held(ReflectionKind::AfterActionReview, 8);
        let nothing = share(&mut reflection, Insights::default());
        assert_eq!(rules_of(nothing), [("insights".to_owned(), rules::INSIGHT_IS_REQUIRED)]);
        let halves = Insights { went_wrong_theme: None, next_time_theme: Some(InsightTheme::Forum), ..time() };
        let told = ["insights.wentWrongTheme", "insights.nextTimeTheme"]
            .map(|field| (field.to_owned(), rules::INSIGHT_AND_THEME_DISAGREE));
        assert_eq!(rules_of(share(&mut reflection, halves)), told);
        let named = Insights { went_wrong: Some("19090527-1474 glömde".to_owned()), ..time() };
        let number = common::TEXT_HOLDS_A_PERSONAL_NUMBER;
        assert_eq!(rules_of(share(&mut reflection, named)), [("insights.wentWrong".to_owned(), number)]);
        share(&mut reflection, time()).expect("shared");
        assert_eq!(reflection.insights, time());
    }

    #[test]
    fn it_goes_from_plan_to_follow_up_and_no_other_way() {
        let mut reflection = plan(ReflectionKind::FilmAndReflection, |_| {}).expect("planned");
        let wrong = |result: Result<()>| {
            assert!(matches!(result, Err(Error::Refused { rule: common::TRANSITION_IS_NOT_ALLOWED, .. })));
        };
        wrong(share(&mut reflection, time()).map(drop));
        wrong(reflection.agree_change().map(drop));
        let mut reflection = held(ReflectionKind::FilmAndReflection, 12);
        wrong(reflection.cancel("Sjukdom").map(drop));
        wrong(follow_up(&mut reflection, TODAY).map(drop));
        share(&mut reflection, time()).expect("shared");
        let first = reflection.agree_change().expect("agreed").expect("a step");
        assert_eq!((first.from, first.to), (Some("NOTES_SHARED"), Some("ACTIONS_AGREED")));
        assert!(reflection.agree_change().expect("another").is_none());
        let early = follow_up(&mut reflection, "2026-08-23");
        assert_eq!(rules_of(early), [("followedUpOn".to_owned(), common::DATE_IS_TOO_EARLY)]);
        follow_up(&mut reflection, TODAY).expect("followed up");
        wrong(reflection.agree_change().map(drop));
    }

    #[test]
    fn what_is_only_planned_can_be_cancelled_with_a_reason() {
        let mut reflection = plan(ReflectionKind::FilmAndReflection, |_| {}).expect("planned");
        assert!(matches!(reflection.cancel(" "), Err(Error::Invalid { .. })));
        reflection.cancel("Sjukdom").expect("cancelled");
        assert_eq!(
            (reflection.status, reflection.status_reason.as_deref()),
            (ReflectionStatus::Cancelled, Some("Sjukdom"))
        );
    }
}
