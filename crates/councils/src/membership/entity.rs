//! What a seat is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Error, Period, Result,
    error::{self, optional_text},
    id::{CouncilId, MembershipId, OrganisationId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::council::Council;

/// Rules of seats.
pub mod rules {
    use kernel::Rule;
    /// An organisation holds one mandate of a standing at a time in a council.
    pub const MANDATES_OVERLAP: Rule = "MANDATES_OVERLAP";
    /// A mandate ends on a day it was held.
    pub const END_IS_OUTSIDE_THE_MANDATE: Rule = "END_IS_OUTSIDE_THE_MANDATE";
}

text_enum! {
    pub enum SeatKind ("Plats: vem den som sitter där talar för.", "Seat: whom it speaks for.") {
        Employer = "EMPLOYER" ("Arbetsgivare", "Employer"),
        IndustryAssociation = "INDUSTRY_ASSOCIATION" ("Branschorganisation", "Industry association"),
        Union = "UNION" ("Facklig organisation", "Union"),
        EducationProvider = "EDUCATION_PROVIDER" ("Utbildningsanordnare", "Education provider"),
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality"),
        Region = "REGION" ("Region", "Region"),
        StateAgency = "STATE_AGENCY" ("Statlig myndighet", "State agency"),
        University = "UNIVERSITY" ("Universitet eller högskola", "University"),
        SciencePark = "SCIENCE_PARK" ("Forskningspark", "Science park"),
        Other = "OTHER" ("Annan", "Other"),
    }
}

text_enum! {
    pub enum Standing ("Ställning i rådet.", "Standing in the council.") {
        Member = "MEMBER" ("Ordinarie", "Member"),
        Substitute = "SUBSTITUTE" ("Ersättare", "Substitute", ("räknas när den ordinarie är frånvarande", "counts when the ordinary member is absent")),
        Adjunct = "ADJUNCT" ("Adjungerad", "Co-opted", ("yttrar sig men beslutar inte", "speaks without a vote")),
    }
}

text_enum! {
    pub enum MembershipStatus ("Ledamotskapets status.", "Status of a membership.") {
        Invited = "INVITED" ("Inbjuden", "Invited"),
        Accepted = "ACCEPTED" ("Har tackat ja", "Accepted"),
        Active = "ACTIVE" ("Aktiv", "Active"),
        OnLeave = "ON_LEAVE" ("Tjänstledig", "On leave"),
        Ended = "ENDED" ("Avslutad", "Ended"),
        Declined = "DECLINED" ("Har tackat nej", "Declined"),
    }
}

text_enum! {
    /// Steg i ett ledamotskaps livslopp.
    pub enum MembershipVerb {
        Accept = "accept" ("tacka ja", "accept"),
        Decline = "decline" ("tacka nej", "decline"),
        StartMandate = "startMandate" ("påbörja mandat", "start the mandate"),
        Leave = "leave" ("ta ledigt", "go on leave"),
        Return = "return" ("återkomma", "return"),
        EndMandate = "endMandate" ("avsluta mandat", "end the mandate"),
    }
}

/// The state machine. A mandate may run out during a leave, too.
pub const TRANSITIONS: &[Step<MembershipStatus, MembershipVerb>] = {
    use MembershipStatus as S;
    use MembershipVerb as V;
    &[
        (S::Invited, V::Accept, S::Accepted),
        (S::Invited, V::Decline, S::Declined),
        (S::Accepted, V::StartMandate, S::Active),
        (S::Active, V::Leave, S::OnLeave),
        (S::Active, V::EndMandate, S::Ended),
        (S::OnLeave, V::Return, S::Active),
        (S::OnLeave, V::EndMandate, S::Ended),
    ]
};

/// Ledamotskap.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Id.
    pub id: MembershipId,
    /// Version.
    pub version: i32,
    /// The council.
    pub council: CouncilId,
    /// The organisation that holds the seat.
    pub organisation: OrganisationId,
    /// Whom the seat speaks for.
    pub seat: SeatKind,
    /// Member, substitute or co-opted.
    pub standing: Standing,
    /// Status.
    pub status: MembershipStatus,
    /// The mandate's first day; a proposal until the mandate starts.
    pub mandate_from: NaiveDate,
    /// The mandate's last day; open when absent.
    pub mandate_to: Option<NaiveDate>,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
}

/// Bjud in till råd: the command.
#[derive(Clone, Debug)]
pub struct InviteMember {
    /// The council.
    pub council: CouncilId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Whom the seat speaks for.
    pub seat: SeatKind,
    /// Standing.
    pub standing: Standing,
    /// Proposed first day.
    pub mandate_from: NaiveDate,
    /// Proposed last day.
    pub mandate_to: Option<NaiveDate>,
}

impl Membership {
    /// An invitation to `council`, beside the seats that the organisation already has there.
    ///
    /// # Errors
    /// `Refused` by a dissolved council or an overlapping mandate; `Invalid` naming the field.
    pub fn invite(
        id: MembershipId,
        command: InviteMember,
        council: &Council,
        others: &[Self],
    ) -> Result<(Self, Event)> {
        council.require_open()?;
        let mandate = Period::new("mandateTo", command.mandate_from, command.mandate_to)?;
        let seat = Self {
            id,
            version: 1,
            council: council.id,
            organisation: command.organisation,
            seat: command.seat,
            standing: command.standing,
            status: MembershipStatus::Invited,
            mandate_from: mandate.from,
            mandate_to: mandate.to,
            status_reason: None,
        };
        seat.require_alone(others)?;
        Ok((seat, Event::new("MemberInvited", id.public())))
    }

    /// The organisation takes the seat.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn accept(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Accept)?;
        Ok(self.enter(to, "InvitationAccepted", None))
    }

    /// The organisation declines the seat; it need not say why.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a reason that is too long.
    pub fn decline(&mut self, reason: Option<&str>) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Decline)?;
        let reason = optional_text("reason", reason, 1000)?;
        Ok(self.enter(to, "InvitationDeclined", reason))
    }

    /// The mandate begins, for `mandate` or else as proposed.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, by a dissolved council or an overlapping mandate.
    pub fn start_mandate(&mut self, mandate: Option<Period>, council: &Council, others: &[Self]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::StartMandate)?;
        council.require_open()?;
        let proposed = self.mandate();
        let mandate = mandate.unwrap_or(proposed);
        (self.mandate_from, self.mandate_to) = (mandate.from, mandate.to);
        if let Err(refusal) = self.require_alone(others) {
            (self.mandate_from, self.mandate_to) = (proposed.from, proposed.to);
            return Err(refusal);
        }
        Ok(self.enter(to, "MandateStarted", None))
    }

    /// Goes on leave, with a reason; the mandate runs on.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn leave(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Leave)?;
        let reason = reason_given(reason)?;
        Ok(self.enter(to, "MemberWentOnLeave", Some(reason)))
    }

    /// Comes back from leave.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn return_from_leave(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Return)?;
        Ok(self.enter(to, "MemberReturned", None))
    }

    /// The mandate ends after `last`, its last day: expired, resigned or replaced.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason or for a day outside the mandate.
    pub fn end_mandate(&mut self, last: NaiveDate, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::EndMandate)?;
        let reason = reason_given(reason)?;
        if last < self.mandate_from {
            return Err(Error::invalid("on", rules::END_IS_OUTSIDE_THE_MANDATE));
        }
        // A mandate that has run out keeps its own last day: ending it notes what is true already.
        self.mandate_to = Some(self.mandate_to.map_or(last, |to| to.min(last)));
        Ok(self.enter(to, "MandateEnded", Some(reason)))
    }

    /// The mandate's days.
    pub fn mandate(&self) -> Period {
        Period { from: self.mandate_from, to: self.mandate_to }
    }

    /// Whether the seat was held on `day`. See also [`Membership::as_of`], the same as a filter.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        use MembershipStatus as S;
        matches!(self.status, S::Active | S::OnLeave | S::Ended) && self.mandate().contains(day)
    }

    /// Refuses when another mandate of the same organisation and standing in this council shares a day.
    fn require_alone(&self, others: &[Self]) -> Result<()> {
        let clash = others.iter().find(|other| {
            other.id != self.id
                && other.council == self.council
                && other.organisation == self.organisation
                && other.standing == self.standing
                && other.status != MembershipStatus::Declined
                && other.mandate().overlaps(&self.mandate())
        });
        clash.map_or(Ok(()), |other| Err(Error::refused(rules::MANDATES_OVERLAP, other.id.public())))
    }

    fn enter(&mut self, to: MembershipStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

fn reason_given(reason: &str) -> Result<String> {
    optional_text("reason", Some(reason), 1000)?
        .ok_or_else(|| Error::invalid("reason", error::rules::REASON_IS_REQUIRED))
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::council::{CouncilKind, CouncilStatus, FoundCouncil};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn council() -> Council {
        let command = FoundCouncil {
            kind: CouncilKind::Regional,
            name: "Göteborgsregionens kompetensråd".to_owned(),
            parent: None,
            region: None,
            founded_year: None,
            charter_on: None,
        };
        let now = "2018-01-01T08:00:00Z".parse().expect("an instant");
        Council::found(Id::new(&SequentialIds::starting_at(1000)), command, None, now).expect("founded").0
    }

    fn invite(id: u128, from: &str, to: Option<&str>, standing: Standing, others: &[Membership]) -> Result<Membership> {
        let command = InviteMember {
            council: council().id,
            organisation: Id::new(&SequentialIds::starting_at(5000)),
            seat: SeatKind::Employer,
            standing,
            mandate_from: day(from),
            mandate_to: to.map(day),
        };
        Membership::invite(Id::new(&SequentialIds::starting_at(id)), command, &council(), others).map(|(seat, _)| seat)
    }

    fn seat(status: MembershipStatus) -> Membership {
        let mut seat = invite(1, "2018-03-01", Some("2020-12-31"), Standing::Member, &[]).expect("invited");
        seat.status = status;
        seat
    }

    fn take(seat: &mut Membership, verb: MembershipVerb) -> Result<Event> {
        match verb {
            MembershipVerb::Accept => seat.accept(),
            MembershipVerb::Decline => seat.decline(None),
            MembershipVerb::StartMandate => seat.start_mandate(None, &council(), &[]),
            MembershipVerb::Leave => seat.leave("Föräldraledig"),
            MembershipVerb::Return => seat.return_from_leave(),
            MembershipVerb::EndMandate => seat.end_mandate(day("2019-06-30"), "Ersatt"),
        }
    }

    fn rule<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn steps_outside_the_table_are_refused_and_change_nothing() {
        for &status in MembershipStatus::ALL {
            for &verb in MembershipVerb::ALL {
                let mut seat = seat(status);
                let to = TRANSITIONS.iter().find(|(from, by, _)| *from == status && *by == verb).map(|step| step.2);
                match (take(&mut seat, verb), to) {
                    (Ok(event), Some(to)) => {
                        assert_eq!((seat.status, event.to), (to, Some(to.as_str())), "{status} {verb}");
                    }
                    (Err(error), None) => {
                        assert_eq!(rule::<()>(Err(error)), error::rules::TRANSITION_IS_NOT_ALLOWED);
                        assert_eq!(seat.status, status);
                    }
                    (result, to) => panic!("{status} {verb}: {result:?}, table says {to:?}"),
                }
            }
        }
    }

    #[test]
    fn one_mandate_of_a_standing_at_a_time() {
        let held = [seat(MembershipStatus::Active)];
        let member = |from| invite(2, from, None, Standing::Member, &held);
        assert_eq!(rule(member("2020-12-31")), rules::MANDATES_OVERLAP);
        assert!(member("2021-01-01").is_ok());
        assert!(invite(2, "2019-01-01", None, Standing::Substitute, &held).is_ok());
        assert!(invite(2, "2019-01-01", None, Standing::Member, &[seat(MembershipStatus::Declined)]).is_ok());
    }

    #[test]
    fn a_mandate_that_would_overlap_does_not_start_and_keeps_its_proposal() {
        let held = [seat(MembershipStatus::Active)];
        let mut next = invite(2, "2021-01-01", None, Standing::Member, &held).expect("invited");
        next.accept().expect("accepted");
        let early = Period { from: day("2020-06-01"), to: None };
        assert_eq!(rule(next.start_mandate(Some(early), &council(), &held)), rules::MANDATES_OVERLAP);
        assert_eq!((next.status, next.mandate_from), (MembershipStatus::Accepted, day("2021-01-01")));
        next.start_mandate(None, &council(), &held).expect("started");
    }

    #[test]
    fn who_held_the_seat_is_known_of_every_day() {
        let accepted = seat(MembershipStatus::Accepted);
        assert!(!accepted.held_on(day("2019-01-01")));
        let mut seat = seat(MembershipStatus::Active);
        assert_eq!(rule(seat.end_mandate(day("2018-02-28"), "Ersatt")), rules::END_IS_OUTSIDE_THE_MANDATE);
        seat.end_mandate(day("2019-06-30"), "Ersatt").expect("ended");
        assert!(seat.held_on(day("2018-03-01")) && seat.held_on(day("2019-06-30")));
        assert!(!seat.held_on(day("2018-02-28")) && !seat.held_on(day("2019-07-01")));
    }

    #[test]
    fn an_expired_mandate_keeps_its_own_last_day() {
        let mut seat = seat(MembershipStatus::OnLeave);
        seat.end_mandate(day("2021-05-05"), "Mandatet löpte ut").expect("ended");
        assert_eq!(seat.mandate_to, Some(day("2020-12-31")));
    }

    #[test]
    fn a_dissolved_council_takes_no_seat() {
        let mut gone = council();
        gone.status = CouncilStatus::Dissolved;
        let mut seat = seat(MembershipStatus::Accepted);
        assert_eq!(rule(seat.start_mandate(None, &gone, &[])), crate::council::rules::COUNCIL_IS_DISSOLVED);
    }
}
