//! What a project target is.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    command::{number, text},
    error::{happened_on, holds},
    follow_up_command,
    id::{ProjectId, ProjectTargetId},
    text_enum,
};
use store::Event;

use crate::project::{Precision, Project};

/// Rules of targets.
pub mod rules {
    kernel::rules! {
        /// A figure of people, organisations, hours or efforts has a value; an objective has its words.
        TARGET_IS_EMPTY:
            "Ange ett tal, eller ordalydelsen för ett mål i ord.",
            "Give a figure, or the words of an objective.";
    }
}

text_enum! {
    pub enum TargetKind as "ProjectTargetKind" ("Vad ett projektmål räknar.", "What a project target counts.") {
        Participants = "PARTICIPANTS" ("Deltagare", "Participants"),
        Organisations = "ORGANISATIONS" ("Organisationer", "Organisations"),
        Hours = "HOURS" ("Timmar", "Hours"),
        Efforts = "EFFORTS" ("Insatser", "Efforts"),
        Objective = "OBJECTIVE" ("Mål i ord", "Objective in words"),
    }
}

text_enum! {
    pub enum TargetScope as "ProjectTargetScope" ("Mot vilka ett projektmål verkar.", "Towards whom a project target works.") {
        Internal = "INTERNAL" ("Inom verksamheten", "Within the organisation"),
        Customer = "CUSTOMER" ("Mot kund", "Towards customers"),
        Both = "BOTH" ("Inom verksamheten och mot kund", "Within the organisation and towards customers"),
    }
}

text_enum! {
    pub enum EffectLevel as "ProjectTargetLevel" ("På vilken nivå ett projektmål verkar.", "At which level a project target works.") {
        Individual = "INDIVIDUAL" ("Individnivå", "Individual level"),
        Organisation = "ORGANISATION" ("Organisationsnivå", "Organisation level"),
        Both = "BOTH" ("Individ- och organisationsnivå", "Individual and organisation level"),
    }
}

text_enum! {
    pub enum TargetHorizon as "ProjectTargetHorizon" ("Hur snart ett projektmål ska nås.", "How soon a project target is to be reached.") {
        Project = "PROJECT" ("Under projektet", "Within the project"),
        Long = "LONG" ("På lång sikt", "In the long run"),
    }
}

/// Projektmål.
#[derive(Clone, Debug)]
pub struct ProjectTarget {
    /// Id.
    pub id: ProjectTargetId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The project.
    pub project: ProjectId,
    /// What is counted, or an objective in words.
    pub kind: TargetKind,
    /// The figure.
    pub value: Option<i64>,
    /// How exact it is: "ett 60-tal" is approximately 60.
    pub precision: Precision,
    /// The words, at most 2,000 characters.
    pub statement: Option<String>,
    /// Towards whom it works, where that is said.
    pub scope: Option<TargetScope>,
    /// At which level it works, where that is said.
    pub level: Option<EffectLevel>,
    /// How soon it is to be reached, where that is said.
    pub horizon: Option<TargetHorizon>,
    /// The figure that was reached, as it was found when it was last followed up.
    pub reached: Option<i64>,
    /// What came of it, at most 2,000 characters.
    pub follow_up: Option<String>,
    /// Followed up on.
    pub followed_up_on: Option<NaiveDate>,
}

command! {
    pub struct SetTarget as "SetProjectTargetInput" ("Sätt projektmål.", "Set a project target.") {
        project: ProjectId as "projectId" ("Projekt.", "Project."),
        kind: TargetKind as "kind" ("Slag av mål: vad målet räknar.", "Kind of target: what it counts."),
        value: Option<i32> as "value" [number(0, 1_000_000_000)]
            ("Målvärde; krävs utom för ett mål i ord.", "Target value; asked for unless the objective is in words."),
        precision: Precision as "precision" = "\"EXACT\"" ("Hur exakt målvärdet är.", "How exact the target value is."),
        statement: Option<String> as "statement" [text(2000)]
            ("Målet i ord; krävs för ett mål i ord.", "The target in words; asked for when the objective is in words."),
        scope: Option<TargetScope> as "scope" ("Mot vilka målet verkar.", "Towards whom the target works."),
        level: Option<EffectLevel> as "level" ("På vilken nivå målet verkar.", "At which level the target works."),
        horizon: Option<TargetHorizon> as "horizon" ("Hur snart målet ska nås.", "How soon the target is to be reached."),
    }
}

command! {
    pub struct ChangeTarget as "ChangeProjectTargetInput" ("Ändra projektmål: alla uppgifter ersätts.", "Change a project target: all of it is replaced.")
        of ProjectTargetId, ("Målet.", "The target.") {
        value: Option<i32> as "value" [number(0, 1_000_000_000)]
            ("Målvärde; krävs utom för ett mål i ord.", "Target value; asked for unless the objective is in words."),
        precision: Precision as "precision" = "\"EXACT\"" ("Hur exakt målvärdet är.", "How exact the target value is."),
        statement: Option<String> as "statement" [text(2000)]
            ("Målet i ord; krävs för ett mål i ord.", "The target in words; asked for when the objective is in words."),
        scope: Option<TargetScope> as "scope" ("Mot vilka målet verkar.", "Towards whom the target works."),
        level: Option<EffectLevel> as "level" ("På vilken nivå målet verkar.", "At which level the target works."),
        horizon: Option<TargetHorizon> as "horizon" ("Hur snart målet ska nås.", "How soon the target is to be reached."),
    }
}

follow_up_command! {
    pub struct FollowUpTarget as "FollowUpProjectTargetInput" ("Följ upp projektmål.", "Follow up a project target.")
        of ProjectTargetId, ("Målet.", "The target.") {
        reached: Option<i32> as "reached" [number(0, 1_000_000_000)]
            ("Nått värde: det som målet räknar, när det går att räkna.", "Value reached: of what the target counts, where it can be counted."),
    }
}

impl ProjectTarget {
    /// The new target of `project`.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn of(id: ProjectTargetId, project: &Project, command: SetTarget) -> Result<(Self, Event)> {
        project.must_be_alive()?;
        let command = command.checked()?;
        must_say_something(command.kind, command.value, command.statement.as_deref())?;
        let target = Self {
            id,
            version: 1,
            project: project.id,
            kind: command.kind,
            value: command.value.map(i64::from),
            precision: command.precision,
            statement: command.statement,
            scope: command.scope,
            level: command.level,
            horizon: command.horizon,
            reached: None,
            follow_up: None,
            followed_up_on: None,
        };
        Ok((target, Event::new("ProjectTargetSet", id.public())))
    }

    /// Another figure, other words. What is counted stays: another kind is another target.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn change(&mut self, project: &Project, command: ChangeTarget) -> Result<Event> {
        project.must_be_alive()?;
        let command = command.checked()?;
        must_say_something(self.kind, command.value, command.statement.as_deref())?;
        self.value = command.value.map(i64::from);
        (self.precision, self.statement) = (command.precision, command.statement);
        (self.scope, self.level, self.horizon) = (command.scope, command.level, command.horizon);
        Ok(Event::new("ProjectTargetChanged", self.id.public()))
    }

    /// Notes what was reached of what `project` set out to reach, also when it has ended.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a day before the project's first.
    pub fn follow_up(&mut self, project: &Project, command: FollowUpTarget, today: NaiveDate) -> Result<Event> {
        let command = command.checked()?;
        let day = happened_on("followedUpOn", command.followed_up_on, project.begins(), today)?;
        self.reached = command.reached.map(i64::from);
        (self.follow_up, self.followed_up_on) = (Some(command.follow_up), Some(day));
        Ok(Event::new("ProjectTargetFollowedUp", self.id.public()))
    }
}

/// An objective has its words, everything else its figure.
fn must_say_something(kind: TargetKind, value: Option<i32>, statement: Option<&str>) -> Result<()> {
    match kind {
        TargetKind::Objective => holds(statement.is_some(), "statement", rules::TARGET_IS_EMPTY),
        _ => holds(value.is_some(), "value", rules::TARGET_IS_EMPTY),
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::project::{ProjectStatus, fixture::project};

    fn set(
        kind: TargetKind,
        value: Option<i32>,
        statement: Option<&str>,
        status: ProjectStatus,
    ) -> Result<ProjectTarget> {
        let project = project(status);
        let statement = statement.map(str::to_owned);
        let command = SetTarget {
            project: project.id,
            kind,
            value,
            precision: Precision::Approximate,
            statement,
            scope: None,
            level: None,
            horizon: None,
        };
        ProjectTarget::of(Id::new(&SequentialIds::starting_at(9)), &project, command).map(|(target, _)| target)
    }

    #[test]
    fn a_figure_keeps_its_precision_and_an_objective_its_words() {
        let target = set(TargetKind::Organisations, Some(60), None, ProjectStatus::Started).expect("a figure");
        assert_eq!((target.value, target.precision), (Some(60), Precision::Approximate));
        let words = set(TargetKind::Objective, None, Some("Lärmiljöer utvecklas"), ProjectStatus::Started);
        assert!(words.is_ok_and(|target| target.value.is_none()));
        for (kind, value, statement) in
            [(TargetKind::Hours, None, Some("många")), (TargetKind::Objective, Some(3), Some(" "))]
        {
            let refused = set(kind, value, statement, ProjectStatus::Started);
            assert!(matches!(refused, Err(Error::Invalid { rule: rules::TARGET_IS_EMPTY, .. })), "{kind}");
        }
    }

    #[test]
    fn a_changed_target_still_says_something() {
        let mut target = set(TargetKind::Hours, Some(4_500), None, ProjectStatus::Started).expect("a figure");
        let change = |value, statement: Option<&str>| ChangeTarget {
            id: target.id,
            expected_version: 1,
            value,
            precision: Precision::AtLeast,
            statement: statement.map(str::to_owned),
            scope: None,
            level: Some(EffectLevel::Both),
            horizon: None,
        };
        let (empty, more) = (change(None, Some("många")), change(Some(28_000), None));
        let started = project(ProjectStatus::Started);
        let refused = target.change(&started, empty);
        assert!(matches!(refused, Err(Error::Invalid { rule: rules::TARGET_IS_EMPTY, .. })), "{refused:?}");
        let over = target.change(&project(ProjectStatus::Closed), more.clone());
        assert!(matches!(over, Err(Error::Refused { .. })), "{over:?}");
        assert_eq!(target.value, Some(4_500));
        target.change(&started, more).expect("changed");
        assert_eq!((target.value, target.precision), (Some(28_000), Precision::AtLeast));
        assert_eq!(target.level, Some(EffectLevel::Both));
    }

    #[test]
    fn a_target_is_followed_up_from_the_projects_first_day() {
        let mut target = set(TargetKind::Hours, Some(4_500), None, ProjectStatus::Started).expect("a figure");
        let (id, day) = (target.id, |text: &str| text.parse::<NaiveDate>().expect("a date"));
        let command = |on: &str| FollowUpTarget {
            id,
            expected_version: 1,
            reached: Some(4_000),
            follow_up: "Nästan alla".into(),
            followed_up_on: Some(day(on)),
        };
        let (closed, today) = (project(ProjectStatus::Closed), day("2013-01-31"));
        let early = target.follow_up(&closed, command("2011-01-31"), today);
        assert!(matches!(early, Err(Error::Invalid { rule: common::DATE_IS_TOO_EARLY, .. })), "{early:?}");
        assert_eq!(target.reached, None);
        target.follow_up(&closed, command("2011-02-01"), today).expect("on the first day");
    }

    #[test]
    fn an_ended_project_sets_no_target() {
        for status in [ProjectStatus::Closed, ProjectStatus::Rejected, ProjectStatus::Terminated] {
            assert!(matches!(set(TargetKind::Hours, Some(1), None, status), Err(Error::Refused { .. })), "{status}");
        }
    }
}
