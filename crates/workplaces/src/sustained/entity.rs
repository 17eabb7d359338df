//! What a sustained result is: whether something that a project began still goes on, as it was found on a day. A later finding follows
//! an earlier one and never overwrites it.

use chrono::{Datelike, Months, NaiveDate};
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, line, text},
    error::{Detail, all, holds, rules as common},
    id::{OrganisationId, ProjectId, SustainedResultId},
    text_enum,
};
use store::Event;

/// Rules of sustained results.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// What lasts after a project is looked for after its last day; detail: that day, where it is stated.
        PROJECT_IS_NOT_OVER:
            "Ett bestående resultat kontrolleras efter projektets sista dag.",
            "A sustained result is checked after the project's last day.";
        /// A finding is followed once, by a later one of the same organisation.
        RESULT_DOES_NOT_FOLLOW:
            "Den tidigare kontrollen är redan följd, gäller en annan organisation eller är inte tidigare.",
            "The earlier finding is followed already, is of another organisation, or is not earlier.";
    }
}

text_enum! {
    pub enum StillInUse ("Om det fortfarande används.", "Whether it is still in use.") {
        Yes = "YES" ("Ja", "Yes"),
        Partly = "PARTLY" ("Delvis", "Partly"),
        No = "NO" ("Nej", "No"),
    }
}

/// Bestående resultat. Everyone reads it.
#[derive(Clone, Debug)]
pub struct SustainedResult {
    /// Id.
    pub id: SustainedResultId,
    /// Version.
    pub version: i32,
    /// The project that began it.
    pub project: ProjectId,
    /// The organisation where it goes on; absent for what is common to all.
    pub organisation: Option<OrganisationId>,
    /// What goes on: a method, a structure, 1–1,000 characters.
    pub practice: String,
    /// Checked on.
    pub checked_on: NaiveDate,
    /// Whole calendar months from the project's last day to the check.
    pub months_after: i32,
    /// Whether it is still in use.
    pub still_in_use: StillInUse,
    /// Who runs and pays for it now, with other money than the project's, at most 200 characters.
    pub run_by: Option<String>,
    /// Note, at most 2,000 characters.
    pub note: Option<String>,
    /// The finding before this one.
    pub earlier: Option<SustainedResultId>,
    /// The day from which the next finding holds instead.
    pub followed_on: Option<NaiveDate>,
}

command! {
    pub struct RecordSustainedResult as "RecordSustainedResultInput"
        ("Registrera bestående resultat.", "Record a sustained result.") {
        project: ProjectId as "projectId" ("Projekt: det som började med det.", "Project: the one that began it."),
        organisation: Option<OrganisationId> as "organisationId"
            ("Organisation: där det pågår; saknas för det som är gemensamt.",
             "Organisation: where it goes on; absent for what is common to all."),
        practice: String as "practice" [text(1000)]
            ("Vad som pågår: en metod eller en struktur.", "What goes on: a method or a structure."),
        checked_on: NaiveDate as "checkedOn" [UNTIL_TODAY]
            ("Kontrollerat den: sex eller tolv månader efter projektets slut, eller en annan dag efter det.",
             "Checked on: six or twelve months after the project's end, or another day after it."),
        still_in_use: StillInUse as "stillInUse" ("Används det fortfarande?", "Is it still in use?"),
        run_by: Option<String> as "runBy" [line(200)]
            ("Drivs av: vem som bär det nu, med andra medel än projektets.",
             "Run by: who carries it now, with other money than the project's."),
        note: Option<String> as "note" [text(2000)] ("Anteckning.", "Note."),
        earlier: Option<SustainedResultId> as "earlierId"
            ("Tidigare kontroll av samma sak.", "Earlier finding of the same thing."),
    }
}

impl SustainedResult {
    /// What was found, after the project's last day `ended_on`, following `earlier` where one is named.
    ///
    /// # Errors
    /// `Refused` before the project's end; `Invalid` naming the field.
    pub fn record(
        id: SustainedResultId,
        ended_on: Option<NaiveDate>,
        earlier: Option<&mut Self>,
        command: RecordSustainedResult,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let day = command.checked_on;
        let follows = earlier.as_ref().is_none_or(|earlier| {
            earlier.followed_on.is_none() && earlier.organisation == command.organisation && earlier.checked_on < day
        });
        let same_project = earlier.as_ref().is_none_or(|earlier| earlier.project == command.project);
        all([
            holds(day <= today, "checkedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(same_project, "earlierId", common::REFERENCE_IS_UNKNOWN),
            holds(!same_project || follows, "earlierId", rules::RESULT_DOES_NOT_FOLLOW),
        ])?;
        let Some(ended_on) = ended_on.filter(|ended_on| *ended_on < day) else {
            let detail = ended_on.map_or_else(Detail::default, |ended_on| ended_on.to_string().into());
            return Err(Error::refused(rules::PROJECT_IS_NOT_OVER, detail));
        };
        if let Some(earlier) = earlier {
            earlier.followed_on = Some(day);
        }
        let result = Self {
            id,
            version: 1,
            project: command.project,
            organisation: command.organisation,
            practice: command.practice,
            checked_on: day,
            months_after: months_between(ended_on, day),
            still_in_use: command.still_in_use,
            run_by: command.run_by,
            note: command.note,
            earlier: command.earlier,
            followed_on: None,
        };
        Ok((result, Event::new("SustainedResultRecorded", id.public())))
    }

    /// Whether this was the latest finding on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.checked_on <= day && self.followed_on.is_none_or(|followed| day < followed)
    }
}

/// Whole calendar months from `from` to a later day; a month that is too short is reached on its last day.
fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let apart = (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32;
    let months = Months::new(apart.unsigned_abs());
    let reached = from.checked_add_months(months).is_some_and(|day| day <= to);
    if reached { apart } else { apart - 1 }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::network::fixture::project;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn command(checked_on: &str, still_in_use: StillInUse) -> RecordSustainedResult {
        RecordSustainedResult {
            project: project(),
            organisation: None,
            practice: "Lärmöten mellan förändringsledare".into(),
            checked_on: day(checked_on),
            still_in_use,
            run_by: Some("Organisationerna själva".into()),
            note: None,
            earlier: None,
        }
    }

    fn recorded(earlier: Option<&mut SustainedResult>, command: RecordSustainedResult) -> Result<SustainedResult> {
        let id = Id::new(&SequentialIds::starting_at(80));
        let ended_on = Some(day("2013-01-31"));
        SustainedResult::record(id, ended_on, earlier, command, day("2014-06-01")).map(|(result, _)| result)
    }

    #[test]
    fn what_lasts_is_looked_for_after_the_projects_end() {
        for early in ["2012-12-31", "2013-01-31"] {
            let refused = recorded(None, command(early, StillInUse::Yes));
            assert!(matches!(refused, Err(Error::Refused { rule: rules::PROJECT_IS_NOT_OVER, .. })), "{early}");
        }
        let id = Id::new(&SequentialIds::starting_at(80));
        let endless =
            SustainedResult::record(id, None, None, command("2013-07-31", StillInUse::Yes), day("2014-06-01"));
        assert!(matches!(endless, Err(Error::Refused { rule: rules::PROJECT_IS_NOT_OVER, .. })));
        let foretold = recorded(None, command("2014-06-02", StillInUse::Yes));
        assert!(matches!(foretold, Err(Error::Invalid { rule: rules::DATE_IS_IN_THE_FUTURE, .. })));
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        for (checked_on, months) in
            [("2013-02-01", 0), ("2013-02-28", 1), ("2013-07-30", 5), ("2013-07-31", 6), ("2014-01-31", 12)]
        {
            let result = recorded(None, command(checked_on, StillInUse::Yes)).expect("recorded");
            assert_eq!(result.months_after, months, "{checked_on}");
        }
    }

    #[test]
    fn a_later_finding_follows_and_leaves_the_earlier_as_it_was() {
        let mut first = recorded(None, command("2013-07-31", StillInUse::Yes)).expect("recorded");
        let later = recorded(Some(&mut first), command("2014-01-31", StillInUse::Partly)).expect("recorded");
        assert_eq!(first.still_in_use, StillInUse::Yes);
        for (on, held) in [("2013-07-30", [false, false]), ("2014-01-30", [true, false]), ("2014-01-31", [false, true])]
        {
            assert_eq!([first.held_on(day(on)), later.held_on(day(on))], held, "{on}");
        }
        let rule = rules::RESULT_DOES_NOT_FOLLOW;
        let twice = recorded(Some(&mut first), command("2014-02-28", StillInUse::No));
        assert!(matches!(twice, Err(Error::Invalid { rule: r, .. }) if r == rule), "{twice:?}");
        let mut elsewhere = SustainedResult { organisation: Some(Id::new(&SequentialIds::starting_at(900))), ..later };
        let other = recorded(Some(&mut elsewhere), command("2014-02-28", StillInUse::No));
        assert!(matches!(other, Err(Error::Invalid { rule: r, .. }) if r == rule), "{other:?}");
        assert_eq!(elsewhere.followed_on, None);
    }
}
