//! What an action plan is, and which steps it may take.

use chrono::{Datelike, NaiveDate};
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, line, number, text, year},
    error::{all, both, holds, rules as common},
    id::{ActionPlanId, CouncilDecisionId, CouncilId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use super::{rules, title};
use crate::decision::{self, Decided};

text_enum! {
    pub enum ActionPlanStatus ("Handlingsplanens status.", "Status of an action plan.") {
        Draft = "DRAFT" ("Utkast", "Draft"),
        Consultation = "CONSULTATION" ("På remiss", "Out for consultation"),
        Adopted = "ADOPTED" ("Antagen", "Adopted", ("genom rådets beslut", "by the council's decision")),
        InForce = "IN_FORCE" ("Gällande", "In force"),
        Revised = "REVISED" ("Reviderad", "Revised", ("en ny version gäller i stället", "a new version is in force instead")),
        Closed = "CLOSED" ("Avslutad", "Closed", ("med uppföljning", "with a follow-up")),
    }
}

impl ActionPlanStatus {
    /// Whether the plan may be changed: as long as it is not adopted.
    pub fn takes_changes(self) -> bool {
        ActionPlan::UNADOPTED.contains(&self)
    }

    /// Whether the council has decided on the plan and not yet left it, so that needs are ranked by it.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Adopted | Self::InForce)
    }

    /// Whether the values of the plan's goals are noted.
    pub const fn takes_readings(self) -> bool {
        matches!(self, Self::InForce)
    }
}

text_enum! {
    /// Steg i en handlingsplans livslopp.
    pub enum ActionPlanVerb {
        Consult = "consult" ("sända på remiss", "send out for consultation"),
        Adopt = "adopt" ("anta", "adopt"),
        BringIntoForce = "bringIntoForce" ("sätta i kraft", "bring into force"),
        Revise = "revise" ("revidera", "revise"),
        Close = "close" ("avsluta", "close"),
    }
}

/// The state machine. A plan is in force until the version that revises it is.
pub const TRANSITIONS: &[Step<ActionPlanStatus, ActionPlanVerb>] = {
    use ActionPlanStatus as S;
    use ActionPlanVerb as V;
    &[
        (S::Draft, V::Consult, S::Consultation),
        (S::Consultation, V::Adopt, S::Adopted),
        (S::Adopted, V::BringIntoForce, S::InForce),
        (S::InForce, V::Revise, S::Revised),
        (S::InForce, V::Close, S::Closed),
    ]
};

command! {
    #[derive(Copy, PartialEq, Eq)]
    pub struct ScoreWeights as "ScoreWeightsInput"
        ("Vikter: hur tungt varje grund räknas när planens behov rangordnas.",
         "Weights: how heavily each ground counts when needs are ranked by the plan.") {
        volume: i32 as "volume" = "20" [number(0, 100)]
            ("Volym: hur många som saknas.", "Volume: how many people are lacking."),
        urgency: i32 as "urgency" = "25" [number(0, 100)] ("Brådska: hur snart det behövs.", "Urgency: how soon it is needed."),
        substitutability_gap: i32 as "substitutabilityGap" = "15" [number(0, 100)]
            ("Avstånd till närliggande yrken: hur lite andra yrken kan ersätta.",
             "Substitutability gap: how little other occupations can stand in."),
        endorsements: i32 as "endorsements" = "20" [number(0, 100)]
            ("Förankring: hur många råd som står bakom det.", "Endorsements: how many councils back it."),
        equality_effect: i32 as "equalityEffect" = "10" [number(0, 100)]
            ("Jämställdhetseffekt: hur mycket ett svar skulle främja jämställdheten.",
             "Equality effect: how much an answer would further equality."),
        existing_supply: i32 as "existingSupply" = "30" [number(0, 100)]
            ("Befintligt utbud: räknas emot.", "Existing supply: counts against."),
    }
}

impl ScoreWeights {
    /// Those of a plan that states none, and of a council without a plan: the defaults of the table above.
    pub const USUAL: Self = Self {
        volume: 20,
        urgency: 25,
        substitutability_gap: 15,
        endorsements: 20,
        equality_effect: 10,
        existing_supply: 30,
    };

    /// Demands that something is weighed.
    ///
    /// # Errors
    /// `Invalid` at `weights` where every weight is 0.
    fn must_weigh(self) -> Result<()> {
        let all = [
            self.volume,
            self.urgency,
            self.substitutability_gap,
            self.endorsements,
            self.equality_effect,
            self.existing_supply,
        ];
        holds(all.iter().any(|weight| *weight != 0), "weights", rules::PLAN_WEIGHTS_ARE_ALL_ZERO)
    }
}

/// Handlingsplan.
#[derive(Clone, Debug)]
pub struct ActionPlan {
    /// Id.
    pub id: ActionPlanId,
    /// Version of the record, counted up by every change, added priorities and goals among them.
    pub version: i32,
    /// Whose it is.
    pub council: CouncilId,
    /// The calendar year it is for.
    pub year: i32,
    /// Which of the plan's versions it is, from 1.
    pub edition: i32,
    /// The plan that it is the next version of.
    pub revises: Option<ActionPlanId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// What it is about, at most 4,000 characters.
    pub text: Option<String>,
    /// Status.
    pub status: ActionPlanStatus,
    /// What the score of needs is weighed by.
    pub weights: ScoreWeights,
    /// Opinions are asked for until this day.
    pub consultation_until: Option<NaiveDate>,
    /// Adopted on.
    pub adopted_on: Option<NaiveDate>,
    /// Reference to the minutes.
    pub decision_reference: Option<String>,
    /// The decision of a meeting by which it was adopted; older ones have their reference alone.
    pub decision: Option<CouncilDecisionId>,
    /// In force from.
    pub in_force_from: Option<NaiveDate>,
    /// The day from which it was no longer in force: revised or closed.
    pub ended_on: Option<NaiveDate>,
    /// What came of it, told when it was closed, at most 4,000 characters.
    pub follow_up: Option<String>,
    /// How many priorities it has.
    pub priorities: i32,
    /// How many goals they have together.
    pub goals: i32,
}

command! {
    pub struct DraftActionPlan as "DraftActionPlanInput" ("Skriv utkast till handlingsplan.", "Draft an action plan.") {
        council: CouncilId as "councilId" ("Råd: det vars plan det är.", "Council: the one whose plan it is."),
        year: i32 as "year" [year(2000, 2100)] ("År som planen gäller.", "Year that the plan is for."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: Option<String> as "text" [text(4000)] ("Inriktning.", "Direction."),
        weights: ScoreWeights as "weights" = "{}" ("Vikter för rangordning av behov.", "Weights for the ranking of needs."),
    }
}

command! {
    pub struct ChangeActionPlan as "ChangeActionPlanInput"
        ("Ändra handlingsplan: alla uppgifter ersätts.", "Change an action plan: all of it is replaced.")
        of ActionPlanId, ("Handlingsplanen.", "The action plan.") {
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: Option<String> as "text" [text(4000)] ("Inriktning.", "Direction."),
        weights: ScoreWeights as "weights" = "{}" ("Vikter för rangordning av behov.", "Weights for the ranking of needs."),
    }
}

command! {
    pub struct ConsultOnActionPlan as "ConsultOnActionPlanInput"
        ("Sänd handlingsplan på remiss.", "Send an action plan out for consultation.")
        of ActionPlanId, ("Handlingsplanen.", "The action plan.") {
        until: NaiveDate as "until" ("Synpunkter lämnas senast.", "Comments are due by."),
    }
}

command! {
    pub struct AdoptActionPlan as "AdoptActionPlanInput" ("Anta handlingsplan.", "Adopt an action plan.")
        of ActionPlanId, ("Handlingsplanen.", "The action plan.") {
        decision: Option<CouncilDecisionId> as "decisionId"
            ("Rådsbeslut: det som bifölls vid rådets möte. Dag och referens följer av det, och lämnas tomma.",
             "Council decision: the one adopted at the council's meeting. Day and reference follow from it, and are left empty."),
        adopted_on: Option<NaiveDate> as "adoptedOn" [UNTIL_TODAY]
            ("Antagen den; i dag när den saknas och inget rådsbeslut är angivet.",
             "Adopted on; today when absent and no council decision is stated."),
        decision_reference: Option<String> as "decisionReference" [line(200)]
            ("Beslutsreferens: protokoll och paragraf. Anges när beslutet inte finns bland rådens beslut här.",
             "Decision reference: minutes and section. Stated when the decision is not among the councils' decisions here."),
    }
}

command! {
    pub struct BringActionPlanIntoForce as "BringActionPlanIntoForceInput"
        ("Sätt handlingsplan i kraft.", "Bring an action plan into force.")
        of ActionPlanId, ("Handlingsplanen.", "The action plan.") {
        in_force_from: Option<NaiveDate> as "inForceFrom" [UNTIL_TODAY]
            ("Gäller från och med; i dag när den saknas.", "In force from; today when absent."),
    }
}

command! {
    pub struct ReviseActionPlan as "ReviseActionPlanInput"
        ("Revidera handlingsplan: ett utkast till ny version.", "Revise an action plan: a draft of a new version.")
        of ActionPlanId, ("Handlingsplanen som revideras.", "The action plan that is revised.") {
        year: Option<i32> as "year" [year(2000, 2100)]
            ("År som den nya versionen gäller; samma år när det saknas.", "Year of the new version; the same year when absent."),
        title: Option<String> as "title" [line(200)]
            ("Rubrik; planens egen när den saknas, med det nya året där det gamla står.",
             "Title; the plan's own when absent, with the new year where the old one stands."),
    }
}

command! {
    pub struct CloseActionPlan as "CloseActionPlanInput" ("Avsluta handlingsplan.", "Close an action plan.")
        of ActionPlanId, ("Handlingsplanen.", "The action plan.") {
        follow_up: String as "followUp" [text(4000)] ("Uppföljning: vad planen ledde till.", "Follow-up: what came of the plan."),
        closed_on: Option<NaiveDate> as "closedOn" [UNTIL_TODAY]
            ("Avslutad den; i dag när den saknas.", "Closed on; today when absent."),
    }
}

impl ActionPlan {
    /// A first version.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn draft(id: ActionPlanId, command: DraftActionPlan) -> Result<(Self, Event)> {
        let weights = command.weights;
        let (command, ()) = both(command.checked(), weights.must_weigh())?;
        let plan = Self {
            id,
            version: 1,
            council: command.council,
            year: command.year,
            edition: 1,
            revises: None,
            title: command.title,
            text: command.text,
            status: ActionPlanStatus::Draft,
            weights: command.weights,
            consultation_until: None,
            adopted_on: None,
            decision_reference: None,
            decision: None,
            in_force_from: None,
            ended_on: None,
            follow_up: None,
            priorities: 0,
            goals: 0,
        };
        Ok((plan, Event::new("ActionPlanDrafted", id.public())))
    }

    /// Replaces what it says.
    ///
    /// # Errors
    /// `Refused` once it is adopted; `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeActionPlan) -> Result<Event> {
        self.must_be_open_to_change()?;
        let weights = command.weights;
        let (command, ()) = both(command.checked(), weights.must_weigh())?;
        (self.title, self.text, self.weights) = (command.title, command.text, command.weights);
        Ok(Event::new("ActionPlanChanged", self.id.public()))
    }

    /// Sends it out for consultation until a day to come.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day that is past.
    pub fn consult(&mut self, until: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ActionPlanVerb::Consult)?;
        holds(today <= until, "until", rules::CONSULTATION_ENDS_BEFORE_TODAY)?;
        self.consultation_until = Some(until);
        Ok(self.enter(to, "ActionPlanSentForConsultation", None))
    }

    /// Demands that its state allows `verb`: asked before what the step rests on is looked for.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn must_take(&self, verb: ActionPlanVerb) -> Result<()> {
        step(TRANSITIONS, self.status, verb).map(drop)
    }

    /// Notes the council's decision to adopt it, by what was `decided` where the command names a decision.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or without goals; `Invalid` naming the field.
    pub fn adopt(&mut self, command: AdoptActionPlan, decided: Option<&Decided>, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ActionPlanVerb::Adopt)?;
        let command = command.checked()?;
        let field = "decisionReference";
        let (day, reference) = decision::grounds(
            self.council,
            decided,
            ("adoptedOn", command.adopted_on),
            (field, command.decision_reference),
        )?;
        let day = day.unwrap_or(today);
        let reference = reference.ok_or_else(|| Error::invalid(field, common::FIELD_IS_REQUIRED));
        let is_past = holds(day <= today, "adoptedOn", rules::DATE_IS_IN_THE_FUTURE);
        let (reference, ()) = both(reference, is_past)?;
        if self.goals == 0 {
            return Err(Error::refused(rules::ACTION_PLAN_HAS_NO_GOALS, ""));
        }
        self.adopted_on = Some(day);
        (self.decision_reference, self.decision) = (Some(reference), command.decision);
        Ok(self.enter(to, "ActionPlanAdopted", self.decision_reference.clone()))
    }

    /// Brings it into force from `day`, beside the council's other plans of its year that are, or have been: no two are on one
    /// day. The one that it revises, where there is one in force, is in force no longer.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or when another plan is in force; `Invalid` naming the field.
    pub fn bring_into_force(
        &mut self,
        day: NaiveDate,
        today: NaiveDate,
        in_force: &[Self],
        revised: Option<&mut Self>,
    ) -> Result<(Event, Option<Event>)> {
        let to = step(TRANSITIONS, self.status, ActionPlanVerb::BringIntoForce)?;
        let before = revised.as_ref().and_then(|revised| revised.in_force_from);
        let latest = self.adopted_on.max(before);
        all([
            holds(day <= today, "inForceFrom", rules::DATE_IS_IN_THE_FUTURE),
            holds(latest.is_none_or(|latest| latest <= day), "inForceFrom", rules::PLAN_STEP_IS_TOO_EARLY),
            holds(self.year <= day.year(), "inForceFrom", rules::PLAN_YEAR_HAS_NOT_BEGUN),
        ])?;
        let in_the_way = |other: &&Self| {
            let gives_way = Some(other.id) == self.revises && other.ended_on.is_none();
            other.id != self.id && !gives_way && other.ended_on.is_none_or(|ended| day < ended)
        };
        if let Some(other) = in_force.iter().find(in_the_way) {
            return Err(Error::refused(rules::ANOTHER_PLAN_IS_IN_FORCE, other.title.as_str()));
        }
        self.in_force_from = Some(day);
        let over = revised.and_then(|revised| revised.give_way(day));
        Ok((self.enter(to, "ActionPlanBroughtIntoForce", None), over))
    }

    /// A draft of its next version, which has none of its priorities yet. `others` are the plans that revise it already.
    ///
    /// # Errors
    /// `Refused` for a plan that is not in force, or that has a new version already; `Invalid` naming the field, also for an earlier
    /// year.
    pub fn revise(&self, id: ActionPlanId, command: ReviseActionPlan, others: &[Self]) -> Result<(Self, Event)> {
        step(TRANSITIONS, self.status, ActionPlanVerb::Revise)?;
        let year = command.year.unwrap_or(self.year);
        let is_later = holds(self.year <= year, "year", rules::REVISION_IS_FOR_AN_EARLIER_YEAR);
        let (command, ()) = both(command.checked(), is_later)?;
        if let Some(other) = others.first() {
            return Err(Error::refused(rules::ACTION_PLAN_IS_BEING_REVISED, other.title.as_str()));
        }
        let plan = Self {
            id,
            version: 1,
            year,
            title: command.title.unwrap_or_else(|| title::of_year(&self.title, self.year, year)),
            edition: self.edition + 1,
            revises: Some(self.id),
            status: ActionPlanStatus::Draft,
            consultation_until: None,
            adopted_on: None,
            decision_reference: None,
            decision: None,
            in_force_from: None,
            priorities: 0,
            goals: 0,
            ..self.clone()
        };
        Ok((plan, Event::new("ActionPlanRevisionDrafted", id.public())))
    }

    /// Closes it, with what came of it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn close(&mut self, command: CloseActionPlan, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ActionPlanVerb::Close)?;
        let command = command.checked()?;
        let day = command.closed_on.unwrap_or(today);
        all([
            holds(day <= today, "closedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(self.in_force_from.is_none_or(|from| from <= day), "closedOn", rules::PLAN_STEP_IS_TOO_EARLY),
        ])?;
        (self.ended_on, self.follow_up) = (Some(day), Some(command.follow_up));
        Ok(self.enter(to, "ActionPlanClosed", None))
    }

    /// Counts a priority that is added.
    ///
    /// # Errors
    /// `Refused` once it is adopted.
    pub fn count_priority(&mut self) -> Result<()> {
        self.must_be_open_to_change()?;
        self.priorities += 1;
        Ok(())
    }

    /// Counts a goal that is added.
    ///
    /// # Errors
    /// `Refused` once it is adopted.
    pub fn count_goal(&mut self) -> Result<()> {
        self.must_be_open_to_change()?;
        self.goals += 1;
        Ok(())
    }

    /// Whether it was in force on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.in_force_from.is_some_and(|from| from <= day) && self.ended_on.is_none_or(|ended| day < ended)
    }

    /// The states in which it is the council's own.
    pub const UNADOPTED: [ActionPlanStatus; 2] = [ActionPlanStatus::Draft, ActionPlanStatus::Consultation];

    /// Whether the council has decided on it and not yet left it, so that needs are ranked by it.
    pub fn is_decided(&self) -> bool {
        self.status.is_decided()
    }

    /// A plan that was closed before stays so.
    fn give_way(&mut self, day: NaiveDate) -> Option<Event> {
        let to = step(TRANSITIONS, self.status, ActionPlanVerb::Revise).ok()?;
        self.ended_on = Some(day);
        Some(self.enter(to, "ActionPlanRevised", None))
    }

    fn must_be_open_to_change(&self) -> Result<()> {
        if self.status.takes_changes() {
            return Ok(());
        }
        Err(Error::refused(rules::ACTION_PLAN_IS_ADOPTED, self.status.label()))
    }

    fn enter(&mut self, to: ActionPlanStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
pub(crate) mod tests;
