//! What an agreed change is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{VERSION, line, text},
    error::{happened_on, not_before},
    id::{AgreedChangeId, OrganisationId, ProjectId, ReflectionId, WorkplaceId},
};
use store::Event;

use crate::reflection::Reflection;

/// Rules of agreed changes.
pub mod rules {
    kernel::rules! {
        /// A change is completed once; detail: the day.
        CHANGE_IS_DONE: "Förändringen är redan genomförd.", "The change is already done.";
    }
}

/// Överenskommen förändring.
#[derive(Clone, Debug)]
pub struct AgreedChange {
    /// Id.
    pub id: AgreedChangeId,
    /// Version.
    pub version: i32,
    /// The reflection that agreed it.
    pub reflection: ReflectionId,
    /// The reflection's workplace, copied.
    pub workplace: WorkplaceId,
    /// The reflection's organisation, copied so that the reach is the reflection's.
    pub organisation: OrganisationId,
    /// The reflection's project, copied.
    pub project: Option<ProjectId>,
    /// What is to be otherwise, 1–1,000 characters.
    pub what: String,
    /// The function that sees to it, e.g. *skyddsombud*: 1–100 characters, never a name.
    pub responsible: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Done on.
    pub done_on: Option<NaiveDate>,
    /// What came of it, at most 2,000 characters.
    pub result: Option<String>,
}

command! {
    pub struct AgreeChange as "AgreeChangeInput" ("Kom överens om en förändring.", "Agree a change.") {
        reflection: ReflectionId as "reflectionId" ("Reflektion.", "Reflection."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Reflektionens version, som du har sett den.", "The reflection's version, as you have seen it."),
        what: String as "what" [text(1000)] ("Vad som ska bli annorlunda.", "What is to be otherwise."),
        responsible: String as "responsible" [line(100)]
            ("Ansvarig funktion, t.ex. skyddsombud: aldrig ett namn.",
             "Responsible function, e.g. safety representative: never a name."),
        due_on: NaiveDate as "dueOn" ("Senast den.", "By this day."),
    }
}

command! {
    pub struct CompleteChange as "CompleteChangeInput" ("Anteckna att förändringen är genomförd.", "Note that the change is done.")
        of AgreedChangeId, ("Förändringen.", "The change.") {
        done_on: NaiveDate as "doneOn" [command::UNTIL_TODAY] ("Genomförd den.", "Done on."),
        result: Option<String> as "result" [text(2000)] ("Vad det ledde till.", "What came of it."),
    }
}

impl AgreedChange {
    /// A change that `reflection` agreed.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn of(id: AgreedChangeId, reflection: &Reflection, command: AgreeChange) -> Result<(Self, Event)> {
        let command = command.checked()?;
        not_before("dueOn", command.due_on, reflection.was_held())?;
        let change = Self {
            id,
            version: 1,
            reflection: reflection.id,
            workplace: reflection.workplace,
            organisation: reflection.organisation,
            project: reflection.project,
            what: command.what,
            responsible: command.responsible,
            due_on: command.due_on,
            done_on: None,
            result: None,
        };
        Ok((change, Event::new("ChangeAgreed", id.public())))
    }

    /// Notes that what `reflection` agreed is done.
    ///
    /// # Errors
    /// `Refused` when it is done already; `Invalid` naming the field, also for a day before the reflection was held.
    pub fn complete(&mut self, reflection: &Reflection, command: CompleteChange, today: NaiveDate) -> Result<Event> {
        if let Some(done_on) = self.done_on {
            return Err(Error::refused(rules::CHANGE_IS_DONE, done_on.to_string()));
        }
        let command = command.checked()?;
        let done_on = happened_on("doneOn", Some(command.done_on), reflection.was_held(), today)?;
        (self.done_on, self.result) = (Some(done_on), command.result);
        Ok(Event::new("ChangeCompleted", self.id.public()))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::{
        reflection::{ReflectionKind, fixture::held},
        workplace::fixture::day,
    };

    fn agree(responsible: &str, due_on: &str) -> Result<AgreedChange> {
        let reflection = held(ReflectionKind::FilmAndReflection, 12);
        let command = AgreeChange {
            reflection: reflection.id,
            expected_version: 1,
            what: "Fem minuters reflektion på varje arbetsplatsträff".to_owned(),
            responsible: responsible.to_owned(),
            due_on: day(due_on),
        };
        AgreedChange::of(Id::new(&SequentialIds::starting_at(1000)), &reflection, command).map(|(change, _)| change)
    }

    #[test]
    fn a_function_is_responsible_and_no_person() {
        assert!(agree("skyddsombud", "2026-10-01").is_ok());
        let refused = agree("090527-1474", "2026-10-01").expect_err("a person");
        assert!(matches!(refused, Error::Invalid { rule: common::TEXT_HOLDS_A_PERSONAL_NUMBER, .. }), "{refused}");
        let refused = agree("skyddsombud", "2026-08-23").expect_err("before the reflection");
        assert!(matches!(refused, Error::Invalid { rule: common::DATE_IS_TOO_EARLY, .. }), "{refused}");
    }

    #[test]
    fn a_change_is_done_once_and_after_the_reflection() {
        let mut change = agree("skyddsombud", "2026-10-01").expect("agreed");
        let command = |on| CompleteChange {
            id: Id::new(&SequentialIds::starting_at(1)),
            expected_version: 1,
            done_on: day(on),
            result: None,
        };
        let today = day("2026-09-01");
        let reflection = held(ReflectionKind::FilmAndReflection, 12);
        let ahead = change.complete(&reflection, command("2026-09-02"), today);
        assert!(matches!(ahead, Err(Error::Invalid { rule: common::DATE_IS_IN_THE_FUTURE, .. })), "{ahead:?}");
        let before = change.complete(&reflection, command("2026-08-23"), today);
        let Err(Error::Invalid { rule, detail, .. }) = before else { panic!("{before:?}") };
        let expected = (common::DATE_IS_TOO_EARLY, "tidigast 2026-08-24, då reflektionen hölls");
        assert_eq!((rule, detail.sv.as_str(), change.done_on), (expected.0, expected.1, None));
        change.complete(&reflection, command("2026-09-01"), today).expect("done");
        let again = change.complete(&reflection, command("2026-09-01"), today);
        assert!(matches!(again, Err(Error::Refused { rule: rules::CHANGE_IS_DONE, .. })));
    }
}
