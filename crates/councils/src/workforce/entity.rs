//! What a workforce figure is: the base that participation is compared with. It is never changed; a later count
//! follows it.

use chrono::NaiveDate;
use kernel::{
    Command, Result, Timestamp, command,
    command::{Bound, line, number},
    error::{Detail, all, holds},
    id::{OrganisationId, WorkforceSnapshotId},
    swedish_day,
};
use store::Event;

/// Rules of workforce figures.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A workforce is of somebody: it is what participation is divided by.
        WORKFORCE_IS_EMPTY:
            "Ange minst en person: arbetsstyrkan är det som deltagandet jämförs med.",
            "State at least one person: the workforce is what participation is compared with.";
    }
}

/// Arbetsstyrkeuppgift.
#[derive(Clone, Debug)]
pub struct WorkforceSnapshot {
    /// Id.
    pub id: WorkforceSnapshotId,
    /// Whose workforce.
    pub organisation: OrganisationId,
    /// The day it was counted; one figure a day.
    pub counted_on: NaiveDate,
    /// Women.
    pub women: i32,
    /// Men.
    pub men: i32,
    /// Others, or not stated.
    pub others: i32,
    /// Where the figure comes from, at most 200 characters.
    pub source: Option<String>,
    /// Reported at.
    pub created_at: Timestamp,
}

const PEOPLE: Bound<i32> = number(0, 1_000_000);

command! {
    pub struct ReportWorkforce as "ReportWorkforceInput" ("Rapportera arbetsstyrka.", "Report a workforce.") {
        organisation: OrganisationId as "organisationId" ("Organisation.", "Organisation."),
        counted_on: NaiveDate as "countedOn" [command::UNTIL_TODAY] ("Räknat den; en uppgift per dag.", "Counted on; one figure a day."),
        women: i32 as "women" [PEOPLE] ("Kvinnor.", "Women."),
        men: i32 as "men" [PEOPLE] ("Män.", "Men."),
        others: i32 as "others" = "0" [PEOPLE]
            ("Övriga: andra, eller där det inte är angivet.", "Others: others, or not stated."),
        source: Option<String> as "source" [line(200)] ("Källa.", "Source."),
    }
}

impl WorkforceSnapshot {
    /// Which it is, to who would report another of its day, and what is possible.
    pub(super) fn told(&self) -> Detail {
        let (id, day) = (self.id.public(), self.counted_on);
        Detail {
            sv: format!("{id}, räknad {day}; en uppgift ändras inte, rapportera en ny räkning för en senare dag"),
            en: format!("{id}, counted on {day}; a figure does not change, report a new count for a later day"),
        }
    }

    /// A newly reported figure.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn report(id: WorkforceSnapshotId, command: ReportWorkforce, now: Timestamp) -> Result<(Self, Event)> {
        let command = command.checked()?;
        all([
            holds(command.counted_on <= swedish_day(now), "countedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds([command.women, command.men, command.others] != [0; 3], "women", rules::WORKFORCE_IS_EMPTY),
        ])?;
        let snapshot = Self {
            id,
            organisation: command.organisation,
            counted_on: command.counted_on,
            women: command.women,
            men: command.men,
            others: command.others,
            source: command.source,
            created_at: now,
        };
        Ok((snapshot, Event::new("WorkforceReported", id.public())))
    }

    /// Everyone.
    pub fn total(&self) -> i32 {
        self.women + self.men + self.others
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, error};

    use super::*;

    fn report(counted_on: &str, women: i32) -> Result<WorkforceSnapshot> {
        let ids = SequentialIds::starting_at(0);
        let command = ReportWorkforce {
            organisation: Id::new(&ids),
            counted_on: counted_on.parse().expect("a date"),
            women,
            men: 60,
            others: 1,
            source: Some("  ".to_owned()),
        };
        let now = "2021-06-30T08:00:00Z".parse().expect("an instant");
        WorkforceSnapshot::report(Id::new(&ids), command, now).map(|(snapshot, _)| snapshot)
    }

    #[test]
    fn a_workforce_is_of_somebody() {
        let ids = SequentialIds::starting_at(0);
        let of = |women, men, others| {
            let command = ReportWorkforce {
                organisation: Id::new(&ids),
                counted_on: "2021-06-30".parse().expect("a date"),
                women,
                men,
                others,
                source: None,
            };
            let now = "2021-06-30T08:00:00Z".parse().expect("an instant");
            WorkforceSnapshot::report(Id::new(&ids), command, now).map(|(snapshot, _)| snapshot.total())
        };
        assert!(matches!(of(0, 0, 0), Err(Error::Invalid { rule, .. }) if rule == rules::WORKFORCE_IS_EMPTY));
        for (women, men, others) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
            assert_eq!(of(women, men, others).ok(), Some(1));
        }
    }

    #[test]
    fn a_figure_is_counted_not_foretold() {
        let snapshot = report("2021-06-30", 39).expect("reported");
        assert_eq!((snapshot.total(), snapshot.source), (100, None));
        let rule = |result: Result<WorkforceSnapshot>| match result.expect_err("refused") {
            Error::Invalid { field, rule, .. } => (field, rule),
            other => panic!("{other}"),
        };
        assert_eq!(rule(report("2021-07-01", 39)), ("countedOn".to_owned(), rules::DATE_IS_IN_THE_FUTURE));
        assert_eq!(rule(report("2021-06-30", -1)), ("women".to_owned(), error::rules::NUMBER_IS_OUT_OF_RANGE));
    }
}
