//! Who a representative is. The council and the organisation are told the name; others only where it is published, as by a
//! public body of its members.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Period, Result, command,
    command::{UNTIL_TODAY, line},
    error::{all, holds},
    id::{CouncilId, IndustryCouncilId, MembershipId, OrganisationId, RepresentativeId},
    text::sort_key,
};
use store::Event;

use crate::membership::{Membership, MembershipStatus};

/// Rules of representatives.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// Nobody represents who has not taken the seat, or no longer holds it; detail: the mandate's status.
        MANDATE_IS_NOT_HELD:
            "Organisationen innehar inte platsen. Mandatet:",
            "The organisation does not hold the seat. Its mandate:";
        /// A representative sits on days of the mandate; detail: those days.
        DAY_IS_OUTSIDE_THE_MANDATE: "Dagen ligger utanför mandatet:", "The day is outside the mandate:";
        /// One person at a time sits for a mandate; detail: the latest one's days.
        REPRESENTATIVES_OVERLAP:
            "En ny företrädare börjar efter den senaste, som sitter:",
            "A new representative begins after the latest one, who sits:";
        /// Who is named already is named anew from a later day only; detail: her days.
        PERSON_IS_NAMED:
            "Personen är redan utsedd för mandatet. Rätta de uppgifterna, eller utse personen på nytt från en senare dag. Utsedd:",
            "The person is named for the mandate already. Correct that, or name the person anew from a later day. Named:";
        /// A representation ends once, on a day it lasted; detail: its days.
        REPRESENTATION_HAS_ENDED: "Uppdraget har redan upphört:", "The representation has ended already:";
        /// What was approved is not written anew; detail: the meeting's day.
        MINUTES_TELL_WHO_SAT:
            "Ett justerat protokoll säger vem som satt där, och ändras inte. Mötet hölls:",
            "Approved minutes tell who sat there, and do not change. The meeting was held:";
        /// A representation ends on a day it lasted.
        END_PRECEDES_THE_BEGINNING:
            "Uppdraget kan inte sluta innan det börjar.",
            "The representation cannot end before it begins.";
    }
}

/// Företrädare: one person's days on one mandate.
#[derive(Clone, Debug)]
pub struct Representative {
    /// Id.
    pub id: RepresentativeId,
    /// Version.
    pub version: i32,
    /// The mandate.
    pub membership: MembershipId,
    /// The mandate's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The mandate's industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// The organisation, copied so that the reach is its too.
    pub organisation: OrganisationId,
    /// Name, 1–200 characters.
    pub name: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, the mandate's at the latest; absent while neither has one. Before the first where the mandate ended before that.
    pub valid_to: Option<NaiveDate>,
    /// Whether everyone may read who it is.
    pub published: bool,
    /// Whether the name is masked for the mandate in some minutes: then nobody else than the council and the organisation reads it of
    /// the mandate.
    pub masked: bool,
}

command! {
    pub struct NameRepresentative as "NameRepresentativeInput" ("Utse företrädare.", "Name a representative.") {
        membership: MembershipId as "membershipId" ("Ledamotskap.", "Membership."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        valid_from: Option<NaiveDate> as "validFrom"
            ("Första dag; i dag när den saknas. Den som sitter där nu slutar dagen före.", "First day; today when absent. Whoever sits there now ends the day before."),
        published: bool as "published" = "false"
            ("Namnet är offentligt; annars läser bara rådet och organisationen det.", "The name is public; otherwise only the council and the organisation read it."),
    }
}

command! {
    pub struct CorrectRepresentative as "CorrectRepresentativeInput" ("Rätta företrädare.", "Correct a representative.")
        of RepresentativeId, ("Företrädaren.", "The representative.") {
        name: String as "name" [line(200)] ("Namn.", "Name."),
        published: bool as "published" ("Namnet är offentligt.", "The name is public."),
    }
}

command! {
    pub struct EndRepresentation as "EndRepresentationInput" ("Avsluta uppdrag som företrädare.", "End a representation.")
        of RepresentativeId, ("Företrädaren.", "The representative.") {
        valid_to: Option<NaiveDate> as "validTo" [UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
    }
}

impl Representative {
    /// A new representative on `mandate`, after the `earlier` ones, and the one who gives way with her last day.
    ///
    /// # Errors
    /// `Refused` when the mandate is not held, the day outside it or not after the others'; `Invalid` naming the field.
    pub fn name(
        id: RepresentativeId,
        mandate: &Membership,
        command: NameRepresentative,
        earlier: &[Self],
        today: NaiveDate,
    ) -> Result<(Self, Option<Self>, Event)> {
        use MembershipStatus as S;
        let command = command.checked()?;
        // A mandate whose end is noted beforehand is held until then.
        let runs_out = mandate.status == S::Ended && mandate.mandate_to.is_some_and(|to| today <= to);
        if !mandate.status.takes_representatives() && !runs_out {
            return Err(Error::refused(rules::MANDATE_IS_NOT_HELD, mandate.status.label()));
        }
        let from = command.valid_from.unwrap_or_else(|| today.max(mandate.mandate_from));
        if !mandate.mandate().contains(from) {
            return Err(Error::refused(rules::DAY_IS_OUTSIDE_THE_MANDATE, mandate.mandate().to_string()));
        }
        let latest = earlier.iter().max_by_key(|other| other.valid_from);
        let overlapping = |latest: &Self| {
            let is_she = sort_key(&latest.name) == sort_key(&command.name);
            let rule = if is_she { rules::PERSON_IS_NAMED } else { rules::REPRESENTATIVES_OVERLAP };
            Error::refused(rule, latest.period().to_string())
        };
        // Who sits as long as the mandate lasts gives way; who has a last day of her own keeps it.
        let before = match latest {
            Some(latest) if from <= latest.valid_from => {
                return Err(overlapping(latest));
            }
            Some(latest) if latest.valid_to.is_none() || latest.valid_to == mandate.mandate_to => {
                Some(Self { valid_to: from.pred_opt(), ..latest.clone() })
            }
            Some(latest) if latest.valid_to.is_some_and(|to| from <= to) => {
                return Err(overlapping(latest));
            }
            _ => None,
        };
        let masked = earlier.iter().any(|other| other.masked && other.name == command.name);
        let representative = Self {
            id,
            version: 1,
            membership: mandate.id,
            council: mandate.council,
            industry_council: mandate.industry_council,
            organisation: mandate.organisation,
            name: command.name,
            valid_from: from,
            valid_to: mandate.mandate_to,
            published: command.published,
            masked,
        };
        Ok((representative, before, Event::new("RepresentativeNamed", id.public())))
    }

    /// Puts the name and who reads it right. Who thereby has the name of one of the `others` on the mandate who is masked is masked, too.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn correct(&mut self, command: CorrectRepresentative, others: &[Self]) -> Result<Event> {
        let command = command.checked()?;
        self.masked |= others.iter().any(|other| other.masked && other.name == command.name);
        self.name = command.name;
        self.published = command.published;
        Ok(Event::new("RepresentativeCorrected", self.id.public()))
    }

    /// Sits no longer after `last`, today when absent.
    ///
    /// # Errors
    /// `Refused` for one who has left; `Invalid` naming the field.
    pub fn end(&mut self, last: Option<NaiveDate>, today: NaiveDate) -> Result<Event> {
        if self.valid_to.is_some_and(|to| to <= today) {
            return Err(Error::refused(rules::REPRESENTATION_HAS_ENDED, self.period().to_string()));
        }
        let last = last.unwrap_or(today);
        all([
            holds(last <= today, "validTo", rules::DATE_IS_IN_THE_FUTURE),
            holds(self.valid_from <= last, "validTo", rules::END_PRECEDES_THE_BEGINNING),
        ])?;
        self.valid_to = Some(last);
        Ok(self.ended())
    }

    /// What has happened when the last day is set.
    pub(crate) fn ended(&self) -> Event {
        Event::new("RepresentationEnded", self.id.public())
    }

    /// Ends with the mandate's last day; who was to sit later never does.
    pub(crate) fn end_with_mandate(&mut self, last: NaiveDate) -> Option<Event> {
        if self.valid_to.is_some_and(|to| to <= last) {
            return None;
        }
        self.valid_to = Some(last);
        Some(self.ended())
    }

    /// Sits on the days of the mandate as it begins, where it was `proposed` for others. Whether that is another last day.
    ///
    /// # Errors
    /// `Refused` for one who was named to sit from a day that is none of the mandate's.
    pub(crate) fn refit(&mut self, mandate: &Membership, proposed: Period) -> Result<bool> {
        let days = mandate.mandate();
        if !days.contains(self.valid_from) {
            return Err(Error::refused(rules::DAY_IS_OUTSIDE_THE_MANDATE, days.to_string()));
        }
        let before = self.valid_to;
        let is_as_long = before == proposed.to;
        if is_as_long || days.to.is_some_and(|last| before.is_none_or(|to| last < to)) {
            self.valid_to = days.to;
        }
        Ok(self.valid_to != before)
    }

    /// The days she sits.
    pub fn period(&self) -> Period {
        Period { from: self.valid_from, to: self.valid_to }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::membership::mandate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn name(
        status: MembershipStatus,
        from: Option<&str>,
        earlier: &[Representative],
    ) -> Result<(Representative, Option<Representative>)> {
        let mandate = mandate(status, "2018-03-01", Some("2020-12-31"));
        let command = NameRepresentative {
            membership: mandate.id,
            name: "Astrid Demosson".to_owned(),
            valid_from: from.map(day),
            published: false,
        };
        let id = Id::new(&SequentialIds::starting_at(9000));
        Representative::name(id, &mandate, command, earlier, day("2020-08-01"))
            .map(|(named, before, _)| (named, before))
    }

    fn rule<T: std::fmt::Debug>(result: Result<T>) -> kernel::Rule {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn who_sat_there_ends_the_day_before() {
        let (first, none) = name(MembershipStatus::Active, Some("2018-03-01"), &[]).expect("the first");
        assert!(none.is_none());
        let (_, before) =
            name(MembershipStatus::Active, Some("2020-01-01"), std::slice::from_ref(&first)).expect("the second");
        assert_eq!(before.and_then(|before| before.valid_to), Some(day("2019-12-31")));
        let other = Representative { name: "Bo Demosson".to_owned(), ..first.clone() };
        assert_eq!(rule(name(MembershipStatus::Active, Some("2018-03-01"), &[other])), rules::REPRESENTATIVES_OVERLAP);
        match name(MembershipStatus::Active, Some("2018-03-01"), std::slice::from_ref(&first)) {
            Err(Error::Refused { rule: rules::PERSON_IS_NAMED, detail }) => {
                assert_eq!(detail.sv, first.period().to_string())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_seat_that_is_taken_has_a_representative_and_on_its_days() {
        for status in [MembershipStatus::Invited, MembershipStatus::Declined] {
            assert_eq!(rule(name(status, None, &[])), rules::MANDATE_IS_NOT_HELD, "{status}");
        }
        let outside = name(MembershipStatus::Active, Some("2021-01-01"), &[]);
        assert_eq!(rule(outside), rules::DAY_IS_OUTSIDE_THE_MANDATE);
        let (today, _) = name(MembershipStatus::Active, None, &[]).expect("from today");
        assert_eq!(today.valid_from, day("2020-08-01"));
    }

    #[test]
    fn a_mandate_that_is_to_end_is_held_until_then() {
        let (named, _) = name(MembershipStatus::Ended, Some("2020-09-01"), &[]).expect("named");
        assert_eq!(named.valid_to, Some(day("2020-12-31")));
        let late = name(MembershipStatus::Ended, Some("2021-01-01"), &[]);
        assert_eq!(rule(late), rules::DAY_IS_OUTSIDE_THE_MANDATE);
    }

    #[test]
    fn a_representation_ends_once_and_with_its_mandate() {
        let (mut named, _) = name(MembershipStatus::Active, Some("2018-03-01"), &[]).expect("named");
        let today = day("2020-08-01");
        assert_eq!(rule(named.end(Some(day("2018-02-28")), today)), rules::END_PRECEDES_THE_BEGINNING);
        let mut other = named.clone();
        named.end(None, today).expect("ended");
        assert_eq!(rule(named.end(None, today)), rules::REPRESENTATION_HAS_ENDED);
        assert!(named.end_with_mandate(day("2020-09-30")).is_none(), "it ended before");
        assert!(other.end_with_mandate(day("2020-09-30")).is_some());
        assert_eq!(other.valid_to, Some(day("2020-09-30")));
    }

    #[test]
    fn a_name_that_is_masked_on_the_mandate_is_masked_of_whoever_is_given_it() {
        let (first, _) = name(MembershipStatus::Active, Some("2018-03-01"), &[]).expect("the first");
        let masked = Representative { masked: true, ..first.clone() };
        let (next, _) =
            name(MembershipStatus::Active, Some("2020-01-01"), std::slice::from_ref(&masked)).expect("the next");
        assert!(next.masked, "named so");
        let put_right = |from: &str, to: &str, other: &Representative| {
            let mut person = Representative { name: from.to_owned(), ..first.clone() };
            let command =
                CorrectRepresentative { id: person.id, expected_version: 1, name: to.to_owned(), published: true };
            person.correct(command, std::slice::from_ref(other)).expect("put right");
            person.masked
        };
        assert!(put_right("Astrid Demoson", "Astrid Demosson", &masked), "corrected to it");
        assert!(!put_right("Astrid Demoson", "Berit Demosson", &masked), "another name");
        assert!(!put_right("Astrid Demoson", "Astrid Demosson", &first), "nothing is masked");
    }

    #[test]
    fn nobody_sits_outside_the_mandate() {
        let (named, _) = name(MembershipStatus::Accepted, Some("2020-09-01"), &[]).expect("named");
        assert_eq!(named.valid_to, Some(day("2020-12-31")), "as long as the mandate, which is open to nobody after it");
        let proposed = mandate(MembershipStatus::Accepted, "2018-03-01", Some("2020-12-31")).mandate();
        let begun = |from, to| mandate(MembershipStatus::Active, from, to);
        let late = named.clone().refit(&begun("2020-10-01", None), proposed);
        assert_eq!(rule(late), rules::DAY_IS_OUTSIDE_THE_MANDATE);
        for to in [Some("2020-10-31"), Some("2021-06-30"), None] {
            let mut sits = named.clone();
            assert!(sits.refit(&begun("2020-09-01", to), proposed).expect("refitted"));
            assert_eq!(sits.valid_to, to.map(day));
        }
        let mut never = named;
        assert!(never.end_with_mandate(day("2020-08-15")).is_some());
        assert!(!never.period().contains(never.valid_from), "the mandate ended before she came");
    }
}
