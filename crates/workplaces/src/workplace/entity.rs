//! What a workplace is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{Bound, line, number},
    error::{all, holds, holds_with, in_order, rules as common},
    id::{OrganisationId, WorkplaceId},
    text::sort_key,
};
use store::Event;
use taxonomy::{Scheme, code};

/// Rules of workplaces.
pub mod rules {
    kernel::rules! {
        /// A closed workplace is neither changed nor closed again; detail: its last day.
        WORKPLACE_IS_CLOSED: "Arbetsplatsen är nedlagd.", "The workplace is closed.";
        /// What is done at a workplace is done on one of its days; detail: the first and the last, as far as they are stated.
        WORKPLACE_IS_NOT_OPEN_THEN:
            "Arbetsplatsen finns inte den dagen.",
            "The workplace does not exist on that day.";
        /// Open workplaces of one employer are told apart by their names, as lists order and find them; detail: the one that has
        /// the name, and its id.
        WORKPLACE_NAME_IS_TAKEN:
            "Arbetsgivaren har redan en arbetsplats med det namnet, eller med ett som bara skiljer sig i versaler, blanksteg eller accenter. Är det samma? Skriv annars i namnet vad som skiljer dem åt.",
            "The employer already has a workplace of this name, or of one that differs in case, blanks or accents only. Is it the same? Otherwise write in the name what tells them apart.";
    }
}

/// Arbetsplats.
#[derive(Clone, Debug)]
pub struct Workplace {
    /// Id.
    pub id: WorkplaceId,
    /// Version.
    pub version: i32,
    /// The employer.
    pub organisation: OrganisationId,
    /// Name, 1–200 characters.
    pub name: String,
    /// Where it lies: municipality, four digits.
    pub municipality: Option<String>,
    /// How many work there, at least 1.
    pub headcount: Option<i32>,
    /// First day; absent where nobody has stated it.
    pub opened_on: Option<NaiveDate>,
    /// Last day; absent while it runs on.
    pub closed_on: Option<NaiveDate>,
}

const PEOPLE: Bound<i32> = number(1, 100_000);

command! {
    pub struct RegisterWorkplace as "RegisterWorkplaceInput" ("Registrera arbetsplats.", "Register a workplace.") {
        organisation: OrganisationId as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun: där arbetsplatsen ligger.", "Municipality: where the workplace lies."),
        headcount: Option<i32> as "headcount" [PEOPLE]
            ("Antal som arbetar där.", "Headcount: how many work there."),
        opened_on: Option<NaiveDate> as "openedOn" ("Första dag.", "First day."),
    }
}

command! {
    pub struct ChangeWorkplace as "ChangeWorkplaceInput"
        ("Ändra arbetsplatsens uppgifter: alla ersätts.", "Change a workplace's particulars: all of them are replaced.")
        of WorkplaceId, ("Arbetsplatsen.", "The workplace.") {
        name: String as "name" [line(200)] ("Namn.", "Name."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun: där arbetsplatsen ligger.", "Municipality: where the workplace lies."),
        headcount: Option<i32> as "headcount" [PEOPLE]
            ("Antal som arbetar där.", "Headcount: how many work there."),
        opened_on: Option<NaiveDate> as "openedOn" ("Första dag.", "First day."),
    }
}

command! {
    pub struct CloseWorkplace as "CloseWorkplaceInput" ("Lägg ned arbetsplats.", "Close a workplace.")
        of WorkplaceId, ("Arbetsplatsen.", "The workplace.") {
        closed_on: NaiveDate as "closedOn" [command::UNTIL_TODAY] ("Sista dag.", "Last day."),
    }
}

impl Workplace {
    /// A newly registered workplace.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn register(id: WorkplaceId, command: RegisterWorkplace) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let workplace = Self {
            id,
            version: 1,
            organisation: command.organisation,
            name: command.name,
            municipality: command.municipality,
            headcount: command.headcount,
            opened_on: command.opened_on,
            closed_on: None,
        };
        Ok((workplace, Event::new("WorkplaceRegistered", id.public())))
    }

    /// Replaces what may change.
    ///
    /// # Errors
    /// `Refused` when it is closed; `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeWorkplace) -> Result<Event> {
        self.must_be_open()?;
        let command = command.checked()?;
        (self.name, self.municipality) = (command.name, command.municipality);
        (self.headcount, self.opened_on) = (command.headcount, command.opened_on);
        Ok(Event::new("WorkplaceChanged", self.id.public()))
    }

    /// Closes it after `closed_on`.
    ///
    /// # Errors
    /// `Refused` when it is closed already; `Invalid` for a day to come or before the first.
    pub fn close(&mut self, closed_on: NaiveDate, today: NaiveDate) -> Result<Event> {
        self.must_be_open()?;
        all([
            holds(closed_on <= today, "closedOn", common::DATE_IS_IN_THE_FUTURE),
            self.opened_on.map_or(Ok(()), |first| in_order("closedOn", first, closed_on)),
        ])?;
        self.closed_on = Some(closed_on);
        Ok(Event::new("WorkplaceClosed", self.id.public()))
    }

    /// Demands that `day`, given at `field`, is one of its days.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn must_have(&self, field: &str, day: NaiveDate) -> Result<()> {
        let is_open = self.opened_on.is_none_or(|first| first <= day) && self.closed_on.is_none_or(|last| day <= last);
        holds_with(is_open, field, rules::WORKPLACE_IS_NOT_OPEN_THEN, || {
            let [first, last] = [self.opened_on, self.closed_on].map(|day| day.map(|day| day.to_string()));
            format!("{} – {}", first.unwrap_or_default(), last.unwrap_or_default()).trim().to_owned()
        })
    }

    /// Its name as it is taken among the employer's workplaces, which it is while the workplace is open.
    pub(super) fn taken_name(&self) -> Option<String> {
        self.closed_on.is_none().then(|| sort_key(&self.name))
    }

    /// Demands that none of `namesakes` has its name already.
    ///
    /// # Errors
    /// `Invalid` naming the field, and the one that has the name.
    pub(super) fn must_be_told_apart(&self, namesakes: &[Self]) -> Result<()> {
        let Some(other) = namesakes.first() else { return Ok(()) };
        let detail = format!("{}, {}", other.name, other.id.public());
        Err(Error::invalid_with("name", rules::WORKPLACE_NAME_IS_TAKEN, detail))
    }

    fn must_be_open(&self) -> Result<()> {
        match self.closed_on {
            Some(last) => Err(Error::refused(rules::WORKPLACE_IS_CLOSED, last.to_string())),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    pub(crate) fn workplace() -> Workplace {
        let ids = SequentialIds::starting_at(700);
        let command = RegisterWorkplace {
            organisation: Id::new(&ids),
            name: "Förskolan Solen".to_owned(),
            municipality: Some("0180".to_owned()),
            headcount: Some(14),
            opened_on: Some(day("2021-01-11")),
        };
        Workplace::register(Id::new(&ids), command).expect("registered").0
    }

    #[test]
    fn a_workplace_has_its_first_and_its_last_day() {
        let mut workplace = workplace();
        let rule = |result: Result<Event>| match result.expect_err("refused") {
            Error::Invalid { field, rule, .. } => (field, rule),
            other => panic!("{other}"),
        };
        let (early, ahead) = (day("2021-01-10"), day("2026-09-02"));
        let today = day("2026-09-01");
        assert_eq!(rule(workplace.close(early, today)), ("closedOn".to_owned(), common::PERIOD_IS_REVERSED));
        assert_eq!(rule(workplace.close(ahead, today)), ("closedOn".to_owned(), common::DATE_IS_IN_THE_FUTURE));
        workplace.close(day("2026-08-31"), today).expect("closed");
        assert!(workplace.must_have("plannedOn", day("2026-08-31")).is_ok());
        for outside in [early, day("2026-09-01")] {
            assert!(workplace.must_have("plannedOn", outside).is_err(), "{outside}");
        }
        let again = workplace.close(day("2026-08-31"), today);
        assert!(matches!(again, Err(Error::Refused { rule: rules::WORKPLACE_IS_CLOSED, .. })));
    }
}
