//! What a competence analysis is, and which steps it may take.

use access::{Actor, Role};
use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::line,
    error::{holds, holds_with},
    id::{CompetenceAnalysisId, LevelScaleId, OrganisationId, ProjectId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::possible_ones;

/// Rules of competence analyses.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// What the roles demand is settled before the gaps are calculated.
        ANALYSIS_TAKES_NO_REQUIREMENTS:
            "Analysens krav är avslutade: gapen är beräknade.",
            "The analysis takes no more requirements: its gaps are calculated.";
        /// Gaps are those of requirements.
        ANALYSIS_HAS_NO_REQUIREMENTS: "Ange minst ett krav först.", "State at least one requirement first.";
        /// Levels are assessed while data is collected; detail: the present state.
        ANALYSIS_COLLECTS_NO_DATA: "Analysen samlar inte in uppgifter nu.", "The analysis collects no data now.";
        /// Each part validates once; detail: the day it did.
        PART_HAS_VALIDATED: "Parten har redan validerat analysen.", "That part has validated the analysis already.";
        /// The employer and the union validate by different persons.
        VALIDATOR_IS_OF_BOTH_PARTS:
            "Du företräder både ledningen och facket här. Två personer ska validera.",
            "You represent both the management and the union here. Two persons must validate.";
        /// A new plan answers an analysis that no later one has taken the place of.
        ANALYSIS_IS_SUPERSEDED:
            "Analysen är ersatt av en senare. Planen svarar mot den som gäller.",
            "The analysis is superseded by a later one. The plan answers the one that holds.";
        /// An analysis is superseded by a later one that holds; detail: those that were possible.
        SUPERSEDING_ANALYSIS_IS_WRONG:
            "En analys ersätts av en senare, publicerad analys i samma organisation.",
            "An analysis is superseded by a later, published one of the same organisation.";
    }
}

text_enum! {
    pub enum AnalysisStatus ("Kompetensanalysens status.", "Status of a competence analysis.") {
        Started = "STARTED" ("Påbörjad", "Started"),
        DataCollection = "DATA_COLLECTION" ("Inventering", "Data collection", ("roller, nivåer och mål", "roles, levels and goals")),
        GapCalculated = "GAP_CALCULATED" ("Gap beräknade", "Gaps calculated"),
        Validated = "VALIDATED" ("Validerad", "Validated", ("av ledningen och facket", "by management and union")),
        Published = "PUBLISHED" ("Publicerad", "Published"),
        Superseded = "SUPERSEDED" ("Ersatt", "Superseded", ("av en senare analys", "by a later analysis")),
    }
}

impl AnalysisStatus {
    /// Whether what roles demand may be stated: until the gaps are calculated.
    pub const fn takes_requirements(self) -> bool {
        matches!(self, Self::Started | Self::DataCollection)
    }

    /// Whether levels may be assessed.
    pub const fn collects_data(self) -> bool {
        matches!(self, Self::DataCollection)
    }

    /// Whether a new plan may answer it: it holds, or will.
    pub const fn takes_plans(self) -> bool {
        !matches!(self, Self::Superseded)
    }

    /// Whether it may take an earlier one's place.
    pub const fn may_supersede(self) -> bool {
        matches!(self, Self::Published)
    }
}

text_enum! {
    /// Steg i en kompetensanalys livslopp.
    pub enum AnalysisVerb {
        Collect = "collect" ("inventera", "collect data"),
        Calculate = "calculate" ("beräkna gap", "calculate gaps"),
        Validate = "validate" ("validera", "validate"),
        Publish = "publish" ("publicera", "publish"),
        Supersede = "supersede" ("ersätta", "supersede"),
    }
}

/// The state machine. Validation takes two: the analysis is validated by the second of the parts.
pub const TRANSITIONS: &[Step<AnalysisStatus, AnalysisVerb>] = {
    use AnalysisStatus as S;
    use AnalysisVerb as V;
    &[
        (S::Started, V::Collect, S::DataCollection),
        (S::DataCollection, V::Calculate, S::GapCalculated),
        (S::GapCalculated, V::Validate, S::Validated),
        (S::Validated, V::Publish, S::Published),
        (S::Published, V::Supersede, S::Superseded),
    ]
};

/// Part: on whose behalf an analysis is validated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidatingPart {
    /// The employer.
    Management,
    /// The employees' union.
    Union,
}

impl ValidatingPart {
    /// The part that `actor` represents at `organisation`.
    ///
    /// # Errors
    /// `Denied` for who represents neither; `Refused` for who represents both.
    pub fn of(actor: &Actor, organisation: OrganisationId) -> Result<Self> {
        let represents =
            |role| actor.assignments.iter().any(|held| held.role == role && held.organisation == Some(organisation));
        match (represents(Role::OrgContact), represents(Role::UnionRep)) {
            (true, false) => Ok(Self::Management),
            (false, true) => Ok(Self::Union),
            (true, true) => Err(Error::refused(rules::VALIDATOR_IS_OF_BOTH_PARTS, "")),
            (false, false) => Err(Error::Denied),
        }
    }
}

/// Kompetensanalys.
#[derive(Clone, Debug)]
pub struct CompetenceAnalysis {
    /// Id.
    pub id: CompetenceAnalysisId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The employer.
    pub organisation: OrganisationId,
    /// The project within which it is made, which sees how far it has come.
    pub project: Option<ProjectId>,
    /// The scale of its levels.
    pub scale: LevelScaleId,
    /// Title, 1–200 characters. The project sees it too, and while levels are collected the employees who are participants.
    pub title: String,
    /// Status.
    pub status: AnalysisStatus,
    /// Started on.
    pub started_on: NaiveDate,
    /// Validated by the management on.
    pub management_validated_on: Option<NaiveDate>,
    /// Validated by the union on.
    pub union_validated_on: Option<NaiveDate>,
    /// Published on.
    pub published_on: Option<NaiveDate>,
    /// The later analysis that took its place.
    pub superseded_by: Option<CompetenceAnalysisId>,
}

command! {
    pub struct StartAnalysis as "StartAnalysisInput" ("Påbörja kompetensanalys.", "Start a competence analysis.") {
        organisation: OrganisationId as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        project: Option<ProjectId> as "projectId"
            ("Projekt: det som analysen görs inom. Det ser analysens rubrik och hur långt den har kommit, inget annat.",
             "Project: the one within which it is made. It sees the title and how far the analysis has come, nothing else."),
        scale: LevelScaleId as "scaleId" ("Nivåskala.", "Level scale."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        started_on: Option<NaiveDate> as "startedOn" [command::UNTIL_TODAY]
            ("Påbörjad den; i dag när den saknas.", "Started on; today when absent."),
    }
}

command! {
    pub struct CollectAnalysisData as "CollectAnalysisDataInput"
        ("Börja inventeringen.", "Begin the data collection.")
        of CompetenceAnalysisId, ("Analysen.", "The analysis.") {}
}

command! {
    pub struct CalculateGaps as "CalculateGapsInput" ("Beräkna gap.", "Calculate gaps.")
        of CompetenceAnalysisId, ("Analysen.", "The analysis.") {}
}

command! {
    pub struct ValidateAnalysis as "ValidateAnalysisInput"
        ("Validera kompetensanalys.", "Validate a competence analysis.")
        of CompetenceAnalysisId, ("Analysen.", "The analysis.") {}
}

command! {
    pub struct PublishAnalysis as "PublishAnalysisInput"
        ("Publicera kompetensanalys.", "Publish a competence analysis.")
        of CompetenceAnalysisId, ("Analysen.", "The analysis.") {}
}

command! {
    pub struct SupersedeAnalysis as "SupersedeAnalysisInput"
        ("Ersätt kompetensanalys.", "Supersede a competence analysis.")
        of CompetenceAnalysisId, ("Analysen som ersätts.", "The analysis that is superseded.") {
        by: CompetenceAnalysisId as "supersedingAnalysisId" ("Analysen som ersätter den.", "The analysis that supersedes it."),
    }
}

impl CompetenceAnalysis {
    /// A newly started analysis.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn start(id: CompetenceAnalysisId, command: StartAnalysis, today: NaiveDate) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let started_on = command.started_on.unwrap_or(today);
        holds(started_on <= today, "startedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        let analysis = Self {
            id,
            version: 1,
            organisation: command.organisation,
            project: command.project,
            scale: command.scale,
            title: command.title,
            status: AnalysisStatus::Started,
            started_on,
            management_validated_on: None,
            union_validated_on: None,
            published_on: None,
            superseded_by: None,
        };
        Ok((analysis, Event::new("CompetenceAnalysisStarted", id.public())))
    }

    /// Begins the data collection.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn collect(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, AnalysisVerb::Collect)?;
        Ok(self.enter(to, "CompetenceAnalysisDataCollectionBegun"))
    }

    /// Notes that the gaps of so many requirements are calculated.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or without requirements.
    pub fn calculate(&mut self, requirements: usize) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, AnalysisVerb::Calculate)?;
        if requirements == 0 {
            return Err(Error::refused(rules::ANALYSIS_HAS_NO_REQUIREMENTS, ""));
        }
        Ok(self.enter(to, "CompetenceAnalysisGapsCalculated"))
    }

    /// Validates it on behalf of `part`; by the second of the two it is validated.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or when that part has validated already.
    pub fn validate(&mut self, part: ValidatingPart, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, AnalysisVerb::Validate)?;
        let (own, other) = match part {
            ValidatingPart::Management => (&mut self.management_validated_on, self.union_validated_on),
            ValidatingPart::Union => (&mut self.union_validated_on, self.management_validated_on),
        };
        if let Some(day) = *own {
            return Err(Error::refused(rules::PART_HAS_VALIDATED, day.to_string()));
        }
        *own = Some(today);
        Ok(match other {
            Some(_) => self.enter(to, "CompetenceAnalysisValidated"),
            None => Event::new("CompetenceAnalysisValidatedByOnePart", self.id.public()),
        })
    }

    /// Publishes it within the organisation.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn publish(&mut self, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, AnalysisVerb::Publish)?;
        self.published_on = Some(today);
        Ok(self.enter(to, "CompetenceAnalysisPublished"))
    }

    /// Gives its place to `later`. As that one holds, no chain of them ends where it began. A refusal names those of `all` the
    /// employer's that could take its place.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for an analysis that cannot take its place.
    pub fn supersede(&mut self, later: &Self, all: &[Self]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, AnalysisVerb::Supersede)?;
        holds_with(self.can_give_way_to(later), "supersedingAnalysisId", rules::SUPERSEDING_ANALYSIS_IS_WRONG, || {
            let possible = all.iter().filter(|other| self.can_give_way_to(other));
            possible_ones(possible.map(|other| format!("{} ({})", other.title, other.id.public())))
        })?;
        self.superseded_by = Some(later.id);
        Ok(self.enter(to, "CompetenceAnalysisSuperseded"))
    }

    /// Whether `other` holds and was made later: started later or, on the same day, not published before.
    fn can_give_way_to(&self, other: &Self) -> bool {
        other.id != self.id
            && other.organisation == self.organisation
            && other.status.may_supersede()
            && (other.started_on, other.published_on) >= (self.started_on, self.published_on)
    }

    /// Refuses another requirement once the gaps are calculated.
    ///
    /// # Errors
    /// `Refused { ANALYSIS_TAKES_NO_REQUIREMENTS }`.
    pub fn must_take_requirements(&self) -> Result<()> {
        match self.status.takes_requirements() {
            true => Ok(()),
            false => Err(Error::refused(rules::ANALYSIS_TAKES_NO_REQUIREMENTS, self.status.label())),
        }
    }

    /// Refuses an assessment at another time than the data collection's.
    ///
    /// # Errors
    /// `Refused { ANALYSIS_COLLECTS_NO_DATA }`.
    pub fn must_collect_data(&self) -> Result<()> {
        match self.status.collects_data() {
            true => Ok(()),
            false => Err(Error::refused(rules::ANALYSIS_COLLECTS_NO_DATA, self.status.label())),
        }
    }

    fn enter(&mut self, to: AnalysisStatus, name: &'static str) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), None)
    }
}

#[cfg(test)]
mod tests {
    use access::Assignment;
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2012, 3, 1).expect("a date");

    fn analysis(seed: u128, status: AnalysisStatus) -> CompetenceAnalysis {
        let (ids, own) = (SequentialIds::starting_at(0), SequentialIds::starting_at(seed));
        let command = StartAnalysis {
            organisation: Id::new(&ids),
            project: None,
            scale: Id::new(&ids),
            title: "Kompetensanalys 2012".to_owned(),
            started_on: None,
        };
        let (mut analysis, _) = CompetenceAnalysis::start(Id::new(&own), command, TODAY).expect("a right analysis");
        analysis.status = status;
        analysis
    }

    fn rule(result: Result<Event>) -> kernel::Rule {
        match result {
            Err(Error::Refused { rule, .. } | Error::Invalid { rule, .. }) => rule,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_way_to_publication_has_no_short_cut() {
        let mut own = analysis(100, AnalysisStatus::Started);
        assert_eq!(rule(own.calculate(1)), common::TRANSITION_IS_NOT_ALLOWED);
        own.collect().expect("data collection");
        assert_eq!(rule(own.calculate(0)), rules::ANALYSIS_HAS_NO_REQUIREMENTS);
        own.calculate(3).expect("gaps");
        assert_eq!(rule(own.publish(TODAY)), common::TRANSITION_IS_NOT_ALLOWED);
        own.validate(ValidatingPart::Union, TODAY).expect("the union's half");
        assert_eq!(own.status, AnalysisStatus::GapCalculated);
        assert_eq!(rule(own.publish(TODAY)), common::TRANSITION_IS_NOT_ALLOWED);
        assert_eq!(rule(own.validate(ValidatingPart::Union, TODAY)), rules::PART_HAS_VALIDATED);
        own.validate(ValidatingPart::Management, TODAY).expect("the management's half");
        assert_eq!(own.status, AnalysisStatus::Validated);
        own.publish(TODAY).expect("published");
        assert_eq!((own.status, own.published_on), (AnalysisStatus::Published, Some(TODAY)));
    }

    #[test]
    fn supersession_never_comes_back_to_where_it_began() {
        let (mut first, mut second) =
            (analysis(100, AnalysisStatus::Published), analysis(200, AnalysisStatus::Published));
        let itself = first.clone();
        assert_eq!(rule(first.supersede(&itself, &[])), rules::SUPERSEDING_ANALYSIS_IS_WRONG);
        first.supersede(&second, &[]).expect("superseded");
        assert_eq!(first.superseded_by, Some(second.id));
        assert_eq!(rule(second.supersede(&first, &[])), rules::SUPERSEDING_ANALYSIS_IS_WRONG);
        let mut foreign = analysis(300, AnalysisStatus::Published);
        foreign.organisation = Id::new(&SequentialIds::starting_at(900));
        assert_eq!(rule(second.supersede(&foreign, &[])), rules::SUPERSEDING_ANALYSIS_IS_WRONG);
    }

    #[test]
    fn an_earlier_analysis_takes_no_later_ones_place_and_the_refusal_names_those_that_do() {
        let of = |seed: u128, began: NaiveDate| {
            let mut own = analysis(seed, AnalysisStatus::Published);
            own.started_on = began;
            own.published_on = Some(TODAY);
            own
        };
        let year = |year| NaiveDate::from_ymd_opt(year, 3, 1).expect("a date");
        let (earlier, mut own, later) = (of(100, year(2007)), of(200, year(2009)), of(300, year(2011)));
        let all = [earlier.clone(), own.clone(), later.clone()];
        let told = |refused: Result<Event>| match refused {
            Err(Error::Invalid { rule: rules::SUPERSEDING_ANALYSIS_IS_WRONG, detail, .. }) => detail.sv,
            other => panic!("{other:?}"),
        };
        assert_eq!(told(own.supersede(&earlier, &all)), format!("{} ({})", later.title, later.id.public()));
        assert_eq!(told(own.supersede(&earlier, &all[..2])), "det finns ingen sådan");
        own.supersede(&later, &all).expect("superseded by the later one");
    }

    #[test]
    fn nobody_validates_for_both_parts() {
        let ids = SequentialIds::starting_at(0);
        let (own, other): (OrganisationId, OrganisationId) = (Id::new(&ids), Id::new(&ids));
        let of = |held: &[(Role, OrganisationId)]| {
            let held = held.iter().map(|(role, organisation)| {
                let mut held = Assignment::bare(*role);
                held.organisation = Some(*organisation);
                held
            });
            ValidatingPart::of(&Actor::signed_in("i".into(), "s".into(), held.collect()), own)
        };
        assert!(matches!(of(&[(Role::UnionRep, other)]), Err(Error::Denied)), "another employer's union");
        let union_elsewhere = [(Role::OrgContact, own), (Role::UnionRep, other)];
        assert_eq!(of(&union_elsewhere).expect("a part"), ValidatingPart::Management);
        assert_eq!(of(&[(Role::UnionRep, own)]).expect("a part"), ValidatingPart::Union);
        let both = of(&[(Role::OrgContact, own), (Role::UnionRep, own)]);
        assert!(matches!(both, Err(Error::Refused { rule: rules::VALIDATOR_IS_OF_BOTH_PARTS, .. })));
        assert!(matches!(of(&[(Role::OrgContact, other), (Role::LineManager, own)]), Err(Error::Denied)));
    }
}
